"""The national case load on paper: its sums are the published ones before anything is written."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

from dayaq.site.demo.plan import NEW_YEAR, PUBLISHED, case_load

BAKU = ZoneInfo("Asia/Baku")


def local_year(person: object, moment: str) -> int:
    return int(getattr(person, moment).astimezone(BAKU).year)


def test_the_same_people_every_time() -> None:
    assert case_load() == case_load()


def test_recognised_by_year_sex_and_exploitation() -> None:
    found = Counter((local_year(p, "decided"), p.sex, p.exploitation) for p in case_load() if p.positive)
    assert found == {
        (2014, "female", "sexual"): 51,
        (2014, "male", "forced_labour"): 3,
        (2016, "female", "sexual"): 69,
        (2016, "male", "forced_labour"): 1,
        (2017, "female", "sexual"): 66,
        (2017, "male", "forced_labour"): 5,
    }


def test_routes_of_2017_are_home_from_abroad_and_exploited_here() -> None:
    found = Counter((p.route, p.nationality == "AZ") for p in case_load() if p.positive and p.year == 2017)
    assert found == {("abroad_returned", True): 68, ("exploited_here", False): 3}


def test_organisations_referred_and_nobody_of_them_was_recognised() -> None:
    found = Counter((local_year(p, "sent"), p.positive) for p in case_load() if p.source == "ngo")
    assert found == {(2016, False): 466, (2017, False): 6}


def test_one_decision_falls_in_the_first_hour_of_the_countrys_new_year() -> None:
    (person,) = [p for p in case_load() if p.decided == NEW_YEAR]
    local = person.decided.astimezone(BAKU)
    assert (local.year, local.month, local.day, local.hour, local.minute) == (2017, 1, 1, 0, 30)
    assert (person.decided.year, person.positive) == (2016, True)


def test_the_times_of_everybody_are_in_order_and_people_have_one_number_each() -> None:
    people = case_load()
    assert [p.n for p in people] == list(range(1, 668))
    assert [p.n for p in people if not p.suspected < p.sent < p.received < p.decided < p.told] == []
    assert [p.n for p in people if p.decided - p.received < timedelta(days=2)] == []


def test_some_finders_are_late() -> None:
    late = [p for p in case_load() if p.sent - p.suspected > timedelta(hours=24)]
    assert 20 < len(late) < 120


def test_a_share_keeps_every_kind() -> None:
    kinds = {(p.year, p.positive, p.sex, p.nationality == "AZ") for p in case_load() if p.positive}
    assert {(p.year, p.positive, p.sex, p.nationality == "AZ") for p in case_load(40) if p.positive} == kinds
    assert len(case_load(40)) < 35


def test_every_published_figure_has_one_name() -> None:
    names = [(asked.name, asked.year) for asked in PUBLISHED]
    assert len(names) == len(set(names)) > 60
