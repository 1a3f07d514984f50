"""The desk: who works on what, marks that are due, how much everybody carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import colleagues, names
from dayaq.respond.casefile.queries import Case, Task, label, pack_of
from dayaq.respond.casework.models import Assignment, Flag
from dayaq.ui.templatetags.dayaq import codes as in_words


@dataclass(frozen=True, slots=True)
class Loaded:
    """A colleague and what he or she carries now."""

    id: UUID
    name: str
    cases: int
    tasks: int


def colleague_ids(actor: Actor) -> set[UUID]:
    """Who works in the actor's unit now."""
    return set(colleagues(actor.unit_id).values_list("id", flat=True))


def colleagues_loaded(actor: Actor) -> list[Loaded]:
    """Colleagues of the unit with their open cases and tasks, the least loaded first: shown while choosing."""
    held = loads()
    rows = [Loaded(user, name, *held.get(user, (0, 0))) for user, name in colleagues(actor.unit_id).values_list("id", "name")]
    return sorted(rows, key=lambda row: (row.cases + row.tasks, row.name))


def loads() -> dict[UUID, tuple[int, int]]:
    """Open assignments of cases and of tasks by person."""
    running = Assignment.objects.filter(ended_at__isnull=True, case__closed_at__isnull=True)
    counted = running.values_list("user").annotate(
        cases=Count("id", filter=Q(task__isnull=True)), tasks=Count("id", filter=Q(task__isnull=False, task__done_at__isnull=True))
    )
    return {user: (cases, tasks) for user, cases, tasks in counted}


def leaving_people(actor: Actor) -> list[Loaded]:
    """Everybody who carries something of the unit, also those who work there no longer."""
    held = loads()
    said = names(held)
    return sorted((Loaded(user, in_words(said.get(user, {})), *held[user]) for user in held), key=lambda row: row.name)


def assigned_to(user: UUID) -> list[Assignment]:
    """Every open case and every task not done of one person in the actor's unit."""
    rows = Assignment.objects.filter(user=user, ended_at__isnull=True).filter(Q(task__isnull=True) | Q(task__done_at__isnull=True))
    return list(rows.select_related("case", "task").order_by("at", "id"))


def mine(actor: Actor) -> QuerySet[Case]:
    """Open cases given to the actor."""
    ids = Assignment.objects.filter(user=actor.user_id, task__isnull=True, ended_at__isnull=True).values("case_id")
    return Case.objects.filter(id__in=ids, closed_at__isnull=True).order_by("-opened_at", "id")


def tasks_of_mine(actor: Actor) -> QuerySet[Task]:
    """Open tasks given to the actor, and those of the unit on the actor's cases, by term."""
    running = Assignment.objects.filter(user=actor.user_id, ended_at__isnull=True)
    own = Q(id__in=running.filter(task__isnull=False).values("task_id")) | Q(
        unit=actor.unit_id, case__in=running.filter(task__isnull=True).values("case_id")
    )
    return Task.objects.filter(own, done_at__isnull=True).select_related("case").order_by("due_at", "started_at", "id")


def responsible(case: Case) -> list[dict[str, Any]]:
    """Who in the actor's unit has the case, now and before."""
    rows = list(Assignment.objects.filter(case=case, task__isnull=True).order_by("-at"))
    said, pack = names({row.user for row in rows}), pack_of(case)
    return [
        {
            "who": in_words(said.get(row.user, {})),
            "since": row.at,
            "until": row.ended_at,
            "reason": label(pack, f"codes.assign_reason.{row.reason}") if row.reason else "",
        }
        for row in rows
    ]


def flags_of(case: Case) -> list[dict[str, Any]]:
    """Marks on one case that the actor sees, in words."""
    return flag_rows(Flag.objects.filter(case=case, resolved_at__isnull=True).order_by("due_on", "at"))


def open_flags() -> list[dict[str, Any]]:
    """Marks of the unit and of the actor on all cases, those due first."""
    return flag_rows(Flag.objects.filter(resolved_at__isnull=True).select_related("case").order_by("due_on", "at")[:200])


def flag_rows(flags: Iterable[Flag]) -> list[dict[str, Any]]:
    """Marks with their reason in words and who set them."""
    rows = list(flags)
    said = names({row.by for row in rows})
    return [
        {
            "row": row,
            "label": label(pack_of(row.case), f"codes.flag_reason.{row.reason}"),
            "due": row.due_on,
            "who": in_words(said.get(row.by, {})),
            "private": row.private,
        }
        for row in rows
    ]
