"""The simplest moves, by the shape of the tables instead of a linear program: two groups in each dimension, or one and its totals.

In a table with margins, one more person at the corners a1 b1 and a2 b2 and one less at a1 b2 and a2 b1 changes no sum; in
more dimensions the signs multiply. Instead of a second group the totals above the first can move with it; within a
hierarchy all levels between two groups do. All such *frames* through a cell are priced at once by looking prices up, so
a frame takes about a millisecond where a linear program over all cells takes half a second. Each is checked like any
move in whole numbers against every sum before it proves anything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from dayaq.count.disclosure.hiding.moves import Moves
from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints
from dayaq.count.disclosure.hiding.puzzle import Puzzle, View
from dayaq.count.disclosure.tables.relations import System

MOST_PLACES = 2_000_000  # of all dimensions multiplied; beyond that only programs are asked
MOST_FRAMES = 2_000_000  # looked at for one cell
WHOLE = ""  # the group of a dimension that a key leaves out
USED = 1e-3  # the price of a cell that is hidden already: of two frames at the same price the shorter

Parents = dict[str, str]


@dataclass(frozen=True, slots=True)
class Turns:
    """The ways to move along one dimension through a group: for each the groups that change, with their signs, 0 to fill up."""

    groups: Ints
    signs: Ints


def _trees(system: System) -> dict[str, Parents] | None:
    """Of each dimension which group lies in which, as the sums say; None where a group lies in several."""
    trees: dict[str, Parents] = defaultdict(dict)
    for one in system.sums:
        whole = system.keys[one.whole]
        for part in one.parts:
            ((dim, group),) = system.keys[part] - whole
            above = dict(whole).get(dim, WHOLE)
            if trees[dim].setdefault(group, above) != above:
                return None
    return trees


class Grid:
    """Where each cell is when every dimension has an axis, and how one can move along each."""

    def __init__(self, puzzle: Puzzle, trees: dict[str, Parents]) -> None:
        keys = [dict(key) for key in puzzle.system.keys]
        self.dims = sorted({dim for key in keys for dim in key})
        self._trees = [trees.get(dim, {}) for dim in self.dims]
        self.groups = [sorted({key.get(dim, WHOLE) for key in keys} | {WHOLE}) for dim in self.dims]
        self.shape = tuple(len(groups) for groups in self.groups)
        self.fits = prod(self.shape) <= MOST_PLACES
        if not self.fits:
            return
        axes = [{group: place for place, group in enumerate(groups)} for groups in self.groups]
        places = [tuple(axis[key.get(dim, WHOLE)] for dim, axis in zip(self.dims, axes, strict=True)) for key in keys]
        flat = np.array([np.ravel_multi_index(place, self.shape) for place in places], dtype=np.int64)
        self.column = np.full(prod(self.shape), -1, dtype=np.int64)  # no such cell: nothing there to move
        self.column[flat] = -2  # printed already
        self.column[flat[puzzle.numbers]] = np.arange(puzzle.size)
        self.place = flat[puzzle.numbers]
        self._axes = axes
        self._known: dict[tuple[int, int], Turns] = {}

    def turns(self, dim: int, group: int) -> Turns:
        """The ways to move along a dimension through a group."""
        if (dim, group) not in self._known:
            self._known[dim, group] = self._turns(dim, self.groups[dim][group])
        return self._known[dim, group]

    def leaves(self, dim: int) -> Ints:
        """The places of the finest groups of a dimension; of the total where there is nothing else."""
        inner = set(self._trees[dim].values())
        return np.array([place for place, group in enumerate(self.groups[dim]) if group not in inner], dtype=np.int64)

    def _path(self, dim: int, group: str) -> list[str]:
        """The group and all that it lies in."""
        path = [group]
        while path[-1] in self._trees[dim]:
            path.append(self._trees[dim][path[-1]])
        return path

    def _turns(self, dim: int, group: str) -> Turns:
        paths = [self._path(dim, self.groups[dim][leaf]) for leaf in self.leaves(dim)]
        ways: list[list[tuple[str, int]]] = []
        for one in (path for path in paths if group in path):
            ways.append([(name, 1) for name in one])
            for other in (path for path in paths if group not in path and path[-1] == one[-1]):
                up = [(name, 1) for name in one if name not in other]
                ways.append(up + [(name, -1) for name in other if name not in one])
        longest = max(len(way) for way in ways)
        filled = [way + [(WHOLE, 0)] * (longest - len(way)) for way in ways]
        groups = [[self._axes[dim][name] for name, _ in way] for way in filled]
        return Turns(np.array(groups, dtype=np.int64), np.array([[sign for _, sign in way] for way in filled], dtype=np.int64))


def grid(puzzle: Puzzle) -> Grid | None:
    """The grid of a puzzle; None when its groups are no trees or it would be too large."""
    trees = _trees(puzzle.system)
    found = None if trees is None else Grid(puzzle, trees)
    return found if found is not None and found.fits else None


class Frames:
    """The frames for one reader."""

    def __init__(self, puzzle: Puzzle, view: View, moves: Moves, grid: Grid) -> None:
        self._puzzle, self._moves, self._grid = puzzle, moves, grid
        self._down = view.down

    def cheapest(self, column: int, prices: Floats, width: int) -> Flags | None:
        """The cells of the cheapest frame that makes ``width`` numbers apart possible; None when there is none.

        ``prices``: infinite where a cell cannot be hidden.
        """
        turns = self._through(column)
        if prod(turn.groups.size for turn in turns) > MOST_FRAMES:
            return None
        corners = list(self._corners(turns))
        best, best_cost = (0, 0), np.inf
        for up in sorted(range(width + 1), key=lambda up: abs(2 * up - width)):
            look = self._prices(prices, up, width - up)
            costs = np.add.reduce([look[signs, places] for signs, places in corners])
            place = int(np.argmin(costs))
            if float(costs.flat[place]) < best_cost - 1e-12:
                best, best_cost = (up, place), float(costs.flat[place])
            if best_cost <= len(corners) * USED:
                break
        if not np.isfinite(best_cost):
            return None
        return self._kept(corners, *best, width)

    def _through(self, column: int) -> list[Turns]:
        places = np.unravel_index(self._grid.place[column], self._grid.shape)
        return [self._grid.turns(dim, int(group)) for dim, group in enumerate(places)]

    def _corners(self, turns: list[Turns]) -> list[tuple[Ints, Ints]]:
        """For each corner the signs (1 more: a look-up has 0 for less, 1 for nothing, 2 for more) and places of all frames."""
        sizes = self._grid.shape
        found = []
        for slots in product(*(range(turn.groups.shape[1]) for turn in turns)):
            signs: Ints = np.ones(1, dtype=np.int64)
            places: Ints = np.zeros(1, dtype=np.int64)
            for turn, slot, size in zip(turns, slots, sizes, strict=True):
                signs = signs[..., None] * turn.signs[:, slot]
                places = places[..., None] * size + turn.groups[:, slot]
            found.append((signs + 1, places))
        return found

    def _prices(self, prices: Floats, up: int, down: int) -> Floats:
        """What each place costs in a frame that can be taken ``up`` times forwards and ``down`` times backwards."""
        columns = self._grid.column
        look: NDArray[np.float64] = np.zeros((3, len(columns)))
        for row, falls in ((0, up), (2, down)):
            own = np.where(self._down >= falls, prices, np.inf)
            look[row] = np.where(columns >= 0, own[columns], np.where(columns == -1, 0.0, np.inf))
        return look

    def _kept(self, corners: list[tuple[Ints, Ints]], up: int, place: int, width: int) -> Flags | None:
        """The cells of a frame whose moves have been checked and kept."""
        move = np.zeros(self._puzzle.size)
        for signs, places in corners:
            column = self._grid.column[places.flat[place]]
            if column >= 0:
                move[column] += signs.flat[place] - 1
        for times in (up, up - width):
            if times and self._moves.keep(times * move) is None:
                return None
        cells: Flags = move != 0
        return cells
