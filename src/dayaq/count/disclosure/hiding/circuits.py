"""The cheapest cells to hide with a cell, so that it can be another number: a move through them, found as a flow is.

Source: Kelly, Golden and Assad 1992 (cell suppression by network flow), here over the sums of any tables.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dayaq.count.disclosure.hiding.moves import Moves
from dayaq.count.disclosure.hiding.program import Flags, Floats, Program
from dayaq.count.disclosure.hiding.puzzle import REACH, Puzzle, View

HIDDEN_ALREADY = 1e-3  # not quite free, so that moves stay short


class Circuits:
    """Moves for one reader through all cells that may be hidden, at a price for each step in each cell."""

    def __init__(self, puzzle: Puzzle, view: View, moves: Moves, allowed: Flags) -> None:
        self._puzzle, self._view, self._moves = puzzle, view, moves
        up = np.where(allowed, REACH, 0.0)
        down = np.where(allowed, np.minimum(view.down, REACH), 0.0)
        self._high = np.concatenate([up, down])
        none = np.zeros(2 * puzzle.size)
        self._program = Program(puzzle.sums.doubled(), none, self._high, none)

    def cheapest(self, column: int, hidden: Flags, prices: Floats, width: int, *, first: bool = False) -> Flags | None:
        """The cells of the cheapest moves that make ``width`` numbers apart possible; None when there are none.

        ``first``: the first way that works will do.
        """
        steps = np.where(hidden, HIDDEN_ALREADY, prices)
        self._program.costs(np.concatenate([steps, steps]))
        found: dict[int, Flags | None] = {}
        best, best_cost = None, np.inf
        for sides in _ways(width):
            if first and best is not None:
                break
            for step in sides:
                if step not in found:
                    found[step] = self._through(column, step)
            parts = [cells for step in sides if (cells := found[step]) is not None]
            if len(parts) == len(sides):
                cells = np.logical_or.reduce(parts)
                cost = float(prices[cells & ~hidden].sum())
                if cost < best_cost - 1e-9:
                    best, best_cost = cells, cost
        return best

    def _through(self, column: int, step: int) -> Flags | None:
        """The cells of the cheapest move that changes a cell by ``step``."""
        size = self._puzzle.size
        way, back = (column, column + size) if step > 0 else (column + size, column)
        if self._high[way] < abs(step):
            return None
        self._program.bound(way, abs(step), abs(step))
        self._program.bound(back, 0.0, 0.0)
        cells = self._solved()
        self._program.bound(way, 0.0, self._high[way])
        self._program.bound(back, 0.0, self._high[back])
        return cells

    def _solved(self) -> Flags | None:
        answer = self._program.solve()
        if answer is None:
            return None
        move = self._moves.keep(self._joined(answer.point))
        if move is None:  # halves of people: look for a move in whole numbers
            self._program.whole(yes=True)
            self._program.limits(500, 10.0)
            answer = self._program.solve()
            self._program.whole(yes=False)
            self._program.limits(0, 1e9)
            move = None if answer is None else self._moves.keep(self._joined(answer.point))
        return None if move is None else move != 0

    def _joined(self, point: Floats) -> Floats:
        return point[: self._puzzle.size] - point[self._puzzle.size :]


def _ways(width: int) -> Iterator[tuple[int, ...]]:
    """All to one side, or some to each."""
    yield (width,)
    yield (-width,)
    for up in range(1, width):
        yield up, up - width
