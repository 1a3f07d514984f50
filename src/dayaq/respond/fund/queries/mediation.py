"""Mediations of wages that a claim can belong to: kept by an area above, which tells of those of the reader's body."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Mediated:
    """One mediation as a claim shows it: with whom, since when, what was claimed, agreed and paid; no worker is named."""

    id: UUID
    employer: str
    at: datetime
    currency: str
    claimed: Decimal
    agreed: Decimal
    paid: Decimal
    over: bool
    url: str


Source = Callable[[], Iterable[Mediated]]
SOURCES: list[Source] = []


def register_mediations(source: Source) -> None:
    """Let an area above tell of mediations (in its ``apps.ready``). LEG-06."""
    if source not in SOURCES:
        SOURCES.append(source)


def mediations() -> list[Mediated]:
    """Mediations the reader's body keeps."""
    return [one for source in SOURCES for one in source()]


def mediation(key: UUID | None) -> Mediated | None:
    """The mediation a claim belongs to, for readers of the body that keeps it."""
    return next((one for one in mediations() if one.id == key), None) if key else None
