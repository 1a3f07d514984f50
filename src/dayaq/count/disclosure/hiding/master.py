"""How few cells can be enough: a lower bound, and choices that come near it, by cutting planes.

A choice of cells is a point with 0 (shown) or 1 (hidden). Two kinds of inequality hold for every choice that protects:
no sum has exactly one hidden cell; and where a reader can still not be uncertain enough, the duals of his program name
cells of which one more at least must be hidden.
Source: Fischetti and Salazar-Gonzalez 2000 (models and algorithms for optimizing cell suppression).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np

from dayaq.count.disclosure.hiding.moves import NEAR, Reader
from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints, Program, matrix
from dayaq.count.disclosure.hiding.puzzle import TIES, Puzzle

MOST_ENTRIES = 400_000  # of inequalities laid down at once; beyond that they come when they are needed
TINY = 1e-9
Row = tuple[Ints, Floats, float]
"""Columns, values, and the least that they must make together."""


@dataclass(frozen=True, slots=True)
class Need:
    """A cell that must have numbers at least ``width`` apart for reader ``view``."""

    view: int
    column: int
    width: int


class Master:
    """The choices that fit all inequalities found so far, cheapest first."""

    def __init__(self, puzzle: Puzzle, always: Flags, never: Flags) -> None:
        self.puzzle, self.always, self.never = puzzle, always, never
        self.low, self.high = always.astype(np.float64), (~never).astype(np.float64)
        self.bound = 0.0
        self.sound = self.feasible = True
        self._prices = np.where(puzzle.open, 0.0, puzzle.prices)
        none = np.zeros(0)
        self._program = Program(matrix([], puzzle.size), self.low, self.high, self._prices, none, none)
        self._known: set[tuple[bytes, bytes]] = set()
        self._sums = [members for row in range(puzzle.sums.height) if len(members := self._movable(row))]
        self._all_at_once = sum(len(members) ** 2 for members in self._sums) <= MOST_ENTRIES
        self._add(row for members in self._sums for row in self._lonely(members, None if self._all_at_once else self.low))

    def _movable(self, row: int) -> Ints:
        """The columns of a sum that can be hidden; none if two are anyhow, so that nobody in it can be alone."""
        columns = self.puzzle.sums.row(row)
        members: Ints = columns[~self.never[columns]]
        return members if self.always[members].sum() < 2 else members[:0]

    @staticmethod
    def _lonely(members: Ints, point: Floats | None) -> Iterable[Row]:
        """No hidden cell of a sum is the only one: all, or those that a point violates."""
        whole = 0.0 if point is None else float(point[members].sum())
        for place in range(len(members)):
            if point is None or 2 * point[members[place]] > whole + NEAR:
                values = np.ones(len(members))
                values[place] = -1.0
                yield members, values, 0.0

    def _add(self, rows: Iterable[Row]) -> int:
        new = []
        for columns, values, least in rows:
            mark = columns.tobytes(), values.tobytes()
            if mark not in self._known:
                self._known.add(mark)
                new.append((columns, values, least))
        table = matrix([(columns.tolist(), values.tolist()) for columns, values, _ in new], self.puzzle.size)
        self._program.add(table, np.array([least for _, _, least in new]))
        return len(new)

    def relaxed(self) -> Floats | None:
        """The cheapest point, parts of cells allowed; its value is a bound."""
        while True:
            answer = self._program.solve()
            if answer is None:
                self.feasible = False
                return None
            self.bound = max(self.bound, answer.value)
            if self._all_at_once or not self._add(row for members in self._sums for row in self._lonely(members, answer.point)):
                return answer.point

    def chosen(self, start: Flags, nodes: int, seconds: float) -> tuple[Flags | None, bool]:
        """The cheapest choice found within the steps, and whether it is the cheapest there is."""
        self._program.whole(yes=True)
        self._program.limits(nodes, seconds)
        self._program.start(start.astype(np.float64))
        answer = self._program.solve()
        self._program.whole(yes=False)
        self._program.limits(0, 1e9)
        if answer is None:
            return None, False
        if self.sound:
            self.bound = max(self.bound, answer.bound)
        hidden = answer.point > 0.5
        if not self._all_at_once:
            self._add(row for members in self._sums for row in self._lonely(members, hidden.astype(np.float64)))
        return hidden, answer.finished

    def learn(self, reader: Reader, need: Need, hidden: Flags, *, sure: bool = True) -> None:
        """Cut off a choice that leaves a need unmet, and many others with it; if that is not ``sure``, only where it is proved."""
        row = self._cut(reader, need, hidden.astype(np.float64))
        if row is None and not sure:
            return
        if row is None:  # only whole numbers are in the way: one more cell must be hidden, nobody knows where
            self.sound = self.sound and reader.sure
            columns = np.flatnonzero(~hidden & ~self.never)
            row = columns, np.ones(len(columns)), 1.0
        self._add([row])

    def _cut(self, reader: Reader, need: Need, point: Floats) -> Row | None:
        view, width = self.puzzle.views[need.view], float(need.width)
        reader.looks_at(point, width)
        weights = np.zeros(self.puzzle.size)
        for direction in (1, -1):
            _, _, duals = reader.farthest(need.column, direction, whole=False)
            slopes = self.puzzle.sums.priced(duals)
            slopes[need.column] += direction
            slopes[np.abs(slopes) < TINY] = 0.0
            weights += np.where(slopes > 0, width, -slopes * view.down)
        weights = np.minimum(weights, width)
        least = width - float(weights[self.always].sum())
        columns = np.flatnonzero((weights > TINY) & ~self.always & ~self.never)
        values = np.minimum(weights[columns], least)
        if least < NEAR or (values * point[columns]).sum() > least - NEAR:
            return None
        return columns, values / least, 1.0

    def least(self, *, zeros: bool) -> int:
        """The bound in whole cells (or people), tie-breaks taken out again."""
        if not self.feasible:
            return 0
        if not zeros:
            return ceil(self.bound - TIES - NEAR)
        self._program.costs(np.where(self.puzzle.open, 0.0, self.puzzle.unit))
        answer = self._program.solve()
        self._program.costs(self._prices)
        return 0 if answer is None else ceil(answer.value - NEAR)
