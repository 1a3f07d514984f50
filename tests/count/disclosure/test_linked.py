"""Tables that are linked in a circle, and tables under filters that others count wider: judged by the second auditor."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dayaq.core.table import Cell, Table
from dayaq.count.disclosure.auditing.audit import audit, exact_cells
from dayaq.count.disclosure.hiding.protect import protect
from dayaq.count.disclosure.tables import joint
from dayaq.count.disclosure.tables.relations import Hierarchy, Release, system
from tests.count.disclosure.independent import Auditor, Printed, Together, printed
from tests.count.disclosure.small import Ends, crossed, cube, lines, small_hidden, without
from tests.count.disclosure.uk import records

SLOW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
SHARED = {
    ("a0", "b2", "c0"): 1,
    ("a0", "b2", "c1"): 9,
    ("a1", "b0", "c0"): 9,
    ("a1", "b0", "c1"): 9,
    ("a1", "b1", "c0"): 2,
    ("a2", "b2", "c0"): 9,
}
PAIRS = (("a", "b"), ("b", "c"), ("a", "c"))


def margin(table: Table, dims: Sequence[str]) -> Table:
    """The table by fewer dimensions."""
    return Table(table.measure, tuple(dims), tuple(cell for cell in table.cells if set(cell.dims) <= set(dims)))


def circle() -> Table:
    places = product(("a0", "a1", "a2"), ("b0", "b1", "b2"), ("c0", "c1"))
    return Table(
        "n", ("a", "b", "c"), tuple(Cell(dict(zip("abc", place, strict=True)), SHARED.get(place, 0)) for place in places)
    ).with_margins()


def as_printed(release: Release) -> Printed:
    within = {dim: levels.parents for dim, levels in release.hierarchies.items()}
    return printed(lines(release.table, "n"), "n", release.table.dims, release.where, within)


def ends(releases: Sequence[Release]) -> Ends:
    return {one.key: (one.low, one.high) for one in audit(releases)}


def sized(shape: Sequence[int], dice: random.Random) -> Table:
    size = 1
    for length in shape:
        size *= length
    return cube(shape, [dice.choice((0, 0, 0, 1, 2, 3, 9, 9, 20)) for _ in range(size)])


def test_three_tables_in_a_circle_are_given_away_by_the_table_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each margin that two of them share leaves the cells open; only the third way round settles them."""
    with monkeypatch.context() as patch:
        patch.setattr(joint, "MOST", 0)
        found = protect([Release(margin(circle(), dims)) for dims in PAIRS], sensitive=3)
        assert exact_cells(found.releases) == ()
    assert Auditor([as_printed(one) for one in found.releases]).exact() == set()
    together = Together([as_printed(one) for one in found.releases])
    assert set(exact_cells(found.releases)) == together.exact() != set()


def test_three_tables_in_a_circle_are_protected_against_the_table_they_share() -> None:
    found = protect([Release(margin(circle(), dims)) for dims in PAIRS], sensitive=3)
    auditor = Together([as_printed(one) for one in found.releases])
    assert set(auditor.hidden) == set(found.hidden)
    assert auditor.exact() == set()
    widths = auditor.intervals()
    assert all(high is None or high - low >= 2 for key in found.primary for low, high in [widths[key]])
    assert ends(found.releases) == widths


def test_a_circle_is_closed_by_an_earlier_release_too() -> None:
    ab, bc, ac = (margin(circle(), dims) for dims in PAIRS)
    old = [Release(small_hidden(ac, 3), fixed=True), Release(small_hidden(bc, 3), fixed=True)]
    found = protect([Release(ab), *old], sensitive=3)
    auditor = Together([as_printed(one) for one in found.releases])
    assert set(exact_cells(found.releases)) == auditor.exact()
    assert auditor.exact() <= set(found.exposed)


