"""Counting by hand: votes, first choices and 3-2-1 beside each other; sums that cannot be are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.assess.validation.rules import check_ballot, check_tally, counted, tallied

KNOWN = [chr(n) for n in range(ord("A"), ord("R"))]
THREE = {"E": 3, "J": 3, "L": 2, "H": 1, "M": 1}  # the printed votes of the workshop of 2016


def codes(decision) -> list[str]:
    return [reason.code for reason in decision.reasons]


def test_three_groups_of_three_give_nine_votes() -> None:
    count = counted([(["J", "E", "L"], True), (["J", "E", "M"], True), (["E", "J", "L"], True)], 3)
    assert (count.groups, count.total, count.ranked) == (3, 9, True)
    assert {row.code: (row.votes, row.first, row.score) for row in count.rows} == {
        "E": (3, 1, 2 + 2 + 3),
        "J": (3, 2, 3 + 3 + 2),
        "L": (2, 0, 2),
        "M": (1, 0, 1),
    }


def test_without_an_order_nothing_is_said_about_first_choices() -> None:
    count = counted([(["J", "E", "L"], True), (["J", "E", "M"], False)], 3)
    assert {(row.first, row.score) for row in count.rows} == {(None, None)}
    assert {(row.first, row.score) for row in tallied({"J": 3}, 3, 1).rows} == {(None, None)}


@pytest.mark.parametrize("groups", [3, 4])
def test_the_ten_votes_of_2016_are_refused(groups) -> None:
    refused = check_tally(THREE, groups, 3, KNOWN)
    assert codes(refused) == ["wrong_total"]
    assert "10 votes cannot be" in str(refused)


def test_nine_votes_of_three_groups_are_taken() -> None:
    assert check_tally(THREE | {"M": 0}, 3, 3, KNOWN).ok


def test_a_priority_never_has_more_votes_than_there_are_groups() -> None:
    assert codes(check_tally({"A": 4, "B": 2}, 2, 3, KNOWN)) == ["more_than_groups"]


@pytest.mark.parametrize(
    ("chosen", "other", "wrong"),
    [
        (["A", "B"], "", ["choices"]),
        (["A", "B", "C", "D"], "", ["choices"]),
        (["A", "A", "B"], "", ["chosen_twice"]),
        (["A", "B", "Z"], "", ["no_priority"]),
        (["A", "B", "Q"], "", ["which_other"]),
        (["A", "B", "Q"], "More shelters", []),
        (["A", "B", "C"], "", []),
    ],
)
def test_what_a_ballot_is(chosen, other, wrong) -> None:
    assert codes(check_ballot(chosen, 3, KNOWN, other)) == wrong


@given(st.lists(st.permutations(KNOWN).map(lambda letters: letters[:3]), max_size=12))
def test_every_count_of_ballots_passes_the_check_of_sums(ballots) -> None:
    count = counted([(chosen, True) for chosen in ballots], 3)
    assert count.total == 3 * len(ballots)
    assert sum(row.score for row in count.rows if row.score) == 6 * len(ballots)
    if ballots:
        assert check_tally({row.code: row.votes for row in count.rows}, count.groups, 3, KNOWN).ok
