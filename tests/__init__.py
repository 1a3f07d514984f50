"""Tests mirror the paths of the code; ``build`` makes things, ``cast`` is the fixed company of invented people."""
