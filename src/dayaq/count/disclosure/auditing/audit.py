"""What a reader can work out about every hidden cell from all that is printed, in our tables or anybody's.

The reader knows: counts are whole numbers, none is negative, margins and hierarchies add up, earlier releases hold.
A cell is *exact* when only one whole number is possible for it. That it is not exact is shown by two whole-number
tables, both checked against every sum; what could not be shown in the time given counts as exact.
Basis: handbook on statistical disclosure control of the European centre of excellence, chapter 4.3 (audit).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from dayaq.core.decision import Reason
from dayaq.core.table.cells import Key
from dayaq.count.disclosure.auditing.bounds import TOP, AuditFault, Unknowns, unknowns
from dayaq.count.disclosure.auditing.region import End, OutOfTime, Point, Region
from dayaq.count.disclosure.tables.relations import Release, System, system

__all__ = ["AuditFault", "Interval", "audit", "audit_system", "exact_cells", "known_system"]

Progress = Callable[[int, int], None]
Worth = Callable[[Key, int], bool]
_STIRS = 40  # aims at all undecided cells together, before they are asked one by one


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers a hidden cell can have: from ``low`` to ``high`` (None: no upper end).

    ``proved``: both ends are numbers of a possible table. If not, the truth may be narrower, and ``exact`` is True
    unless two possible tables differ in the cell.
    """

    key: Key
    low: int
    high: int | None
    exact: bool
    proved: bool = True


def audit(
    releases: Sequence[Release],
    *,
    at_least: int = 0,
    whole: bool = True,
    cells: Collection[Key] | None = None,
    progress: Progress | None = None,
    seconds: float | None = None,
) -> tuple[Interval, ...]:
    """The interval of every hidden cell (or of ``cells``, if not printed), in the order of the releases.

    ``at_least``: 1 for the reader who knows that zeros are never hidden. ``whole``: False leaves out the search over
    whole numbers where the linear program ends at a fraction: quicker, but then not proved. ``progress`` is told the
    cells done and their number; after ``seconds`` the rest is answered by outer bounds, not proved either. AuditFault:
    the printed numbers contradict each other (or a zero is hidden in spite of ``at_least``).
    """
    return audit_system(known_system(releases), at_least=at_least, whole=whole, cells=cells, progress=progress, seconds=seconds)


def exact_cells(releases: Sequence[Release], *, at_least: int = 0, seconds: float | None = None) -> tuple[Key, ...]:
    """The hidden cells for which only one number is possible: quicker than all intervals."""
    found = audit_system(known_system(releases), at_least=at_least, seconds=seconds, ends=False)
    return tuple(interval.key for interval in found if interval.exact)


def audit_system(
    known: System,
    *,
    at_least: int = 0,
    whole: bool = True,
    cells: Collection[Key] | None = None,
    progress: Progress | None = None,
    seconds: float | None = None,
    ends: bool = True,
    worth: Worth | None = None,
) -> tuple[Interval, ...]:
    """As ``audit``, of a system. Without ``ends`` only ``exact`` is decided and the intervals are outer bounds.

    ``worth``: whether a cell is of interest if the number it has in some possible table is its only one; a cell that is
    not is left out of the answer, if it is in doubt at all.
    """
    found = unknowns(known, at_least)
    asked = None if cells is None else frozenset(cells)
    wanted = [
        column for column, number in enumerate(found.cells) if (known.hidden[number] if asked is None else known.keys[number] in asked)
    ]
    search = _Search(found, whole=whole, ends=ends, until=None if seconds is None else monotonic() + seconds, worth=worth)
    search.run(frozenset(wanted), progress or _silent)
    return tuple(search.interval(column) for column in wanted if column not in search.dropped)


def known_system(releases: Sequence[Release]) -> System:
    """The cells and sums of the releases; AuditFault when two of them print different numbers for one cell."""
    try:
        return system(releases)
    except ValueError as error:
        raise AuditFault(Reason("disagree", str(error).replace("%", "%%"))) from error


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


