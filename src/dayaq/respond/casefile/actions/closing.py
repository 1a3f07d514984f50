"""Closing a case and opening it again, each with its reason. Help that is running goes on in a closed case."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions.record import record, writing
from dayaq.respond.casefile.models import Case, Closing
from dayaq.respond.casefile.queries import pack_of


def close_case(*, case: Case, by: Actor, at: datetime, reason: str = "", outcome: str = "") -> None:
    """Close a case with its reason and outcome, as the pack lists them. Help that is running goes on, and the case can be opened again."""
    writing(case, Group.G1, by)
    require(allowed(case.closed_at is None, "closed_already", N_("This case is closed already.")))
    require(listed(case, "close_reason", reason))
    require(listed(case, "close_outcome", outcome))
    case.closed_at = at
    case.save(update_fields=["closed_at"])
    Closing.objects.create(case=case, at=at, organisation=by.organisation_id, by=by.user_id, reason=reason, outcome=outcome)
    record(case=case, kind="casefile.closed", by=by, at=at, facts={"close_reason": reason, "close_outcome": outcome})


def reopen_case(*, case: Case, by: Actor, at: datetime, reason: str = "") -> None:
    """Open a closed case again, with the reason."""
    writing(case, Group.G1, by)
    if case.closed_at is None:
        raise Refused(Decision.refuse(Reason("not_closed", N_("This case is open."))))
    require(listed(case, "reopen_reason", reason))
    case.closed_at = None
    case.save(update_fields=["closed_at"])
    open_ones = Closing.objects.filter(case=case, reopened_at__isnull=True)
    open_ones.update(reopened_at=at, reopened_by=by.user_id, reopened_reason=reason)
    record(case=case, kind="casefile.reopened", by=by, at=at, facts={"reopen_reason": reason})


def listed(case: Case, name: str, code: str) -> Decision:
    """Whether a code stands in a list of the case's pack; nothing said is nothing wrong."""
    return allowed(not code or code in pack_of(case).codes[name].items, "not_listed", N_("Choose the reason from the list."))
