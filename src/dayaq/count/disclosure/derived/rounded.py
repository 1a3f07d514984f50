"""What published percentages tell about the counts that were not published.

A percentage rounded to some decimals, of a base that is known, is an equation with a rounding interval: only whole
numbers are counts, so that few of them fit, often one. Percentages that make up a whole narrow each other, and give away
even a base that was not published.

Source: Brown & Heathers 2017 (whole numbers behind rounded means); the intervals are worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from dayaq.core.decision import Reason
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.relations import Release

GIVES_BACK = N_("%(printed)s %% of %(base)s is a count of %(low)s: whoever works it out has it.")
GIVES_SMALL = N_("%(printed)s %% of %(base)s is a count from %(low)s to %(high)s, all below %(threshold)s.")
CONTRADICTS = N_("No whole number is %(printed)s %% of %(base)s.")
MOST = 10_000  # bases looked through


@dataclass(frozen=True, slots=True)
class Percentage:
    """A published percentage: the cell it speaks of, as it was printed, the base in people.

    How many decimals were kept is read from how it was printed: ``Decimal("12.50")`` has two.
    """

    key: Key
    printed: Decimal
    base: int

    @property
    def counts(self) -> range:
        """The counts that it may stand for."""
        return behind(self.printed, self.base)


@dataclass(frozen=True, slots=True)
class Told:
    """What a published percentage tells about a count: the numbers that fit, and whether that is too much."""

    percentage: Percentage
    low: int
    high: int
    reason: Reason | None

    @property
    def exact(self) -> bool:
        return self.low == self.high


def behind(printed: Decimal, base: int, scale: int = 100) -> range:
    """The whole numbers that are ``printed`` for each ``scale`` of ``base``.

    Both ends of the rounding interval count: nobody says which way halves went.
    """
    if base < 1 or not printed.is_finite() or not 0 <= printed <= scale:
        raise ValueError("a share of a base of people lies between 0 and the whole")
    decimals = len(f"{printed:f}".partition(".")[2])
    half = Fraction(1, 2 * 10**decimals)
    low, high = ((Fraction(printed) + step) * base / scale for step in (-half, half))
    return range(max(0, ceil(low)), min(base, floor(high)) + 1)


def told(percentages: Sequence[Percentage], threshold: int) -> tuple[Told, ...]:
    """What each percentage gives away by itself. Sensitive: one count only, or only counts from 1 to ``threshold`` - 1."""
    return tuple(_told(one, one.counts, threshold) for one in percentages)


def told_together(percentages: Sequence[Percentage], threshold: int) -> tuple[Told, ...]:
    """The same for percentages that make up their whole: all of one base, none left out."""
    bases = {one.base for one in percentages}
    if len(bases) != 1:
        raise ValueError("percentages of one whole have one base")
    spans = narrowed([one.counts for one in percentages], bases.pop())
    return tuple(_told(one, span, threshold) for one, span in zip(percentages, spans, strict=True))


def narrowed(spans: Sequence[range], whole: int) -> list[range]:
    """What is left of the intervals of parts when the parts add up to ``whole``; all empty if they cannot."""
    least, most = sum(span.start for span in spans), sum(span.stop - 1 for span in spans)
    if not all(spans) or not least <= whole <= most:
        return [range(0)] * len(spans)
    return [range(max(s.start, whole - most + s.stop - 1), min(s.stop - 1, whole - least + s.start) + 1) for s in spans]


def _told(one: Percentage, span: range, threshold: int) -> Told:
    params: Mapping[str, object] = {"printed": one.printed, "base": one.base, "threshold": threshold}
    if not span:
        return Told(one, 0, -1, Reason("contradiction", CONTRADICTS, params))
    low, high = span.start, span.stop - 1
    params = {**params, "low": low, "high": high}
    if low > 0 and high < threshold:
        return Told(one, low, high, Reason("gives_small", GIVES_SMALL, params) if low < high else Reason("gives_back", GIVES_BACK, params))
    return Told(one, low, high, Reason("gives_back", GIVES_BACK, params) if low == high else None)


def as_releases(measure: str, found: Sequence[Told], where: Mapping[str, str] | None = None) -> tuple[Release, ...]:
    """The counts that percentages give away, as releases that have left the office: for the audit of everything together.

    One release for each set of dimensions: nobody says that the percentages of a finer table are complete.
    """
    by_dims: dict[tuple[str, ...], dict[Key, Cell]] = {}
    for one in found:
        if one.exact:
            cell = Cell(dict(sorted(one.percentage.key)), one.low, CellStatus.PUBLISHED)
            by_dims.setdefault(tuple(cell.dims), {})[cell.key] = cell
    return tuple(
        Release(Table(measure, dims, tuple(cells.values())), where or {}, name="percentages", fixed=True) for dims, cells in by_dims.items()
    )


def bases(printed: Sequence[Decimal], most: int = MOST) -> Iterator[int]:
    """The bases of which percentages that make up a whole can have been taken, the smallest first.

    Few people are behind percentages that only small bases can have.
    """
    return (base for base in range(1, most + 1) if all(narrowed([behind(one, base) for one in printed], base)))
