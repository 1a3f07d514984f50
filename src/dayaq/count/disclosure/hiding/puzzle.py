"""The reader's puzzle in numbers: which cells can be hidden, what moves with what, and what must stay uncertain.

A *move* is a change of hidden counts that leaves every sum as it is. Two tables that print the same differ by a move,
so a hidden count is uncertain exactly if a move changes it and takes no count below what the reader knows of it.
Cells and sums are put into an order of their own, so that the order of the input changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dayaq.core.table.cells import Key
from dayaq.count.disclosure.auditing.bounds import Unknowns, unknowns
from dayaq.count.disclosure.hiding.program import Flags, Floats, Ints, Matrix, Program, matrix
from dayaq.count.disclosure.tables.relations import System

TIES = 0.25  # all tie-breaks together are worth less than one cell
ZERO = 10.0  # a hidden zero is dear: it is hidden only where nothing else protects, and then as few as possible
REACH = 20.0  # a reader's other tables differ from ours by at most so much in a cell; enough to show uncertainty


class Cost(StrEnum):
    """What is kept small: the number of hidden cells, or the number of people in hidden cells."""

    CELLS = "cells"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class View:
    """One reader: ``down`` is how far each cell can fall before the reader knows better; the wanted ``width``.

    ``width``: how far apart the possible numbers of a target must lie at least.
    """

    down: Floats
    width: int


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Columns are the cells that are not printed already: shown, or hidden, as will be decided.

    ``numbers[i]`` is the place of column i in the system. ``open``: no number is known to us or printed by us, so
    that the cell counts as hidden whatever is done. ``targets`` must stay uncertain.
    """

    system: System
    numbers: Ints
    sums: Matrix
    counts: Ints
    open: Flags
    targets: Ints
    prices: Floats
    views: tuple[View, ...]
    unit: Floats

    @property
    def size(self) -> int:
        return len(self.numbers)

    def keys(self, columns: Flags) -> list[Key]:
        """The keys of the marked columns."""
        return [self.system.keys[number] for number in self.numbers[columns]]

    def paid(self, hidden: Flags) -> float:
        """What a choice costs, cells that we do not print anyway left out."""
        return float(self.prices[hidden & ~self.open].sum())

    def moves(self, move: Ints, view: View) -> bool:
        """Whether a change of all columns, in whole numbers, keeps every sum and every count where it must be."""
        sums = np.add.reduceat(self.sums.values.astype(np.int64) * move[self.sums.columns], self.sums.starts[:-1])
        return not sums.any() and bool((move >= -view.down).all())


def puzzle(system: System, sensitive: Collection[Key], *, width: int, at_least: int, cost: Cost) -> Puzzle:
    """The puzzle of a system. AuditFault when the printed numbers contradict each other."""
    found = unknowns(system, 0)
    order = sorted((n for n in range(len(system.keys)) if not system.fixed[n]), key=lambda n: sorted(system.keys[n]))
    place = {number: column for column, number in enumerate(order)}
    sums = _sums(system, place)
    counts, low = _counts(found, order, at_least)
    is_open = np.array([system.values[n] is None for n in order], dtype=np.bool_)
    targets = [c for c, n in enumerate(order) if system.keys[n] in sensitive or (is_open[c] and system.hidden[n])]
    unit = _unit(counts, cost)
    views = [View(counts.astype(np.float64), width)]
    if at_least:
        views.append(View((counts - low).astype(np.float64), 1))
    return Puzzle(
        system,
        np.array(order, dtype=np.int64),
        sums,
        counts,
        is_open,
        np.array(targets, dtype=np.int64),
        _prices(system, order, counts, unit, cost),
        tuple(views),
        unit,
    )


def _sums(system: System, place: dict[int, int]) -> Matrix:
    """The sums over the columns; printed numbers do not move, so they fall out, and with them many sums."""
    rows: dict[tuple[tuple[int, ...], tuple[int, ...]], None] = {}
    for one in system.sums:
        terms = sorted((place[n], sign) for n, sign in ((one.whole, -1), *((part, 1) for part in one.parts)) if n in place)
        if terms:
            rows[tuple(column for column, _ in terms), tuple(sign for _, sign in terms)] = None
    return matrix(sorted(rows), len(place))


def _counts(found: Unknowns, order: list[int], at_least: int) -> tuple[Ints, Ints]:
    """All counts, those that nobody printed completed in a way that fits; and the least that a strong reader takes them for."""
    system = found.system
    hidden = [system.hidden[n] for n in found.cells]
    floor = np.array([at_least if flag else 0 for flag in hidden], dtype=np.float64)
    filled = _filled(found, floor)
    if filled is None:
        filled = _filled(found, np.zeros(len(floor)))
    if filled is None:
        raise found.fault(0)
    known = dict(zip(found.cells, filled, strict=True))
    counts = np.array([known[n] if (value := system.values[n]) is None else value for n in order], dtype=np.int64)
    knows = np.array([at_least if system.values[n] is not None or system.hidden[n] else 0 for n in order], dtype=np.int64)
    return counts, np.minimum(knows, counts)


def _filled(found: Unknowns, floor: Floats) -> list[int] | None:
    """Whole numbers for the unknown cells that fit all sums."""
    if not found.cells:
        return []
    low = np.maximum(np.array(found.low, dtype=np.float64), floor)
    high = np.maximum(np.array([min(h, 2**40) for h in found.high], dtype=np.float64), low)
    if not found.rows:
        return [int(value) for value in low]
    rows = matrix([(row.columns, row.signs) for row in found.rows], len(found.cells))
    right = np.array([row.right for row in found.rows], dtype=np.float64)
    program = Program(rows, low, high, np.ones(len(found.cells)), right, right)
    answer = program.solve()
    if answer is not None and np.abs(answer.point - np.rint(answer.point)).max() > 1e-6:
        program.whole(yes=True)
        answer = program.solve()
    return None if answer is None else [int(value) for value in np.rint(answer.point)]


def _unit(counts: Ints, cost: Cost) -> Floats:
    """What is counted as lost when a cell is hidden."""
    return np.ones(len(counts)) if cost is Cost.CELLS else counts.astype(np.float64)


def _prices(system: System, order: list[int], counts: Ints, unit: Floats, cost: Cost) -> Floats:
    """The price of each cell: the unit, then the tie-breaks: people (or cells), margins; zeros far away."""
    deepest = max((len(system.keys[n]) for n in order), default=0)
    margin = np.array([len(system.keys[n]) < deepest for n in order], dtype=np.float64)
    other = counts.astype(np.float64) if cost is Cost.CELLS else np.ones(len(counts))
    ties = 0.7 * other / max(1.0, float(other.sum())) + 0.3 * margin / max(1, len(order))
    return np.where(counts == 0, ZERO * float(unit.max(initial=1.0)), unit) + TIES * ties
