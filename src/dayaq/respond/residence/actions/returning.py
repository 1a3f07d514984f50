"""A return from the first word to the follow-up. The risk is assessed before anybody travels; what happened without is a breach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, Task, pack_of, writes_of
from dayaq.respond.residence import access, queries, rules
from dayaq.respond.residence.models import ChildView, FollowUp, Partner, Return, ReturnNote, ReturnRisk, TravelPlan
from dayaq.respond.screening.queries import is_child

ASSESS, FOLLOW = "residence.return_risk", "residence.return_follow_up"


def writing(case: Case, by: Actor, group: Group = Group.G1) -> None:
    """Refuse unless ``by`` works on returns and writes this part of the case."""
    require(access.may_work(by, group, writes_of(case.id)))


def changed(journey: Return, version: int, **columns: Any) -> None:
    """Write columns of a return that is still open, if nobody was faster."""
    rows = Return.objects.filter(id=journey.id, version=version, cancelled_at__isnull=True)
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale
    journey.refresh_from_db()


def begin_return(*, case: Case, kind: str, country: str, by: Actor, at: datetime, scheme: bool = False, to_parents: bool = False) -> Return:
    """Begin to prepare a return, or the way home of a national from abroad (RET-02); the risk is looked at first.

    Basis: THB Law, Articles 19 and 20.4; CoE Convention, Article 16 (RET-01 to RET-04).
    """
    writing(case, by)
    pack = pack_of(case)
    require(access.known(kind in pack.codes["return_kind"].items and len(country) == 2))
    rule = queries.file_of(pack).scheme
    text = N_("The assisted return scheme is not open; a single return can be prepared all the same.")
    require(allowed(not scheme or (rule is not None and rule.open), "scheme_closed", text, "; ".join(rule.basis) if rule else ""))
    waits = Return.objects.filter(case=case, cancelled_at__isnull=True, arrived_at__isnull=True, forced=False).exists()
    require(allowed(not waits, "prepared_already", N_("A return is being prepared already.")))
    made = Return.objects.create(
        case=case,
        kind=kind,
        country=country,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        scheme=scheme,
        to_parents=to_parents,
    )
    record(case=case, kind="residence.return_begun", by=by, at=at, facts={"kind": kind})
    if by.unit_id:
        set_task(case=case, kind=ASSESS, unit=by.unit_id, started_at=at, by=by)
    return made


def hear_choice(*, journey: Return, choice: rules.Choice, version: int, by: Actor, at: datetime) -> Return:
    """Record the person's own free and informed choice. Basis: THB Law, Article 20.4; CoE Convention, Article 16(2)."""
    writing(journey.case, by)
    require(rules.check_choice(choice, journey.case.languages))
    columns = {"free": choice.free, "informed": choice.informed, "advised": choice.advised, "language": choice.language}
    changed(journey, version, chosen_at=at, chosen_by=by.user_id, **columns)
    record(case=journey.case, kind="residence.return_chosen", by=by, at=at)
    return journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An assessment of a return as its assessor made it."""

    level: str
    factors: tuple[str, ...]
    excluded: str
    safe: bool
    best_interests: str = ""
    text: str = ""
    language: str = "en"


def assess_return(*, journey: Return, risk: Risk, by: Actor, at: datetime) -> ReturnRisk:
    """Assess the risk of a return; every assessment stays, the last one before the journey counts.

    Basis: CoE Convention, Article 16(1)-(2); THB Law, Article 20.3 (RET-03).
    """
    case = journey.case
    writing(case, by)
    items = pack_of(case).codes["return_factor"].items
    known = risk.level in access.LEVELS and risk.excluded in access.EXCLUDED and bool(risk.factors) and set(risk.factors) <= set(items)
    require(access.known(known))
    against = risk.safe and (risk.excluded == "no" or risk.best_interests == "no")
    require(allowed(not against, "safe_against_findings", N_("A return that leads back into trafficking is not safe.")))
    made = ReturnRisk.objects.create(
        case=case,
        journey=journey,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        level=risk.level,
        factors=list(risk.factors),
        excluded=risk.excluded,
        best_interests=risk.best_interests,
        safe=risk.safe,
    )
    note(journey, "risk", risk.text, risk.language, by, at)
    record(case=case, kind="residence.return_assessed", by=by, at=at)
    finish_tasks(case=case, kind=ASSESS, by=by, at=at)
    return made


def note(journey: Return, about: str, text: str, language: str, by: Actor, at: datetime) -> None:
    """Keep reasons or a child's own words where they belong (G3), if any were typed."""
    if text.strip():
        require(access.may_work(by, Group.G3, writes_of(journey.case_id)))
        row = ReturnNote(case_id=journey.case_id, journey=journey, about=about, at=at, by=by.user_id, language=language, text=text)
        row.save(force_insert=True)


