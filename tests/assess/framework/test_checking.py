"""Every kind of fault, planted one at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dayaq.assess.framework.rules.checking import blocking, faults
from dayaq.assess.framework.rules.criteria import Criterion
from dayaq.assess.framework.rules.instrument import Block, Instrument, Item, Section
from tests.assess.framework.world import ITEMS, STATEMENTS, changed, choice, small, w

CRITERIA = tuple(Criterion(code, 1, w(code), {}) for code in ("1.1", "1.2"))


def found(instrument: Instrument, criteria: tuple[Criterion, ...] = ()) -> list[tuple[str, str]]:
    return [(one.where, one.code) for one in blocking(faults(instrument, criteria))]


def sections(second: Section) -> Instrument:
    whole = small()
    return replace(whole, sections=(whole.sections[0], second))


def test_a_whole_instrument_has_no_fault() -> None:
    assert found(small()) == []


@pytest.mark.parametrize(
    ("instrument", "where", "code"),
    [
        (changed("1.5", text={"en": "why", "az": "niyə"}), "1.5", "gap"),
        (changed("1.5", hint={"en": "a", "az": "b", "ru": " "}), "1.5", "gap"),
        (changed("1.5", text={"en": "%(who)s", "az": "%(who)s", "ru": "кто"}), "1.5", "placeholder"),
        (small(notes={"not_my_field": {"en": "x", "az": "y"}}), "not_my_field", "gap"),
        (changed("2.1", code="2.2"), "2.2", "twice"),
        (changed("1.3", choices=(choice("m"), choice("m"))), "1.3", "twice"),
        (changed("1.5", code="1 5"), "1 5", "code"),
        (changed("2.1", scale="adequate"), "2.1", "scale"),
        (changed("2.1", block="9"), "2.1", "block"),
        (changed("1.3", choices=()), "1.3", "choices"),
        (changed("1.5", choices=(choice("a"), choice("b"))), "1.5", "choices"),
        (changed("1.1", least=4), "1.1", "number"),
        (changed("1.1", most=9), "1.1", "number"),
        (changed("1.4", choices=(choice("A", opens=True), choice("Q", opens=True), choice("B"))), "1.4", "opens"),
        (changed("1.2", among="1.3"), "1.2", "among"),
        (changed("1.2", among="1.2"), "1.2", "among"),
        (changed("1.2", among="9.9"), "1.2", "among"),
        (small(items=(ITEMS[1], ITEMS[0])), "1.2", "among"),
    ],
)
def test_a_planted_fault_is_found_where_it_is(instrument: Instrument, where: str, code: str) -> None:
    assert (where, code) in found(instrument)


def test_one_introduction_under_two_sections_is_found() -> None:
    """Slip 7: one section repeats the words of another."""
    second = small().sections[1]
    assert found(sections(replace(second, intro={"en": "Intro  ONE en", "az": "other", "ru": "third"}))) == [("2", "same_intro")]


def test_two_names_for_one_thing_in_a_block_are_found() -> None:
    """Slip 8: States beside State agencies."""
    one = replace(STATEMENTS[0], text={**w("x"), "en": "State agencies meet each other"})
    two = replace(STATEMENTS[1], text={**w("y"), "en": "States invite international organizations"})
    assert found(small(statements=(one, two))) == [("2", "term")]
    assert found(small(statements=(one, replace(two, text={**w("y"), "en": "State agencies invite others"})))) == []


def test_an_unknown_criterion_blocks_and_an_uncovered_one_informs() -> None:
    instrument = changed("2.1", criteria=("1.1", "9.9"))
    assert found(instrument, CRITERIA) == [("2.1", "criterion")]
    assert [(one.where, one.level) for one in faults(instrument, CRITERIA)][1:] == [("1.2", "information")]


def test_a_block_and_its_statement_stand_on_one_scale() -> None:
    second = small().sections[1]
    assert ("2.1", "block") in found(sections(replace(second, blocks=(Block("2", w("stem"), "other"),))))


def test_a_scale_of_one_answer_is_none() -> None:
    whole = small()
    assert ("agree", "scale") in found(replace(whole, scales={"agree": replace(whole.scales["agree"], choices=(choice("yes"),))}))


def test_a_statement_without_a_scale_is_found() -> None:
    assert ("3", "scale") in found(small(items=(*ITEMS, Item("3", "scale", w("alone")))))
