"""A Bayesian second opinion: averaging over decomposable graphs with a hyper-Dirichlet prior.

Every decomposable graph of the lists is a model; its marginal likelihood is a product over the graph's cliques and
separators of Dirichlet-multinomial terms, each of which needs only the marginal counts of a subset of the lists. Of
these only the cell "on none of the subset" depends on the number unseen, so one row a subset serves all graphs.

Prior, in full: every graph alike; the cell probabilities hyper-Dirichlet with ``strength`` persons in all (1, that is
2^-t a cell, the suggestion of the reference); the total N with weight 1/N; the unseen between 0 and ``reach`` times
the observed. The last is not harmless where the data barely speak: ``Posterior.tail`` says how much lies near the end.

Source: Dawid & Lauritzen 1993 (hyper-Dirichlet law); Madigan & York 1997 (model averaging, unseen cell).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp  # type: ignore[import-untyped] # has no types of its own

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Model = tuple[int, ...]

FEWEST, MOST = 2, 6  # lists; with seven there are 617,675 decomposable graphs
REACH = 100  # the unseen are looked for up to so many times the observed
WHOLE = 4_000  # up to here every whole number of unseen is a point of its own
STEP = 5e-4  # beyond, a point stands for the whole numbers of a step of this relative width
COARSE = 400  # points of the first pass over all graphs
NEGLIGIBLE = 1e-9  # posterior weight below which a graph is left out of the second pass
LEVELS = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Graph:
    """One decomposable graph (pairs of lists joined, as bitmasks) with its posterior weight and its own median."""

    pairs: Model
    weight: float
    median: int


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is believed of the total (observed and unseen): equal-tailed intervals by level, weightiest graphs first."""

    median: int
    mean: float
    intervals: Mapping[float, tuple[int, int]]
    graphs: tuple[Graph, ...]
    models: int
    limit: int
    tail: float  # posterior weight of an unseen number above half of ``limit``
    strength: float


def posterior(counts: Sequence[int], *, reach: float = REACH, strength: float = 1.0, top: int = 10) -> Posterior:
    """Posterior of the total for counts indexed by capture history (bitmask; index 0 unused).

    ValueError with fewer than two or more than six lists, or with nobody observed.
    """
    table = np.asarray(counts, dtype=np.int64)
    lists = _lists(table)
    observed = int(table[1:].sum())
    limit = round(reach * observed)
    models, factors = decomposable(lists)
    rough, width = _points(limit, COARSE)
    first = _joint(factors, table, rough, strength) + np.log(width)
    weights = _weights(first)
    kept = np.flatnonzero(weights > NEGLIGIBLE * weights.max())
    points, width = _points(limit)
    joint = _joint(factors[kept], table, points, strength) + np.log(width)
    return _summary(joint, (points, width), observed, [models[k] for k in kept], (limit, strength, len(models), top))


def _lists(table: Ints) -> int:
    lists = int(table.size).bit_length() - 1
    if table.size != 1 << lists or not FEWEST <= lists <= MOST:
        raise ValueError(f"decomposable graphs are averaged for {FEWEST} to {MOST} lists")
    if table[1:].sum() <= 0:
        raise ValueError("nobody was observed")
    return lists


@lru_cache(maxsize=MOST)
def decomposable(lists: int) -> tuple[tuple[Model, ...], NDArray[np.int8]]:
    """All decomposable (chordal) graphs, and for each the power of every subset's term in its likelihood.

    A graph is chordal exactly when lists whose neighbours are all joined to each other can be taken away one after
    another until none is left; each removal multiplies by term(list and neighbours) / term(neighbours).
    Source: Dirac 1961; Lauritzen 1996, section 2.1.
    """
    pairs = [(1 << i) | (1 << j) for i, j in combinations(range(lists), 2)]
    chosen = np.arange(1 << len(pairs))
    joined = np.zeros((lists, chosen.size), dtype=np.int64)
    for k, pair in enumerate(pairs):
        for i in range(lists):
            if pair >> i & 1:
                joined[i] |= np.where(chosen >> k & 1, pair & ~(1 << i), 0)
    left, factors = _taken_apart(joined)
    whole = np.flatnonzero(left == 0)
    models = tuple(tuple(sorted(pair for k, pair in enumerate(pairs) if g >> k & 1)) for g in whole.tolist())
    return models, factors[whole]


