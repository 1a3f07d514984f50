"""Reads."""

from dayaq.respond.shelter.queries.sums import national

__all__ = ["national"]
