"""Times that run: of the steps of identification, and the terms to leave the country."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.clock import Clock
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.identification import access, queries
from dayaq.respond.identification.models import StayClock, StepClock
from dayaq.respond.referral.queries import of_case as referrals_of

RECEIVED = "referral_received"


def note_event(*, case: Case, event: str, by: Actor, at: datetime) -> list[StepClock]:
    """Something happened from which a step's time runs ("shelter_application", ...): start it on the person's way.

    Other areas call it with their events; one that starts nothing here changes nothing.
    Basis: in pack ge the rules of the permanent group (48 hours from the application for shelter).
    """
    pack = pack_of(case)
    made = []
    for way, step, clock in queries.step_events(case, pack).get(event, []):
        if StepClock.objects.filter(case=case, step=step, clock=clock, met_at__isnull=True).exists():
            continue
        term = pack.on(pack.calendar.local_date(at)).clock(clock) if clock in pack.clocks else None
        due = Clock(term, at).due(pack.calendar) if term else None
        names = {"way": way, "step": step, "clock": clock, "event": event}
        made.append(StepClock.objects.create(case=case, started_at=at, due_at=due, organisation=by.organisation_id, by=by.user_id, **names))
        bodies = pack.bodies_meant(queries.steps_of(pack)[step].by)
        unit = queries.unit_of_body(bodies[0]) if bodies else None
        set_task(case=case, kind=queries.STEP_TASK, unit=unit or by.unit_id, started_at=at, due_at=due, rule=clock if due else "", by=by)
        record(case=case, kind="identification.clock_began", by=by, at=at, facts={"step": step, "clock": clock})
    return made


def note_receipt(case: Case, by: Actor) -> None:
    """The deciding body's own time runs from the receipt of the referral, if the way has one."""
    received = [referral.received_at for referral in referrals_of(case) if referral.received_at]
    if received:
        note_event(case=case, event=RECEIVED, by=by, at=min(received))


def meet_clocks(case: Case, by: Actor, at: datetime) -> None:
    """A decision was made: every time that ran for one ends."""
    StepClock.objects.filter(case=case, met_at__isnull=True).update(met_at=at)
    finish_tasks(case=case, kind=queries.STEP_TASK, by=by, at=at)


def start_stay(*, case: Case, kind: str, by: Actor, at: datetime) -> StayClock:
    """A term of the law on foreigners began to run at ``at``; it stands still while a removal is held (IDN-09, RES-05).

    Basis: CoE Convention, Article 10(2); in pack az migration practice (48 hours, 10 days after a contract, 3 months).
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    require(allowed(kind in queries.stay_terms(pack_of(case), at), "no_such_term", N_("The country has no such term.")))
    running = StayClock.objects.filter(case=case, kind=kind, ended_at__isnull=True).exists()
    require(allowed(not running, "runs_already", N_("This term runs already.")))
    made = StayClock.objects.create(case=case, kind=kind, started_at=at, organisation=by.organisation_id, by=by.user_id)
    record(case=case, kind="identification.stay_began", by=by, at=at, facts={"term": kind})
    return made


def end_stay(*, clock: StayClock, outcome: str, by: Actor, at: datetime) -> None:
    """A term ended: the person left, the stay became regular, or it did not apply. A removal that happened is recorded too."""
    require(access.may_write(by, Group.G1, writes_of(clock.case_id)))
    known = outcome in pack_of(clock.case).codes["stay_outcome"].items
    require(allowed(known and at >= clock.started_at, "outcome_needed", N_("Say how it ended.")))
    if not StayClock.objects.filter(id=clock.id, ended_at__isnull=True).update(ended_at=at, outcome=outcome):
        raise Stale
    clock.refresh_from_db()
    record(case=clock.case, kind="identification.stay_ended", by=by, at=at, facts={"term": clock.kind, "outcome": outcome})
