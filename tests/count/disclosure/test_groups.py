"""Group disclosure: full rows, one exception, zeros, rows of one and two people."""

from __future__ import annotations

from dayaq.core.table import Table
from dayaq.core.table.cells import Cell
from dayaq.count.disclosure.auditing.groups import groups
from dayaq.count.disclosure.tables.relations import Hierarchy, Release
from tests.count.disclosure.small import crossed, cube, only, small_hidden, without
from tests.count.disclosure.uk import records


def told(table: Table) -> list[tuple[str, str, int | None]]:
    """Code, cell and people of every finding, in a short form."""
    return [(one.code, " ".join(group for _, group in sorted(one.key)), one.people) for one in groups([only(table)])]


def test_a_table_in_which_every_row_is_mixed_tells_nothing_of_a_group() -> None:
    assert told(cube((2, 2), (3, 4, 5, 6))) == []


def test_a_row_that_lies_in_one_group_is_full() -> None:
    found = groups([only(cube((3, 2), (7, 0, 5, 6, 4, 4)))])
    assert [(one.code, dict(one.key), one.people) for one in found if one.code == "full"] == [("full", {"a": "a0", "b": "b0"}, 7)]
    assert "Everybody in a=a0 is in b=b0 (7 people)" in str(found[0].reason)


def test_a_row_with_one_exception_is_told() -> None:
    assert ("all_but_one", "a0 b0", 6) in told(cube((2, 2), (6, 1, 5, 6)))


def test_rows_of_one_and_two_are_told_once() -> None:
    found = told(cube((3, 2, 2), (1, 0, 0, 0, 1, 0, 0, 1, 9, 9, 9, 9)))
    assert [one for one in found if one == ("few", "a0", 1)] == [("few", "a0", 1)]
    assert [one for one in found if one == ("few", "a1", 2)] == [("few", "a1", 2)]


def test_an_empty_row_tells_of_nobody() -> None:
    assert told(cube((2, 2), (0, 0, 5, 6))) == [("full", "a1 b0", 5), ("full", "a1 b1", 6), ("full", "a1", 11), *ZEROS]


ZEROS = [("zeros", "b0", 5), ("zeros", "b1", 6), ("zeros", "", 11)]


def test_the_fewest_people_come_first_and_zeros_last() -> None:
    found = told(cube((3, 3), (40, 0, 0, 0, 5, 0, 1, 0, 1)))
    assert [code for code, _, _ in found].index("zeros") == sum(code != "zeros" for code, _, _ in found)
    people = [number or 0 for code, _, number in found if code != "zeros"]
    assert people == sorted(people)


def test_hidden_parts_tell_nothing() -> None:
    table = cube((2, 2), (6, 1, 5, 6))
    assert told(without(table, lambda cell: len(cell.dims) == 2)) == []


def test_a_total_that_follows_from_its_parts_counts_as_printed() -> None:
    table = without(cube((2, 2), (7, 0, 5, 6)), lambda cell: cell.dims == {"a": "a0"})
    assert ("full", "a0 b0", 7) in told(table)


def test_a_level_of_a_hierarchy_can_be_full() -> None:
    table = cube((3,), (8, 0, 9))
    table = Table(table.measure, table.dims, (*table.cells, Cell({"a": "west"}, 8)))
    regions = {"a": Hierarchy("a", {"a0": "west", "a1": "west"})}
    full = [one for one in groups([Release(table, {}, regions)]) if one.code == "full"]
    assert [(dict(one.key), one.people) for one in full] == [({"a": "a0"}, 8)]


def test_a_dimension_of_one_group_tells_nothing() -> None:
    assert told(cube((2, 1), (5, 6))) == []


def test_hiding_small_counts_leaves_full_rows_of_a_real_quarter() -> None:
    """Five people of one nationality, one form: all of one sex. No count is small, and the sex of each is printed."""
    table = small_hidden(crossed(records("2022_q3", 16), ("nationality", "form", "sex")), 5)
    full = [one for one in groups([only(table)]) if one.code == "full"]
    rows = {(one.reason.params["row"], one.reason.params["group"], one.people) for one in full}
    assert ("form=Criminal, nationality=Sudanese", "sex=Male", 5) in rows
    assert all(one.people is not None and one.people >= 5 for one in full)
