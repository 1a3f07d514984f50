"""What perturbed numbers are worth and what they give away: bias, spread, and the reader who subtracts.

Source: European handbook on statistical disclosure control, chapter 5.4; posteriors by Bayes' rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from dayaq.count.disclosure.noise.ptable import PTable

EXACT = 1e-12  # of a bias worked out from the probabilities
FAR = 4.5  # standard errors; a fair table is further off once in 150,000 times


@dataclass(frozen=True, slots=True)
class Row:
    """What happens to one count: mean and variance of its deviation, and the largest chance of a single number."""

    count: int
    bias: float
    variance: float
    likeliest: float


def rows(table: PTable) -> tuple[Row, ...]:
    """Worked out from the probabilities, without drawing anything."""
    return tuple(
        Row(count, sum(d * p for d, p in one.items()), sum(d * d * p for d, p in one.items()), max(one.values()))
        for count, one in enumerate(table.rows)
    )


def sound(table: PTable) -> bool:
    """Whether no count is biased, 0 stays 0, and no number from 1 to ``least`` - 1 can be printed."""
    fair = all(abs(row.bias) <= EXACT for row in rows(table)) and all(abs(sum(one.values()) - 1) <= EXACT for one in table.rows)
    printed = {count + d for count, one in enumerate(table.rows) for d, share in one.items() if share > 0}
    return fair and table.rows[0] == {0: 1.0} and not printed & set(range(1, table.least)) and min(printed) == 0


@dataclass(frozen=True, slots=True)
class Bias:
    """The mean deviation of many cells, beside what chance alone allows. ``score``: how many standard errors it is off."""

    cells: int
    mean: float
    error: float

    @property
    def score(self) -> float:
        return self.mean / self.error if self.error else 0.0

    @property
    def fair(self) -> bool:
        return abs(self.score) <= FAR


def bias(counts: NDArray[np.integer], printed: NDArray[np.integer], table: PTable) -> Bias:
    """A z-test: the deviations of these cells against mean 0 and the variances of their rows."""
    spread = np.array([row.variance for row in rows(table)])[np.minimum(counts, table.last)].sum()
    return Bias(len(counts), float((printed - counts).mean()), sqrt(spread) / len(counts))


def counts_behind(table: PTable, printed: int, prior: Sequence[float]) -> dict[int, float]:
    """How likely each count is for a reader who sees a number; ``prior[n]``: what she thought of the count n before."""
    return _shared({count: before * table.likelihood(printed, count) for count, before in enumerate(prior)})


def differences_behind(table: PTable, first: int, second: int, prior: Sequence[float], more: Sequence[float]) -> dict[int, float]:
    """How likely the second cell has 0, 1, 2, ... people more than the first, which it contains.

    ``more[d]``: what the reader thought of the difference d before. Without difference the cells have one key and the
    same number; with one, two keys and two independent deviations.
    """
    chances = {0: sum(n * table.likelihood(first, count) for count, n in enumerate(prior)) if first == second else 0.0}
    for difference in range(1, len(more)):
        chances[difference] = sum(
            n * table.likelihood(first, count) * table.likelihood(second, count + difference) for count, n in enumerate(prior)
        )
    return _shared({difference: chance * more[difference] for difference, chance in chances.items()})


def found_out(table: PTable, count: int, sure: float = 0.9, most: int = 5) -> float:
    """The chance that one person more than ``count`` prints such numbers that a reader is surer than ``sure`` of how many.

    She knows the table of probabilities, that the first cell lies within the second, and that 0 to ``most`` came.
    """
    prior, more = [1.0] * (count + 2 * table.last), [1.0] * (most + 1)
    chance = 0.0
    for before, one in table.rows[min(count, table.last)].items():
        for after, other in table.rows[min(count + 1, table.last)].items():
            behind = differences_behind(table, count + before, count + 1 + after, prior, more)
            chance += one * other * any(share > sure for share in behind.values())
    return chance


def _shared(weights: dict[int, float]) -> dict[int, float]:
    whole = sum(weights.values())
    if not whole:
        raise ValueError("no count under consideration is printed so")
    return {number: weight / whole for number, weight in weights.items() if weight > 0}
