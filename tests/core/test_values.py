"""Partial dates, facts, periods and money."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.calendar import Calendar
from dayaq.core.dates import AgeRange, PartialDate, Precision
from dayaq.core.fact import Fact, FactState
from dayaq.core.money import Money, Printed
from dayaq.core.period import OPEN_END, OPEN_START, Period

BAKU = Calendar("Asia/Baku")
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
years = st.integers(1900, 2100)
partial_dates = st.one_of(
    days.map(PartialDate.day),
    st.builds(PartialDate.month, years, st.integers(1, 12)),
    years.map(PartialDate.year),
    st.builds(PartialDate.about, years, st.integers(0, 15)),
    st.tuples(days, days).map(lambda ends: PartialDate.between(min(ends), max(ends))),
)
periods = st.one_of(
    years.map(Period.year),
    st.builds(Period.quarter, years, st.integers(1, 4)),
    st.builds(Period.half, years, st.integers(1, 2)),
    st.builds(Period.month, years, st.integers(1, 12)),
    st.tuples(days, days).filter(lambda ends: ends[0] != ends[1]).map(lambda ends: Period(min(ends), max(ends))),
    days.map(lambda day: Period(OPEN_START, day)),
    days.map(lambda day: Period(day, OPEN_END)),
)


@pytest.mark.parametrize("text", ["2001", "2001-05", "2001-05-14", "~2001", "~2001±5", "2000-01-14..2003-01-14"])
def test_partial_date_is_read_back_as_written(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "01", "2001-13", "2001-02-30", "2001±2", "~2001-05", "2001-5", "about 2001"])
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no date|month must|day is out|doubt"):
        PartialDate.parse(text)


def test_partial_date_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="not one year"):
        PartialDate(date(2001, 1, 1), Precision.YEAR, date(2001, 1, 1), date(2001, 12, 30))
    with pytest.raises(ValueError, match="between"):
        PartialDate(date(2001, 1, 1), Precision.APPROXIMATE, date(2001, 1, 2), date(2001, 1, 3))


def test_year_of_birth_alone_leaves_a_child_possible() -> None:
    age = PartialDate.year(1999).age_on(date(2017, 6, 1))
    assert age == AgeRange(17, 18)
    assert age.could_be_under(18)
    assert not age.surely_under(18)
    assert age.exact is None


def test_birthday_is_reached_on_the_day_itself() -> None:
    born = PartialDate.day(date(2000, 6, 1))
    assert born.age_on(date(2018, 5, 31)).exact == 17
    assert born.age_on(date(2018, 6, 1)).exact == 18
    assert PartialDate.day(date(2000, 2, 29)).age_on(date(2018, 2, 28)).exact == 17
    with pytest.raises(ValueError, match="not yet born"):
        born.age_on(date(2000, 5, 31))


@given(partial_dates)
def test_any_partial_date_is_read_back(when: PartialDate) -> None:
    assert PartialDate.parse(str(when)) == when


@given(partial_dates, st.integers(0, 40000), st.integers(0, 400))
def test_age_of_every_possible_birthday_lies_in_the_range(when: PartialDate, after: int, step: int) -> None:
    on = when.latest + timedelta(days=after)
    born = min(when.earliest + timedelta(days=step), when.latest)
    exact = PartialDate.day(born).age_on(on).low
    assert when.age_on(on).low <= exact <= when.age_on(on).high


def test_fact_has_a_value_or_a_reason_for_none() -> None:
    assert (Fact.of(0).known, Fact.of(0).or_none()) == (True, 0)
    nothing: list[Fact[int]] = [Fact.unknown(), Fact.not_asked(), Fact.refused()]
    assert [fact.or_none() for fact in nothing] == [None, None, None]
    assert len({fact.state for fact in nothing}) == 3
    assert not any(fact.known for fact in nothing)


@pytest.mark.parametrize(
    ("value", "state"),
    [(None, FactState.KNOWN), ("az", FactState.REFUSED), ("", FactState.KNOWN), ("", FactState.UNKNOWN)],
)
def test_fact_that_contradicts_itself_is_refused(value: str | None, state: FactState) -> None:
    with pytest.raises(ValueError, match="a fact has"):
        Fact(value, state)


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("2017", "2017", date(2017, 1, 1), date(2018, 1, 1)),
        ("2017-Q3", "2017-Q3", date(2017, 7, 1), date(2017, 10, 1)),
        ("2022_q2", "2022-Q2", date(2022, 4, 1), date(2022, 7, 1)),
        ("2022 Q4", "2022-Q4", date(2022, 10, 1), date(2023, 1, 1)),
        ("2013-H1", "2013-H1", date(2013, 1, 1), date(2013, 7, 1)),
        ("2016-04", "2016-04", date(2016, 4, 1), date(2016, 5, 1)),
        ("2009-2011", "2009-2011", date(2009, 1, 1), date(2012, 1, 1)),
        ("2012-01..02", "2012-01-01..2012-02-29", date(2012, 1, 1), date(2012, 3, 1)),
        ("to 2016", "to 2016", OPEN_START, date(2017, 1, 1)),
        ("2009-", "2009-", date(2009, 1, 1), OPEN_END),
    ],
)
def test_period_is_read_as_reports_print_it(text: str, label: str, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.label) == (start, end, label)


@pytest.mark.parametrize("text", ["", "17", "2017-Q5", "2017-13", "2006/2019", "2011-2009", "2017-Q", "x..y"])
def test_other_periods_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no period|at least one day|month must"):
        Period.parse(text)


def test_decision_at_half_past_midnight_on_new_year_counts_in_the_new_year() -> None:
    at = datetime(2016, 12, 31, 20, 30, tzinfo=UTC)  # 00:30 in Baku
    assert Period.year(2017).contains(at, BAKU)
    assert not Period.year(2016).contains(at, BAKU)
    start, end = Period.year(2017).moments(BAKU)
    assert start <= at < end
    with pytest.raises(ValueError, match="by a calendar"):
        Period.year(2017).contains(at)


def test_period_ends_before_its_end() -> None:
    year = Period.year(2017)
    assert [year.contains(day) for day in (date(2017, 12, 31), date(2018, 1, 1))] == [True, False]
    assert not year.overlaps(Period.year(2018))
    assert year.overlap(Period(date(2017, 6, 1), date(2019, 1, 1))) == Period(date(2017, 6, 1), date(2018, 1, 1))


@given(periods)
def test_period_is_read_back_from_its_label(period: Period) -> None:
    assert Period.parse(period.label) == period


@given(periods, periods, days)
def test_day_is_in_the_overlap_if_it_is_in_both(one: Period, other: Period, day: date) -> None:
    shared = one.overlap(other)
    assert (shared is not None and shared.contains(day)) == (one.contains(day) and other.contains(day))


def test_printed_conversion_is_kept_and_never_worked_out() -> None:
    allowance = Money(Decimal(400), "AZN").as_printed(Decimal(250), "USD", "000 L364")
    assert allowance.printed == (Printed(Decimal(250), "USD", "000 L364"),)
    assert (allowance + Money(Decimal(1), "AZN")).printed == ()
    assert allowance.rounded().printed == allowance.printed


def test_money_of_two_currencies_is_not_added_or_compared() -> None:
    manat, dollar = Money(Decimal(1), "AZN"), Money(Decimal(1), "USD")
    with pytest.raises(ValueError, match="AZN and USD"):
        manat + dollar
    with pytest.raises(ValueError, match="AZN and USD"):
        assert manat < dollar


def test_money_is_exact() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        Money(0.1, "AZN")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ValueError, match="currency code"):
        Money(Decimal(1), "manat")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("400", "400 AZN"),
        ("154000.00", "154 000 AZN"),
        ("12.5", "12.50 AZN"),
        ("-1234.56", "-1 234.56 AZN"),
        ("0.125", "0.125 AZN"),
    ],
)
def test_money_is_written_with_grouped_thousands(amount: str, text: str) -> None:
    assert Money(Decimal(amount), "AZN").text(group_mark=" ") == text
    assert Money(Decimal("1234.5"), "AZN").text(",", ".") == "1.234,50 AZN"


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(-(10**9), 10**9, places=2))
def test_money_added_and_taken_away_is_the_same(one: Decimal, other: Decimal) -> None:
    first, second = Money(one, "AZN"), Money(other, "AZN")
    assert first + second - second == first
