"""Outgoing letters: through whose hands, since when, and which go at once. Rule REF-08."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_


class State(StrEnum):
    """Where a letter is."""

    DRAFTED = "drafted"
    IN_CLEARANCE = "in_clearance"
    SENT_BACK = "sent_back"
    CLEARED = "cleared"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """One office passed: since when it lies there, what came of it ("" still there)."""

    office: str
    since: datetime
    outcome: str = ""


def state(steps: Sequence[Step], offices: Sequence[str], *, sent: bool = False, withdrawn: bool = False) -> State:
    """Where a letter is after these steps; ``offices`` are the ones its kind passes."""
    if withdrawn or sent:
        return State.WITHDRAWN if withdrawn else State.SENT
    if steps and steps[-1].outcome == "sent_back":
        return State.SENT_BACK
    if steps and not steps[-1].outcome:
        return State.IN_CLEARANCE
    return State.CLEARED if next_office(steps, offices) is None else State.DRAFTED


def next_office(steps: Sequence[Step], offices: Sequence[str]) -> str | None:
    """The office that comes next; None when all have cleared it. Sent back, it begins anew."""
    passed: list[str] = []
    for step in steps:
        passed = [] if step.outcome == "sent_back" else [*passed, step.office]
    return next((office for office in offices if office not in passed), None)


def may_send(now: State, *, at_once: bool) -> Decision:
    """A cleared letter goes; a request for urgent protection goes at once and is reported after.

    Basis: CoE Convention, Article 28 (protection); practice for the others: letters passed the ministry, up to a month. REF-08.
    """
    if now in {State.SENT, State.WITHDRAWN}:
        return Decision.refuse(Reason("gone", N_("This letter is gone already.")))
    text = N_("This letter is not cleared yet. A request for urgent protection goes at once.")
    return allowed(at_once or now is State.CLEARED, "not_cleared", text)


def may_clear(office_outside: bool, own_letter: bool) -> Decision:
    """Nobody clears the own letter in the house; what an office outside answered is recorded by whoever got the paper."""
    return allowed(office_outside or not own_letter, "own_letter", N_("Nobody clears the own letter: somebody else of the unit does."))
