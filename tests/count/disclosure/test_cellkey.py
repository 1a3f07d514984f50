"""Perturbed tables: no bias, no 1 and no 2, one number for one cell, and nothing certain by subtraction."""

from __future__ import annotations

import random
from collections.abc import Mapping
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayaq.count.disclosure.noise import checks
from dayaq.count.disclosure.noise.cellkey import NOT_ADDITIVE, Keys, gather, perturbed
from dayaq.count.disclosure.noise.ptable import LEAST, PTable, row

SECRET = bytes(range(32))
ROWS = PTable(variance=3.0, most=5)
People = dict[str, dict[str, str]]


def people(number: int, seed: int = 3) -> People:
    drawn = random.Random(seed)  # noqa: S311 - repeatable, no secret
    return {
        f"record-{n}": {"sex": drawn.choice("fm"), "age": drawn.choice(["0-17", "18-24", "25+"]), "form": drawn.choice("abcde")}
        for n in range(number)
    }


def where(records: People, **groups: str) -> list[str]:
    return [one for one, record in records.items() if groups.items() <= record.items()]


@pytest.mark.parametrize(("variance", "most"), [(0.05, 3), (1.0, 3), (2.0, 4), (3.0, 5), (5.0, 5), (20.0, 8), (8.9, 3), (24.9, 5)])
def test_no_count_is_biased(variance: float, most: int) -> None:
    table = PTable(variance, most)
    assert checks.sound(table)
    assert max(abs(one.bias) for one in checks.rows(table)) <= 1e-12
    large = checks.rows(table)[-1]
    assert large.variance == pytest.approx(variance, rel=1e-9)
    assert {len(one) for one in table.rows[-1:]} == {2 * most + 1}


@settings(max_examples=200, deadline=None)
@given(st.integers(3, 12), st.floats(0.01, 0.99), st.integers(1, 40))
def test_a_row_is_fair_and_reaches_its_variance_where_it_can(most: int, part: float, count: int) -> None:
    found = row(count, part * most**2, most)
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)
    assert sum(d * p for d, p in found.items()) == pytest.approx(0, abs=1e-12)
    assert all(p > 0 and -count <= d <= most and (count + d == 0 or count + d >= LEAST) for d, p in found.items())
    if len(found) > 2:
        assert sum(d * d * p for d, p in found.items()) == pytest.approx(part * most**2, rel=1e-9)


def entropy(found: Mapping[int, float]) -> float:
    return -sum(p * log(p) for p in found.values())


def test_no_other_probabilities_of_that_mean_and_variance_are_more_even() -> None:
    """Small moves that keep sum, mean and variance lower the entropy, in either direction."""
    for count in range(3, ROWS.last + 1):
        found = ROWS.rows[count]
        lines = np.array([[d**power for d in found] for power in range(3)], float)
        for move in np.linalg.svd(lines)[2][3:]:
            for size in (1e-4, -1e-4):
                moved = dict(zip(found, np.array(list(found.values())) + size * move, strict=True))
                if min(moved.values()) > 0:
                    assert entropy(moved) < entropy(found)


def test_the_narrowest_counts_go_to_the_nearest_numbers() -> None:
    assert row(1, 2.0, 4) == {-1: pytest.approx(2 / 3), 2: pytest.approx(1 / 3)}  # 0 or 3
    assert row(2, 2.0, 4) == {-2: pytest.approx(1 / 3), 1: pytest.approx(2 / 3)}


@pytest.mark.parametrize(("variance", "most"), [(2.0, 2), (0.0, 4), (16.0, 4), (-1.0, 4)])
def test_a_table_that_cannot_be_is_refused(variance: float, most: int) -> None:
    with pytest.raises(ValueError, match=r"deviation|variance"):
        PTable(variance, most)


def test_the_largest_deviation_and_the_secret_are_not_printed() -> None:
    assert "most" not in repr(ROWS)
    assert "secret" not in repr(Keys(SECRET))
    with pytest.raises(ValueError, match="32 bytes"):
        Keys(b"short")


def test_a_million_cells_have_no_bias() -> None:
    """Counts from 0 to 30, keys summed from the keys of a hundred thousand records; |z| <= 4.5."""
    drawn = np.random.default_rng(11)
    pool = Keys(SECRET).records(f"r{n}" for n in range(100_000))
    size = 1_000_000
    wanted = drawn.integers(0, 31, size)
    cells = np.repeat(np.arange(size), wanted)
    counts, keys = gather(cells, pool[drawn.integers(0, len(pool), len(cells))], size)
    assert (counts == wanted).all()
    printed = ROWS.values(counts, keys)
    found = checks.bias(counts, printed, ROWS)
    assert found.fair, found
    assert abs(found.mean) < 0.01
    for count in range(ROWS.last + 1):
        assert checks.bias(counts[counts == count], printed[counts == count], ROWS).fair, count
    assert (printed[counts == 0] == 0).all()
    assert set(np.unique(printed).tolist()) & {1, 2} == set()
    assert printed.min() == 0
    assert found.error == pytest.approx((printed - counts).std() / 1000, rel=0.01)


