"""Tables of answers: bases, shares that add, marks and ranks."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dayaq.assess.framework.rules import NOT_MY_FIELD
from dayaq.assess.results.rules.shares import rounded
from dayaq.assess.results.rules.tables import tabulate
from dayaq.assess.survey.rules.urn import Answered
from tests.assess.results.people import MARKS, PRINTED, SURVEY, crowd, seven


@pytest.mark.parametrize("code", PRINTED)
def test_an_item_has_the_counts_that_were_printed_in_2016(code: str) -> None:
    found = tabulate(SURVEY, seven())[code]
    assert tuple(found.counts.values()) == PRINTED[code]
    assert (found.base, found.unanswered, found.respondents) == (sum(PRINTED[code]), 7 - sum(PRINTED[code]), 7)


def test_eighteen_marks_are_six_people_with_three_each() -> None:
    found = tabulate(SURVEY, seven(), unordered=["8.1"])["8.1"]
    assert (found.votes, found.base) == (18, 6)
    assert {letter: n for letter, n in found.counts.items() if n} == MARKS
    assert (found.ranked, found.first, found.score) == (False, {}, {})


def test_first_second_and_third_choices_give_three_two_and_one_points() -> None:
    people = [Answered("en", "", {"8.1": choice}) for choice in (["A", "B", "J"], ["A", "J", "B"], ["J", "A", "N"])]
    found = tabulate(SURVEY, people)["8.1"]
    assert (found.counts["A"], found.first["A"], found.score["A"], found.places["A"]) == (3, 2, 8, (2, 1, 0))
    assert sum(found.score.values()) == 3 * 6


def test_a_rank_counts_who_stands_first_and_every_place() -> None:
    people = [
        Answered("en", "", {"2.4": ["women", "girls", "men", "boys"]}),
        Answered("en", "", {"2.4": ["men", "women", "girls", "boys"]}),
    ]
    found = tabulate(SURVEY, people)["2.4"]
    assert found.counts == {"women": 1, "men": 1, "girls": 0, "boys": 0}
    assert found.places["girls"] == (0, 1, 1, 0)


def test_who_does_not_know_is_in_no_base_and_no_share() -> None:
    people = [Answered("en", "", {"3.1.1": answer}) for answer in ("adequate", "adequate", "inadequate", NOT_MY_FIELD)] + [
        Answered("en", "", {})
    ]
    found = tabulate(SURVEY, people)["3.1.1"]
    assert (found.base, found.not_my_field, found.unanswered, found.respondents) == (3, 1, 1, 5)
    assert found.shares["adequate"] == Fraction(2, 3)


def test_an_answer_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match=r"item 3\.1\.1: often is not offered"):
        tabulate(SURVEY, [Answered("en", "", {"3.1.1": "often"})])


def test_every_item_agrees_with_counting_one_by_one() -> None:
    people = crowd(300)
    for code, found in tabulate(SURVEY, people).items():
        values = [one.answers[code] for one in people if one.answers.get(code) not in (None, NOT_MY_FIELD)]
        if found.kind in {"one", "scale"}:
            assert {c: n for c, n in found.counts.items() if n} == Counter(values)
        elif found.kind in {"many", "top"}:
            assert {c: n for c, n in found.counts.items() if n} == Counter(choice for value in values for choice in value)
        assert found.base == len(values)
        assert found.base + found.not_my_field + found.unanswered == 300


@given(some.lists(some.integers(0, 50), min_size=1, max_size=8).filter(any), some.sampled_from([100, 10_000]))
def test_rounded_shares_add_up_and_none_is_a_unit_off(counts: list[int], units: int) -> None:
    named = {str(n): count for n, count in enumerate(counts)}
    found = rounded(named, sum(counts), units, adds=True)
    assert sum(found.values()) == units
    assert all(abs(share - Fraction(named[code] * units, sum(counts))) < 1 for code, share in found.items())
    assert all(found[a] >= found[b] for a in named for b in named if named[a] > named[b])


def test_shares_of_several_answers_stand_each_alone() -> None:
    assert rounded({"a": 3, "b": 2, "c": 0}, 4, 100, adds=False) == {"a": 75, "b": 50, "c": 0}


def test_nobody_answered_has_no_shares() -> None:
    assert rounded({"a": 0}, 0, 100, adds=True) == {}
