"""Measures and dimensions, read once from the data beside this code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from dayaq.core.pack.schema.manifest import ReportsFile
from dayaq.count.disclosure.tables.primary import Kind, threshold_of

FILE = Path(__file__).parents[1] / "measures.yaml"
PERIODS = ("year", "quarter", "month")  # dimensions made from the day
ENTRIES = "entries"  # a way of counting: rows instead of what they add up to
HOME = "HOME"  # stands for the country's own code among groups
# What every case file tells. Other kinds are counted from the first record of them on: where nobody kept any, none is not zero.
ALWAYS = frozenset(
    {"identified", "decision_negative", "person", "assertion", "referral", "referral_recognised", "breach", "assistance", "ngo_only"}
)
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a figure may be broken down by; ``groups`` are shown with 0 where nobody counts there."""

    code: str
    label: Words
    codes: str = ""  # the pack's code list with the groups' words; BODIES and STATUS are the pack's own
    groups: tuple[str, ...] = ()
    within: str = ""  # the dimension that says the same in coarser words
    said: Mapping[str, Words] = field(default_factory=dict)  # words of groups no code list has
    inside: bool = False  # for the office alone: a table by it never leaves
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
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # groups it is always narrowed to; CURRENCY is the country's
    lists: Mapping[str, str] = field(default_factory=dict)  # dimension -> the code list that words its groups in this measure
    hundredths: bool = False  # an amount of money: the register keeps hundredths, it is told in whole units
    counts_in: str = ""  # the measure whose small counts decide which amounts leave; "entries": how many entries were summed

    @property
    def ours(self) -> bool:
        """Whether the register computes it."""
        return bool(self.kind)

    @property
    def rows(self) -> str:
        """The kind of the rows it is counted from: a kind may name a way of counting after a colon."""
        return self.kind.partition(":")[0]

    def entries(self) -> Measure:
        """How many entries an amount was summed from, group by group: one alone would tell what somebody gave or lost."""
        return replace(self, kind=f"{self.rows}:{ENTRIES}", unit="cases", hundredths=False, counts_in="")

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
    keys: Mapping[str, Words] = field(default_factory=dict)  # measure -> what printed dimensions are called here

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
        raw["keys"],
    )


def _measure(code: str, entry: Mapping[str, Any]) -> Measure:
    where = {dim: tuple(groups) for dim, groups in entry.get("where", {}).items()}
    sentence = entry.get("sentence") or {language: f"{label}: %(value)s." for language, label in entry["label"].items()}
    return Measure(code=code, **{**entry, "sentence": sentence, "dims": tuple(entry["dims"]), "where": where})


def _dimension(code: str, entry: Mapping[str, Any]) -> Dimension:
    ours = {"label", "codes", "groups", "within", "said", "inside"}
    own = {key: str(value) for key, value in entry.items() if key not in ours}
    return Dimension(
        code,
        entry["label"],
        entry.get("codes", ""),
        tuple(entry.get("groups", ())),
        entry.get("within", ""),
        entry.get("said", {}),
        entry.get("inside", False),
        own,
    )