class _Search:
    """Proved bounds from outside, whole tables seen from inside, until both meet for every cell wanted."""

    def __init__(self, found: Unknowns, *, whole: bool, ends: bool, until: float | None, worth: Worth | None) -> None:
        self.found, self.whole, self.ends, self.until, self.worth = found, whole, ends, until, worth
        self.seen_low = np.full(len(found.cells), TOP, dtype=np.int64)
        self.seen_high = np.full(len(found.cells), -1, dtype=np.int64)
        self.dropped: set[int] = set()

    def run(self, wanted: frozenset[int], progress: Progress) -> None:
        done = len(wanted)
        regions = [(columns, rows) for columns, rows in _parts(self.found) if wanted & columns]
        done -= sum(len(wanted & columns) for columns, _ in regions)
        for columns, rows in regions:
            progress(done, len(wanted))
            try:
                self._region(Region(self.found, sorted(columns), rows, self.until), sorted(wanted & columns), done, len(wanted), progress)
            except OutOfTime:
                return
            done += len(wanted & columns)
        progress(done, len(wanted))

    def _region(self, region: Region, wanted: Sequence[int], done: int, of: int, progress: Progress) -> None:
        self._first(region)
        wanted = [column for column in wanted if self._matters(column)]
        if not self.ends:
            self._stir(region, wanted)
        for number, column in enumerate(wanted):
            if number % 50 == 0:
                progress(done + number, of)
            for direction in (1, -1):
                if self._open(column, direction):
                    self._ask(region, column, direction)

    def _matters(self, column: int) -> bool:
        """Whether the number just seen would be of interest, were it the only one."""
        key, number = self.found.system.keys[self.found.cells[column]], int(self.seen_low[column])
        if self.worth is None or self.worth(key, number):
            return True
        self.dropped.add(column)
        return False

    def _first(self, region: Region) -> None:
        """One possible table: without it nothing is proved, and the printed numbers may contradict each other."""
        _, point = region.aim(np.zeros(len(region.columns)))
        self._saw(region, point if point is not None else region.whole_end(region.columns[0], 1).point)

    def _stir(self, region: Region, wanted: Sequence[int]) -> None:
        """Aims at all undecided cells together: each whole corner may show many that they are not exact."""
        dice = np.random.default_rng(len(region.columns))
        idle = 0
        for _ in range(_STIRS):
            left = [column for column in wanted if self._undecided(column)]
            if not left or idle > 2:
                return
            costs = np.zeros(len(region.columns))
            for column in left:
                endless = self.found.high[column] == TOP
                costs[region.place[column]] = 1.0 if endless else dice.choice((-1.0, 1.0))
            self._saw(region, region.aim(costs)[1])
            idle = idle + 1 if all(self._undecided(column) for column in left) else 0

    def _open(self, column: int, direction: int) -> bool:
        """Whether a question in this direction can still tell something."""
        if not self.ends and not self._undecided(column):
            return False
        if direction > 0:
            return bool(self.seen_low[column] > self.found.low[column])
        return bool(self.seen_high[column] < self.found.high[column])

    def _undecided(self, column: int) -> bool:
        """Whether neither two numbers have been seen nor only one is left."""
        return bool(self.seen_low[column] >= self.seen_high[column]) and self.found.low[column] < self.found.high[column]

    def _ask(self, region: Region, column: int, direction: int) -> None:
        end = region.end(column, direction)
        self._learn(region, column, direction, end)
        if self.whole and end.bound is not None and self._open(column, direction):
            self._learn(region, column, direction, region.whole_end(column, direction))

    def _learn(self, region: Region, column: int, direction: int, end: End) -> None:
        self._saw(region, end.point)
        if end.bound is None:
            self.seen_high[column] = TOP  # whole tables without end: the sums have whole coefficients
        elif direction > 0:
            self.found.raise_low(column, end.bound)
        else:
            self.found.lower_high(column, -end.bound)

    def _saw(self, region: Region, point: Point | None) -> None:
        if point is not None:
            self.seen_low[region.numbers] = np.minimum(self.seen_low[region.numbers], point)
            self.seen_high[region.numbers] = np.maximum(self.seen_high[region.numbers], point)

    def interval(self, column: int) -> Interval:
        low, high = self.found.low[column], self.found.high[column]
        differs = bool(self.seen_low[column] < self.seen_high[column])
        proved = low == high or bool(self.seen_low[column] == low and self.seen_high[column] == high)
        exact = low == high if proved else not differs
        return Interval(self.found.system.keys[self.found.cells[column]], low, None if high == TOP else high, exact, proved)


def _parts(found: Unknowns) -> Iterator[tuple[frozenset[int], list[int]]]:
    """The columns that are not settled, in groups that no sum joins, each with the sums it is in."""
    seen: set[int] = set()
    for start in range(len(found.cells)):
        if start in seen or found.low[start] == found.high[start]:
            continue
        columns, rows, waiting = {start}, dict[int, None](), [start]
        while waiting:
            for row in found.rows_of[waiting.pop()]:
                if row not in rows:
                    rows[row] = None
                    new = {c for c in found.rows[row].columns if found.low[c] < found.high[c]} - columns
                    columns |= new
                    waiting.extend(sorted(new))
        seen |= columns
        yield frozenset(columns), sorted(rows)
