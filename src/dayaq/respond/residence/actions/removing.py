"""A removal that happened, or a departure without the steps: recorded as the breach it is, never refused."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record
from dayaq.respond.casefile.queries import Case
from dayaq.respond.referral.actions import record_breach
from dayaq.respond.residence import queries
from dayaq.respond.residence.actions.returning import writing
from dayaq.respond.residence.models import Return

BLOCKED = frozenset({"suspected", "presumed", "identified", "identified_abroad", "ngo_identified"})


def record_removal(*, case: Case, country: str, reason: str, by: Actor, at: datetime, body: str = "") -> Return:
    """Record a removal, or a departure without the steps, that happened: a breach with alert and count, never refused.

    Basis: CoE Convention, Articles 10(2), 13(1), 16 (RET-03, decision on reality: what happened is recordable).
    """
    writing(case, by)
    if not by.may("referral.breach"):
        raise Refused(Decision.refuse(Reason("may_not_breach", N_("Your role does not record breaches."))))
    open_one = Return.objects.filter(case=case, arrived_at__isnull=True, cancelled_at__isnull=True, forced=False).first()
    assessed = open_one is not None and queries.last_risk(open_one, at) is not None
    protected = bool(queries.running(case, at)) or any(word.status in BLOCKED for word in case.assertions.filter(removed_at__isnull=True))
    made = Return.objects.create(
        case=case, kind="home", country=country, at=at, organisation=by.organisation_id, by=by.user_id, departed_at=at, forced=True
    )
    kind = "removed" if protected or assessed else "moved_without_assessment"
    record_breach(case=case, kind=kind, reason=reason, by=by, at=at, body=body, when=at)
    record(case=case, kind="residence.removed", by=by, at=at, facts={"body": body})
    return made
