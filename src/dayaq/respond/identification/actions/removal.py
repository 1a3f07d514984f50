"""Removals somebody plans: held while the person may be a victim, recorded in any case; and the hint a person agrees to."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.identification import access, queries, rules
from dayaq.respond.identification.actions.clocks import start_stay
from dayaq.respond.identification.models import HoldConsent, RemovalHold, StayClock


def ask_removal(*, case: Case, body: str, by: Actor, at: datetime, clock_started_at: datetime | None = None) -> RemovalHold:
    """Record that ``body`` plans a removal, and whether it is held; the clock to leave the country then stands still.

    Basis: CoE Convention, Articles 10(2) and 13(1); in pack az migration practice (48 hours to leave).
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    pack = pack_of(case)
    require(allowed(body in pack.bodies, "no_such_body", N_("Choose the body that plans the removal.")))
    found = queries.against_removal(case, pack, at)
    first = found.reasons[0] if found.reasons else None
    made = RemovalHold.objects.create(
        case=case,
        asked_at=at,
        asked_by_body=body,
        blocked=found.held,
        reason=str(first.params["state"]) if first else "nothing_against",
        basis=first.basis if first else "",
        clock_started_at=clock_started_at,
    )
    record(
        case=case, kind="identification.removal_held" if found.held else "identification.removal_asked", by=by, at=at, facts={"body": body}
    )
    if clock_started_at is not None and queries.LEAVE_CLOCK in queries.stay_terms(pack, clock_started_at):
        running = StayClock.objects.filter(case=case, kind=queries.LEAVE_CLOCK, ended_at__isnull=True).exists()
        if not running:
            start_stay(case=case, kind=queries.LEAVE_CLOCK, by=by, at=clock_started_at)
    if found.task and by.unit_id:
        set_task(case=case, kind=found.task, unit=by.unit_id, started_at=at, by=by)
    return made


def lift_hold(*, hold: RemovalHold, reason: str, by: Actor, at: datetime) -> RemovalHold:
    """Lift a hold when what held the removal is over; the clock to leave goes on from where it stood."""
    require(access.may_write(by, Group.G1, writes_of(hold.case_id)))
    found = queries.against_removal(hold.case, pack_of(hold.case), at)
    require(access.may_lift(found, reason, lifted=hold.lifted_at is not None or not hold.blocked))
    rows = RemovalHold.objects.filter(id=hold.id, lifted_at__isnull=True)
    if not rows.update(lifted_at=at, lifted_by=by.user_id, lifted_reason=reason):
        raise Stale
    hold.refresh_from_db()
    record(case=hold.case, kind="identification.hold_lifted", by=by, at=at, facts={"reason": reason})
    if not RemovalHold.objects.filter(case=hold.case, blocked=True, lifted_at__isnull=True).exists():
        finish_tasks(case=hold.case, kind=rules.SCREENING_TASK, by=by, at=at)
    return hold


def agree_to_hint(*, case: Case, by: Actor, at: datetime) -> HoldConsent:
    """Record that the person agrees to a hint: whoever plans a removal and has the code is told to call this office."""
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    standing = queries.hold_consent(case)
    if standing is not None:
        return standing
    made = HoldConsent.objects.create(case=case, at=at, organisation=by.organisation_id, by=by.user_id)
    record(case=case, kind="identification.hint_agreed", by=by, at=at)
    return made


def withdraw_hint(*, consent: HoldConsent, by: Actor, at: datetime) -> None:
    """The person takes the agreement back; the code answers nothing from now on."""
    require(access.may_write(by, Group.G1, writes_of(consent.case_id)))
    if not HoldConsent.objects.filter(id=consent.id, withdrawn_at__isnull=True).update(withdrawn_at=at):
        raise Stale
    record(case=consent.case, kind="identification.hint_withdrawn", by=by, at=at)
