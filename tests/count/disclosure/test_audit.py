"""The audit: every interval is the one found by trying all tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.core.table import Cell, CellStatus, Table
from dayaq.count.disclosure.auditing.audit import AuditFault, Interval, audit, audit_system, exact_cells
from dayaq.count.disclosure.tables.relations import Hierarchy, Release, Sum, System
from tests.count.disclosure.independent import Auditor, printed
from tests.count.disclosure.small import Ends, crossed, cube, lines, masked, only, small_hidden, tried, without
from tests.count.disclosure.uk import records

HOLE = [{"a": f"a{row}", "b": f"b{column}"} for row, column in ((0, 0), (0, 1), (1, 0), (1, 1), (2, 2))]


def found(table: Table, at_least: int = 0) -> Ends:
    intervals = audit([only(table)], at_least=at_least)
    assert all(interval.proved for interval in intervals)
    assert [i.exact for i in intervals] == [i.low == i.high for i in intervals]
    return {interval.key: (interval.low, interval.high) for interval in intervals}


def agree(table: Table) -> None:
    ends = tried(table)
    assert found(table) == ends
    assert set(exact_cells([only(table)])) == {key for key, (low, high) in ends.items() if low == high}


def drawn(dice: np.random.Generator, shape: tuple[int, ...]) -> Table:
    size = 1
    for length in shape:
        size *= length
    return cube(shape, dice.choice((0, 0, 1, 1, 2, 3, 4, 5, 6), size).tolist())


def test_every_hidden_pattern_of_two_by_two() -> None:
    dice = np.random.default_rng(4)
    for pattern in range(2**9):
        agree(masked(drawn(dice, (2, 2)), pattern))


def test_every_table_of_two_by_two_with_counts_to_three_and_its_inner_cells_hidden() -> None:
    for counts in product(range(4), repeat=4):
        agree(without(cube((2, 2), counts), lambda cell: len(cell.dims) == 2))


@pytest.mark.long
@pytest.mark.parametrize("first", range(7))
def test_every_table_of_two_by_two_with_every_choice_of_inner_cells(first: int) -> None:
    for others in product(range(7), repeat=3):
        table = cube((2, 2), (first, *others))
        inner = [cell.key for cell in table.inner()]
        for pattern in range(1, 2**4):
            hide = {key for place, key in enumerate(inner) if pattern >> place & 1}
            agree(without(table, lambda cell, hide=hide: cell.key in hide))


@pytest.mark.parametrize("seed", range(4))
def test_every_hidden_pattern_of_two_by_three(seed: int) -> None:
    dice = np.random.default_rng(seed)
    for pattern in range(seed, 2**12, 4):
        agree(masked(drawn(dice, (2, 3)), pattern))


@pytest.mark.parametrize("shape", [(3, 3), (3, 4), (4, 4), (2, 2, 2), (2, 2, 3), (5,)])
def test_a_sample_of_larger_tables(shape: tuple[int, ...]) -> None:
    dice = np.random.default_rng(7)
    for _ in range(60):
        table = without(drawn(dice, shape), lambda _: dice.random() < 0.45)
        if sum(cell.status is CellStatus.HIDDEN and len(cell.dims) == len(shape) for cell in table.cells) < 8:
            agree(table)


def test_an_inner_cell_of_a_table_without_totals_has_no_upper_end() -> None:
    table = without(cube((2, 2), (1, 2, 3, 4)), lambda cell: cell.dims.get("a") != "a1" or len(cell.dims) == 1)
    ends = found(table)
    assert ends[frozenset({("a", "a0"), ("b", "b0")})] == (0, None)
    assert ends[frozenset({("a", "a1")})] == (7, 7)


def test_a_reader_who_knows_that_zeros_are_shown_finds_out_more() -> None:
    """1 + 1 = 2: two hidden counts that are not 0 are both 1."""
    table = without(cube((3,), (1, 1, 6)), lambda cell: cell.value == 1)
    assert set(found(table).values()) == {(0, 2)}
    assert set(found(table, at_least=1).values()) == {(1, 1)}


@pytest.mark.parametrize("seed", range(3))
def test_hidden_counts_known_not_to_be_zero_agree_with_trying_every_table(seed: int) -> None:
    dice = np.random.default_rng(seed)
    for _ in range(40):
        table = drawn(dice, (3, 3))
        table = without(table, lambda cell: bool(cell.value) and dice.random() < 0.5)
        assert found(table, at_least=1) == tried(table, at_least=1)


def test_whole_numbers_tell_more_than_the_reals() -> None:
    """y is twice x and at most 1: over the reals up to 1, in whole numbers 0."""
    x, z, y, p, q = (frozenset({("g", name)}) for name in "xzypq")
    ones = [frozenset({("t", name)}) for name in "123"]
    # y = x + z; x + p = 7; z + p = 7; y + q = 1
    sums = (Sum(2, (0, 1)), Sum(5, (0, 3)), Sum(6, (1, 3)), Sum(7, (2, 4)))
    known = System((x, z, y, p, q, *ones), (None,) * 5 + (7, 7, 1), (False,) * 8, (True,) * 5 + (False,) * 3, sums)
    assert audit_system(known, cells=[y]) == (Interval(y, 0, 0, exact=True),)
    assert audit_system(known, cells=[y], whole=False) == (Interval(y, 0, 1, exact=True, proved=False),)
    assert [(one.low, one.high) for one in audit_system(known)] == [(0, 0), (0, 0), (0, 0), (7, 7), (1, 1)]
    assert all(one.exact for one in audit_system(known, ends=False))


def test_without_time_nothing_is_called_safe() -> None:
    table = without(cube((3, 3), (1, 2, 3, 4, 5, 6, 1, 2, 3)), lambda cell: len(cell.dims) == 2)
    for one in audit([only(table)], seconds=0):
        assert one.exact
        assert not one.proved
        low, high = tried(table)[one.key]
        assert one.low <= low
        assert one.high is not None
        assert high is not None
        assert one.high >= high
    assert len(exact_cells([only(table)], seconds=0)) == 9


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    audit([only(without(cube((3, 3), range(9)), lambda cell: len(cell.dims) == 2))], progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (9, 9)
    assert told == sorted(told)


def test_only_the_cells_asked_for_are_answered() -> None:
    table = without(cube((2, 2), (1, 2, 3, 4)), lambda cell: len(cell.dims) == 2)
    key = frozenset({("a", "a1"), ("b", "b1")})
    assert [(one.key, one.low, one.high) for one in audit([only(table)], cells=[key])] == [(key, 3, 6)]


def test_an_unknown_cell_is_open_but_not_hidden() -> None:
    table = cube((2, 2), (1, 2, 3, 4))
    cells = tuple(
        replace(cell, value=None, status=CellStatus.UNKNOWN) if cell.dims == {"a": "a0", "b": "b0"} else cell for cell in table.cells
    )
    unknown = replace(table, cells=cells)
    assert audit([only(unknown)]) == ()
    assert [(one.low, one.high) for one in audit([only(unknown)], cells=[frozenset({("a", "a0"), ("b", "b0")})])] == [(1, 1)]


def test_an_earlier_release_gives_a_cell_away() -> None:
    table = without(cube((2, 2), (1, 2, 3, 4)), lambda cell: len(cell.dims) == 2)
    earlier = without(cube((2, 2), (1, 2, 3, 4)), lambda cell: cell.dims != {"a": "a0", "b": "b0"})
    assert exact_cells([only(table)]) == ()
    assert len(exact_cells([only(table), only(earlier)])) == 3


def test_a_year_is_what_a_period_leaves() -> None:
    """2019 is hidden; its total follows from the period and the other years, and so do cells of full rows."""
    years = Hierarchy("year", {"2018": "2018-2019", "2019": "2018-2019"})
    first, second = cube((2, 2), (5, 6, 7, 8)), cube((2, 2), (1, 0, 2, 9))
    both = cube((2, 2), (6, 6, 9, 17))
    releases = [
        Release(first, {"year": "2018"}),
        Release(without(second, lambda _: True), {"year": "2019"}),
        Release(both, {"year": "2018-2019"}, {"year": years}),
    ]
    answers = {one.key: (one.low, one.high) for one in audit(releases)}
    expected = {cell.key | {("year", "2019")}: (cell.value, cell.value) for cell in second.cells}
    assert answers == expected


def test_a_hierarchy_gives_a_part_away() -> None:
    table = cube((4,), (1, 2, 3, 4))
    level = Cell({"a": "west"}, 3)
    table = replace(table, cells=(*table.cells, level))
    regions = {"a": Hierarchy("a", {"a0": "west", "a1": "west"})}
    hidden = without(table, lambda cell: cell.dims in ({"a": "a0"}, {"a": "a2"}))
    assert {(one.low, one.high) for one in audit([Release(hidden, {}, regions)])} == {(1, 1), (3, 3)}


def test_totals_that_do_not_add_are_named() -> None:
    table = cube((2, 2), (1, 2, 3, 4))
    wrong = replace(table, cells=tuple(replace(cell, value=4) if cell.dims == {"a": "a1", "b": "b0"} else cell for cell in table.cells))
    with pytest.raises(AuditFault, match="a=a1 is 7, but its parts make 8"):
        audit([only(wrong)])


def test_a_contradiction_among_hidden_cells_is_named() -> None:
    """Both rows say 3 people, the columns say 4 and 3: no table fits, though each sum alone could."""
    table = without(cube((2, 2), (1, 2, 2, 1)), lambda cell: len(cell.dims) == 2 or not cell.dims)
    wrong = replace(table, cells=tuple(replace(cell, value=4) if cell.dims == {"b": "b0"} else cell for cell in table.cells))
    with pytest.raises(AuditFault, match="contradict each other"):
        audit([only(wrong)])


def test_two_numbers_for_one_cell_are_named() -> None:
    with pytest.raises(AuditFault, match="a=a0, b=b0 is 9 here and 1 elsewhere"):
        audit([only(cube((2, 2), (1, 2, 3, 4))), only(cube((2, 2), (9, 2, 3, 4)))])


def test_a_table_hidden_by_hand_with_a_hole_is_found_out() -> None:
    """Four cells hidden in a square are safe; a fifth, alone in its row and column, is not."""
    table = cube((3, 3), (2, 7, 9, 8, 3, 6, 9, 8, 1))
    square = without(table, lambda cell: cell.dims in HOLE[:4])
    assert exact_cells([only(square)]) == ()
    assert exact_cells([only(without(table, lambda cell: cell.dims in HOLE))]) == (frozenset(HOLE[4].items()),)


@pytest.mark.parametrize("dims", [("form", "age", "sex"), ("all_forms", "age", "sex"), ("nationality", "form")])
@pytest.mark.parametrize("share", [0.0, 0.25])
def test_a_real_quarter_agrees_with_the_independent_auditor(dims: tuple[str, ...], share: float) -> None:
    dice = np.random.default_rng(3)
    table = without(small_hidden(crossed(records("2022_q3", 12), dims), 5), lambda cell: cell.value is not None and dice.random() < share)
    other = Auditor([printed(lines(table), "people", dims)])
    assert found(table) == other.intervals()
    assert set(exact_cells([only(table)])) == other.exact()


def test_linked_tables_agree_with_the_independent_auditor() -> None:
    quarter = records("2022_q3", 6)
    forms = small_hidden(crossed(quarter, ("form", "sex")), 30)
    ages = small_hidden(crossed(quarter, ("sex", "age")), 200)
    other = Auditor([printed(lines(forms), "people", forms.dims), printed(lines(ages), "people", ages.dims)])
    answers = {one.key: (one.low, one.high) for one in audit([only(forms), only(ages)])}
    assert answers == other.intervals()


@st.composite
def tables(draw: st.DrawFn) -> Table:
    shape = draw(st.sampled_from([(2, 3), (3, 3), (2, 2, 2), (4, 2)]))
    size = int(np.prod(shape))
    table = cube(shape, draw(st.lists(st.integers(0, 6), min_size=size, max_size=size)))
    marks = draw(st.lists(st.booleans(), min_size=len(table.cells), max_size=len(table.cells)))
    hide = {cell.key for cell, mark in zip(table.cells, marks, strict=True) if mark}
    return without(table, lambda cell: cell.key in hide)


@given(table=tables(), data=st.data())
def test_adding_a_released_table_never_widens_what_is_safe(table: Table, data: st.DataObject) -> None:
    """Another edition of the same people, with other cells hidden, can only tell more."""
    ends = {one.key: one for one in audit([only(table)])}
    truth = data.draw(st.sampled_from([0, 1, 2, 3]))
    values = {key: (one.low if truth % 2 else one.high or one.low) for key, one in ends.items()}
    key = data.draw(st.sampled_from(sorted(values, key=sorted))) if values else None
    shown = Table("people", table.dims, (Cell(dict(key), values[key]),)) if key is not None else table
    after = audit([only(table), only(shown)])
    for one in after:
        before = ends[one.key]
        assert before.low <= one.low
        assert before.high is None or (one.high is not None and one.high <= before.high)
        assert one.exact or not before.exact


@given(table=tables(), data=st.data())
def test_the_order_of_groups_and_dimensions_changes_nothing(table: Table, data: st.DataObject) -> None:
    cells = data.draw(st.permutations(table.cells))
    dims = data.draw(st.permutations(table.dims))
    assert set(audit([only(Table("people", tuple(dims), tuple(cells)))])) == set(audit([only(table)]))


def test_any_system_of_sums_agrees_with_trying_all_numbers() -> None:
    """Sums as no table has them, where the ends over the reals are often no whole numbers."""
    dice = np.random.default_rng(2)
    searched = 0
    for _ in range(150):
        truth = dice.integers(0, 3, 6)
        sums, totals = [], []
        for _ in range(int(dice.integers(2, 6))):
            parts = tuple(sorted(dice.choice(6, int(dice.integers(2, 4)), replace=False).tolist()))
            sums.append(parts)
            totals.append(int(truth[list(parts)].sum()))
        inside = sorted({place for parts in sums for place in parts})
        numbers = np.indices((max(totals) + 1,) * len(inside)).reshape(len(inside), -1)
        for parts, total in zip(sums, totals, strict=True):
            numbers = numbers[:, numbers[[inside.index(place) for place in parts]].sum(axis=0) == total]
        keys = [frozenset({("x", str(place))}) for place in range(6 + len(sums))]
        known = System(
            tuple(keys),
            (None,) * 6 + tuple(totals),
            (False,) * len(keys),
            (True,) * 6 + (False,) * len(sums),
            tuple(Sum(6 + number, parts) for number, parts in enumerate(sums)),
        )
        expected = [(int(column.min()), int(column.max())) for column in numbers]
        asked = [keys[place] for place in inside]
        assert [(one.low, one.high, one.proved) for one in audit_system(known, cells=asked)] == [(*ends, True) for ends in expected]
        exact = [one.exact for one in audit_system(known, cells=asked, ends=False)]
        assert exact == [low == high for low, high in expected]
        searched += any(not one.proved for one in audit_system(known, cells=asked, whole=False))
    assert searched
