"""What may be compared between two rounds."""

from __future__ import annotations

from dataclasses import replace

from dayaq.assess.framework.rules.instrument import Instrument
from dayaq.assess.framework.rules.versions import Change, compare, same, unmarked
from tests.assess.framework.world import ITEMS, STATEMENTS, changed, choice, small, w

BEFORE = small()


def change(later: Instrument, code: str) -> Change:
    return next(one.change for one in compare(BEFORE, later) if one.code == code)


def test_nothing_changed() -> None:
    assert {one.change for one in compare(BEFORE, small())} == {Change.UNCHANGED}
    assert same(BEFORE, replace(small(), version=2))


def test_changed_wording_breaks_the_trend_and_needs_a_higher_version() -> None:
    later = changed("2.1", text=w("better"))
    assert change(later, "2.1") is Change.WORDING
    assert [one.code for one in unmarked(BEFORE, later)] == ["2.1"]
    assert unmarked(BEFORE, changed("2.1", text=w("better"), version=2)) == []
    assert [one.comparable for one in compare(BEFORE, later) if one.code == "2.1"] == [False]


def test_a_changed_stem_changes_every_statement_under_it() -> None:
    second = replace(BEFORE.sections[1], blocks=(replace(BEFORE.sections[1].blocks[0], text=w("another stem")),))
    later = replace(BEFORE, sections=(BEFORE.sections[0], second))
    assert [one.code for one in unmarked(BEFORE, later)] == ["2.1", "2.2"]


def test_other_answers_are_another_scale() -> None:
    fewer = replace(BEFORE.scales["agree"], choices=BEFORE.scales["agree"].choices[:2])
    later = replace(BEFORE, scales={"agree": fewer})
    assert change(later, "2.1") is Change.SCALE
    assert change(changed("1.1", most=4, least=4), "1.1") is Change.SCALE
    turned = replace(BEFORE.scales["agree"], polarity="worst_first")
    assert change(replace(BEFORE, scales={"agree": turned}), "2.1") is Change.SCALE


def test_a_translation_that_was_missing_breaks_nothing() -> None:
    gap = changed("1.5", text={"en": "why en", "az": "why az"})
    difference = next(one for one in compare(gap, BEFORE) if one.code == "1.5")
    assert (difference.change, difference.comparable) == (Change.TRANSLATION, True)
    assert unmarked(gap, BEFORE) == []


def test_a_changed_translation_is_changed_wording() -> None:
    assert change(changed("1.5", text={**w("why"), "ru": "другое"}), "1.5") is Change.WORDING


def test_new_and_gone_are_named() -> None:
    later = small(items=ITEMS[:4], statements=(*STATEMENTS, replace(STATEMENTS[0], code="2.3", text=w("new"))))
    differences = {one.code: one for one in compare(BEFORE, later)}
    assert (differences["1.5"].change, differences["2.3"].change) == (Change.GONE, Change.NEW)
    assert list(differences)[-1] == "1.5"


def test_another_label_is_changed_wording() -> None:
    relabelled = tuple(replace(one, label=w("other")) if one.code == "m" else one for one in ITEMS[2].choices)
    assert change(changed("1.3", choices=relabelled), "1.3") is Change.WORDING
    assert change(changed("1.3", choices=(*ITEMS[2].choices, choice("q"))), "1.3") is Change.SCALE
