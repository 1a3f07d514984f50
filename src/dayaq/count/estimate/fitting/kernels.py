"""Two ways to do the same arithmetic: numpy, always there, and numba, an optional extra that pays for large work."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from dayaq.count.estimate.fitting import newton
from dayaq.count.estimate.fitting.existence import Checks
from dayaq.count.estimate.fitting.lockstep import stepwise_many
from dayaq.count.estimate.fitting.newton import Indices, Numbers
from dayaq.count.estimate.fitting.several import Many

PAYS = 100_000  # fits from which loading numba, or compiling it once, takes less time than it saves
FITS_OF_A_CHOICE = 10
PART = 2_048
Three = tuple[Numbers, Numbers, Numbers]


@dataclass(frozen=True)
class Kernel:
    """Stepwise choice in many tables, and intercept, error and deviance of many models of one table (terms p x n)."""

    name: str
    stepwise: Callable[[Indices, float, Checks], Many]
    part: Callable[[Numbers, Indices], Three]

    def solve(self, counts: Numbers, terms: Indices) -> Three:
        """All models, in parts of fixed size on all cores."""
        places = range(0, terms.shape[1], PART)
        if len(places) == 1:
            return self.part(counts, terms)
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            found = pool.map(lambda at: self.part(counts, np.ascontiguousarray(terms[:, at : at + PART])), places)
        return _joined(list(found))


def _joined(parts: Sequence[Three]) -> Three:
    first, second, third = (np.concatenate(column) for column in zip(*parts, strict=True))
    return first, second, third


def _solve(counts: Numbers, terms: Indices) -> Three:
    found = newton.solve(np.repeat(counts[:, None], terms.shape[1], axis=1), terms)
    return found.intercept, found.error, found.deviance


NUMPY = Kernel("numpy", stepwise_many, _solve)


def available() -> bool:
    """Whether the optional extra is installed."""
    return importlib.util.find_spec("numba") is not None


def pick(name: str | None, size: int) -> Kernel:
    """The kernel of this name, or by default the one that pays for so many fits of six lists."""
    if name not in (None, "numpy", "numba"):
        raise ValueError(f"there is no kernel {name}; there are: numpy, numba")
    if name == "numpy" or (name is None and (size < PAYS or not available())):
        return NUMPY
    if not available():
        raise ValueError("the optional extra numba is not installed")
    from dayaq.count.estimate.fitting import compiled

    return Kernel("numba", compiled.stepwise_many, compiled.solve)
