"""Residence permits: applied for, granted with an end by the pack's end rule, refused with a reason and a remedy, renewed, ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.pack.schema.residence import PermitKind
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.residence import access, queries, rules
from dayaq.respond.residence.models import Permit

EXPIRES, DECIDE = "residence.permit_expires", "residence.permit_decide"


def apply_permit(
    *, case: Case, kind: str, grounds: tuple[str, ...], by: Actor, at: datetime, proceedings: bool = False, renews: Permit | None = None
) -> Permit:
    """Apply for a permit, or for its renewal. The personal situation is a ground of its own; nobody has to co-operate.

    Basis: THB Law, Article 20.1; CoE Convention, Article 14(1) (RES-01 to RES-03).
    """
    require(access.may_work(by, Group.G1, writes_of(case.id)))
    rule = known_kind(case, kind, at)
    listed = queries.file_of(pack_of(case)).grounds
    needing = [code for code, ground in listed.items() if ground.proceedings]
    require(rules.check_grounds(grounds, rule.grounds, needing, proceedings=proceedings))
    if renews is not None:
        renewable = any(listed[code].renewable for code in grounds if code in listed)
        require(allowed(renewable and renews.case_id == case.id, "not_renewable", N_("On this ground a permit is not renewed.")))
    waiting = Permit.objects.filter(case=case, kind=kind, outcome="").exists()
    require(allowed(not waiting, "applied_already", N_("An application of this kind waits for its decision.")))
    made = Permit.objects.create(
        case=case, kind=kind, grounds=list(grounds), at=at, organisation=by.organisation_id, by=by.user_id, renews=renews
    )
    record(case=case, kind="residence.permit_applied", by=by, at=at, facts={"permit": str(made.id), "kind": kind})
    if by.unit_id:
        set_task(case=case, kind=DECIDE, unit=by.unit_id, started_at=at, by=by)
    return made


def known_kind(case: Case, code: str, at: datetime) -> PermitKind:
    """The kind of permit in force that day, or a refusal."""
    pack = pack_of(case)
    rule = queries.kind_of(pack, code, pack.calendar.local_date(at))
    if rule is None:
        raise Refused(Decision.refuse(Reason("no_such_permit", N_("On that day the country's rules had no such permit."))))
    return rule


def grant_permit(
    *, permit: Permit, starts_on: date, version: int, by: Actor, at: datetime, body: str = "", until_judgment: bool = False
) -> Permit:
    """Grant a permit, or record that ``body`` granted it: its end follows the pack, or is the final judgment; A17.

    Basis: THB Law, Articles 20.1, 20.2, 20.5; CoE Convention, Article 14 (RES-01, RES-02).
    """
    case, pack = permit.case, pack_of(permit.case)
    rule = known_kind(case, permit.kind, at)
    decided(case, rule, body or by.organisation, by)
    listed = queries.file_of(pack).grounds
    lasting = [code for code in permit.grounds if code in listed and listed[code].until_judgment]
    text = N_("Only help to proceedings makes a permit last until the final judgment.")
    require(allowed(bool(lasting) or not until_judgment, "not_until_judgment", text, "; ".join(rule.basis)))
    clock = pack.on(starts_on).clock(rule.clock)
    if clock is None:
        raise Refused(Decision.refuse(Reason("no_term", N_("On that day the country's rules named no length of this permit."))))
    term = rules.permit_term(clock, starts_on, pack.calendar, until_judgment=until_judgment)
    columns = {"starts_on": term.starts_on, "last_day": term.last_day, "ends_at": term.ends_at, "until_judgment": term.until_judgment}
    basis = "; ".join(rule.basis)[:60]
    answered(permit, version, {"outcome": "granted", "basis": basis, **columns}, body or by.organisation, by, at)
    record(case=case, kind="residence.permit_granted", by=by, at=at, facts={"permit": str(permit.id), "kind": permit.kind})
    if permit.renews is not None:
        close(permit.renews, "renewed", by, at)
    finish_tasks(case=case, kind=DECIDE, by=by, at=at)
    finish_tasks(case=case, kind=EXPIRES, by=by, at=at)
    warn(permit, by)
    return permit


def decided(case: Case, rule: PermitKind, body: str, by: Actor) -> None:
    """Whether this decision may be recorded by this person."""
    require(access.may_work(by, Group.G1, writes_of(case.id)))
    require(access.may_decide(by, body, pack_of(case).bodies_meant(rule.decided_by)))


def answered(permit: Permit, version: int, columns: dict[str, object], body: str, by: Actor, at: datetime) -> None:
    """Write the decision once; Stale when somebody was faster."""
    signed = {"decided_at": at, "decided_by": by.user_id, "body": body}
    rows = Permit.objects.filter(id=permit.id, version=version, outcome="")
    if not rows.update(**columns, **signed, version=F("version") + 1):
        raise Stale
    permit.refresh_from_db()


def warn(permit: Permit, by: Actor) -> None:
    """Set the tasks before the permit ends: each alarm of the pack is one."""
    alarm = queries.file_of(pack_of(permit.case)).alarm
    if permit.ends_at is None or alarm is None or not by.unit_id:
        return
    for due in rules.alarms(permit.ends_at, alarm.days):
        set_task(case=permit.case, kind=EXPIRES, unit=by.unit_id, started_at=due, due_at=due, by=by)


def refuse_permit(*, permit: Permit, reason: str, version: int, by: Actor, at: datetime, body: str = "") -> Permit:
    """Refuse a permit with its reason; the pack's remedy is shown with it, and help goes on."""
    case = permit.case
    rule = known_kind(case, permit.kind, at)
    decided(case, rule, body or by.organisation, by)
    require(access.known(reason in pack_of(case).codes["permit_refusal"].items))
    answered(
        permit, version, {"outcome": "refused", "reason": reason, "basis": "; ".join(rule.basis)[:60]}, body or by.organisation, by, at
    )
    record(case=case, kind="residence.permit_refused", by=by, at=at, facts={"permit": str(permit.id), "reason": reason})
    finish_tasks(case=case, kind=DECIDE, by=by, at=at)
    return permit


