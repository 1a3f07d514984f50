"""The reflection period: given, declined, made longer, ended. No step asks whether the person co-operates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.clock import Clock
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.residence import access, queries, rules
from dayaq.respond.residence.models import Reflection

ENDS = "residence.reflection_ends"
TOLD = "identification.reflection"  # the reminder set with the notice; the period itself has its own


def give_reflection(*, case: Case, by: Actor, at: datetime, body: str = "") -> Reflection:
    """Give a reflection period, or record that ``body`` gave one. While it runs nobody is removed; it waits for no co-operation.

    Basis: CoE Convention, Article 13(1); in pack az the Law, Article 14-1 (RFL-01 to RFL-06, A14).
    """
    require(access.may_work(by, Group.G1, writes_of(case.id)))
    pack, granting = pack_of(case), body or by.organisation
    facts = queries.granted_on(case, pack, at)
    require(rules.may_reflect(body=granting, **facts))
    ends = rules.reflection_end(facts["term"], at, pack.calendar)
    if ends is None:
        raise Refused(
            Decision.refuse(Reason("clock_unconfirmed", N_("The length of the period waits for an administrator's confirmation.")))
        )
    close_passed(case, at)
    require(allowed(not open_one(case), "runs_already", N_("A reflection period runs already.")))
    grounds = [status for status in facts["standing"] if status in facts["given_on"]]
    made = Reflection.objects.create(
        case=case,
        outcome="given",
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        body=granting,
        status=grounds[-1],
        basis=facts["basis"][:60],
        ends_at=ends,
    )
    record(case=case, kind="residence.reflection_given", by=by, at=at, facts={"body": granting})
    finish_tasks(case=case, kind=TOLD, by=by, at=at)
    watch(case, made, by)
    return made


def open_one(case: Case) -> bool:
    """Whether a period is recorded that nobody ended."""
    return Reflection.objects.filter(case=case, outcome="given", ended_at__isnull=True).exists()


def close_passed(case: Case, at: datetime) -> None:
    """A period whose time was over before a new one begins is closed with its own end."""
    rows = Reflection.objects.filter(case=case, outcome="given", ended_at__isnull=True, ends_at__lte=at)
    rows.update(ended_at=F("ends_at"), ended_reason="completed", version=F("version") + 1)


def watch(case: Case, period: Reflection, by: Actor) -> None:
    """Set the day the period ends, so that somebody asks the person before."""
    if by.unit_id:
        set_task(case=case, kind=ENDS, unit=by.unit_id, started_at=period.at, due_at=period.ends_at, rule=rule_of(case), by=by)


def rule_of(case: Case) -> str:
    """The code of the country's reflection clock."""
    return pack_of(case).process.reflection.clock


def decline_reflection(*, case: Case, by: Actor, at: datetime) -> Reflection:
    """Record that the person does not want the period; it can be given later all the same."""
    require(access.may_work(by, Group.G1, writes_of(case.id)))
    made = Reflection.objects.create(case=case, outcome="declined", at=at, organisation=by.organisation_id, by=by.user_id)
    record(case=case, kind="residence.reflection_declined", by=by, at=at)
    return made


def extend_reflection(*, period: Reflection, reason: str, version: int, by: Actor, at: datetime) -> Reflection:
    """Make a running period longer, where the country has a term for it; counted from the end it had."""
    case = period.case
    require(access.may_work(by, Group.G1, writes_of(case.id)))
    pack = pack_of(case)
    rule, today = queries.file_of(pack).extension, pack.calendar.local_date(at)
    if rule is None or not rule.in_force(today):
        raise Refused(Decision.refuse(Reason("no_extension", N_("The country's rules name no longer reflection period."))))
    require(access.known(reason in pack.codes["extension_reason"].items))
    runs = period.ended_at is None and period.ends_at is not None and period.ends_at > at
    require(allowed(runs, "not_running", N_("This reflection period does not run any more.")))
    term = pack.on(today).clock(rule.clock)
    longer = Clock(term, period.ends_at).due(pack.calendar) if term else None
    require(allowed(longer is not None, "no_extension", N_("The country's rules name no longer reflection period.")))
    changed = {"ends_at": longer, "extended_at": at, "extended_by": by.user_id, "extended_reason": reason}
    saved(period, version, changed)
    record(case=case, kind="residence.reflection_extended", by=by, at=at, facts={"reason": reason})
    watch(case, period, by)
    return period


def end_reflection(*, period: Reflection, reason: str, version: int, by: Actor, at: datetime) -> Reflection:
    """End a period early: on the person's own wish, or for a reason and by a body the country's law names; never for silence.

    Basis: CoE Convention, Article 13(1), 13(3) (RFL-06).
    """
    case = period.case
    require(access.may_work(by, Group.G1, writes_of(case.id)))
    pack = pack_of(case)
    endings = queries.file_of(pack).endings
    mine = [code for code, ending in endings.items() if by.organisation in pack.bodies_meant(ending.by)]
    require(rules.may_end_reflection(reason, {code: ending.wish for code, ending in endings.items()}, may_others=mine))
    saved(period, version, {"ended_at": at, "ended_by": by.user_id, "ended_reason": reason})
    record(case=case, kind="residence.reflection_ended", by=by, at=at, facts={"reason": reason})
    finish_tasks(case=case, kind=ENDS, by=by, at=at)
    return period


def saved(period: Reflection, version: int, changed: Mapping[str, object]) -> None:
    """Write a change if nobody was faster."""
    rows = Reflection.objects.filter(id=period.id, version=version, ended_at__isnull=True)
    if not rows.update(**changed, version=F("version") + 1):
        raise Stale
    period.refresh_from_db()
