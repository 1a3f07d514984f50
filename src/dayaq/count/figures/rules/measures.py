"""Measures and dimensions, read once from the data beside this code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from dayaq.core.pack.schema.manifest import ReportsFile
from dayaq.count.disclosure.tables.primary import Kind, threshold_of

FILE = Path(__file__).parents[1] / "measures.yaml"
PERIODS = ("year", "quarter", "month")  # dimensions made from the day
HOME = "HOME"  # stands for the country's own code among groups
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a figure may be broken down by; ``groups`` are shown with 0 where nobody counts there."""

    code: str
    label: Words
    codes: str = ""  # the pack's code list with the groups' words; BODIES and STATUS are the pack's own
    groups: tuple[str, ...] = ()
    within: str = ""  # the dimension that says the same in coarser words
    own: Mapping[str, str] = field(default_factory=dict)  # country -> another code list

    def list_of(self, country: str) -> str:
        """The code list that words the groups in this country."""
        return self.own.get(country, self.codes)

    def expected(self, country: str, home: str) -> tuple[str, ...]:
        """Groups that are always shown; a country with words of its own shows what it has."""
        if country in self.own:
            return ()
        return tuple(home if group == HOME else group for group in self.groups)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; without ``kind`` it exists only as published."""

    code: str
    label: Words
    unit: str
    counts: Words = field(default_factory=dict)
    sentence: Words = field(default_factory=dict)
    kind: str = ""
    threshold: Literal["people", "cases"] = "people"
    dims: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether the register computes it."""
        return bool(self.kind)

    def smallest(self, reports: ReportsFile) -> int:
        """The smallest count above 0 that may leave the office in this country.

        Basis: national data rules, usually 5 for attributes of victims and 3 for cases; the pack sets both.
        """
        return threshold_of(reports, Kind(self.threshold))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All measures and dimensions, and the words of printed figures."""

    measures: Mapping[str, Measure]
    dimensions: Mapping[str, Dimension]
    words: Mapping[str, Words]
    units: Words
    whole: frozenset[str]

    def unit(self, name: str) -> str:
        """The unit under its one name."""
        return self.units.get(name, name)

    def group(self, dim: str, word: str) -> str:
        """The code a printed word stands for."""
        return self.words.get(dim, {}).get(word, word)

    def measure(self, code: str, label: str = "", unit: str = "") -> Measure:
        """The measure of that code; an unknown one exists only as published, under its printed name."""
        return self.measures.get(code) or Measure(code, {"en": label or code.replace("_", " ")}, unit)


@cache
def catalogue() -> Catalogue:
    """The measures that come with the program."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Catalogue(
        {code: _measure(code, entry) for code, entry in raw["measures"].items()},
        {code: _dimension(code, entry) for code, entry in raw["dimensions"].items()},
        raw["words"],
        raw["units"],
        frozenset(raw["whole"]),
    )


def _measure(code: str, entry: Mapping[str, Any]) -> Measure:
    return Measure(code=code, **{**entry, "dims": tuple(entry["dims"])})


def _dimension(code: str, entry: Mapping[str, Any]) -> Dimension:
    own = {key: str(value) for key, value in entry.items() if key not in {"label", "codes", "groups", "within"}}
    return Dimension(code, entry["label"], entry.get("codes", ""), tuple(entry.get("groups", ())), entry.get("within", ""), own)
