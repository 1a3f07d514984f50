"""The country's way to a decision, decisions, notices, reviews of one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import tied
from dayaq.core.clock import Clock, ClockState, Deadline
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.process import Route, Step
from dayaq.respond.casefile.queries import Case
from dayaq.respond.casefile.rules import conflicts
from dayaq.respond.identification import rules
from dayaq.respond.identification.models import CoAssessment, FormalDecision, PersonNotice, Stage
from dayaq.respond.referral.queries import of_case as referrals_of
from dayaq.ui.templatetags.dayaq import codes as in_words

DECISION, REFLECTION, RIGHTS = "decision", "reflection", "rights"
REVIEW = "review"
FEEDBACK_CLOCK = "feedback"
FEEDBACK_TASK = "referral.feedback"


# --- the country's way -----------------------------------------------------------------------------------------------


def route_of(case: Case, pack: Pack) -> tuple[str, Route]:
    """The way to a decision that fits the case: by the person's co-operation where the pack tells ways apart."""
    routes = pack.process.identification.routes
    fitting = [(code, route) for code, route in routes.items() if route.when in ("always", case.cooperates)]
    return fitting[0] if fitting else next(iter(routes.items()))


def deciding(pack: Pack, body: str) -> tuple[str, Route]:
    """The way on which this body decides; LookupError where it decides on none."""
    for code, route in pack.process.identification.routes.items():
        if body in pack.bodies_meant(route.decided_by):
            return code, route
    raise LookupError(f"{body} decides on no way of pack {pack.code}")


def deciders(pack: Pack) -> tuple[str, ...]:
    """Codes of every body that decides on status (IDN-01)."""
    routes = pack.process.identification.routes.values()
    return tuple(dict.fromkeys(body for route in routes for body in pack.bodies_meant(route.decided_by)))


def steps_of(pack: Pack) -> dict[str, Step]:
    """Every step of every way by its code, in the pack's order."""
    return {code: step for route in pack.process.identification.routes.values() for code, step in route.steps.items()}


def is_help(step: Step) -> bool:
    """Whether a step is help: any body takes it, so it waits for nothing."""
    return "any" in step.by


def waits_for(steps: Mapping[str, Step], code: str) -> list[str]:
    """The steps before this one in the pack's order; none before help."""
    order = list(steps)
    return [] if is_help(steps[code]) else order[: order.index(code)]


def stage_of_step(step_code: str, step: Step, pack: Pack) -> str:
    """The stage of the stepper a step belongs to; empty where the pack has none."""
    stages = pack.process.stages
    if step_code in stages:
        return step_code
    if step.lists and "screening" in stages:
        return "screening"
    return next((stage for stage in stages if step_code.startswith(stage)), "")


def order_of(case: Case, pack: Pack, code: str, *, happened: bool) -> Decision:
    """Whether a step comes in its order, in the reader's words (IDN-02)."""
    steps = steps_of(pack) if code not in route_of(case, pack)[1].steps else dict(route_of(case, pack)[1].steps)
    done = Stage.objects.filter(case=case, finished_at__isnull=False).values_list("code", flat=True)
    words = {step: in_words(entry.label) for step, entry in steps.items()}
    return rules.may_enter(
        words[code], [words[w] for w in waits_for(steps, code)], [words[d] for d in done if d in words], happened=happened
    )


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the task list shows it."""

    code: str
    label: Mapping[str, str]
    begun: Stage | None
    finished: bool
    explained: Decision
    mine: bool
    help: bool
    basis: str


def step_rows(case: Case, pack: Pack, actor: Actor) -> list[StepRow]:
    """The steps of the case's way with what was begun and finished, and why one comes out of order."""
    steps = route_of(case, pack)[1].steps
    taken = {stage.code: stage for stage in Stage.objects.filter(case=case).order_by("started_at", "id")}
    words = {code: in_words(step.label) for code, step in steps.items()}
    helped = case.assistance.filter(outcome="given").exists()  # help that was given is not "not begun" for want of a click
    first = next((code for code, step in steps.items() if is_help(step)), "")
    finished = {code for code, stage in taken.items() if stage.finished_at} | ({first} if helped else set())
    done = [words[code] for code in finished if code in words]
    return [
        StepRow(
            code,
            step.label,
            taken.get(code),
            code in finished,
            rules.may_enter(words[code], [words[w] for w in waits_for(steps, code)], done),
            actor.organisation in pack.bodies_meant(step.by),
            is_help(step),
            "; ".join(step.basis),
        )
        for code, step in steps.items()
    ]


