"""The cheapest cells to hide with a cell, so that it can be another number: a move through them, found as a flow is.

Source: Kelly, Golden and Assad 1992 (cell suppression by network flow), here over the sums of any tables.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dayaq.count.disclosure.hiding.moves import Moves
from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints, Program
from dayaq.count.disclosure.hiding.puzzle import REACH, Puzzle, View

HIDDEN_ALREADY = 1e-3  # not quite free, so that moves stay short


class Circuits:
    """Moves for one reader through the cells that may be hidden, at a price for each step in each cell."""

    def __init__(self, puzzle: Puzzle, view: View, moves: Moves, allowed: Flags) -> None:
        self._puzzle, self._view, self._moves = puzzle, view, moves
        self._columns = np.flatnonzero(allowed)
        self._place = np.full(puzzle.size, -1, dtype=np.int64)
        self._place[self._columns] = np.arange(len(self._columns))
        up = np.full(len(self._columns), REACH)
        self._high = np.concatenate([up, np.minimum(view.down[self._columns], REACH)])
        none = np.zeros(len(self._high))
        self._program = Program(puzzle.sums.only(self._columns).doubled(), none, self._high, none)

    def cheapest(self, column: int, hidden: Flags, prices: Floats, width: int, *, first: bool = False) -> Flags | None:
        """The cells of the cheapest moves that make ``width`` numbers apart possible; None when there are none.

        ``first``: the first way that works will do.
        """
        self._price(hidden, prices)
        found: dict[int, Ints | None] = {}
        best, best_cost = None, np.inf
        for sides in _ways(width):
            if first and best is not None:
                break
            for step in sides:
                if step not in found:
                    found[step] = self._through(column, step)
            parts = [move != 0 for step in sides if (move := found[step]) is not None]
            if len(parts) == len(sides):
                cells = np.logical_or.reduce(parts)
                cost = float(prices[cells & ~hidden].sum())
                if cost < best_cost - 1e-9:
                    best, best_cost = cells, cost
        return best

    def there_and_back(self, column: int, hidden: Flags, prices: Floats, width: int) -> Flags | None:
        """The cells of a cheap move by one that can be taken backwards too; None if no whole one comes at once."""
        self._price(hidden, prices)
        for step in (1, -1) if width <= 2 else ():
            move = self._through(column, step, mend=False)
            if move is not None and (width == 1 or self._moves.keep(-move.astype(np.float64)) is not None):
                cells: Flags = move != 0
                return cells
        return None

    def _price(self, hidden: Flags, prices: Floats) -> None:
        steps = np.where(hidden, HIDDEN_ALREADY, prices)[self._columns]
        self._program.costs(np.concatenate([steps, steps]))

    def _through(self, column: int, step: int, *, mend: bool = True) -> Ints | None:
        """The cheapest move that changes a cell by ``step``; ``mend``: looked for in whole numbers if it has halves."""
        place, size = int(self._place[column]), len(self._columns)
        way, back = (place, place + size) if step > 0 else (place + size, place)
        if place < 0 or self._high[way] < abs(step):
            return None
        self._program.bound(way, abs(step), abs(step))
        self._program.bound(back, 0.0, 0.0)
        move = self._solved(mend=mend)
        self._program.bound(way, 0.0, self._high[way])
        self._program.bound(back, 0.0, self._high[back])
        return move

    def _solved(self, *, mend: bool) -> Ints | None:
        answer = self._program.solve()
        if answer is None:
            return None
        move = self._moves.keep(self._joined(answer.point))
        if move is None and mend:  # halves of people: look for a move in whole numbers
            self._program.whole(yes=True)
            self._program.limits(500, 10.0)
            answer = self._program.solve()
            self._program.whole(yes=False)
            self._program.limits(0, 1e9)
            move = None if answer is None else self._moves.keep(self._joined(answer.point))
        return move

    def _joined(self, point: Floats) -> Floats:
        size = len(self._columns)
        joined = np.zeros(self._puzzle.size)
        joined[self._columns] = point[:size] - point[size:]
        return joined


def _ways(width: int) -> Iterator[tuple[int, ...]]:
    """All to one side, or some to each."""
    yield (width,)
    yield (-width,)
    for up in range(1, width):
        yield up, up - width
