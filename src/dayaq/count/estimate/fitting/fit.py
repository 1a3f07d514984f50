"""One model or many models of one table: the persons not seen, their error, and the criteria of choice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dayaq.count.estimate.fitting import kernels
from dayaq.count.estimate.fitting.existence import Checks, Status, Verdict, status, support
from dayaq.count.estimate.fitting.newton import Indices, Numbers, solve
from dayaq.count.estimate.fitting.rows import Rows, in_rows
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.terms import Model, normal

TERM_AT_INFINITY = 2.0  # Akaike's price of a term is also paid for one at minus infinity
STATUSES = tuple(Status)
USABLE = np.array([one.usable for one in STATUSES])


@dataclass(frozen=True)
class Fit:
    """One fitted model; all numbers are None where it has no estimate. ``estimate`` is observed plus hidden persons."""

    model: Model
    status: Status
    observed: int
    concerned: tuple[int, ...] = ()  # terms at minus infinity, or in the way of an estimate
    intercept: float | None = None
    error: float | None = None
    deviance: float | None = None
    aic: float | None = None
    bic: float | None = None
    coefficients: dict[int, float] = field(default_factory=dict)

    @property
    def hidden(self) -> float | None:
        """Persons on no list."""
        return None if self.intercept is None else math.exp(self.intercept)

    @property
    def estimate(self) -> float | None:
        """Persons on the lists and persons on no list."""
        return None if self.hidden is None else self.observed + self.hidden

    @property
    def extended(self) -> tuple[int, ...]:
        """Terms at minus infinity."""
        return self.concerned if self.status is Status.EXTENDED else ()


@dataclass(frozen=True)
class Fits:
    """Many models of one table; numbers are nan where a model has no estimate."""

    models: tuple[Model, ...]
    statuses: tuple[Status, ...]
    observed: int
    intercept: Numbers
    error: Numbers
    deviance: Numbers
    aic: Numbers
    bic: Numbers

    @property
    def estimate(self) -> Numbers:
        """Persons on the lists and on none."""
        found: Numbers = self.observed + np.exp(self.intercept)
        return found

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Which models have an estimate."""
        return np.isfinite(self.intercept)


def fit(captures: Captures, model: Iterable[int] = ()) -> Fit:
    """Fit one model; its status is found first, and nothing is estimated if that forbids it."""
    chosen = normal(model)
    verdict = status(captures, chosen)
    if not verdict.status.usable:
        return Fit(chosen, verdict.status, captures.observed, verdict.terms)
    return _single(captures, chosen, verdict)


def _single(captures: Captures, chosen: Model, verdict: Verdict) -> Fit:
    terms = _with_lists(captures, chosen)
    solved = solve(np.array(captures.counts, dtype=np.float64)[:, None], np.array(terms, dtype=np.int64)[:, None])
    if not np.isfinite(solved.intercept[0]):
        return Fit(chosen, Status.NO_MLE, captures.observed, chosen)
    aic, bic = criteria(captures, solved.deviance, len(terms))
    finite = {term: float(value) for term, value in zip(terms, solved.coefficients[:, 0], strict=True) if captures.totals[term]}
    intercept, error, deviance = float(solved.intercept[0]), float(solved.error[0]), float(solved.deviance[0])
    start = (chosen, verdict.status, captures.observed, verdict.terms)
    return Fit(*start, intercept, error, deviance, float(aic[0]), float(bic[0]), finite)


def _with_lists(captures: Captures, model: Model) -> tuple[int, ...]:
    return (0, *(1 << bit for bit in range(len(captures.lists))), *model)


def criteria(captures: Captures, deviance: Numbers, terms: int | Indices) -> tuple[Numbers, Numbers]:
    """AIC and BIC (per observed person) from the deviance and the number of terms."""
    counts = [count for _, count in captures.histories()]
    saturated = sum(count * math.log(count) - count - math.lgamma(count + 1) for count in counts)
    badness = deviance - 2 * saturated
    return badness + TERM_AT_INFINITY * terms, badness + math.log(captures.observed) * terms


def fit_models(captures: Captures, models: Sequence[Model], checks: Checks | None = None, kernel: str | None = None) -> Fits:
    """Fit many models at once, each with its status; the order is kept. ``kernel`` is numpy or numba (default: what pays)."""
    checks = checks or Checks(len(captures.lists))
    rows = in_rows(models)
    codes = codes_of(checks, support(captures), rows)
    places = [np.flatnonzero((rows.sizes == size) & USABLE[codes]) for size in np.unique(rows.sizes[USABLE[codes]])]
    counts, single = np.array(captures.counts, dtype=np.float64), np.array(_with_lists(captures, ()), dtype=np.int64)
    solved = kernels.pick(kernel, len(models)).solve(counts, [rows.columns(some, single) for some in places])
    numbers = np.full((3, len(models)), np.nan)
    for some, found in zip(places, solved, strict=True):
        numbers[:, some] = found
    intercept, error, deviance = numbers
    statuses = tuple(map(STATUSES.__getitem__, codes.tolist()))
    return Fits(
        rows.models, statuses, captures.observed, intercept, error, deviance, *criteria(captures, deviance, rows.sizes + len(single))
    )


def codes_of(checks: Checks, seen: int, rows: Rows) -> Indices:
    """Place in STATUSES for each model: for models of pairs by the top-level model of its empty pairs, where that passes."""
    gone, _, empty = checks.shape(seen)
    if gone:
        return np.array([STATUSES.index(checks.status(seen, model)) for model in rows.models], dtype=np.int64)
    inner = [term for term in rows.met() if term in empty or term.bit_count() > 2]
    sets, each = rows.parts(inner)
    tops = [checks.top(seen, one) for one in sets]
    checks.prepare({(seen, top) for top in tops if checks.identifiable(seen, top)})
    found = np.array([STATUSES.index(checks.status(seen, top)) for top in tops], dtype=np.int64)[each]
    for at in np.flatnonzero(~USABLE[found]):
        found[at] = STATUSES.index(checks.status(seen, rows.models[at]))
    return found
