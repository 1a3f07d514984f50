"""What one sum at a time says about hidden counts: whole-number bounds, carried on from sum to sum until they rest.

Every bound is proved: it holds for each table of whole numbers that agrees with what is printed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from dayaq.core.decision import Reason
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.relations import Sum, System, named

TOP = 1 << 60  # stands for "no upper bound": beyond any count, small enough for quick arithmetic
_FAR = 1 << 59
_VISITS = 40  # times a sum is looked at on average, before the solver takes over from slowly creeping bounds

NOT_ADDING = N_("%(whole)s is %(value)s, but its parts make %(sum)s.")
CONTRADICTION = N_("The totals contradict each other: no whole numbers fit %(whole)s and the sums around it.")


class AuditFault(ValueError):
    """The printed numbers contradict each other; ``reason`` names a sum that takes part in the contradiction."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of ``signs`` times the unknown ``columns`` is ``right``; ``whole``: the cell to name in a message."""

    columns: tuple[int, ...]
    signs: tuple[int, ...]
    right: int
    whole: int


@dataclass(slots=True)
class Unknowns:
    """The cells whose numbers are not printed, what is known of their range, and the sums that they are in.

    ``cells[i]`` is the number of unknown i in the system; ``low``/``high`` are proved bounds (``TOP``: none).
    """

    system: System
    cells: tuple[int, ...]
    low: list[int]
    high: list[int]
    rows: tuple[Row, ...]
    rows_of: list[list[int]] = field(default_factory=list)

    def fault(self, row: int) -> AuditFault:
        """The contradiction in which this sum takes part."""
        return AuditFault(Reason("contradiction", CONTRADICTION, {"whole": named(self.system.keys[self.rows[row].whole])}))

    def settle(self, started: Iterable[int] | None = None) -> None:
        """Carry bounds on from the sums ``started`` (all, when not said); AuditFault when a range becomes empty."""
        waiting = deque(range(len(self.rows)) if started is None else started)
        queued = set(waiting)
        for _ in range(_VISITS * (len(self.rows) + 1)):
            if not waiting:
                return
            number = waiting.popleft()
            queued.discard(number)
            for column in self._tighten(number):
                waiting.extend(row for row in self.rows_of[column] if row not in queued)
                queued.update(self.rows_of[column])

    def raise_low(self, column: int, value: int) -> None:
        """A proved lower bound, with all that follows."""
        if value > self.low[column]:
            self.low[column] = value
            self.settle(self.rows_of[column])

    def lower_high(self, column: int, value: int) -> None:
        """A proved upper bound, with all that follows."""
        if value < self.high[column]:
            self.high[column] = value
            self.settle(self.rows_of[column])

    def _tighten(self, number: int) -> list[int]:
        """The columns of a sum whose range became smaller, each given the range of all the others."""
        row, low, high = self.rows[number], self.low, self.high
        ends = [(low[c], high[c]) if s > 0 else (-high[c], -low[c]) for c, s in zip(row.columns, row.signs, strict=True)]
        least = row.right - sum(top for _, top in ends)
        most = row.right - sum(bottom for bottom, _ in ends)
        changed = []
        for column, sign, (bottom, top) in zip(row.columns, row.signs, ends, strict=True):
            new_low, new_high = (least + top, most + bottom) if sign > 0 else (-most - bottom, -least - top)
            if new_low > low[column] or (new_high < high[column] and new_high < _FAR):
                low[column] = max(low[column], new_low)
                high[column] = min(high[column], new_high) if new_high < _FAR else high[column]
                changed.append(column)
                if low[column] > high[column]:
                    raise self.fault(number)
        return changed


def unknowns(system: System, at_least: int = 0) -> Unknowns:
    """The unknown cells of a system with settled bounds; AuditFault when printed totals do not add.

    ``at_least``: the smallest number that the reader knows a hidden count (``c``) to have.
    """
    cells = tuple(number for number, value in enumerate(system.values) if value is None)
    column = {number: place for place, number in enumerate(cells)}
    rows: dict[tuple[tuple[int, ...], tuple[int, ...], int], Row] = {}
    for one in system.sums:
        row = _row(system, one, column)
        if row.columns:
            rows.setdefault((row.columns, row.signs, row.right), row)
    found = Unknowns(system, cells, [at_least if system.hidden[n] else 0 for n in cells], [TOP] * len(cells), tuple(rows.values()))
    found.rows_of = [[] for _ in cells]
    for number, row in enumerate(found.rows):
        for place in row.columns:
            found.rows_of[place].append(number)
    found.settle()
    return found


def _row(system: System, one: Sum, column: dict[int, int]) -> Row:
    terms = [(part, 1) for part in one.parts] + [(one.whole, -1)]
    open_terms = [(column[cell], sign) for cell, sign in terms if cell in column]
    right = -sum(sign * (system.values[cell] or 0) for cell, sign in terms)
    if not open_terms and right:
        value = system.values[one.whole] or 0
        params = {"whole": named(system.keys[one.whole]), "value": value, "sum": value - right}
        raise AuditFault(Reason("totals", NOT_ADDING, params))
    return Row(tuple(c for c, _ in open_terms), tuple(s for _, s in open_terms), right, one.whole)
