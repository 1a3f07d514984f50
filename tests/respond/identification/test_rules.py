"""Identification: order without waiting help, who decides, notice, review, removal hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.calendar import Calendar
from dayaq.core.clock import Clock, Confidence, Deadline, DeadlineKind, EndRule, Phase
from dayaq.core.decision import Decision
from dayaq.core.duration import Duration
from dayaq.respond.casefile.rules import Status, conflicts
from dayaq.respond.identification.rules import (
    Finding,
    Notice,
    Ruling,
    answer_to_removal_check,
    check_comment,
    check_notice,
    check_ruling,
    may_ask_review,
    may_decide,
    may_enter,
    paused,
    removal_hold,
)

BAKU = Calendar("Asia/Baku")
START = datetime(2016, 5, 2, 10, tzinfo=BAKU.zone)
HOUR = timedelta(hours=1)
YES, NO, UNKNOWN, NOT_REQUIRED = Finding
POSITIVE = Ruling(True, "papers taken, debt, sold on", YES, YES, YES)
BLOCKED_WHILE = ("suspected", "presumed", "reflection")


def term(rule: str, value: str, end_rule: EndRule = EndRule.SAME_TIME) -> Deadline:
    return Deadline(rule, Duration.parse(value), DeadlineKind.MAX, "start", "stop", "law", Confidence.SEED, end_rule)


def test_stage_out_of_order_is_refused_and_explained_if_planned_and_kept_if_it_happened() -> None:
    """IDN-02."""
    planned = may_enter("indicators", ["inquiry"], ["first_assistance"])
    assert (planned.ok, planned.reasons[0].params["lacking"]) == (False, "inquiry")
    happened = may_enter("indicators", ["inquiry"], [], happened=True)
    assert (happened.ok, [reason.code for reason in happened.reasons]) == (True, ["out_of_order"])
    assert may_enter("indicators", ["inquiry"], ["inquiry"]) == Decision.allow()


def test_help_waits_for_no_stage() -> None:
    """IDN-02, RFL-06."""
    assert may_enter("first_assistance", [], []) == Decision.allow()
    assert may_enter("recovery_plan", [], []) == Decision.allow()


def test_only_the_competent_body_decides() -> None:
    """IDN-01."""
    assert may_decide("ctmd", ["ctmd"], Decision.allow()).ok
    refusal = may_decide("clean_world", ["ctmd"], Decision.allow())
    assert str(refusal) == "clean_world does not decide on status; competent: ctmd."
    assert not may_decide("ctmd", [], Decision.allow()).ok


def test_person_on_both_sides_does_not_decide_though_the_body_is_competent() -> None:
    both = conflicts(["ctmd", "clean_world"], {"referrer": "clean_world", "decider": "ctmd"})
    assert [reason.code for reason in may_decide("ctmd", ["ctmd"], both).reasons] == ["both_sides"]


def test_decision_needs_reasons() -> None:
    assert check_ruling(POSITIVE, child=False).ok
    assert not check_ruling(replace(POSITIVE, reasons="  "), child=False).ok


def test_what_an_old_paper_does_not_say_does_not_keep_it_out() -> None:
    unsaid = replace(POSITIVE, purpose=UNKNOWN)
    assert [reason.code for reason in check_ruling(unsaid, child=False).reasons] == ["positive_without"]
    assert check_ruling(replace(unsaid, from_paper=True), child=False).ok
    assert check_ruling(Ruling(False, "too little is known", YES, UNKNOWN, UNKNOWN), child=False).ok


def test_means_are_required_of_an_adult_whatever_is_ticked() -> None:
    assert not check_ruling(replace(POSITIVE, means=NOT_REQUIRED), child=False).ok
    assert check_ruling(replace(POSITIVE, means=NOT_REQUIRED), child=True).ok


@pytest.mark.parametrize("element", ["act", "means", "purpose"])
def test_positive_decision_agrees_with_its_findings(element: str) -> None:
    found = {"act": YES, "means": YES, "purpose": YES} | {element: NO}
    for from_paper in (False, True):
        refusal = check_ruling(Ruling(True, "because", **found, from_paper=from_paper), child=False)
        assert refusal.reasons[0].params == {"lacking": element}


@pytest.mark.parametrize("means", Finding)
def test_child_needs_no_means_for_a_positive_decision(means: Finding) -> None:
    """IDN-03."""
    assert check_ruling(replace(POSITIVE, means=means), child=True).ok


def test_negative_decision_with_every_element_found_is_sent_back() -> None:
    assert not check_ruling(replace(POSITIVE, positive=False), child=False).ok
    assert not check_ruling(Ruling(False, "because", YES, NO, YES), child=True).ok
    assert check_ruling(Ruling(False, "no means found", YES, NO, YES), child=False).ok


def test_notice_names_language_method_person_and_day() -> None:
    decided = date(2016, 5, 2)
    whole = Notice("ru", "spoken, with interpreter", "officer", decided)
    assert check_notice(whole, ["ru", "az"], decided).ok
    assert str(check_notice(Notice(), ["ru"], decided)) == ("The notice to the person lacks: language, method, by whom, date.")
    assert [r.code for r in check_notice(whole, ["tl"], decided).reasons] == ["language_not_understood"]
    early = replace(whole, on=date(2016, 5, 1))
    assert [r.code for r in check_notice(early, ["ru"], decided).reasons] == ["notice_too_early"]


def test_review_may_be_asked_to_the_last_day_of_the_window() -> None:
    window = term("review", "P30D", EndRule.END_OF_DAY)

    def at(now: datetime, *, positive: bool = False, window: Deadline | None = window) -> Decision:
        return may_ask_review(positive=positive, decided_at=START, window=window, now=now, calendar=BAKU)

    assert at(datetime(2016, 6, 1, 23, 59, tzinfo=BAKU.zone)).ok
    late = at(datetime(2016, 6, 2, 0, 0, 1, tzinfo=BAKU.zone))
    assert (late.ok, late.reasons[0].params) == (False, {"last": "2016-06-01"})
    assert [reason.code for reason in at(START, window=None).reasons] == ["no_review_known"]
    assert not at(START, positive=True).ok


def test_co_assessor_comments_in_words_and_the_decider_does_not() -> None:
    assert check_comment("the person was afraid of the employer", "clean_world", "ctmd").ok
    assert not check_comment(" ", "clean_world", "ctmd").ok
    assert not check_comment("I decided", "ctmd", "ctmd").ok


def test_removal_of_a_suspected_person_is_blocked_and_sets_a_screening_task() -> None:
    """IDN-09."""
    hold = removal_hold({Status.SUSPECTED}, BLOCKED_WHILE)
    assert (hold.held, hold.decision.ok, hold.task) == (True, False, "screening_before_removal")
    assert [reason.params["state"] for reason in hold.reasons] == ["suspected"]


def test_clock_to_leave_stands_still_while_the_hold_lasts() -> None:
    leave = Clock(term("leave", "PT48H"), START)
    during = paused(leave, START + 10 * HOUR)
    assert during.state(START + 90 * HOUR, BAKU).phase is Phase.SUSPENDED
    after = paused(leave, START + 10 * HOUR, START + 110 * HOUR).state(START + 111 * HOUR, BAKU)
    assert (after.due, after.remaining) == (START + 148 * HOUR, 37 * HOUR)


@pytest.mark.parametrize(
    ("standing", "reflection", "held"),
    [
        ({Status.SUSPECTED}, False, True),
        ({Status.PRESUMED}, False, True),
        ({Status.SUSPECTED, Status.NOT_IDENTIFIED}, False, False),
        ({Status.PRESUMED, Status.NOT_IDENTIFIED}, False, False),
        ({Status.NOT_IDENTIFIED}, True, True),
        ({Status.DECLINED, Status.SUSPECTED}, False, True),
        ({Status.AT_RISK}, False, False),
        (set(), False, False),
    ],
)
def test_hold_lasts_until_it_is_decided_and_through_reflection(standing: set[Status], reflection: bool, held: bool) -> None:
    assert removal_hold(standing, BLOCKED_WHILE, reflection=reflection).held is held


def test_hold_comes_back_while_a_negative_decision_is_under_review() -> None:
    standing = {Status.SUSPECTED, Status.NOT_IDENTIFIED}
    assert removal_hold(standing, BLOCKED_WHILE, review_open=True).task == "screening_before_removal"


def test_of_a_person_known_to_an_ngo_only_the_asker_learns_nothing_without_consent() -> None:
    hold = removal_hold({Status.PRESUMED, Status.NGO_IDENTIFIED}, BLOCKED_WHILE)
    nobody = removal_hold(set(), BLOCKED_WHILE)
    silent = answer_to_removal_check(hold, ngo_only=True, consents=False, office="Clean World")
    assert silent == answer_to_removal_check(nobody, ngo_only=False, consents=False, office="")
    told = answer_to_removal_check(hold, ngo_only=True, consents=True, office="Clean World")
    assert (told.ok, str(told)) == (False, "There is a hold: call Clean World before anything else.")
    assert not answer_to_removal_check(hold, ngo_only=False, consents=False, office="").ok


@given(st.sets(st.sampled_from(Status)), st.booleans())
def test_one_more_suspicion_never_lifts_a_hold(standing: set[Status], reflection: bool) -> None:
    before = removal_hold(standing, BLOCKED_WHILE, reflection=reflection)
    after = removal_hold(standing | {Status.SUSPECTED}, BLOCKED_WHILE, reflection=reflection)
    assert {r.params["state"] for r in before.reasons} <= {r.params["state"] for r in after.reasons}


def test_moments_of_another_zone_give_the_same_hold_clock() -> None:
    leave = Clock(term("leave", "PT48H"), START.astimezone(UTC))
    assert paused(leave, START, START + HOUR).due(BAKU) == START + 49 * HOUR
