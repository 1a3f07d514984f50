"""Capture histories: counts, overlaps, merging, leaving out, the digest, and what cannot be read."""

from itertools import permutations

import pytest

from dayaq.count.estimate.choosing.choice import stepwise
from dayaq.count.estimate.lists.captures import CaptureFault, Captures, from_memberships, from_records, from_rows
from tests.count.estimate.tables import small, table


def test_the_uk_table_has_the_published_sizes_and_overlaps() -> None:
    captures = table("UKdat")
    assert (captures.observed, captures.on_two_or_more, len(captures.histories())) == (2_744, 252, 25)
    assert [captures.written(pair) for pair in captures.empty_pairs()] == ["LA:GP", "LA:NCA"]
    assert captures.overlap()[0].tolist() == [94, 18, 21, 5, 0, 0]
    assert (captures.overlap() == captures.overlap().T).all()


def test_merging_two_lists_gives_the_published_five_list_tables() -> None:
    assert table("UKdat").merged([["PF", "NCA"]], ["PFNCA"]) == table("UKdat_5")
    merged = table("Ned").merged([["I", "O"]], ["IO"])
    assert merged.digest() == table("Ned_5").digest()


def test_rows_with_the_same_history_are_added() -> None:
    assert from_rows(["A", "B"], [[1, 0, 2], [1, 0, "3"], [1, 1, 4.0]]).counts == (0, 5, 0, 4)


def test_records_and_memberships_give_the_same_counts_as_rows() -> None:
    rows = from_rows(["A", "B"], [[1, 0, 2], [1, 1, 1]])
    assert from_records(["A", "B"], [[1, 0], ["1", "0"], [True, True]]) == rows
    assert from_memberships([("p1", "A"), ("p2", "A"), ("p3", "A"), ("p3", "B"), ("p3", "B")]) == rows


def test_leaving_a_list_out_loses_those_on_no_other_list() -> None:
    captures = small(("A", 5), ("B", 3), ("AB", 2), ("BC", 1))
    assert captures.without("A") == small(("B", 5), ("BC", 1), lists="BC")
    assert captures.inside("A") == Captures(("B", "C"), (0, 2, 0, 0))


def test_totals_count_whoever_is_on_all_of_them() -> None:
    captures = small(("ABC", 2), ("AB", 3), ("C", 1))
    assert captures.totals == (6, 5, 5, 5, 3, 2, 2, 2)


@pytest.mark.parametrize("order", list(permutations("ABC")))
def test_the_digest_does_not_depend_on_the_order_of_columns(order: tuple[str, ...]) -> None:
    captures = small(("A", 5), ("BC", 3), ("AC", 2))
    assert captures.reordered(order).digest() == captures.digest()


def test_the_digest_depends_on_names_histories_and_counts() -> None:
    digests = {
        small(("A", 5), ("B", 3)).digest(),
        small(("A", 3), ("B", 5)).digest(),
        small(("A", 5), ("C", 3)).digest(),
        small(("A", 5), ("B", 3), lists="ABD").digest(),
    }
    assert len(digests) == 4


def test_lists_that_say_nothing_are_left_out_with_a_note_and_nobody_is_lost() -> None:
    captures = small(("ABE", 5), ("CE", 3), ("ABCE", 2), lists="ABCDE")
    found, notes = captures.informative()
    assert found.lists == ("A", "C")
    assert found.observed == captures.observed
    assert notes == (
        "List B has the same persons as list A and is left out.",
        "List D has nobody on it and is left out.",
        "Everybody is on list E and on another list; it is left out.",
    )


def test_a_list_with_everybody_stays_if_somebody_is_on_no_other() -> None:
    captures = small(("A", 5), ("AB", 3), ("ABC", 2))
    assert captures.informative() == (captures, ())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([[1, 0, -1]], "line 7, column count: -1 is negative; a whole number from 0 is expected"),
        ([[1, 0, "2.5"]], "line 7, column count: 2.5 is not a whole number; a whole number from 0 is expected"),
        ([[1, 0, "few"]], "line 7, column count: 'few' is not a number; a whole number from 0 is expected"),
        ([[1, 0, ""]], "line 7, column count: there is no number; a whole number from 0 is expected"),
        ([[1, 2, 1]], "line 7, column B: '2' is neither 0 nor 1"),
        ([[None, 1, 1]], "line 7, column A: there is no mark; 0 or 1 is expected"),
        ([[0, 0, 4]], "line 7: nobody can be counted who is on no list; these are the persons to be estimated"),
        ([[1, 0]], "line 7: 2 values where 3 are expected"),
    ],
)
def test_a_fault_names_line_and_column(rows: list[list[object]], said: str) -> None:
    with pytest.raises(CaptureFault) as fault:
        from_rows(["A", "B"], rows, [7])
    assert str(fault.value) == said


def test_a_history_of_nobody_without_persons_is_read_over() -> None:
    assert from_rows(["A", "B"], [[0, 0, 0], [1, 1, 2]]).counts == (0, 0, 0, 2)


@pytest.mark.parametrize("lists", [[], [f"L{number}" for number in range(11)], ["A", "A"], ["A", ""]])
def test_from_one_to_ten_lists_with_names_of_their_own_are_expected(lists: list[str]) -> None:
    with pytest.raises(CaptureFault):
        from_records(lists, [[1] * len(lists)])


def test_no_more_than_ten_million_persons() -> None:
    with pytest.raises(CaptureFault, match="more than 10,000,000 persons in all cannot be used"):
        Captures(("A", "B"), (0, 9_000_000, 1_000_000, 1))


def test_a_merged_list_does_not_take_the_name_of_another() -> None:
    captures = Captures(("A", "B", "A+B"), (0, 1, 2, 3, 4, 5, 6, 7))
    assert captures.merged([["A", "B"]]).lists == ("A+B+", "A+B")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_terms_of_lists_with_a_colon_are_carried_over_by_their_places(order: tuple[int, ...]) -> None:
    plain, names = small(("A", 50), ("B", 40), ("C", 30), ("AB", 30), ("AC", 22), ("BC", 11)), ("A:B", "B", "A")
    other = Captures(names, plain.counts).reordered([names[place] for place in order])
    found = stepwise(other, 0.1)
    assert found.fit.estimate == pytest.approx(stepwise(plain, 0.1).fit.estimate, rel=1e-9)
    assert [other.written(term) for term in found.order] == [Captures(names, plain.counts).written(6)] or order != (0, 1, 2)


def test_an_unknown_list_is_named_beside_those_there_are() -> None:
    with pytest.raises(LookupError, match="there is no list X; there are: A, B, C"):
        small(("A", 1)).term("A:X")
