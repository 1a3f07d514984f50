"""Pages of justice."""

from dayaq.respond.justice.views import adding, case, legal, outcomes, parts, persons, proceedings, sums

__all__ = ["adding", "case", "legal", "outcomes", "parts", "persons", "proceedings", "sums"]
