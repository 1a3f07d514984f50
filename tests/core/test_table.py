"""Tables: three kinds of nothing, margins, layout, and hidden cells that no subtraction brings back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayaq.core.period import Period
from dayaq.core.table import Cell, CellStatus, Table, csv_rows, guarded, hide_small, pivot

Y2017 = Period.year(2017)


def one_way(*counts: int) -> Table:
    cells = tuple(Cell({"sex": f"s{i}"}, n, source="register", period=Y2017) for i, n in enumerate(counts))
    return Table("victims_identified", ("sex",), cells).with_margins()


def two_way(counts: Sequence[Sequence[int]]) -> Table:
    cells = tuple(Cell({"sex": f"s{i}", "form": f"f{j}"}, n) for i, line in enumerate(counts) for j, n in enumerate(line))
    return Table("victims_identified", ("sex", "form"), cells).with_margins()


def texts(table: Table) -> list[str]:
    return [cell.text() for cell in table.cells]


def test_three_kinds_of_nothing_are_printed_differently() -> None:
    cells = [Cell({}, 0), Cell({}, None, CellStatus.HIDDEN), Cell({}, None, CellStatus.UNKNOWN)]
    assert [cell.text() for cell in cells] == ["0", "c", ""]


@pytest.mark.parametrize(("value", "status"), [(3, CellStatus.HIDDEN), (None, CellStatus.FINAL), (-1, CellStatus.FINAL)])
def test_cell_that_contradicts_itself_is_refused(value: int | None, status: CellStatus) -> None:
    with pytest.raises(ValueError, match=r"cannot have the value|not negative"):
        Cell({}, value, status)


def test_two_cells_for_the_same_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="two cells"):
        Table("m", ("a",), (Cell({"a": "x"}, 1), Cell({"a": "x"}, 2)))
    with pytest.raises(ValueError, match="lacks"):
        Table("m", ("a",), (Cell({"b": "x"}, 1),))


def test_margins_add_up_and_stay_unknown_with_an_unknown_part() -> None:
    table = one_way(66, 5)
    total = table.cell()
    assert total is not None
    assert (total.value, total.source, total.period) == (71, "register", Y2017)
    unknown = Table("m", ("a",), (Cell({"a": "x"}, 7), Cell({"a": "y"}, None, CellStatus.UNKNOWN))).with_margins()
    assert texts(unknown) == ["7", "", ""]


def test_json_has_the_stable_shape() -> None:
    rival = Cell({}, 23, CellStatus.PUBLISHED, "US TIP 2015", Period.year(2014))
    cell = Cell({}, 32, CellStatus.PUBLISHED, "US TIP 2015", Period.year(2014), (rival,))
    assert cell.as_json() == {
        "dims": {}, "value": 32, "status": "published", "source": "US TIP 2015", "period": "2014",
        "competing": [{
            "dims": {}, "value": 23, "status": "published", "source": "US TIP 2015", "period": "2014",
            "competing": [],
        }],
    }  # fmt: skip


def test_pivot_puts_margins_last() -> None:
    laid = pivot(two_way([[10, 20], [0, 7]]), "sex", "form")
    assert (laid.rows, laid.columns) == (("s0", "s1", None), ("f0", "f1", None))
    assert [[cell.text() if cell else None for cell in line] for line in laid.lines] == [
        ["10", "20", "30"],
        ["0", "7", "7"],
        ["10", "27", "37"],
    ]
    single = pivot(two_way([[10, 20], [0, 7]]), "sex")
    assert [line[0].value for line in single.lines if line[0]] == [30, 7, 37]
    with pytest.raises(ValueError, match="not laid out"):
        pivot(one_way(1), "age")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\n=1"])
def test_formula_is_made_harmless(text: str) -> None:
    assert guarded(text) == "'" + text


def test_csv_is_guarded_and_prints_cells_as_pages_do() -> None:
    table = Table("m", ("a",), (Cell({"a": "=cmd"}, 0, source="@x"), Cell({}, None, CellStatus.HIDDEN, "s", Y2017)))
    assert csv_rows(table) == [
        ["measure", "a", "value", "status", "source", "period"],
        ["m", "'=cmd", "0", "final", "'@x", ""],
        ["m", "", "c", "hidden", "s", "2017"],
    ]


def test_table_without_small_cells_is_unchanged() -> None:
    assert hide_small(one_way(66, 5, 0)) == one_way(66, 5, 0)


def test_single_girl_is_hidden_together_with_the_next_smallest_cell() -> None:
    assert texts(hide_small(one_way(50, 1, 8, 0))) == ["50", "c", "c", "0", "59"]


def test_small_total_is_hidden_with_its_only_part() -> None:
    assert texts(hide_small(one_way(0, 3))) == ["0", "c", "c"]
    assert texts(hide_small(one_way(0, 1))) == ["0", "c", "c"]


def test_two_ones_that_a_sum_of_two_would_give_away_take_a_third_cell() -> None:
    assert texts(hide_small(one_way(1, 1, 9))) == ["c", "c", "c", "11"]


def test_small_cell_in_a_square_takes_three_more() -> None:
    hidden = hide_small(two_way([[2, 30], [40, 50]]))
    assert texts(hidden) == ["c", "c", "c", "c", "122", "32", "90", "42", "80"]


def test_hidden_cell_keeps_only_published_rivals() -> None:
    rivals = (Cell({}, 3, CellStatus.PROVISIONAL), Cell({}, 4, CellStatus.PUBLISHED, "US TIP"))
    hidden = Cell({}, 3, competing=rivals).hidden()
    assert [rival.source for rival in hidden.competing] == ["US TIP"]


def test_cells_finer_than_two_dimensions_are_not_printed() -> None:
    cells = tuple(Cell({"a": a, "b": b, "c": c}, 100) for a, b, c in product(["x", "y"], ["x", "y"], ["x", "y"]))
    hidden = hide_small(Table("m", ("a", "b", "c"), cells).with_margins())
    printed = {frozenset(cell.dims) for cell in hidden.cells if cell.value is not None}
    assert printed == {frozenset(), frozenset("a"), frozenset("b"), frozenset("ab")}


def test_table_already_protected_is_refused() -> None:
    with pytest.raises(ValueError, match="hidden once"):
        hide_small(hide_small(one_way(1, 9)))


def _fits(guessed: int, true: int, *, hidden: bool) -> bool:
    return guessed >= min(true, 1) if hidden else guessed == true


def possible(full: Table, printed: Table) -> Iterator[dict[frozenset[tuple[str, str]], int]]:
    """Tables near the true one that agree with all that is not hidden: printed cells and every margin.

    A hidden count that is not 0 is known to be at least 1.
    """
    hidden = {cell.key for cell in printed.cells if cell.status is CellStatus.HIDDEN}
    inner = list(full.inner())
    ranges = [
        range(max(cell.value - 2, min(cell.value, 1)), cell.value + 3) if cell.key in hidden else (cell.value,)
        for cell in inner
        if cell.value is not None
    ]
    known = {cell.key: cell.value or 0 for cell in full.with_margins().cells}
    for values in product(*ranges):
        guess = Table(full.measure, full.dims, tuple(Cell(c.dims, n) for c, n in zip(inner, values, strict=True)))
        counts = {cell.key: cell.value or 0 for cell in guess.with_margins().cells}
        if all(_fits(counts[key], known[key], hidden=key in hidden) for key in known):
            yield {key: counts[key] for key in hidden}


def worked_out(full: Table) -> list[frozenset[tuple[str, str]]]:
    """Hidden cells that only one value fits."""
    printed = hide_small(full)
    found: dict[frozenset[tuple[str, str]], set[int]] = {}
    for guess in possible(full, printed):
        for key, value in guess.items():
            found.setdefault(key, set()).add(value)
    return [key for key, values in found.items() if len(values) == 1]


def small_are_hidden(full: Table) -> bool:
    shown = [cell for cell in hide_small(full).cells if cell.value is not None]
    return all(cell.value == 0 or (cell.value or 0) >= 5 for cell in shown)


def test_no_hidden_cell_of_any_small_line_can_be_worked_out() -> None:
    for counts in product(range(8), repeat=3):
        assert small_are_hidden(one_way(*counts))
        assert worked_out(one_way(*counts)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_hidden_cell_of_a_square_can_be_worked_out(counts: list[list[int]]) -> None:
    assert small_are_hidden(two_way(counts))
    assert worked_out(two_way(counts)) == []


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.integers(0, 8), min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_hidden_cell_of_a_wider_table_can_be_worked_out(counts: list[list[int]]) -> None:
    assert small_are_hidden(two_way(counts))
    assert worked_out(two_way(counts)) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=2), min_size=2, max_size=2))
def test_margins_known_from_elsewhere_give_nothing_away(counts: list[list[int]]) -> None:
    full = two_way(counts)
    inner = Table(full.measure, full.dims, tuple(full.inner()))
    everything_hidden = all(cell.value is None for cell in hide_small(inner).cells)
    assert everything_hidden or worked_out(inner) == []
