"""Hiding as few cells as possible so that no hidden one can be computed."""
