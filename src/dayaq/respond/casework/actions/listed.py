"""Codes stand in a list of the country; who writes may write."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions.record import writing
from dayaq.respond.casefile.queries import Case, pack_of


def listed(case: Case, name: str, *codes: str) -> None:
    """Refuse a code that the list of the case's pack does not have."""
    known = pack_of(case).codes[name].items
    require(allowed(all(code in known for code in codes), "not_listed", N_("Choose from the list.")))


def core(case: Case, by: Actor) -> None:
    """Refuse whoever does not write the core of the case."""
    writing(case, Group.G1, by)
