"""Lists of a house and of those who watch: who waits, refusals, requests, incidents, visits, accreditation, reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.core.clock import ClockState
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.shelter import rules
from dayaq.respond.shelter.models import (
    Extension,
    Given,
    HealthGiven,
    Incident,
    Leave,
    Refusal,
    Stay,
    Tenancy,
    Waiting,
)
from dayaq.respond.shelter.queries.outside import open_findings
from dayaq.respond.shelter.queries.words import home

FEEDBACK: list[Callable[[UUID, Actor], int | None]] = []


def count_feedback(source: Callable[[UUID, Actor], int | None]) -> None:
    """Let the area that takes feedback say how many spoke about a body, as far as the actor may hear it. Never what they say."""
    FEEDBACK.append(source)


def feedback(provider: UUID, actor: Actor) -> int | None:
    """How many spoke about a body in a year; None where the actor may not hear the number."""
    counts = [source(provider, actor) for source in FEEDBACK]
    return sum(one for one in counts if one is not None) if counts and None not in counts else None


# --- of one case ------------------------------------------------------------------------------------------------------


def stays_of(case: Case) -> QuerySet[Stay]:
    """Stays of a case the actor may see: the own house's, or with its location."""
    rows = Stay.objects.filter(case=case).select_related("case").prefetch_related("extensions", "leaves", "place", "bed__area")
    return rows.order_by("-period")


def terms_of(stay: Stay) -> rules.Terms:
    """The terms of a stay with what was granted."""
    granted = [one.until for one in stay.extensions.all() if one.outcome == "granted" and one.until]
    return rules.terms(pack_of(stay.case), stay.began, child=stay.side == rules.CHILD, extended=max(granted, default=None))


@dataclass(frozen=True, slots=True)
class LeaveRequest:
    """What a person asked and was answered, for the person's own eyes: no place, nobody's name."""

    id: UUID
    kind: str
    asked_at: datetime
    wanted_from: datetime
    wanted_until: datetime | None
    answer: str  # empty: not answered yet
    reason: str
    answered_at: datetime | None
    due: ClockState | None


def leave_requests(case: Case, now: datetime | None = None) -> list[LeaveRequest]:
    """Requests of the person to go out, be called or visited, with their answers; the newest first. SHE-06."""
    pack = pack_of(case)
    return [
        LeaveRequest(
            row.id,
            row.kind,
            row.at,
            row.wanted_from,
            row.wanted_until,
            row.answer,
            row.reason,
            row.answered_at,
            rules.answer_state(pack, row.at, row.answered_at, now) if now else None,
        )
        for row in Leave.objects.filter(case=case).order_by("-at")
    ]


def tenancies(case: Case) -> QuerySet[Tenancy]:
    """Contracts of transitional housing with each month's rent."""
    return Tenancy.objects.filter(case=case).prefetch_related("rents").order_by("-valid_from")


def waits(case: Case, actor: Actor) -> Waiting | None:
    """Whether the case waits for the actor's house."""
    return Waiting.objects.filter(case=case, unit=actor.unit_id, ended_at__isnull=True).first()


def given_on(case: Case, actor: Actor, day: date) -> list[str]:
    """What the house ticked for a day."""
    same = {"case": case, "day": day, "organisation": actor.organisation_id}
    return [
        *Given.objects.filter(**same).values_list("kind", flat=True),
        *HealthGiven.objects.filter(**same).values_list("kind", flat=True),
    ]


# --- of the house -----------------------------------------------------------------------------------------------------


def waiting(actor: Actor) -> list[Waiting]:
    """Who waits: more and graver reasons first, then who waits longest."""
    rows = Waiting.objects.filter(unit=actor.unit_id, ended_at__isnull=True)
    return sorted(rows, key=lambda row: (-len(row.priorities), row.at))


def refusals(actor: Actor) -> QuerySet[Refusal]:
    """Refusals of the own house, the newest first."""
    return Refusal.objects.filter(unit=actor.unit_id).select_related("about").order_by("-at")


def open_leaves(actor: Actor) -> QuerySet[Leave]:
    """Requests without an answer, and people who are out, the oldest first."""
    return Leave.objects.filter(unit=actor.unit_id, back_at__isnull=True, stay__end_reason="").exclude(answer="refused").order_by("at")


def incidents(actor: Actor) -> QuerySet[Incident]:
    """What happened in the own places, the newest first."""
    return Incident.objects.filter(unit=actor.unit_id).select_related("place").order_by("-at")


def people_helped(actor: Actor, year: int) -> dict[str, int]:
    """How many people were given each service in a year, and under "" how many any. SHE-03."""
    found: dict[str, set[UUID]] = {"": set()}
    for table in (Given, HealthGiven):
        rows = table.objects.filter(organisation=actor.organisation_id, day__year=year).values_list("kind", "case_id").distinct()
        for kind, case in rows:
            found.setdefault(kind, set()).add(case)
            found[""].add(case)
    return {kind: len(cases) for kind, cases in found.items()}


def by_cooperation(actor: Actor, year: int) -> Counter[tuple[str, str]]:
    """Stays that began in a year by status and co-operation then: a measure, no rule reads it. SHE-02."""
    rows = Stay.objects.filter(unit=actor.unit_id, cancelled_at__isnull=True, occupant=0, period__startswith__year=year)
    return Counter(rows.values_list("status_then", "cooperates_then"))


def decisions_on(stay: Stay) -> list[Extension]:
    """Decisions on a longer stay, in order."""
    return sorted(stay.extensions.all(), key=lambda one: one.at)


def tiles(actor: Actor, now: datetime) -> list[Tile]:
    """Numbers of the house for its home page."""
    asked = Leave.objects.filter(unit=actor.unit_id, answer="").count()
    overdue = sum(
        1 for at in open_leaves(actor).filter(answer="").values_list("at", flat=True) if rules.answered_late(home(), at, None, now)
    )
    queue = len(waiting(actor))
    late = open_findings().filter(provider=actor.organisation_id, due_on__lt=now.date()).count()
    return [
        Tile(N_("requests without an answer"), asked, reverse("shelter:leaves"), "brick" if overdue else "amber" if asked else "neutral"),
        Tile(N_("waiting for a bed"), queue, reverse("shelter:waiting"), "amber" if queue else "neutral"),
        Tile(N_("findings not put right in time"), late, reverse("shelter:visits"), "brick" if late else "neutral"),
    ]
