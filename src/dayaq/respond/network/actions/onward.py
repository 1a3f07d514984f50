"""A person is led to a service of another body that works here, and what that body answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.urls import reverse

from dayaq.base.access.queries import file as access_file
from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.pack.schema.bodies import selects
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.access import may_write
from dayaq.respond.casefile.queries import child_mark, code_for, writes_of
from dayaq.respond.network import queries, rules
from dayaq.respond.network.access import may_lead_to, may_reply, may_take_back
from dayaq.respond.network.actions.steps import share
from dayaq.respond.network.models import Onward
from dayaq.respond.referral.actions.letters import tell_unit
from dayaq.respond.referral.actions.steps import demand, end_access, write

ENVELOPE, WITH_STORY = 1, 5  # bit masks: G1; G1 and G3
LED = "network:led"


def refer_onward(
    *,
    case: Any,
    to_unit: Any,
    services: Sequence[str],
    by: Actor,
    at: datetime,
    agreed_by: str = "person",
    reason: str = "service",
    carries_story: bool = False,
) -> Onward:
    """Lead a person to a service (REF-08 with ``reason="shelter_exit"``: from a State shelter to the assistance centre).

    Asks neither for a status nor for co-operation; only for the person's word. Basis: in pack az the Law, Articles 12.1 and 14.
    """
    demand(may_lead_to(by), LED, case.id)
    demand(may_write(by, Group.G1, writes_of(case.id)), LED, case.id)
    demand(_may_go(case, to_unit, agreed_by, reason, at), LED, case.id)
    demand(
        allowed(not carries_story or queries.reads_story(case.id), "not_yours", N_("You cannot give what you may not read.")), LED, case.id
    )
    row = Onward(
        case=case, reason=reason, from_unit=by.unit_id, organisation=by.organisation_id, from_body=by.organisation,
        to_unit=to_unit.id, to_organisation=to_unit.organisation_id, to_body=to_unit.organisation.code,
        services=list(services), agreed_by=agreed_by, carries_story=carries_story, at=at, by=by.user_id,
    )  # fmt: skip
    row.save(force_insert=True)
    if to_unit.id != by.unit_id:
        share(case.id, to_unit.id, WITH_STORY if carries_story else ENVELOPE, evidence=row.id)
    casefile.record(case=case, kind="network.led", by=by, at=at, facts={"to": row.to_body, "services": list(services), "reason": reason})
    casefile.set_task(case=case, kind=queries.ASKED, unit=to_unit.id, started_at=at, by=by)
    code = code_for(case, to_unit.organisation_id)
    tell_unit(to_unit.id, "arrived", at=at, code=code, link=reverse("network:inbox"))
    return row


def _may_go(case: Any, to_unit: Any, agreed_by: str, reason: str, at: datetime) -> Decision:
    """The person's word; nothing to the State from a file closed to it; out of a shelter to whom the country names."""
    kept = access_file(case.id)
    shut = kept is not None and kept.closed_to_state and to_unit.organisation.state
    rule, body = queries.file().shelter_exit, queries.home().bodies.get(to_unit.organisation.code)
    named = reason != "shelter_exit" or rule is None or not rule.in_force(queries.today(at))
    meant = named or (rule is not None and body is not None and any(selects(s, to_unit.organisation.code, body) for s in rule.to))
    basis = "; ".join(rule.basis) if rule else ""
    steps = (
        rules.may_lead(agreed_by, child=child_mark(case) != "no"),
        allowed(not shut, "closed_to_state", N_("The person refused: this file is closed to the State until the person agrees.")),
        allowed(meant, "wrong_centre", N_("After a shelter the person is referred to the assistance centre."), basis),
    )
    return next((step for step in steps if not step), Decision.allow())


def decide_onward(*, onward: Onward, accept: bool, by: Actor, at: datetime, reason: str = "") -> None:
    """Say yes, or no with a reason; who says no gives the access back."""
    demand(may_reply(by, onward.to_unit), LED, onward.case_id)
    demand(allowed(onward.status == "sent", "answered_already", N_("This was answered already or taken back.")), LED, onward.case_id)
    demand(allowed(accept or bool(reason), "reason_needed", N_("Say why not.")), LED, onward.case_id)
    case, status = onward.case, "accepted" if accept else "declined"
    write(onward, status=status, decided_at=at, decided_by=by.user_id, decline_reason="" if accept else reason)
    casefile.record(case=case, kind=f"network.{status}", by=by, at=at, facts={"to": onward.to_body, "reason": reason})
    casefile.finish_tasks(case=case, kind=queries.ASKED, by=by, at=at)
    code = code_for(case, onward.organisation)
    tell_unit(onward.from_unit, "answered", at=at, code=code, link=reverse("network:of_case", args=[code]) if code else reverse("today"))
    if not accept:
        with connection.cursor() as cursor:
            cursor.execute("SELECT guard.hand_back(%s)", [onward.id])


def answer_onward(*, onward: Onward, outcome: str, by: Actor, at: datetime) -> None:
    """Tell the body that led the person here what came of it (REF-07)."""
    demand(may_reply(by, onward.to_unit), LED, onward.case_id)
    fits = onward.status in {"accepted", "answered"}
    demand(allowed(fits, "not_accepted", N_("Accept it first, then say what came of it.")), LED, onward.case_id)
    demand(allowed(bool(outcome), "outcome_needed", N_("Choose what came of it.")), LED, onward.case_id)
    write(onward, status="answered", outcome=outcome, answered_at=at)
    casefile.record(case=onward.case, kind="network.answered", by=by, at=at, facts={"outcome": outcome})
    code = code_for(onward.case, onward.organisation)
    tell_unit(onward.from_unit, "answered", at=at, code=code, link=reverse("network:of_case", args=[code]) if code else reverse("today"))


def withdraw_onward(*, onward: Onward, by: Actor, at: datetime) -> None:
    """Take it back, or the person does: the other body's access ends with it."""
    demand(may_take_back(by, onward.from_unit), LED, onward.case_id)
    demand(allowed(onward.status != "withdrawn", "taken_back", N_("It was taken back already.")), LED, onward.case_id)
    write(onward, status="withdrawn", withdrawn_at=at)
    casefile.record(case=onward.case, kind="network.withdrawn", by=by, at=at, facts={"to": onward.to_body})
    casefile.finish_tasks(case=onward.case, kind=queries.ASKED, by=by, at=at)
    end_access(onward.case_id, onward.id)
