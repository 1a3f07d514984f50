"""The arithmetic of fitting and stepwise choice compiled with numba: one table or one model after the other, without allocation.

The same start, steps and stopping rule as the numpy kernel. A replicate in which a fit is not a witness of its own existence, or a model
might not be identifiable, is handed to the numpy kernel, which checks every candidate before it is taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from dayaq.count.estimate.fitting import lockstep
from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.newton import CLOSE, LARGEST, ROUNDS, START, WITNESS, Indices, Numbers
from dayaq.count.estimate.fitting.several import Many, supports

SINGULAR = 1e-13
SMALL = 1e-17
Flags = NDArray[np.bool_]


def compile_(function: Callable[..., Any]) -> Any:
    """Compiled when first called, and kept for later processes where there is a folder to keep it in."""
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba's word for "no folder can be written to"
        return numba.njit(nogil=True)(function)


def _supersets(values: Numbers, bits: int) -> None:
    for bit in range(bits):
        step = 1 << bit
        for start in range(0, len(values), 2 * step):
            for cell in range(start, start + step):
                values[cell] += values[cell + step]


def _subsets(values: Numbers, bits: int) -> None:
    for bit in range(bits):
        step = 1 << bit
        for start in range(0, len(values), 2 * step):
            for cell in range(start, start + step):
                values[cell + step] += values[cell]


supersets = compile_(_supersets)
subsets = compile_(_subsets)


def _factor(matrix: Numbers, size: int) -> bool:
    """Cholesky in place; False if it is singular."""
    for column in range(size):
        pivot = matrix[column, column]
        total = pivot
        for k in range(column):
            total -= matrix[column, k] * matrix[column, k]
        if not total > SINGULAR * pivot:
            return False
        root = math.sqrt(total)
        matrix[column, column] = root
        for row in range(column + 1, size):
            total = matrix[row, column]
            for k in range(column):
                total -= matrix[row, k] * matrix[column, k]
            matrix[row, column] = total / root
    return True


def _forward(matrix: Numbers, side: Numbers, size: int) -> None:
    for row in range(size):
        total = side[row]
        for k in range(row):
            total -= matrix[row, k] * side[k]
        side[row] = total / matrix[row, row]


def _backward(matrix: Numbers, side: Numbers, size: int) -> None:
    for row in range(size - 1, -1, -1):
        total = side[row]
        for k in range(row + 1, size):
            total -= matrix[k, row] * side[k]
        side[row] = total / matrix[row, row]


factor = compile_(_factor)
forward = compile_(_forward)
backward = compile_(_backward)


def _begin(counts: Numbers, observed: Numbers, terms: Indices, size: int, bits: int, work: Numbers) -> tuple[float, float]:
    """Kept histories, start values, and the deviance there; returns also the part of the deviance that never changes."""
    kept, eta, means = work[0], work[1], work[2]
    kept[:] = 0.0
    for place in range(size):
        if observed[terms[place]] == 0:
            kept[terms[place]] = 1.0
    subsets(kept, bits)
    constant, deviance = 0.0, 0.0
    for cell in range(len(counts)):
        inside = cell > 0 and kept[cell] == 0
        kept[cell] = 1.0 if inside else 0.0
        eta[cell] = math.log(counts[cell] + START)
        means[cell] = (counts[cell] + START) if inside else 0.0
        if counts[cell] > 0:
            constant += 2 * (counts[cell] * math.log(counts[cell]) - counts[cell])
        deviance += 2 * (means[cell] - counts[cell] * eta[cell])
    return constant, deviance + constant


begin = compile_(_begin)


def _step(counts: Numbers, observed: Numbers, terms: Indices, size: int, bits: int, work: Numbers, matrix: Numbers, side: Numbers) -> bool:
    """Normal equations of one step, factored; coefficients in ``side``; False if singular."""
    eta, means, totals, right = work[1], work[2], work[3], work[4]
    for cell in range(len(counts)):
        totals[cell] = means[cell]
        right[cell] = means[cell] * (eta[cell] - 1) + counts[cell]
    right[0] = 0.0
    supersets(totals, bits)
    supersets(right, bits)
    for row in range(size):
        for column in range(row + 1):
            matrix[row, column] = totals[terms[row] | terms[column]]
        if observed[terms[row]] == 0:
            matrix[row, row] += 1.0
        side[row] = right[terms[row]]
    if not factor(matrix, size):
        return False
    forward(matrix, side, size)
    backward(matrix, side, size)
    return True


step = compile_(_step)


def _move(counts: Numbers, terms: Indices, size: int, bits: int, work: Numbers, side: Numbers) -> tuple[float, float]:
    """Take the step; the variable part of the deviance and the least change of a linear predictor."""
    kept, eta, means, totals = work[0], work[1], work[2], work[3]
    totals[:] = 0.0
    for place in range(size):
        totals[terms[place]] = side[place]
    subsets(totals, bits)
    deviance, least = 0.0, math.inf
    for cell in range(len(counts)):
        value = min(max(totals[cell], -LARGEST), LARGEST)
        if kept[cell] > 0:
            least = min(least, value - eta[cell])
            means[cell] = math.exp(value)
        eta[cell] = value
        deviance += 2 * (means[cell] - counts[cell] * value)
    return deviance, least


move = compile_(_move)


def _fit(
    counts: Numbers, observed: Numbers, terms: Indices, size: int, bits: int, work: Numbers, matrix: Numbers, side: Numbers
) -> tuple[float, float, float, bool]:
    """Intercept, variance, deviance, and whether the fit proves that it exists; fitted means are left in work[2]."""
    constant, deviance = begin(counts, observed, terms, size, bits, work)
    for _ in range(ROUNDS):
        if not step(counts, observed, terms, size, bits, work, matrix, side):
            return math.nan, math.nan, math.nan, False
        before = deviance
        change, least = move(counts, terms, size, bits, work, side)
        deviance = change + constant
        if abs(deviance - before) / (abs(deviance) + START) < CLOSE:
            intercept = side[0]
            side[:] = 0.0
            side[0] = 1.0
            forward(matrix, side, size)
            return intercept, np.sum(side * side), deviance, least > WITNESS
    return math.nan, math.nan, math.nan, False


fit = compile_(_fit)


def _tail(seen: float, expected: float) -> float:
    """The smaller of P(X <= n) and P(X >= n) for X Poisson; its logarithm where it rounds to 0."""
    if expected <= 0:
        return 1.0 if seen == 0 else -math.inf
    mass = seen * math.log(expected) - expected - math.lgamma(seen + 1)
    share, total, part, k = math.exp(mass), 1.0, 1.0, seen
    while part > SMALL * total:
        if seen < expected:
            part *= k / expected
            k -= 1
        else:
            k += 1
            part *= expected / k
        total += part
    near = share * total
    if near == 0:
        return mass
    return min(near, 1 - near + share, 1.0)


tail = compile_(_tail)


def _next(observed: Numbers, totals: Numbers, pairs: Indices, barred: Flags) -> tuple[int, float]:
    """The pair whose overlap is least likely, and how likely it is."""
    best, lowest = -1, 2.0
    for place in range(len(pairs)):
        if not barred[place]:
            chance = tail(observed[pairs[place]], totals[pairs[place]])
            if chance < lowest:
                best, lowest = place, chance
    return best, lowest


next_pair = compile_(_next)


def _barred(observed: Numbers, pairs: Indices, bits: int, barred: Flags) -> None:
    """Mark the pairs of a list that has lost all its members."""
    for place in range(len(pairs)):
        barred[place] = False
        for bit in range(bits):
            if pairs[place] >> bit & 1 and observed[1 << bit] == 0:
                barred[place] = True


bar = compile_(_barred)


def _walk(tables: Numbers, threshold: float, bits: int, pairs: Indices, intercepts: Numbers, order: Indices, proven: Flags) -> None:
    """Stepwise choice in each table (n x 2**t)."""
    cells, most = tables.shape[1], 1 + bits + len(pairs)
    work, observed = np.zeros((5, cells)), np.zeros(cells)
    matrix, side, terms = np.zeros((most, most)), np.zeros(most), np.zeros(most, np.int64)
    barred = np.zeros(len(pairs), np.bool_)
    for bit in range(bits):
        terms[1 + bit] = 1 << bit
    for row in range(len(tables)):
        observed[:] = tables[row]
        supersets(observed, bits)
        bar(observed, pairs, bits, barred)
        size = 1 + bits
        while True:
            intercepts[row], _, _, proven[row] = fit(tables[row], observed, terms, size, bits, work, matrix, side)
            work[3] = work[2]
            supersets(work[3], bits)
            best, lowest = next_pair(observed, work[3], pairs, barred)
            if best < 0 or not lowest < threshold or not proven[row]:
                break
            barred[best] = True
            order[row, size - 1 - bits] = pairs[best]
            terms[size] = pairs[best]
            size += 1


walk = compile_(_walk)


def _many(counts: Numbers, observed: Numbers, terms: Indices, bits: int, found: Numbers) -> None:
    """Each model (n x p) of one table."""
    size = terms.shape[1]
    work, matrix, side = np.zeros((5, len(counts))), np.zeros((size, size)), np.zeros(size)
    for row in range(len(terms)):
        intercept, variance, deviance, _ = fit(counts, observed, terms[row], size, bits, work, matrix, side)
        found[0, row], found[1, row], found[2, row] = intercept, math.sqrt(variance), deviance


many = compile_(_many)


def stepwise_many(counts: Indices, threshold: float, checks: Checks) -> Many:
    """As the numpy kernel does it, table by table; what is not proven is done again with every candidate checked."""
    size = counts.shape[1]
    tables = np.ascontiguousarray(counts.T, dtype=np.float64)
    intercept, proven = np.full(size, np.nan), np.zeros(size, dtype=np.bool_)
    order = np.zeros((size, len(checks.pairs)), dtype=np.int64)
    walk(tables, threshold, checks.lists, np.array(checks.pairs, dtype=np.int64), intercept, order, proven)
    seen = supports(counts)
    doubtful = [row for row in range(size) if not proven[row] or not _identifiable(checks, seen[row], order[row])]
    if doubtful:
        again = lockstep.stepwise_many(np.ascontiguousarray(counts[:, doubtful]), threshold, checks)
        intercept[doubtful], order[doubtful] = again.intercept, again.order
    return Many(intercept, order)


def _identifiable(checks: Checks, seen: int, order: Indices) -> bool:
    """By the top-level model of the last model: what is identifiable with more terms is so with fewer."""
    return checks.identifiable(seen, checks.top(seen, [int(term) for term in order if term]))


def solve(counts: Numbers, terms: Indices) -> tuple[Numbers, Numbers, Numbers]:
    """Intercept, error and deviance of models (p x n) that have passed their check."""
    bits = len(counts).bit_length() - 1
    observed = counts.copy()
    supersets(observed, bits)
    found = np.full((3, terms.shape[1]), np.nan)
    many(counts, observed, np.ascontiguousarray(terms.T), bits, found)
    return found[0], found[1], found[2]
