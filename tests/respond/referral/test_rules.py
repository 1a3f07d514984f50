"""Referral: four times and two clocks, recipients, whose no counts, feedback, breaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.calendar import Calendar
from dayaq.core.clock import Confidence, Deadline, DeadlineKind, EndRule, Phase
from dayaq.core.decision import Decision, Reason
from dayaq.core.duration import Duration
from dayaq.core.pack import load
from dayaq.respond.referral.queries.referrals import reason_words
from dayaq.respond.referral.rules import (
    STEPS,
    Feedback,
    NgoDuty,
    Person,
    Sender,
    State,
    Times,
    Verb,
    check_breach,
    check_feedback,
    check_times,
    finder_duty,
    may_do,
    may_send,
    must_send,
    receiver_measure,
    refusal_binds,
)

BAKU = Calendar("Asia/Baku")
SUSPECTED = datetime(2016, 1, 14, 10, tzinfo=BAKU.zone)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
DAY = Deadline(
    rule="referral",
    value=Duration.parse("PT24H"),
    kind=DeadlineKind.MAX,
    start_event="suspicion",
    stop_event="sent",
    basis="cm-21.7",
    confidence=Confidence.SEED,
    end_rule=EndRule.SAME_TIME,
)
RIGHT = Decision.allow(Reason("referral.recipient", "ctmd receives referrals", basis="cm-21.7"))
WRONG = Decision.refuse(Reason("referral.forbidden_recipient", "only the duty officer", basis="cm-21.7"))
NGO = Sender(ngo=True, respects_refusal=True, basis="practice")
INSPECTOR = Sender(ngo=False, respects_refusal=False, basis="cm-21.7")
ADULT_NO = Person(refuses=True)


def test_labour_inspectors_duty_is_due_after_24_hours_and_overdue_a_second_later() -> None:
    """REF-01; scenario A1."""
    times = Times(suspicion=SUSPECTED)
    due = SUSPECTED + 24 * HOUR
    at_due = finder_duty(times, DAY, due, BAKU)
    assert (at_due.due, at_due.phase) == (due, Phase.DUE_SOON)
    assert finder_duty(times, DAY, due + SECOND, BAKU).phase is Phase.OVERDUE


def test_finders_duty_ends_when_sent_though_nobody_has_received_it() -> None:
    times = Times(suspicion=SUSPECTED, sent=SUSPECTED + 3 * HOUR)
    assert finder_duty(times, DAY, SUSPECTED + 99 * HOUR, BAKU).phase is Phase.MET
    assert receiver_measure(times, DAY, SUSPECTED + 99 * HOUR, BAKU).phase is Phase.OVERDUE


def test_finders_duty_sent_late_is_met_late() -> None:
    times = Times(suspicion=SUSPECTED, sent=SUSPECTED + 24 * HOUR + SECOND)
    assert finder_duty(times, DAY, SUSPECTED + 99 * HOUR, BAKU).phase is Phase.MET_LATE
    on_time = replace(times, sent=SUSPECTED + 24 * HOUR)
    assert finder_duty(on_time, DAY, SUSPECTED + 99 * HOUR, BAKU).phase is Phase.MET


def test_sending_to_the_wrong_hands_does_not_end_the_duty() -> None:
    times = Times(suspicion=SUSPECTED, sent=SUSPECTED + HOUR, right_recipient=False)
    assert finder_duty(times, DAY, SUSPECTED + 25 * HOUR, BAKU).phase is Phase.OVERDUE
    assert finder_duty(replace(times, right_recipient=True), DAY, SUSPECTED + 25 * HOUR, BAKU).phase is Phase.MET


def test_receivers_measure_runs_from_arrival_and_from_sending_if_arrival_is_unknown() -> None:
    arrived = Times(SUSPECTED, SUSPECTED + HOUR, SUSPECTED + 5 * HOUR)
    assert receiver_measure(arrived, DAY, SUSPECTED + 6 * HOUR, BAKU).due == SUSPECTED + 29 * HOUR
    sent_only = replace(arrived, arrived=None)
    assert receiver_measure(sent_only, DAY, SUSPECTED + 6 * HOUR, BAKU).due == SUSPECTED + 25 * HOUR
    received = replace(arrived, received=SUSPECTED + 6 * HOUR)
    assert receiver_measure(received, DAY, SUSPECTED + 99 * HOUR, BAKU).phase is Phase.MET


def test_without_a_term_in_the_pack_no_clock_runs() -> None:
    times = Times(SUSPECTED, SUSPECTED + HOUR)
    assert finder_duty(times, None, SUSPECTED + 99 * HOUR, BAKU).phase is Phase.NOT_STARTED
    assert receiver_measure(times, None, SUSPECTED + 99 * HOUR, BAKU).phase is Phase.NOT_STARTED


def test_times_out_of_order_or_in_the_future_are_named() -> None:
    now = SUSPECTED + 9 * HOUR
    assert check_times(Times(SUSPECTED, SUSPECTED, SUSPECTED + HOUR, now), now).ok
    wrong = check_times(Times(SUSPECTED, SUSPECTED - HOUR, None, now + HOUR), now)
    assert [str(reason) for reason in wrong.reasons] == [
        "The times cannot be right: “sent” lies before “suspicion”.",
        "The time “received” lies in the future.",
    ]


def test_pack_az_receives_at_the_officer_on_duty_and_at_no_other_police() -> None:
    rules = load("az").on(SUSPECTED.date())
    assert may_send(Person(), INSPECTOR, rules.may_receive("ctmd", "duty")).ok
    district = may_send(Person(), INSPECTOR, rules.may_receive("district_police"))
    assert (district.ok, [reason.basis for reason in district.reasons]) == (False, ["cm-21.7"])


def test_planned_hand_over_to_a_district_station_is_refused_with_the_legal_reason() -> None:
    """REF-02; scenario A2."""
    refusal = may_send(Person(), INSPECTOR, WRONG)
    assert (refusal.ok, [reason.basis for reason in refusal.reasons]) == (False, ["cm-21.7"])


def test_ngo_keeps_back_the_referral_of_an_adult_who_says_no() -> None:
    """REF-04."""
    refusal = may_send(ADULT_NO, NGO, RIGHT)
    assert [reason.code for reason in refusal.reasons] == ["refusal_respected"]
    assert not refusal.ok
    assert must_send(ADULT_NO, NGO) is False


def test_bound_body_sends_in_spite_of_a_no_and_says_so() -> None:
    sending = may_send(ADULT_NO, INSPECTOR, RIGHT)
    assert (sending.ok, sending.reasons[-1].code) == (True, "bound_to_refer")
    assert must_send(ADULT_NO, INSPECTOR) is True


@pytest.mark.parametrize(
    ("person", "binds"),
    [
        (Person(refuses=True, child=True), False),
        (Person(refuses=True, child=True, guardian=True), False),
        (Person(refuses=True, child=True, best_interest=True), False),
        (Person(refuses=True, child=True, guardian=True, best_interest=True), True),
        (Person(refuses=True), True),
        (Person(), False),
    ],
)
def test_childs_no_binds_only_with_guardian_and_best_interest_decision(person: Person, binds: bool) -> None:
    assert refusal_binds(person) is binds
    assert may_send(person, NGO, RIGHT).ok is not binds


def test_childs_unbinding_no_is_said_in_the_reasons() -> None:
    sending = may_send(Person(refuses=True, child=True), NGO, RIGHT)
    assert [reason.code for reason in sending.reasons] == ["referral.recipient", "child_refusal"]


@pytest.mark.parametrize(("duty", "bound"), [(NgoDuty.YES, True), (NgoDuty.NO, False), (NgoDuty.UNKNOWN, None)])
def test_duty_of_ngos_is_what_the_pack_says_even_if_it_does_not_say(duty: NgoDuty, bound: bool | None) -> None:
    assert must_send(Person(), Sender(ngo=True, respects_refusal=True, ngo_duty=duty)) is bound


def test_way_of_a_referral_from_draft_to_feedback() -> None:
    state = State.DRAFT
    for verb in (Verb.SEND, Verb.ARRIVE, Verb.RECEIVE, Verb.ACCEPT, Verb.FEED_BACK):
        assert may_do(state, verb).ok
        state = STEPS[state, verb]
    assert state is State.FED_BACK
    assert {verb for verb in Verb if may_do(State.SENT, verb)} == {Verb.ARRIVE, Verb.RECEIVE, Verb.WITHDRAW}


def test_referral_is_taken_back_only_before_its_receipt() -> None:
    taken_back = {state for state in State if may_do(state, Verb.WITHDRAW)}
    assert taken_back == {State.DRAFT, State.SENT, State.ARRIVED}


def test_every_other_step_is_refused_in_words() -> None:
    wrong = [(state, verb) for state, verb in product(State, Verb) if (state, verb) not in STEPS]
    assert not any(may_do(state, verb).ok for state, verb in wrong)
    assert str(may_do(State.DRAFT, Verb.ACCEPT)) == "This step does not fit: the referral is “to be sent”."


@pytest.mark.parametrize(
    ("feedback", "lacking"),
    [
        (Feedback(), "outcome, reason, date"),
        (Feedback("not_identified", " ", SUSPECTED), "reason"),
        (Feedback("", "no means found", SUSPECTED), "outcome"),
    ],
)
def test_feedback_without_outcome_reason_and_date_is_none(feedback: Feedback, lacking: str) -> None:
    """REF-07."""
    assert [str(reason.params["lacking"]) for reason in check_feedback(feedback).reasons] == lacking.split(", ")
    assert check_feedback(Feedback("not_identified", "no means found", SUSPECTED)).ok


def test_breach_needs_words_and_a_time_that_has_passed() -> None:
    assert check_breach("handed to a district station", SUSPECTED, SUSPECTED + HOUR).ok
    assert not check_breach(" ", SUSPECTED, SUSPECTED + HOUR).ok
    assert not check_breach("handed to a district station", None, SUSPECTED).ok
    assert not check_breach("will be handed over", SUSPECTED + HOUR, SUSPECTED).ok


moments = st.integers(-999, 9999).map(lambda minutes: SUSPECTED + timedelta(minutes=minutes))


@given(moments, moments, moments)
def test_receipt_never_changes_the_finders_clock(sent: datetime, received: datetime, now: datetime) -> None:
    without = Times(SUSPECTED, sent)
    assert finder_duty(without, DAY, now, BAKU) == finder_duty(replace(without, received=received), DAY, now, BAKU)


def test_a_reason_given_with_the_decision_is_said_in_words_to_the_referrer() -> None:
    assert {reason_words(load("az"), code) for code in ("criteria_met", "elements_found")} == {"The criteria are met"}
