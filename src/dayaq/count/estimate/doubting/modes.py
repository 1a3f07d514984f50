"""Whether the bootstrap has one hump or several: then no single number stands for it.

Rule: one hump is rejected at 5 % (Silverman's test on the logarithms), and at the width at which the second hump
just appears, both sides of the lowest valley hold at least a tenth of the replicates, and their medians differ by a
factor of 1.5 or more (our own limit: a smaller difference changes nothing for anybody).
Source: Silverman 1981 (kernel widths and modes, smoothed bootstrap).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dayaq.count.estimate.fitting.newton import Numbers

GRID = 512
ROUNDS = 200
LEVEL = 0.05
SIDE = 0.1
APART = 1.5
FEWEST = 50  # estimates below which humps mean nothing
HALVINGS = 18
MARGIN = 0.15  # of the range, on both sides of the grid


@dataclass(frozen=True, slots=True)
class Modes:
    """The p-value of one hump, and the two humps (place, share of the replicates) at the width where the second appears."""

    several: bool
    p_value: float
    humps: tuple[tuple[float, float], ...]
    valley: float | None
    seed: int


def modes(estimates: Numbers, seed: int = 1) -> Modes | None:
    """Judge the humps of the estimates; None with fewer than 50 of them or no spread."""
    values = np.log(np.sort(estimates[np.isfinite(estimates) & (estimates > 0)]))
    if values.size < FEWEST or values[0] == values[-1]:
        return None
    width = critical(values)
    p_value = _p_value(values, width, seed)
    humps, valley = _humps(values, width * 0.995)
    several = p_value < LEVEL and valley is not None and min(share for _, share in humps) >= SIDE and _apart(values, valley)
    return Modes(several, p_value, humps, valley, seed)


def _apart(values: Numbers, valley: float) -> bool:
    """Whether the medians of both sides are far enough from each other to be worth telling."""
    low, high = (float(np.median(side)) for side in (values[values < math.log(valley)], values[values >= math.log(valley)]))
    return high - low >= math.log(APART)


def critical(values: Numbers) -> float:
    """The smallest width of a normal kernel at which the density has one hump (to 18 halvings of the range)."""
    density = _Density(values)
    low, high = 0.0, float(values[-1] - values[0])
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if density.tops(middle).size > 1 else (low, middle)
    return high


def _p_value(values: Numbers, width: float, seed: int) -> float:
    """Share of smoothed resamples with one hump or more at this width, drawn from the density that has just one."""
    rng = np.random.Generator(np.random.Philox(key=np.array([seed, 3 << 40], dtype=np.uint64)))
    spread = float(values.var())
    shrink = 1 / np.sqrt(1 + width**2 / spread)
    centre, more = float(values.mean()), 0
    for _ in range(ROUNDS):
        drawn = rng.choice(values, values.size) + width * rng.standard_normal(values.size)
        sample = centre + (drawn - centre) * shrink
        more += _Density(sample).tops(width).size > 1
    return (more + 1) / (ROUNDS + 1)


class _Density:
    """Kernel density on a fixed grid by Fourier transform of the binned values."""

    def __init__(self, values: Numbers) -> None:
        low, high = float(values.min()), float(values.max())
        reach = (high - low) * MARGIN
        self.grid = np.linspace(low - reach, high + reach, GRID)
        self.step = float(self.grid[1] - self.grid[0])
        places = (values - self.grid[0]) / self.step
        left = places.astype(np.int64)
        bins = np.bincount(left, weights=1 - (places - left), minlength=GRID) + np.bincount(left + 1, weights=places - left, minlength=GRID)
        self.waves = np.fft.rfft(bins, 2 * GRID)
        self.rate = 2 * np.pi * np.fft.rfftfreq(2 * GRID, self.step)

    def at(self, width: float) -> Numbers:
        """Density (not normed) at this width."""
        found: Numbers = np.fft.irfft(self.waves * np.exp(-0.5 * (width * self.rate) ** 2))[:GRID]
        return found

    def tops(self, width: float) -> Numbers:
        """Places of the humps."""
        height = self.at(max(width, self.step))
        rising = np.diff(height) > height.max() * 1e-9
        falling = np.diff(height) < -height.max() * 1e-9
        return _turns(rising, falling)


def _turns(rising: NDArray[np.bool_], falling: NDArray[np.bool_]) -> Numbers:
    moves = np.where(rising, 1, np.where(falling, -1, 0))
    places = np.flatnonzero(moves)
    up = moves[places]
    found: Numbers = places[1:][(up[:-1] > 0) & (up[1:] < 0)].astype(np.float64)
    return found


def _humps(values: Numbers, width: float) -> tuple[tuple[tuple[float, float], ...], float | None]:
    """Two humps with the share on their side of the valley between them; their places are read at half the width."""
    density = _Density(values)
    height, tops = density.at(width), density.tops(width).astype(np.int64)
    sharp = density.at(max(width / 2, density.step))
    if tops.size < 2:
        return ((float(np.exp(density.grid[np.argmax(sharp)])), 1.0),), None
    first, second = sorted(tops[np.argsort(-height[tops], kind="stable")[:2]])
    split = first + int(np.argmin(height[first : second + 1]))
    left, right = int(np.argmax(sharp[:split])), split + int(np.argmax(sharp[split:]))
    valley = float(density.grid[left + int(np.argmin(sharp[left : right + 1]))])
    below = float((values < valley).mean())
    places = (float(np.exp(density.grid[peak])) for peak in (left, right))
    return tuple(zip(places, (below, 1 - below), strict=True)), float(np.exp(valley))
