"""Complaints: what an answerer sees, what the receiver sees, what the body complained about sees."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case
from dayaq.respond.rights.models import Complaint, DataRequest, Hearing
from dayaq.respond.rights.queries.telling import untold_cases


def sides() -> frozenset[UUID]:
    """Every body the acting person stands with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM guard.sides()")
        return frozenset(row[0] for row in cursor.fetchall())


def complaints(case: Case) -> list[Complaint]:
    """Complaints of the person of this case, as far as the reader stands with none of the bodies complained about."""
    return list(Complaint.objects.filter(complainant__case=case).order_by("-at"))


def complaints_open(actor: Actor) -> QuerySet[Complaint]:
    """Complaints an answerer may take or has taken, the most urgent first; of bodies without a tie only."""
    if not actor.may("rights.answer"):
        return Complaint.objects.none()
    rows = Complaint.objects.filter(Q(answerer__isnull=True) | Q(answerer=actor.organisation_id))
    return rows.order_by("told_at", "due_at", "at")


def complaints_received(actor: Actor) -> QuerySet[Complaint]:
    """Complaints the own body took from people."""
    return Complaint.objects.filter(organisation=actor.organisation_id).order_by("-at")


def complaint(number: str) -> Complaint | None:
    """One complaint by its number, if the reader may see it."""
    return Complaint.objects.filter(number=number).first()


def hearings(actor: Actor) -> QuerySet[Hearing]:
    """What answerers lay before the own body: texts without whoever complained."""
    return Hearing.objects.filter(about=actor.organisation_id).prefetch_related("replies").order_by("-at")


def hearing(row: UUID) -> Hearing | None:
    """One of them."""
    return Hearing.objects.filter(id=row).first()


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today; each opens the list it counts."""
    found, now = [], timezone.now()
    if actor.may("rights.answer"):
        n = complaints_open(actor).filter(decided_at__isnull=True).count()
        late = complaints_open(actor).filter(decided_at__isnull=True, due_at__lt=now).exists()
        found.append(Tile(N_("complaints to answer"), n, reverse("rights:complaints"), "brick" if late else "amber" if n else "neutral"))
    if actor.may("case.write"):
        n = untold_cases(actor).filter(due_at__lt=now).count()
        found.append(Tile(N_("people not told of their rights in time"), n, reverse("rights:untold"), "brick" if n else "neutral"))
    if actor.may("case.access_log"):
        n = DataRequest.objects.filter(decided_at__isnull=True).count()
        found.append(Tile(N_("requests about own data"), n, reverse("rights:requests"), "amber" if n else "neutral"))
    return found
