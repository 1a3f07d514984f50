"""What is checked: the hand-typed parts of a report beside the data they are about.

A hand-typed part is stored as a passage with a body:

    text, statement  {"text": "Four found it adequate (n=4) ..."}; ``about``: the codes of the items it speaks of
    table            {"title": "...", "columns": ["agree", "neither"], "rows": [{"code": "7.1.1", "label": "...",
                     "counts": [4, 1, null]}], "base": {"": 6, "7.1.2": 5}}; columns are choice codes; ``base``: the noted base
                     of all rows ("") or of one. A table of one item (the priorities) has choices as row codes and any
                     columns; "survey" is the column of the survey's votes
    and in any body, lists of what else is typed there:
    groups    {"of": "respondents", "dims": {"country": "AZ", "sex": "female"}, "value": 1}: people by what they can be known by
    wordings  {"code": "7.2.3", "text": "..."}: items as printed
    intros    {"section": "4", "text": "..."}: introductions of sections as printed
    ballots   {"groups": 3, "choices": 3, "votes": {"E": 3, ...}}: votes as printed; groups 0 when not said
    facts     {"metric": "investigations", "period": "2014", "dims": {}, "value": "32", "source": "Gen 1", "noted": false}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dayaq.assess.framework.rules import Instrument, Words
from dayaq.assess.results.rules.tables import ItemTable
from dayaq.core.decision import Reason


@dataclass(frozen=True, slots=True)
class Slip:
    """Something found: the number of the check, the place, what is wrong and should be right."""

    number: int
    where: str
    what: Reason

    def as_json(self) -> dict[str, object]:
        """The stable shape of the command line."""
        return {"slip": self.number, "where": self.where, "what": str(self.what)}


@dataclass(frozen=True, slots=True)
class Statement:
    """Running text in one language about items (``about``: their codes; empty when it is about something else)."""

    where: str
    language: str
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a typed table; None for an empty cell, which reads as nobody. ``label``: what is printed beside the code."""

    code: str
    label: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A table typed by hand. ``base``: the noted base by row code, "" for all rows; empty when none is noted."""

    where: str
    language: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    base: Mapping[str, int]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballots:
    """Votes where each of ``groups`` groups (or people) chooses ``choices``."""

    where: str
    groups: int
    choices: int
    votes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Intro:
    """The introduction of a section as it is printed."""

    where: str
    words: Words


@dataclass(frozen=True, slots=True)
class Worded:
    """An item's wording as it is printed somewhere."""

    where: str
    language: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Credited:
    """A figure credited to a source. ``noted``: the manuscript itself says that the source gives another value elsewhere."""

    where: str
    metric: str
    period: str
    dims: Mapping[str, str]
    value: str
    source: str
    noted: bool = False


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many of some people (``of``: respondents, participants) are in a group; ``dims`` empty: all of them."""

    where: str
    of: str
    dims: Mapping[str, str]
    value: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Everything that is checked, with the instrument and the tables of the answers it is checked against."""

    instrument: Instrument
    tables: Mapping[str, ItemTable]
    statements: tuple[Statement, ...] = ()
    typed: tuple[Typed, ...] = ()
    ballots: tuple[Ballots, ...] = ()
    intros: tuple[Intro, ...] = ()
    wordings: tuple[Worded, ...] = ()
    facts: tuple[Credited, ...] = ()
    groups: tuple[GroupCount, ...] = ()
