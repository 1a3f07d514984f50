"""Pages of residence and return."""
