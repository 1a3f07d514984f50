"""A review where the country has one: asked for within its time, decided once and by its own body."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation, Unit
from dayaq.core.decision import Refused, Stale
from dayaq.core.pack import load
from dayaq.respond.casefile.actions import open_case
from dayaq.respond.casefile.models import Task
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.models import FormalDecision, Review
from tests.cast import Person, person
from tests.respond.identification.test_actions import DAY, NO, TOLD, YES, refusals, share
from tests.respond.screening.world import ADULT

OWNER = "owner"
pytestmark = pytest.mark.usefixtures("committed")


def of_demo_country(name: str, body: str) -> Person:
    """Somebody of a body of the invented country, which has a review; bodies are the owner role's to write."""
    known = load("demo").bodies[body]
    home = Organisation.objects.using(OWNER).create(
        code=body, name=dict(known.name), body_type=known.type, state=known.state, decides=known.decides
    )
    Unit.objects.using(OWNER).create(organisation=home, code="main", name=dict(known.name))
    return person(name, body, "identification_officer")


def test_a_review_is_asked_for_within_its_time_from_the_notice_and_decided_once_by_its_body() -> None:
    start = datetime(2019, 8, 1, 6, tzinfo=UTC)
    officer, board = of_demo_country("detective", "crime_directorate"), of_demo_country("reviewer", "review_board").actor
    by = officer.actor
    with acting(by):
        case = open_case(new=ADULT, by=by, at=start, pack=load("demo"))
        made = actions.decide(case=case, new=NO, by=by, at=start + DAY)
        actions.notify_person(case=case, told=replace(TOLD, decision=made), by=by, at=start + 2 * DAY)
        made = FormalDecision.objects.select_related("case").get(id=made.id)
        with pytest.raises(Refused) as refusal:
            actions.ask_review(decision=made, ground="new_evidence", asked_by="person", by=by, at=start + 40 * DAY)
        assert refusals(refusal) == ["review_too_late"]
        review = actions.ask_review(decision=made, ground="new_evidence", asked_by="person", by=by, at=start + 20 * DAY)
        with pytest.raises(Refused, match="open already"):
            actions.ask_review(decision=made, ground="new_evidence", asked_by="lawyer", by=by, at=start + 20 * DAY)
        with pytest.raises(Refused, match="Another body decides"):
            actions.decide_review(review=review, outcome="changed", by=by, at=start + 25 * DAY)
        hold = actions.ask_removal(case=case, body="coast_guard", by=by, at=start + 21 * DAY)
        assert (hold.blocked, hold.reason) == (True, "suspected")  # under review the suspicion holds again
        share(case, board)
    with acting(board):
        assert list(queries.open_reviews(board)) == [review]
        again = Review.objects.select_related("case").get(id=review.id)
        actions.decide_review(review=review, outcome="changed", by=board, at=start + 25 * DAY)
        with pytest.raises(Stale):
            actions.decide_review(review=again, outcome="upheld", by=board, at=start + 25 * DAY)
    with acting(by):
        waiting = Task.objects.filter(case=case, kind="identification.decide_again", done_at__isnull=True)
        assert waiting.count() == 1
        actions.decide(case=case, new=YES, by=by, at=start + 30 * DAY)
        assert waiting.count() == 0
