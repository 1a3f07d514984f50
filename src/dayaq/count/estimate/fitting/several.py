"""The same method in many tables at once: single lists, all pairs, best BIC among given models."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.newton import Indices, Numbers, solve
from dayaq.count.estimate.lists.terms import Model


@dataclass(frozen=True)
class Many:
    """Choices in n tables: intercept (nan without estimate) and the terms chosen, filled up with 0."""

    intercept: Numbers
    order: Indices  # n x most terms

    def models(self) -> list[Model | None]:
        """The model of each table, None where there is no estimate."""
        there = np.isfinite(self.intercept)
        return [tuple(sorted(int(term) for term in row if term)) if ok else None for row, ok in zip(self.order, there, strict=True)]


def supports(counts: Indices) -> list[int]:
    """The histories seen in each table (2**t x n), as bits."""
    packed = np.packbits(counts > 0, axis=0, bitorder="little")
    return [int.from_bytes(packed[:, row].tobytes(), "little") for row in range(counts.shape[1])]


def single_lists_many(counts: Indices, checks: Checks) -> Many:
    """Single lists alone in every table."""
    return _given(counts, [()] * counts.shape[1], checks)


def all_pairs_many(counts: Indices, checks: Checks) -> Many:
    """All pairs of lists that have members in every table."""
    shapes = (checks.shape(seen) for seen in supports(counts))
    return _given(counts, [tuple(sorted((*sharing, *empty))) for _, sharing, empty in shapes], checks)


def _given(counts: Indices, models: Sequence[Model], checks: Checks) -> Many:
    intercept, _ = fit_each(counts, models, checks)
    order = np.zeros((counts.shape[1], len(checks.pairs)), dtype=np.int64)
    for row, model in enumerate(models):
        order[row, : len(model)] = model
    return Many(intercept, order)


def fit_each(counts: Indices, models: Sequence[Model], checks: Checks) -> tuple[Numbers, Numbers]:
    """Intercept and deviance of one model for each table; nan where its check fails."""
    seen = supports(counts)
    checks.prepare({(one, checks.top(one, model)) for one, model in zip(seen, models, strict=True)})
    passing = [checks.passes(one, model) for one, model in zip(seen, models, strict=True)]
    intercept, deviance = np.full(len(models), np.nan), np.full(len(models), np.nan)
    for size in sorted({len(model) for model in models}):
        rows = [row for row, model in enumerate(models) if passing[row] and len(model) == size]
        if rows:
            terms = np.array([(0, *checks.singles, *models[row]) for row in rows], dtype=np.int64).T
            solved = solve(np.ascontiguousarray(counts[:, rows], dtype=np.float64), np.ascontiguousarray(terms))
            intercept[rows], deviance[rows] = solved.intercept, solved.deviance
    return intercept, deviance


def best_bic_many(counts: Indices, models: Sequence[Model], checks: Checks) -> Many:
    """The model with the lowest BIC of the given ones in every table; models with a term of an emptied list do not take part."""
    size = counts.shape[1]
    each = [model for model in models for _ in range(size)]
    intercepts, deviances = fit_each(np.tile(counts, (1, len(models))), each, checks)
    prices = np.log(counts.sum(axis=0)) * np.array([len(model) for model in models])[:, None]
    badness = np.nan_to_num(deviances.reshape(len(models), size), nan=math.inf) + prices
    gone = np.array([checks.shape(seen)[0] for seen in supports(counts)])
    touched = np.array([_lists(model) for model in models])[:, None] & gone
    best = np.where(touched != 0, math.inf, badness).argmin(axis=0)
    order = np.zeros((size, max(1, *(len(model) for model in models))), dtype=np.int64)
    for row, at in enumerate(best):
        order[row, : len(models[at])] = models[at]
    return Many(intercepts.reshape(len(models), size)[best, np.arange(size)], order)


def _lists(model: Model) -> int:
    """All lists that a model has a term on."""
    found = 0
    for term in model:
        found |= term
    return found
