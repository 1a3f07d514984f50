"""COUNT: what the country knows: one register without names, and figures computed from it."""
