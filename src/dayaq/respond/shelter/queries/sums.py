"""Sums that leave the houses: nights, people and peaks by sector, refusals by reason and co-operation. Small numbers stay hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from dayaq.respond.shelter.queries.words import home


@dataclass(frozen=True, slots=True)
class Sector:
    """State houses, or those of organisations, in a span of days; None is hidden."""

    state: bool
    nights: int | None
    people: int | None
    peak: int | None


@dataclass(frozen=True, slots=True)
class RefusalSum:
    """Refusals for one reason by co-operation; None is hidden."""

    reason: str
    cooperates: str
    breach: bool
    n: int | None


def national(first: date, after: date) -> list[Sector]:
    """Whoever may read overviews gets sums; of organisations' houses none of fewer than five people."""
    zone = home().manifest.timezone or "UTC"
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, nights, people, peak FROM guard.shelter_sums(%s, %s, %s) ORDER BY state DESC", [first, after, zone])
        return [Sector(*row) for row in cursor.fetchall()]


def national_refusals(first: datetime, after: datetime) -> list[RefusalSum]:
    """Refusals by reason and co-operation, whoever refused: the gap between law and practice. SHE-02, A10."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason, cooperates, breach, n FROM guard.shelter_refusals(%s, %s)", [first, after])
        return [RefusalSum(*row) for row in cursor.fetchall()]
