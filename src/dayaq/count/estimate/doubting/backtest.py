"""The method tried on a number that is known: one list is taken as the whole population and estimated from the others.

Persons of the list who are on no other list play the unseen. The test is of the lists and the method together; on
published tables every miss was too low. Source: Binette & Steorts 2022 (internal consistency).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dayaq.core.decision import Reason
from dayaq.count.estimate.choosing.choice import stepwise
from dayaq.count.estimate.choosing.intervals import Interval, conditional
from dayaq.count.estimate.doubting.sensitivity import Chooser
from dayaq.count.estimate.fitting.fit import Fit
from dayaq.count.estimate.gates.limits import may_be_tried
from dayaq.count.estimate.lists.captures import Captures

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Trial:
    """One list hidden: how many were on it in truth, how many of these the others saw, what was estimated."""

    hidden: str
    truth: int
    observed: int
    fit: Fit | None  # None: ``why`` says which limit the other lists do not reach
    interval: Interval | None
    why: Reason | None = None

    @property
    def log_ratio(self) -> float | None:
        """Logarithm of estimate over truth; below 0 is too low."""
        estimate = self.fit.estimate if self.fit else None
        return math.log(estimate / self.truth) if estimate else None

    @property
    def covered(self) -> bool | None:
        """Whether the 95 % interval holds the truth; None without an interval."""
        return None if self.interval is None else self.interval.low <= self.truth <= self.interval.high


def backtest(captures: Captures, chooser: Chooser = stepwise) -> list[Trial]:
    """Every list hidden in turn, with the conditional interval of the model chosen."""
    return [_trial(captures, name, chooser) for name in captures.lists]


def _trial(captures: Captures, name: str, chooser: Chooser) -> Trial:
    truth = captures.size(name)
    inside, _ = captures.inside(name).informative()
    if (why := may_be_tried(inside)) is not None:
        return Trial(name, truth, inside.observed, None, None, why)
    fit = chooser(inside).fit
    return Trial(name, truth, inside.observed, fit, conditional(fit, LEVEL))


def mean_log_ratio(trials: Sequence[Trial]) -> float | None:
    """Average of the trials that gave an estimate; None if none did."""
    found = [trial.log_ratio for trial in trials if trial.log_ratio is not None]
    return sum(found) / len(found) if found else None
