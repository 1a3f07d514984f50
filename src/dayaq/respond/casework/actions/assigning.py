"""Who works on a case; a leaving colleague's cases in one go, with what failed named."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, Task
from dayaq.respond.casework import queries
from dayaq.respond.casework.access import may_transfer
from dayaq.respond.casework.actions.bulk import Failure, each
from dayaq.respond.casework.actions.listed import core, listed
from dayaq.respond.casework.models import Assignment


def assign(*, case: Case, user: UUID, by: Actor, at: datetime, reason: str = "", task: Task | None = None) -> Assignment:
    """Give a case, or one task of it, to a colleague of one's own unit; whoever had it before is relieved."""
    require(may_transfer(by))
    core(case, by)
    if reason:
        listed(case, "assign_reason", reason)
    require(allowed(user in queries.colleague_ids(by), "no_colleague", N_("Choose somebody who works in your unit now.")))
    running = Assignment.objects.filter(case=case, task=task, unit=by.unit_id, ended_at__isnull=True)
    require(allowed(not running.filter(user=user).exists(), "has_it_already", N_("This colleague has it already.")))
    running.update(ended_at=at)
    return Assignment.objects.create(case=case, task=task, unit=by.unit_id, user=user, reason=reason, at=at, by=by.user_id)


def hand_over_all(*, leaving: UUID, to: UUID, by: Actor, at: datetime) -> tuple[int, list[Failure]]:
    """Give every case and every open task of a colleague to another; return how many moved and which did not, with the reason."""
    require(may_transfer(by))
    require(allowed(leaving != to, "same_person", N_("Choose somebody else as successor.")))
    rows = queries.assigned_to(leaving)
    return each(
        rows,
        lambda row: assign(case=row.case, task=row.task, user=to, by=by, at=at, reason="hand_over"),
        case=lambda row: row.case,
    )
