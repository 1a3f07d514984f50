"""Two editions side by side: one person more, overlapping filters, what was hidden and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.table import CellStatus, Table
from dayaq.count.disclosure.auditing.audit import AuditFault, exact_cells
from dayaq.count.disclosure.auditing.differencing import differences
from dayaq.count.disclosure.tables.relations import Hierarchy, Release
from tests.count.disclosure.independent import Auditor, printed
from tests.count.disclosure.small import crossed, cube, lines, only, small_hidden, without
from tests.count.disclosure.uk import QUARTERS, Record, records

DIMS = ("form", "age", "sex")


def told(old: Sequence[Release], new: Sequence[Release], *, growing: bool = True, threshold: int = 5) -> set[tuple[str, str, int | None]]:
    """Code, cell and people of every finding, in a short form."""
    found = differences(old, new, threshold, growing)
    assert all(str(one.reason) for one in found)
    return {(one.code, " ".join(group for _, group in sorted(one.key)), one.people) for one in found}


def one_more(people: list[Record], place: int) -> list[Record]:
    return [{**one, "people": str(int(one["people"]) + (number == place))} for number, one in enumerate(people)]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_one_person_more_in_a_real_quarter_is_raised_with_cells_hidden_in_both(quarter: str) -> None:
    people = records(quarter, 16)
    old, new = (small_hidden(crossed(lines, DIMS), 5) for lines in (people, one_more(people, 17)))
    found = told([only(old)], [only(new)])
    form, age, sex = (people[17][dim] for dim in DIMS)
    assert {("changed", "", 1), ("changed", form, 1), ("changed", age, 1), ("changed", sex, 1)} <= found
    assert {people for code, _, people in found if code == "changed"} == {1}


@pytest.mark.parametrize("growing", [True, False])
@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_same_edition_twice_raises_nothing(quarter: str, growing: bool) -> None:
    table = small_hidden(crossed(records(quarter, 16), ("nationality", "form", "sex")), 5)
    assert told([only(table)], [only(table)], growing=growing) == set()


def test_growth_of_many_people_raises_only_the_cells_that_reveal_few() -> None:
    first, second = records("2022_q2"), records("2022_q3")
    old, new = crossed(first, DIMS), crossed(first + second, DIMS)
    added = crossed(second, DIMS)
    few = {cell.key for cell in added.cells if cell.value is not None and 0 < cell.value < 5}
    found = differences([only(old)], [only(new)], 5, growing=True)
    assert {one.key for one in found} == few
    assert {one.code for one in found} == {"changed"}
    assert 0 < len(few) < len(new.cells) / 2


def test_a_hidden_cell_comes_back_when_all_around_it_grew_by_a_known_number() -> None:
    """The row grew by one and the printed cell did not: the cell that is 5 now was 4."""
    old = without(cube((2, 3), (4, 3, 9, 3, 4, 9)), lambda cell: cell.value in (3, 4))
    new = without(cube((2, 3), (5, 3, 9, 3, 4, 9)), lambda cell: cell.value in (3, 4) and cell.dims != {"a": "a0", "b": "b0"})
    found = told([only(old)], [only(new)])
    assert ("recovered", "a0 b0", 4) in found
    assert {("changed", "a0", 1), ("changed", "b0", 1), ("changed", "", 1)} <= found


def test_a_cell_hidden_in_one_edition_and_printed_in_the_other_comes_back() -> None:
    table = cube((2, 2), (4, 3, 3, 9))
    corners = without(table, lambda cell: len(cell.dims) == 2)
    square = without(cube((2, 2), (4, 3, 3, 9)), lambda cell: len(cell.dims) == 1)
    assert {one[0] for one in told([only(corners)], [only(square)])} == {"recovered"}
    assert ("recovered", "a0 b0", 4) in told([only(corners)], [only(square)], growing=False)


def test_a_hidden_change_between_one_and_nothing_is_not_raised() -> None:
    """One person more, and no reader can say in which of the hidden cells."""
    old = without(cube((3,), (4, 3, 9)), lambda cell: cell.value in (3, 4))
    new = without(cube((3,), (4, 4, 9)), lambda cell: cell.value == 4)
    assert told([only(old)], [only(new)]) == {("changed", "", 1)}


def test_an_edition_that_loses_a_person_is_raised_when_editions_do_not_only_grow() -> None:
    old, new = cube((2, 2), (7, 8, 9, 10)), cube((2, 2), (7, 7, 9, 10))
    assert told([only(old)], [only(new)], growing=False) == {("changed", key, 1) for key in ("", "a0", "b1", "a0 b1")}


def test_editions_said_to_grow_must_not_shrink() -> None:
    old, new = cube((2, 2), (7, 8, 9, 10)), cube((2, 2), (7, 7, 9, 10))
    with pytest.raises(AuditFault, match="a=a0, b=b1 was 8 and is 7"):
        differences([only(old)], [only(new)], 5, growing=True)


def hidden_but(names: str, counts: Sequence[int]) -> Table:
    """A column of groups and their total, of which only the named ones are printed ("total" for the total)."""
    return without(cube((len(counts),), counts), lambda cell: cell.dims.get("a", "total") not in names.split())


def test_editions_that_cannot_count_the_same_people_are_compared_without_that() -> None:
    """Nothing is printed in both; of the same people x, y and z would be 9 + 5 + 9 = 20."""
    old, new = hidden_but("a1 total", (6, 5, 9)), hidden_but("a0 a2", (9, 7, 9))
    for growing in (True, False):
        (one,) = differences([only(old)], [only(new)], 5, growing)
        assert (one.code, one.key, one.people) == ("not_same", frozenset(), None)


def test_editions_that_do_not_fit_each_other_name_a_cell_that_files_have() -> None:
    old, new = hidden_but("a0 a2", (9, 7, 9)), hidden_but("a1 total", (6, 5, 9))
    with pytest.raises(AuditFault) as caught:
        differences([only(old)], [only(new)], 5, growing=True)
    assert "cases are only added" in str(caught.value)
    assert "*" not in str(caught.value)


def test_a_change_of_which_the_reader_knows_that_it_is_small_is_raised_without_a_number() -> None:
    """The two were one person together, and one of them is 2 now: one or two were added."""
    old, new = hidden_but("a2 total", (1, 0, 9)), hidden_but("a0 a2", (2, 0, 9))
    found = differences([only(old)], [only(new)], 5, growing=True)
    ranges = [(dict(one.key), dict(one.reason.params), one.people) for one in found if one.code == "changed"]
    assert ranges == [({"a": "a0"}, {"cell": "a=a0", "low": 1, "high": 2}, None)]
    assert "changed" not in {one.code for one in differences([only(old)], [only(new)], 2, growing=True)}


def test_a_difference_of_the_threshold_is_not_few() -> None:
    old, new = cube((2,), (7, 8)), cube((2,), (7, 13))
    assert told([only(old)], [only(new)]) == set()
    assert told([only(old)], [only(new)], threshold=6) == {("changed", "", 5), ("changed", "a1", 5)}


@pytest.mark.parametrize("growing", [True, False])
def test_a_filter_within_another_gives_the_people_between(growing: bool) -> None:
    """Men and all people by age: what is between are two children and nine adults."""
    men, people = cube((2,), (20, 30)), cube((2,), (22, 39))
    found = told([only(men, sex="Male")], [only(people)], growing=growing)
    assert found == {("filters", "a0", 2)}


def test_a_narrow_filter_after_a_wide_one_is_raised_too() -> None:
    men, people = cube((2,), (20, 30)), cube((2,), (22, 39))
    assert told([only(people)], [only(men, sex="Male")]) == {("filters", "a0", 2)}


def test_filters_over_a_hierarchy_give_the_people_between() -> None:
    regions = {"where": Hierarchy("where", {"Baku": "east", "Ganja": "west", "Sheki": "west"})}
    old = Release(cube((2,), (20, 30)), {"where": "Ganja"}, regions)
    new = Release(cube((2,), (21, 39)), {"where": "west"}, regions)
    assert told([old], [new]) == {("filters", "a0 west", 1)}


def test_a_month_within_a_period_gives_the_month_that_nobody_printed() -> None:
    months = {"month": Hierarchy("month", {"January": "winter", "February": "winter"})}
    january = Release(cube((2,), (20, 30)), {"month": "January"}, months)
    winter = Release(cube((2,), (21, 39)), {"month": "winter"}, months)
    codes = {(code, people) for code, _, people in told([january], [january, winter])}
    assert ("derived", 1) in codes


def test_the_people_between_are_not_told_when_a_table_prints_them_anyway() -> None:
    sexes = crossed([{"sex": "Male", "people": "20"}, {"sex": "Female", "people": "2"}], ("sex",))
    men = only(Table("people", (), tuple(cell for cell in cube((1,), (20,)).cells if not cell.dims)), sex="Male")
    assert told([men], [only(sexes)]) == set()


def test_overlapping_age_groups_give_their_common_part() -> None:
    """0-17 and 16-24 and their union 0-24: 16 and 17 are 12 + 9 - 18 = 3 people."""
    parts = {"0-17": 12, "16-24": 9, "0-24": 18}
    ages = {name: {str(age) for age in range(int(name.split("-")[0]), int(name.split("-")[1]) + 1)} for name in parts}
    releases = {name: only(_total(number), age=name) for name, number in parts.items()}
    found = differences([releases["0-17"], releases["16-24"]], [releases["0-24"]], 5, growing=False, made_of={"age": ages})
    assert [(one.code, dict(one.key), one.people) for one in found] == [("derived", {"age": "0-17 ∩ 16-24"}, 3)]
    apart = differences([releases["0-17"]], [releases["16-24"]], 5, growing=False, made_of={"age": ages})
    assert apart == ()


def test_age_groups_cut_elsewhere_in_the_next_edition_give_the_ages_between() -> None:
    ages = {"0-15": range(16), "16+": range(16, 99), "0-17": range(18), "18+": range(18, 99)}
    made_of = {"age": {name: {str(age) for age in span} for name, span in ages.items()}}
    old = crossed([{"age": "0-15", "people": "40"}, {"age": "16+", "people": "60"}], ("age",))
    new = crossed([{"age": "0-17", "people": "43"}, {"age": "18+", "people": "57"}], ("age",))
    found = differences([only(old)], [only(new)], 5, growing=False, made_of=made_of)
    assert {(one.code, one.people) for one in found} == {("derived", 3)}


def _total(number: int) -> Table:
    table = cube((1,), (number,))
    return replace(table, dims=(), cells=tuple(cell for cell in table.cells if not cell.dims))


def test_without_time_what_is_hidden_is_not_called_safe() -> None:
    table = without(cube((3, 3), (4, 3, 9, 3, 4, 9, 2, 2, 9)), lambda cell: cell.status is not CellStatus.HIDDEN and len(cell.dims) == 2)
    assert differences([only(table)], [only(table)], 5, growing=True) == ()
    found = differences([only(table)], [only(table)], 5, growing=True, seconds=0)
    assert {(one.code, one.people) for one in found} == {("recovered", None)}


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_what_growing_editions_give_back_agrees_with_the_independent_auditor(share: float) -> None:
    """There, the old edition is a group of the new one: the people counted first, beside those who came later."""
    dice = np.random.default_rng(5)
    first, later = records("2022_q2", 12), records("2022_q3", 12)
    dims = ("nationality", "form")
    kept = {line["nationality"] for line in first}
    later = [line | {"nationality": line["nationality"] if line["nationality"] in kept else "Other"} for line in later]
    old, new = (_more_hidden(crossed(people, dims), share, dice) for people in (first, first + later[:25]))
    rows = [line | {"wave": "first"} for line in lines(old)] + [line | {"wave": "Total"} for line in lines(new)]
    rows += [line | {"wave": "later", "people": ""} for line in lines(new)]
    other = Auditor([printed(rows, "people", (*dims, "wave"))]).exact()
    joint = {frozenset(pair for pair in name if pair[0] != "wave") for name in other}
    alone = {key for table in (old, new) for key in exact_cells([only(table)])}
    found = {one.key for one in differences([only(old)], [only(new)], 5, growing=True) if one.code == "recovered"}
    assert found | alone == joint
    assert found


def _more_hidden(table: Table, share: float, dice: np.random.Generator) -> Table:
    return without(small_hidden(table, 5), lambda cell: cell.value is not None and dice.random() < share)


@given(shape=st.sampled_from([(2, 3), (3, 3), (2, 2, 2)]), data=st.data())
def test_no_edition_raises_anything_beside_itself(shape: tuple[int, ...], data: st.DataObject) -> None:
    size = int(np.prod(shape))
    table = cube(shape, data.draw(st.lists(st.integers(0, 6), min_size=size, max_size=size)))
    hide = data.draw(st.sets(st.sampled_from([cell.key for cell in table.cells])))
    shown = without(table, lambda cell: cell.key in hide)
    assert differences([only(shown)], [only(shown)], 5, growing=data.draw(st.booleans())) == ()


@given(shape=st.sampled_from([(2, 3), (3, 3), (2, 2, 2)]), data=st.data())
def test_one_person_more_always_raises_the_total(shape: tuple[int, ...], data: st.DataObject) -> None:
    """Whatever else is hidden in the two editions, the total is enough."""
    size = int(np.prod(shape))
    counts = data.draw(st.lists(st.integers(0, 6), min_size=size, max_size=size))
    place = data.draw(st.integers(0, size - 1))
    more = [count + (number == place) for number, count in enumerate(counts)]
    hide = [data.draw(st.sets(st.sampled_from([cell.key for cell in cube(shape, counts).cells if cell.dims]))) for _ in "12"]
    old, new = (without(cube(shape, c), lambda cell, h=h: cell.key in h) for c, h in zip((counts, more), hide, strict=True))
    found = differences([only(old)], [only(new)], 5, growing=True)
    assert ("changed", frozenset(), 1) in {(one.code, one.key, one.people) for one in found}
    assert all(one.people == 1 for one in found if one.code == "changed")
