"""Tables: three kinds of nothing, margins and layout."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dayaq.core.period import Period
from dayaq.core.table import Cell, CellStatus, Table, csv_rows, guarded, pivot

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


def test_hidden_cell_keeps_only_published_rivals() -> None:
    rivals = (Cell({}, 3, CellStatus.PROVISIONAL), Cell({}, 4, CellStatus.PUBLISHED, "US TIP"))
    hidden = Cell({}, 3, competing=rivals).hidden()
    assert [rival.source for rival in hidden.competing] == ["US TIP"]
