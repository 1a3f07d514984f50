"""Which needs a choice of hidden cells meets, and which further cells meet the others.

Whatever counts as met is proved by moves in whole numbers. In large tables frames are asked before any program is, and
when the time is up nothing but frames: "not known" then counts as "not met", which costs cells but betrays nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dayaq.count.disclosure.hiding.blocks import Blocks
from dayaq.count.disclosure.hiding.circuits import Circuits
from dayaq.count.disclosure.hiding.frames import USED, Frames, grid
from dayaq.count.disclosure.hiding.master import Need
from dayaq.count.disclosure.hiding.moves import FAR, Moves, Reader
from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints
from dayaq.count.disclosure.hiding.puzzle import Puzzle
from dayaq.count.disclosure.hiding.watch import Watch

MANY = 200  # needs, from which on it pays to show many met at once, and to try frames
WIDE = 2000  # cells, from which on a linear program for each need takes too long
IDLE = 4  # aims at all cells together that show nothing new, before they are asked one by one


class Covering:
    """All needs with all readers, and what has been found out about them."""

    def __init__(self, puzzle: Puzzle, watch: Watch) -> None:
        self.puzzle, self.watch = puzzle, watch
        self.moves = [Moves(puzzle, view) for view in puzzle.views]
        self.readers = [Reader(puzzle, view, moves) for view, moves in zip(puzzle.views, self.moves, strict=True)]
        order = sorted(puzzle.targets.tolist(), key=lambda column: (puzzle.prices[column], column))
        self.needs = [Need(number, column, view.width) for number, view in enumerate(puzzle.views) for column in order]
        self.hopeless: set[Need] = set()  # what cannot be had, or not so wide
        self.exposed: set[int] = set()
        self.narrow: set[int] = set()
        self.zeros = False
        self.many = len(self.needs) > MANY
        shape = grid(puzzle) if self.many or puzzle.size > WIDE else None
        self.frames, self.blocks = list[Frames](), list[Blocks]()
        if shape is not None:
            pairs = list(zip(puzzle.views, self.moves, strict=True))
            self.frames = [Frames(puzzle, view, moves, shape) for view, moves in pairs]
            self.blocks = [Blocks(puzzle, view, moves, shape) for view, moves in pairs]
        target = np.zeros(puzzle.size, dtype=np.bool_)
        target[puzzle.targets] = True
        self._circuits = self._through((puzzle.counts > 0) | puzzle.open | target)
        self._all_circuits: list[Circuits] = []

    def _through(self, allowed: Flags) -> list[Circuits]:
        pairs = zip(self.puzzle.views, self.moves, strict=True)
        return [Circuits(self.puzzle, view, moves, allowed) for view, moves in pairs]

    # What is met

    def late(self) -> bool:
        """Whether only frames are asked now, since the table is large and the time is up."""
        return bool(self.frames) and self.watch.over()

    def shown(self, need: Need, hidden: Flags) -> bool:
        """Whether a frame of hidden cells meets a need; never for small tables."""
        return self._frame(need, hidden, np.full(self.puzzle.size, np.inf)) is not None

    def seen(self, need: Need, hidden: Flags) -> bool:
        """Whether a frame, or a move within a block, of hidden cells meets a need; never for small tables."""
        if not self.frames or self.shown(need, hidden):
            return bool(self.frames)
        if self.late():
            return False
        cells = self.blocks[need.view].cheapest(need.column, hidden, self.puzzle.prices, need.width)
        return cells is not None and not (cells & ~hidden).any()

    def met(self, need: Need, hidden: Flags, *, whole: bool = True) -> bool:
        """Whether a need is met, as far as that is known."""
        if self.seen(need, hidden):
            return True
        return not self.late() and self.readers[need.view].width(need.column, hidden, need.width, whole=whole) >= need.width

    def unmet(self, hidden: Flags) -> list[Need]:
        """Needs of hidden cells that no kept move proves met."""
        widths = [moves.widths(hidden) for moves in self.moves]
        return [need for need in self.needs if hidden[need.column] and widths[need.view][need.column] < need.width]

    def stir(self, hidden: Flags) -> None:
        """Where needs are many most hidden cells protect each other: a few moves of all together show it, before each is asked for."""
        for number, reader in enumerate(self.readers if self.many else ()):
            dice, idle = np.random.default_rng(self.puzzle.size), 0
            left = self._left(number, hidden)
            while len(left) and idle < IDLE:
                reader.aim(left, hidden, dice)
                before, left = len(left), self._left(number, hidden)
                idle = idle + 1 if len(left) == before else 0

    def _left(self, view: int, hidden: Flags) -> Ints:
        return np.array([need.column for need in self.unmet(hidden) if need.view == view], dtype=np.int64)

    # What meets the others

    def covered(self, hidden: Flags, prices: Floats) -> Flags:
        """More hidden cells, need by need the cheapest, until all needs are met."""
        hidden = hidden.copy()
        widths = [moves.widths(hidden) for moves in self.moves]
        for done, need in enumerate(list(self.needs)):
            self.watch.step(done)
            if not hidden[need.column] or widths[need.view][need.column] >= need.width:
                continue
            cells = self._nearest(need, hidden, prices)
            if cells is not None:
                hidden |= cells
                widths[need.view][cells] = np.maximum(widths[need.view][cells], need.width)
            elif not self.met(need, hidden, whole=False):
                hidden |= self._cells(need, hidden, prices)
                widths = [moves.widths(hidden) for moves in self.moves]
        hidden[list(self.exposed)] = False
        return hidden

    def _nearest(self, need: Need, hidden: Flags, prices: Floats) -> Flags | None:
        """The cells of a frame, or of a cheaper move within a block, in a large table; no zeros."""
        cells = self._frame(need, hidden, np.where(self.puzzle.counts == 0, np.inf, prices))
        cost = np.inf if cells is None else float(prices[cells & ~hidden].sum())
        if self.frames and cost > 0 and not self.late():
            others = self.blocks[need.view].cheapest(need.column, hidden, prices, need.width)
            if others is not None and float(prices[others & ~hidden].sum()) < cost:
                return others
        return cells

    def _frame(self, need: Need, hidden: Flags, prices: Floats) -> Flags | None:
        """The cells of the cheapest frame that meets a need."""
        if not self.frames:
            return None
        return self.frames[need.view].cheapest(need.column, np.where(hidden, USED, prices), need.width)

    def _cells(self, need: Need, hidden: Flags, prices: Floats) -> Flags:
        """The cells that meet a need; zeros only where nothing else does, less where less is possible."""
        if self.late():
            return self._coarse(need, hidden, prices)
        cells = self._circuits[need.view].cheapest(need.column, hidden, prices, need.width, first=self.many)
        if cells is None:
            cells = self._with_zeros()[need.view].cheapest(need.column, hidden, prices, need.width, first=self.many)
            self.zeros = self.zeros or cells is not None
        return self._possible(need, hidden, prices) if cells is None else cells

    def _with_zeros(self) -> Sequence[Circuits]:
        self._all_circuits = self._all_circuits or self._through(np.ones(self.puzzle.size, dtype=np.bool_))
        return self._all_circuits

    def _coarse(self, need: Need, hidden: Flags, prices: Floats) -> Flags:
        """The cells that meet a need when the time is up: of a frame with zeros, or else all that are not 0."""
        cells = self._frame(need, hidden, prices)
        if cells is not None:
            self.zeros = True
            return cells
        cells = hidden | (self.puzzle.counts > 0)
        met = self.readers[need.view].width(need.column, cells, need.width) >= need.width
        return cells if met else self._possible(need, hidden, prices)

    def _possible(self, need: Need, hidden: Flags, prices: Floats) -> Flags:
        """What can be had at most for a need when everything may be hidden; the need is lowered to it."""
        everything = np.ones(self.puzzle.size, dtype=np.bool_)
        width = min(need.width, self.readers[need.view].width(need.column, everything, need.width, FAR))
        self.needs.remove(need)
        self.hopeless.add(need)
        if width < need.width or need.view:
            self.narrow.add(need.column)
        if width:
            lower = replace(need, width=width)
            self.needs.append(lower)
            cells = self._with_zeros()[need.view].cheapest(need.column, hidden, prices, width) if width < need.width else None
            return everything if cells is None else cells
        if need.view == 0:
            self.exposed.add(need.column)
        return np.zeros(self.puzzle.size, dtype=np.bool_)
