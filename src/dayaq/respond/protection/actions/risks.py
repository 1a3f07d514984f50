"""Risks looked at again and again, the plan agreed with the person, threats and what was done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, require
from dayaq.respond.casefile.actions import finish_tasks
from dayaq.respond.protection import access, queries, rules
from dayaq.respond.protection.actions.subjects import core_of, due, told, working
from dayaq.respond.protection.models import Note, Plan, PlanText, Risk, Subject, Threat

REASSESS, REVIEW, PLAN = "reassess", "review", "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A risk as its assessor saw it; ``text`` gives the reasons in words."""

    level: str
    factors: tuple[str, ...]
    mitigations: tuple[str, ...] = ()
    next_review: date
    text: str = ""
    language: str = "en"


def assess_risk(*, subject: Subject, seen: Assessment, by: Actor, at: datetime) -> Risk:
    """Assess the risk somebody runs; every assessment stays, and names the day on which it is looked at again.

    Basis: CoE Convention, Article 28; the pack's longest time between two looks (VWP-03).
    """
    working(subject, by, at)
    pack = queries.pack_for(subject)
    known = bool(seen.factors) and set(seen.factors) <= set(pack.codes["risk_factor"].items) and seen.level in rules.LEVELS
    require(access.known(known and set(seen.mitigations) <= set(pack.codes["risk_mitigation"].items)))
    rule, today = queries.file_of(pack).review, pack.calendar.local_date(at)
    within = rule.within.get(seen.level) if rule is not None and rule.in_force(today) else None  # type: ignore[call-overload]
    latest = rules.latest_review(today, within, pack.calendar)
    require(rules.check_review(today, seen.next_review, latest, "; ".join(rule.basis) if rule else ""))
    row = Risk.objects.create(
        subject=subject,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        level=seen.level,
        factors=list(seen.factors),
        mitigations=list(seen.mitigations),
        next_review=seen.next_review,
    )
    note(subject, "risk", row, seen.text, seen.language, by, at)
    told(subject, by, at)
    done(subject, REASSESS, by, at)
    done(subject, REVIEW, by, at)
    due(subject, REVIEW, by, at, pack.calendar.day_start(seen.next_review))
    if queries.lacks_plan(subject.id):
        due(subject, PLAN, by, at)
    return row


def done(subject: Subject, kind: str, by: Actor, at: datetime) -> None:
    """End the tasks of a kind on the case of a person."""
    case = core_of(subject)
    if case is not None:
        finish_tasks(case=case, kind=f"protection.{kind}", by=by, at=at)


def note(subject: Subject, about: str, row: Risk | Threat, text: str, language: str, by: Actor, at: datetime) -> None:
    """Keep the words beside a row, if any were typed."""
    if text.strip():
        Note(subject=subject, about=about, row=row.id, at=at, by=by.user_id, language=language, text=text).save(force_insert=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlan:
    """An individual safety plan as it was agreed."""

    steps: str
    contacts: str = ""
    code_word: str = ""
    agreed: bool
    language: str


def agree_plan(*, subject: Subject, plan: SafetyPlan, by: Actor, at: datetime) -> Plan:
    """Keep the safety plan agreed with the person; the one before it ends. The code word stands with the places, in no log.

    Basis: ICMPD model indicators, Annex 2; CoE Convention, Article 28 (VWP-04).
    """
    working(subject, by, at)
    require(rules.check_plan(plan.steps, agreed=plan.agreed))
    require(access.known(plan.language in queries.pack_for(subject).codes["language"].items))
    Plan.objects.filter(subject=subject, ended_at__isnull=True).update(ended_at=at, ended_by=by.user_id)
    row = Plan.objects.create(
        subject=subject, at=at, organisation=by.organisation_id, by=by.user_id, agreed=plan.agreed, language=plan.language
    )
    words = PlanText(plan=row, subject=subject, steps=plan.steps, contacts=plan.contacts, code_word=plan.code_word)
    words.save(force_insert=True)
    told(subject, by, at)
    done(subject, PLAN, by, at)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThreat:
    """A threat or an incident as it was told."""

    target: str
    source: str
    channel: str
    reported_to: str = ""
    responses: tuple[str, ...] = ()
    urgent: bool = False
    text: str = ""
    language: str = "en"


def report_threat(*, subject: Subject, new: NewThreat, by: Actor, at: datetime) -> Threat:
    """Record a threat at once; the risk has to be looked at again. An urgent one waits for no clearance.

    Basis: CoE Convention, Article 28; in pack az the complaint to the special police unit (VWP-03).
    """
    working(subject, by, at)
    pack = queries.pack_for(subject)
    lists = {"threat_target": new.target, "threat_source": new.source, "threat_channel": new.channel}
    known = all(code in pack.codes[name].items for name, code in lists.items())
    require(access.known(known and (not new.reported_to or new.reported_to in pack.bodies)))
    require(access.known(set(new.responses) <= set(pack.codes["threat_response"].items)))
    row = Threat.objects.create(
        subject=subject,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        target=new.target,
        source=new.source,
        channel=new.channel,
        reported_to=new.reported_to,
        responses=list(new.responses),
        urgent=new.urgent,
    )
    note(subject, "threat", row, new.text, new.language, by, at)
    told(subject, by, at)
    due(subject, REASSESS, by, at, at if new.urgent else None)
    return row


def update_threat(*, threat: Threat, reported_to: str, responses: tuple[str, ...], version: int, by: Actor, at: datetime) -> Threat:
    """Record to whom a threat was reported and what was done about it."""
    pack = queries.pack_for(threat.subject)
    known = set(responses) <= set(pack.codes["threat_response"].items) and (not reported_to or reported_to in pack.bodies)
    require(access.known(known))
    changed(threat, version, by, reported_to=reported_to, responses=list(responses))
    told(threat.subject, by, at)
    return threat


def close_threat(*, threat: Threat, reason: str, version: int, by: Actor, at: datetime) -> Threat:
    """A threat is over; it stays on the record."""
    require(access.known(reason in queries.pack_for(threat.subject).codes["threat_closing"].items))
    changed(threat, version, by, closed_at=at, closed_by=by.user_id, closed_reason=reason)
    told(threat.subject, by, at)
    return threat


def changed(threat: Threat, version: int, by: Actor, **columns: object) -> None:
    """Write columns of a threat that is open, if nobody was faster."""
    require(access.may_work(by, groups_of(threat.subject_id)))
    rows = Threat.objects.filter(id=threat.id, version=version, closed_at__isnull=True)
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale
    threat.refresh_from_db()
