"""One model or many models of one table: the persons not seen, their error, and the criteria of choice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dayaq.count.estimate.captures import Captures
from dayaq.count.estimate.existence import Checks, Status, Verdict, status, support
from dayaq.count.estimate.models import Model, normal
from dayaq.count.estimate.newton import Numbers, Solved, solve

TERM_AT_INFINITY = 2.0  # Akaike's price of a term is also paid for one at minus infinity


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


def criteria(captures: Captures, deviance: Numbers, terms: int) -> tuple[Numbers, Numbers]:
    """AIC and BIC (per observed person) from the deviance and the number of terms."""
    counts = [count for _, count in captures.histories()]
    saturated = sum(count * math.log(count) - count - math.lgamma(count + 1) for count in counts)
    badness = deviance - 2 * saturated
    return badness + TERM_AT_INFINITY * terms, badness + math.log(captures.observed) * terms


def fit_models(captures: Captures, models: Sequence[Model], checks: Checks | None = None) -> Fits:
    """Fit many models at once, each with its status; the order is kept."""
    checks = checks or Checks(len(captures.lists))
    seen = support(captures)
    models = tuple(normal(model) for model in models)
    statuses = statuses_of(checks, seen, models)
    store = {name: np.full(len(models), np.nan) for name in ("intercept", "error", "deviance", "aic", "bic")}
    counts = np.array(captures.counts, dtype=np.float64)
    for size in sorted({len(model) for model in models}):
        places = [at for at, model in enumerate(models) if len(model) == size and statuses[at].usable]
        if not places:
            continue
        terms = np.array([_with_lists(captures, models[at]) for at in places], dtype=np.int64).T
        solved = _solved(counts, np.ascontiguousarray(terms))
        aic, bic = criteria(captures, solved.deviance, len(terms))
        for name, values in zip(store, (solved.intercept, solved.error, solved.deviance, aic, bic), strict=True):
            store[name][places] = values
    return Fits(models, statuses, captures.observed, **store)


def _solved(counts: Numbers, terms: NDArray[np.int64]) -> Solved:
    return solve(np.repeat(counts[:, None], terms.shape[1], axis=1), terms)


def statuses_of(checks: Checks, seen: int, models: Sequence[Model]) -> tuple[Status, ...]:
    """The status of each model: for models of pairs by the top-level model where that passes."""
    checks.prepare({(seen, checks.top(seen, model)) for model in models if checks.identifiable(seen, checks.top(seen, model))})
    return tuple(_status(checks, seen, model) for model in models)


def _status(checks: Checks, seen: int, model: Model) -> Status:
    if checks.shape(seen)[0] == 0 and checks.passes(seen, model):
        return Status.EXTENDED if any(checks.empty(seen, term) for term in model) else Status.OK
    return checks.status(seen, model)
