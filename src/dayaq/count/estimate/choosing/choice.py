"""Which model: single lists alone, stepwise, best BIC and average by BIC, all pairs. None of them is the truth; show them together.

All work is done with the lists in the order of their names, so that neither the order of columns nor of rows changes a result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.fit import Fit, Fits, fit, fit_models
from dayaq.count.estimate.fitting.lockstep import stepwise_many
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.terms import Model, every_subset, normal, proper_models

THRESHOLD = 0.02  # Source: Chan, Silverman, Vincent 2021, from 28 simulated scenarios
MOST_PAIRS = 15  # six lists: 32,768 models; beyond that the search goes downhill
MOST_LISTS_HIGHER = 5  # five lists: 6,893 hierarchical models of all orders


class Method(StrEnum):
    """How the model is chosen."""

    MAIN = "main"
    STEPWISE = "stepwise"
    BIC = "bic"
    ALL = "all"


@dataclass(frozen=True)
class Chosen:
    """The chosen model in order of entry, and what came of it."""

    method: Method
    fit: Fit
    order: tuple[int, ...]


@dataclass(frozen=True)
class Search:
    """The models looked at by BIC, with their weights: the best one and the average of all."""

    best: Chosen
    fits: Fits
    weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    exhaustive: bool

    @property
    def averaged(self) -> float | None:
        """Estimate averaged by weight; None if no model has one."""
        usable = self.fits.usable
        return float(self.weights[usable] @ self.fits.estimate[usable]) if usable.any() else None


def choose(captures: Captures, method: Method = Method.STEPWISE, threshold: float = THRESHOLD) -> Chosen:
    """The model of one method."""
    if method is Method.STEPWISE:
        return stepwise(captures, threshold)
    if method is Method.BIC:
        return bic(captures).best
    return all_pairs(captures) if method is Method.ALL else independence(captures)


def independence(captures: Captures) -> Chosen:
    """Single lists alone."""
    return _fitted(captures, Method.MAIN, ())


def all_pairs(captures: Captures) -> Chosen:
    """Every pair of lists."""
    return _fitted(captures, Method.ALL, captures.pairs())


def check_threshold(threshold: float) -> None:
    """ValueError when it is no probability."""
    if not 0 <= threshold <= 1:
        raise ValueError(f"a threshold of {threshold}: a probability from 0 to 1 is expected")


def stepwise(captures: Captures, threshold: float = THRESHOLD) -> Chosen:
    """Pairs added one at a time as long as the least likely overlap is below the threshold."""
    check_threshold(threshold)
    ordered = captures.canonical()
    counts = np.array(ordered.counts, dtype=np.int64)[:, None]
    path = stepwise_many(counts, threshold, Checks(len(ordered.lists)))
    return _fitted(captures, Method.STEPWISE, [renamed(int(term), ordered, captures) for term in path.order[0] if term])


def _fitted(captures: Captures, method: Method, order: Sequence[int]) -> Chosen:
    """Fit with the lists in the order of their names."""
    ordered = captures.canonical()
    found = fit(ordered, [renamed(term, captures, ordered) for term in order])
    return Chosen(method, translated(found, ordered, captures), tuple(order))


def renamed(term: int, source: Captures, target: Captures) -> int:
    """The same set of lists in another order of columns."""
    return sum(1 << target.lists.index(name) for bit, name in enumerate(source.lists) if term >> bit & 1)


def translated(found: Fit, source: Captures, target: Captures) -> Fit:
    """The same fit with its terms in another order of columns."""
    terms = {renamed(term, source, target): value for term, value in found.coefficients.items()}
    model, concerned = (tuple(sorted(renamed(term, source, target) for term in part)) for part in (found.model, found.concerned))
    return replace(found, model=model, concerned=concerned, coefficients=terms)


def bic(captures: Captures, order: int = 2) -> Search:
    """Every model of pairs, or with ``order`` above 2 every hierarchical model of up to five lists; a search downhill beyond that."""
    ordered = captures.canonical()
    checks = Checks(len(ordered.lists))
    exhaustive = len(ordered.pairs()) <= MOST_PAIRS
    if order > 2 and len(ordered.lists) > MOST_LISTS_HIGHER:
        raise ValueError(f"terms of more than two lists can be searched for up to {MOST_LISTS_HIGHER} lists")
    models = _all_models(ordered, order) if exhaustive else _downhill(ordered, checks)
    fits = fit_models(ordered, models, checks)
    weights = bic_weights(fits)
    fits = _written(fits, ordered, captures)
    best = fits.models[int(np.nanargmin(fits.bic))] if fits.usable.any() else ()
    return Search(_fitted(captures, Method.BIC, sorted(best, key=lowest_first)), fits, weights, exhaustive)


def lowest_first(term: int) -> tuple[int, ...]:
    """Order of terms in words: few lists first, then by the places of the lists."""
    return (term.bit_count(), *(bit for bit in range(term.bit_length()) if term >> bit & 1))


def _all_models(captures: Captures, order: int) -> list[Model]:
    return [normal(model) for model in every_subset(captures.pairs())] if order == 2 else proper_models(captures, order)


def _written(fits: Fits, source: Captures, target: Captures) -> Fits:
    if source.lists == target.lists:
        return fits
    words = {term: renamed(term, source, target) for term in range(len(source.counts))}
    return replace(fits, models=tuple(tuple(sorted(words[term] for term in model)) for model in fits.models))


def bic_weights(fits: Fits) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Weights exp(-BIC/2), adding to 1; 0 for a model without estimate. Source: Raftery 1995."""
    if not fits.usable.any():
        return np.zeros(len(fits.models))
    heights = np.where(fits.usable, np.exp(-0.5 * (np.nan_to_num(fits.bic) - np.nanmin(fits.bic))), 0.0)
    weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = heights / heights.sum()
    return weights


def _downhill(captures: Captures, checks: Checks) -> list[Model]:
    """All models met on the way: from single lists, the stepwise model and all pairs, one pair put in or taken out at a time.

    Source: Silverman, Chan, Vincent 2024, who search downhill where there are too many models.
    """
    met: dict[Model, float] = {}
    for start in ((), normal(stepwise(captures).order), captures.pairs()):
        model, lowest = start, math.inf
        while True:
            near = [model, *_neighbours(model, captures.pairs())]
            fresh = [other for other in near if other not in met]
            met |= dict(zip(fresh, np.nan_to_num(fit_models(captures, fresh, checks).bic, nan=math.inf), strict=True))
            model = min(near, key=lambda other: met[other])
            if not met[model] < lowest:
                break
            lowest = met[model]
    return list(met)


def _neighbours(model: Model, pairs: Sequence[int]) -> list[Model]:
    return [normal({*model} ^ {pair}) for pair in pairs]


def top_models(search: Search, most: int) -> list[Model]:
    """The models with the lowest BIC."""
    order = np.argsort(np.where(search.fits.usable, search.fits.bic, np.inf), kind="stable")
    return [search.fits.models[at] for at in order[:most] if search.fits.usable[at]]


def written_model(captures: Captures, terms: Sequence[int]) -> list[str]:
    """Terms in words."""
    return [captures.written(term) for term in terms]
