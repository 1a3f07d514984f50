"""Intervals: conditional on the model, mixed over models, and from bootstrap replicates with the choice repeated (BCa).

Source: Efron 1987 (BCa); Hyndman & Fan 1996 (quantile type 8); Chan, Silverman, Vincent 2021 (choice repeated in every replicate).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from dayaq.count.estimate.fitting.fit import Fit, Fits
from dayaq.count.estimate.fitting.newton import Numbers

NORMAL = NormalDist()
LEVELS = (0.8, 0.95)
HALVINGS = 200


@dataclass(frozen=True)
class Interval:
    """An interval; ``at_edge`` where an end is an extreme replicate because the adjusted percentile runs off the end."""

    level: float
    low: float
    high: float
    at_edge: bool = False


def tail(level: float) -> float:
    """Probability below the lower end."""
    return (1 - level) / 2


def conditional(found: Fit, level: float) -> Interval | None:
    """Given the model: normal for the intercept, exponentiated, plus the observed. Leaves out that the model was chosen."""
    if found.intercept is None or found.error is None:
        return None
    reach = NORMAL.inv_cdf(1 - tail(level)) * found.error
    low, high = (found.observed + math.exp(min(found.intercept + sign * reach, 500)) for sign in (-1, 1))
    return Interval(level, low, high)


def mixed(fits: Fits, weights: Numbers, level: float) -> Interval | None:
    """Over all models by weight: quantiles of the mixture of their normal distributions of the intercept."""
    heavy = fits.usable & (weights > weights.max(initial=0) * 1e-9)
    if not heavy.any():
        return None
    parts = list(zip(weights[heavy] / weights[heavy].sum(), fits.intercept[heavy], np.maximum(fits.error[heavy], 1e-12), strict=True))
    low, high = (fits.observed + math.exp(_mixture_quantile(parts, share)) for share in (tail(level), 1 - tail(level)))
    return Interval(level, low, high)


def _mixture_quantile(parts: Sequence[tuple[float, float, float]], share: float) -> float:
    weights, centres, errors = (np.array(column) for column in zip(*parts, strict=True))
    low, high = float((centres - 40 * errors).min()), float((centres + 40 * errors).max())
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = sum(weight * NORMAL.cdf(x) for weight, x in zip(weights, (middle - centres) / errors, strict=True))
        low, high = (middle, high) if below < share else (low, middle)
        if high - low < 1e-10:
            break
    return (low + high) / 2


def quantile(values: Numbers, shares: Numbers | Sequence[float]) -> Numbers:
    """Quantiles of type 8: nearly unbiased for the median of the distribution."""
    found: Numbers = np.quantile(values, np.asarray(shares), method="median_unbiased")
    return found


def percentiles(estimates: Numbers, level: float) -> Interval:
    """Plain percentiles of the replicates."""
    low, high = quantile(estimates, [tail(level), 1 - tail(level)])
    return Interval(level, float(low), float(high))


def acceleration(left_out: Numbers, counts: Numbers) -> float:
    """Skewness from the estimates with one person left out, each weighted by the persons with that history."""
    away = np.average(left_out, weights=counts) - left_out
    spread = float(counts @ away**2)
    return float(counts @ away**3) / (6 * spread**1.5) if spread > 0 else 0.0


def bca(estimates: Numbers, estimate: float, skew: float, level: float) -> Interval:
    """Bias-corrected and accelerated interval of the replicates."""
    size = len(estimates)
    share = float((estimates < estimate).sum()) / size
    bias = NORMAL.inv_cdf(min(max(share, 0.5 / size), 1 - 0.5 / size))
    shares = [_adjusted(bias, skew, end) for end in (tail(level), 1 - tail(level))]
    low, high = quantile(estimates, shares)
    edge = not 0.5 / size <= share <= 1 - 0.5 / size or any(not 1 / size <= part <= 1 - 1 / size for part in shares)
    return Interval(level, float(low), float(high), edge)


def _adjusted(bias: float, skew: float, share: float) -> float:
    """The percentile of the replicates that stands for a percentile of the distribution."""
    sum_ = bias + NORMAL.inv_cdf(share)
    scale = 1 - skew * sum_
    if scale <= 0:  # the correction has no meaning beyond this point: the end of the replicates
        return 0.0 if sum_ < 0 else 1.0
    return NORMAL.cdf(bias + sum_ / scale)
