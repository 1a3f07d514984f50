"""The 25 criteria in five areas, each with four cells, and what tells about them.

Basis: CT-NAT annex E (framework and operational indicators, two levels each); the wording is our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dayaq.assess.framework.rules.instrument import STRICT, Instrument, Words

LEVELS = ("FL1", "FL2", "OL1", "OL2")  # framework (what exists on paper), operational (what works), two levels each
AREAS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its code, area, title, the text of each cell, and the questions and live measures that inform it."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    area: int
    title: Words
    cells: Mapping[str, Words]
    interview: tuple[str, ...] = ()
    survey: tuple[str, ...] = ()
    live: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criteria:
    """The whole framework: areas by number, criteria in order."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    areas: Mapping[int, Words]
    criteria: tuple[Criterion, ...]
    code: str = "ct-nat-criteria"
    version: int = 1
    title: Words | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A recommendation another body made earlier; ``same_as`` names the same wish of another source.

    ``text`` is in our own words. ``later`` says what a later source saw of it, with its year.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    source: str
    year: int
    addressee: str
    theme: str
    text: str
    area: int
    same_as: tuple[str, ...] = ()
    later: str = ""


def uncovered(criteria: tuple[Criterion, ...], instrument: Instrument) -> tuple[str, ...]:
    """Criteria that no item of the instrument tells about: their cells need other evidence."""
    told = {code for item in instrument.items for code in item.criteria}
    return tuple(one.code for one in criteria if one.code not in told)
