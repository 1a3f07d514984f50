"""Figures with status, source, period and what others printed; and the table that leaves the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from dayaq.core.table import Cell, CellStatus, Table
from dayaq.count.figures.rules.leaving import Coarser, withheld

MOST = 4000  # a table with more possible cells shows only those where somebody counts
Value = int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``value`` is a count, or what a document printed; None is hidden or not known."""

    measure: str
    dims: Mapping[str, str]
    value: Value
    status: CellStatus
    source: str
    period: str
    competing: tuple[Figure, ...] = ()
    reference: str = ""
    unit: str = ""
    note: str = ""

    @property
    def key(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.dims.items())

    def as_json(self) -> dict[str, object]:
        """The stable shape of the command line."""
        shape: dict[str, object] = {
            "measure": self.measure,
            "dims": dict(self.dims),
            "value": json_value(self.value),
            "status": str(self.status),
            "source": self.source,
            "period": self.period,
            "competing": [other.as_json() for other in self.competing],
        }
        return shape | ({"reference": self.reference} if self.reference else {})


def json_value(value: Value) -> int | float | str | None:
    """Whole numbers as such, others as floats, dates and words as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def complete(
    found: Mapping[tuple[str, ...], int | None],
    by: Sequence[str],
    expected: Mapping[str, Sequence[str]],
    printed: Iterable[Mapping[str, str]] = (),
) -> dict[tuple[str, ...], int | None]:
    """Every combination of groups, with 0 where nobody counts: groups always shown, found, or printed by somebody.

    Without dimensions it is the one total.
    """
    axes = [
        list(dict.fromkeys([*expected.get(dim, ()), *sorted(key[n] for key in found), *(dims[dim] for dims in printed)]))
        for n, dim in enumerate(by)
    ]
    size = 1
    for axis in axes:
        size *= len(axis)
    if size > MOST:
        return dict(found)
    return {key: found.get(key, 0) for key in product(*axes)}


def beside(figures: Iterable[Figure]) -> list[Figure]:
    """Printed figures, each with all others that say something about the same thing."""
    every = list(figures)
    same: dict[tuple[object, ...], list[Figure]] = {}
    for figure in every:
        same.setdefault((figure.measure, figure.key, figure.period, figure.unit), []).append(figure)
    return [replace(f, competing=tuple(o for o in same[f.measure, f.key, f.period, f.unit] if o is not f)) for f in every]


def table(
    measure: str,
    by: Sequence[str],
    figures: Iterable[Figure],
    threshold: int | None = None,
    within: Mapping[str, Coarser] | None = None,
) -> dict[frozenset[tuple[str, str]], Cell]:
    """Our counts with all their margins, hidden below ``threshold`` (None: nothing is hidden), by their groups."""
    cells = tuple(Cell(f.dims, f.value if isinstance(f.value, int) else None, f.status) for f in figures)
    whole = Table(measure, tuple(by), cells)
    if any(cell.status is CellStatus.HIDDEN for cell in cells) or not cells:
        return {cell.key: cell for cell in cells}
    whole = whole.with_margins()
    back = withheld(whole, threshold, within).every if threshold else frozenset()
    return {cell.key: cell.hidden() if cell.key in back else cell for cell in whole.cells}