@SLOW
@given(st.sampled_from([(2, 2, 2), (3, 2, 2), (3, 3, 2), (2, 2, 3)]), st.integers(0, 10**6), st.integers(0, 1))
def test_any_circle_of_three_agrees_with_the_second_auditor(shape: tuple[int, ...], seed: int, at_least: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - dice for a test
    whole = sized(shape, dice)
    hide = {cell.key for cell in whole.cells if cell.value and (cell.value < 3 or dice.random() < 0.3)}
    bare = [Release(without(margin(whole, dims), lambda cell: cell.key in hide)) for dims in PAIRS]
    auditor = Together([as_printed(one) for one in bare], at_least)
    assert {one.key: (one.low, one.high) for one in audit(bare, at_least=at_least)} == auditor.intervals()
    found = protect([Release(margin(whole, dims)) for dims in PAIRS], sensitive=3, at_least=at_least, seconds=0.5)
    assert Together([as_printed(one) for one in found.releases]).exact() == set()
    if at_least and not found.zeros:
        assert Together([as_printed(one) for one in found.releases], 1).exact() == set()


@SLOW
@given(st.integers(0, 10**6))
def test_a_circle_with_a_hierarchy_and_another_dimension_agrees_with_the_second_auditor(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - dice for a test
    whole = sized((3, 2, 2, 2), dice)
    levels = {"a": Hierarchy("a", {"a0": "west", "a1": "west"})}
    hide = {cell.key for cell in whole.cells if cell.value and (cell.value < 3 or dice.random() < 0.3)}
    bare = []
    for dims in (("a", "b"), ("b", "c", "d"), ("a", "c")):
        table = margin(whole, dims)
        west = [_west(table, cell) for cell in table.cells if cell.dims.get("a") == "a0"]
        table = without(replace(table, cells=(*table.cells, *west)), lambda cell: cell.key in hide)
        bare.append(Release(table, {}, levels if "a" in dims else {}))
    assert ends(bare) == Together([as_printed(one) for one in bare]).intervals()


def _west(table: Table, cell: Cell) -> Cell:
    other = table.cell(**{**cell.dims, "a": "a1"})
    assert other is not None
    return Cell({**cell.dims, "a": "west"}, (cell.value or 0) + (other.value or 0))


def test_real_tables_in_a_circle_are_safe_side_by_side() -> None:
    quarter = records("2022_q3", 6)
    pairs = (("form", "sex"), ("sex", "nationality"), ("form", "nationality"))
    found = protect([Release(crossed(quarter, dims)) for dims in pairs], sensitive=5)
    assert exact_cells(found.releases) == ()
    auditor = Together([as_printed(one) for one in found.releases])
    assert auditor.exact() == set()


@pytest.mark.parametrize(
    "dims", [("ab", "bc"), ("ab", "bc", "cd"), ("abc", "ab", "bc", "ac"), ("ab", "ac", "ad"), ("ab", "cd"), ("abc", "bcd", "cde")]
)
def test_tables_that_form_no_circle_add_no_cell(dims: Sequence[str]) -> None:
    """Margins that agree always have a common table then, so nothing more can be told."""
    edges = [frozenset(names) for names in dims]
    assert joint.core(edges) == []
    releases = [Release(margin(cube((2, 2, 2, 2), range(16)), names)) for names in dims if "e" not in names]
    assert set(system(releases).keys) == {key for one in releases for cell in one.table.cells for key in [one.key(cell.key)]}


def test_only_the_dimensions_of_the_circle_are_multiplied() -> None:
    assert set(joint.core([frozenset("abx"), frozenset("bcy"), frozenset("ac")])) == {frozenset("ab"), frozenset("bc"), frozenset("ac")}


def test_a_circle_too_large_to_be_looked_at_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    releases = [Release(margin(circle(), dims)) for dims in PAIRS]
    assert joint.not_looked_at(releases) == ()
    monkeypatch.setattr(joint, "MOST", 17)
    assert joint.not_looked_at(releases) == (("a", "b", "c"),)


def test_groups_that_nobody_declared_are_joined_where_only_one_way_is_possible() -> None:
    """The rest of one table is what the other divides; two rests could be divided in several ways."""
    ab = Table("n", ("a", "b"), tuple(Cell({"a": a, "b": b}, 9) for a in ("a0", "other") for b in ("b0", "b1"))).with_margins()
    bc, ac = margin(circle(), ("b", "c")), margin(circle(), ("a", "c"))
    (one,) = joint.circles([Release(ab), Release(bc), Release(ac)], {})
    assert one.finest["a"] == ("a0", "a1", "a2")
    two = Table("n", ("a", "b"), tuple(Cell({"a": a, "b": b}, 9) for a in ("x", "y") for b in ("b0", "b1"))).with_margins()
    assert joint.not_looked_at([Release(two), Release(bc), Release(ac)]) == (("a", "b", "c"),)


@SLOW
@given(st.integers(0, 10**6))
def test_filters_and_what_counts_them_together_agree_with_the_second_auditor(seed: int) -> None:
    """One quarter by a and b, both quarters by b, all of the year by a: the quarters that nobody prints exist as well."""
    dice = random.Random(seed)  # noqa: S311 - dice for a test
    quarters = {name: sized((3, 2), dice) for name in ("Q1", "Q2", "Q3")}
    divided = {"q": {None: ("Q1", "Q2", "Q3"), "Q1 + Q2": ("Q1", "Q2")}}
    hide = {cell.key for cell in quarters["Q1"].cells if dice.random() < 0.5}
    releases = [
        Release(without(quarters["Q1"], lambda cell: cell.key in hide), {"q": "Q1"}, divided=divided),
        Release(margin(_added(quarters["Q1"], quarters["Q2"]), ("b",)), {"q": "Q1 + Q2"}, divided=divided),
        Release(margin(_added(*quarters.values()), ("a",)), divided=divided),
    ]
    auditor = Together([as_printed(one) for one in releases], columns={"q": ("Q1", "Q2", "Q3")})
    assert ends(releases) == auditor.intervals()


def _added(*tables: Table) -> Table:
    pairs = zip(*(table.cells for table in tables), strict=True)
    return replace(tables[0], cells=tuple(Cell(cells[0].dims, sum(cell.value or 0 for cell in cells)) for cells in pairs))
