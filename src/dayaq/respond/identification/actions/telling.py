"""Telling the person: of a decision, of the reflection period; and the presumption from which both protection and reflection follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.clock import Clock
from dayaq.core.decision import Decision, Reason, allowed, require
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import assert_status, finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Assertion, Case, pack_of, writes_of
from dayaq.respond.identification import access, queries, rules
from dayaq.respond.identification.actions.deciding import NOTICE_TASK
from dayaq.respond.identification.models import FormalDecision, PersonNotice

REFLECTION_TASK = "identification.reflection"
METHODS = ("spoken", "interpreter", "written", "sign")
ABOUT = (queries.DECISION, queries.REFLECTION, queries.RIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How the person was told, and of what. Not ``understood``: it happened, is kept, and does not count as told."""

    language: str
    method: str
    understood: bool = True
    about: str = queries.DECISION
    decision: FormalDecision | None = None


def notify_person(*, case: Case, told: Told, by: Actor, at: datetime) -> PersonNotice:
    """Record that the person was told. Of a decision only after it, in a language the person understands.

    Basis: CoE Convention, Articles 12(1)(d), 13(1) and 15(1).
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    require(allowed(told.about in ABOUT, "no_subject", N_("Say what the person was told of.")))
    pack = pack_of(case)
    require(check_telling(case, told, pack, by, at))
    made = PersonNotice.objects.create(
        case=case,
        decision=told.decision,
        about=told.about,
        at=at,
        language=told.language,
        understood=told.understood,
        method=told.method,
        by=by.user_id,
    )
    record(
        case=case, kind=f"identification.told_{told.about}", by=by, at=at, facts={"understood": told.understood, "language": told.language}
    )
    if told.understood and told.about == queries.DECISION:
        finish_tasks(case=case, kind=NOTICE_TASK, by=by, at=at)
    if told.understood and told.about == queries.REFLECTION:
        watch_reflection(case, pack, by, at)
    return made


def check_telling(case: Case, told: Told, pack: Pack, by: Actor, at: datetime) -> Decision:
    """Whether the notice is whole, and given by somebody who may give it."""
    local = pack.calendar.local_date
    known = [*case.languages] or [told.language]
    understood = known if told.understood else [*known, told.language]
    since = told.decision.at if told.decision else case.opened_at
    whole = rules.check_notice(rules.Notice(told.language, told.method, by.name, local(at)), understood, local(since))
    if not whole.ok or told.about != queries.REFLECTION:
        return whole
    return may_give_reflection(pack, by, at)


def may_give_reflection(pack: Pack, by: Actor, at: datetime) -> Decision:
    """Whether a right to reflection was in force that day, and this body tells people of it.

    Basis: CoE Convention, Article 13(1); in pack az the Law, Article 14-1 (since 2013).
    """
    rule = pack.process.reflection
    if pack.on(pack.calendar.local_date(at)).reflection is None:
        return Decision.refuse(
            Reason("no_reflection", N_("No right to a reflection period was in force on that day."), basis="; ".join(rule.basis))
        )
    if by.organisation not in pack.bodies_meant(rule.notify_by):
        return Decision.refuse(Reason("not_yours_to_tell", N_("Under the country's rules another body tells of the reflection period.")))
    return Decision.allow()


def watch_reflection(case: Case, pack: Pack, by: Actor, at: datetime) -> None:
    """Set the day the period ends, so that nobody forgets to ask the person."""
    term = pack.on(pack.calendar.local_date(at)).reflection
    due = Clock(term, at).due(pack.calendar) if term else None
    if by.unit_id and due:
        set_task(case=case, kind=REFLECTION_TASK, unit=by.unit_id, started_at=at, due_at=due, rule=pack.process.reflection.clock, by=by)


def presume(*, case: Case, by: Actor, at: datetime, told: Told | None = None) -> Assertion:
    """State reasonable grounds; the reflection notice goes with it where the person is told at once.

    Basis: CoE Convention, Articles 10(2) and 13(1).
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    word = assert_status(case=case, status="presumed", by=by, at=at)
    if told is not None:
        notify_person(case=case, told=told, by=by, at=at)
    return word
