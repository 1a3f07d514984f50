"""Calls an operator still sees, call-backs of the unit, drafts, callers handed on, and sums."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.hotline import rules
from dayaq.respond.hotline.models import Call, CallBack, CallTally, Draft, HandOn
from dayaq.respond.hotline.queries.words import file, home, life

Sums = list[tuple[str, str, str, str, int]]


def calls(actor: Actor, now: datetime, *, topic: str = "", outcome: str = "") -> QuerySet[Call]:
    """The own calls of the last days, and calls of the unit with an open call-back; the newest first.

    A call of last week that was written down today is finished today: what follows from it can still be typed.
    """
    waiting = CallBack.objects.filter(call=OuterRef("pk"), status="open", unit=actor.unit_id)
    lately = Q(started_at__gte=now - life()) | Q(recorded_at__range=(now - life(), now))
    rows = Call.objects.filter(lately & Q(by=actor.user_id) | Exists(waiting))
    plain = {name: value for name, value in (("topic", topic), ("outcome", outcome)) if value}
    return rows.filter(**plain).order_by("-started_at", "id")


def call(actor: Actor, call_id: UUID, now: datetime) -> Call | None:
    """One call the operator still sees."""
    return calls(actor, now).filter(id=call_id).first()


def call_backs(actor: Actor) -> QuerySet[CallBack]:
    """Open call-backs of the unit, the next first."""
    return CallBack.objects.filter(unit=actor.unit_id, status="open").select_related("call").order_by("due_at", "id")


def call_back(call_back_id: UUID) -> CallBack | None:
    """One open call-back of the unit."""
    return CallBack.objects.filter(id=call_back_id, status="open").select_related("call").first()


def draft(actor: Actor) -> Draft | None:
    """What the operator has typed and not saved."""
    return Draft.objects.filter(by=actor.user_id).first()


def offered(actor: Actor) -> QuerySet[HandOn]:
    """Callers another line wants to hand on to us now."""
    return HandOn.objects.filter(to_organisation=actor.organisation_id, status="offered").order_by("at")


def asked_by_us(actor: Actor) -> QuerySet[HandOn]:
    """Callers we want to hand on, or handed on today."""
    since = home().calendar.day_start(home().calendar.local_date(timezone.now()))
    rows = HandOn.objects.filter(organisation=actor.organisation_id)
    return rows.filter(Q(status="offered") | Q(at__gte=since)).order_by("-at")


def hand_on(hand_on_id: UUID) -> HandOn | None:
    """One caller handed on, for both lines."""
    return HandOn.objects.filter(id=hand_on_id).first()


def sums(since: datetime, until: datetime) -> Sums:
    """Calls counted as (body, line, dimension, item, number): the own body's, or all for whoever watches over the response."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, line, dim, item, n FROM guard.call_sums(%s, %s, %s)", [since, until, home().calendar.timezone])
        return [(body, line, dim, item, n) for body, line, dim, item, n in cursor.fetchall()]


def year(of: int) -> tuple[datetime, datetime]:
    """A year by the country's calendar, half-open."""
    calendar = home().calendar
    return calendar.day_start(date(of, 1, 1)), calendar.day_start(date(of + 1, 1, 1))


def share(rows: Sums) -> rules.Share:
    """Calls on trafficking among all calls."""
    return rules.thb_share(rules.by_item(rows, "topic"), home().codes["call_topic"].parents, file().thb)


def tallies(actor: Actor) -> QuerySet[CallTally]:
    """Sums from paper of the own body, the newest first."""
    return CallTally.objects.filter(organisation=actor.organisation_id).order_by("-first", "line", "topic")


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today."""
    if not actor.may("hotline.answer"):
        return []
    now = timezone.now()
    late, waiting = call_backs(actor).filter(due_at__lt=now).count(), offered(actor).count()
    made: list[tuple[str, int, str, Any]] = [
        (N_("call-backs that are due"), late, "hotline:call_backs", "brick"),
        (N_("callers handed to us"), waiting, "hotline:hand_ons", "amber"),
    ]
    return [Tile(label, n, reverse(url), mood if n else "neutral") for label, n, url, mood in made]
