"""Pages of justice."""

from dayaq.respond.justice.views import case, legal, parts, persons, proceedings, sums

__all__ = ["case", "legal", "parts", "persons", "proceedings", "sums"]
