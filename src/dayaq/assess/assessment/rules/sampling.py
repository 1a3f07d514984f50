"""Whom one meant to ask and who took part, by kind of body and by place: how far the picture leans to the capital.

Basis: CT-NAT method (IOM 2016, 1.2 stakeholders, 1.3 limits: selection, capital).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dayaq.assess.assessment.rules.planning import KINDS, PLACES
from dayaq.core.decision import Reason
from dayaq.core.words import N_

LEANING = 0.75  # from three quarters on one says that the list leans to one side; a word of ours, not of the method


@dataclass(frozen=True, slots=True)
class Cell:
    """Bodies of one kind at one place: listed, asked (invited in whatever way), taking part (accepted)."""

    kind: str
    place: str
    listed: int
    asked: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The sampling overview."""

    cells: tuple[Cell, ...]
    notes: tuple[Reason, ...] = ()

    def total(self, place: str = "", kind: str = "") -> Cell:
        """The sum over a place, a kind or everything."""
        chosen = [cell for cell in self.cells if place in {"", cell.place} and kind in {"", cell.kind}]
        return Cell(kind, place, *(sum(getattr(cell, name) for cell in chosen) for name in ("listed", "asked", "accepted")))


def sampled(bodies: Iterable[tuple[str, str, bool, bool]]) -> Sample:
    """The overview of (kind, place, asked, accepted) of every body."""
    listed: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    accepted: Counter[tuple[str, str]] = Counter()
    for kind, place, was_asked, took_part in bodies:
        listed[kind, place] += 1
        asked[kind, place] += was_asked
        accepted[kind, place] += took_part
    keys = [(kind, place) for kind in KINDS for place in PLACES]
    sample = Sample(tuple(Cell(kind, place, listed[kind, place], asked[kind, place], accepted[kind, place]) for kind, place in keys))
    return Sample(sample.cells, tuple(_leanings(sample)))


def _leanings(sample: Sample) -> Iterable[Reason]:
    everything = sample.total()
    said = {"all": everything.listed}
    if not everything.listed:
        return
    capital, state = sample.total(place="capital").listed, sample.total(kind="state").listed
    if not sample.total(place="region").listed:
        yield Reason("capital_only", N_("All %(all)s bodies are in the capital: what is done in the regions will not be heard."), said)
    elif capital / everything.listed >= LEANING:
        text = N_("%(n)s of %(all)s bodies are in the capital: look for practitioners in the regions.")
        yield Reason("capital_bias", text, said | {"n": capital})
    if state / everything.listed >= LEANING:
        yield Reason("state_bias", N_("%(n)s of %(all)s bodies are State bodies."), said | {"n": state})
    if not sample.total(kind="ngo").listed:
        yield Reason("no_ngo", N_("No non-governmental organisation is on the list."), said)
