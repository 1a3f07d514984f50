"""Call-backs: how it is safe, whether it worked; afterwards the number is forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.hotline import rules
from dayaq.respond.hotline.access import may_answer
from dayaq.respond.hotline.models import Call, CallBack


def plan_call_back(
    *, call: Call, channel: str, contact: str, safe_times: str, due_at: datetime, by: Actor, at: datetime, caution: str = "",
    leave_message: bool = False,
) -> CallBack:  # fmt: skip
    """Plan a call-back. Only the unit reads how the caller is reached, and only until it is done."""
    require(may_answer(by))
    require(allowed(call.unit == by.unit_id, "other_unit", N_("A call-back is planned by the unit that took the call.")))
    require(rules.check_call_back(channel=channel, contact=contact, safe_times=safe_times, due=due_at, now=at))
    row = CallBack(
        organisation=by.organisation_id, unit=by.unit_id, call=call, channel=channel, contact=contact.strip(), safe_times=safe_times.strip(),
        caution=caution.strip(), leave_message=leave_message, due_at=due_at, by=by.user_id,
    )  # fmt: skip
    row.save(force_insert=True)
    if call.outcome in {"none", "information"}:
        Call.objects.filter(id=call.id).update(outcome="call_back", version=F("version") + 1)
    return row


def try_call_back(*, call_back: CallBack, next_at: datetime, by: Actor, at: datetime) -> None:
    """Nobody answered: noted, and to be tried again."""
    _write(call_back, by, tries=call_back.tries + 1, tried_at=at, due_at=next_at)


def end_call_back(*, call_back: CallBack, reached: bool, by: Actor, at: datetime) -> None:
    """Done, or given up: the number and the caution are forgotten, the sum stays."""
    tries = call_back.tries + 1
    done = {"status": "done" if reached else "given_up", "done_at": at, "done_by": by.user_id, "tries": tries, "tried_at": at}
    _write(call_back, by, **done, contact="", caution="")


def _write(call_back: CallBack, by: Actor, **columns: Any) -> None:
    require(may_answer(by))
    require(allowed(call_back.status == "open", "ended", N_("This call-back is over.")))
    if not CallBack.objects.filter(id=call_back.id, version=call_back.version).update(**columns, version=F("version") + 1):
        raise Stale
    call_back.refresh_from_db()
