"""What every verb of a referral shares: the step itself, refusing with a trace, letting a unit in and out again."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from dayaq.base.access.queries import grants
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import tied
from dayaq.base.audit.actions import log
from dayaq.core.decision import Decision, Refused, Stale, allowed
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.referral import rules
from dayaq.respond.referral.access import one_side
from dayaq.respond.referral.models import Referral


def demand(decision: Decision, kind: str, case_id: UUID | None) -> Decision:
    """Go on when allowed; a refusal is logged with its codes and raised."""
    if not decision.ok:
        codes = [reason.code for reason in decision.reasons]
        log("refuse", kind=kind, case=case_id, outcome="refused", detail={"reasons": codes})
        raise Refused(decision)
    return decision


def step(referral: Referral, verb: rules.Verb, *, by: Actor, at: datetime, **columns: Any) -> None:
    """Take one step of the referral's way if it fits the state; Stale when somebody was faster."""
    demand(fits(referral, verb), f"referral.{verb}", referral.case_id)
    following = str(rules.STEPS[rules.State(referral.status), verb])
    write(referral, status=following, **columns)
    facts = {"referral": str(referral.id), "from": referral.from_body, "to": referral.to_body}
    casefile.record(case=referral.case, kind=f"referral.{following}", by=by, at=at, facts=facts)


def fits(referral: Referral, verb: rules.Verb) -> Decision:
    """Whether the verb fits; nothing follows on a referral that was kept back or taken back."""
    if referral.status in set(rules.State):
        return rules.may_do(rules.State(referral.status), verb)
    return allowed(False, "ended", N_("This referral was kept back or taken back."))


def write(row: Any, **columns: Any) -> None:
    """Write columns under the version that was read."""
    if not type(row).objects.filter(id=row.id, version=row.version).update(**columns, version=F("version") + 1):
        raise Stale
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1


def no_conflict(referral: Referral, *, by: Actor, at: datetime) -> Decision:
    """Whether the actor stands on one side only, and did not send this himself or herself."""
    own = referral.sent_by is not None and referral.sent_by == by.user_id
    return one_side(by, tied(by.user_id, at), referral.from_organisation, own_work=own)


def share(case_id: UUID, unit: UUID, mask: int, *, basis: str, evidence: UUID) -> None:
    """Let a unit in to groups of the file (bit mask); it may write the envelope."""
    with connection.cursor() as cursor:
        words = [case_id, None, unit, mask, 1, "intake", basis, evidence, None, "referral"]
        cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)


def end_access(case_id: UUID, evidence: UUID) -> None:
    """End the grants that rest on this referral."""
    for grant in grants(case_id).filter(evidence=evidence):
        with connection.cursor() as cursor:
            cursor.execute("SELECT guard.revoke(%s)", [grant.id])
