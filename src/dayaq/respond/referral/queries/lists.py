"""Inbox and sent with their filters, tiles that open exactly what they count."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.referral.models import Referral
from dayaq.respond.referral.queries.sums import breaches_this_year, overview
from dayaq.respond.referral.queries.words import OWED, RECEIVE, SEND, WAITING


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list as they stand in the address; empty means any."""

    code: str = ""
    status: str = ""
    due: str = ""  # overdue
    owed: str = ""  # feedback

    def url(self, name: str) -> str:
        """The address of a list with these filters."""
        chosen = {key: value for key, value in asdict(self).items() if value}
        return reverse(name) + (f"?{urlencode(chosen)}" if chosen else "")


def late(kind: str, unit: UUID | None, now: datetime) -> Exists:
    """Referrals whose case has an overdue task of this kind for this unit."""
    tasks = {"kind": kind, "unit": unit, "done_at__isnull": True, "due_at__lt": now}
    return Exists(Referral.objects.filter(pk=OuterRef("pk"), **{f"case__tasks__{name}": value for name, value in tasks.items()}))


def inbox(actor: Actor, filters: Filters, now: datetime) -> QuerySet[Referral]:
    """What was sent to the actor's unit; drafts of others never show."""
    rows = Referral.objects.filter(to_unit=actor.unit_id).exclude(status__in=("draft", "kept_back"))
    return narrowed(rows, actor, filters, late(RECEIVE, actor.unit_id, now))


def sent(actor: Actor, filters: Filters, now: datetime) -> QuerySet[Referral]:
    """What the actor's unit sent or still has to send."""
    return narrowed(Referral.objects.filter(from_unit=actor.unit_id), actor, filters, late(SEND, actor.unit_id, now))


def narrowed(rows: QuerySet[Referral], actor: Actor, filters: Filters, overdue: Exists) -> QuerySet[Referral]:
    """The rows behind a set of filters, the newest first."""
    if filters.code:
        rows = rows.filter(case__codes__organisation=actor.organisation_id, case__codes__code__icontains=filters.code.strip())
    if filters.status == "waiting":
        rows = rows.filter(status__in=WAITING)
    elif filters.status:
        rows = rows.filter(status=filters.status)
    if filters.due:
        rows = rows.filter(overdue, status__in=("draft", *WAITING))
    if filters.owed:
        rows = rows.filter(status__in=OWED)
    return rows.select_related("case").order_by("-suspected_at", "-recorded_at", "id")


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today; each opens exactly the rows it counts."""
    now, found = timezone.now(), []
    if actor.may("referral.receive"):
        found += [_tile(N_("referrals waiting for receipt"), inbox, Filters(status="waiting"), "amber", actor, now)]
        found += [_tile(N_("overdue to receive"), inbox, Filters(due="overdue"), "brick", actor, now)]
        found += [_tile(N_("referrers waiting for an answer"), inbox, Filters(owed="feedback"), "amber", actor, now)]
    if actor.may("referral.send"):
        found += [_tile(N_("overdue to send"), sent, Filters(due="overdue"), "brick", actor, now)]
    if actor.may("overview.read"):
        overdue = sum(number for measure, _, number in overview(now) if measure.startswith("overdue."))
        found += [
            Tile(N_("overdue terms in the country"), overdue, f"{reverse('referral:overview')}#overdue", "brick" if overdue else "neutral")
        ]
        found += [Tile(N_("breaches this year"), breaches_this_year(now), f"{reverse('referral:overview')}#breaches", "neutral")]
    return found


def _tile(label: str, rows: Any, filters: Filters, mood: str, actor: Actor, now: datetime) -> Tile:
    number = rows(actor, filters, now).count()
    return Tile(label, number, filters.url(f"referral:{rows.__name__}"), mood if number else "neutral")
