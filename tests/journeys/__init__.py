"""Stories in a real browser: one user story a file, looked at by axe at every stop."""
