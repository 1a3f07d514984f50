"""Stepwise choice in many tables at once: all replicates of a bootstrap take their steps together.

From the single lists alone, the pair whose observed overlap is least likely under the fitted overlap is added as long as its probability
is below the threshold and the larger model passes its check; a pair of an emptied list is no candidate: that list is absent.

Source: Chan, Silverman, Vincent 2021, section 4; threshold 0.02 from their simulations.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.newton import Indices, Numbers, Solved, solve, supersets
from dayaq.count.estimate.fitting.several import Many, supports

IMPOSSIBLE = 2.0  # above every probability and threshold: not a candidate
NONE = 0  # no pair: fills the order of entry


def stepwise_many(counts: Indices, threshold: float, checks: Checks) -> Many:
    """Choose a model for every table of ``counts`` (2**t x n)."""
    work = _Walk(counts, threshold, checks)
    work.begin()
    for size in range(len(checks.pairs)):
        active = work.extend(size)
        if not len(active):
            break
        work.fit(active, size + 1)
    return Many(work.intercept, work.order)


class _Walk:
    def __init__(self, counts: Indices, threshold: float, checks: Checks) -> None:
        size = counts.shape[1]
        self.counts, self.threshold, self.checks = counts.astype(np.float64), threshold, checks
        self.pairs = np.array(checks.pairs, dtype=np.int64)
        self.place = np.zeros(checks.cells, dtype=np.int64)
        self.place[self.pairs] = np.arange(len(self.pairs))
        self.seen = supports(counts)
        totals = self.counts.copy()
        supersets(totals)
        self.overlaps = totals[self.pairs]
        sizes = totals[np.array(checks.singles)]
        self.barred = np.array([sizes[[bit for bit in range(checks.lists) if pair >> bit & 1]].min(axis=0) == 0 for pair in checks.pairs])
        self.intercept = np.full(size, np.nan)
        self.order = np.zeros((size, len(checks.pairs)), dtype=np.int64)
        self.chances = np.full(self.overlaps.shape, IMPOSSIBLE)
        self.going = np.zeros(size, dtype=np.bool_)

    def begin(self) -> None:
        """Fit the single lists alone where that has an estimate."""
        self.checks.prepare({(seen, ()) for seen in self.seen} | {(seen, self.checks.top(seen, ())) for seen in self.seen})
        self.going[:] = [self.checks.passes(seen, ()) for seen in self.seen]
        self.fit(np.flatnonzero(self.going), 0)

    def fit(self, rows: Indices, size: int) -> None:
        """Fit the models of ``size`` pairs of these rows and find what each other pair would mean."""
        if not len(rows):
            return
        single = np.array([0, *self.checks.singles], dtype=np.int64)
        terms = np.concatenate([np.repeat(single[:, None], len(rows), axis=1), self.order[rows, :size].T])
        solved = solve(np.ascontiguousarray(self.counts[:, rows]), terms)
        self.intercept[rows] = solved.intercept
        self.going[rows] = np.isfinite(solved.intercept)
        self.chances[:, rows] = self.candidates(rows, solved, size)

    def candidates(self, rows: Indices, solved: Solved, size: int) -> Numbers:
        """How likely each overlap is under the model, from the nearer tail; 2 for a pair that cannot be added."""
        found = tails(self.overlaps[:, rows], np.nan_to_num(solved.totals[self.pairs]))
        found[self.barred[:, rows]] = IMPOSSIBLE
        for step in range(size):
            found[self.place[self.order[rows, step]], np.arange(len(rows))] = IMPOSSIBLE
        return found

    def extend(self, size: int) -> Indices:
        """Add the least likely pair that passes to every row that goes on; the rows that got one."""
        rows = np.flatnonzero(self.going)
        while len(rows):
            best = self.chances[:, rows].argmin(axis=0)  # of equal ones the first
            chance = self.chances[best, rows]
            rows, best = rows[chance < self.threshold], best[chance < self.threshold]
            self.order[rows, size] = self.pairs[best]
            refused = ~self.passing(rows, size + 1)
            self.chances[best[refused], rows[refused]] = IMPOSSIBLE
            rows = rows[refused]
        return self._extended(size)

    def _extended(self, size: int) -> Indices:
        below = self.chances.min(axis=0) < self.threshold
        self.going &= below
        self.order[~self.going, size] = NONE
        return np.flatnonzero(self.going)

    def passing(self, rows: Indices, size: int) -> NDArray[np.bool_]:
        """Which of the enlarged models may be fitted."""
        questions = [(self.seen[row], tuple(sorted(int(term) for term in self.order[row, :size]))) for row in rows]
        self.checks.prepare({(seen, self.checks.top(seen, model)) for seen, model in questions})
        return np.array([self.checks.passes(*question) for question in questions], dtype=np.bool_)


def tails(overlaps: Numbers, expected: Numbers) -> Numbers:
    """The smaller of P(X <= n) and P(X >= n) for X Poisson; where both round to 0 the logarithm, so that the order is kept."""
    from scipy.special import gammainc, gammaincc  # type: ignore[import-untyped] # has no types of its own

    lower = gammaincc(overlaps + 1, expected)
    upper = np.where(overlaps > 0, gammainc(np.maximum(overlaps, 1), expected), 1.0)
    found: Numbers = np.minimum(lower, upper)
    for place in zip(*np.nonzero(found == 0), strict=True):
        found[place] = _log_mass(float(overlaps[place]), float(expected[place]))
    return found


def _log_mass(seen: float, expected: float) -> float:
    """Logarithm of the Poisson probability; below 0, so that it sorts before every probability above 0."""
    if expected <= 0:
        return -math.inf if seen else 0.0
    return seen * math.log(expected) - expected - math.lgamma(seen + 1)
