"""Asking what the person needs, and planning with the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.clock import Clock
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.pack.schema.support import SupportFile
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.support import queries, rules
from dayaq.respond.support.access import may_plan
from dayaq.respond.support.models import Assessment, Goal, GoalWords, HealthGoal, HealthNeed, Need, NeedWords, Plan, Step

HEALTH_TASK, REVIEW_TASK = "support.health", "support.plan_review"


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said on one domain of need."""

    answer: str
    urgency: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """A goal in the person's own words."""

    domain: str
    words: str
    language: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """One thing to do for a goal."""

    kind: str
    responsible: str = "us"
    body: str = ""
    due_on: date | None = None


def writing(case: Case, group: Group, by: Actor) -> None:
    """Refuse unless the actor plans help in this group of this case."""
    require(may_plan(by, group, writes_of(case.id)))


def note(case: Case, kind: str, *, by: Actor, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """An entry of the timeline, by whoever writes the core: a doctor does not, the health record stands for itself."""
    if Group.G1 in writes_of(case.id):
        record(case=case, kind=kind, by=by, at=at, facts=facts)


def written(case: Case, by: Actor, at: datetime) -> dict[str, Any]:
    """The columns every row of the area has."""
    return {"case": case, "at": at, "organisation": by.organisation_id, "by": by.user_id}


def known(pack: Any, name: str, code: str) -> None:
    """Refuse a code that is not in the pack's list."""
    text = N_("Choose from the list (%(code)s).")
    if code not in pack.codes[name].items:
        raise Refused(Decision.refuse(Reason("not_in_list", text, {"code": code})))


def assess(*, case: Case, said: Mapping[str, Said], language: str, by: Actor, at: datetime, interpreter: bool = False) -> Assessment:
    """Record what the person needs, domain by domain; answers on health go to the health record, or wait for somebody who keeps it.

    Rule: ASS-06. Basis: CoE Convention, Article 12(2); in pack az IOM needs assessment, recommendation 21.
    """
    writing(case, Group.G1, by)
    pack, may = pack_of(case), writes_of(case.id)
    health = pack.area(SupportFile).health_domains
    for domain, one in said.items():
        known(pack, "need_domain", domain)
        require(rules.check_need(one.answer, one.urgency))
    require(allowed(Group.G4 in may or not set(said) & set(health), "no_health", N_("Health is asked by whoever keeps the health record.")))
    made = Assessment.objects.create(language=language, interpreter=interpreter, **written(case, by, at))
    for domain, one in said.items():
        if domain in health:
            _health_need(case, made, domain, one, language, by, at)
        else:
            _need(case, made, domain, one, language, by, at, words=Group.G3 in may)
    note(case, "support.assessed", by=by, at=at, facts={"domains": sorted(set(said) - set(health))})
    if not set(said) & set(health) and by.unit_id:
        set_task(case=case, kind=HEALTH_TASK, unit=by.unit_id, started_at=at, by=by)
    return made


def _need(case: Case, over: Assessment, domain: str, one: Said, language: str, by: Actor, at: datetime, *, words: bool) -> None:
    row = Need.objects.create(assessment=over, domain=domain, answer=one.answer, urgency=one.urgency, **written(case, by, at))
    if one.words and words:
        NeedWords.objects.create(need=row, language=language, text=one.words, **written(case, by, at))


def _health_need(case: Case, over: Assessment | None, domain: str, one: Said, language: str, by: Actor, at: datetime) -> None:
    said = {"domain": domain, "answer": one.answer, "urgency": one.urgency, "language": language, "text": one.words}
    HealthNeed(assessment=over, **said, **written(case, by, at)).save(force_insert=True)


def assess_health(*, case: Case, said: Mapping[str, Said], language: str, by: Actor, at: datetime) -> None:
    """Record needs of health by whoever keeps the health record: a doctor or psychologist, beside the last assessment."""
    writing(case, Group.G4, by)
    health = pack_of(case).area(SupportFile).health_domains
    for domain, one in said.items():
        require(allowed(domain in health, "not_health", N_("This is not kept among health data.")))
        require(rules.check_need(one.answer, one.urgency))
        _health_need(case, queries.last_assessment(case), domain, one, language, by, at)
    if Group.G1 in writes_of(case.id):
        finish_tasks(case=case, kind=HEALTH_TASK, by=by, at=at)


def begin_plan(*, case: Case, language: str, by: Actor, at: datetime) -> Plan:
    """Begin a plan, or the next version of one: open goals go over with their words and steps, the old version stays readable.

    Rule: ASS-06.
    """
    writing(case, Group.G1, by)
    before = queries.current_plan(case, by.organisation_id)
    require(allowed(before is None or before.state != "draft", "draft_there", N_("A draft is there already: finish it with the person.")))
    number = before.number + 1 if before else 1
    made = Plan.objects.create(number=number, replaces=before, language=language, **written(case, by, at))
    for goal in before.goals.filter(closed_at__isnull=True).order_by("recorded_at") if before else ():
        _carry_over(case, made, goal, by, at, words=Group.G3 in writes_of(case.id))
    note(case, "support.plan_begun", by=by, at=at, facts={"number": number})
    return made


def _carry_over(case: Case, plan: Plan, goal: Goal, by: Actor, at: datetime, *, words: bool) -> None:
    copy = Goal.objects.create(plan=plan, domain=goal.domain, **written(case, by, at))
    for text in goal.words.all() if words else ():
        GoalWords.objects.create(goal=copy, language=text.language, text=text.text, **written(case, by, at))
    for step in goal.steps.filter(closed_at__isnull=True):
        what = {"kind": step.kind, "responsible": step.responsible, "body": step.body, "due_on": step.due_on}
        Step.objects.create(goal=copy, **what, **written(case, by, at))


def add_goal(*, plan: Plan, new: NewGoal, by: Actor, at: datetime) -> Goal | HealthGoal:
    """Add a goal of the person to a plan that is not agreed yet; a goal of health is kept among health data."""
    pack, may = pack_of(plan.case), writes_of(plan.case_id)
    known(pack, "need_domain", new.domain)
    require(allowed(bool(new.words.strip()), "no_words", N_("Write the goal as the person says it.")))
    require(allowed(plan.state == "draft", "agreed_already", N_("This version is agreed. Begin the next one to change it.")))
    if new.domain in pack.area(SupportFile).health_domains:
        writing(plan.case, Group.G4, by)
        kept = HealthGoal(
            plan=plan, domain=new.domain, language=new.language, text=new.words, due_on=new.due_on, **written(plan.case, by, at)
        )
        kept.save(force_insert=True)
        return kept
    writing(plan.case, Group.G1, by)
    require(allowed(Group.G3 in may, "no_facts", N_("You may not write down the person's words here.")))
    goal = Goal.objects.create(plan=plan, domain=new.domain, **written(plan.case, by, at))
    GoalWords.objects.create(goal=goal, language=new.language, text=new.words, **written(plan.case, by, at))
    return goal


def add_step(*, goal: Goal, new: NewStep, by: Actor, at: datetime) -> Step:
    """Add a step: what, who, until when. Steps may be added while the plan runs."""
    writing(goal.case, Group.G1, by)
    pack = pack_of(goal.case)
    known(pack, "plan_step", new.kind)
    require(allowed(new.responsible in rules.RESPONSIBLE, "nobody_responsible", N_("Say who does it.")))
    require(allowed(not new.body or new.body in pack.bodies, "no_such_body", N_("Choose the body from the list.")))
    what = {"kind": new.kind, "responsible": new.responsible, "body": new.body, "due_on": new.due_on}
    return Step.objects.create(goal=goal, **what, **written(goal.case, by, at))


def agree_plan(
    *,
    plan: Plan,
    signed_on: date,
    review_on: date | None,
    version: int,
    by: Actor,
    at: datetime,
    copy_given: bool = False,
    declined: bool = False,
) -> Plan:
    """The person agrees to the plan, or does not; the day to look again becomes a task. Help goes on either way.

    Rule: ASS-06.
    """
    writing(plan.case, Group.G1, by)
    pack = pack_of(plan.case)
    review_on = review_on or review_day(pack, at)
    goals = plan.goals.count() + plan.health_goals.count()
    today = pack.calendar.local_date(at)
    require(rules.check_agreement(goals, signed_on=signed_on, today=today, copy_given=copy_given, review_on=review_on))
    state = "declined" if declined else "agreed"
    changed = {"state": state, "agreed_at": at, "signed_on": signed_on, "copy_given": copy_given, "review_on": review_on}
    if not Plan.objects.filter(id=plan.id, version=version, state="draft").update(**changed, version=F("version") + 1):
        raise Stale
    plan.refresh_from_db()
    note(plan.case, f"support.plan_{state}", by=by, at=at, facts={"number": plan.number})
    finish_tasks(case=plan.case, kind=REVIEW_TASK, by=by, at=at)
    if review_on and by.unit_id:
        due = pack.calendar.day_start(review_on)
        set_task(case=plan.case, kind=REVIEW_TASK, unit=by.unit_id, started_at=at, due_at=due, by=by)
    return plan


def review_day(pack: Any, at: datetime) -> date | None:
    """The day the pack would have the plan looked at again."""
    view = pack.on(pack.calendar.local_date(at))
    rule = next((one for one in pack.area(SupportFile).plan_review if one.in_force(view.day)), None)
    term = view.clock(rule.clock) if rule else None
    due = Clock(term, at).due(pack.calendar) if term else None
    return pack.calendar.local_date(due) if due else None


def close_goal(*, goal: Goal | HealthGoal, outcome: str, by: Actor, at: datetime) -> None:
    """Say how far a goal was reached."""
    writing(goal.case, Group.G4 if isinstance(goal, HealthGoal) else Group.G1, by)
    require(allowed(outcome in rules.CLOSED, "no_outcome", N_("Say how far the goal was reached.")))
    if not type(goal).objects.filter(id=goal.id, closed_at__isnull=True).update(outcome=outcome, closed_at=at):
        raise Stale
    if isinstance(goal, Goal):
        note(goal.case, "support.goal_closed", by=by, at=at, facts={"domain": goal.domain, "outcome": outcome})


def close_step(*, step: Step, outcome: str, by: Actor, at: datetime) -> None:
    """Say that a step is done, or why not."""
    writing(step.case, Group.G1, by)
    require(allowed(outcome in rules.STEP_ENDS, "no_outcome", N_("Say whether it was done.")))
    if not Step.objects.filter(id=step.id, closed_at__isnull=True).update(outcome=outcome, closed_at=at):
        raise Stale
