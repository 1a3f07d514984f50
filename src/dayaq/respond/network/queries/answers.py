"""Answers that referrers wait for, and how long referrals took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from dayaq.base.access.rules import Actor
from dayaq.respond.network import rules
from dayaq.respond.network.models import AnswerNote
from dayaq.respond.network.queries.sent import with_words
from dayaq.respond.network.queries.words import answer_time, home, term
from dayaq.respond.referral.queries import Filters, inbox, one, sent


@dataclass(frozen=True, slots=True)
class Times:
    """One leg of one body: how many, the median, and how they lie in the term."""

    what: str
    body: str
    n: int
    median: timedelta | None
    quick: int
    within: int
    late: int
    very_late: int
    unfinished: int

    @property
    def in_time(self) -> int:
        """How many were within the term."""
        return self.quick + self.within


def response_times(since: datetime, until: datetime) -> list[Times]:
    """Suspicion to sending, and sending to receipt, by body, from the records (A1)."""
    with connection.cursor() as cursor:
        columns = "what, body, n, median, quick, within, late, very_late, unfinished"
        limit = f"{int(term().total_seconds())} seconds"
        cursor.execute(f"SELECT {columns} FROM guard.response_times(%s, %s, %s::interval)", [since, until, limit])
        return [
            Times(row[0], row[1], row[2], timedelta(seconds=row[3]) if row[3] is not None else None, *row[4:]) for row in cursor.fetchall()
        ]


def owed_by_us(actor: Actor, now: datetime) -> QuerySet[Any]:
    """Referrals that the actor's unit has decided and not answered."""
    return inbox(actor, Filters(owed="feedback"), now).order_by("decided_at", "id")


def owed_to_us(actor: Actor, now: datetime) -> QuerySet[Any]:
    """Referrals of the actor's unit that were taken up and not answered."""
    return sent(actor, Filters(), now).filter(Q(status__in=("accepted", "declined")) | Q(status="received")).order_by("received_at", "id")


def owed(referral: Any) -> rules.Owed | None:
    """The answer that is owed for a referral; None before anybody received the person."""
    begun = referral.decided_at or referral.received_at
    return rules.Owed(begun, answer_time(begun), referral.fed_back_at) if begun else None


def notes(referrals: Sequence[Any]) -> dict[Any, list[AnswerNote]]:
    """Words and reminders of several referrals, in order."""
    found: dict[Any, list[AnswerNote]] = {}
    for note in with_words(AnswerNote.objects.filter(referral_id__in=[row.id for row in referrals]).order_by("at", "recorded_at")):
        found.setdefault(note.referral_id, []).append(note)
    return found


def last_reminder(referral: Any) -> datetime | None:
    """When the answer was last asked for."""
    last = AnswerNote.objects.filter(referral_id=referral.id, kind="reminder").order_by("-at").first()
    return last.at if last else None


def year_of(now: datetime) -> tuple[datetime, datetime]:
    """The country's year so far."""
    calendar = home().calendar
    return calendar.day_start(calendar.local_date(now).replace(month=1, day=1)), now


__all__ = ["Times", "last_reminder", "notes", "one", "owed", "owed_by_us", "owed_to_us", "response_times", "year_of"]
