"""Whom the case load left: recognised people of a year by their numbers, moments in the country's time, sharing with one more unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.respond.casefile.models import TimelineEvent
from dayaq.site.demo import plan, steps

ENVELOPE = 1  # bit mask: G1


def moment(year: int, day: float = 0) -> datetime:
    """Noon in the country, ``day`` days after the first of January."""
    return datetime(year, 1, 1, 12, tzinfo=UTC) - plan.BAKU + timedelta(days=int(day))


def cases(company: Mapping[str, Actor]) -> dict[int, UUID]:
    """Cases of the case load by number, as the officer on duty sees their marks."""
    with acting(company["murad"]):
        rows = TimelineEvent.objects.filter(kind=steps.MARK).values_list("facts__demo", "case_id")
        return {mark: case for mark, case in rows if isinstance(mark, int)}


def recognised(company: Mapping[str, Actor], share: int, year: int) -> list[tuple[plan.Person, UUID]]:
    """People recognised in a year, with their cases."""
    have = cases(company)
    return [(one, have[one.n]) for one in plan.case_load(share) if one.positive and one.year == year and one.n in have]


def let_in(company: Mapping[str, Actor], files: Iterable[UUID], unit: UUID | None) -> None:
    """The unit that received the people hands the envelope on to another body of the State, which writes there, too."""
    with acting(company["murad"]), connection.cursor() as cursor:
        for file in files:
            words: list[Any] = [file, None, unit, ENVELOPE, ENVELOPE, "assistance", "statutory_handover", None, None, "demo"]
            cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)
