"""What is made of protected counts is protected as they are: shares, rates, means, quantiles, pictures.

A share of a shown count in a shown whole tells no more than the two counts; of anything hidden it would tell
something. What is left of the whole must not be small either, where it is a group that the table does not name. A mean of a
hidden group could be multiplied out. A quantile prints what one person is like, unless enough others lie on both sides.

Basis: THB Law Art. 6.3; thresholds of the pack. Source: European handbook on statistical disclosure control, chapter 4;
UK Longitudinal Linkage Collaboration, guide to safe outputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from dayaq.core.chart import Series
from dayaq.core.decision import Decision, Reason
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import HIDDEN_MARK, Key
from dayaq.core.words import N_

PER_CENT, PER_100_000 = 100, 100_000
Number = int | Decimal
Fault = tuple[str, str]

PART: Fault = ("hidden_part", N_("Hidden: the count it is made of is hidden."))
BASE: Fault = ("hidden_base", N_("Hidden: it would give away the hidden whole."))
SMALL: Fault = ("small_count", N_("Hidden: fewer than %(threshold)s are counted."))
REST: Fault = ("small_rest", N_("Hidden: fewer than %(threshold)s are left of the whole."))
ALONE: Fault = ("few_beside", N_("Hidden: fewer than %(threshold)s lie on one side of this value."))
EMPTY: Fault = ("nobody", N_("Nobody is counted."))
REMAINDER: Fault = ("remainder", N_("Pieces of a whole would show the hidden ones by their size; bars that stand alone do not."))


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure made of counts: the number as printed, or none and why."""

    value: Decimal | None
    status: CellStatus
    reason: Reason | None = None

    def text(self) -> str:
        """What is printed: the number, ``c`` if hidden, nothing if not known."""
        if self.status is CellStatus.HIDDEN:
            return HIDDEN_MARK
        return "" if self.value is None else str(self.value)


def ratio(part: Cell, base: Cell, threshold: int, *, scale: int = PER_CENT, decimals: int = 1, within: bool = True) -> Derived:
    """``part`` for each ``scale`` of ``base``. ``within``: the part is counted in the base (a share, not a rate)."""
    if CellStatus.HIDDEN in (part.status, base.status):
        return _withheld(PART if part.status is CellStatus.HIDDEN else BASE)
    if part.value is None or not base.value:
        return Derived(None, CellStatus.UNKNOWN, Reason(*EMPTY) if base.value == 0 else None)
    if 0 < part.value < threshold or base.value < threshold:
        return _withheld(SMALL, threshold)
    if within and part.value > base.value:
        raise ValueError("a part is not larger than its whole")
    if within and 0 < base.value - part.value < threshold:
        return _withheld(REST, threshold)
    return Derived(rounded(Decimal(part.value * scale) / base.value, decimals), _joint(part, base))


def shares(table: Table, threshold: int, over: Sequence[str] = (), *, decimals: int = 1) -> dict[Key, Derived]:
    """Every cell as a percentage of the margin without the dimensions ``over`` (none named: of the whole)."""
    left_out = set(over or table.dims)
    found = {}
    for cell in table.cells:
        base = table.cell(**{dim: group for dim, group in cell.dims.items() if dim not in left_out})
        if left_out & set(cell.dims) and base is not None:
            found[cell.key] = ratio(cell, base, threshold, decimals=decimals)
    return found


def rates(
    table: Table, population: Mapping[Key, int], threshold: int, *, scale: int = PER_100_000, decimals: int = 1
) -> dict[Key, Derived]:
    """Every cell for each ``scale`` inhabitants of the same groups. Everybody knows the population."""
    return {
        cell.key: ratio(cell, Cell(cell.dims, population[cell.key]), threshold, scale=scale, decimals=decimals, within=False)
        for cell in table.cells
        if cell.key in population
    }


def mean(values: Sequence[Number], count: Cell, threshold: int, *, decimals: int = 1) -> Derived:
    """The mean of the people that ``count`` counts (its cell in the protected table, hidden or not)."""
    missing = _missing(values, count, threshold)
    return missing or Derived(rounded(Decimal(sum(values)) / len(values), decimals), count.status)


def quantile(values: Sequence[Number], share: float, count: Cell, threshold: int) -> Derived:
    """The value below which ``share`` of the people lie: 0 the smallest, 0.5 the median (the lower one), 1 the largest.

    Printed only where at least ``threshold`` people lie at or below it and as many at or above it.
    """
    missing = _missing(values, count, threshold)
    if missing:
        return missing
    order = sorted(values)
    found = order[int((len(order) - 1) * share)]
    if min(sum(value <= found for value in order), sum(value >= found for value in order)) < threshold:
        return _withheld(ALONE, threshold)
    return Derived(Decimal(found), count.status)


def _missing(values: Sequence[Number], count: Cell, threshold: int) -> Derived | None:
    if count.status is CellStatus.HIDDEN:
        return _withheld(PART)
    if count.value is None or not values:
        return Derived(None, CellStatus.UNKNOWN, Reason(*EMPTY) if count.value == 0 else None)
    if len(values) != count.value:
        raise ValueError(f"{len(values)} values for a count of {count.value}")
    return _withheld(SMALL, threshold) if len(values) < threshold else None


def series(label: str, cells: Iterable[Cell | None]) -> Series:
    """Bars of these cells: a hidden one has no length, so that nobody can measure it."""
    drawn = list(cells)
    hidden = [cell is not None and cell.status is CellStatus.HIDDEN for cell in drawn]
    return Series(label, [cell.value if cell else None for cell in drawn], hidden)


def may_stack(cells: Iterable[Cell]) -> Decision:
    """Whether the cells may be drawn as pieces of one whole (stacked bars, a pie)."""
    if any(cell.status is CellStatus.HIDDEN for cell in cells):
        return Decision.refuse(Reason(*REMAINDER))
    return Decision.allow()


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Halves go up, as people round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _withheld(fault: Fault, threshold: int | None = None) -> Derived:
    return Derived(None, CellStatus.HIDDEN, Reason(*fault, params={"threshold": threshold} if threshold else {}))


def _joint(*cells: Cell) -> CellStatus:
    """A share is no surer than the counts it is made of."""
    found = {cell.status for cell in cells}
    return found.pop() if len(found) == 1 else CellStatus.PROVISIONAL
