"""What leaves the office on the pages of one measure and period: no small count, and none that subtraction brings back."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.count.figures.rules import above, catalogue, withheld
from tests.count.disclosure.independent import Auditor, Printed

Pages = list[Table]


def one_way(*counts: int) -> Table:
    return Table("m", ("sex",), tuple(Cell({"sex": f"s{i}"}, n) for i, n in enumerate(counts))).with_margins()


def two_way(counts: Sequence[Sequence[int]]) -> Table:
    cells = tuple(Cell({"sex": f"s{i}", "form": f"f{j}"}, n) for i, line in enumerate(counts) for j, n in enumerate(line))
    return Table("m", ("sex", "form"), cells).with_margins()


def many_way(shape: Sequence[int], counts: Sequence[int]) -> Table:
    groups = product(*(range(size) for size in shape))
    dims = tuple("abcd"[: len(shape)])
    cells = (Cell({dim: f"{dim}{n}" for dim, n in zip(dims, place, strict=True)}, value) for place, value in zip(groups, counts, strict=True))
    return Table("m", dims, tuple(cells)).with_margins()


def leaves(table: Table, threshold: int = 5) -> Table:
    hidden = withheld(table, threshold).every
    return Table(table.measure, table.dims, tuple(cell.hidden() if cell.key in hidden else cell for cell in table.cells))


def texts(table: Table) -> list[str]:
    return [cell.text() for cell in leaves(table).cells]


def pages(table: Table) -> Pages:
    """The table and every table by fewer of its dimensions, each protected as its own page protects it."""
    kept = chain.from_iterable(combinations(table.dims, size) for size in range(len(table.dims) + 1))
    return [leaves(Table(table.measure, dims, tuple(cell for cell in table.cells if set(cell.dims) <= set(dims)))) for dims in kept]


def beside(found: Pages) -> dict[Key, int | None]:
    """All that these pages print, laid side by side; None where every page that has the cell hides it."""
    printed: dict[Key, int | None] = {}
    for page in found:
        for cell in page.cells:
            printed[cell.key] = cell.value if printed.get(cell.key) is None else printed[cell.key]
    return printed


def exact(printed: Mapping[Key, int | None], dims: tuple[str, ...], within: Mapping[str, Mapping[str, str]] | None = None) -> set[Key]:
    """The second auditor, which shares no code with the program, on all pages together."""
    hidden = {key for key, value in printed.items() if value is None}
    return Auditor([Printed(dims, dict(printed), hidden, within=within or {})]).exact()


def small_left(found: Pages, threshold: int = 5) -> list[Cell]:
    return [cell for page in found for cell in page.cells if cell.value is not None and 0 < cell.value < threshold]


def test_table_without_small_cells_is_unchanged() -> None:
    assert texts(one_way(66, 5, 0)) == ["66", "5", "0", "71"]


def test_single_girl_is_hidden_together_with_the_next_smallest_cell() -> None:
    assert texts(one_way(50, 1, 8, 0)) == ["50", "c", "c", "0", "59"]


def test_small_total_is_hidden_with_its_only_part() -> None:
    assert texts(one_way(0, 3)) == ["0", "c", "c"]
    assert texts(one_way(0, 1)) == ["0", "c", "c"]


def test_two_ones_that_a_sum_of_two_would_give_away_take_a_third_cell() -> None:
    assert texts(one_way(1, 1, 9)) == ["c", "c", "c", "11"]


def test_small_cell_in_a_square_takes_three_more() -> None:
    assert texts(two_way([[2, 30], [40, 50]])) == ["c", "c", "c", "c", "122", "32", "90", "42", "80"]


def test_why_a_cell_is_hidden() -> None:
    back = withheld(one_way(50, 1, 8, 0), 5)
    assert back.small == {frozenset({("sex", "s1")})}
    assert back.others == {frozenset({("sex", "s2")})}


@pytest.mark.parametrize("threshold", [3, 5, 10])
def test_the_threshold_is_the_countrys(threshold: int) -> None:
    shown = leaves(one_way(2, 4, 9, 30), threshold)
    assert small_left([shown], threshold) == []
    assert shown.cell(sex="s3") == Cell({"sex": "s3"}, 30)


def _fits(guessed: int, true: int, *, hidden: bool) -> bool:
    return guessed >= min(true, 1) if hidden else guessed == true


def possible(full: Table, printed: Mapping[Key, int | None]) -> Iterator[dict[Key, int]]:
    """Tables near the true one that agree with all that is printed; a hidden count that is not 0 is known to be at least 1."""
    inner = list(full.inner())
    ranges = [
        range(max(cell.value - 3, min(cell.value, 1)), cell.value + 4) if printed[cell.key] is None else (cell.value,)
        for cell in inner
        if cell.value is not None
    ]
    known = {cell.key: cell.value or 0 for cell in full.cells}
    for values in product(*ranges):
        counts: dict[Key, int] = {}
        for key in known:
            counts[key] = sum(value for cell, value in zip(inner, values, strict=True) if key <= cell.key)
        if all(_fits(counts[key], known[key], hidden=printed[key] is None) for key in known):
            yield counts


def worked_out(full: Table) -> set[Key]:
    """Hidden cells of all pages for which only one number fits."""
    printed = beside(pages(full))
    found: dict[Key, set[int]] = {key: set() for key, value in printed.items() if value is None}
    for guess in possible(full, printed):
        for key, seen in found.items():
            seen.add(guess[key])
        if all(len(seen) > 1 for seen in found.values()):
            return set()
    return {key for key, values in found.items() if len(values) == 1}


def given_by_the_total(full: Table) -> bool:
    """A printed total that the reader's knowledge of "at least 1" takes apart: as many people as hidden groups."""
    printed = beside(pages(full))
    lines = {key for key in printed if len(key) < len(full.dims) and printed[key] is not None}
    return any(
        printed[key] == sum(1 for cell in full.inner() if key <= cell.key and printed[cell.key] is None) + sum(
            printed[cell.key] or 0 for cell in full.inner() if key <= cell.key
        )
        for key in lines
    )


def test_no_hidden_cell_of_any_small_line_can_be_worked_out() -> None:
    for counts in product(range(8), repeat=3):
        full = one_way(*counts)
        assert small_left(pages(full)) == []
        assert worked_out(full) == set() or given_by_the_total(full), counts
        assert exact(beside(pages(full)), full.dims) == set(), counts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_no_hidden_cell_of_a_square_can_be_worked_out(counts: list[int]) -> None:
    full = two_way([counts[:2], counts[2:]])
    assert small_left(pages(full)) == []
    assert worked_out(full) == set() or given_by_the_total(full)