def _taken_apart(joined: Ints) -> tuple[Ints, NDArray[np.int8]]:
    """What is left of each graph when no further list can be taken away, and the powers gathered on the way."""
    lists, graphs = joined.shape
    left = np.full(graphs, (1 << lists) - 1, dtype=np.int64)
    factors = np.zeros((graphs, 1 << lists), dtype=np.int8)
    for _ in range(lists):
        waiting = np.ones(graphs, dtype=bool)
        now = left.copy()
        for i in range(lists):
            near = joined[i] & now
            take = waiting & (now >> i & 1 == 1) & _all_joined(joined, near)
            rows = np.flatnonzero(take)
            factors[rows, near[rows] | 1 << i] += 1
            factors[rows, near[rows]] -= 1
            left[rows] &= ~(1 << i)
            waiting &= ~take
    return left, factors


def _all_joined(joined: Ints, near: Ints) -> NDArray[np.bool_]:
    fine = np.ones(near.size, dtype=bool)
    for i, neighbours in enumerate(joined):
        fine &= (near >> i & 1 == 0) | (near & ~(1 << i) & ~neighbours == 0)
    return fine


def _points(limit: int, coarse: int = 0) -> tuple[Ints, Floats]:
    """Numbers of unseen to look at, and how many whole numbers each stands for."""
    whole = 0 if coarse else min(limit, WHOLE)
    steps = coarse or max(int(np.log((limit + 1) / (whole + 1)) / STEP), 1)
    edges = np.unique(np.geomspace(whole + 1, limit + 1, steps + 1).astype(np.int64)) if limit > whole else np.array([limit + 1])
    points = np.concatenate([np.arange(whole + 1), (edges[:-1] + edges[1:]) // 2])
    return points, np.concatenate([np.ones(whole + 1), np.diff(edges).astype(np.float64)])


def _terms(table: Ints, points: Ints, strength: float) -> Floats:
    """Logarithm of the Dirichlet-multinomial term of every subset of the lists, a row each, over the unseen numbers."""
    cells = np.arange(table.size)
    rows = np.empty((table.size, points.size))
    for subset in cells:
        inside = np.bincount(cells & subset, weights=table, minlength=table.size)
        prior = strength / (1 << int(subset).bit_count())
        seen = inside[(cells & ~subset == 0) & (cells > 0)]
        fixed = float(np.sum(gammaln(seen + prior) - gammaln(prior)) - gammaln(prior))
        rows[subset] = fixed + gammaln(inside[0] + points + prior)
    return rows


def _joint(factors: NDArray[np.int8], table: Ints, points: Ints, strength: float) -> Floats:
    """Logarithm of graph and number of unseen together with the data, up to a constant."""
    total = table[1:].sum() + points
    orders = gammaln(total + 1) - gammaln(points + 1) - np.log(total)  # ways to name the unseen, and the prior 1/N
    joint: Floats = factors.astype(np.float64) @ _terms(table, points, strength) + orders
    return joint


def _weights(joint: Floats) -> Floats:
    by_graph = logsumexp(joint, axis=1)
    weights: Floats = np.exp(by_graph - logsumexp(by_graph))
    return weights


def _summary(joint: Floats, grid: tuple[Ints, Floats], observed: int, models: list[Model], about: tuple[int, float, int, int]) -> Posterior:
    limit, strength, count, top = about
    joint -= joint.max()
    np.exp(joint, out=joint)
    weights = joint.sum(axis=1) / joint.sum()
    mass = joint.sum(axis=0) / joint.sum()
    best = np.argsort(-weights, kind="stable")[:top]
    ends = {level: ((1 - level) / 2, (1 + level) / 2) for level in LEVELS}
    return Posterior(
        observed + _quantile(grid, mass, 0.5),
        observed + float(mass @ grid[0]),
        {level: (observed + _quantile(grid, mass, low), observed + _quantile(grid, mass, high)) for level, (low, high) in ends.items()},
        tuple(Graph(models[k], float(weights[k]), observed + _quantile(grid, joint[k], 0.5)) for k in best),
        count,
        limit,
        float(mass[grid[0] > limit / 2].sum()),
        strength,
    )


def _quantile(grid: tuple[Ints, Floats], mass: Floats, share: float) -> int:
    """The smallest number that reaches the share; inside a wide step the weight is spread evenly."""
    points, width = grid
    reached = np.cumsum(mass)
    at = min(int(np.searchsorted(reached, share * reached[-1])), points.size - 1)
    before = reached[at] - mass[at]
    inside = min(int((share * reached[-1] - before) / mass[at] * width[at]), int(width[at]) - 1)
    first = int(np.sum(width[:at]))
    return first + inside
