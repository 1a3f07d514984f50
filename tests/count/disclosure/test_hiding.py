"""Hiding: what a second auditor and brute force say of the tables that it lets out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, count, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.core.table.reading import Line, Sheet
from dayaq.count.disclosure.auditing.audit import audit, exact_cells
from dayaq.count.disclosure.auditing.bounds import AuditFault
from dayaq.count.disclosure.hiding import watch
from dayaq.count.disclosure.hiding.circuits import Circuits
from dayaq.count.disclosure.hiding.frames import Frames, grid
from dayaq.count.disclosure.hiding.moves import Moves, Reader
from dayaq.count.disclosure.hiding.protect import Protection, protect
from dayaq.count.disclosure.hiding.puzzle import Cost, puzzle
from dayaq.count.disclosure.hiding.search import Stopped
from dayaq.count.disclosure.tables.relations import TOTAL, Hierarchy, Release, system
from dayaq.count.disclosure.tables.table import build
from tests.count.disclosure.independent import Auditor, Printed, printed
from tests.count.disclosure.small import cube, tried, without
from tests.count.disclosure.uk import QUARTERS, records

COUNTS = (0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 20, 60)
SLOW = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def key(**dims: str) -> Key:
    return frozenset(dims.items())


def as_printed(release: Release) -> Printed:
    """A release as its reader has it: text by line, nothing of the program."""
    table = release.table
    rows = [{dim: cell.dims.get(dim, TOTAL) for dim in table.dims} | {"people": cell.text()} for cell in table.cells]
    within = {dim: hierarchy.parents for dim, hierarchy in release.hierarchies.items()}
    return printed(rows, "people", table.dims, release.where, within)


def small(releases: Sequence[Release], threshold: int) -> set[Key]:
    cells = ((release, cell) for release in releases for cell in release.table.cells)
    return {release.key(cell.key) for release, cell in cells if cell.value is not None and 0 < cell.value < threshold}


def holds(before: Sequence[Release], found: Protection, threshold: int, at_least: int = 0) -> None:
    """Everything small is hidden, nothing else is changed, and the second auditor finds no cell that is given away."""
    assert small(before, threshold) == set(found.primary)
    hidden = set(found.hidden)
    for old, new in zip(before, found.releases, strict=True):
        for cell, shown in zip(old.table.cells, new.table.cells, strict=True):
            assert shown == (cell.hidden() if old.key(cell.key) in hidden else cell)
    auditor = Auditor([as_printed(release) for release in found.releases])
    assert set(auditor.hidden) == hidden
    assert auditor.exact() == set()
    for name, (low, high) in auditor.intervals().items():
        assert high is None or high - low >= (2 if name in found.primary else 1)
    if at_least and not found.zeros:
        assert Auditor([as_printed(release) for release in found.releases], at_least).exact() == set()


def drawn(dice: random.Random, shape: Sequence[int], counts: Sequence[int] = COUNTS) -> Table:
    size = 1
    for length in shape:
        size *= length
    return cube(shape, [dice.choice(counts) for _ in range(size)])


# Real tables


def real(quarter: str, dims: tuple[str, ...], nationalities: int | None = None) -> Release:
    rows = records(quarter, nationalities)
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 2))
    return Release(build(Sheet("referrals.csv", tuple(rows[0]), lines), count="people", dims=dims))


REAL = [
    (("form", "age", "sex"), None),
    (("all_forms", "age", "sex"), None),
    (("nationality", "form"), 41),
    (("nationality", "form", "sex"), 16),
]


@pytest.mark.parametrize(("dims", "nationalities"), REAL)
def test_a_real_quarter_is_given_away_before_and_not_afterwards(dims: tuple[str, ...], nationalities: int | None) -> None:
    release = real("2022_q3", dims, nationalities)
    primary_only = [cell.hidden() if cell.value is not None and 0 < cell.value < 5 else cell for cell in release.table.cells]
    bare = replace(release, table=replace(release.table, cells=tuple(primary_only)))
    assert Auditor([as_printed(bare)]).exact() == set(exact_cells([bare])) != set()
    found = protect([release], sensitive=5)
    assert Auditor([as_printed(found.releases[0])]).exact() == set()
    assert (found.gap, found.zeros, found.finished) == (0.0, 0, True)


@pytest.mark.long
@pytest.mark.parametrize("threshold", [3, 5, 10])
@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize(("dims", "nationalities"), REAL)
def test_every_real_table_is_safe_with_at_most_one_cell_more_than_the_bound(
    dims: tuple[str, ...], nationalities: int | None, quarter: str, threshold: int
) -> None:
    release = real(quarter, dims, nationalities)
    found = protect([release], sensitive=threshold, seconds=60)
    assert set(found.primary) == small([release], threshold)
    assert Auditor([as_printed(found.releases[0])]).exact() == set()
    widths = {interval.key: (interval.low, interval.high) for interval in audit(found.releases, cells=found.primary)}
    assert all(high is None or high - low >= 2 for low, high in widths.values())
    assert found.zeros == 0
    assert len(found.hidden) - found.bound <= 1


# Any table


@SLOW
@given(st.sampled_from([(3,), (2, 2), (3, 3), (4, 3), (2, 2, 2), (3, 2, 2)]), st.data(), st.integers(0, 1))
def test_no_random_table_gives_a_cell_away(shape: tuple[int, ...], data: st.DataObject, at_least: int) -> None:
    dice = data.draw(st.randoms(use_true_random=False))
    releases = [Release(drawn(dice, shape))]
    holds(releases, protect(releases, sensitive=5, at_least=at_least), 5, at_least)


def leveled(dice: random.Random) -> Release:
    """Five towns in two regions and one outside any, by sex."""
    parents = {"a0": "north", "a1": "north", "a2": "south", "a3": "south"}
    rows = [{"a": f"a{town}", "b": f"b{sex}", "people": str(dice.choice(COUNTS))} for town in range(5) for sex in range(2)]
    within = {"a": Hierarchy("a", parents)}
    sheet = Sheet("towns.csv", ("a", "b", "people"), tuple(Line(number, row) for number, row in enumerate(rows, 2)))
    return Release(build(sheet, count="people", dims=("a", "b"), hierarchies=within), hierarchies=within)


@SLOW
@given(st.randoms(use_true_random=False), st.integers(0, 1))
def test_no_hierarchy_gives_a_cell_away(dice: random.Random, at_least: int) -> None:
    releases = [leveled(dice)]
    holds(releases, protect(releases, sensitive=5, at_least=at_least), 5, at_least)


def linked(dice: random.Random) -> list[Release]:
    """Two tables of the same people, a by b and a by c: they share the margin a."""
    whole = drawn(dice, (3, 2, 2))
    return [
        Release(Table("people", dims, tuple(cell for cell in whole.cells if set(cell.dims) <= set(dims))))
        for dims in (("a", "b"), ("a", "c"))
    ]


@SLOW
@given(st.randoms(use_true_random=False), st.integers(0, 1))
def test_linked_tables_are_protected_together(dice: random.Random, at_least: int) -> None:
    releases = linked(dice)
    found = protect(releases, sensitive=5, at_least=at_least)
    holds(releases, found, 5, at_least)
    margins = [{cell.key: cell.text() for cell in release.table.cells if set(cell.dims) <= {"a"}} for release in found.releases]
    assert margins[0] == margins[1]


@SLOW
@given(st.randoms(use_true_random=False), st.sampled_from([(3, 3), (2, 2, 2), (3, 2, 2)]))
def test_the_order_of_cells_and_tables_changes_nothing(dice: random.Random, shape: tuple[int, ...]) -> None:
    table = drawn(dice, shape)
    cells = list(table.cells)
    dice.shuffle(cells)
    turned = Table(table.measure, tuple(reversed(table.dims)), tuple(cells))
    assert protect([Release(turned)], sensitive=5).hidden == protect([Release(table)], sensitive=5).hidden


# The fewest cells


def uncertain(table: Table, primary: set[Key]) -> bool:
    """By all tables that print the same: primary cells have numbers 2 apart, other hidden cells two numbers."""
    ends = tried(table).items()
    return all(high is None or high - low >= (2 if name in primary else 1) for name, (low, high) in ends)


def fewest(table: Table, threshold: int) -> int:
    """The smallest number of hidden cells that protects, by trying all choices without zeros."""
    primary = small([Release(table)], threshold)
    others = [cell.key for cell in table.cells if cell.value and cell.key not in primary]
    for more in range(len(others) + 1):
        for chosen in combinations(others, more):
            hidden = primary | set(chosen)
            cells = tuple(cell.hidden() if cell.key in hidden else cell for cell in table.cells)
            if uncertain(replace(table, cells=cells), primary):
                return len(hidden)
    raise AssertionError("even with every number hidden something is given away")


@pytest.mark.parametrize("shape", [(4,), (2, 2), (2, 3), (3, 3)])
def test_no_smaller_choice_protects_small_tables(shape: tuple[int, ...]) -> None:
    dice = random.Random(11)  # noqa: S311  # drawn tables, no secret
    for _ in range(12):
        table = drawn(dice, shape, (1, 3, 5, 6, 6))
        found = protect([Release(table)], sensitive=3)
        assert found.finished
        assert found.zeros or found.bound <= len(found.hidden) == fewest(table, 3)


def test_fewest_people_is_another_aim_than_fewest_cells() -> None:
    table = cube((3, 4), (2, 9, 9, 300, 9, 9, 9, 200, 400, 9, 300, 500))
    cells, people = (protect([Release(table)], sensitive=5, cost=cost) for cost in ("cells", "people"))
    lost = {cell.key: cell.value or 0 for cell in table.cells}
    assert sum(lost[name] for name in people.hidden) <= sum(lost[name] for name in cells.hidden)
    assert people.bound == sum(lost[name] for name in people.hidden)
    assert cells.bound == len(cells.hidden) <= len(people.hidden)


def test_of_equal_choices_the_one_with_fewest_people_is_taken() -> None:
    table = cube((3, 3), (2, 50, 7, 60, 80, 90, 6, 70, 8))
    hidden = protect([Release(table)], sensitive=3).hidden
    assert set(hidden) == {key(a="a0", b="b0"), key(a="a0", b="b2"), key(a="a2", b="b0"), key(a="a2", b="b2")}


# Zeros and the reader who knows that they are shown


def test_a_zero_is_hidden_only_where_nothing_else_protects() -> None:
    first = cube((2, 2), (3, 0, 0, 40))
    margins = replace(first, cells=tuple(cell for cell in first.cells if len(cell.dims) < 2))
    inner = replace(first, cells=tuple(cell for cell in first.cells if len(cell.dims) == 2))
    bound_by_margins = protect([Release(first), Release(margins, fixed=True)], sensitive=4)
    assert bound_by_margins.zeros == 2
    assert exact_cells(bound_by_margins.releases) == ()
    assert protect([Release(inner)], sensitive=4).zeros == 0
    assert protect([Release(first)], sensitive=4).zeros == 0


def test_ones_alone_do_not_hide_each_other_from_a_reader_who_knows_that_zeros_are_shown() -> None:
    table = cube((3, 3), (1, 1, 9, 1, 1, 9, 9, 9, 9))
    ones = {key(a=f"a{row}", b=f"b{column}") for row in range(2) for column in range(2)}
    plain = protect([Release(table)], sensitive=2, width=1)
    assert set(plain.hidden) == ones
    assert len(exact_cells(plain.releases, at_least=1)) == 4
    strong = protect([Release(table)], sensitive=2, width=1, at_least=1)
    assert exact_cells(strong.releases, at_least=1) == ()
    assert set(strong.hidden) > ones


# What has left the office before


def test_what_has_been_printed_cannot_be_hidden_any_more() -> None:
    table = cube((2, 3), (2, 9, 9, 9, 9, 9))
    printed_before = replace(table, cells=tuple(cell for cell in table.cells if cell.key == key(a="a0", b="b0")))
    found = protect([Release(table), Release(printed_before, fixed=True)], sensitive=5)
    assert found.already_public == (key(a="a0", b="b0"),)
    assert found.hidden == ()
    assert found.releases[1].table == printed_before


def test_a_cell_that_earlier_tables_give_away_is_named() -> None:
    table = cube((3,), (2, 8, 9))
    others = without(table, lambda cell: cell.key == key(a="a0"))
    found = protect([Release(table), Release(others, fixed=True)], sensitive=5)
    assert (found.primary, found.secondary, found.exposed) == ((key(a="a0"),), (), (key(a="a0"),))
    assert exact_cells(found.releases) == (key(a="a0"),)


def test_a_cell_that_earlier_tables_narrow_is_named() -> None:
    table = cube((2, 2), (1, 1, 9, 9))
    rest = replace(table, cells=tuple(cell for cell in table.cells if len(cell.dims) < 2 and cell.key != key(b="b0") | key(b="b1")))
    found = protect([Release(table), Release(rest, fixed=True)], sensitive=2, at_least=1)
    assert found.exposed == ()
    assert exact_cells(found.releases) == ()
    assert set(found.narrow) == set(found.hidden)  # 2 is known, so it is 1 and 1 where 0 is shown, and so for what lies below


def test_what_an_earlier_release_hid_stays_uncertain() -> None:
    towns = cube((4,), (2, 7, 30, 40))
    before = Release(protect([Release(towns)], sensitive=5).releases[0].table, fixed=True)
    small_town, second = (cell.key for cell in before.table.cells if cell.status is CellStatus.HIDDEN)
    second_now = [cell for cell in towns.cells if cell.key == second]
    by_sex = [Cell({**second_now[0].dims, "s": sex}, count) for sex, count in (("f", 3), ("m", 4))]
    now = Release(Table("people", ("a", "s"), (*second_now, *by_sex)))
    careless = protect([now], sensitive=2)
    assert careless.hidden == ()
    assert small_town in exact_cells([before, *careless.releases])
    careful = protect([before, now], sensitive=2)
    assert exact_cells(careful.releases) == ()
    assert second in careful.secondary


@SLOW
@given(st.randoms(use_true_random=False))
def test_a_year_more_gives_nothing_away_of_the_years_before(dice: random.Random) -> None:
    """Two years and their sum, the first year and the sum printed one after the other."""
    period = {"year": Hierarchy("year", {"1": "both", "2": "both"})}
    first, second = drawn(dice, (3, 2)), drawn(dice, (3, 2))
    pairs = zip(first.cells, second.cells, strict=True)
    both = replace(first, cells=tuple(replace(one, value=(one.value or 0) + (two.value or 0)) for one, two in pairs))
    out = [Release(protect([Release(first, {"year": "1"})], sensitive=5).releases[0].table, {"year": "1"}, fixed=True)]
    for table, year in ((both, "both"), (second, "2")):
        new = Release(table, {"year": year}, period)
        found = protect([*out, new], sensitive=5)
        hidden_now = [interval for interval in audit(found.releases) if interval.exact]
        assert {interval.key for interval in hidden_now} == set(found.exposed)
        out.append(replace(found.releases[-1], fixed=True))


# Limits and faults


def test_without_time_the_tables_are_safe_all_the_same() -> None:
    release = real("2022_q2", ("form", "age", "sex"))
    found = protect([release], sensitive=5, seconds=0)
    holds([release], found, 5)
    assert not found.finished
    assert found.gap > 0
    assert found.bound == len(found.primary)


def test_progress_rises_to_its_end_and_a_wish_to_stop_is_heard() -> None:
    release = real("2022_q2", ("form", "age", "sex"))
    seen: list[tuple[int, int]] = []
    protect([release], sensitive=5, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1][0] == seen[-1][1] > 0
    with pytest.raises(Stopped):
        protect([release], sensitive=5, stop=lambda: True)
    asked = iter([False] * 60)
    late = protect([release], sensitive=5, stop=lambda: next(asked, None) is not False)
    holds([release], late, 5)


# Large tables: frames, and a time that is kept


def large() -> Release:
    """One with more than 200 small numbers."""
    return Release(drawn(random.Random(3), (16, 12, 3)))  # noqa: S311  # drawn tables, no secret


def regions() -> Release:
    """90 towns in 18 regions, by age and sex."""
    dice = random.Random(5)  # noqa: S311  # drawn tables, no secret
    parents = {f"t{town}": f"r{town // 5}" for town in range(90)}
    names = product((f"t{town}" for town in range(90)), ("young", "old"), ("f", "m"))
    rows = [dict(zip(("town", "age", "sex", "people"), (*name, str(dice.choice(COUNTS))), strict=True)) for name in names]
    within = {"town": Hierarchy("town", parents)}
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 2))
    sheet = Sheet("towns.csv", ("town", "age", "sex", "people"), lines)
    return Release(build(sheet, count="people", dims=("town", "age", "sex"), hierarchies=within), hierarchies=within)


@pytest.mark.parametrize(("made", "at_least"), [(large, 0), pytest.param(regions, 1, marks=pytest.mark.long)])
def test_a_large_table_is_safe_when_the_time_is_up_without_a_program_for_any_cell(
    made: Callable[[], Release], at_least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        pytest.fail("a program was asked after the time")

    monkeypatch.setattr(Circuits, "_through", refused)
    monkeypatch.setattr(Reader, "farthest", refused)
    release = made()
    found = protect([release], sensitive=5, seconds=0, at_least=at_least)
    assert len(found.primary) > 200
    holds([release], found, 5, at_least)
    assert len(found.primary) <= found.bound < len(found.hidden)
    assert not found.finished
    assert protect([release], sensitive=5, seconds=0, at_least=at_least).hidden == found.hidden


@pytest.mark.long
@pytest.mark.parametrize("looks", [1, 40, 300, 1000])
def test_wherever_the_time_ends_a_large_table_is_safe(looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    release = large()
    clock = count()
    monkeypatch.setattr(watch, "monotonic", lambda: float("inf") if next(clock) >= looks else 0.0)
    holds([release], protect([release], sensitive=5), 5)


@pytest.mark.long
def test_with_time_a_large_table_comes_close_to_its_bound() -> None:
    release = large()
    quick, slow = (protect([release], sensitive=5, seconds=seconds) for seconds in (0, 60))
    holds([release], slow, 5)
    assert len(slow.hidden) < len(quick.hidden)
    assert slow.gap < 0.02
    assert slow.bound >= quick.bound


@pytest.mark.parametrize("fixed", [("a", "b"), ("c",)])
def test_what_is_public_of_a_large_table_is_respected_after_the_time(fixed: tuple[str, ...]) -> None:
    """Frames through printed margins do not exist: what cannot be had is named."""
    release = large()
    margins = tuple(cell for cell in release.table.cells if set(cell.dims) <= set(fixed))
    public = Release(replace(release.table, cells=margins), fixed=True)
    found = protect([release, public], sensitive=5, seconds=0)
    assert set(exact_cells(found.releases)) == set(found.exposed)


@pytest.mark.parametrize("made", [large, regions])
def test_every_cell_has_a_frame_and_every_frame_keeps_all_sums(made: Callable[[], Release]) -> None:
    asked = puzzle(system([made()]), [], width=2, at_least=0, cost=Cost.CELLS)
    shape, view, moves = grid(asked), asked.views[0], Moves(asked, asked.views[0])
    assert shape is not None
    frames = Frames(asked, view, moves, shape)
    for column in range(asked.size):
        cells = frames.cheapest(column, asked.prices, 2)
        assert cells is not None
        assert cells[column]
        assert moves.widths(cells)[column] >= 2


def test_towns_that_lie_in_two_groupings_have_no_frames_and_are_safe_all_the_same() -> None:
    towns = cube((4,), (2, 7, 30, 40))
    upper = [("east", ("a0", "a1")), ("west", ("a2", "a3")), ("hills", ("a0", "a2")), ("plains", ("a1", "a3"))]
    counts = {cell.dims.get("a"): cell.value or 0 for cell in towns.cells}
    releases = []
    for names in (upper[:2], upper[2:]):
        more = tuple(Cell({"a": name}, sum(counts[town] for town in members)) for name, members in names)
        within = {"a": Hierarchy("a", {town: name for name, members in names for town in members})}
        releases.append(Release(replace(towns, cells=(*towns.cells, *more)), hierarchies=within))
    assert grid(puzzle(system(releases), [], width=2, at_least=0, cost=Cost.CELLS)) is None
    assert grid(puzzle(system(releases[:1]), [], width=2, at_least=0, cost=Cost.CELLS)) is not None
    assert exact_cells(protect(releases, sensitive=5).releases) == ()


def test_a_table_without_small_numbers_stays_as_it_is() -> None:
    release = Release(cube((2, 2), (5, 0, 9, 8)))
    assert protect([release], sensitive=5).releases == (release,)


def test_cells_can_be_named_instead_of_a_threshold() -> None:
    release = Release(cube((2, 3), (50, 60, 70, 80, 90, 99)))
    found = protect([release], sensitive={key(a="a1", b="b1")})
    assert found.primary == (key(a="a1", b="b1"),)
    assert len(found.secondary) == 3
    with pytest.raises(ValueError, match="a9"):
        protect([release], sensitive={key(a="a9")})


def test_totals_that_do_not_add_are_refused() -> None:
    table = cube((2,), (3, 8))
    wrong = replace(table, cells=tuple(replace(cell, value=12) if not cell.dims else cell for cell in table.cells))
    with pytest.raises(AuditFault):
        protect([Release(wrong)], sensitive=5)
