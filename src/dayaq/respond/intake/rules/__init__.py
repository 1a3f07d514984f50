"""Rules of taking over a list: which column is what, what a line says, what is wrong with it."""
