"""Statistics of answers and what of them may leave, as values."""
