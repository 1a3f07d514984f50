"""Tasks set by hand, and moving the stepper through its gates."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import Case, Task, pack_of
from dayaq.respond.casework import queries
from dayaq.respond.casework.actions.listed import core, listed
from dayaq.respond.casework.rules import stages

HAND = "hand"  # tasks named by the country's list hand_task


def set_hand_task(*, case: Case, task: str, due_at: datetime, by: Actor, at: datetime, unit: UUID | None = None) -> Task:
    """Set a task by hand; the clock reminds of it and says when it is overdue, as of every other."""
    core(case, by)
    listed(case, "hand_task", task)
    require(allowed(due_at > at, "due_before", N_("A task is due after it is set.")))
    made = casefile.set_task(case=case, kind=f"{HAND}.{task}", unit=unit or by.unit_id, started_at=at, due_at=due_at, by=by)
    casefile.record(case=case, kind="casework.task_set", by=by, at=at, facts={"hand_task": task})
    return made


def move_stage(*, case: Case, stage: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Move the stepper; a stage that waits for another needs the reason why it comes before."""
    core(case, by)
    if reason:
        listed(case, "skip_reason", reason)
    known = pack_of(case).process.stages
    require(allowed(stage in known, "unknown_stage", N_("This country's process has no such stage.")))
    require(stages.gate(known[stage].waits_for, queries.stages_done(case), reason))
    casefile.set_stage(case=case, stage=stage, by=by, at=at, skip_reason=reason)
