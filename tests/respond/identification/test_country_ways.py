"""What a country's data alone changes: a panel that votes in 48 hours, other ways after a no, terms that stand still, recognition abroad.

IDN-01, IDN-04, IDN-07, IDN-09, IDN-10; A12, A13; Georgia's two ways are run by the invented country's data, which has them too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dayaq.base.access.context import acting
from dayaq.core.clock import Phase
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.core.pack.schema.detection import DetectionFile
from dayaq.respond.casefile.actions import change_core, open_case
from dayaq.respond.casefile.models import Case, Task
from dayaq.respond.casefile.queries import remaining_help, statuses
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.actions import NewRecognition
from dayaq.respond.identification.forms import OUTCOMES
from dayaq.respond.identification.models import StayClock, StepClock, Vote
from dayaq.respond.identification.rules import Seats, panel_carries
from dayaq.site import installation
from tests.cast import Person, person
from tests.respond.identification.test_actions import DAY, NO, YES, decided, refusals, share
from tests.respond.screening.world import ADULT, AT, opened

HOUR = timedelta(hours=1)
START = datetime(2020, 3, 2, 6, tzinfo=UTC)


# --- the rule ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("views", "majority", "positive", "code"),
    [
        (["yes"], "simple", True, "no_quorum"),
        (["yes", "yes", "no"], "simple", True, ""),
        (["yes", "no"], "simple", True, "against_votes"),
        (["yes", "no"], "simple", False, ""),
        (["yes", "yes", "no"], "two_thirds", True, ""),
        (["yes", "yes", "no"], "unanimous", True, "against_votes"),
        (["yes", "abstain"], "unanimous", True, ""),
        (["abstain", "abstain"], "two_thirds", True, "against_votes"),
    ],
)
def test_votes_carry_a_decision_or_they_do_not(views: list[str], majority: str, positive: bool, code: str) -> None:
    found = panel_carries(views, Seats(3, 2, majority), positive=positive)
    assert [reason.code for reason in found.reasons] == ([code] if code else [])


def test_georgia_and_the_invented_country_say_their_panels_as_data() -> None:
    """IDN-01: several deciders, by data alone."""
    found = {code: load(code).area(DetectionFile).panels for code in ("az", "demo", "ge")}
    assert {code: {way: panel.seats for way, panel in panels.items()} for code, panels in found.items()} == {
        "az": {},
        "demo": {"panel": 3},
        "ge": {"panel": 5},
    }
    ge = load("ge")
    assert queries.deciding(ge, "permanent_group")[0] == "panel"
    assert set(queries.deciders(ge)) == {"mia", "permanent_group"}


def test_no_outcome_of_a_decision_or_of_its_reasons_is_consent() -> None:
    """IDN-04."""
    assert [code for code, _words in OUTCOMES] == ["positive", "negative"]
    for pack in ("az", "demo", "ge"):
        assert not [code for code in load(pack).codes["negative_reason"].items if "consent" in code or "agreed" in code]


# --- a panel, by the invented country's data ----------------------------------------------------------------------------


def panel() -> tuple[Person, Person]:
    """Two members of the invented country's panel, with the country's bodies and roles loaded."""
    installation.load_pack("demo")
    return person("first", "recognition_panel", "panel_member"), person("second", "recognition_panel", "panel_member")


def not_cooperating(by: Person) -> Case:
    with acting(by.actor):
        case = open_case(new=ADULT, by=by.actor, at=START, pack=load("demo"))
        change_core(case=case, version=case.version, changes={"cooperates": "not_cooperating"}, by=by.actor, at=START)
        return case


@pytest.mark.usefixtures("committed")
def test_who_does_not_cooperate_is_decided_on_by_a_panel_that_votes_within_48_hours_and_help_is_the_same() -> None:
    first, second = panel()
    helper = person("advocate", "lantern", "ngo_case_worker")
    case = not_cooperating(helper)
    with acting(helper.actor):
        assert queries.route_of(case, load("demo"))[0] == "panel"
        clocks = actions.note_event(case=case, event="shelter_application", by=helper.actor, at=START + HOUR)
        assert [(clock.clock, clock.due_at) for clock in clocks] == [("panel_decision", START + 49 * HOUR)]
        assert actions.note_event(case=case, event="shelter_application", by=helper.actor, at=START + 2 * HOUR) == []
        without = remaining_help(case)["open"]
        change_core(case=case, version=case.version, changes={"cooperates": "cooperating"}, by=helper.actor, at=START)
        assert remaining_help(case)["open"] == without  # the way differs, help does not
        assert queries.route_of(case, load("demo"))[0] == "directorate"
        change_core(case=case, version=case.version, changes={"cooperates": "not_cooperating"}, by=helper.actor, at=START)
        share(case, first.actor, 5)
    with acting(first.actor):
        with pytest.raises(Refused) as refusal:
            actions.decide(case=case, new=YES, by=first.actor, at=START + 3 * HOUR)
        assert refusals(refusal) == ["no_quorum"]
        actions.cast_vote(case=case, view="yes", by=first.actor, at=START + 3 * HOUR)
        with pytest.raises(Refused, match="voted already"):
            actions.cast_vote(case=case, view="no", by=first.actor, at=START + 3 * HOUR)
    with acting(second.actor):
        actions.cast_vote(case=case, view="yes", by=second.actor, at=START + 4 * HOUR)
        with pytest.raises(Refused) as refusal:
            actions.decide(case=case, new=NO, by=second.actor, at=START + 5 * HOUR)
        assert refusals(refusal) == ["against_votes"]
        made = actions.decide(case=case, new=YES, by=second.actor, at=START + 5 * HOUR)
        assert (made.step, made.body) == ("panel", "recognition_panel")
        assert [word.status for word in statuses(case) if word.body == "recognition_panel"] == ["identified_by_panel"]
        assert {vote.decision_id for vote in Vote.objects.filter(case=case)} == {made.id}
        assert StepClock.objects.get(case=case).met_at == START + 5 * HOUR
        assert Task.objects.filter(case=case, kind="identification.step", done_at__isnull=True).count() == 0


@pytest.mark.django_db
def test_where_one_official_decides_nobody_votes() -> None:
    case, by = opened(), person("officer").actor
    with acting(by), pytest.raises(Refused, match="nobody votes"):
        actions.cast_vote(case=case, view="yes", by=by, at=AT + HOUR)


# --- after a no --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_new_evidence_reopens_a_negative_decision_where_the_country_has_no_review() -> None:
    case, by = opened(), person("officer").actor
    made = decided(case, NO)
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.ask_review(decision=made, ground="new_evidence", asked_by="lawyer", by=by, at=AT + 2 * DAY)
        assert refusals(refusal) == ["no_review_known"]
        with pytest.raises(Refused, match="no such way"):
            actions.ask_review(decision=made, ground="new_evidence", asked_by="lawyer", route="court", by=by, at=AT + 2 * DAY)
        review = actions.ask_review(decision=made, ground="new_evidence", asked_by="lawyer", route="new_evidence", by=by, at=AT + 2 * DAY)
        again = Task.objects.filter(case=case, kind="identification.decide_again", done_at__isnull=True)
        assert (review.route, again.count()) == ("new_evidence", 1)
        assert queries.against_removal(case, load("az"), AT + 2 * DAY).held is True  # the suspicion holds again meanwhile
        redecided = actions.decide(case=case, new=YES, by=by, at=AT + 3 * DAY)
        actions.decide_review(review=review, outcome="changed", by=by, at=AT + 3 * DAY)
        assert (redecided.replaces_id, review.outcome) == (made.id, "changed")
        assert ("ctmd", "identified") in {(word.body, word.status) for word in statuses(case)}


@pytest.mark.django_db
def test_a_positive_decision_takes_no_other_way() -> None:
    case, by = opened(), person("officer").actor
    made = decided(case, YES)
    with acting(by), pytest.raises(Refused, match="negative"):
        actions.ask_review(decision=made, ground="new_evidence", asked_by="person", route="new_evidence", by=by, at=AT + 2 * DAY)


# --- terms to leave ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a13_every_term_to_leave_stands_still_while_a_removal_is_held_and_goes_on_with_what_was_left() -> None:
    """A13, IDN-09: 48 hours, ten days after a contract, three months without a permit (RES-05)."""
    case, by, pack = opened(), person("officer").actor, load("az")
    with acting(by):
        clock = actions.start_stay(case=case, kind="leave_country", by=by, at=AT)
        contract = actions.start_stay(case=case, kind="contract_exit", by=by, at=AT)
        with pytest.raises(Refused, match="runs already"):
            actions.start_stay(case=case, kind="leave_country", by=by, at=AT)
        before = queries.stay_state(clock, pack, AT + 10 * HOUR)
        hold = actions.ask_removal(case=case, body="sms", by=by, at=AT + 10 * HOUR)
        during = queries.stay_state(clock, pack, AT + 40 * HOUR)
        assert before
        assert during
        assert (before.remaining, during.remaining, during.phase) == (38 * HOUR, 38 * HOUR, Phase.SUSPENDED)
        decided(case, NO, at=AT + 50 * HOUR)
        actions.lift_hold(hold=hold, reason="decided", by=by, at=AT + 60 * HOUR)
        after = queries.stay_state(clock, pack, AT + 61 * HOUR)
        assert after is not None
        assert (after.due, after.remaining) == (AT + 98 * HOUR, 37 * HOUR)
        actions.end_stay(clock=contract, outcome="regular", by=by, at=AT + 61 * HOUR)
        assert StayClock.objects.filter(case=case, ended_at__isnull=True).count() == 1


@pytest.mark.django_db
def test_asking_for_a_removal_with_a_time_to_leave_starts_the_term_once() -> None:
    case, by = opened(), person("officer").actor
    with acting(by):
        for _again in range(2):
            actions.ask_removal(case=case, body="sms", by=by, at=AT + 2 * HOUR, clock_started_at=AT)
        assert [(clock.kind, clock.started_at) for clock in StayClock.objects.filter(case=case)] == [("leave_country", AT)]


# --- abroad, where it took place, what a status opens ---------------------------------------------------------------------


@pytest.mark.django_db
def test_a_recognition_abroad_is_a_status_of_its_own_and_home_may_say_otherwise() -> None:
    case, by = opened(), person("consul").actor
    with acting(person("officer").actor):
        share(case, by)
    with acting(by):
        new = NewRecognition(authority="iom", country="TR", papers=("letter",), text="letter of 3 May")
        made = actions.recognise_abroad(case=case, new=new, by=by, at=AT + DAY)
        assert ("mfa", "identified_abroad") in {(word.body, word.status) for word in statuses(case)}
        actions.answer_at_home(recognition=made, home="not_recognised", version=made.version, by=by, at=AT + 2 * DAY)
        assert (made.home, ("mfa", "identified_abroad") in {(word.body, word.status) for word in statuses(case)}) == (
            "not_recognised",
            True,
        )
    assert (queries.home_decision_needed(load("az")), queries.home_decision_needed(load("demo"))) == (False, True)


@pytest.mark.django_db
def test_internal_and_transnational_are_counted_for_every_decision_and_none_is_left_out() -> None:
    """IDN-07: three people of one year, nobody trafficked within the country; "not known" is a number too."""
    year = 2017
    for number, route in enumerate(["abroad_returned", "abroad_returned", "exploited_here", "unknown"]):
        at = datetime(year, 2, 1 + number, 6, tzinfo=UTC)
        case = opened(at=at)
        decided(case, replace(YES, route="internal"), at=at + HOUR)
        decided(case, replace(YES, route=route), at=at + DAY)  # the decision that stands counts, once
    with acting(person("officer").actor):
        assert queries.routes_by_year() == [(year, "abroad_returned", 2), (year, "exploited_here", 1), (year, "unknown", 1)]
        case = opened()
        with pytest.raises(Refused, match="not known"):
            actions.decide(case=case, new=replace(YES, route=""), by=person("officer").actor, at=AT + DAY)


@pytest.mark.django_db
def test_a12_a_pending_person_is_shown_what_is_open_and_that_the_allowance_needs_another_status() -> None:
    """A12, IDN-10."""
    case = opened()
    with acting(person("officer").actor):
        found = remaining_help(case)
    names = {code: load("az").label(f"entitlements.{code}", "en") for code in load("az").entitlements}
    assert names["allowance"] in found["later"]
    assert found["open"] != []
    matrix = {row["status"]: row for row in queries.status_matrix(load("az"), AT.date())}
    recognised = load("az").label("status.identified", "en")
    pending = load("az").label("status.suspected", "en")
    assert ("allowance" in matrix[recognised]["open"], "allowance" in matrix[pending]["open"]) == (True, False)
