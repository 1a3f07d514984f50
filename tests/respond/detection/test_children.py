"""Street children and the child's path: IDN-08, IDN-11, CHI-01..08; A8, A16 (the view of the child), decisions that bind a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from dayaq.core.pack import load
from dayaq.respond.casefile.actions import appoint_guardian, give_help, open_case, record_word
from dayaq.respond.casefile.models import Case, Task
from dayaq.respond.casefile.queries import child_mark
from dayaq.respond.detection import actions, queries
from dayaq.respond.detection.actions import NewAgeAssessment, NewBestInterest
from dayaq.respond.detection.models import AgeAssessment, BestInterest, BestInterestWords, StreetAnswer, StreetChild
from dayaq.respond.referral.actions import keep_back
from dayaq.respond.referral.queries import person as of_person
from tests.cast import person
from tests.respond.detection.world import AT, DAY, HOUR
from tests.respond.screening.world import AGE_UNKNOWN, BOY, opened

pytestmark = pytest.mark.django_db
CARE = NewBestInterest(
    about="care",
    heard="heard",
    view="I want to go to school.",
    factors=("safety", "own_view"),
    outcome="in_interest",
    reasons="safe with the aunt",
    review_on=date(2016, 8, 2),
    present=("psychologist",),
)


def decided(case: Case, who: str = "ngo", **changes: object) -> BestInterest:
    by = person(who).actor
    with acting(by):
        return actions.decide_best_interest(case=case, new=replace(CARE, **changes), by=by, at=AT + DAY)  # type: ignore[arg-type]  # one field at a time


def found(who: str = "officer") -> StreetChild:
    by, case = person(who).actor, opened(BOY, who=who)
    with acting(by):
        return actions.find_street_child(case=case, found_at=AT, by=by, at=AT + HOUR)


# --- street children ---------------------------------------------------------------------------------------------------


def test_the_three_hours_run_from_the_finding_and_a_late_end_is_recorded_with_its_reason() -> None:
    """IDN-11."""
    stop, by = found(), person("officer").actor
    with acting(by):
        task = Task.objects.get(case=stop.case, kind="detection.street_child")
        assert (stop.due_at, task.due_at, task.rule) == (AT + 3 * HOUR, AT + 3 * HOUR, "street_child")
        with pytest.raises(Refused, match="took longer"):
            actions.end_stop(street=stop, outcome="family", by=by, at=AT + 5 * HOUR)
        actions.end_stop(street=stop, outcome="family", late_reason="family_far", by=by, at=AT + 5 * HOUR)
        task.refresh_from_db()
        assert (stop.outcome, stop.late_reason, task.done_at) == ("family", "family_far", AT + 5 * HOUR)
        with pytest.raises(Stale):
            actions.end_stop(street=stop, outcome="released", by=by, at=AT + 6 * HOUR, late_reason="other")
        row = queries.street_page(stop.case, load("az"), AT + 9 * HOUR)["stops"][0]
        assert (row["over"], row["left"]) == (True, -2 * HOUR)


def test_the_demo_country_gives_eight_hours_as_a_wish() -> None:
    term = queries.street_term(load("demo"), AT.replace(year=2020))
    assert term is not None
    assert (str(term.value), term.kind) == ("PT8H", "target")
    assert queries.street_term(load("demo"), AT) is None  # not yet in force


def test_quick_answers_ask_for_a_referral_and_decide_nothing() -> None:
    stop, by = found(), person("officer").actor
    with acting(by):
        answers = dict.fromkeys(load("az").codes["street_question"].items, "no")
        assert actions.ask_quick_questions(street=stop, answers=answers | {"money_taken": "yes"}, by=by, at=AT + HOUR) is True
        assert StreetAnswer.objects.filter(case=stop.case, answer="yes").count() == 1
        assert stop.case.referrals.count() == 0
        actions.note_street_step(street=stop, which="family", by=by, at=AT + 2 * HOUR)
        stop.refresh_from_db()
        assert (stop.family_found_at, stop.ended_at) == (AT + 2 * HOUR, None)


def test_a_child_has_one_open_stop_at_a_time() -> None:
    stop, by = found(), person("officer").actor
    with acting(by), pytest.raises(Refused, match="recorded already"):
        actions.find_street_child(case=stop.case, found_at=AT + HOUR, by=by, at=AT + HOUR)


# --- best interest -----------------------------------------------------------------------------------------------------


def test_a_decision_on_the_best_interest_keeps_the_childs_view_apart_and_has_its_next_day() -> None:
    """CHI-03, CHI-05."""
    case = opened(BOY, who="ngo")
    made = decided(case)
    with acting(person("ngo").actor):
        again = Task.objects.get(case=case, kind="detection.best_interest_review")
        assert (made.body, made.factors, again.due_at and again.due_at.date()) == ("clean_world", ["safety", "own_view"], date(2016, 8, 1))
        assert Task.objects.get(case=case, kind="best_interest").done_at == AT + DAY
    later = decided(case, outcome="not_in_interest", review_on=date(2016, 9, 1))
    with acting(person("ngo").actor):
        assert (later.replaces_id, queries.best_interest(case, "care")) == (made.id, later)
    with acting(person("ngo").actor):
        assert [words.view for words in BestInterestWords.objects.filter(decision=made)] == ["I want to go to school."]


def test_the_family_is_looked_for_only_if_it_was_decided_to_be_in_the_childs_best_interest() -> None:
    """CHI-03."""
    case, by = opened(BOY, who="ngo"), person("ngo").actor
    with acting(by), pytest.raises(Refused, match="only after a decision"):
        actions.take_child_step(case=case, kind="tracing", by=by, at=AT + DAY)
    decided(case, about="family_tracing")
    with acting(by):
        assert Task.objects.filter(case=case, kind="family", done_at__isnull=True).count() == 1
        step = actions.take_child_step(case=case, kind="tracing", by=by, at=AT + 2 * DAY)
        assert step.rests_on is not None
        actions.take_child_step(case=case, kind="family_found", by=by, at=AT + 3 * DAY)
        assert Task.objects.filter(case=case, kind="family", done_at__isnull=True).count() == 0


def test_identity_established_ends_its_task_and_a_patron_is_a_body_of_the_pack() -> None:
    """CHI-02, CHI-03."""
    case, by = opened(BOY), person("officer").actor
    with acting(by):
        actions.take_child_step(case=case, kind="nationality", by=by, at=AT + DAY)
        assert Task.objects.get(case=case, kind="identity").done_at == AT + DAY
        assert actions.take_child_step(case=case, kind="patron", detail="scfwca", by=by, at=AT + DAY).detail == "scfwca"
        with pytest.raises(Refused, match="may protect a child"):
            actions.take_child_step(case=case, kind="patron", detail="ctmd", by=by, at=AT + DAY)


def test_the_childrens_programme_is_entered_while_it_runs() -> None:
    """CHI-08: 2014 to 2016."""
    case, by = opened(BOY), person("officer").actor
    with acting(by):
        actions.take_child_step(case=case, kind="programme", detail="children_2014", by=by, at=AT + DAY)
        with pytest.raises(Refused, match="No such programme"):
            actions.take_child_step(case=case, kind="programme", detail="children_2014", by=by, at=AT.replace(year=2018))
        actions.take_child_step(case=case, kind="told_help", by=by, at=AT + DAY)  # CHI-07


def test_a_guardian_of_the_body_that_helps_leaves_an_independent_one_needed() -> None:
    """CHI-03."""
    case, by = opened(BOY, who="ngo"), person("ngo").actor
    with acting(by):
        give_help(case=case, kind="food", outcome="given", by=by, at=AT + HOUR)
        appoint_guardian(case=case, name="Invented", kind="representative", organisation=by.organisation_id, by=by, at=AT + HOUR)
        assert queries.children.guardian_state(case) == {"any": True, "independent_needed": True}
        appoint_guardian(case=case, name="Other", kind="guardian", by=by, at=AT + HOUR)
        assert queries.children.guardian_state(case)["independent_needed"] is False


def test_a_childs_no_to_a_referral_binds_only_with_a_guardian_and_a_decision_that_supports_it() -> None:
    """A3 with a child: guardian and best interest first."""
    case, by = opened(BOY, who="ngo"), person("ngo").actor
    with acting(by):
        appoint_guardian(case=case, name="Invented", kind="guardian", by=by, at=AT + HOUR)
    decided(case, who="ngo")  # on care in general: no word on the referral
    with acting(by):
        assert of_person(case, "refused").best_interest is False
        with pytest.raises(Refused, match="does not bind"):
            keep_back(case=case, by=by, at=AT + 2 * DAY)
    decided(case, who="ngo", about="referral", outcome="not_in_interest")
    with acting(by):
        assert of_person(case, "refused").best_interest is True
        keep_back(case=case, by=by, at=AT + 2 * DAY)
        record_word(case=case, word="refused", by=by, at=AT + 2 * DAY)
        case.refresh_from_db()
        assert case.refers == "refused"


# --- age ---------------------------------------------------------------------------------------------------------------


def test_an_assessment_with_its_margin_closes_the_childs_path_only_when_even_the_youngest_age_is_adult() -> None:
    """A8, IDN-08: a doubt counts for the child."""
    case, by = opened(AGE_UNKNOWN), person("officer").actor
    both = ("person", "guardian")
    with acting(by):
        with pytest.raises(Refused, match="consents"):
            actions.assess_age(case=case, new=NewAgeAssessment(methods=("talk",), consent=("person",)), by=by, at=AT + HOUR)
        made = actions.assess_age(
            case=case, new=NewAgeAssessment(methods=("talk",), consent=both, youngest=17, oldest=20), by=by, at=AT + HOUR
        )
        assert (made.result, child_mark(case)) == ("open", "possible")
        made = actions.assess_age(
            case=case, new=NewAgeAssessment(methods=("bone",), consent=both, youngest=18, oldest=22), by=by, at=AT + DAY
        )
        assert (made.result, case.under_18, case.under_18_reason, child_mark(case)) == ("adult", "no", "assessment", "no")
        assert AgeAssessment.objects.count() == 2


def test_in_the_demo_country_nineteen_is_a_child_and_the_body_is_not_touched() -> None:
    by = person("officer").actor
    with acting(by):
        case = open_case(new=replace(AGE_UNKNOWN, status=""), by=by, at=AT.replace(year=2020), pack=load("demo"))
        made = actions.assess_age(
            case=case,
            new=NewAgeAssessment(methods=("talk",), consent=("guardian",), youngest=19, oldest=19),
            by=by,
            at=AT.replace(year=2020),
        )
        assert (made.result, case.under_18) == ("child", "yes")
        with pytest.raises(Refused, match="methods"):
            actions.assess_age(case=case, new=NewAgeAssessment(methods=("bone",), consent=("guardian",)), by=by, at=AT.replace(year=2020))


def test_a_stranger_sees_nothing_of_the_childs_path() -> None:
    case = opened(BOY, who="ngo")
    decided(case)
    stranger = person("outsider").actor
    with acting(stranger):
        assert (BestInterest.objects.count(), BestInterestWords.objects.count(), StreetChild.objects.count()) == (0, 0, 0)