def hear_child(*, journey: Return, view: str, heard_by: str, by: Actor, at: datetime, text: str = "", language: str = "en") -> ChildView:
    """Record what the child says about the return, at every age as far as it is able; A16.

    Basis: THB Law, Article 20.3; CRC, Article 12 (CHI-05).
    """
    case = journey.case
    writing(case, by)
    require(access.known(view in access.VIEWS and heard_by in pack_of(case).codes["heard_by"].items))
    made = ChildView.objects.create(
        case=case, journey=journey, at=at, organisation=by.organisation_id, by=by.user_id, view=view, heard_by=heard_by
    )
    note(journey, "view", text, language, by, at)
    record(case=case, kind="residence.child_heard", by=by, at=at)
    return made


def prepare_partner(
    *, journey: Return, outcome: str, version: int, by: Actor, at: datetime, name: str = "", contact: str = "", consent: bool = False
) -> Return:
    """Name who receives the person abroad, told with the person's consent; or say why there is nobody.

    Basis: CoE Convention, Article 16(5) (programmes and bodies in the country of return) (RET-03).
    """
    case = journey.case
    writing(case, by)
    require(access.known(outcome in access.PARTNERS))
    if outcome == "prepared":
        writing(case, by, Group.G2)
        require(allowed(bool(name.strip() and contact.strip()), "partner_named", N_("Name the body and its contact.")))
        require(allowed(consent, "partner_consent", N_("Nobody abroad is told without the person's consent."), "coe197.11"))
        row = Partner(
            case=case,
            journey=journey,
            at=at,
            organisation=by.organisation_id,
            by=by.user_id,
            name=name,
            contact=contact,
            consent_at=at,
        )
        row.save(force_insert=True)
    changed(journey, version, partner=outcome, partner_at=at)
    record(case=case, kind="residence.partner", by=by, at=at, facts={"outcome": outcome})
    return journey


def plan_travel(*, journey: Return, text: str, by: Actor, at: datetime) -> TravelPlan:
    """Write the way of the journey (G5): whoever works on it hands it in, and who does not see places does not see it again."""
    writing(journey.case, by)
    require(allowed(bool(text.strip()), "empty_plan", N_("Write when and by which way the person travels.")))
    row = TravelPlan(case_id=journey.case_id, journey=journey, at=at, by=by.user_id, text=text)
    row.save(force_insert=True)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Papers, transport and who pays."""

    papers: str
    transport: str
    paid_by: tuple[str, ...]


def plan_return(*, journey: Return, travels_at: datetime, travel: Travel, version: int, by: Actor, at: datetime) -> Return:
    """Set the day of the journey. Refused with the reasons while the risk is not assessed or the choice not made.

    Basis: CoE Convention, Article 16; THB Law, Articles 20.3-20.4 (RET-01, RET-03, CHI-05, A16).
    """
    case = journey.case
    writing(case, by)
    check_travel(travel, case)
    require(answer(journey, travels_at))
    columns = {"papers": travel.papers, "transport": travel.transport, "paid_by": list(travel.paid_by)}
    changed(journey, version, planned_at=travels_at, **columns)
    record(case=case, kind="residence.return_planned", by=by, at=at)
    return journey


def check_travel(travel: Travel, case: Case) -> None:
    """Whether papers, transport and payer stand on the country's lists; nobody is left without papers on the way."""
    pack = pack_of(case)
    rule = queries.file_of(pack).returning
    payers = rule.paid_by if rule else ()
    known = travel.papers in pack.codes["return_paper"].items and travel.transport in pack.codes["return_transport"].items
    require(access.known(known and bool(travel.paid_by) and set(travel.paid_by) <= set(payers)))
    require(allowed(travel.papers not in ("none", "asked"), "no_papers", N_("Nobody travels without papers.")))


