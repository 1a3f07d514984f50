"""Fits and stepwise choice by the compiled kernel, and the checks that go with them.

A replicate in which a fit is not a witness of its own existence, or a model might not be identifiable, is handed to the numpy kernel,
which checks every candidate before it is taken.
"""

from __future__ import annotations

import numpy as np

from dayaq.count.estimate.fitting import compiled, lockstep, overlaps
from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.newton import START, Indices, Numbers, supersets
from dayaq.count.estimate.fitting.several import Many, supports


def stepwise_many(counts: Indices, threshold: float, checks: Checks) -> Many:
    """As the numpy kernel does it; what is not proven is done again with every candidate checked."""
    found, seen = _walked(counts, threshold, checks), supports(counts)
    doubtful = [row for row, one in enumerate(found.intercept) if np.isnan(one) or not _identifiable(checks, seen[row], found.order[row])]
    if doubtful:
        again = lockstep.stepwise_many(np.ascontiguousarray(counts[:, doubtful]), threshold, checks)
        found.intercept[doubtful], found.order[doubtful] = again.intercept, again.order
    return found


def _walked(counts: Indices, threshold: float, checks: Checks) -> Many:
    """All tables take their steps together; nan where a fit on the way is no witness that it exists."""
    tables, constants = prepared(counts)
    pairs, always = np.array(checks.pairs, dtype=np.int64), np.array([0, *checks.singles], dtype=np.int64)
    barred = np.zeros((len(pairs), counts.shape[1]), dtype=np.bool_)
    for single in checks.singles:
        barred |= (pairs & single != 0)[:, None] & (tables[1, single] == 0)
    walked = Many(np.full(counts.shape[1], np.nan), np.zeros((counts.shape[1], len(pairs)), dtype=np.int64))
    rows = np.arange(counts.shape[1])
    for size in range(len(pairs) + 1):
        terms = np.concatenate([np.repeat(always[:, None], len(rows), axis=1), walked.order[rows, :size].T])
        walked.intercept[rows], totals = _fitted(tables, constants, rows, terms)
        proven = np.isfinite(walked.intercept[rows])
        rows, totals = rows[proven], totals[np.ix_(pairs, proven)]
        best, chance = overlaps.least_likely(tables[1][np.ix_(pairs, rows)], totals, np.ascontiguousarray(barred[:, rows]))
        rows, best = rows[chance < threshold], best[chance < threshold]
        if not len(rows):
            break
        walked.order[rows, size] = pairs[best]
        barred[best, rows] = True
    return walked


def _fitted(tables: Numbers, constants: Numbers, rows: Indices, terms: Indices) -> tuple[Numbers, Numbers]:
    """Intercepts, nan where a fit is no witness that it exists, and totals of the fitted means."""
    cells = tables.shape[1]
    answers = np.empty((compiled.FITTED + cells, len(rows)))
    compiled.many(tables, constants, rows, terms, cells.bit_length() - 1, answers)
    totals = answers[compiled.FITTED :]
    supersets(totals)
    return np.where(answers[compiled.PROVEN] > 0, answers[compiled.INTERCEPT], np.nan), totals


def _identifiable(checks: Checks, seen: int, order: Indices) -> bool:
    """By the top-level model of the last model: what is identifiable with more terms is so with fewer."""
    return checks.identifiable(seen, checks.top(seen, [int(term) for term in order if term]))


def solve(counts: Numbers, terms: Indices) -> tuple[Numbers, Numbers, Numbers]:
    """Intercept, error and deviance of models (p x n) of one table that have passed their check."""
    tables, constants = prepared(counts[:, None])
    found = np.empty((3, terms.shape[1]))
    compiled.many(tables, constants, np.zeros(terms.shape[1], dtype=np.int64), terms, len(counts).bit_length() - 1, found)
    return found[0], np.sqrt(found[1]), found[2]


def prepared(counts: Indices | Numbers) -> tuple[Numbers, Numbers]:
    """Counts, totals and start values of tables (3 x 2**t x n), and the part of each deviance that never changes."""
    tables = np.empty((3, *counts.shape))
    tables[:] = counts
    supersets(tables[1])
    tables[2] = np.log(tables[0] + START)
    return tables, 2 * (np.where(counts > 0, counts * np.log(np.maximum(counts, 1)), 0.0).sum(axis=0) - counts.sum(axis=0))
