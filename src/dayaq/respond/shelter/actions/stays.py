"""Taking somebody in, a longer stay, the end of a stay. Nothing here asks for a decision or for co-operation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dayaq.base.access.rules import Actor, Group
from dayaq.core.calendar import ONE_DAY
from dayaq.core.decision import Decision, Refused, Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import child_mark, pack_of, statuses, writes_of
from dayaq.respond.identification.actions import note_event
from dayaq.respond.referral.actions import record_breach
from dayaq.respond.shelter import rules
from dayaq.respond.shelter.access import may_keep
from dayaq.respond.shelter.actions.shared import listed, today, told, written
from dayaq.respond.shelter.models import Bed, Extension, Place, Stay, Waiting

TAKEN = N_("This bed is taken at that time. Choose another.")
BEDDED = N_("You have recorded a bed for this person at that time already. End that stay first.")
HOUSE_ENDS = ("ended_by_house", "term_over")
MOVED = "other_bed"
ON = "shelter.refer_on"
TASKS = ("shelter.guarantee", "shelter.cap")


@dataclass(frozen=True, slots=True)
class Admission:
    """What is chosen: a bed, or a place without one; for the person (0) or somebody who came along (1, 2 ...).

    ``happened``: what the rules do not allow took place all the same; it is recorded as a breach with ``why``.
    """

    bed: Bed | None = None
    place: Place | None = None
    occupant: int = 0
    until: datetime | None = None
    preventive: bool = False
    happened: bool = False
    why: str = "no_place"


def admit(*, case: Any, new: Admission, by: Actor, at: datetime) -> Stay:
    """Take somebody in. A bed that is taken is refused by the database, also when thirty ask at once. SHE-01, SHE-02, SHE-05, SHE-10.

    Basis: CoE Convention, Article 12(1)(a) and (6); in pack az THB Law, Article 13.3.
    """
    require(may_keep(by))
    child = new.occupant > 0 or child_mark(case) != "no"
    unfit = check_admission(case, new, at, child=child)
    if not unfit.ok and not new.happened:
        raise Refused(unfit)
    breach = rules.UNFIT if {reason.code for reason in unfit.reasons} & {"no_bed", "wrong_area"} else ""
    stay = book(
        Stay(
            case=case,
            place=new.bed.area.place if new.bed else new.place,
            bed=new.bed,
            occupant=new.occupant,
            period=DateTimeTZRange(at, new.until),
            side=rules.CHILD if child else rules.ADULT,
            preventive=new.preventive,
            status_then=next((word.status for word in reversed(statuses(case))), ""),
            cooperates_then=case.cooperates,
            breach=breach,
            **written(by),
        )
    )
    Waiting.objects.filter(case=case, unit=by.unit_id, ended_at__isnull=True).update(ended_at=at, outcome="admitted")
    told(case, "admitted", by=by, at=at, facts={"occupant": new.occupant, "preventive": new.preventive})
    if breach:
        record_breach(case=case, kind=breach, reason=new.why, by=by, at=at, body=by.organisation)
    note_event(case=case, event="shelter_application", by=by, at=at)  # where a panel decides, its time runs from here
    set_tasks(stay, by=by)
    return stay


def check_admission(case: Any, new: Admission, at: datetime, *, child: bool) -> Decision:
    """Every rule that speaks about the bed and the moment; none about the person's decision or co-operation."""
    pack, day = pack_of(case), today(at)
    asked = [rules.may_admit(pack, day, preventive=new.preventive), rules.has_bed(new.bed)]
    if new.bed is not None:
        sex = case.sex if new.occupant == 0 else ""
        asked.append(rules.fits(pack, day, new.bed.area.serves, sex=sex, child=child))
        there = rules.Span(new.bed.valid_from, new.bed.valid_to).has(day)
        asked.append(allowed(there, "no_such_bed", N_("This bed is not there on that day.")))
        out = any(rules.Span(one.valid_from, one.valid_to).has(day) for one in new.bed.out_of_use.all())
        asked.append(allowed(not out, "out_of_use", N_("This bed cannot be used on that day.")))
    reasons = tuple(reason for one in asked if not one.ok for reason in one.reasons)
    return Decision(not reasons, reasons)


def book(stay: Stay) -> Stay:
    """Write a stay. The bed is locked first, so that many who ask for it wait in line instead of blocking each other."""
    try:
        with transaction.atomic():
            if stay.bed_id:
                Bed.objects.select_for_update(of=("self",)).get(id=stay.bed_id)
            stay.save(force_insert=True)
    except IntegrityError as clash:
        bed = "shelter_one_bed_one_person" in str(clash)
        if not bed and "shelter_one_person_one_bed" not in str(clash):
            raise
        raise Refused(rules.refuse("bed_taken", TAKEN) if bed else rules.refuse("has_a_bed", BEDDED)) from None
    return stay


def set_tasks(stay: Stay, *, by: Actor, extended: date | None = None) -> None:
    """Tasks at the end of the guarantee and at the longest stay of practice: to look again, not to end anything."""
    case = stay.case
    if stay.occupant or not writes_of(case.id) & Group.G1:
        return
    pack, child = pack_of(case), stay.side == rules.CHILD
    terms = rules.terms(pack, stay.began, child=child, extended=extended)
    names = pack.process.shelter
    for kind, day, rule in (
        ("shelter.guarantee", terms.stands_until, names.child if child else names.adult),
        ("shelter.cap", terms.practice, names.adult_cap or ""),
    ):
        if day:
            due = pack.calendar.day_start(day + ONE_DAY)
            casefile.set_task(case=case, kind=kind, unit=by.unit_id, started_at=stay.began, due_at=due, rule=rule, by=by)


