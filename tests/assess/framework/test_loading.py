"""What comes with Dayaq is whole: the counts of the source, three languages, no fault."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dayaq.assess.framework.rules import loading
from dayaq.assess.framework.rules.checking import blocking, faults, framework_faults, guide_faults
from dayaq.assess.framework.rules.shape import Malformed, fingerprint, parsed, plain, read

LANGUAGES = ("en", "az", "ru")


def test_the_survey_has_the_items_of_the_source_and_one_of_our_own() -> None:
    survey = loading.common("ct-nat-survey")
    assert Counter(item.source for item in survey.items) == {"ct-nat": 78, "dayaq": 1}
    assert [item.code for item in survey.items if item.source == "dayaq"] == ["1.7"]
    assert Counter(item.code.split(".")[0] for item in survey.items if item.kind == "scale") == {"3": 13, "4": 15, "5": 10, "6": 8, "7": 16}
    assert len([block for section in survey.sections for block in section.blocks]) == 9


def test_the_two_scales_of_adequacy_stay_two() -> None:
    scales = loading.common("ct-nat-survey").scales
    codes = {code: [choice.code for choice in scales[code].choices] for code in ("adequate", "adequate_services")}
    assert codes["adequate"][2] == "neither"
    assert codes["adequate_services"][2] == "some_victims_only"
    assert {scale.polarity for scale in scales.values()} == {"best_first"}


def test_nothing_blocks_publishing_and_two_criteria_lack_a_question() -> None:
    found = faults(loading.common("ct-nat-survey"), loading.criteria())
    assert blocking(found) == []
    assert [one.where for one in found] == ["2.1", "4.5"]


@pytest.mark.parametrize("country", loading.variants())
def test_a_variant_has_the_codes_of_the_common_survey(country: str) -> None:
    variant, shared = loading.common("ct-nat-survey", country), loading.common("ct-nat-survey")
    assert variant.country == country
    assert blocking(faults(variant, loading.criteria())) == []
    assert [item.code for item in variant.items] == [item.code for item in shared.items]


def test_a_variant_adds_where_it_says(tmp_path: Path) -> None:
    for file in loading.DATA.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "variants").mkdir()
    (tmp_path / "variants" / "ge.yaml").write_text(
        "country: GE\nadd:\n- {section: '3', after: '3.1.7', item: {code: '3.9', kind: text, text: {en: Why?, az: Niyə?, ru: Почему?}}}\n",
        encoding="utf-8",
    )
    codes = [item.code for item in loading.from_folder(tmp_path, "survey", "GE").items]
    assert codes[codes.index("3.1.7") + 1] == "3.9"


def test_the_guide_has_forty_questions_fifty_four_prompts_and_two_of_our_own() -> None:
    guide = loading.guide()
    assert guide_faults(guide) == []
    theirs = [question for question in guide.questions if question.source == "ct-nat"]
    assert (len(theirs), sum(len(question.prompts) for question in theirs)) == (40, 54)
    assert len([question for question in guide.questions if question.source == "dayaq"]) == 2
    assert [section.code for section in guide.sections if section.always] == ["1", "7", "8"]
    assert {question.always for question in guide.asked(["3"])[1].questions} == {False}


@pytest.mark.parametrize(
    ("picked", "well"), [(["3", "4"], True), (["2", "3", "4"], True), (["3"], False), (["2", "3", "4", "5"], False), (["3", "7"], False)]
)
def test_two_or_three_sections_are_picked(picked: list[str], well: bool) -> None:
    assert loading.guide().well_picked(picked) is well


def test_there_are_twenty_five_criteria_with_four_cells() -> None:
    criteria = loading.criteria()
    assert framework_faults(criteria, loading.areas(), LANGUAGES) == []
    assert Counter(one.area for one in criteria) == {1: 5, 2: 5, 3: 5, 4: 5, 5: 5}
    questions = {question.code for question in loading.guide().questions}
    items = {item.code for item in loading.common("ct-nat-survey").items}
    assert [one.code for one in criteria if set(one.interview) - questions or set(one.survey) - items] == []


def test_items_and_criteria_say_the_same_of_each_other() -> None:
    survey = loading.common("ct-nat-survey")
    said = {(one.code, item) for one in loading.criteria() for item in one.survey}
    assert {(code, item.code) for item in survey.items for code in item.criteria} == said


def test_the_recommendations_of_the_sources_are_there() -> None:
    asked = loading.asked_before()
    known = {one.id for one in asked}
    assert len(asked) == len(known) == 145
    assert [one.id for one in asked if one.area not in (0, 1, 2, 3, 4, 5) or not one.text] == []
    assert [one.id for one in asked if set(one.same_as) - known] == []


def test_priorities_are_lettered() -> None:
    assert [choice.code for choice in loading.priorities()] == list("ABCDEFGHIJKLMNOPQ")
    assert [choice.code for choice in loading.priorities() if choice.opens] == ["Q"]


def test_an_instrument_is_the_same_after_it_was_stored() -> None:
    survey = loading.common("ct-nat-survey", "AZ")
    again = read(plain(survey))
    assert again == survey
    assert fingerprint(again) == fingerprint(survey)


def test_a_misspelt_key_and_a_code_that_is_a_number_are_named() -> None:
    from dayaq.assess.framework.rules.instrument import Item

    with pytest.raises(Malformed) as caught:
        parsed(Item, {"code": 3.1, "kind": "one", "text": {"en": "x"}, "hints": {}}, "survey.yaml")
    assert sorted(fault.partition(":")[0] for fault in caught.value.faults) == ["code", "hints"]


def test_an_unknown_instrument_is_named() -> None:
    with pytest.raises(loading.UnknownInstrument, match="ct-nat-survey"):
        loading.common("no-such")
