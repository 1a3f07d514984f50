"""Poisson log-linear models fitted many at a time with numpy.

A column of the design is "the history contains these lists", so every entry of X'WX is the sum of the fitted means over the histories
that contain two sets of lists: one superset-sum transform gives them all, and the linear predictor is a subset-sum of the coefficients.
Start and stopping rule are those of Fisher scoring in the usual GLM software: means y + 0.1, change of deviance below 1e-8.

Source: McCullagh & Nelder 1989, chapter 2; Fienberg & Rinaldo 2012 (terms at minus infinity, witness of existence).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
START = 0.1
CLOSE = 1e-8
ROUNDS = 25
LARGEST = 500.0
WITNESS = -0.5
CHUNK = 256  # fixed, so that the same numbers come out whatever the number of cores


@dataclass(frozen=True)
class Solved:
    """Fits of n models: every array has n as its last axis."""

    intercept: Numbers
    error: Numbers
    deviance: Numbers
    totals: Numbers  # 2**t x n: fitted means summed over all histories that contain a set of lists
    coefficients: Numbers  # p x n, 0 where a term is at minus infinity
    proven: NDArray[np.bool_]  # the last step is a witness that the estimate exists


def supersets(values: Numbers) -> None:
    """Replace each cell (first axis) by the sum over all cells that contain it."""
    for bit in range(len(values).bit_length() - 1):
        halves = values.reshape(-1, 2, 2**bit, *values.shape[1:])
        halves[:, 0] += halves[:, 1]


def subsets(values: Numbers) -> None:
    """Replace each cell (first axis) by the sum over all cells it contains."""
    for bit in range(len(values).bit_length() - 1):
        halves = values.reshape(-1, 2, 2**bit, *values.shape[1:])
        halves[:, 1] += halves[:, 0]


def kept_cells(totals: Numbers, terms: Indices) -> NDArray[np.bool_]:
    """Histories that stay: those holding a term of the model that nobody has are expected to be 0 and leave with the term."""
    marks = np.zeros(totals.shape)
    columns = np.arange(totals.shape[1])
    marks[terms, columns] = totals[terms, columns] == 0
    subsets(marks)
    kept: NDArray[np.bool_] = marks == 0
    kept[0] = False
    return kept


def solve(counts: Numbers, terms: Indices) -> Solved:
    """Fit n models of p terms: ``counts`` 2**t x n, ``terms`` p x n with the empty set (intercept) and the single lists first."""
    parts = [_solve(counts[:, at : at + CHUNK], terms[:, at : at + CHUNK]) for at in range(0, counts.shape[1], CHUNK)]
    if len(parts) == 1:
        return parts[0]
    names = ("intercept", "error", "deviance", "totals", "coefficients", "proven")
    return Solved(*(np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names))


class _Work:
    """The models still moving: their rows are cut out as others come to rest."""

    def __init__(self, counts: Numbers, terms: Indices) -> None:
        totals = counts.copy()
        supersets(totals)
        self.rows = np.arange(counts.shape[1])
        self.counts, self.terms = counts, terms
        self.kept = kept_cells(totals, terms)
        self.absent = totals[terms, self.rows] == 0
        self.eta = np.log(counts + START)
        self.means = np.where(self.kept, counts + START, 0.0)
        self.constant = 2 * (np.where(counts > 0, counts * np.log(np.maximum(counts, 1)), 0.0).sum(axis=0) - counts.sum(axis=0))
        self.deviance = self.measured(self.eta, self.means)
        self.pairs = terms.T[:, :, None] | terms.T[:, None, :]

    def measured(self, eta: Numbers, means: Numbers) -> Numbers:
        """Deviance of each model."""
        found: Numbers = self.constant + 2 * (means.sum(axis=0) - (self.counts * eta).sum(axis=0))
        return found

    def step(self) -> tuple[Numbers, Numbers]:
        """One weighted least squares step: coefficients p x n and the variance of the intercept."""
        size = len(self.rows)
        totals = self.means.copy()
        supersets(totals)
        right = self.means * (self.eta - 1) + self.counts
        right[0] = 0
        supersets(right)
        columns = np.arange(size)
        matrix = totals.reshape(-1)[self.pairs * size + columns[:, None, None]]
        places = np.arange(len(self.terms))
        matrix[:, places, places] += self.absent.T
        sides = np.zeros((size, len(self.terms), 2))
        sides[:, :, 0] = right[self.terms, columns].T
        sides[:, 0, 1] = 1.0
        found = _quotient(matrix, sides)
        return found[:, :, 0].T, found[:, 0, 1]

    def move(self, beta: Numbers) -> tuple[Numbers, Numbers]:
        """Take the step; the change of deviance relative to itself, and the least change of a linear predictor."""
        eta = np.zeros(self.eta.shape)
        eta[self.terms, np.arange(len(self.rows))] = beta
        subsets(eta)
        np.clip(eta, -LARGEST, LARGEST, out=eta)
        least = np.where(self.kept, eta - self.eta, np.inf).min(axis=0)
        self.eta = eta
        self.means = np.where(self.kept, np.exp(eta), 0.0)
        deviance = self.measured(eta, self.means)
        change = np.abs(deviance - self.deviance) / (np.abs(deviance) + START)
        self.deviance = deviance
        return change, least

    def keep(self, moving: NDArray[np.bool_]) -> None:
        """Go on with these models only."""
        self.rows, self.pairs = self.rows[moving], self.pairs[moving]
        for name in ("counts", "terms", "kept", "absent", "eta", "means"):
            setattr(self, name, np.ascontiguousarray(getattr(self, name)[:, moving]))
        self.constant, self.deviance = self.constant[moving], self.deviance[moving]


def _quotient(matrix: Numbers, sides: Numbers) -> Numbers:
    found: Numbers = np.full(sides.shape, np.nan)
    try:
        found[:] = np.linalg.solve(matrix, sides)
    except np.linalg.LinAlgError:  # one of them is singular: that one has no estimate, the others have
        if len(matrix) > 1:
            middle = len(matrix) // 2
            found[:middle], found[middle:] = _quotient(matrix[:middle], sides[:middle]), _quotient(matrix[middle:], sides[middle:])
    return found


def _solve(counts: Numbers, terms: Indices) -> Solved:
    size = counts.shape[1]
    work = _Work(counts, terms)
    single = [np.full(size, np.nan) for _ in range(3)]
    coefficients, totals = np.full(terms.shape, np.nan), np.full(counts.shape, np.nan)
    proven = np.zeros(size, dtype=np.bool_)
    for turn in range(ROUNDS):
        beta, variance = work.step()
        change, least = work.move(beta)
        moving = (change >= CLOSE) & (turn < ROUNDS - 1)
        still = ~moving
        if not still.any():
            continue
        rows = work.rows[still]
        for store, values in zip(single, (beta[0], variance, work.deviance), strict=True):
            store[rows] = values[still]
        coefficients[:, rows] = beta[:, still]
        totals[:, rows] = work.means[:, still]
        proven[rows] = (least[still] > WITNESS) & (change[still] < CLOSE)
        if not moving.any():
            break
        work.keep(moving)
    supersets(totals)
    intercept, spread, deviance = single
    return Solved(intercept, np.sqrt(np.maximum(spread, 0)), deviance, totals, coefficients, proven)
