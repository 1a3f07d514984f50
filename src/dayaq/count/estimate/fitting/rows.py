"""Many models as one array of terms, so that nothing has to be done model by model."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from dayaq.count.estimate.fitting.newton import Indices
from dayaq.count.estimate.lists.terms import Model, all_normal

FEWEST = 2  # lists of a term
WORD = 62  # bits of a number that surely stays one


@dataclass(frozen=True)
class Rows:
    """Models in normal form: their sizes, where each ends, and all their terms one after the other."""

    models: tuple[Model, ...]
    sizes: Indices
    ends: Indices
    terms: Indices

    def met(self) -> list[int]:
        """All terms of all models, sorted."""
        return [int(term) for term in np.flatnonzero(np.bincount(self.terms))]

    def columns(self, places: Indices, always: Indices) -> Indices:
        """Terms of models of the same size, p x n, below those that every model has."""
        size = self.sizes[places[0]]
        found = np.empty((len(always) + size, len(places)), dtype=np.int64)
        found[: len(always)] = always[:, None]
        found[len(always) :] = self.terms[(self.ends[places] - size) + np.arange(size)[:, None]]
        return found

    def parts(self, inner: Sequence[int]) -> tuple[list[Model], Indices]:
        """The different sets of ``inner`` terms (sorted) that models have, and which of them each model has."""
        weights = np.zeros(int(self.terms.max(initial=0)) + 1, dtype=np.int64 if len(inner) < WORD else object)
        weights[list(inner)] = [1 << place for place in range(len(inner))]
        sums = np.concatenate([weights[:1], np.cumsum(weights[self.terms])])  # wraps around, and so does the difference
        keys, each = np.unique(sums[self.ends] - sums[self.ends - self.sizes], return_inverse=True)
        return [tuple(term for place, term in enumerate(inner) if int(key) >> place & 1) for key in keys], each


def in_rows(models: Sequence[Model]) -> Rows:
    """Many models at once, each as ``normal`` would have it."""
    return _sorted(_rows(tuple(models))) or _rows(all_normal(models))


def _rows(models: tuple[Model, ...]) -> Rows:
    sizes = np.fromiter(map(len, models), dtype=np.int64, count=len(models))
    return Rows(models, sizes, np.cumsum(sizes), np.array(array("q", list(chain.from_iterable(models))), dtype=np.int64))


def _sorted(rows: Rows) -> Rows | None:
    """With the terms of each model sorted; None if one has a term twice or a term that is no set of two lists or more."""
    width = int(rows.terms.max(initial=0)) + 1
    before = np.repeat(np.arange(len(rows.models)), rows.sizes) * width
    keys = np.sort(before + rows.terms)
    if (rows.terms < 0).any() or (np.bitwise_count(rows.terms) < FEWEST).any() or not (np.diff(keys) > 0).all():
        return None
    terms = keys - before
    flat = terms.tolist()
    models = tuple(tuple(flat[end - size : end]) for end, size in zip(rows.ends.tolist(), rows.sizes.tolist(), strict=True))
    return Rows(models, rows.sizes, rows.ends, terms)
