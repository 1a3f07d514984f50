"""What an exchange file holds, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from dayaq.assess.interviews.rules.coding import Span
from dayaq.core.decision import Reason

BOOK_NAMES = "urn:QDA-XML:codebook:1.0"
PROJECT_NAMES = "urn:QDA-XML:project:1.0"


class BadFile(Exception):
    """The file cannot be read; ``reason`` says why in words for a person."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Code:
    """One code; what is beneath a heading stands in ``children``. ``color`` is #RRGGBB or empty."""

    guid: UUID
    name: str
    codable: bool = True
    description: str = ""
    color: str = ""
    children: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A code book and what was mended while reading it."""

    codes: tuple[Code, ...]
    origin: str = ""
    mended: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class User:
    """A coder under a neutral name."""

    guid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A code given to a selection of a source by somebody at some time."""

    guid: UUID
    code: UUID
    span: Span
    user: UUID | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A plain text (line feeds only) with what was coded in it."""

    guid: UUID
    name: str
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One interview: values of its variables (text, whole number or truth) and its sources."""

    guid: UUID
    name: str
    values: Mapping[str, str | int | bool] = field(default_factory=dict)
    sources: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A whole project."""

    name: str
    codes: tuple[Code, ...]
    sources: tuple[Source, ...] = ()
    users: tuple[User, ...] = ()
    cases: tuple[Case, ...] = ()
    mended: tuple[Reason, ...] = ()
    origin: str = ""
