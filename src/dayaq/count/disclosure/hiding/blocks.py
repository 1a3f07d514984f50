"""Parts of a large table, small enough that a linear program in one of them takes hundredths of a second.

The groups of long dimensions are dealt into packs, totals belong to every pack. A move within a block is a move of the
whole table, since what lies outside stays as it is; what no block shows may still be there.
"""

from __future__ import annotations

from math import prod

import numpy as np

from dayaq.count.disclosure.hiding.circuits import Circuits
from dayaq.count.disclosure.hiding.frames import Grid
from dayaq.count.disclosure.hiding.moves import Moves
from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints
from dayaq.count.disclosure.hiding.puzzle import Puzzle, View

PLACES = 1500  # of a block at most
DEALS = 2  # of the groups; a cell is tried in one block of each


class Blocks:
    """The blocks for one reader."""

    def __init__(self, puzzle: Puzzle, view: View, moves: Moves, grid: Grid) -> None:
        self._puzzle, self._view, self._moves = puzzle, view, moves
        places = np.unravel_index(grid.place, grid.shape)
        sizes = _sizes(grid)
        dice = np.random.default_rng(puzzle.size)
        self._deals: list[Ints] = []
        for _ in range(DEALS):
            packs = [_dealt(grid.leaves(dim), size, grid.shape[dim], dice) for dim, size in enumerate(sizes)]
            self._deals.append(np.stack([pack[place] for pack, place in zip(packs, places, strict=True)], axis=1))
        self._circuits: dict[tuple[int, bytes], Circuits] = {}

    def cheapest(self, column: int, hidden: Flags, prices: Floats, width: int) -> Flags | None:
        """The cells of a cheap move within a block of a cell, a zero never among them; None when none is found at once."""
        best, best_cost = None, np.inf
        for deal in range(DEALS):
            cells = self._block(deal, column).there_and_back(column, hidden, prices, width)
            cost = np.inf if cells is None else float(prices[cells & ~hidden].sum())
            if cost < best_cost:
                best, best_cost = cells, cost
            if best_cost == 0:
                break
        return best

    def _block(self, deal: int, column: int) -> Circuits:
        packs = self._deals[deal]
        # a total is in all packs: any will do, not always the same
        own = np.where(packs[column] < 0, column % (packs.max(axis=0) + 1), packs[column])
        mark = deal, own.tobytes()
        if mark not in self._circuits:
            inside: Flags = ((packs == own) | (packs < 0)).all(axis=1)
            nonzero = (self._puzzle.counts > 0) | self._puzzle.open
            self._circuits[mark] = Circuits(self._puzzle, self._view, self._moves, inside & nonzero)
        return self._circuits[mark]


def _sizes(grid: Grid) -> list[int]:
    """How many of the finest groups of each dimension are in a pack: the longest are halved until a block is small."""
    leaves = [len(grid.leaves(dim)) for dim in range(len(grid.shape))]
    others = [size - own for size, own in zip(grid.shape, leaves, strict=True)]
    sizes = list(leaves)
    while prod(map(sum, zip(sizes, others, strict=True))) > PLACES and max(sizes) > 2:
        longest = sizes.index(max(sizes))
        sizes[longest] = (sizes[longest] + 1) // 2
    return sizes


def _dealt(leaves: Ints, size: int, groups: int, dice: np.random.Generator) -> Ints:
    """The pack of each group, -1 for those that are in every pack."""
    packs = np.full(groups, -1, dtype=np.int64)
    count = -(-len(leaves) // size)
    packs[dice.permutation(leaves)] = np.arange(len(leaves)) % count
    return packs
