"""Bootstrap replicates with the whole choice of a model repeated in each, and the same with one person left out.

Replicate r draws from a random stream of its own, keyed by seed and r: the numbers do not depend on cores, processes or order.
A list that loses all its members in a replicate is absent from it. Replicates without estimate are counted, never filled in.

Source: Chan, Silverman, Vincent 2021; Salmon and others 2011 (Philox, a counter-based generator).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from dayaq.count.estimate.choosing.choice import THRESHOLD, Method, bic, renamed, top_models
from dayaq.count.estimate.choosing.intervals import Interval, acceleration, bca, percentiles
from dayaq.count.estimate.fitting import kernels
from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.newton import Indices, Numbers
from dayaq.count.estimate.fitting.several import Many, all_pairs_many, best_bic_many, single_lists_many
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.terms import Model, normal

PART = 125  # replicates in one piece of work, whatever the number of cores
MOST_MODELS = 100  # Source: Silverman, Chan, Vincent 2024, who repeat the search in replicates over the best hundred models
LARGEST_SEED = 2**64 - 1
MOST_REPLICATES = 1_000_000
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


class Stopped(RuntimeError):
    """The caller asked to stop."""


@dataclass(frozen=True)
class Replicates:
    """Estimates of the replicates in their order, nan where there is none, and those with one person left out."""

    estimates: Numbers
    models: tuple[tuple[Model, int], ...]  # chosen models with the number of replicates, the most frequent first
    left_out: Numbers  # one for each history seen
    left_out_counts: Numbers  # persons with that history
    method: Method
    seed: int
    candidates: int | None = None  # models compared in each replicate, if the search was restricted

    @property
    def failed(self) -> int:
        """Replicates without an estimate."""
        return int(np.isnan(self.estimates).sum())

    @property
    def usable(self) -> Numbers:
        """The estimates there are."""
        found: Numbers = self.estimates[np.isfinite(self.estimates)]
        return found

    @property
    def skew(self) -> float:
        """Acceleration of the BCa interval."""
        there = np.isfinite(self.left_out)
        return acceleration(self.left_out[there], self.left_out_counts[there]) if there.any() else 0.0

    def bca(self, estimate: float, level: float) -> Interval | None:
        """BCa interval; None if fewer than two replicates have an estimate."""
        return bca(self.usable, estimate, self.skew, level) if len(self.usable) > 1 else None

    def percentiles(self, level: float) -> Interval | None:
        """Plain percentiles; None if fewer than two replicates have an estimate."""
        return percentiles(self.usable, level) if len(self.usable) > 1 else None


def resampled(captures: Captures, seed: int, replicates: Sequence[int]) -> Indices:
    """Resamples of the persons seen, 2**t x n, with the lists in the order of their names."""
    ordered = captures.canonical()
    masks, counts = (np.array(column, dtype=np.int64) for column in zip(*ordered.histories(), strict=True))
    shares = counts / counts.sum()
    found = np.zeros((len(ordered.counts), len(replicates)), dtype=np.int64)
    for place, replicate in enumerate(replicates):
        stream = np.random.Generator(np.random.Philox(key=np.array([seed, replicate], dtype=np.uint64)))
        found[masks, place] = stream.multinomial(ordered.observed, shares)
    return found


def one_left_out(captures: Captures) -> tuple[Indices, Numbers]:
    """The table without one person of each history (2**t x histories) and the persons with that history."""
    ordered = captures.canonical()
    masks, counts = (np.array(column, dtype=np.int64) for column in zip(*ordered.histories(), strict=True))
    found = np.repeat(np.array(ordered.counts, dtype=np.int64)[:, None], len(masks), axis=1)
    found[masks, np.arange(len(masks))] -= 1
    return found, counts.astype(np.float64)


def check_drawing(replicates: int, seed: int) -> None:
    """ValueError when that cannot be drawn."""
    if not 2 <= replicates <= MOST_REPLICATES or not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"at least 2 replicates and a seed from 0 to {LARGEST_SEED} are expected, and no more than {MOST_REPLICATES:,}")


def bootstrap(
    captures: Captures,
    replicates: int = 1000,
    seed: int = 1,
    method: Method = Method.STEPWISE,
    threshold: float = THRESHOLD,
    *,
    workers: int | None = None,
    kernel: str | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Replicates:
    """Draw, choose and estimate ``replicates`` times; Stopped if ``stop`` says so. ``kernel`` is numpy or numba (default: what pays)."""
    check_drawing(replicates, seed)
    chooser, candidates = many_chooser(captures, method, threshold, kernels.pick(kernel, _fits(captures, replicates)))
    parts = [range(at, min(at + PART, replicates)) for at in range(0, replicates, PART)]
    watch = _Watch(replicates, progress, stop)
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        waiting = [pool.submit(lambda part: chooser(resampled(captures, seed, part)), part) for part in parts]
        found = list(_gathered(waiting, watch))
    left_out, counts = one_left_out(captures)
    spared = chooser(left_out)
    return Replicates(
        estimates=captures.observed + np.exp(np.concatenate([part.intercept for part in found])),
        models=_tallied(captures, found),
        left_out=captures.observed - 1 + np.exp(spared.intercept),
        left_out_counts=counts,
        method=method,
        seed=seed,
        candidates=candidates,
    )


def _fits(captures: Captures, replicates: int) -> int:
    """How much work the replicates are, in fits of a table of six lists."""
    return replicates * kernels.FITS_OF_A_CHOICE * len(captures.counts) // 64


@dataclass
class _Watch:
    """Tells how far the work is and whether to go on."""

    total: int
    progress: Progress | None
    stop: Stop | None
    done: int = 0

    def further(self, size: int) -> None:
        self.done += size
        if self.progress is not None:
            self.progress(self.done, self.total)
        if self.stop is not None and self.stop():
            raise Stopped(f"stopped after {self.done} of {self.total} replicates")


def _gathered(waiting: Sequence[Future[Many]], watch: _Watch) -> Iterator[Many]:
    try:
        for future in waiting:
            found = future.result()
            watch.further(len(found.intercept))
            yield found
    except BaseException:
        for future in waiting:
            future.cancel()
        raise


def many_chooser(
    captures: Captures, method: Method, threshold: float, kernel: kernels.Kernel
) -> tuple[Callable[[Indices], Many], int | None]:
    """What is done with each replicate (lists in the order of their names), and how many models are compared if not all."""
    ordered = captures.canonical()
    checks = Checks(len(ordered.lists))
    if method is Method.STEPWISE:
        return (lambda counts: kernel.stepwise(counts, threshold, checks)), None
    if method is Method.ALL:
        return (lambda counts: all_pairs_many(counts, checks)), None
    if method is Method.MAIN:
        return (lambda counts: single_lists_many(counts, checks)), None
    search = bic(ordered)
    best = top_models(search, MOST_MODELS)
    restricted = len(best) if len(best) < int(search.fits.usable.sum()) or not search.exhaustive else None
    return (lambda counts: best_bic_many(counts, best, checks)), restricted


def _tallied(captures: Captures, found: Sequence[Many]) -> tuple[tuple[Model, int], ...]:
    ordered = captures.canonical()
    tally = Counter(model for part in found for model in part.models() if model is not None)
    words = {term: renamed(term, ordered, captures) for term in {term for model in tally for term in model}}
    named = [(normal(words[term] for term in model), count) for model, count in tally.items()]
    return tuple(sorted(named, key=lambda pair: (-pair[1], pair[0])))
