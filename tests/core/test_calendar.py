"""Calendar: local dates, working days, nights on which the clock is changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.calendar import Calendar, utc

BAKU = Calendar("Asia/Baku", holidays=frozenset({date(2016, 3, 8), date(2016, 3, 21)}))
LONDON = Calendar("Europe/London")
MANY_YEARS = (datetime.combine(date(1995, 1, 1), time()), datetime.combine(date(2040, 12, 31), time()))
days = st.dates(date(1995, 1, 1), date(2040, 12, 31))
moments = st.datetimes(*MANY_YEARS, timezones=st.just(UTC))


def test_half_past_midnight_in_baku_on_new_year_is_the_new_year() -> None:
    assert BAKU.local_date(datetime(2016, 12, 31, 20, 30, tzinfo=UTC)) == date(2017, 1, 1)


def test_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        utc(datetime.combine(date(2016, 1, 14), time(10)))


def test_day_starts_an_hour_later_where_midnight_does_not_exist() -> None:
    beirut = Calendar("Asia/Beirut")
    assert beirut.day_start(date(2022, 3, 27)).time() == time(1)
    assert beirut.day_start(date(2022, 3, 28)) - beirut.day_start(date(2022, 3, 27)).astimezone(UTC) == (timedelta(hours=23))


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2016, 3, 4), 1, date(2016, 3, 7)),  # over a weekend
        (date(2016, 3, 4), 2, date(2016, 3, 9)),  # over a weekend and 8 March
        (date(2016, 3, 9), -1, date(2016, 3, 7)),
        (date(2016, 3, 5), 0, date(2016, 3, 7)),
        (date(2016, 3, 4), 0, date(2016, 3, 4)),
    ],
)
def test_working_days_skip_weekend_and_holidays(day: date, n: int, expected: date) -> None:
    assert BAKU.add_working_days(day, n) == expected


def test_calendar_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves a working day"):
        Calendar("Asia/Baku", weekend=frozenset(range(7)))


def test_wall_time_on_working_days_leaves_the_weekend_out() -> None:
    friday, tuesday = LONDON.at_wall(date(2024, 3, 29), time(12)), LONDON.at_wall(date(2024, 4, 2), time(12))
    assert LONDON.wall_time(friday, tuesday) == timedelta(days=4)
    assert LONDON.wall_time(friday, tuesday, working=True) == timedelta(days=2)
    assert LONDON.wall_time(tuesday, friday) == timedelta(0)


@given(days, st.integers(1, 40))
def test_working_days_counted_one_by_one_are_as_many(day: date, n: int) -> None:
    reached = BAKU.add_working_days(day, n)
    passed = [day + timedelta(days=k) for k in range(1, (reached - day).days + 1)]
    assert sum(map(BAKU.is_working, passed)) == n
    assert BAKU.is_working(reached)


@given(days)
def test_day_start_is_the_first_moment_of_its_date(day: date) -> None:
    for calendar in (BAKU, LONDON):
        start = calendar.day_start(day)
        assert calendar.local_date(start) == day
        assert calendar.local_date(utc(start) - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_working_wall_time_is_added_as_it_is_measured(at: datetime, delta: timedelta) -> None:
    dubai = Calendar("Asia/Dubai", holidays=frozenset({date(2020, 1, 1)}))  # no clock changes
    assert dubai.wall_time(at, dubai.add_wall_time(at, delta, working=True), working=True) == delta
