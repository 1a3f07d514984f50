"""Tasks due on a case, and help from the first minute."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.access import check_help
from dayaq.respond.casefile.actions.record import record, writing
from dayaq.respond.casefile.models import Assistance, Case, Task
from dayaq.respond.casefile.queries import deed, pack_of


def set_task(*, case: Case, kind: str, unit: UUID, started_at: datetime, due_at: datetime | None = None, rule: str = "", by: Actor) -> Task:
    """Set a task for a unit; the same open task is set once, and takes the new due time. ``rule`` names the pack's clock it comes from."""
    del by  # the trigger beneath records who; the parameter keeps one shape for every action
    same = Task.objects.filter(case=case, kind=kind, unit=unit, rule=rule, started_at=started_at, done_at__isnull=True).first()
    if same is None:
        return Task.objects.create(case=case, kind=kind, unit=unit, rule=rule, started_at=started_at, due_at=due_at)
    if due_at is not None and same.due_at != due_at:
        same.due_at = due_at
        same.save(update_fields=["due_at"])
    return same


def finish_task(*, task: Task, by: Actor, at: datetime) -> None:
    """Tick a task off; doing it twice changes nothing. What the law wants done is done on its own page, not ticked off."""
    writing(task.case, Group.G1, by)
    done_there = deed(task.kind)
    text = N_("This task is not ticked off: it ends when what it asks for is done and recorded.")
    require(allowed(done_there is None or not done_there.ends, "ends_by_doing", text))
    done = Task.objects.filter(id=task.id, done_at__isnull=True).update(done_at=at, done_by=by.user_id)
    if done:
        record(case=task.case, kind="casefile.task_done", by=by, at=at, facts={"task": task.kind})


def finish_tasks(*, case: Case, kind: str, by: Actor, at: datetime) -> int:
    """Tick off every open task of one kind, because what it asked for has happened; return how many."""
    return Task.objects.filter(case=case, kind=kind, done_at__isnull=True).update(done_at=at, done_by=by.user_id)


def give_help(*, case: Case, kind: str, outcome: str, by: Actor, at: datetime, reason: str = "") -> Assistance:
    """Record help given, offered, refused by the person or not available. It waits for no screening and no decision.

    Basis: CoE Convention, Article 12(1); in pack az Cabinet Decision 131, 6.4 (first assistance).
    """
    writing(case, Group.G1, by)
    require(check_help(outcome, reason))
    require(allowed(kind in pack_of(case).codes["first_assistance"].items, "unknown_help", N_("Choose the kind of help from the list.")))
    given = Assistance.objects.create(
        case=case, kind=kind, outcome=outcome, reason=reason, at=at, organisation=by.organisation_id, by=by.user_id
    )
    record(case=case, kind="casefile.help", by=by, at=at, facts={"help": kind, "outcome": outcome, "reason": reason})
    return given
