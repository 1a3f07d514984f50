"""Rules of lines: hours, what is reached from where, shares, wishes; the invented country beside the real one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dayaq.core.hours import Hours, gaps
from dayaq.core.pack import load
from dayaq.core.pack.schema.hotline import HotlineFile
from dayaq.respond.hotline import rules

AZ, DEMO = load("az"), load("demo")
CALENDAR = AZ.calendar


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def lines(pack: str = "az") -> list[rules.Line]:
    file = load(pack).area(HotlineFile)
    return [
        rules.Line(code, line.body, dict(line.name), line.number or "", line.reach, Hours.parse(line.hours), line.languages)
        for code, line in file.lines.items()
    ]


def test_hot_02_hours_day_and_night_and_from_eight_to_nineteen() -> None:
    day, always = Hours.parse("08:00-19:00"), Hours.parse("00:00-24:00")
    assert always.always
    assert [day.open_at(at(f"2016-03-05T{hour}"), CALENDAR) for hour in ("07:59", "08:00", "18:59", "19:00")] == [False, True, True, False]
    assert day.closes_at(at("2016-03-05T18:40"), CALENDAR) == at("2016-03-05T19:00")
    assert always.closes_at(at("2016-03-05T18:40"), CALENDAR) is None


def test_hours_of_days_and_nights_that_run_into_the_next_day() -> None:
    night = Hours.parse("fr-sa 22:00-02:00")
    assert [night.open_at(at(f"2016-03-{day}"), CALENDAR) for day in ("04T23:00", "05T01:00", "05T03:00", "06T01:59", "07T01:00")] == [
        True,
        True,
        False,
        True,
        False,
    ]
    for wrong in ("", "8-19", "xx 08:00-10:00", "08:00-25:00"):
        with pytest.raises(ValueError, match="expected"):
            Hours.parse(wrong)


def test_gaps_are_what_nobody_covers() -> None:
    open_spans = Hours.parse("08:00-19:00").between(at("2016-03-05T00:00"), at("2016-03-06T00:00"), CALENDAR)
    assert open_spans == [(at("2016-03-05T08:00"), at("2016-03-05T19:00"))]
    covered = [(at("2016-03-05T08:00"), at("2016-03-05T12:00")), (at("2016-03-05T11:00"), at("2016-03-05T14:00"))]
    assert gaps(open_spans, covered) == [(at("2016-03-05T14:00"), at("2016-03-05T19:00"))]
    assert gaps(open_spans, []) == open_spans


def test_hot_01_152_is_reached_inside_the_country_only() -> None:
    now = at("2016-03-05T20:00")
    inside = rules.reachable(lines(), country="", home="AZ", now=now, calendar=CALENDAR)
    assert (inside[0].line.code, inside[0].line.number, inside[0].open_now) == ("mia", "152", True)
    assert [(one.line.code, one.open_now) for one in inside if one.line.code == "amc"] == [("amc", False)]
    assert rules.reachable(lines(), country="TR", home="AZ", now=now, calendar=CALENDAR) == []
    abroad = rules.reachable(lines("demo"), country="TR", home="XX", now=now, calendar=DEMO.calendar)
    assert [one.line.number for one in abroad] == ["0800"]


def test_hot_04_trafficking_is_a_share_of_all_calls_through_the_topics_beneath_it() -> None:
    parents = AZ.codes["call_topic"].parents
    share = rules.thb_share({"thb": 10, "thb_sexual": 7, "thb_begging": 11, "outside": 13188}, parents, "thb")
    assert (share.thb, share.calls) == (28, 13216)
    assert share.percent == pytest.approx(0.2119, abs=1e-4)
    assert rules.thb_share({}, parents, "thb").percent is None
    assert rules.thb_share({"begging": 5}, parents, "thb").thb == 0


def test_a_topic_in_a_circle_does_not_hang() -> None:
    assert rules.root("a", {"a": "b", "b": "a"}) == "b"


@pytest.mark.parametrize(
    ("outcome", "wished", "ok"),
    [("police_emergency", False, False), ("police_emergency", True, True), ("case", False, False), ("none", False, True)],
)
def test_hot_03_police_and_a_file_only_at_the_callers_wish(outcome: str, wished: bool, ok: bool) -> None:
    start = at("2016-03-05T10:00")
    decision = rules.check_call(started=start, ended=start, now=start, outcome=outcome, wished=wished)
    assert decision.ok is ok


def test_a_call_back_needs_a_way_its_number_and_safe_times() -> None:
    now = at("2016-03-05T10:00")
    told = {"channel": "telephone", "contact": "555", "safe_times": "mornings", "due": now, "now": now}
    assert rules.check_call_back(**told)
    for change in ({"contact": ""}, {"safe_times": " "}, {"channel": "owl"}, {"due": now - timedelta(days=2)}):
        assert not rules.check_call_back(**{**told, **change})
    assert rules.check_call_back(**{**told, "channel": "calls_again", "contact": ""})


def test_the_countries_differ_in_how_long_an_operator_sees_the_own_calls() -> None:
    assert {name: load(name).area(HotlineFile).call_life for name in ("az", "demo")} == {"az": "PT72H", "demo": "PT48H"}


def test_the_keys_and_topics_of_the_invented_country_differ() -> None:
    keys = {name: load(name).area(HotlineFile).quick for name in ("az", "demo")}
    assert (rules.quick_topic("2", keys["az"]), rules.quick_topic("2", keys["demo"])) == ("wages", "coast")
    assert [rules.quick_topic(key, keys["az"]) for key in ("9", "", "12", "x")] == ["outside", "", "", ""]
