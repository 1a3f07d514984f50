"""Pages of the instruments: reading them, and writing the next version."""