def answer(journey: Return, travels_at: datetime) -> Decision:
    """Whether the person may travel at that moment, with every reason that speaks against it."""
    case, pack = journey.case, pack_of(journey.case)
    rule, risk, child = pack.process.returning, queries.last_risk(journey, travels_at), is_child(case)
    basis = "; ".join(rule.basis)
    assessed = rules.Assessed(risk.at, risk.safe, risk.excluded) if risk else None
    ready = rules.Ready(journey.chosen_at is not None, assessed, journey.partner, travels_at)
    first = rules.may_travel(ready, planned=True, adult=not child, first=rule.risk_assessment_first, basis=basis)
    if not child:
        return first
    ready_child = queries.child_ready(case, journey, travels_at)
    second = rules.may_child_travel(ready_child, opinion_age=rule.child_opinion_age, disputed=rule.child_opinion_disputed, basis=basis)
    found = (*first.reasons, *second.reasons)
    return Decision(first.ok and second.ok, found)


def depart(*, journey: Return, version: int, by: Actor, at: datetime) -> Return:
    """Record that the person left as planned. Who left without the steps is recorded with ``record_removal``."""
    writing(journey.case, by)
    require(allowed(journey.planned_at is not None, "not_planned", N_("This return has no day yet.")))
    require(answer(journey, at))
    changed(journey, version, departed_at=at)
    record(case=journey.case, kind="residence.departed", by=by, at=at)
    return journey


def arrive(*, journey: Return, met_by: str, version: int, by: Actor, at: datetime) -> Return:
    """Record the arrival and set the follow-up. Basis: CoE Convention, Article 16(5); the pack's schedule."""
    case = journey.case
    writing(case, by)
    pack = pack_of(case)
    require(access.known(met_by in pack.codes["met_by"].items))
    left = journey.departed_at
    require(allowed(left is not None and left <= at, "not_departed", N_("Record the departure first.")))
    changed(journey, version, arrived_at=at, met_by=met_by)
    record(case=case, kind="residence.arrived", by=by, at=at)
    rule = queries.file_of(pack).returning
    for due in rules.follow_ups(at, rule.follow_up if rule else (), pack.calendar):
        if by.unit_id:
            set_task(case=case, kind=FOLLOW, unit=by.unit_id, started_at=due, due_at=due, by=by)
    return journey


def follow_up(*, journey: Return, outcome: str, through: str, by: Actor, at: datetime) -> FollowUp:
    """Record how the person is after the return; the next task of the schedule is done. A person trafficked again is told at once."""
    case = journey.case
    writing(case, by)
    lists = pack_of(case).codes
    require(access.known(outcome in lists["return_outcome"].items and through in lists["return_contact"].items))
    require(allowed(journey.arrived_at is not None, "not_arrived", N_("Record the arrival first.")))
    made = FollowUp.objects.create(
        case=case, journey=journey, at=at, organisation=by.organisation_id, by=by.user_id, outcome=outcome, through=through
    )
    record(case=case, kind="residence.followed_up", by=by, at=at, facts={"outcome": outcome})
    waiting = Task.objects.filter(case=case, kind=FOLLOW, done_at__isnull=True).order_by("due_at").first()
    if waiting is not None:
        Task.objects.filter(id=waiting.id).update(done_at=at, done_by=by.user_id)
    return made


def cancel_return(*, journey: Return, reason: str, version: int, by: Actor, at: datetime) -> Return:
    """The return does not take place; a changed mind needs no further reason."""
    writing(journey.case, by)
    require(access.known(reason in pack_of(journey.case).codes["return_cancelled"].items))
    require(allowed(journey.departed_at is None, "departed_already", N_("The person has left already.")))
    changed(journey, version, cancelled_at=at, cancelled_reason=reason)
    record(case=journey.case, kind="residence.return_cancelled", by=by, at=at, facts={"reason": reason})
    finish_tasks(case=journey.case, kind=ASSESS, by=by, at=at)
    return journey