def extend(*, stay: Stay, outcome: str, reason: str, until: date | None, by: Actor, at: datetime) -> Extension:
    """Decide on a longer stay, with a reason either way. SHE-01, CHI-04."""
    require(may_keep(by))
    listed("shelter_extension_reason", reason)
    given = stay.extensions.filter(outcome="granted").order_by("-until").first()
    pack = pack_of(stay.case)
    now = rules.terms(pack, stay.began, child=stay.side == rules.CHILD, extended=given.until if given else None)
    require(rules.may_extend(outcome, reason, until, now.stands_until))
    row = Extension.objects.create(case=stay.case, stay=stay, at=at, outcome=outcome, reason=reason, until=until, **written(by))
    told(stay.case, "extended" if outcome == "granted" else "not_extended", by=by, at=at, facts={"reason": reason})
    if outcome == "granted":
        set_tasks(stay, by=by, extended=until)
    return row


def end_stay(
    *, stay: Stay, reason: str, destination: str, version: int, by: Actor, at: datetime, happened: bool = False, why: str = "not_given"
) -> None:
    """End a stay: why, and where the person went. The house does not end it within the guarantee; if it did, that is a breach.

    Leaving a State shelter sets the task to refer the person to the assistance centre. REF-08.
    Basis: in pack az THB Law, Articles 12.1 and 14.
    """
    require(may_keep(by))
    listed("shelter_end_reason", reason)
    listed("shelter_destination", destination)
    require(allowed(at > stay.period.lower, "ends_before", N_("The end lies before the beginning.")))
    early = may_end(stay, reason, at)
    if not early.ok and not happened:
        raise Refused(early)
    period = DateTimeTZRange(stay.period.lower, at)
    values = {"period": period, "end_reason": reason, "destination": destination, "version": version + 1}
    if not Stay.objects.filter(id=stay.id, version=version, end_reason="", cancelled_at__isnull=True).update(**values):
        raise Stale
    told(stay.case, "left", by=by, at=at, facts={"reason": reason})
    if not early.ok:
        record_breach(case=stay.case, kind=rules.REFUSED, reason=why, by=by, at=at, body=by.organisation)
    refer_on(stay, by=by, at=at)


def move(*, stay: Stay, bed: Bed, version: int, by: Actor, at: datetime, happened: bool = False, why: str = "no_place") -> Stay:
    """The same stay goes on in another bed: its terms run on, and the bed left is free."""
    require(may_keep(by))
    require(allowed(at > stay.period.lower, "ends_before", N_("The end lies before the beginning.")))
    new = Admission(bed=bed, occupant=stay.occupant, happened=happened, why=why)
    unfit = check_admission(stay.case, new, at, child=stay.side == rules.CHILD)
    if not unfit.ok and not happened:
        raise Refused(unfit)
    with transaction.atomic():
        left = {"period": DateTimeTZRange(stay.period.lower, at), "end_reason": MOVED, "version": version + 1}
        if not Stay.objects.filter(id=stay.id, version=version, end_reason="", cancelled_at__isnull=True).update(**left):
            raise Stale
        same = {name: getattr(stay, name) for name in ("case", "occupant", "side", "preventive", "status_then", "cooperates_then")}
        went_on = Stay(place=bed.area.place, bed=bed, period=DateTimeTZRange(at, None), since=stay.began, **same, **written(by))
        went_on.breach = "" if unfit.ok else rules.UNFIT
        book(went_on)
    told(stay.case, "moved", by=by, at=at)
    if not unfit.ok:
        record_breach(case=stay.case, kind=rules.UNFIT, reason=why, by=by, at=at, body=by.organisation)
    return went_on


def may_end(stay: Stay, reason: str, at: datetime) -> Decision:
    """The house waits for the last day the person may count on; the person may go at any time. SHE-01."""
    if reason not in HOUSE_ENDS:
        return Decision.allow()
    given = stay.extensions.filter(outcome="granted").order_by("-until").first()
    pack = pack_of(stay.case)
    terms = rules.terms(pack, stay.began, child=stay.side == rules.CHILD, extended=given.until if given else None)
    over = terms.stands_until is None or today(at) > terms.stands_until
    text = N_("The person may count on the bed until then. If the house ended the stay all the same, record that it happened.")
    return allowed(over, "guaranteed", text, "; ".join(pack.process.shelter.basis))


def refer_on(stay: Stay, *, by: Actor, at: datetime) -> None:
    """Close the tasks of the stay and, from the houses the pack names, ask for the referral that follows. REF-08."""
    if stay.occupant or not writes_of(stay.case_id) & Group.G1:
        return
    for kind in TASKS:
        casefile.finish_tasks(case=stay.case, kind=kind, by=by, at=at)
    rule = rules.leaving(pack_of(stay.case), today(at))
    if rule and by.body_type in rule.from_types:
        casefile.set_task(case=stay.case, kind=ON, unit=by.unit_id, started_at=at, by=by)


def cancel(*, stay: Stay, version: int, by: Actor, at: datetime) -> None:
    """A booking nobody came for, or one entered in error: kept, and the bed is free again."""
    require(may_keep(by))
    if not Stay.objects.filter(id=stay.id, version=version, cancelled_at__isnull=True).update(cancelled_at=at, version=version + 1):
        raise Stale
    told(stay.case, "cancelled", by=by, at=at)
    for kind in TASKS:
        casefile.finish_tasks(case=stay.case, kind=kind, by=by, at=at)
