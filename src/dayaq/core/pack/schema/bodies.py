"""bodies.yaml: who takes part in the response, their units, and what each is there for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from dayaq.core.clock import Confidence
from dayaq.core.pack.schema.base import Basis, Code, Codes, Entry, Text, Valid, Words


class Capacity(Entry):
    """Beds of a unit in a time; documents differ, so each number has its own dates."""

    beds: Annotated[int, Field(ge=0)]
    valid: Valid
    confidence: Confidence
    uncertain: bool = False


class Serves(Entry):
    """Whom a body takes in; an empty list means everybody."""

    sex: Codes = ()
    age_band: Codes = ()
    exploitation: Codes = ()


class Hotline(Entry):
    """A telephone line: opening hours as ``00:00-24:00``, and whether it can be reached from abroad."""

    number: Words | None = None
    hours: Annotated[str, Field(pattern=r"^\d{2}:\d{2}-\d{2}:\d{2}$")]
    from_abroad: bool = False
    basis: Basis | None = None
    confidence: Confidence


class Unit(Entry):
    """A part of a body with its own door: a shelter for children, the officer on duty."""

    name: Text
    duty: bool = False
    serves: Serves = Serves()
    capacity: tuple[Capacity, ...] = ()
    valid: Valid = (None, None)
    uncertain: bool = False


class Body(Entry):
    """One organisation of the mechanism.

    ``decides``: it may decide on status. ``receives_referrals``: a referral under the law may be sent to it.
    ``refers``: it meets people and has to refer. ``in_mechanism`` false: only a reader or a guest.
    """

    name: Text
    type: Code
    state: bool
    confidence: Confidence
    short: Text | None = None
    aliases: tuple[Words, ...] = ()
    parent: Code | None = None
    units: Mapping[Code, Unit] = {}
    valid: Valid = (None, None)
    uncertain: bool = False
    basis: Basis | None = None
    in_mechanism: bool = True
    committee: bool = False
    refers: bool = False
    receives_referrals: bool = False
    decides: bool = False
    monitors: tuple[Words, ...] = ()
    serves: Serves = Serves()
    hotline: Hotline | None = None
    note: Text | None = None

    @property
    def ngo(self) -> bool:
        return self.type.startswith("ngo")

    def exists(self, day: date) -> bool:
        first, end = self.valid
        return (first is None or first <= day) and (end is None or day < end)


class BodiesFile(Entry):
    """The whole of bodies.yaml."""

    bodies: Mapping[Code, Body]


Selector = Words
"""Whom a rule means: ``any`` body of the mechanism, ``state``, ``ngo``, ``type:police`` or one body's code."""
SELECTOR_WORDS = frozenset({"any", "state", "ngo"})


def selects(selector: str, code: str, body: Body) -> bool:
    """Whether a rule's selector means this body; a body outside the mechanism is meant only by its code."""
    if selector == code:
        return True
    if not body.in_mechanism:
        return False
    if selector.startswith("type:"):
        return body.type == selector.removeprefix("type:")
    return {"any": True, "state": body.state, "ngo": body.ngo}.get(selector, False)


def selected(selectors: Iterable[str], bodies: Mapping[str, Body]) -> tuple[str, ...]:
    """Codes of all bodies a rule means."""
    wanted = tuple(selectors)
    return tuple(code for code, body in bodies.items() if any(selects(s, code, body) for s in wanted))
