"""Shares, rates, means, quantiles and pictures tell nothing that their protected counts do not; printed percentages are audited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayaq.core.chart import BarChart
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.count.disclosure.auditing.audit import exact_cells
from dayaq.count.disclosure.derived import inherit
from dayaq.count.disclosure.derived.inherit import Derived, mean, quantile, rates, ratio, shares
from dayaq.count.disclosure.derived.rounded import Percentage, as_releases, bases, behind, narrowed, told, told_together
from dayaq.count.disclosure.tables.relations import Release

HIDDEN = CellStatus.HIDDEN
C = Cell({}, None, HIDDEN)
UNKNOWN = Cell({}, None, CellStatus.UNKNOWN)


def n(value: int, status: CellStatus = CellStatus.FINAL) -> Cell:
    return Cell({}, value, status)


def key(**dims: str) -> Key:
    return frozenset(dims.items())


def table(women: Sequence[int | None], men: Sequence[int | None]) -> Table:
    """Sex by age with its margins; None is hidden."""
    counts: dict[tuple[str, str], int | None] = {}
    for sex, line in (("f", women), ("m", men), ("", None)):
        for number, age in enumerate(("child", "adult", "")):
            counts[sex, age] = line[number] if line else None
    for number, age in enumerate(("child", "adult", "")):
        parts = (women[number], men[number])
        counts["", age] = None if None in parts else sum(part or 0 for part in parts)
    cells = [
        Cell({dim: group for dim, group in (("sex", sex), ("age", age)) if group}, value, HIDDEN if value is None else CellStatus.FINAL)
        for (sex, age), value in counts.items()
    ]
    return Table("m", ("sex", "age"), tuple(cells))


def code(derived: Derived) -> str:
    return derived.reason.code if derived.reason else derived.text()


@pytest.mark.parametrize(("part", "base", "found"), [
    (n(25), n(200), "12.5"), (n(0), n(200), "0.0"), (n(200), n(200), "100.0"), (n(5), n(10), "50.0"), (n(1999), n(2004), "99.8"),
    (C, n(200), "hidden_part"), (n(25), C, "hidden_base"), (C, C, "hidden_part"), (n(4), n(200), "small_count"), (n(0), n(4), "small_count"),
    (n(196), n(200), "small_rest"), (n(199), n(200), "small_rest"), (n(0), n(0), "nobody"), (UNKNOWN, n(9), ""), (n(9), UNKNOWN, ""),
])  # fmt: skip
def test_a_share_is_shown_only_between_shown_counts_that_leave_nobody_alone(part: Cell, base: Cell, found: str) -> None:
    derived = ratio(part, base, 5)
    assert code(derived) == found
    assert (derived.value is None) == (derived.status in (HIDDEN, CellStatus.UNKNOWN))


def test_three_kinds_of_nothing_stay_apart_in_shares() -> None:
    assert [ratio(part, n(200), 5).text() for part in (n(0), C, UNKNOWN)] == ["0.0", "c", ""]


def test_a_share_is_no_surer_than_its_counts() -> None:
    assert ratio(n(50, CellStatus.PROVISIONAL), n(100), 5).status is CellStatus.PROVISIONAL
    assert ratio(n(50), n(100), 5).status is CellStatus.FINAL
    with pytest.raises(ValueError, match="not larger"):
        ratio(n(101), n(100), 5)


def test_shares_of_rows_columns_and_the_whole() -> None:
    whole = table((20, 60, 80), (40, 80, 120))
    assert {k: d.text() for k, d in shares(whole, 5, ("age",)).items()} == {
        key(sex="f", age="child"): "25.0", key(sex="f", age="adult"): "75.0", key(sex="m", age="child"): "33.3",
        key(sex="m", age="adult"): "66.7", key(age="child"): "30.0", key(age="adult"): "70.0",
    }  # fmt: skip
    assert shares(whole, 5, ("sex",))[key(sex="f", age="child")].text() == "33.3"
    assert shares(whole, 5)[key(sex="f", age="child")].text() == "10.0"
    assert frozenset() not in shares(whole, 5)


def test_hidden_cells_take_their_shares_along() -> None:
    hidden = table((None, None, 80), (None, None, 120))
    assert {d.text() for k, d in shares(hidden, 5, ("age",)).items() if "sex" in dict(k)} == {"c"}
    assert shares(hidden, 5)[key(sex="m")].text() == "60.0"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=6, max_size=6), st.sets(st.integers(0, 11)), st.integers(0, 2))
def test_shares_beside_a_table_tell_nothing_that_it_does_not_tell(counts: list[int], marked: set[int], decimals: int) -> None:
    """Every printed share read back as an equation, its base known or not: what is exact is what was exact without it."""
    groups = list(product("fm", "xyz"))
    full = Table("m", ("sex", "age"), tuple(Cell({"sex": s, "age": a}, v) for (s, a), v in zip(groups, counts, strict=True))).with_margins()
    hidden = replace(full, cells=tuple(cell.hidden() if number in marked else cell for number, cell in enumerate(full.cells)))
    values = {cell.key: cell.value or 0 for cell in full.cells}
    printed = [
        Percentage(k, derived.value, values[frozenset(pair for pair in k if pair[0] == "sex")])
        for k, derived in shares(hidden, 5, ("age",), decimals=decimals).items()
        if derived.value is not None and len(k) == 2
    ]
    alone = exact_cells([Release(hidden)])
    assert set(exact_cells([Release(hidden), *as_releases("m", told(printed, 5))])) == set(alone)


def test_a_rate_of_a_hidden_count_is_hidden_though_everybody_knows_the_population() -> None:
    line = Table("m", ("sex",), (Cell({"sex": "f"}, 68), Cell({"sex": "m"}, None, HIDDEN), Cell({}, None, HIDDEN)))
    found = rates(line, {key(sex="f"): 5_100_000, key(sex="m"): 5_000_000}, 5, decimals=2)
    assert {k: d.text() for k, d in found.items()} == {key(sex="f"): "1.33", key(sex="m"): "c"}


def test_means_are_hidden_with_their_count_or_when_few() -> None:
    days = [10, 20, 30, 40, 50, 61]
    assert mean(days, n(6), 5).text() == "35.2"
    assert code(mean(days, C, 5)) == "hidden_part"
    assert code(mean(days[:4], n(4), 5)) == "small_count"
    assert code(mean([], n(0), 5)) == "nobody"
    assert mean([], UNKNOWN, 5).text() == ""
    with pytest.raises(ValueError, match="6 values for a count of 7"):
        mean(days, n(7), 5)


@pytest.mark.parametrize(("values", "share", "found"), [
    (range(1, 10), 0.5, "5"), (range(1, 9), 0.5, "few_beside"), (range(1, 30), 0, "few_beside"), (range(1, 30), 1, "few_beside"),
    ([18] * 5 + list(range(19, 30)), 0, "18"), ([18] * 4 + list(range(19, 30)), 0, "few_beside"), ([0] * 9 + [99] * 5, 1, "99"),
    ([7, 8], 0.5, "small_count"),
])  # fmt: skip
def test_a_quantile_needs_company_on_both_sides(values: Sequence[int], share: float, found: str) -> None:
    assert code(quantile(list(values), share, n(len(values)), 5)) == found
    assert code(quantile(list(values), share, C, 5)) == "hidden_part"


def test_hidden_bars_have_no_length_and_no_piece_of_a_pie() -> None:
    cells = [n(20), C, UNKNOWN, None]
    bars = inherit.series("women", cells)
    assert (list(bars.values), list(bars.hidden)) == ([20, None, None, None], [False, True, False, False])
    assert BarChart(["a", "b", "c", "d"], [bars]).spoken == "a women 20; b women c; c women –; d women –"
    assert inherit.may_stack([n(20), n(0)])
    assert not inherit.may_stack([n(20), C])


def test_reasons_say_the_threshold() -> None:
    assert str(ratio(n(4), n(90), 5).reason) == "Hidden: fewer than 5 are counted."
    assert str(ratio(C, n(90), 5).reason) == "Hidden: the count it is made of is hidden."


@pytest.mark.parametrize(("printed", "base", "counts"), [
    ("12.5", 8, [1]), ("33.3", 3, [1]), ("1.1", 91, [1]), ("99", 91, [90]), ("0", 91, [0]), ("50", 200, [99, 100, 101]), ("0.1", 4138, [3, 4, 5, 6]),
    ("100", 91, [91]), ("12.50", 8, [1]), ("13", 8, [1]), ("40", 7, []), ("1E+1", 10, [1]),
])  # fmt: skip
def test_the_counts_behind_a_percentage(printed: str, base: int, counts: list[int]) -> None:
    assert list(behind(Decimal(printed), base)) == counts


@given(st.integers(1, 400).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))), st.integers(0, 3))
def test_the_true_count_is_always_behind_its_percentage(pair: tuple[int, int], decimals: int) -> None:
    count, base = pair
    printed = inherit.rounded(Decimal(count * 100) / base, decimals)
    found = behind(printed, base)
    assert count in found
    brute = [k for k in range(base + 1) if abs(Decimal(k * 100) / base - printed) <= Decimal(5).scaleb(-decimals - 1)]
    assert list(found) == brute


def test_percentages_that_say_too_much_are_named() -> None:
    line = [Percentage(key(sex="f"), Decimal("98.9"), 91), Percentage(key(sex="m"), Decimal("1.1"), 91)]
    assert [(one.low, one.exact, one.reason.code if one.reason else "") for one in told(line, 5)] == [
        (90, True, "gives_back"), (1, True, "gives_back"),
    ]  # fmt: skip
    small, wide, wrong = told(
        [Percentage(key(a=a), Decimal(p), b) for a, p, b in (("x", "0.1", 2500), ("y", "30", 2500), ("z", "40", 7))], 5
    )
    assert small.reason
    assert str(small.reason) == "0.1 % of 2500 is a count from 2 to 3, all below 5."
    assert (wide.reason, wide.low, wide.high) == (None, 738, 762)
    assert wrong.reason
    assert str(wrong.reason) == "No whole number is 40 % of 7."
    with pytest.raises(ValueError, match="between 0 and the whole"):
        behind(Decimal(101), 10)


def test_percentages_of_one_whole_narrow_each_other() -> None:
    """Rounded to whole percents one by one nothing is exact; together, as a whole of 250, everything is narrower."""
    parts = [Percentage(key(a=a), Decimal(p), 250) for a, p in (("x", "98"), ("y", "1"), ("z", "0"))]
    assert [(one.low, one.high) for one in told(parts, 5)] == [(244, 246), (2, 3), (0, 1)]
    assert [(one.low, one.high) for one in told_together(parts, 5)] == [(246, 246), (3, 3), (1, 1)]
    with pytest.raises(ValueError, match="one base"):
        told_together([*parts, Percentage(key(a="v"), Decimal(1), 9)], 5)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4), st.integers(0, 16))
def test_narrowing_agrees_with_trying_everything(ends: list[tuple[int, int]], whole: int) -> None:
    spans = [range(min(pair), max(pair) + 1) for pair in ends]
    worlds = [world for world in product(*spans) if sum(world) == whole]
    brute = [range(min(column), max(column) + 1) for column in zip(*worlds, strict=True)] if worlds else [range(0)] * len(spans)
    assert narrowed(spans, whole) == brute


def test_the_bases_that_percentages_can_have() -> None:
    assert list(islice(bases([Decimal("33.3"), Decimal("66.7")]), 3)) == [3, 6, 9]
    assert next(bases([Decimal("98.9"), Decimal("1.1")])) == 87
    assert list(bases([Decimal("50"), Decimal("40")], 200)) == []


def test_a_percentage_beside_a_protected_table_is_found_by_the_audit_of_both() -> None:
    """A table with a square of hidden cells stands; one printed percentage of a hidden cell opens all four."""
    inner = {("f", "child"): 7, ("f", "adult"): 90, ("m", "child"): 3, ("m", "adult"): 12}
    full = Table("m", ("sex", "age"), tuple(Cell({"sex": s, "age": a}, v) for (s, a), v in inner.items())).with_margins()
    ours = Release(Table("m", full.dims, tuple(cell.hidden() if len(cell.dims) == 2 else cell for cell in full.cells)))
    assert exact_cells([ours]) == ()
    leak = told([Percentage(key(sex="m", age="child"), Decimal("20.0"), 15)], 5)
    assert set(exact_cells([ours, *as_releases("m", leak)])) == {cell.key for cell in full.inner()} - {key(sex="m", age="child")}
    assert leak[0].reason
