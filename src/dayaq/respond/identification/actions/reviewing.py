"""A second look at a negative decision, where the country has it."""

from __future__ import annotations

from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record, set_task
from dayaq.respond.casefile.queries import pack_of, writes_of
from dayaq.respond.identification import access, queries, rules
from dayaq.respond.identification.actions.deciding import AGAIN_TASK
from dayaq.respond.identification.models import FormalDecision, Review

OUTCOMES = ("upheld", "changed", "refused")


def ask_review(*, decision: FormalDecision, ground: str, asked_by: str, by: Actor, at: datetime, route: str = queries.REVIEW) -> Review:
    """Record that a review was asked for; the time runs from the notice the person understood.

    ``route``: the review of the country, or one of its other ways after a no (a court, new evidence), which have no term.

    Basis: CoE Convention, Article 15(1) (information on procedures); the pack's review.
    """
    require(access.may_write(by, Group.G1, writes_of(decision.case_id)))
    pack = pack_of(decision.case)
    if route != queries.REVIEW:
        return go_again(decision=decision, route=route, ground=ground, asked_by=asked_by, by=by, at=at)
    notice = queries.told(decision)
    term = queries.review_term(pack, decision.at)
    positive = decision.outcome == "positive"
    window = rules.may_ask_review(positive=positive, decided_at=notice.at if notice else at, window=term, now=at, calendar=pack.calendar)
    require(window)
    rule = pack.process.identification.review
    grounds = rule.grounds if rule else ()
    require(allowed(ground in grounds and asked_by in access.ASKED_BY, "ground_needed", N_("Name the ground, and who asks.")))
    require(allowed(decision.removed_at is None, "removed", N_("This decision no longer counts.")))
    return opened(decision, queries.REVIEW, ground, asked_by, by, at)


def opened(decision: FormalDecision, route: str, ground: str, asked_by: str, by: Actor, at: datetime) -> Review:
    """Open one request on one way; a second one on the same way waits for the first."""
    open_already = Review.objects.filter(decision=decision, route=route, decided_at__isnull=True).exists()
    require(allowed(not open_already, "asked_already", N_("A review of this decision is open already.")))
    made = Review.objects.create(case_id=decision.case_id, decision=decision, route=route, asked_at=at, ground=ground, asked_by=asked_by)
    facts = {"review": str(made.id), "ground": ground, "route": route}
    record(case=decision.case, kind="identification.review_asked", by=by, at=at, facts=facts)
    return made


def go_again(*, decision: FormalDecision, route: str, ground: str, asked_by: str, by: Actor, at: datetime) -> Review:
    """Take another way after a negative decision: new evidence goes to the deciding body as a task to decide anew.

    Basis: CoE Convention, Articles 10(2) and 15(1).
    """
    pack = pack_of(decision.case)
    ways = queries.ways_again(pack, at)
    require(allowed(route in ways and asked_by in access.ASKED_BY, "no_such_way", N_("Under the country's rules there is no such way.")))
    require(allowed(ground in pack.codes["review_ground"].items, "ground_needed", N_("Name the ground, and who asks.")))
    require(allowed(decision.outcome == "negative", "positive", N_("Only a negative decision is reviewed.")))
    require(allowed(decision.removed_at is None, "removed", N_("This decision no longer counts.")))
    made = opened(decision, route, ground, asked_by, by, at)
    unit = queries.unit_of(decision.organisation)
    if ways[route].kind == "new_evidence" and unit is not None:
        set_task(case=decision.case, kind=AGAIN_TASK, unit=unit, started_at=at, by=by)
    return made


def decide_review(*, review: Review, outcome: str, by: Actor, at: datetime) -> Review:
    """Decide on a review. A changed one sets the task to decide anew; it does not itself give a status."""
    require(queries.may_settle(review, by))
    require(access.may_write(by, Group.G1, writes_of(review.case_id)))
    require(allowed(outcome in OUTCOMES, "no_outcome", N_("Say whether the decision is upheld, changed, or the request refused.")))
    rows = Review.objects.filter(id=review.id, decided_at__isnull=True)
    if not rows.update(decided_at=at, outcome=outcome, decided_by=by.user_id):
        raise Stale
    review.refresh_from_db()
    record(case=review.case, kind="identification.review_decided", by=by, at=at, facts={"review": str(review.id), "outcome": outcome})
    if outcome == "changed" and by.unit_id:
        set_task(case=review.case, kind=AGAIN_TASK, unit=by.unit_id, started_at=at, by=by)
    return review
