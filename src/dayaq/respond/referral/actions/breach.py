"""An unlawful step that happened: recorded with its reason, counted, and told to whom it concerns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.queries import file
from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.referral import queries, rules
from dayaq.respond.referral.access import may_record_breach
from dayaq.respond.referral.actions.letters import tell_coordinator
from dayaq.respond.referral.actions.steps import demand
from dayaq.respond.referral.models import Breach

REASONS = {
    "rule_unknown": N_("The rule was not known"),
    "ordered": N_("It was ordered"),
    "unreachable": N_("The recipient could not be reached"),
    "no_place": N_("There was no fit place"),
    "no_transport": N_("There was no transport"),
    "danger": N_("There was danger"),
    "not_recognised": N_("The person was not seen as a victim"),
    "not_given": N_("No reason was given"),
    "other": N_("Another reason"),
}


def record_breach(*, case: Any, kind: str, reason: str, by: Actor, at: datetime, body: str = "", when: datetime | None = None) -> Breach:
    """Record a breach that happened at ``when`` (usual: ``at``) by ``body`` (a code of the pack; empty: not known).

    The owner of the file gets a task; the national co-ordinator gets a number, and of people the State must not know not even that.
    """
    happened = when or at
    demand(_may_record(kind, reason, happened, by, at), "referral.breach", case.id)
    basis = "; ".join(queries.home().process.referral.recipients[0].basis)[:60] if kind in {"wrong_recipient", "late_referral"} else ""
    breach = Breach(
        case=case, kind=kind, at=happened, by_body=body, reason=reason, basis=basis, recorded_by=by.user_id, organisation=by.organisation_id
    )
    breach.save(force_insert=True)
    if Group.G1 in by.writes:
        casefile.record(case=case, kind="referral.breach", by=by, at=happened, facts={"breach": kind, "body": body, "reason": reason})
        _alert_owner(case, by=by, at=at)
    if not queries.hidden(case.id):
        tell_coordinator("breach", at=at, link=reverse("referral:overview"), kind=queries.home().text(f"codes.breach_kind.{kind}"))
    return breach


def _may_record(kind: str, reason: str, happened: datetime, by: Actor, at: datetime) -> Decision:
    known = kind in queries.home().codes["breach_kind"].items and reason in REASONS
    steps = (
        may_record_breach(by),
        rules.check_breach(reason, happened, max(at, timezone.now())),
        allowed(known, "unknown_breach", N_("Choose what happened and the reason from the lists.")),
    )
    return next((decision for decision in steps if not decision), Decision.allow())


def _alert_owner(case: Any, *, by: Actor, at: datetime) -> None:
    owner = file(case.id)
    if owner is not None:
        casefile.set_task(case=case, kind=queries.ALERT, unit=owner.owner_unit, started_at=at, by=by)
