"""Everything a report is composed of, as values: read once, then composed and checked without a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from dayaq.assess.findings.rules.evidence import Piece
from dayaq.assess.findings.rules.facts import Competing
from dayaq.assess.framework.rules.criteria import Criterion
from dayaq.assess.framework.rules.guide import Guide
from dayaq.assess.framework.rules.instrument import Instrument, Words
from dayaq.assess.interviews.rules.interview import InterviewFacts
from dayaq.assess.interviews.rules.themes import ThemeCount
from dayaq.assess.results.rules.leaving import Leaves
from dayaq.assess.results.rules.tables import ItemTable
from dayaq.core.decision import Reason
from dayaq.core.report import Source


class Reply(Protocol):
    """A body's position on a finding, and the assessors' answer."""

    @property
    def institution(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def stance(self) -> str: ...
    @property
    def text(self) -> Words: ...
    @property
    def accepted(self) -> str: ...
    @property
    def answer(self) -> Words: ...


class Found(Protocol):
    """A finding as it stands."""

    @property
    def code(self) -> str: ...
    @property
    def area(self) -> int: ...
    @property
    def title(self) -> Words: ...
    @property
    def text(self) -> Words: ...
    @property
    def status(self) -> str: ...
    @property
    def attribution(self) -> str: ...
    @property
    def evidence(self) -> tuple[Piece, ...]: ...
    @property
    def positions(self) -> Sequence[Reply]: ...
    @property
    def conflicts(self) -> tuple[tuple[str, Words], ...]: ...
    @property
    def recommendations(self) -> tuple[str, ...]: ...
    @property
    def alone(self) -> str: ...  # why nothing is recommended


class Asked(Protocol):
    """An earlier recommendation of another body that asked the same."""

    @property
    def source(self) -> str: ...
    @property
    def year(self) -> int: ...


class Recommended(Protocol):
    """A recommendation as it stands."""

    @property
    def code(self) -> str: ...
    @property
    def area(self) -> int: ...
    @property
    def text(self) -> Words: ...
    @property
    def purpose(self) -> Words: ...
    @property
    def addressee(self) -> Words: ...
    @property
    def priority(self) -> str: ...
    @property
    def findings(self) -> tuple[str, ...]: ...
    @property
    def earlier(self) -> Sequence[Asked]: ...
    @property
    def dropped(self) -> bool: ...


class Limitation(Protocol):
    """A limitation generated from the records."""

    @property
    def code(self) -> str: ...
    @property
    def reason(self) -> Reason: ...
    @property
    def note(self) -> str: ...
    @property
    def words(self) -> Words: ...
    @property
    def dropped_because(self) -> Words: ...


class Cell(Protocol):
    """One cell of the matrix as it was judged."""

    @property
    def level(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def improvement(self) -> bool: ...
    @property
    def narrative(self) -> Words: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """A passage typed by hand: section of the skeleton, language, kind, codes it is about, body."""

    section: str
    language: str
    kind: str
    about: tuple[str, ...]
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty and what the country did with it."""

    title: str
    country: str
    state: str
    year: int | None
    citation: str


@dataclass(frozen=True, slots=True)
class Asking:
    """How many were asked by the survey and answered."""

    invited: int = 0
    answered: int = 0
    opened: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """An earlier round of the same assessment: what left of it."""

    title: Words
    instrument: Instrument
    leaves: Mapping[str, Leaves]


@dataclass(frozen=True, slots=True)
class About:
    """The assessment itself."""

    code: str
    title: Words
    as_of: date
    countries: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    commissioner: Words = field(default_factory=dict)
    purposes: tuple[str, ...] = ()
    rebuilt: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """All of it. ``tables`` are exact and are only used to check; what is printed comes from ``leaves``."""

    about: About
    instrument: Instrument
    guide: Guide
    criteria: tuple[Criterion, ...]
    areas: Mapping[int, Words]
    leaves: Mapping[str, Leaves] = field(default_factory=dict)
    tables: Mapping[str, ItemTable] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    findings: Sequence[Found] = ()
    recommendations: Sequence[Recommended] = ()
    limitations: Sequence[Limitation] = ()
    facts: Sequence[Competing] = ()
    treaties: Sequence[Treaty] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    interviews: InterviewFacts = field(default_factory=InterviewFacts)
    institutions: Sequence[tuple[str, str]] = ()  # (institution, kind of agency) of interviews
    themes: Sequence[ThemeCount] = ()
    figures: Sequence[Mapping[str, Any]] = ()  # figures taken into evidence, the latest last
    asking: Asking = field(default_factory=Asking)
    workshop: Mapping[str, int] = field(default_factory=dict)  # votes of groups by priority letter
    passages: Sequence[Typed] = ()
    earlier: Round | None = None
    checksums: Mapping[str, str] = field(default_factory=dict)

    def theme(self, code: str) -> ThemeCount | None:
        """A theme by its code, a free one by its number."""
        return next((one for one in self.themes if code in (one.code, str(one.guid))), None)

    def series(self) -> frozenset[str]:
        """The words citations begin with: Gen, Aze."""
        return frozenset({"Gen", *(code.split(" ")[0] for code in self.sources)})


Translate = Callable[[str], str]
