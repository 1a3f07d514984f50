"""Rules of shelters, pure: terms, areas, refusals, leave, beds by day, accreditation, reports; the pack demo beside az."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.respond.shelter import rules
from dayaq.respond.shelter.rules import BedDays, Span

AZ, DEMO = load("az"), load("demo")
ADMITTED = datetime(2016, 3, 1, 8, tzinfo=UTC)
D2016, D2021 = date(2016, 3, 1), date(2021, 3, 1)


def test_a9_adult_admitted_2016_03_01_guarantee_and_practice_cap() -> None:
    """SHE-01: guarantee to 2016-03-31, notice of the longest stay in practice 2016-04-30."""
    assert rules.terms(AZ, ADMITTED, child=False) == rules.Terms(date(2016, 3, 31), None, date(2016, 4, 30))


def test_a9_child_has_sixty_days_and_no_cap() -> None:
    """CHI-04."""
    assert rules.terms(AZ, ADMITTED, child=True) == rules.Terms(date(2016, 4, 30), None, None)


def test_another_country_has_other_terms() -> None:
    start = datetime(2021, 3, 1, 8, tzinfo=UTC)
    assert rules.terms(DEMO, start, child=False) == rules.Terms(date(2021, 5, 31), None, date(2022, 2, 28))
    assert rules.terms(DEMO, start, child=True).guaranteed == date(2021, 8, 31)


def test_an_extension_stands_beside_the_guarantee_and_never_shortens_it() -> None:
    assert rules.extension(AZ, date(2016, 3, 31)) == date(2016, 4, 30)
    assert rules.terms(AZ, ADMITTED, child=False, extended=date(2016, 3, 10)).stands_until == date(2016, 3, 31)
    assert not rules.may_extend("granted", "health", date(2016, 3, 31), date(2016, 3, 31))
    assert rules.may_extend("refused", "not_needed", None, date(2016, 3, 31))
    assert not rules.may_extend("refused", "", None, None)


@pytest.mark.parametrize(
    ("pack", "day", "reason", "ok"),
    [
        (AZ, D2016, "not_cooperating", False),
        (AZ, D2016, "no_decision", False),
        (AZ, D2016, "care_needed", True),
        (AZ, D2016, "full", True),
        (DEMO, D2021, "not_cooperating", False),
        (DEMO, D2021, "care_needed", False),
    ],
)
def test_a10_no_bed_is_refused_for_want_of_cooperation(pack: Pack, day: date, reason: str, ok: bool) -> None:
    """SHE-02."""
    assert rules.may_refuse(pack, day, reason).ok is ok


@pytest.mark.parametrize(("pack", "day", "ok"), [(AZ, D2016, False), (AZ, date(2017, 6, 1), True), (DEMO, D2021, False)])
def test_she_10_prevention_as_the_pack_says(pack: Pack, day: date, ok: bool) -> None:
    assert rules.may_admit(pack, day, preventive=True).ok is ok
    assert rules.may_admit(pack, day, preventive=False).ok


@pytest.mark.parametrize(
    ("area", "sex", "child", "az", "demo"),
    [
        ("women", "female", False, True, True),
        ("women", "male", False, False, True),
        ("men", "female", False, False, True),
        ("men", "male", True, False, True),
        ("women", "", False, True, True),
        ("children", "male", True, True, True),
        ("children", "female", False, False, False),
        ("families", "male", False, True, True),
    ],
)
def test_she_05_areas_are_separate_where_the_pack_says(area: str, sex: str, child: bool, az: bool, demo: bool) -> None:
    assert rules.fits(AZ, D2016, area, sex=sex, child=child).ok is az
    assert rules.fits(DEMO, D2021, area, sex=sex, child=child).ok is demo


def test_she_06_leave_is_asked_for_here_and_free_there() -> None:
    assert rules.leave_needs_answer(AZ, "out", D2016)
    assert not rules.leave_needs_answer(AZ, "phone", D2016)
    assert not rules.leave_needs_answer(DEMO, "out", D2021)
    assert not rules.check_answer(AZ, "out", "refused", "", D2016)
    assert rules.check_answer(AZ, "out", "refused", "danger", D2016)
    assert not rules.check_answer(AZ, "phone", "refused", "house_rules", D2016)
    assert rules.check_answer(AZ, "out", "accompanied", "", D2016)
    assert not rules.check_answer(DEMO, "out", "accompanied", "", D2021)


def test_she_06_the_answer_has_a_term_only_where_the_law_names_one() -> None:
    asked = datetime(2021, 3, 1, 8, tzinfo=UTC)
    assert rules.answer_state(AZ, ADMITTED, None, ADMITTED) is None
    state = rules.answer_state(DEMO, asked, None, asked + timedelta(hours=25))
    assert state is not None
    assert state.phase == "overdue"


def beds(serves: str, count: int, start: date, end: date | None = None) -> list[BedDays]:
    return [BedDays(serves, Span(start, end)) for _ in range(count)]


def test_she_04_capacity_has_a_day_and_an_area() -> None:
    """50 adults and 25 children in 2012 and 54 in 2016 are both true."""
    switch = date(2016, 1, 1)
    house = [*beds("women", 50, date(2012, 1, 1), switch), *beds("children", 25, date(2012, 1, 1), switch), *beds("anybody", 54, switch)]
    assert [rules.capacity(house, date(2012, 6, 1), area) for area in ("women", "children", "")] == [50, 25, 75]
    assert rules.capacity(house, date(2016, 6, 1)) == 54


def test_she_04_peak_fourteen_of_fifty_four() -> None:
    nights = [Span(date(2016, 5, 1 + n), date(2016, 5, 20)) for n in range(14)] + [Span(date(2016, 5, 25))]
    days = rules.fill(beds("anybody", 54, date(2016, 1, 1)), nights, date(2016, 5, 1), date(2016, 6, 1))
    top = rules.peak(days)
    assert top == rules.DayFill(date(2016, 5, 14), 54, 14)
    assert sum(day.slept for day in days) == sum(20 - 1 - n for n in range(14)) + 7


def test_a_bed_out_of_use_is_no_capacity() -> None:
    bed = BedDays("women", Span(D2016), (Span(date(2016, 4, 1), date(2016, 4, 3)),))
    assert [rules.capacity([bed], date(2016, 4, day)) for day in (1, 2, 3)] == [0, 0, 1]


def test_she_08_only_an_accreditation_that_exists_is_given_and_a_grant_waits_for_it() -> None:
    assert rules.may_accredit(AZ, D2016, "domestic_violence", "given", "standards_met")
    assert not rules.may_accredit(AZ, D2016, "trafficking", "given", "standards_met")
    assert rules.may_accredit(AZ, D2016, "trafficking", "refused", "no_such_accreditation")
    assert rules.may_accredit(DEMO, D2021, "trafficking", "given", "standards_met")
    assert not rules.may_be_granted_money(AZ, D2016, ["expired"])
    assert rules.may_be_granted_money(AZ, D2016, ["given"])
    assert rules.may_be_granted_money(DEMO, D2021, [])


def test_she_08_an_accreditation_expires_on_its_day() -> None:
    ends = date(2016, 3, 1)
    assert [rules.standing("given", ends, None, day) for day in (date(2016, 2, 29), ends)] == ["given", "expired"]
    assert rules.standing("given", ends, date(2016, 1, 1), D2016) == "withdrawn"


def test_she_09_reports_of_one_five_and_ten_years() -> None:
    reports = AZ.area(ShelterFile).reports
    assert rules.report_days(reports["annual"], date(2008, 6, 1)) == [date(2007, 1, 31), date(2008, 1, 31), date(2009, 1, 31)]
    assert rules.report_days(reports["five_years"], date(2012, 1, 1)) == [date(2011, 1, 31), date(2016, 1, 31)]
    assert rules.report_days(reports["ten_years"], date(2012, 1, 1)) == [date(2016, 1, 31)]
    assert rules.report_days(DEMO.area(ShelterFile).reports["half_year"], date(2020, 3, 1))[-1] == date(2020, 7, 31)


def test_she_03_the_catalogue_is_the_countrys_and_names_what_is_health() -> None:
    az, demo = AZ.area(ShelterFile).services, DEMO.area(ShelterFile).services
    assert az
    assert demo
    assert (len(az.owed), len(demo.owed)) == (9, 6)
    assert set(az.health) <= set(az.owed)


def test_a_pack_that_asks_for_a_decision_is_not_obeyed() -> None:
    """``requires_decision`` and ``conditional_on_cooperation`` are data for the comparison of law and practice; no rule reads them."""
    import inspect

    for word in ("requires_decision", "conditional_on_cooperation"):
        assert word not in inspect.getsource(rules)
