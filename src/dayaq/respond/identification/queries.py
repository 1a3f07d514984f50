"""Reads of identification: steps in the pack's order, what was decided and told, reviews, holds, work that waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names, tied
from dayaq.core.clock import Clock, ClockState, Deadline
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.process import Route, Step
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, codes, label, said
from dayaq.respond.casefile.rules import conflicts
from dayaq.respond.identification import rules
from dayaq.respond.identification.models import CoAssessment, FormalDecision, HoldConsent, PersonNotice, RemovalHold, Review, Stage
from dayaq.respond.referral.queries import of_case as referrals_of
from dayaq.ui.templatetags.dayaq import codes as in_words

DECISION, REFLECTION, RIGHTS = "decision", "reflection", "rights"
REVIEW = "review"
LEAVE_CLOCK, FEEDBACK_CLOCK = "leave_country", "feedback"
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
    """Codes of every body that decides on status."""
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
    """Whether a step comes in its order, in the reader's words."""
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


# --- removal ---------------------------------------------------------------------------------------------------------

# What the area above knows of reflection periods that were given: for a case (None: none was), and for a code on a card.
REFLECTS: list[Callable[[Case, datetime], bool | None]] = []
ANSWERS: list[Callable[[str, datetime], bool]] = []


def know_reflection(*, runs: Callable[[Case, datetime], bool | None], answer: Callable[[str, datetime], bool]) -> None:
    """Let the area of residence say whether a period it gave runs; where it gave one, that counts and not the notice alone."""
    REFLECTS[:], ANSWERS[:] = [runs], [answer]


def reflects(case: Case, noticed: bool, now: datetime) -> bool:
    """Whether a reflection period runs: by what was given if anything was, else by the notice."""
    known = [given for runs in REFLECTS if (given := runs(case, now)) is not None]
    return known[0] if known else noticed


def against_removal(case: Case, pack: Pack, now: datetime) -> rules.RemovalHold:
    """What stands against a removal at ``now``; while a review is open, what was suspected before the decision holds again."""
    given = PersonNotice.objects.filter(case=case, about=REFLECTION, understood=True).order_by("-at").values_list("at", flat=True).first()
    open_review = Review.objects.filter(case=case, decided_at__isnull=True).exists()
    words = [word for word in said(case) if word.removed_at is None and (open_review or word.superseded_by_id is None)]
    return rules.removal_hold(
        [word.status for word in words],
        pack.process.removal.blocked_while,
        reflection=reflects(case, reflection_runs(pack, given, now), now),
        review_open=open_review,
    )


def holds(case: Case) -> list[RemovalHold]:
    """Every removal that was asked for, the newest first."""
    return list(RemovalHold.objects.filter(case=case).order_by("-asked_at"))


def hold_rows(case: Case, pack: Pack, now: datetime) -> list[dict[str, Any]]:
    """Removals asked for, with the clock to leave the country as it stands."""
    return [
        {
            "hold": hold,
            "body": label(pack, f"bodies.{hold.asked_by_body}"),
            "state": label(pack, f"status.{hold.reason}") if hold.reason in pack.status else "",
            "clock": leave_clock(hold, pack, now),
        }
        for hold in holds(case)
    ]


def leave_clock(hold: RemovalHold, pack: Pack, now: datetime) -> ClockState | None:
    """The clock to leave the country: it stands still from the request until the hold is lifted."""
    started = hold.clock_started_at
    term = pack.on(pack.calendar.local_date(started)).clock(LEAVE_CLOCK) if started and LEAVE_CLOCK in pack.clocks else None
    if started is None or term is None:
        return None
    clock = Clock(term, started)
    held = rules.paused(clock, hold.asked_at, hold.lifted_at) if hold.blocked else clock
    return held.state(now, pack.calendar)


def hold_consent(case: Case) -> HoldConsent | None:
    """The person's agreement to the hint, if it stands."""
    return HoldConsent.objects.filter(case=case, withdrawn_at__isnull=True).first()


def removal_answer(code: str, pack: Pack, now: datetime) -> Decision | None:
    """What a body that plans a removal is told for a code; None: nothing known, or nothing to be known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT standing, review_open, reflection_at, hidden, office FROM guard.removal_check(%s)", [code])
        row = cursor.fetchone()
    if row is None:
        return None
    words, review_open, reflection_at, hidden, office = row
    runs = reflection_runs(pack, reflection_at, now) or any(holds_now(code, now) for holds_now in ANSWERS)
    hold = rules.removal_hold(words, pack.process.removal.blocked_while, reflection=runs, review_open=review_open)
    whom = in_words(names([office]).get(office, {}))
    return rules.answer_to_removal_check(hold, ngo_only=hidden, consents=True, office=whom)


# --- work that waits -------------------------------------------------------------------------------------------------


def untold(actor: Actor) -> QuerySet[FormalDecision]:
    """Decisions of the actor's body that nobody has told the person in a way it understood."""
    understood = PersonNotice.objects.filter(decision=OuterRef("pk"), understood=True)
    rows = FormalDecision.objects.filter(organisation=actor.organisation_id, removed_at__isnull=True).filter(~Exists(understood))
    return rows.select_related("case").order_by("at")


def open_reviews(actor: Actor) -> QuerySet[Review]:
    """Reviews asked for and not decided, of cases the actor sees."""
    del actor  # row security chooses the cases
    return Review.objects.filter(decided_at__isnull=True).select_related("case").order_by("asked_at")


def open_holds(actor: Actor) -> QuerySet[RemovalHold]:
    """Removals that are blocked now, of cases the actor sees."""
    del actor  # row security chooses the cases
    return RemovalHold.objects.filter(blocked=True, lifted_at__isnull=True).select_related("case").order_by("asked_at")


def work_rows(rows: Iterable[Any], actor: Actor, moment: str) -> list[dict[str, Any]]:
    """Rows of a list of work with the code of their case; ``moment`` names the column of the time shown."""
    shown = list(rows)
    known = codes([row.case_id for row in shown], actor.organisation_id)
    return [{"code": known[row.case_id], "at": getattr(row, moment)} for row in shown if row.case_id in known]


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today; each opens the list of exactly the cases it counts."""
    found = []
    if actor.may("identification.decide"):
        found.append(tile(N_("decisions the person was not told"), untold(actor).count(), "untold", "brick"))
    if actor.may("identification.review"):
        found.append(tile(N_("reviews to decide"), open_reviews(actor).count(), "reviews", "amber"))
    if actor.may("identification.inquire"):
        found.append(tile(N_("removals on hold"), open_holds(actor).count(), "holds", "amber"))
    return found


def tile(words: str, number: int, which: str, mood: str) -> Tile:
    """A number with the list it opens; calm while it is nought."""
    return Tile(words, number, reverse("identification:work", args=[which]), mood if number else "neutral")


def late_days(decision: FormalDecision, now: datetime) -> int:
    """Whole days since a decision that was not told."""
    return (now - decision.at).days
