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
PART = 512
Three = tuple[Numbers, Numbers, Numbers]


@dataclass(frozen=True)
class Kernel:
    """Stepwise choice in many tables, and intercept, error and deviance of many models of one table (terms p x n)."""

    name: str
    stepwise: Callable[[Indices, float, Checks], Many]
    part: Callable[[Numbers, Indices], Three]

    def solve(self, counts: Numbers, groups: Sequence[Indices]) -> list[Three]:
        """All models of all groups (each of models of one size), in parts of fixed size on all cores."""
        parts = [(group, at) for group, terms in enumerate(groups) for at in range(0, terms.shape[1], PART)]
        if len(parts) < 2:
            return [self.part(counts, terms) for terms in groups]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:  # the largest models first, so that all cores end together
            tasks = {part: pool.submit(self._part, counts, groups[part[0]], part[1]) for part in reversed(parts)}
        return [_joined([tasks[part].result() for part in parts if part[0] == group]) for group in range(len(groups))]

    def _part(self, counts: Numbers, terms: Indices, at: int) -> Three:
        return self.part(counts, np.ascontiguousarray(terms[:, at : at + PART]))


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
    from dayaq.count.estimate.fitting import tablewise

    return Kernel("numba", tablewise.stepwise_many, tablewise.solve)
