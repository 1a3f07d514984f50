"""Hotline: calls that need no person, advice, call-backs, hand-on to help."""
