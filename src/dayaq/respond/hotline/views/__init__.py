"""Pages of the hotline: the desk, calls, call-backs, lines and shifts, sums."""
