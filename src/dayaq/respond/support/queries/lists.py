"""Lists of work and the numbers of Today: plans to review, looks back that are due, courses, feedback."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Task
from dayaq.respond.support.access import reads_feedback
from dayaq.respond.support.models import Course, Feedback, Plan

SOON = timedelta(days=14)
YEAR = timedelta(days=365)


def plans_to_review(actor: Actor, until: datetime | None = None) -> QuerySet[Plan]:
    """Plans of the own body whose day to look again is near or past, and that no later version replaces."""
    day = (until or timezone.now() + SOON).date()
    rows = Plan.objects.filter(organisation=actor.organisation_id, state="agreed", review_on__lte=day, replaced_by__isnull=True)
    return rows.filter(case__closed_at__isnull=True).select_related("case").order_by("review_on", "id")


def follow_ups_due(actor: Actor, until: datetime | None = None) -> QuerySet[Task]:
    """Looks back of the own unit that are due soon or late."""
    rows = Task.objects.filter(
        unit=actor.unit_id, kind="support.follow_up", done_at__isnull=True, due_at__lte=until or timezone.now() + SOON
    )
    return rows.select_related("case").order_by("due_at", "id")


def courses(*, kind: str = "", open_only: bool = True) -> QuerySet[Course]:
    """Courses of every body; those that are over on demand."""
    rows = Course.objects.filter(kind=kind) if kind else Course.objects.all()
    return (rows.filter(ended_at__isnull=True, cancelled_at__isnull=True) if open_only else rows).order_by("-recorded_at", "id")


def feedback(actor: Actor) -> QuerySet[Feedback]:
    """What people say of bodies the reader has no tie to; monitors only."""
    return Feedback.objects.order_by("-at", "id") if reads_feedback(actor) else Feedback.objects.none()


def feedback_number(now: datetime) -> tuple[int | None, bool]:
    """How many spoke about the actor's own body in a year: (number, False), or (None, True) for one to four."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT n, few FROM guard.feedback_about_me(%s)", [now - YEAR])
        n, few = cursor.fetchone()
        return n, bool(few)


def said_about(body: UUID, actor: Actor) -> int | None:
    """How many spoke about a body in a year: a monitor counts what may be read, the body itself is told no number below five."""
    now = timezone.now()
    if body == actor.organisation_id:
        return feedback_number(now)[0]
    return feedback(actor).filter(about=body, at__gte=now - YEAR).count() if reads_feedback(actor) else None


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today; each opens the list it counts."""
    if not actor.may("support.plan"):
        return []
    plans, looks = plans_to_review(actor).count(), follow_ups_due(actor).count()
    return [
        Tile(N_("plans to look at again"), plans, reverse("support:reviews"), "amber" if plans else "neutral"),
        Tile(N_("looks back after reintegration"), looks, reverse("support:follow_ups"), "amber" if looks else "neutral"),
    ]
