"""Support by its rules: what is asked, what is agreed, what never waits; beside one another the packs of two countries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.support import SupportFile
from dayaq.respond.support import rules
from dayaq.respond.support.queries import follow_up_days

AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
DAY = date(2016, 5, 2)


@pytest.mark.parametrize("status", [[], ["at_risk"], ["identified"], ["not_identified"]])
def test_ass_04_a_case_of_the_assistance_centre_needs_no_decision(status: list[str]) -> None:
    centre = load("az").area(SupportFile).centres[0]
    assert rules.may_take(status, centre.takes, self_identified=centre.self_identified).ok


def test_ass_04_who_is_not_named_is_helped_all_the_same() -> None:
    centre = load("demo").area(SupportFile).centres[0]
    answer = rules.may_take(["at_risk"], centre.takes, self_identified=centre.self_identified)
    assert (answer.ok, answer.reasons[0].code) == (True, "not_named")


@pytest.mark.parametrize("code", ["az", "demo"])
def test_every_body_named_by_a_pack_is_a_body(code: str) -> None:
    pack = load(code)
    file = pack.area(SupportFile)
    for rule in (*file.centres, *file.rehabilitation):
        assert len(pack.bodies_meant(rule.by)) >= len(rule.by)


def test_ass_07_texts_that_name_different_bodies_stand_side_by_side() -> None:
    named = [set(rule.by) for rule in load("az").area(SupportFile).rehabilitation]
    assert named[1] - named[0] == {"education"}


@pytest.mark.parametrize(
    ("answer", "urgency", "ok"), [("yes", "now", True), ("yes", "", False), ("no", "", True), ("no", "now", False), ("maybe", "", False)]
)
def test_ass_06_a_need_has_an_urgency_and_nothing_else_has(answer: str, urgency: str, ok: bool) -> None:
    assert rules.check_need(answer, urgency).ok is ok


def test_ass_06_two_assessments_are_compared() -> None:
    before = {"housing": ("yes", "now"), "work": ("no", ""), "legal": ("yes", "later"), "money": ("unknown", "")}
    after = {"housing": ("no", ""), "work": ("yes", "weeks"), "legal": ("yes", "now"), "money": ("unknown", ""), "safety": ("yes", "now")}
    assert {one.domain: one.kind for one in rules.compared(before, after)} == {
        "housing": "met", "work": "new", "legal": "worse", "money": "same", "safety": "first"
    }  # fmt: skip


def test_ass_06_a_plan_is_agreed_with_goals_a_day_and_a_review() -> None:
    fine = rules.check_agreement(1, signed_on=DAY, today=DAY, copy_given=True, review_on=DAY + timedelta(days=30))
    assert (fine.ok, fine.reasons) == (True, ())
    assert not rules.check_agreement(0, signed_on=DAY, today=DAY, copy_given=True, review_on=DAY + timedelta(days=1))
    assert not rules.check_agreement(1, signed_on=DAY + timedelta(days=1), today=DAY, copy_given=True, review_on=DAY + timedelta(days=9))
    assert not rules.check_agreement(1, signed_on=DAY, today=DAY, copy_given=True, review_on=DAY)
    assert rules.check_agreement(1, signed_on=DAY, today=DAY, copy_given=False, review_on=date(2016, 6, 1)).reasons[0].code == "no_copy"


def test_hints_of_a_stage_lock_nothing() -> None:
    assert [reason.code for reason in rules.hints("recovery", assessed=False, planned=False)] == ["not_assessed", "not_planned"]
    assert [reason.code for reason in rules.hints("first_assistance", assessed=False, planned=False)] == ["not_assessed"]


def test_ass_02_a_service_without_consent_is_recorded_and_said() -> None:
    answer = rules.consent_needed("given", ["legal"], "social")
    assert (answer.ok, [reason.code for reason in answer.reasons]) == (True, ["no_consent"])
    assert rules.consent_needed("given", [], "emergency_medical", emergency=True).reasons == ()


def test_ass_02_consent_for_a_child_is_the_guardians_and_never_gives_the_place_on() -> None:
    assert not rules.check_consent("person", child=True, scope=(), expires=None, at=AT)
    assert rules.check_consent("guardian", child=True, scope=("G3",), expires=AT + timedelta(days=1), at=AT)
    assert not rules.check_consent("person", child=False, scope=("G5",), expires=None, at=AT)


def test_a_cost_has_a_currency_and_what_was_not_there_a_reason() -> None:
    assert not rules.check_service("given", "", Decimal(5), "")
    assert not rules.check_service("not_available", "", None, "")
    assert rules.check_service("not_available", "no_place", None, "")


def test_ass_05_care_is_free_in_one_country_and_not_in_the_other() -> None:
    answers = {code: rules.may_charge(load(code).area(SupportFile).care[0].free).ok for code in ("az", "demo")}
    assert answers == {"az": False, "demo": True}
    assert load("az").area(SupportFile).care[0].institutions == 4


@pytest.mark.parametrize(("waiting", "taken", "missing", "left"), [(3, 0, 2, 8), (5, 0, 0, 8), (2, 6, 0, 2), (9, 8, 0, 0)])
def test_a_course_begins_when_enough_wait(waiting: int, taken: int, missing: int, left: int) -> None:
    state = rules.course_state(5, 8, waiting=waiting, taken=taken)
    assert (state.missing, state.left, state.may_start) == (missing, left, missing == 0)


def test_ass_10_the_looks_back_follow_the_pack() -> None:
    az = {clock: due.date().isoformat() for clock, due in follow_up_days(load("az"), date(2016, 1, 15))}
    assert az == {"follow_up_first": "2016-04-16", "follow_up_second": "2016-07-16", "follow_up_last": "2017-01-16"}
    assert [clock for clock, _due in follow_up_days(load("demo"), date(2024, 1, 15))] == ["follow_up_early", "follow_up_late"]


def test_ass_10_a_look_back_is_an_answer_or_the_reason_why_there_is_none() -> None:
    assert rules.check_follow_up("reached", {"job": "yes", "retrafficked": "no"})
    assert rules.check_follow_up("lost", {})
    assert not rules.check_follow_up("lost", {"job": "yes"})
    assert not rules.check_follow_up("asleep", {})


def test_the_packs_differ_in_every_rule_a_country_sets() -> None:
    az, demo = load("az").area(SupportFile), load("demo").area(SupportFile)
    for name in ("centres", "care", "rehabilitation", "dependants", "language_help", "overlap", "follow_up", "plan_review"):
        assert getattr(az, name) != getattr(demo, name), name


def test_no_rule_of_support_reads_co_operation_or_asks_for_a_decision() -> None:
    from pathlib import Path

    folder = Path(rules.__file__).parent
    texts = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py") if "migrations" not in file.parts)
    assert ".cooperates" not in texts
