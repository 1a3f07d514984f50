"""Which overlap of two lists a model expects least, compiled with numba; no other compiled file is called from here."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from dayaq.count.estimate.fitting.caching import compile_
from dayaq.count.estimate.fitting.lockstep import IMPOSSIBLE
from dayaq.count.estimate.fitting.newton import Indices, Numbers

SMALL = 1e-17


@compile_
def tail(seen: float, expected: float) -> float:
    """The smaller of P(X <= n) and P(X >= n) for X Poisson; its logarithm where it rounds to 0."""
    if expected <= 0:
        return 1.0 if seen == 0 else -math.inf
    mass = seen * math.log(expected) - expected - math.lgamma(seen + 1)
    share, total, part, k = math.exp(mass), 1.0, 1.0, seen
    while part > SMALL * total:
        if seen < expected:
            part *= k / expected
            k -= 1
        else:
            k += 1
            part *= expected / k
        total += part
    near = share * total
    if near == 0:
        return mass
    return min(near, 1 - near + share, 1.0)


@compile_
def least_likely(observed: Numbers, expected: Numbers, barred: NDArray[np.bool_]) -> tuple[Indices, Numbers]:
    """For each column the place of the overlap that is least likely, of equal ones the first, and how likely it is."""
    best, lowest = np.zeros(observed.shape[1], np.int64), np.full(observed.shape[1], IMPOSSIBLE)
    for place in range(len(observed)):
        for row in range(observed.shape[1]):
            if not barred[place, row]:
                chance = tail(observed[place, row], expected[place, row])
                if chance < lowest[row]:
                    best[row], lowest[row] = place, chance
    return best, lowest
