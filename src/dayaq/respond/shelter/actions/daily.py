"""A day in a house: who asks to go out, who waits, who was refused, what happened, what was given, what rent was paid."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Refused, Stale, allowed, require
from dayaq.core.duration import add_months
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import pack_of, statuses
from dayaq.respond.identification.actions import note_event
from dayaq.respond.referral.actions import record_breach
from dayaq.respond.shelter import rules
from dayaq.respond.shelter.access import may_keep
from dayaq.respond.shelter.actions.places import once
from dayaq.respond.shelter.actions.shared import listed, today, told, written
from dayaq.respond.shelter.models import (
    Given,
    HealthGiven,
    Incident,
    IncidentCase,
    Leave,
    Place,
    Refusal,
    RefusedCase,
    Rent,
    Stay,
    Tenancy,
    Waiting,
)
from dayaq.respond.shelter.queries.words import home

BREACH_WHY = {"no_decision": "not_recognised", "no_criminal_case": "not_recognised"}
LONGEST = 36  # months of one tenancy that are laid out at once


@dataclass(frozen=True, slots=True)
class RefusedPerson:
    """Of whom a bed was refused: what is known without a file."""

    reason: str
    sex: str = ""
    age_band: str = ""
    cooperates: str = "not_asked"


def ask_leave(*, stay: Stay, kind: str, wanted_from: datetime, wanted_until: datetime | None, by: Actor, at: datetime) -> Leave:
    """Write down what the person wishes; where no leave is needed, that is the answer at once. SHE-06."""
    require(may_keep(by))
    listed("shelter_leave_kind", kind)
    require(allowed(wanted_until is None or wanted_until > wanted_from, "ends_before", N_("The end lies before the beginning.")))
    free = not rules.leave_needs_answer(pack_of(stay.case), kind, today(at))
    answer = {"answer": "not_needed", "answered_at": at, "answered_by": by.user_id} if free else {}
    row = Leave(case=stay.case, stay=stay, kind=kind, at=at, wanted_from=wanted_from, wanted_until=wanted_until, **answer, **written(by))
    row.save(force_insert=True)
    return row


def answer_leave(*, leave: Leave, answer: str, reason: str, by: Actor, at: datetime) -> None:
    """Answer once, with a reason for a no; the person is told. SHE-06. Basis: in pack az practice; ECHR Protocol 4, Article 2."""
    require(may_keep(by))
    listed("shelter_leave_answer", answer)
    require(rules.check_answer(pack_of(leave.case), leave.kind, answer, reason, today(at)))
    values = {"answer": answer, "reason": reason, "answered_at": at, "answered_by": by.user_id}
    if not Leave.objects.filter(id=leave.id, answer="").update(**values):
        raise Stale
    told(leave.case, "leave_answered", by=by, at=at, facts={"answer": answer})


def go_out(*, leave: Leave, by: Actor, at: datetime) -> None:
    """The person went out. Nobody is kept in: going without an answer is recorded, too."""
    require(may_keep(by))
    if not Leave.objects.filter(id=leave.id, out_at__isnull=True).update(out_at=at):
        raise Stale


def come_back(*, leave: Leave, by: Actor, at: datetime) -> None:
    """The person is back."""
    require(may_keep(by))
    if not Leave.objects.filter(id=leave.id, out_at__lt=at, back_at__isnull=True).update(back_at=at):
        raise Stale


def wait(*, case: Any, serves: str, priorities: Sequence[str], by: Actor, at: datetime) -> Waiting:
    """Put somebody on the waiting list of the house, with the reasons to come first."""
    require(may_keep(by))
    listed("shelter_area", serves)
    listed("shelter_priority", *priorities)
    row = Waiting(case=case, serves=serves, priorities=list(priorities), at=at, **written(by))
    once(row, N_("This person is on the list already."))
    told(case, "waits", by=by, at=at)
    note_event(case=case, event="shelter_application", by=by, at=at)
    return row


def stop_waiting(*, waiting: Waiting, outcome: str, by: Actor, at: datetime) -> None:
    """Waiting ended otherwise than by a bed here."""
    require(may_keep(by))
    listed("shelter_waiting_outcome", outcome)
    if not Waiting.objects.filter(id=waiting.id, ended_at__isnull=True).update(ended_at=at, outcome=outcome):
        raise Stale


def refuse_bed(*, new: RefusedPerson, case: Any = None, happened: bool = False, by: Actor, at: datetime) -> Refusal:
    """Record that a bed is refused and why. SHE-02, A10.

    For a reason the law excludes it is refused itself while only planned; what happened is a breach, told and counted by co-operation.
    Basis: in pack az THB Law, Article 13.3.
    """
    require(may_keep(by))
    listed("shelter_refusal_reason", new.reason)
    pack = pack_of(case) if case is not None else home()
    law = rules.may_refuse(pack, today(at), new.reason)
    if not law.ok and not happened:
        raise Refused(law)
    known = case is not None
    row = Refusal.objects.create(
        at=at,
        reason=new.reason,
        breach="" if law.ok else "SHE-02",
        basis="" if law.ok else law.reasons[0].basis[:120],
        sex=case.sex if known else new.sex,
        age_band=case.age_band if known else new.age_band,
        status_then=next((word.status for word in reversed(statuses(case))), "") if known else "",
        cooperates=case.cooperates if known and case.cooperates != "not_asked" else new.cooperates,
        **written(by),
    )
    if known:
        RefusedCase.objects.create(case=case, refusal=row, **written(by))
        told(case, "refused", by=by, at=at, facts={"reason": new.reason})
        if not law.ok:
            why = BREACH_WHY.get(new.reason, "other")
            record_breach(case=case, kind=rules.REFUSED, reason=why, by=by, at=at, body=by.organisation)
    return row


def report_incident(
    *, place: Place, kind: str, persons: int, told_to: Sequence[str], done: str, by: Actor, at: datetime, cases: Collection[Any] = ()
) -> Incident:
    """Record what happened in a place, who was told and what was done; the cases it concerned are linked apart."""
    require(may_keep(by))
    listed("shelter_incident_kind", kind)
    listed("shelter_told", *told_to)
    listed("shelter_done", done)
    row = Incident.objects.create(place=place, kind=kind, at=at, persons=persons, told=list(told_to), done=done, **written(by))
    for case in cases:
        IncidentCase.objects.create(case=case, incident=row, **written(by))
        told(case, "incident", by=by, at=at, facts={"kind": kind})
    return row


def give(*, case: Any, day: date, kinds: Collection[str], by: Actor) -> int:
    """Tick what the house gave this person on a day; health is kept apart. SHE-03. Return how many are ticked now.

    Basis: in pack az THB Law, Article 13.1; Decree 203; Decision 180; NRM Rules 3 and 6.
    """
    require(may_keep(by))
    listed("shelter_service", *kinds)
    rule = pack_of(case).area(ShelterFile).services
    health = set(rule.health) if rule is not None and rule.in_force(day) else set()
    for table, wanted in ((Given, set(kinds) - health), (HealthGiven, set(kinds) & health)):
        rows: Any = table
        same = rows.objects.filter(case=case, day=day, organisation=by.organisation_id)
        had = set(same.values_list("kind", flat=True))
        same.filter(kind__in=had - wanted).delete()
        rows.objects.bulk_create([rows(case=case, day=day, kind=kind, **written(by)) for kind in sorted(wanted - had)])
    return len(set(kinds))


def rent_out(*, case: Any, since: date, until: date, amount: Decimal, currency: str, by: Actor) -> Tenancy:
    """Transitional housing against a small rent: the contract, and each month's rent laid out."""
    require(may_keep(by))
    require(allowed(since < until <= add_months(since, LONGEST), "how_long", N_("The contract runs from one day to 36 months.")))
    require(allowed(amount >= 0, "negative", N_("The rent is no negative amount.")))
    row = Tenancy.objects.create(case=case, valid_from=since, valid_to=until, amount=amount, currency=currency, **written(by))
    days = [add_months(since, n) for n in range(LONGEST) if add_months(since, n) < until]
    Rent.objects.bulk_create([Rent(case=case, tenancy=row, due_on=day, amount=amount, **written(by)) for day in days])
    return row


def pay_rent(*, rent: Rent, paid: Decimal, on: date, by: Actor) -> None:
    """Record what was paid of one month's rent. A rent unpaid ends no stay by itself."""
    require(may_keep(by))
    require(allowed(0 <= paid <= rent.amount, "too_much", N_("Not more is paid than is due.")))
    Rent.objects.filter(id=rent.id).update(paid=paid, paid_on=on)
