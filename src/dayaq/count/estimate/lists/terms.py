"""Models as sorted tuples of terms; a term is a set of two or more lists. Intercept and single lists are always in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dayaq.count.estimate.lists.captures import Captures

Model = tuple[int, ...]


def every_subset(terms: Sequence[int]) -> Iterator[Model]:
    """All subsets, small ones first."""
    return (chosen for size in range(len(terms) + 1) for chosen in combinations(terms, size))


def normal(model: Iterable[int]) -> Model:
    """A model as sorted tuple of different terms; ValueError if a term is not a set of two lists or more."""
    terms = tuple(sorted(set(model)))
    if any(term.bit_count() < 2 for term in terms):
        raise ValueError("a term of a model is a set of two or more lists; single lists are always in it")
    return terms


def all_normal(models: Iterable[Iterable[int]]) -> tuple[Model, ...]:
    """Many models at once, each as ``normal`` would have it."""
    sets = [frozenset(model) for model in models]
    normal(frozenset[int]().union(*sets))
    return tuple(tuple(sorted(terms)) for terms in sets)


def without(model: Model, term: int) -> Model:
    """The model without one term."""
    return tuple(other for other in model if other != term)


def proper_models(captures: Captures, order: int) -> list[Model]:
    """Every hierarchical model with terms of at most ``order`` lists: with a term all its smaller terms are in."""
    terms = [mask for mask in range(2 ** len(captures.lists)) if 2 <= mask.bit_count() <= order]
    found: set[frozenset[int]] = {frozenset()}
    fresh = found
    while fresh:
        larger = {model | {term} for model in fresh for term in terms if term not in model and _rests(term, model)}
        fresh = larger - found
        found = found | fresh
    return sorted((tuple(sorted(model)) for model in found), key=lambda model: (len(model), model))


def _rests(term: int, model: frozenset[int]) -> bool:
    inner = (term & ~(1 << bit) for bit in range(term.bit_length()) if term >> bit & 1)
    return all(part in model for part in inner if part.bit_count() > 1)
