"""What may be known of the register: sums by dimensions, and how far it reaches. Rows are nobody's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from dayaq.core.period import OPEN_END, Period
from dayaq.count.register.models import Dataset

Groups = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """From the first to the last day the register holds rows of a kind.

    Cells of datasets name those datasets and their first and last period; rows of case files name none.
    """

    first: date
    last: date
    datasets: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()

    @property
    def span(self) -> Period:
        """The days the register can speak of."""
        if self.periods:
            return Period(self.first, Period.parse(self.periods[-1]).end)
        return Period(date(self.first.year, 1, 1), OPEN_END)


def measure(
    kind: str,
    country: str,
    first: date | None,
    until: date | None,
    by: Sequence[str] = (),
    filters: Mapping[str, Sequence[str]] | None = None,
) -> dict[Groups, int | None]:
    """Sums of ``n`` by the groups of ``by``, for days from ``first`` until before ``until`` (None: open).

    Needs a context with figures.read or jobs.run. The register is brought up to date first. None: protected
    by the database (persons known only to a non-State body).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT groups, value FROM guard.measure(%s, %s, %s, %s, %s::text[], %s::jsonb)",
            [kind, country, first, until, list(by), json.dumps({key: list(values) for key, values in (filters or {}).items()})],
        )
        return {tuple(groups): value for groups, value in cursor.fetchall()}


def coverage(country: str) -> dict[str, Coverage]:
    """How far the register of a country reaches, by kind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, first, last, datasets, periods FROM guard.coverage(%s)", [country])
        return {
            kind: Coverage(first, last, tuple(held or ()), tuple(periods or ())) for kind, first, last, held, periods in cursor.fetchall()
        }


def datasets() -> list[Dataset]:
    """Every dataset that contributed, by its code."""
    return list(Dataset.objects.order_by("code"))
