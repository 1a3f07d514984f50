"""Every model of pairs at once: what the number would have been under each choice nobody can prove wrong.

Source: Steegen and others 2016 (multiverse analysis); Burnham & Anderson 2002 (Akaike weights).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dayaq.count.estimate.choosing.choice import Search
from dayaq.count.estimate.fitting.existence import Status
from dayaq.count.estimate.fitting.fit import Fits
from dayaq.count.estimate.fitting.newton import Numbers
from dayaq.count.estimate.lists.terms import Model

SHARES = (0.0, 0.025, 0.25, 0.5, 0.75, 0.975, 1.0)
CLOSE_AIC = 10.0  # Basis: Burnham & Anderson 2002, section 2.6: models beyond a difference of 10 have essentially no support


@dataclass(frozen=True, slots=True)
class World:
    """One model of the multiverse."""

    model: Model
    estimate: float
    aic: float
    bic: float
    aic_weight: float
    bic_weight: float


@dataclass(frozen=True)
class Multiverse:
    """All models with an estimate; ``exhaustive`` is False where there were too many and only those met downhill are here."""

    fits: Fits
    aic_weights: Numbers
    bic_weights: Numbers
    exhaustive: bool

    @property
    def estimates(self) -> Numbers:
        """Estimates of the models that have one."""
        found: Numbers = self.fits.estimate[self.fits.usable]
        return found

    @property
    def counts(self) -> Mapping[Status, int]:
        """Models by status."""
        return {status: self.fits.statuses.count(status) for status in Status if status in self.fits.statuses}

    def quantiles(self) -> dict[float, float]:
        """Quantiles of the estimates over the models, each model alike; empty if no model has an estimate."""
        return dict(zip(SHARES, map(float, np.quantile(self.estimates, SHARES)), strict=True)) if self.estimates.size else {}

    def supported(self) -> tuple[float, float] | None:
        """Lowest and highest estimate among models with an AIC within 10 of the best."""
        near = self.fits.usable & (self.fits.aic <= np.nanmin(self.fits.aic) + CLOSE_AIC) if self.estimates.size else np.zeros(0, bool)
        return (float(self.fits.estimate[near].min()), float(self.fits.estimate[near].max())) if near.any() else None

    def best(self, most: int = 10, criterion: str = "aic") -> list[World]:
        """Models with the lowest AIC (or BIC), the best first."""
        values = getattr(self.fits, criterion)
        order = np.argsort(np.where(self.fits.usable, values, np.inf), kind="stable")[:most]
        return [self.world(int(at)) for at in order if self.fits.usable[at]]

    def world(self, at: int) -> World:
        """The model at one place."""
        numbers = (self.fits.estimate, self.fits.aic, self.fits.bic, self.aic_weights, self.bic_weights)
        return World(self.fits.models[at], *(float(values[at]) for values in numbers))


def multiverse(search: Search) -> Multiverse:
    """The multiverse of the models a search has fitted (all models of pairs for up to six lists)."""
    return Multiverse(search.fits, weights(search.fits.aic, search.fits), search.weights, search.exhaustive)


def weights(criterion: Numbers, fits: Fits) -> Numbers:
    """Weights exp(-difference / 2), adding to 1; 0 for a model without estimate."""
    if not fits.usable.any():
        return np.zeros(len(fits.models))
    heights = np.where(fits.usable, np.exp(-0.5 * (np.nan_to_num(criterion) - np.nanmin(criterion))), 0.0)
    found: Numbers = heights / heights.sum()
    return found
