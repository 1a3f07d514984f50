"""What errors of linkage do to the number: missed links raise it, false links lower it.

Two bands, each of many tables drawn at random with the choice of the model repeated. ``stressed``: the table gets
these errors on top; it shows how far such errors move the number. ``repaired``: the table is taken to have these
errors already and they are undone, overlap by overlap, as far as chance allows; it is where the number would have been
with perfect links. Replicate r has a random stream of its own, so that the cores do not matter.

Source: Ding & Fienberg 1994 (matching error in capture-recapture: overlaps too small by the share missed); Zult and
others 2021 (correction with more than two lists).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from dayaq.count.estimate.choosing.bootstrap import many_chooser
from dayaq.count.estimate.choosing.choice import THRESHOLD, Method
from dayaq.count.estimate.choosing.intervals import quantile
from dayaq.count.estimate.fitting import kernels
from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.newton import Indices, Numbers
from dayaq.count.estimate.fitting.several import Many, single_lists_many
from dayaq.count.estimate.gates.assumptions import Linkage
from dayaq.count.estimate.lists.captures import Captures

REPLICATES = 200
MOST = 1_000_000  # persons; two hundred tables of more would take minutes and gigabytes
SHARES = (0.025, 0.5, 0.975)
TRIES = 20  # rounds of drawing pairs of persons that may be merged, before it is accepted that there are no more
Progress = Callable[[int, int], None]


class Purpose(IntEnum):
    """Keeps the random streams of the two bands apart."""

    STRESS = 1
    REPAIR = 2


@dataclass(frozen=True, slots=True)
class Band:
    """Estimates of the chosen method over the drawn tables (2.5, 50, 97.5 %), and the median for single lists alone."""

    low: float
    median: float
    high: float
    independence: float
    replicates: int
    failed: int


@dataclass(frozen=True, slots=True)
class LinkageBand:
    """Both bands for given shares of missed and false links; None where no table drawn has an estimate."""

    missed: float
    false: float
    stressed: Band | None
    repaired: Band | None
    seed: int
    method: Method = Method.STEPWISE


def linkage_band(
    captures: Captures,
    linkage: Linkage,
    *,
    replicates: int = REPLICATES,
    seed: int = 1,
    method: Method = Method.STEPWISE,
    threshold: float = THRESHOLD,
    progress: Progress | None = None,
) -> LinkageBand:
    """Both bands; shares that come with an interval are drawn from a triangle over it, once a replicate."""
    if captures.observed > MOST:
        raise ValueError(f"errors of linkage are worked out for up to {MOST:,} persons, not for {captures.observed:,}")
    ordered = captures.canonical()
    choose, _ = many_chooser(captures, method, threshold, kernels.pick(None, replicates))
    found: list[Band | None] = []
    for done, (purpose, change) in enumerate(((Purpose.STRESS, stress), (Purpose.REPAIR, repair))):
        tables = np.stack([change(ordered, *_shares(linkage, rng), rng) for rng in _streams(seed, purpose, replicates)], axis=1)
        found.append(_band(tables, choose(tables), Checks(len(ordered.lists))))
        if progress is not None:
            progress(replicates * (done + 1), replicates * 2)
    return LinkageBand(linkage.missed or 0.0, linkage.false or 0.0, found[0], found[1], seed, method)


def _streams(seed: int, purpose: Purpose, replicates: int) -> Iterator[np.random.Generator]:
    """Streams that no bootstrap uses: the purpose stands above the number of the replicate."""
    for replicate in range(replicates):
        yield np.random.Generator(np.random.Philox(key=np.array([seed, (purpose << 40) + replicate], dtype=np.uint64)))


def _shares(linkage: Linkage, rng: np.random.Generator) -> tuple[float, float]:
    return _drawn(linkage.missed, linkage.missed_interval, rng), _drawn(linkage.false, linkage.false_interval, rng)


def _drawn(share: float | None, interval: tuple[float, float] | None, rng: np.random.Generator) -> float:
    if interval is None or interval[0] == interval[1]:
        return share or 0.0
    middle = sum(interval) / 2 if share is None else min(max(share, interval[0]), interval[1])
    return float(rng.triangular(interval[0], middle, interval[1]))


def _band(tables: Indices, chosen: Many, checks: Checks) -> Band | None:
    size = tables.shape[1]
    estimates = _estimates(tables, chosen.intercept)
    if not estimates.size:
        return None
    alone = _estimates(tables, single_lists_many(tables, checks).intercept)
    low, median, high = (float(value) for value in quantile(estimates, SHARES))
    return Band(low, median, high, float(np.median(alone)), size, size - estimates.size)


def _estimates(tables: Indices, intercept: Numbers) -> Numbers:
    there = np.isfinite(intercept)
    found: Numbers = tables.sum(axis=0)[there] + np.exp(intercept[there])
    return found


def stress(captures: Captures, missed: float, false: float, rng: np.random.Generator) -> Indices:
    """The counts after each link was lost with probability ``missed`` and a share ``false`` of overlaps added by chance.

    A person on k lists hangs together by k - 1 links in a random order of the lists; false links join two persons
    drawn at random who are on one list each, as many as ``false`` of the persons on two or more lists.
    """
    counts = np.array(captures.counts, dtype=np.int64)
    extra = round(captures.on_two_or_more * false)
    for mask, count in captures.histories():
        if mask.bit_count() > 1 and missed > 0:
            _break(counts, mask, _pieces(mask, count, missed, rng))
    _join_by_chance(counts, extra, rng)
    return counts


def repair(captures: Captures, missed: float, false: float, rng: np.random.Generator) -> Indices:
    """The counts with such errors undone: false overlaps are split, lost overlaps of the kinds seen are put together.

    Of n overlaps of a kind, each is false with probability ``false``; behind those that remain stand as many lost ones
    as failures come before n successes of probability (1 - missed)^(k-1), taken from the pieces they fell into.
    """
    counts = np.array(captures.counts, dtype=np.int64)
    kinds = sorted((mask for mask, _ in captures.histories() if mask.bit_count() > 1), key=int.bit_count, reverse=True)
    for mask in kinds:
        if false > 0:
            split = int(rng.binomial(counts[mask], false))
            _break(counts, mask, _pieces(mask, split, 1.0, rng))
        whole = (1 - missed) ** (mask.bit_count() - 1)
        if missed > 0 and counts[mask]:
            lost = min(int(rng.negative_binomial(counts[mask], whole)), captures.observed)  # no more could be put together
            _restore(counts, mask, lost, missed, rng)
    return counts


def _pieces(mask: int, persons: int, missed: float, rng: np.random.Generator) -> Indices:
    """For each person the pieces (as sets of lists, 0 for none) into which the lost links leave the history."""
    bits = np.array([1 << bit for bit in range(mask.bit_length()) if mask >> bit & 1], dtype=np.int64)
    order = bits[rng.random((persons, bits.size)).argsort(axis=1)]
    lost = rng.random((persons, bits.size - 1)) < missed
    part = np.concatenate([np.zeros((persons, 1), dtype=np.int64), np.cumsum(lost, axis=1)], axis=1)
    pieces = np.zeros((persons, bits.size), dtype=np.int64)
    for place in range(bits.size):
        np.add.at(pieces, (np.arange(persons), part[:, place]), order[:, place])
    return pieces


def _break(counts: Indices, mask: int, pieces: Indices) -> None:
    counts[mask] -= len(pieces)
    counts += np.bincount(pieces[pieces > 0], minlength=counts.size)


def _restore(counts: Indices, mask: int, lost: int, missed: float, rng: np.random.Generator) -> None:
    """Put lost persons together from pieces that are there; where a piece has run out, the person stays in pieces."""
    pieces = _pieces(mask, lost, missed, rng)
    whole = pieces[:, 1] == 0
    while whole.any():  # a lost person fell into at least two pieces
        pieces[whole] = _pieces(mask, int(whole.sum()), missed, rng)
        whole = pieces[:, 1] == 0
    _take(counts, mask, pieces)


def _take(counts: Indices, mask: int, pieces: Indices) -> None:
    """One person after the other as long as her pieces are there; many at once where they are there for all."""
    pieces = pieces[(counts[pieces] > 0).all(axis=1, where=pieces > 0)]
    need = np.bincount(pieces[pieces > 0], minlength=counts.size)
    if (need <= counts).all():
        counts -= need
        counts[mask] += len(pieces)
        return
    middle = len(pieces) // 2
    _take(counts, mask, pieces[:middle])
    _take(counts, mask, pieces[middle:])


def _join_by_chance(counts: Indices, joins: int, rng: np.random.Generator) -> None:
    for _ in range(TRIES):
        if joins <= 0:
            return
        one, other = _two_each(counts, joins, rng)
        apart = one != other
        one, other = one[apart][:joins], other[apart][:joins]
        counts -= np.bincount(np.concatenate([one, other]), minlength=counts.size)
        counts += np.bincount(one | other, minlength=counts.size)
        joins -= one.size


def _two_each(counts: Indices, pairs: int, rng: np.random.Generator) -> tuple[Indices, Indices]:
    """Lists of different persons drawn at random, in twos; each was on this list only."""
    singles = 1 << np.arange(counts.size.bit_length() - 1)
    persons = np.repeat(singles, counts[singles])
    drawn = persons[rng.permutation(persons.size)[: 2 * min(pairs * 2, persons.size // 2)]]
    return drawn[0::2], drawn[1::2]
