"""Two rounds: what is comparable, and what one answer more would do."""

from __future__ import annotations

from dataclasses import replace

from dayaq.assess.framework.rules import Instrument
from dayaq.assess.framework.rules.versions import Change
from dayaq.assess.results.rules.rounds import breaks, rounds
from dayaq.assess.results.rules.tables import tabulate
from dayaq.assess.results.rules.whole import Answers, leave
from dayaq.assess.survey.rules.urn import Answered
from tests.assess.results.people import SURVEY, crowd, seven

FEW, MANY = tabulate(SURVEY, seven()), tabulate(SURVEY, crowd(300))


def reworded(code: str) -> Instrument:
    """The next version of the survey with one item in other words."""

    def items(section: object) -> object:
        changed = [
            replace(item, text={**item.text, "en": "Said otherwise"}, version=2) if item.code == code else item for item in section.items
        ]
        return replace(section, items=tuple(changed))

    return replace(SURVEY, version=2, sections=tuple(items(section) for section in SURVEY.sections))


def test_an_item_asked_in_the_same_words_shows_both_counts_with_their_bases() -> None:
    later = tabulate(SURVEY, [Answered("en", "", {"3.1.4": "adequate"})] * 5 + [Answered("en", "", {"3.1.4": "inadequate"})] * 5)
    (found,) = [one for one in rounds(SURVEY, FEW, SURVEY, later) if one.code == "3.1.4"]
    adequate = next(line for line in found.lines if line.code == "adequate")
    assert (found.comparable, found.earlier_base, found.later_base) == (True, 7, 10)
    assert (adequate.earlier, adequate.later, adequate.change) == (4, 5, -7)  # 57.1 to 50 per cent
    assert found.care is not None
    assert found.care.params == {"points": 15}  # one of seven


def test_a_changed_wording_breaks_the_trend_and_shows_no_numbers_side_by_side() -> None:
    found = rounds(SURVEY, FEW, reworded("3.1.4"), FEW)
    (changed,) = [one for one in found if one.code == "3.1.4"]
    assert (changed.comparable, changed.lines, changed.why.code) == (False, (), "wording")
    assert breaks(found) == {Change.WORDING: 1}


def test_an_item_nobody_answered_is_not_compared() -> None:
    (found,) = [one for one in rounds(SURVEY, FEW, SURVEY, MANY) if one.code == "3.1.1"]
    assert (found.comparable, found.why.code) == (False, "results.silent")


def test_with_many_answers_no_care_is_asked_for() -> None:
    (found,) = [one for one in rounds(SURVEY, MANY, SURVEY, MANY) if one.code == "3.1.4"]
    assert (found.care, {line.change for line in found.lines}) == (None, {0})


def test_what_is_withheld_in_one_round_is_not_compared_outward() -> None:
    four = [Answered("en", "", {"3.1.4": "adequate"})] * 4
    before = leave(Answers(SURVEY, four, tabulate(SURVEY, four), {"country": "AZ"})).items
    after = leave(Answers(SURVEY, crowd(300), MANY, {"country": "AZ"})).items
    (found,) = [one for one in rounds(SURVEY, before, SURVEY, after) if one.code == "3.1.4"]
    assert (found.comparable, found.lines, found.earlier_base) == (False, (), None)
