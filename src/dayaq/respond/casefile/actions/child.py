"""The child path: a doubt about age opens it, and its tasks are set at once."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor
from dayaq.respond.casefile import rules
from dayaq.respond.casefile.actions.tasks import set_task
from dayaq.respond.casefile.models import Case, Task
from dayaq.respond.casefile.queries import child_mark


def protect_child(*, case: Case, by: Actor, at: datetime) -> None:
    """Set the tasks of the child path, or the question of age while nobody has asked it.

    Age that was asked for and stays unknown opens the path like a child's. Basis: CoE Convention, Article 10(3) and (4).
    """
    if by.membership_id is None:
        return
    unasked = case.under_18 == rules.AgeAnswer.NOT_ASKED and case.age_band_state == "not_asked"
    if unasked:
        set_task(case=case, kind="age", unit=by.unit_id, started_at=at, by=by)
        return
    if child_mark(case) == "no":
        return
    have = Task.objects.filter(case=case).values_list("kind", flat=True)
    for task in rules.child_tasks(have):
        set_task(case=case, kind=task.code, unit=by.unit_id, started_at=at, by=by)
