"""The probabilities of deviations for every count: most even, without bias, with a chosen variance.

For a count n the deviation d is drawn from those that lead to 0 or to a number that may be printed. Among all
probabilities with mean 0 and the wanted variance those of the greatest entropy are p(d) = exp(a*d + b*d*d) / z; a and b
are found by Newton's method. A count near 0 may be unable to reach the variance: then it gets the nearest it can
reach, which lies on two deviations only.

Source: Marley & Leaver 2011 (entropy under a variance); formulas worked out from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST = 3  # no 1s and 2s: with a 1 somebody would recognise himself, with a 2 each of two the other
_WHOLE = 1 << 64
_CLOSE = 1e-14
_STEPS = 200


@dataclass(frozen=True, slots=True)
class PTable:
    """One row of probabilities for each count up to ``last``, which all larger counts share.

    ``most`` (largest deviation) stays in the office: it is not in what ``repr`` prints.
    """

    variance: float
    most: int = field(repr=False)
    least: int = LEAST
    rows: Sequence[Mapping[int, float]] = field(init=False, repr=False, compare=False)
    _deviations: NDArray[np.int64] = field(init=False, repr=False, compare=False)
    _bounds: NDArray[np.uint64] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.most < self.least:
            raise ValueError(f"a largest deviation below {self.least} leaves some counts as they are")
        if not 0 < self.variance < self.most**2:
            raise ValueError("the variance must lie between 0 and the square of the largest deviation")
        rows = [{0: 1.0}, *(row(count, self.variance, self.most, self.least) for count in range(1, self.last + 1))]
        object.__setattr__(self, "rows", tuple(rows))
        width = max(map(len, rows))
        object.__setattr__(self, "_deviations", np.array([[*one, *[max(one)] * (width - len(one))] for one in rows], np.int64))
        object.__setattr__(self, "_bounds", np.array([_cuts(one, width - 1) for one in rows], np.uint64))

    @property
    def last(self) -> int:
        """The first count from which every deviation leads to a number that may be printed."""
        return self.most + self.least

    def value(self, count: int, key: int) -> int:
        """What is printed for a cell with this count and this key."""
        return int(self.values(np.array([count]), np.array([key], np.uint64))[0])

    def values(self, counts: NDArray[np.integer], keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """What is printed for many cells."""
        kept = np.minimum(counts, self.last)
        place = np.zeros(len(kept), np.int64)
        for bound in range(self._bounds.shape[1]):
            place += keys >= self._bounds[kept, bound]
        printed: NDArray[np.int64] = counts + self._deviations[kept, place]
        return printed

    def likelihood(self, printed: int, count: int) -> float:
        """How likely this count is printed so."""
        return self.rows[min(count, self.last)].get(printed - count, 0.0)


def _cuts(one: Mapping[int, float], length: int) -> list[int]:
    """Where in the range of keys one deviation ends and the next begins; filled up with the last key."""
    cuts = [min(round(share * _WHOLE), _WHOLE - 1) for share in np.cumsum(list(one.values()))[:-1].tolist()]
    return cuts + [_WHOLE - 1] * (length - len(cuts))


def row(count: int, variance: float, most: int, least: int = LEAST) -> dict[int, float]:
    """The probability of each deviation of a count above 0."""
    reached = [d for d in range(-min(count, most), most + 1) if count + d == 0 or count + d >= least]
    below, above = [-d for d in reached if d < 0], [d for d in reached if d > 0]
    narrowest = 0 if 0 in reached else min(below) * min(above)
    if variance <= narrowest:
        return _two(min(below), min(above))
    if variance >= max(below) * max(above):
        return _two(max(below), max(above))
    return dict(zip(reached, _most_even(np.array(reached, float), variance).tolist(), strict=True))


def _two(below: int, above: int) -> dict[int, float]:
    """Mean 0 on two deviations; the variance is their product."""
    return {-below: above / (below + above), above: below / (below + above)}


def _most_even(deviations: Floats, variance: float) -> Floats:
    """The probabilities of greatest entropy with mean 0 and this variance, by Newton's method with shortened steps.

    They minimise log z - b * variance, a convex function of (a, b), whose gradient are the missed mean and variance.
    """
    powers = np.stack((deviations, deviations**2))
    wanted = np.array([0.0, variance])
    found = np.zeros(2)
    for _ in range(_STEPS):
        shares = _shares(found, powers)
        missed = powers @ shares - wanted
        if np.abs(missed).max() < _CLOSE * variance:
            break
        spread = (powers * shares) @ powers.T - np.outer(powers @ shares, powers @ shares)
        step = np.linalg.solve(spread, missed)
        found = found - _shortened(found, step, powers, wanted) * step
    return _exact(_shares(found, powers), deviations)


def _shares(found: Floats, powers: Floats) -> Floats:
    weights = found @ powers
    raised: Floats = np.exp(weights - weights.max())
    shares: Floats = raised / raised.sum()
    return shares


def _shortened(found: Floats, step: Floats, powers: Floats, wanted: Floats) -> float:
    """How much of the step lowers the function."""

    def height(at: Floats) -> float:
        weights = at @ powers
        return float(weights.max() + np.log(np.exp(weights - weights.max()).sum()) - at @ wanted)

    here, length = height(found), 1.0
    while length > _CLOSE and height(found - length * step) > here + _CLOSE * max(1.0, abs(here)):
        length /= 2
    return length


def _exact(shares: Floats, deviations: Floats) -> Floats:
    """The last rounding errors of the sum and of the mean taken off, where they weigh least."""
    lines = np.stack((np.ones_like(deviations), deviations))
    for _ in range(3):
        missed = np.array([1.0, 0.0]) - lines @ shares
        weighted = lines * shares
        shares = shares + weighted.T @ np.linalg.solve(weighted @ lines.T, missed)
    return shares