def withdraw_application(*, permit: Permit, version: int, by: Actor, at: datetime) -> Permit:
    """The person takes the application back."""
    require(access.may_work(by, Group.G1, writes_of(permit.case_id)))
    answered(permit, version, {"outcome": "withdrawn"}, "", by, at)
    record(case=permit.case, kind="residence.permit_withdrawn", by=by, at=at, facts={"permit": str(permit.id)})
    finish_tasks(case=permit.case, kind=DECIDE, by=by, at=at)
    return permit


def end_permit(*, permit: Permit, reason: str, by: Actor, at: datetime) -> Permit:
    """Record that a permit ended and why; not co-operating any more is no reason of the list."""
    require(access.may_work(by, Group.G1, writes_of(permit.case_id)))
    require(access.known(reason in pack_of(permit.case).codes["permit_ending"].items))
    require(allowed(permit.outcome == "granted", "not_granted", N_("This permit was not granted.")))
    if reason == "withdrawn":
        rule = known_kind(permit.case, permit.kind, at)
        require(access.may_decide(by, by.organisation, pack_of(permit.case).bodies_meant(rule.decided_by)))
    if not close(permit, reason, by, at):
        raise Stale
    record(case=permit.case, kind="residence.permit_ended", by=by, at=at, facts={"permit": str(permit.id), "reason": reason})
    finish_tasks(case=permit.case, kind=EXPIRES, by=by, at=at)
    return permit


def close(permit: Permit, reason: str, by: Actor, at: datetime) -> int:
    """Close a permit once; how many rows were closed."""
    rows = Permit.objects.filter(id=permit.id, ended_at__isnull=True)
    done = rows.update(ended_at=at, ended_by=by.user_id, ended_reason=reason, version=F("version") + 1)
    permit.refresh_from_db()
    return done
