"""Sums by body for whoever watches over the response: no rows, no codes, no names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from dayaq.respond.referral.queries.words import home


def year_start(now: datetime) -> datetime:
    """The first moment of the country's year."""
    calendar = home().calendar
    return calendar.day_start(calendar.local_date(now).replace(month=1, day=1))


def overview(now: datetime) -> list[tuple[str, str, int]]:
    """(measure, body, number) for whoever watches over the response: no rows, no codes, no name; people known to an
    organisation only are not in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, body, n FROM guard.referral_overview(%s, %s)", [now, year_start(now)])
        return [(measure, body, number) for measure, body, number in cursor.fetchall()]


def breaches_this_year(now: datetime) -> int:
    """The sum of recorded breaches since the first of January."""
    return sum(number for measure, _, number in overview(now) if measure.startswith("breach."))


def by_measure(now: datetime) -> Mapping[str, dict[str, int]]:
    """The overview as measure -> body -> number."""
    table: dict[str, dict[str, int]] = {}
    for measure, body, number in overview(now):
        table.setdefault(measure, {})[body] = number
    return table


def hidden(case_id: UUID) -> bool:
    """Whether the State may not even hear of this case as one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.hidden_from_state(%s)", [case_id])
        row = cursor.fetchone()
        return bool(row and row[0])