# --- decisions -------------------------------------------------------------------------------------------------------


def decisions(case: Case) -> list[FormalDecision]:
    """Every decision, the newest first; removed and replaced ones stay on the list."""
    rows = FormalDecision.objects.filter(case=case).select_related("reasoning").prefetch_related("notices", "reviews")
    return list(rows.order_by("-at", "-recorded_at"))


def standing(found: Iterable[FormalDecision]) -> FormalDecision | None:
    """The decision that counts now: the latest that is not recorded in error (``found``: the newest first)."""
    return next((decision for decision in found if decision.removed_at is None), None)


def decision(case: Case, decision_id: UUID) -> FormalDecision | None:
    """One decision of the case."""
    return FormalDecision.objects.filter(case=case, id=decision_id).select_related("reasoning").first()


def told(decision: FormalDecision) -> PersonNotice | None:
    """The notice by which the person understood the decision."""
    return next((notice for notice in sorted(decision.notices.all(), key=lambda n: n.at) if notice.understood), None)


def conflict(case: Case, by: Actor, at: datetime) -> Decision:
    """Whether the acting person stands on the referrer's side too, or would decide on the own referral.

    Basis: IOM needs assessment, recommendation 63; CoE Convention, Article 29.
    """
    held = tied(by.user_id, at) | tied(by.user_id)
    for referral in referrals_of(case):
        ids = {referral.from_organisation: referral.from_body, by.organisation_id: by.organisation}
        sides = {"referrer": referral.from_body, "decider": by.organisation}
        own = referral.sent_by is not None and referral.sent_by == by.user_id
        found = conflicts([ids[one] for one in held if one in ids], {role: body for role, body in sides.items() if body}, own_work=own)
        if not found.ok:
            return found
    return Decision.allow()


def comments(case: Case) -> list[CoAssessment]:
    """What co-assessors wrote beside the assessment, if the reader sees it."""
    return list(CoAssessment.objects.filter(case=case).order_by("at"))


def takes_part(case: Case, actor: Actor) -> bool:
    """Whether the actor's organisation referred this person and takes part in the assessment."""
    return any(r.co_assessor and r.from_organisation == actor.organisation_id for r in referrals_of(case))


# --- notices and reviews ---------------------------------------------------------------------------------------------


def notices(case: Case) -> list[PersonNotice]:
    """What the person was told, the newest first."""
    return list(PersonNotice.objects.filter(case=case).order_by("-at"))


def reflection(case: Case, pack: Pack) -> tuple[PersonNotice, ClockState] | None:
    """The last reflection notice with its clock now; None where none was given or no right was in force."""
    notice = PersonNotice.objects.filter(case=case, about=REFLECTION, understood=True).order_by("-at").first()
    term = pack.on(pack.calendar.local_date(notice.at)).reflection if notice else None
    return (notice, Clock(term, notice.at).state(timezone.now(), pack.calendar)) if notice and term else None


def reflection_runs(pack: Pack, given_at: datetime | None, now: datetime) -> bool:
    """Whether a reflection period given at ``given_at`` still runs."""
    term = pack.on(pack.calendar.local_date(given_at)).reflection if given_at else None
    ends = Clock(term, given_at).due(pack.calendar) if term else None
    return ends is not None and now <= ends


def review_term(pack: Pack, at: datetime) -> Deadline | None:
    """The time in which a review may be asked for; None where the country has none."""
    rule = pack.process.identification.review
    return pack.on(pack.calendar.local_date(at)).clock(rule.clock) if rule else None


def review_state(decision: FormalDecision, pack: Pack, now: datetime) -> ClockState | None:
    """The clock of a review, running from the notice the person understood."""
    notice, term = told(decision), review_term(pack, decision.at)
    return Clock(term, notice.at).state(now, pack.calendar) if notice and term else None