def test_a_bias_would_be_found() -> None:
    counts = np.full(1_000_000, 20)
    shifted = counts + (np.arange(1_000_000) % 100 == 0)
    assert not checks.bias(counts, shifted, ROWS).fair


def test_one_cell_has_one_number_in_every_table_order_and_database() -> None:
    first = people(400)
    second = dict(sorted(people(400).items(), key=lambda pair: hash(pair[0])))  # the same records, read in another order
    keys = Keys(SECRET)
    wide = perturbed("m", ("sex", "age", "form"), first, keys, ROWS)
    other = perturbed("n", ("form", "sex"), second, Keys(bytes(SECRET)), ROWS)
    assert len(wide.cells) == 3 * 4 * 6
    shared = [cell for cell in wide.cells if "age" not in cell.dims]
    assert len(shared) == 18
    for cell in shared:
        assert other.cell(**cell.dims) == cell
        inside = where(first, **cell.dims)
        assert cell.value == ROWS.value(len(inside), keys.cell(reversed(inside)))


def test_another_secret_gives_other_numbers() -> None:
    records = people(400)
    one, two = (perturbed("m", ("sex", "age", "form"), records, Keys(secret), ROWS) for secret in (SECRET, SECRET[::-1]))
    assert sum(a.value != b.value for a, b in zip(one.cells, two.cells, strict=True)) > len(one.cells) / 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.text(min_size=1, max_size=8)), max_size=60, unique_by=lambda pair: pair[1]), st.randoms())
def test_the_order_of_records_changes_nothing(records: list[tuple[int, str]], shuffler: random.Random) -> None:
    keys = Keys(SECRET)

    def found(lines: list[tuple[int, str]]) -> list[int]:
        cells = np.array([cell for cell, _ in lines], np.int64)
        return ROWS.values(*gather(cells, keys.records(name for _, name in lines), 10)).tolist()

    moved = records.copy()
    shuffler.shuffle(moved)
    assert found(moved) == found(records)
    one_by_one = [[name for cell, name in records if cell == number] for number in range(10)]
    assert [ROWS.value(len(names), keys.cell(names)) for names in one_by_one] == found(records)


def test_a_record_named_twice_counts_once_in_a_key() -> None:
    keys = Keys(SECRET)
    assert keys.cell(["a", "b", "a"]) == keys.cell(["b", "a"]) == (keys.record("a") + keys.record("b")) % 2**64


def test_groups_without_anybody_print_0() -> None:
    table = perturbed("m", ("sex",), {}, Keys(SECRET), ROWS, {"sex": ("f", "m")})
    assert [(dict(cell.dims), cell.value) for cell in table.cells] == [({"sex": "f"}, 0), ({"sex": "m"}, 0), ({}, 0)]


def test_totals_are_not_promised_and_the_reader_is_told() -> None:
    table = perturbed("m", ("form", "age"), people(300), Keys(SECRET), ROWS)
    total = table.cell()
    assert total is not None
    assert sum(cell.value or 0 for cell in table.inner()) != total.value
    assert "differ from the sum of their parts" in str(NOT_ADDITIVE)


def test_one_person_more_stays_uncertain() -> None:
    """Two editions of a cell, 6 and 7 people, printed as they are most likely to be."""
    prior, more = [1.0] * 40, [1.0] * 6  # the reader thinks 0 to 39 people and 0 to 5 newcomers equally likely
    for first, second in ((6, 7), (6, 6), (5, 7), (8, 6)):
        found = checks.differences_behind(ROWS, first, second, prior, more)
        print(f"printed {first}, then {second}:", {number: round(chance, 3) for number, chance in found.items()})
        assert max(found.values()) < 0.75
        assert len([chance for chance in found.values() if chance > 0.05]) >= 3


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 20])
def test_hardly_any_pair_of_numbers_gives_one_person_away(count: int) -> None:
    """Surer than nine to one: below one in 2,000. Too little noise is seen by the same check."""
    chance = checks.found_out(ROWS, count)
    print(f"{count} and {count + 1} people: a reader is surer than 0.9 with chance {chance:.6f}")
    assert chance < 1 / 2000
    assert checks.found_out(PTable(0.5, 3), 3) > 0.03


def test_a_rest_by_subtraction_stays_uncertain() -> None:
    """21 people, 20 of them in one group: printed as they are, the rest may be 1 to 6, or more."""
    prior = [0.0] * 10 + [1.0] * 30
    found = checks.differences_behind(ROWS, 20, 21, prior, [1.0] * 10)
    assert found[1] < 0.35
    assert {1, 2, 3, 4, 5, 6} <= set(found)


def test_a_single_number_leaves_several_counts() -> None:
    behind = checks.counts_behind(ROWS, 3, [1.0] * 20)
    print("printed 3:", {count: round(chance, 3) for count, chance in behind.items()})
    assert set(behind) == {1, 2, 3, 4, 5, 6, 7, 8}
    assert max(behind.values()) < 0.5
    assert set(checks.counts_behind(ROWS, 0, [1.0] * 20)) == {0, 1, 2, 3, 4, 5}
    with pytest.raises(ValueError, match="no count"):
        checks.counts_behind(ROWS, 2, [1.0] * 20)
