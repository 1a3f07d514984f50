"""Moves that a reader cannot rule out, kept: each is checked in whole numbers and proves cells uncertain wherever it fits."""

from __future__ import annotations

import numpy as np

from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints, Program
from dayaq.count.disclosure.hiding.puzzle import REACH, Puzzle, View

NEAR = 1e-6
FAR = 1e6  # reach when nothing less will do


class Moves:
    """The moves found so far for one reader, without their zeros: move m changes ``columns[starts[m]:starts[m + 1]]``."""

    def __init__(self, puzzle: Puzzle, view: View) -> None:
        self._puzzle, self._view = puzzle, view
        self._parts: list[tuple[Ints, Ints]] = []
        self._columns = self._steps = self._starts = np.zeros(0, dtype=np.int64)
        self._known: set[bytes] = set()

    def keep(self, point: Floats) -> Ints | None:
        """The point as a move, kept, if it is one in whole numbers."""
        move = np.rint(point).astype(np.int64)
        if np.abs(point - move).max(initial=0.0) > NEAR or not self._puzzle.moves(move, self._view):
            return None
        columns = np.flatnonzero(move)
        if len(columns) and (mark := move.tobytes()) not in self._known:
            self._known.add(mark)
            self._parts.append((columns, move[columns]))
        return move

    def _packed(self) -> None:
        if self._parts:
            lengths = [len(columns) for columns, _ in self._parts]
            self._starts = np.concatenate([self._starts, len(self._columns) + np.cumsum([0, *lengths[:-1]])])
            self._columns = np.concatenate([self._columns, *(columns for columns, _ in self._parts)])
            self._steps = np.concatenate([self._steps, *(steps for _, steps in self._parts)])
            self._parts = []

    def widths(self, hidden: Flags) -> Ints:
        """For every cell how far apart its numbers are, as far as the kept moves show it, if these cells are hidden."""
        self._packed()
        up = np.zeros(self._puzzle.size, dtype=np.int64)
        down = np.zeros(self._puzzle.size, dtype=np.int64)
        if len(self._starts):
            fits = np.logical_and.reduceat(hidden[self._columns], self._starts)
            entries = np.repeat(fits, np.diff(np.append(self._starts, len(self._columns))))
            columns, steps = self._columns[entries], self._steps[entries]
            np.maximum.at(up, columns, steps)
            np.minimum.at(down, columns, steps)
        return up - down


class Reader:
    """Asks what one reader can still think of a cell when some cells are hidden."""

    def __init__(self, puzzle: Puzzle, view: View, moves: Moves) -> None:
        self._puzzle, self._view, self._moves = puzzle, view, moves
        none = np.zeros(puzzle.size)
        self._program = Program(puzzle.sums, none, none, none)
        self._program.aims()
        self._hidden: bytes = b""
        self.sure = True  # no search for whole numbers was broken off

    def looks_at(self, hidden: Floats, reach: float = REACH) -> None:
        """Which cells are hidden from now on; parts of a cell are allowed for bounds."""
        mark = hidden.tobytes() + str(reach).encode()
        if mark != self._hidden:
            self._hidden = mark
            self._program.bounds(-np.minimum(self._view.down, reach) * hidden, reach * hidden)

    def farthest(self, column: int, direction: int, *, whole: bool = True) -> tuple[float, Floats, Floats]:
        """How far a cell can be moved, the move, and the duals of the sums. With ``whole`` in whole numbers."""
        self._program.cost(column, -direction)
        answer = self._program.solve()
        if answer is None:
            raise ArithmeticError("the solver does not find that nothing has to move")
        point, value = answer.point, -answer.value
        if whole and self._moves.keep(point) is None:
            point = self._whole(point)
            value = direction * point[column]
        self._program.cost(column, 0.0)
        return value, point, answer.duals

    def _whole(self, point: Floats) -> Floats:
        self._program.whole(yes=True)
        self._program.limits(200, 5.0)
        self._program.start(np.zeros(len(point)))
        answer = self._program.solve()
        self._program.whole(yes=False)
        self._program.limits(0, 1e9)
        self.sure = self.sure and answer is not None and answer.finished
        found = None if answer is None else self._moves.keep(answer.point)
        return np.zeros(len(point)) if found is None else found.astype(np.float64)

    def aim(self, columns: Ints, hidden: Flags, dice: np.random.Generator) -> None:
        """A move that takes many cells somewhere at once, kept if it is one in whole numbers: cheaper than asking for each."""
        self.looks_at(hidden.astype(np.float64))
        costs = np.zeros(self._puzzle.size)
        costs[columns] = dice.choice((-1.0, 1.0), len(columns)) * dice.uniform(0.5, 1.5, len(columns))
        self._program.costs(costs)
        answer = self._program.solve()
        self._program.costs(np.zeros(self._puzzle.size))
        if answer is not None:
            self._moves.keep(answer.point)

    def width(self, column: int, hidden: Flags, enough: int, reach: float = REACH, *, whole: bool = True) -> int:
        """How far apart the numbers of a cell are, asked only until ``enough`` is reached."""
        found = int(self._moves.widths(hidden)[column])
        if found >= enough:
            return found
        self.looks_at(hidden.astype(np.float64), reach)
        shown = 1.0 if hidden[column] else 0.0
        low, high = -min(float(self._view.down[column]), reach) * shown, reach * shown
        self._program.bound(column, max(low, -enough), min(high, enough))  # farther is of no use and takes longer to find
        found = self._sides(column, hidden, enough, whole=whole)
        self._program.bound(column, low, high)
        return found

    def _sides(self, column: int, hidden: Flags, enough: int, *, whole: bool) -> int:
        found, sides = 0, list[int]()
        for direction in (1, -1):
            _, point, _ = self.farthest(column, direction, whole=whole)
            move = self._moves.keep(point)
            sides.append(0 if move is None else abs(int(move[column])))
            found = int(self._moves.widths(hidden)[column])
            if found >= enough:
                return found
        return max(found, sum(sides))
