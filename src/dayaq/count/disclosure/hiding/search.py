"""Looking for the cells to hide: first a choice that protects, then fewer, then none too many, up to the bound.

Whatever is returned is proved: for every cell that must stay uncertain there are other tables of whole numbers that
print the same and differ in it. Limits are counted in steps, so that the answer does not depend on the machine; time
only ends the search for something still better. In large tables it also decides from where on needs are met by frames
alone, so that the first choice does not wait either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from dayaq.count.disclosure.hiding.covering import Covering
from dayaq.count.disclosure.hiding.master import Master, Need
from dayaq.count.disclosure.hiding.moves import NEAR
from dayaq.count.disclosure.hiding.program import Flags, Floats
from dayaq.count.disclosure.hiding.puzzle import Puzzle
from dayaq.count.disclosure.hiding.watch import Stopped, Watch

__all__ = ["Found", "Search", "Stopped", "Watch"]

ROUNDS = 12
NODES = 400
HALF = 0.4  # from which part on a cell of the cheapest point is hidden to begin with


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
        self.cover = Covering(puzzle, watch)
        self.large = bool(self.cover.frames)
        self.target = np.zeros(puzzle.size, dtype=np.bool_)
        self.target[puzzle.targets] = True
        least = int(puzzle.unit[self.target & ~puzzle.open].sum())
        self.found = Found(puzzle.open | self.target, self.cover.exposed, self.cover.narrow, least)

    def run(self) -> Found:
        """The best choice within the time; Stopped when there is none yet."""
        self.watch.of = 2 * len(self.cover.needs) + ROUNDS
        self.found.hidden = self._settled(self._first())
        if self.large and not self.cover.zeros:  # the time may end before anything else is known
            self._bounded(self.master)
        if self.watch.over():
            return self.found
        self.watch.enough = self.large  # a round takes long there: not even the last one is brought to its end
        with suppress(Stopped):  # what was found before is safe
            self._improve()
            if self.large and not self.found.finished:
                self._take(self._pruned(self.found.hidden, quick=False))
        self.watch.progress(self.watch.of, self.watch.of)
        return self.found

    def _first(self) -> Flags:
        """A choice that protects, led by the cheapest point with parts of cells where there is one."""
        hidden, prices = self.found.hidden, self.puzzle.prices
        self.master = self._new_master()
        guide = self.master.relaxed()
        if guide is not None:
            hidden, prices = hidden | (guide > HALF), self._led(guide)
        if not self.large:
            self.cover.stir(hidden)
        return self.cover.covered(hidden, prices)

    def _led(self, guide: Floats) -> Floats:
        """Prices that prefer what a point with parts of cells takes."""
        prices: Floats = self.puzzle.prices * (1.02 - np.minimum(guide, 1.0))
        return prices

    def _new_master(self) -> Master:
        never = (self.puzzle.counts == 0) & ~self.target & ~self.puzzle.open
        if self.cover.zeros:
            never[:] = False
        always = self.puzzle.open | self.target
        exposed = sorted(self.found.exposed)
        always[exposed], never[exposed] = False, True
        return Master(self.puzzle, always, never)

    # What is too much

    def _pruned(self, hidden: Flags, *, quick: bool) -> Flags:
        """Without the cells that protect nobody, the dearest looked at first; ``quick``: as far as frames show it."""
        hidden = hidden.copy()
        extra = np.flatnonzero(hidden & ~self.target & ~self.puzzle.open)
        for column in sorted(extra.tolist(), key=lambda column: (-self.puzzle.prices[column], column)):
            if self.watch.stop() or self.cover.late():
                break
            hidden[column] = False
            if not all(self._seen(need, hidden, quick=quick) for need in self.cover.unmet(hidden)):
                hidden[column] = True
        return hidden

    def _seen(self, need: Need, hidden: Flags, *, quick: bool) -> bool:
        """Whether a need is met, as far as it is worth looking."""
        if not self.large:
            return self.cover.met(need, hidden, whole=False)
        return self.cover.shown(need, hidden) if quick else self.cover.seen(need, hidden)

    def _settled(self, hidden: Flags) -> Flags:
        """Pruned, and no secondary cell exact for any reader: such a cell is shown, or protected like the others."""
        while True:
            hidden = self._pruned(hidden, quick=self.large)
            before, known = hidden, len(self.cover.needs) + len(self.cover.hopeless)
            for need in list(self._exact(hidden)):
                hidden = self._shown_or_needed(need, hidden)
            if hidden is before and len(self.cover.needs) + len(self.cover.hopeless) == known:
                return hidden
            hidden = self.cover.covered(hidden, self.puzzle.prices)

    def _shown_or_needed(self, need: Need, hidden: Flags) -> Flags:
        """Without an exact secondary cell, if it may be shown; if not, it becomes a cell to protect."""
        shown = hidden.copy()
        shown[need.column] = False
        if all(self.cover.met(other, shown) for other in self.cover.unmet(shown)):
            return shown
        if need not in self.cover.needs and need not in self.cover.hopeless:
            self.cover.needs.append(need)
        return hidden

    def _exact(self, hidden: Flags) -> Iterator[Need]:
        extra = hidden & ~self.target & ~self.puzzle.open
        for number, moves in enumerate(self.cover.moves):
            for column in np.flatnonzero(extra & (moves.widths(hidden) < 1)).tolist():
                need = Need(number, column, 1)
                if not self.cover.met(need, hidden):
                    yield need

    # What would be best

    def _improve(self) -> None:
        master = self.master
        if self.cover.zeros or self.found.exposed:  # more is allowed, or less to do, than was thought at first
            self.master = master = self._new_master()
            guide = master.relaxed()
            if guide is not None:
                self._take(self.cover.covered(master.always, self._led(guide)))
        if master.feasible:
            self._rounds(master)
        self._bounded(master)

    def _bounded(self, master: Master) -> None:
        known = sum(int(self.puzzle.unit[column]) for column in self.found.exposed)
        self.found.bound = max(self.found.bound, master.least(zeros=self.cover.zeros) + known)

    def _take(self, hidden: Flags) -> None:
        """The choice, mended, if it is better than the best so far."""
        hidden = self._settled(hidden)
        if not self.cover.unmet(hidden) and self.puzzle.paid(hidden) < self.puzzle.paid(self.found.hidden) - NEAR:
            self.found.hidden = hidden

    def _rounds(self, master: Master) -> None:
        """Choose, look whether it protects, learn why not, and choose again."""
        for turn in range(ROUNDS):
            self.watch.progress(2 * len(self.cover.needs) + turn, self.watch.of)
            if self.puzzle.paid(self.found.hidden) <= master.bound + NEAR:
                self.found.finished = True
                return
            if self.watch.over():
                return
            hidden, best = master.chosen(self.found.hidden, NODES, self.watch.left())
            if hidden is None:
                return
            unmet = self._learnt(master, hidden)
            self._take(self.cover.covered(hidden, self.puzzle.prices) if unmet else hidden)
            if not unmet and best:
                self.found.finished = True
                return

    def _learnt(self, master: Master, hidden: Flags) -> list[Need]:
        """The needs that a choice leaves unmet, those of targets learnt from."""
        found = self.cover.unmet(hidden)
        unmet = [need for need in found if not (self._seen(need, hidden, quick=False) if self.large else self.cover.met(need, hidden))]
        for need in unmet:
            if self.target[need.column]:
                self.watch.hold()
                master.learn(self.cover.readers[need.view], need, hidden, sure=not self.large)
        return unmet
