"""Rights by their rules: what is owed to whom, when it is told, who answers, what may be erased; two packs beside one another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.respond.rights import rules
from dayaq.respond.rights.rules import Kept, State

AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
DAY = date(2016, 5, 2)


def owed(code: str, *statuses: str, foreign: bool = False, day: date = DAY) -> set[str]:
    return set(rules.owed(load(code).area(RightsFile).rights, statuses, foreign=foreign, day=day))


def test_rfl_04_everybody_is_told_that_help_does_not_hang_on_the_police() -> None:
    assert {"help", "no_police", "data_protection", "complaint", "legal_aid", "legal_aid_cost", "legal_aid_providers"} <= owed("az")
    assert "reflection" not in owed("az")


def test_rfl_04_reflection_is_told_where_it_is_in_force_and_the_status_opens_it() -> None:
    assert "reflection" in owed("az", "presumed")
    assert "reflection" not in owed("az", "presumed", day=date(2012, 5, 1))
    assert "reflection" not in owed("demo", "identified", day=date(2024, 5, 1))
    assert "reflection" in owed("demo", "presumed", day=date(2024, 5, 1))


def test_residence_is_told_to_people_from_abroad() -> None:
    assert ("residence" in owed("az", foreign=True), "residence" in owed("az")) == (True, False)


def test_the_second_look_is_told_after_a_no_in_one_country_and_to_everybody_in_the_other() -> None:
    assert ("review" in owed("az"), "review" in owed("az", "not_identified"), "review" in owed("demo", day=date(2024, 1, 1))) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("said", "now", "state"),
    [
        ([], AT, State.DUE),
        (["no"], AT, State.UNCLEAR),
        (["partly", "yes"], AT + timedelta(days=9), State.TOLD),
        ([], AT + timedelta(days=2), State.LATE),
        (["partly"], AT + timedelta(days=2), State.LATE),
    ],
)
def test_told_is_what_was_understood(said: list[str], now: datetime, state: State) -> None:
    assert rules.state_of(said, AT + timedelta(days=1), now) is state


def test_a_telling_in_a_language_not_understood_is_not_understood() -> None:
    how = {"method": "spoken", "understood": "yes", "own_words": True, "speaks": ["ru"]}
    assert not rules.check_telling(["help"], language="az", **how)
    assert rules.check_telling(["help"], language="az", **{**how, "understood": "no"})
    assert rules.check_telling(["help"], language="ru", **{**how, "own_words": False}).reasons[0].code == "not_said_back"
    assert not rules.check_telling([], language="ru", **how)


def test_a22_nobody_answers_a_complaint_about_the_own_side() -> None:
    assert not rules.may_answer({"a", "b"}, "b", answers=True)
    assert rules.may_answer({"a"}, "b", answers=True)
    assert not rules.may_answer({"a"}, "b", answers=False)


def test_what_is_laid_before_the_body_names_nobody_without_consent() -> None:
    assert not rules.check_hearing("The person of AZ-1234 says", ["AZ-1234"], may_name=False)
    assert rules.check_hearing("The person of AZ-1234 says", ["AZ-1234"], may_name=True)
    assert rules.check_hearing("A resident says", ["AZ-1234", ""], may_name=False)


def test_dat_04_nothing_is_erased_that_is_open_or_kept_by_law() -> None:
    erase = ("erasure", "granted", "")
    assert not rules.may_grant(*erase, Kept(closed=False, until=None, named=False), AT)
    kept = rules.may_grant(*erase, Kept(closed=True, until=AT + timedelta(days=1), named=True), AT)
    assert not kept
    assert kept.reasons[0].params == {"until": (AT + timedelta(days=1)).date()}  # a day, that pages write in their language
    assert rules.may_grant(*erase, Kept(closed=True, until=AT - timedelta(days=1), named=True), AT)
    weighed = rules.may_grant(*erase, Kept(closed=True, until=None, named=False), AT)
    assert (weighed.ok, weighed.reasons[0].code) == (True, "no_time_named")
    assert not rules.may_grant("access", "refused", "", Kept(closed=False, until=None, named=False), AT)


def test_the_packs_differ_in_every_rule_a_country_sets() -> None:
    az, demo = load("az").area(RightsFile), load("demo").area(RightsFile)
    for name in ("rights", "complaint", "request", "retention", "clocks"):
        assert getattr(az, name) != getattr(demo, name), name
    assert [file.retention[0].keep for file in (az, demo)] == [None, "P10Y"]


@pytest.mark.parametrize("code", ["az", "demo"])
def test_every_right_has_its_time(code: str) -> None:
    pack = load(code)
    for name, right in pack.area(RightsFile).rights.items():
        assert pack.clocks[right.clock], name
