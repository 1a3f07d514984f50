"""Sums of a year."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from dayaq.respond.justice import rules
from dayaq.respond.justice.queries.words import file, home


def year(number: int) -> tuple[datetime, datetime]:
    """The first moment of the country's year and of the next."""
    calendar = home().calendar
    return calendar.day_start(date(number, 1, 1)), calendar.day_start(date(number + 1, 1, 1))


def sums(since: datetime, until: datetime) -> dict[str, dict[str, dict[str, int]]]:
    """measure -> dimension -> key -> number over every proceeding, for who watches over the response; empty for others.

    Sentences by months are added as bands of the pack (``CRM-01``, ``CRM-02``).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, dim, key, n FROM guard.justice_sums(%s, %s)", [since, until])
        table: dict[str, dict[str, dict[str, int]]] = {}
        for measure, dim, key, n in cursor.fetchall():
            if n:
                table.setdefault(measure, {}).setdefault(dim, {})[key] = int(n)
    months = table.get("convicted", {}).pop("months", {})
    if months:
        table["convicted"]["band"] = rules.by_band(file().bands, {int(term): n for term, n in months.items()})
    return table
