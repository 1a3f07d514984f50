"""Pure Python that every part of the loop stands on: no Django, no database, no clock of its own."""
