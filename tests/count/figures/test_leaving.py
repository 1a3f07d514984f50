"""What leaves the office on the pages of one measure and period: no small count, and none that subtraction brings back."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayaq.core.table import Cell, Table
from dayaq.core.table.cells import Key
from dayaq.count.disclosure.auditing.audit import exact_cells
from dayaq.count.disclosure.tables.relations import Release
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
    cells = (
        Cell({dim: f"{dim}{n}" for dim, n in zip(dims, place, strict=True)}, value) for place, value in zip(groups, counts, strict=True)
    )
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


def test_no_hidden_cell_of_any_small_line_can_be_worked_out() -> None:
    for counts in combinations_with_replacement(range(8), 3):
        full = one_way(*counts)
        assert small_left(pages(full)) == []
        assert worked_out(full) == set(), counts
        assert exact(beside(pages(full)), full.dims) == set(), counts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=4, max_size=4))
def test_no_hidden_cell_of_a_square_can_be_worked_out(counts: list[int]) -> None:
    full = two_way([counts[:2], counts[2:]])
    assert small_left(pages(full)) == []
    assert worked_out(full) == set()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.integers(0, 8), min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_hidden_cell_of_a_wider_table_can_be_worked_out(counts: list[list[int]]) -> None:
    full = two_way(counts)
    assert small_left(pages(full)) == []
    assert exact(beside(pages(full)), full.dims) == set()


@pytest.mark.parametrize("seed", range(12))
def test_pages_by_two_things_beside_those_by_one_give_nothing_away(seed: int) -> None:
    """Up to four by five groups, the second auditor on all pages together."""
    drawn = random.Random(seed)  # noqa: S311 - repeatable, no secret
    shape = (drawn.randint(2, 4), drawn.randint(2, 5))
    full = many_way(shape, [drawn.choice([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 15]) for _ in range(shape[0] * shape[1])])
    found = pages(full)
    assert small_left(found) == []
    assert exact(beside(found), full.dims) == set()


@pytest.mark.parametrize("seed", range(12))
def test_a_table_of_three_dimensions_shows_what_it_can_and_gives_nothing_away(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - repeatable, no secret
    full = many_way((2, 2, 3), [drawn.choice([0, 1, 2, 4, 6, 9, 15, 30, 30, 60, 60, 90]) for _ in range(12)])
    shown = leaves(full)
    assert small_left([shown]) == []
    assert exact({cell.key: cell.value for cell in shown.cells}, full.dims) == set()
    assert any(cell.value for cell in shown.inner()) or len(withheld(full, 5).small) > 3


def test_a_table_of_three_dimensions_without_small_cells_is_shown_whole() -> None:
    full = many_way((2, 2, 2), range(10, 18))
    assert leaves(full) == full
    one_small = leaves(many_way((2, 2, 2), [1, *range(11, 18)]))
    assert sum(cell.value is None for cell in one_small.cells) == 8  # a cube: nothing less gives way in three directions


def test_three_margins_that_say_too_much_are_not_all_printed_beside_their_table() -> None:
    """By two things at a time these pages fix the single person; the table by three hides more of its margins."""
    full = many_way((2, 2, 2), [6, 12, 5, 1, 12, 12, 0, 0])
    found = pages(full)
    assert exact({cell.key: cell.value for cell in found[-1].cells}, full.dims) == set()
    assert small_left(found) == []


def test_a_wide_table_with_hundreds_of_small_cells_gives_nothing_away() -> None:
    """So many that the engine first moves all of them together, before it asks for each."""
    drawn = random.Random(8)  # noqa: S311 - repeatable, no secret
    full = many_way((80, 6), [drawn.choice([0, 0, 0, 1, 1, 1, 2, 3, 8, 30]) for _ in range(480)])
    shown = leaves(full)
    assert len(withheld(full, 5).small) > 200
    assert small_left([shown]) == []
    zeros = [cell for cell in full.cells if cell.value == 0 and shown.cell(**cell.dims) != cell]
    assert zeros == []
    assert exact_cells([Release(shown)]) == ()


def test_order_of_dimensions_and_cells_changes_nothing() -> None:
    drawn = random.Random(2)  # noqa: S311 - repeatable, no secret
    for _ in range(10):
        full = many_way((2, 3, 2), [drawn.choice([0, 1, 3, 7, 7, 9, 9, 30]) for _ in range(12)])
        wanted = withheld(full, 5)
        for dims in permutations(full.dims):
            cells = drawn.sample(full.cells, len(full.cells))
            assert withheld(Table("m", dims, tuple(cells)), 5) == wanted


def test_a_table_already_protected_is_refused() -> None:
    with pytest.raises(ValueError, match="hidden once"):
        withheld(leaves(one_way(1, 9)), 5)


def by_country(counts: Mapping[tuple[str, str], int], dim: str, *, sex: bool = False) -> dict[Key, int | None]:
    """What the page by ``dim`` (and sex) prints of these counts by country and sex."""
    coarse = dict(above(catalogue().dimensions[dim], {country for country, _ in counts}, "AZ").above)
    names = {"nationality": {"national": "AZ"}}.get(dim, {})
    word = {country: country if dim == "citizenship" else names.get(coarse[country], coarse[country]) for country, _ in counts}
    groups = dict.fromkeys(word.values()) | ({} if dim == "citizenship" else dict.fromkeys([names.get("national", "national"), "foreign"]))
    sums = dict.fromkeys(product(groups, ("f", "m") if sex else ("",)), 0)
    for (country, who), n in counts.items():
        sums[word[country], who if sex else ""] += n
    cells = tuple(Cell({dim: group} | ({"sex": who} if who else {}), n) for (group, who), n in sums.items())
    full = Table("m", (dim, "sex") if sex else (dim,), cells).with_margins()
    known = catalogue().dimensions[dim]
    within = {dim: above(known, groups, "AZ")} if known.within else {}
    hidden = withheld(full, 5, within).every
    return {cell.key: None if cell.key in hidden else cell.value for cell in full.cells}


def test_citizenship_by_country_does_not_give_the_few_foreigners_away() -> None:
    """A page by nationality hides three foreigners and with them the nationals; so the page by country does not print the nationals."""
    counts = {("AZ", "f"): 90, ("AZ", "m"): 7, ("TR", "f"): 2, ("RU", "m"): 1}
    coarse, fine = by_country(counts, "nationality_group"), by_country(counts, "citizenship")
    assert coarse[frozenset({("nationality_group", "national")})] is None
    assert fine[frozenset({("citizenship", "AZ")})] is None
    assert fine[frozenset()] == coarse[frozenset()] == 100


@pytest.mark.parametrize("seed", range(10))
def test_pages_by_coarse_and_by_fine_words_laid_side_by_side(seed: int) -> None:
    """Six pages: country, nationality and its group, each alone and by sex; the second auditor reads them as one hierarchy."""
    drawn = random.Random(seed)  # noqa: S311 - repeatable, no secret
    countries = ["AZ", "TR", "RU", "IQ", "XX", "unknown"][: drawn.randint(3, 6)]
    counts = {(country, sex): drawn.choice([0, 0, 1, 2, 3, 5, 7, 9, 30]) for country in countries for sex in "fm"}
    above_each = dict(above(catalogue().dimensions["citizenship"], countries, "AZ").above)
    printed: dict[Key, int | None] = {}
    for dim, sex in product(("citizenship", "nationality", "nationality_group"), (False, True)):
        for key, value in by_country(counts, dim, sex=sex).items():
            same = {"AZ": "national"} if dim == "nationality" else {}
            groups = frozenset(
                (("who", group if dim == "citizenship" else f"~{same.get(group, group)}") if d == dim else (d, group)) for d, group in key
            )
            printed[groups] = value if printed.get(groups) is None else printed[groups]
    upper = {"who": {country: f"~{group}" for country, group in above_each.items()}}
    empty = {group for key in printed for dim, group in key if dim == "who" and group.startswith("~")} - set(upper["who"].values())
    kept = {key: value for key, value in printed.items() if not empty & {group for _, group in key}}
    assert not [value for value in printed.values() if value and value < 5]
    assert exact(kept, ("who", "sex"), upper) == set()
