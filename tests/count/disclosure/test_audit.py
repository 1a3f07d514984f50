"""The audit: every interval is the one found by trying all tables."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from dayaq.core.table import CellStatus, Table
from dayaq.count.disclosure.audit import audit, exact_cells
from tests.count.disclosure.small import Ends, cube, masked, only, tried, without


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
        if sum(cell.status is CellStatus.HIDDEN and len(cell.dims) == len(shape) for cell in table.cells) < 10:
            agree(table)
