"""Marks on a case, and taking them off."""

from __future__ import annotations

from datetime import date, datetime

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case
from dayaq.respond.casework.actions.listed import core, listed
from dayaq.respond.casework.models import Flag


def flag(*, case: Case, reason: str, by: Actor, at: datetime, due_on: date | None = None, private: bool = False) -> Flag:
    """Mark a case for one's unit, or for oneself alone; no other body sees it, and no entry stands in the timeline."""
    core(case, by)
    listed(case, "flag_reason", reason)
    same = Flag.objects.filter(case=case, reason=reason, private=private, resolved_at__isnull=True).exists()
    require(allowed(not same, "flagged_already", N_("This mark is on the case already.")))
    return Flag.objects.create(case=case, unit=by.unit_id, reason=reason, private=private, due_on=due_on, at=at, by=by.user_id)


def resolve_flag(*, row: Flag, by: Actor, at: datetime) -> None:
    """Take a mark off; it stays in the record with who did it."""
    core(row.case, by)
    done = Flag.objects.filter(id=row.id, resolved_at__isnull=True).update(resolved_at=at, resolved_by=by.user_id)
    require(allowed(bool(done), "resolved_already", N_("Somebody took this mark off already.")))
