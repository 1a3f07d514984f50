"""Looking for the cells to hide: first a choice that protects, then fewer, then none too many, up to the bound.

Whatever is returned is proved: for every cell that must stay uncertain there are other tables of whole numbers that
print the same and differ in it. Limits are counted in steps, so that the answer does not depend on the machine; time
only ends the search for something still better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic

import numpy as np

from dayaq.count.disclosure.hiding.circuits import Circuits
from dayaq.count.disclosure.hiding.master import Master, Need
from dayaq.count.disclosure.hiding.moves import FAR, NEAR, Moves, Reader
from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints
from dayaq.count.disclosure.hiding.puzzle import Puzzle

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
ROUNDS = 12
NODES = 400
HALF = 0.4  # from which part on a cell of the cheapest point is hidden to begin with
MANY = 200  # needs, from which on it pays to show many met at once
IDLE = 4  # aims at all cells together that show nothing new, before they are asked one by one


class Stopped(Exception):
    """Asked to stop before there was any choice that protects."""


@dataclass(slots=True)
class Watch:
    """Time, the wish to stop, and somebody who watches."""

    until: float
    progress: Progress
    stop: Stop
    of: int = 0

    def over(self) -> bool:
        return self.stop() or monotonic() > self.until

    def left(self) -> float:
        return self.until - monotonic()

    def step(self, done: int) -> None:
        """One more step of the work that must be done; Stopped when somebody wants no more of it."""
        if self.stop():
            raise Stopped
        self.progress(done, self.of)


@dataclass(slots=True)
class Found:
    """The cells to hide, what could not be had, and the least that any choice costs."""

    hidden: Flags
    exposed: set[int] = field(default_factory=set)
    narrow: set[int] = field(default_factory=set)
    bound: int = 0
    finished: bool = False


class Search:
    """The state of one search."""

    def __init__(self, puzzle: Puzzle, watch: Watch) -> None:
        self.puzzle, self.watch = puzzle, watch
        self.moves = [Moves(puzzle, view) for view in puzzle.views]
        self.readers = [Reader(puzzle, view, moves) for view, moves in zip(puzzle.views, self.moves, strict=True)]
        self.target = np.zeros(puzzle.size, dtype=np.bool_)
        self.target[puzzle.targets] = True
        self.without_zeros = self._circuits((puzzle.counts > 0) | puzzle.open | self.target)
        self.with_zeros: list[Circuits] = []
        self.found = Found(puzzle.open | self.target, bound=int(puzzle.unit[self.target & ~puzzle.open].sum()))
        order = sorted(puzzle.targets.tolist(), key=lambda column: (puzzle.prices[column], column))
        self.needs = [Need(number, column, view.width) for number, view in enumerate(puzzle.views) for column in order]
        self.hopeless: set[Need] = set()  # what cannot be had, or not so wide
        self.zeros = False

    def _circuits(self, allowed: Flags) -> list[Circuits]:
        pairs = zip(self.puzzle.views, self.moves, strict=True)
        return [Circuits(self.puzzle, view, moves, allowed) for view, moves in pairs]

    def run(self) -> Found:
        """The best choice within the time; Stopped when there is none yet."""
        self.watch.of = 2 * len(self.needs) + ROUNDS
        self.found.hidden = self._settled(self._first())
        if self.watch.over():
            return self.found
        with suppress(Stopped):  # what was found before is safe
            self._improve()
        self.watch.progress(self.watch.of, self.watch.of)
        return self.found

    def _first(self) -> Flags:
        """A choice that protects, led by the cheapest point with parts of cells where there is one."""
        hidden, prices = self.found.hidden, self.puzzle.prices
        self.master = self._new_master()
        guide = self.master.relaxed()
        if guide is not None:
            hidden, prices = hidden | (guide > HALF), self._led(guide)
        self._stir(hidden)
        return self._covered(hidden, prices)

    def _led(self, guide: Floats) -> Floats:
        """Prices that prefer what a point with parts of cells takes."""
        prices: Floats = self.puzzle.prices * (1.02 - np.minimum(guide, 1.0))
        return prices

    def _new_master(self) -> Master:
        never = (self.puzzle.counts == 0) & ~self.target & ~self.puzzle.open
        if self.zeros:
            never[:] = False
        always = self.puzzle.open | self.target
        exposed = sorted(self.found.exposed)
        always[exposed], never[exposed] = False, True
        return Master(self.puzzle, always, never)

    # What protects

    def _met(self, need: Need, hidden: Flags, *, whole: bool = True) -> bool:
        return self.readers[need.view].width(need.column, hidden, need.width, whole=whole) >= need.width

    def _stir(self, hidden: Flags) -> None:
        """In large tables most hidden cells protect each other: a few moves of all together show it, before each is asked for."""
        for number, reader in enumerate(self.readers if len(self.needs) > MANY else ()):
            dice, idle = np.random.default_rng(self.puzzle.size), 0
            left = self._left(number, hidden)
            while len(left) and idle < IDLE:
                reader.aim(left, hidden, dice)
                before, left = len(left), self._left(number, hidden)
                idle = idle + 1 if len(left) == before else 0

    def _left(self, view: int, hidden: Flags) -> Ints:
        return np.array([need.column for need in self._unmet(hidden) if need.view == view], dtype=np.int64)

    def _unmet(self, hidden: Flags) -> list[Need]:
        """Needs of hidden cells that no kept move proves met."""
        widths = [moves.widths(hidden) for moves in self.moves]
        return [need for need in self.needs if hidden[need.column] and widths[need.view][need.column] < need.width]

    def _covered(self, hidden: Flags, prices: Floats) -> Flags:
        """More hidden cells, need by need the cheapest, until all needs are met."""
        hidden = hidden.copy()
        widths = [moves.widths(hidden) for moves in self.moves]
        for done, need in enumerate(list(self.needs)):
            self.watch.step(done)
            if hidden[need.column] and widths[need.view][need.column] < need.width and not self._met(need, hidden, whole=False):
                hidden |= self._cells(need, hidden, prices)
                widths = [moves.widths(hidden) for moves in self.moves]
        hidden[list(self.found.exposed)] = False
        return hidden

    def _cells(self, need: Need, hidden: Flags, prices: Floats) -> Flags:
        """The cells that meet a need; zeros only where nothing else does, less where less is possible."""
        cells = self.without_zeros[need.view].cheapest(need.column, hidden, prices, need.width, first=len(self.needs) > MANY)
        if cells is None:
            self.with_zeros = self.with_zeros or self._circuits(np.ones(self.puzzle.size, dtype=np.bool_))
            cells = self.with_zeros[need.view].cheapest(need.column, hidden, prices, need.width, first=len(self.needs) > MANY)
            self.zeros = self.zeros or cells is not None
        return self._possible(need, hidden, prices) if cells is None else cells

    def _possible(self, need: Need, hidden: Flags, prices: Floats) -> Flags:
        """What can be had at most for a need when everything may be hidden; the need is lowered to it."""
        everything = np.ones(self.puzzle.size, dtype=np.bool_)
        width = min(need.width, self.readers[need.view].width(need.column, everything, need.width, FAR))
        self.needs.remove(need)
        self.hopeless.add(need)
        if width < need.width or need.view:
            self.found.narrow.add(need.column)
        if width:
            lower = replace(need, width=width)
            self.needs.append(lower)
            cells = self.with_zeros[need.view].cheapest(need.column, hidden, prices, width) if width < need.width else None
            return everything if cells is None else cells
        if need.view == 0:
            self.found.exposed.add(need.column)
        return np.zeros(self.puzzle.size, dtype=np.bool_)

    # What is too much

    def _pruned(self, hidden: Flags) -> Flags:
        """Without the cells that protect nobody, the dearest looked at first."""
        hidden = hidden.copy()
        extra = np.flatnonzero(hidden & ~self.target & ~self.puzzle.open)
        for column in sorted(extra.tolist(), key=lambda column: (-self.puzzle.prices[column], column)):
            if self.watch.stop():
                break
            hidden[column] = False
            if not all(self._met(need, hidden, whole=False) for need in self._unmet(hidden)):
                hidden[column] = True
        return hidden

    def _settled(self, hidden: Flags) -> Flags:
        """Pruned, and no secondary cell exact for any reader: such a cell is shown, or protected like the others."""
        while True:
            hidden = self._pruned(hidden)
            before, known = hidden, len(self.needs) + len(self.hopeless)
            for need in list(self._exact(hidden)):
                hidden = self._shown_or_needed(need, hidden)
            if hidden is before and len(self.needs) + len(self.hopeless) == known:
                return hidden
            hidden = self._covered(hidden, self.puzzle.prices)

    def _shown_or_needed(self, need: Need, hidden: Flags) -> Flags:
        """Without an exact secondary cell, if it may be shown; if not, it becomes a cell to protect."""
        shown = hidden.copy()
        shown[need.column] = False
        if all(self._met(other, shown) for other in self._unmet(shown)):
            return shown
        if need not in self.needs and need not in self.hopeless:
            self.needs.append(need)
        return hidden

    def _exact(self, hidden: Flags) -> Iterator[Need]:
        extra = hidden & ~self.target & ~self.puzzle.open
        for number, moves in enumerate(self.moves):
            for column in np.flatnonzero(extra & (moves.widths(hidden) < 1)).tolist():
                need = Need(number, column, 1)
                if not self._met(need, hidden):
                    yield need

    # What would be best

    def _improve(self) -> None:
        master = self.master
        if self.zeros or self.found.exposed:  # more is allowed, or less to do, than was thought at first
            self.master = master = self._new_master()
            guide = master.relaxed()
            if guide is not None:
                self._take(self._covered(master.always, self._led(guide)))
        if master.feasible:
            self._rounds(master)
        known = sum(int(self.puzzle.unit[column]) for column in self.found.exposed)
        self.found.bound = max(self.found.bound, master.least(zeros=self.zeros) + known)

    def _take(self, hidden: Flags) -> None:
        """The choice, mended, if it is better than the best so far."""
        hidden = self._settled(hidden)
        if not self._unmet(hidden) and self.puzzle.paid(hidden) < self.puzzle.paid(self.found.hidden) - NEAR:
            self.found.hidden = hidden

    def _rounds(self, master: Master) -> None:
        """Choose, look whether it protects, learn why not, and choose again."""
        for turn in range(ROUNDS):
            self.watch.progress(2 * len(self.needs) + turn, self.watch.of)
            if self.puzzle.paid(self.found.hidden) <= master.bound + NEAR:
                self.found.finished = True
                return
            if self.watch.over():
                return
            hidden, best = master.chosen(self.found.hidden, NODES, self.watch.left())
            if hidden is None:
                return
            unmet = [need for need in self._unmet(hidden) if not self._met(need, hidden)]
            for need in unmet:
                if self.target[need.column]:
                    master.learn(self.readers[need.view], need, hidden)
            self._take(self._covered(hidden, self.puzzle.prices) if unmet else hidden)
            if not unmet and best:
                self.found.finished = True
                return
