"""Clocks: the terms of the law as a pack states them, what ends them, what stops and suspends them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dayaq.core.calendar import Calendar, utc
from dayaq.core.clock import (
    Clock,
    Confidence,
    Deadline,
    DeadlineKind,
    Duration,
    EndRule,
    Phase,
    Suspension,
    Unit,
    due,
    in_words,
    last_day,
)
from dayaq.core.duration import add_months

BAKU = Calendar("Asia/Baku")
LONDON = Calendar("Europe/London")
MANY_YEARS = (datetime.combine(date(1995, 1, 1), time()), datetime.combine(date(2040, 12, 31), time()))
SECOND = timedelta(seconds=1)

durations = st.builds(Duration, st.integers(0, 400), st.sampled_from(Unit))
moments = st.datetimes(*MANY_YEARS, timezones=st.just(UTC))
spans = st.timedeltas(timedelta(0), timedelta(days=40))


def deadline(value: str, end_rule: EndRule = EndRule.END_OF_DAY, kind: DeadlineKind = DeadlineKind.MAX) -> Deadline:
    return Deadline("rule", Duration.parse(value), kind, "start", "stop", None, Confidence.SEED, end_rule)


def baku(year: int, month: int, day: int, *clock_time: int) -> datetime:
    hour, minute, second = (*clock_time, 0, 0, 0)[:3]
    return BAKU.at_wall(date(year, month, day), time(hour, minute, second))


REFERRAL = deadline("PT24H", EndRule.SAME_TIME)
SUSPICION = baku(2016, 1, 14, 10)


def referral(**changes: object) -> Clock:
    return replace(Clock(REFERRAL, SUSPICION), **changes)  # type: ignore[arg-type]  # any field of a clock


def test_referral_is_due_after_24_hours_and_overdue_a_second_later() -> None:
    assert due(REFERRAL, SUSPICION, BAKU) == baku(2016, 1, 15, 10)
    assert referral().state(baku(2016, 1, 15, 10), BAKU).phase is Phase.DUE_SOON
    assert referral().state(baku(2016, 1, 15, 10, 0, 1), BAKU).phase is Phase.OVERDUE


@pytest.mark.parametrize(("stay", "last"), [("P30D", date(2016, 3, 31)), ("P60D", date(2016, 4, 30))])
def test_stay_from_1_march_guarantees_its_last_day_whole(stay: str, last: date) -> None:
    ends = due(deadline(stay), baku(2016, 3, 1, 14), BAKU)
    assert last_day(deadline(stay), ends, BAKU) == last
    assert ends == BAKU.day_start(last + timedelta(days=1))


def test_reflection_is_no_right_before_the_law_and_30_days_after() -> None:
    rule = replace(deadline("P30D", kind=DeadlineKind.MIN), valid_from=date(2013, 9, 10))
    assert not rule.in_force(date(2012, 5, 1))
    assert rule.in_force(date(2014, 5, 1))
    assert last_day(rule, due(rule, baku(2014, 5, 1, 9), BAKU), BAKU) == date(2014, 5, 31)


@pytest.mark.parametrize(
    ("end_rule", "last"),
    [(EndRule.DAY_BEFORE, date(2018, 5, 31)), (EndRule.END_OF_DAY, date(2018, 6, 1))],
)
def test_permit_of_a_year_ends_as_the_pack_says(end_rule: EndRule, last: date) -> None:
    rule = deadline("P1Y", end_rule)
    assert last_day(rule, due(rule, baku(2017, 6, 1, 11), BAKU), BAKU) == last


def test_force_ends_on_the_first_day_no_longer_valid() -> None:
    rule = replace(deadline("P45D"), valid_to=date(2022, 12, 13))
    assert [rule.in_force(date(2022, 12, day)) for day in (12, 13)] == [True, False]
    with pytest.raises(ValueError, match="never in force"):
        replace(rule, valid_from=date(2023, 1, 1))


def test_unverified_value_starts_no_clock_until_confirmed() -> None:
    rule = replace(REFERRAL, confidence=Confidence.UNVERIFIED)
    assert Clock(rule, SUSPICION).state(SUSPICION, BAKU).phase is Phase.NOT_STARTED
    assert Clock(replace(rule, confirmed=True), SUSPICION).due(BAKU) == baku(2016, 1, 15, 10)


def test_hours_that_end_by_days_are_refused() -> None:
    with pytest.raises(ValueError, match="same_time"):
        deadline("PT48H", EndRule.END_OF_DAY)


@pytest.mark.parametrize("text", ["", "P", "PT", "24H", "P1W", "PT3M", "P-1D", "P1D ", "P1Y2M", "P٣D"])
def test_other_durations_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        Duration.parse(text)


def test_months_end_with_a_month_too_short() -> None:
    assert add_months(date(2016, 1, 31), 1) == date(2016, 2, 29)
    assert add_months(date(2017, 1, 31), 1) == date(2017, 2, 28)
    assert add_months(date(2016, 2, 29), 12) == date(2017, 2, 28)
    assert add_months(date(2016, 10, 31), 4) == date(2017, 2, 28)


def test_day_over_a_clock_change_keeps_the_wall_time_and_24_hours_do_not() -> None:
    start = LONDON.at_wall(date(2024, 3, 30), time(10))
    assert Duration.parse("P1D").add(start, LONDON).time() == time(10)
    assert Duration.parse("PT24H").add(start, LONDON).time() == time(11)


def test_clock_counts_real_time_in_the_hour_shown_twice() -> None:
    first = LONDON.at_wall(date(2024, 10, 27), time(1, 30))
    clock = Clock(deadline("PT1H", EndRule.SAME_TIME), first)
    assert clock.due(LONDON).__str__() == "2024-10-27 01:30:00+00:00"
    assert clock.state(utc(first) + timedelta(minutes=59), LONDON).remaining == timedelta(minutes=1)


def test_suspended_clock_stands_still_and_is_due_so_much_later() -> None:
    pause = Suspension(baku(2016, 1, 14, 12))
    during = referral(suspensions=(pause,)).state(baku(2016, 1, 14, 20), BAKU)
    assert (during.phase, during.remaining) == (Phase.SUSPENDED, timedelta(hours=22))
    ended = replace(pause, end=baku(2016, 1, 16, 12))
    assert referral(suspensions=(ended,)).due(BAKU) == baku(2016, 1, 17, 10)


def test_suspension_outside_the_term_changes_nothing() -> None:
    before = Suspension(baku(2016, 1, 13), baku(2016, 1, 14))
    after = Suspension(baku(2016, 1, 15, 10), baku(2016, 1, 20))
    assert referral(suspensions=(after, before)).due(BAKU) == baku(2016, 1, 15, 10)


def test_overlapping_suspensions_count_once() -> None:
    pauses = (
        Suspension(baku(2016, 1, 14, 13), baku(2016, 1, 14, 16)),
        Suspension(baku(2016, 1, 14, 12), baku(2016, 1, 14, 14)),
    )
    assert referral(suspensions=pauses).due(BAKU) == baku(2016, 1, 15, 14)


def test_working_day_term_gains_nothing_from_a_suspended_weekend() -> None:
    start = LONDON.at_wall(date(2024, 3, 4), time(9))  # Monday
    saturday, wednesday = LONDON.day_start(date(2024, 3, 9)), LONDON.day_start(date(2024, 3, 6))
    term = deadline("P5WD")
    weekend = Clock(term, start, suspensions=(Suspension(saturday, saturday + timedelta(days=2)),))
    midweek = Clock(term, start, suspensions=(Suspension(wednesday, wednesday + timedelta(days=2)),))
    assert weekend.due(LONDON) == LONDON.day_start(date(2024, 3, 12))
    assert midweek.due(LONDON) == LONDON.day_start(date(2024, 3, 14))


@pytest.mark.parametrize(
    ("kind", "early", "late", "open_late"),
    [
        (DeadlineKind.MAX, Phase.MET, Phase.MET_LATE, Phase.OVERDUE),
        (DeadlineKind.TARGET, Phase.MET, Phase.MET_LATE, Phase.OVERDUE),
        (DeadlineKind.MIN, Phase.TOO_EARLY, Phase.MET, Phase.PASSED),
        (DeadlineKind.OBSERVED, Phase.MET, Phase.MET, Phase.PASSED),
    ],
)
def test_kind_decides_what_early_and_late_mean(kind: DeadlineKind, early: Phase, late: Phase, open_late: Phase) -> None:
    clock = Clock(deadline("P30D", kind=kind), baku(2016, 3, 1))
    now = baku(2016, 6, 1)
    assert replace(clock, stopped=baku(2016, 3, 5)).state(now, BAKU).phase is early
    assert replace(clock, stopped=baku(2016, 4, 5)).state(now, BAKU).phase is late
    assert clock.state(now, BAKU).phase is open_late


def test_stop_exactly_at_due_is_in_time() -> None:
    clock = referral(stopped=baku(2016, 1, 15, 10))
    assert clock.state(baku(2016, 2, 1), BAKU).phase is Phase.MET


def test_stop_recorded_for_later_does_not_hide_a_running_clock() -> None:
    assert referral(stopped=baku(2016, 1, 15, 9)).state(baku(2016, 1, 14, 11), BAKU).phase is Phase.RUNNING


def test_warning_begins_in_the_last_quarter_or_when_asked() -> None:
    phases = [referral().state(baku(2016, 1, 15, hour), BAKU).phase for hour in (3, 4)]
    assert phases == [Phase.RUNNING, Phase.DUE_SOON]
    assert referral().state(baku(2016, 1, 15, 4), BAKU, soon=timedelta(hours=1)).phase is Phase.RUNNING


@pytest.mark.parametrize(
    ("remaining", "words"),
    [
        (timedelta(hours=3, minutes=12, seconds=50), "3 h 12 min left"),
        (-timedelta(days=2, hours=5), "2 days over"),
        (timedelta(hours=47, minutes=59), "47 h 59 min left"),
        (timedelta(minutes=5), "5 min left"),
        (-SECOND, "1 s over"),
        (timedelta(0), "0 min left"),
    ],
)
def test_remaining_time_in_words(remaining: timedelta, words: str) -> None:
    assert str(in_words(remaining)) == words


@given(durations)
def test_duration_is_read_back_as_written(duration: Duration) -> None:
    assert Duration.parse(str(duration)) == duration


def test_working_days_to_the_second_start_with_the_next_working_day() -> None:
    saturday, friday = baku(2016, 1, 16, 19, 50), baku(2016, 1, 15, 19, 50)
    assert Duration.parse("P1WD").add(friday, BAKU) == baku(2016, 1, 18, 19, 50)
    assert Duration.parse("P1WD").add(saturday, BAKU) == baku(2016, 1, 19)


@given(durations, moments, spans, st.sampled_from([EndRule.END_OF_DAY, EndRule.DAY_BEFORE]))
def test_later_start_is_never_due_on_an_earlier_day(duration: Duration, start: datetime, later: timedelta, end_rule: EndRule) -> None:
    assume(duration.unit is not Unit.HOURS)
    term = replace(REFERRAL, value=duration, end_rule=end_rule)
    for calendar in (BAKU, LONDON):
        assert utc(due(term, start, calendar)) <= utc(due(term, start + later, calendar))


@given(durations, moments, spans)
def test_later_start_is_never_due_earlier_to_the_second(duration: Duration, start: datetime, later: timedelta) -> None:
    # A month cut short or an hour shown twice gives several starts one wall time: hours and days only.
    assume(duration.unit not in (Unit.MONTHS, Unit.YEARS))
    term = replace(REFERRAL, value=duration)
    calendar = LONDON if duration.unit is Unit.HOURS else Calendar("Asia/Dubai")
    assert utc(due(term, start, calendar)) <= utc(due(term, start + later, calendar))


@given(durations, moments, st.lists(st.tuples(spans, spans), max_size=4))
def test_suspension_never_shortens_a_term(duration: Duration, start: datetime, pauses: list[tuple[timedelta, timedelta]]) -> None:
    suspended = tuple(Suspension(start + after, start + after + length) for after, length in pauses)
    plain = Clock(replace(REFERRAL, value=duration), start)
    without, with_pauses = plain.due(LONDON), replace(plain, suspensions=suspended).due(LONDON)
    assert without is not None
    assert with_pauses is not None
    assert utc(with_pauses) >= utc(without)


@given(moments, st.integers(1, 400), st.timedeltas(timedelta(0), timedelta(minutes=59)), spans)
def test_hours_grow_by_exactly_the_suspended_time(start: datetime, hours: int, after: timedelta, length: timedelta) -> None:
    clock = Clock(replace(REFERRAL, value=Duration(hours, Unit.HOURS)), start)
    paused = replace(clock, suspensions=(Suspension(start + after, start + after + length),))
    ends = paused.due(LONDON)
    assert ends is not None
    assert utc(ends) == start + timedelta(hours=hours) + length


@given(moments, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_overdue_exactly_when_now_is_later_than_due(start: datetime, passed: timedelta) -> None:
    state = Clock(REFERRAL, start).state(start + passed, LONDON)
    assert (state.phase is Phase.OVERDUE) == (passed > timedelta(hours=24))
    assert state.remaining == timedelta(hours=24) - passed
