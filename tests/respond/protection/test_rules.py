"""Rules of protection, pure; az beside demo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.bodies import SELECTOR_WORDS
from dayaq.core.pack.schema.protection import ProtectionFile
from dayaq.respond.protection import rules

AZ, DEMO = load("az"), load("demo")
DAY = date(2020, 3, 2)


def file_of(pack: Pack) -> ProtectionFile:
    return pack.area(ProtectionFile)


def codes(decision: Any) -> list[str]:
    return [reason.code for reason in decision.reasons]


def test_vwp_03_az_names_no_term_and_demo_names_one_for_each_level() -> None:
    assert file_of(AZ).review is None
    review = file_of(DEMO).review
    assert review is not None
    latest = rules.latest_review(DAY, review.within["high"], DEMO.calendar)
    assert latest == date(2020, 3, 5)
    assert rules.check_review(DAY, date(2020, 3, 5), latest, "x").ok
    assert codes(rules.check_review(DAY, date(2020, 3, 6), latest, "x")) == ["review_too_late"]
    assert codes(rules.check_review(DAY, DAY, None, "x")) == ["review_before"]
    assert rules.check_review(DAY, date(2021, 3, 2), None, "x").ok


def test_two_assessments_side_by_side() -> None:
    before, last = rules.Seen("low", frozenset({"debt"})), rules.Seen("high", frozenset({"debt", "weapons"}))
    assert rules.compared(last, before) == rules.Change("higher", ("weapons",), ())
    assert rules.compared(before, last) == rules.Change("lower", (), ("weapons",))
    assert rules.compared(last, last).direction == "same"


def test_vwp_04_an_identified_victim_has_a_plan_and_in_demo_a_presumed_one_too() -> None:
    one, other = file_of(AZ).safety_plan, file_of(DEMO).safety_plan
    assert one is not None
    assert other is not None
    assert rules.needs_plan(["identified"], one.statuses, planned=False)
    assert not rules.needs_plan(["identified"], one.statuses, planned=True)
    assert not rules.needs_plan(["presumed"], one.statuses, planned=False)
    assert rules.needs_plan(["presumed"], other.statuses, planned=False)


def test_a_plan_has_steps_and_is_agreed() -> None:
    assert codes(rules.check_plan(" ", agreed=True)) == ["empty_plan"]
    assert codes(rules.check_plan("call", agreed=False)) == ["not_agreed"]
    assert rules.check_plan("call", agreed=True).ok


def test_vwp_01_a_refusal_has_its_reason_and_its_body() -> None:
    assert codes(rules.check_answer("refused", "", "court", ["court"])) == ["reason_needed"]
    assert rules.check_answer("refused", "not_necessary", "court", ["court"]).ok
    assert codes(rules.check_answer("granted", "", "ngo", ["court"])) == ["not_deciding"]
    assert rules.check_answer("refused_by_person", "", "", ["court"]).ok
    assert codes(rules.check_answer("perhaps", "", "court", ["court"])) == ["not_on_list"]


@pytest.mark.parametrize(
    ("pack", "kind", "standing", "unlawful"),
    [
        (AZ, "fined", "presumed", True),
        (AZ, "fined", "suspected", False),
        (AZ, "warned", "identified", False),
        (AZ, "removed", "identified", True),
        (DEMO, "fined", "suspected", True),
        (DEMO, "warned", "identified_by_panel", True),
    ],
)
def test_npu_01_punishment_from_the_packs_status_on_is_against_the_rule(pack: Pack, kind: str, standing: str, unlawful: bool) -> None:
    rule = file_of(pack).non_punishment
    assert rule is not None
    assert rules.punished(kind, rule.punishes, [standing], rule.statuses) is unlawful


def test_npu_01_an_answer_follows_an_invocation_once() -> None:
    assert codes(rules.may_answer_invocation(invoked=False, answered=False, answer="granted")) == ["not_invoked"]
    assert codes(rules.may_answer_invocation(invoked=True, answered=True, answer="granted")) == ["answered_already"]
    assert rules.may_answer_invocation(invoked=True, answered=False, answer="none").ok


@pytest.mark.parametrize("pack", [AZ, DEMO], ids=["az", "demo"])
def test_whom_the_file_names_exists_and_every_code_leads_somewhere(pack: Pack) -> None:
    part = file_of(pack)
    selectors = [s for one in part.measures.values() for s in one.decided_by] + list(part.telling.by if part.telling else ())
    assert [s for s in selectors if s not in SELECTOR_WORDS and s not in pack.bodies] == []
    assert part.safety_plan is not None
    assert part.non_punishment is not None
    assert {*part.safety_plan.statuses, *part.non_punishment.statuses} <= set(pack.status)
    assert set(part.non_punishment.punishes) <= set(pack.codes["liability_kind"].items)
    assert {one.family for one in part.measures.values()} == {"safety", "court"}


def test_every_value_a_country_chooses_is_another_in_demo() -> None:
    for name in ("review", "safety_plan", "measures", "telling", "non_punishment"):
        assert getattr(file_of(AZ), name) != getattr(file_of(DEMO), name), name
