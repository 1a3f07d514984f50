"""What each method says, side by side: none of them is the answer, the spread of all of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dayaq.core.words import N_
from dayaq.count.estimate.choosing.choice import Method
from dayaq.count.estimate.choosing.intervals import conditional, mixed
from dayaq.count.estimate.doubting.bayes import FEWEST, MOST, Posterior, posterior
from dayaq.count.estimate.reporting.answer import Answered

LEVEL = 0.95
NAMES = {
    "independence": N_("lists independent"),
    "stepwise": N_("pairs added stepwise"),
    "bic": N_("best BIC"),
    "bic_averaged": N_("averaged by BIC"),
    "all_pairs": N_("all pairs"),
    "bayes": N_("Bayesian, averaged"),
}
METHODS = {Method.MAIN: "independence", Method.STEPWISE: "stepwise", Method.BIC: "bic", Method.ALL: "all_pairs"}


@dataclass(frozen=True, slots=True)
class Opinion:
    """One method: the total it estimates and its 95 % interval; ``chosen`` marks the method that was asked for."""

    code: str
    estimate: float
    low: float
    high: float
    chosen: bool = False

    @property
    def name(self) -> str:
        """Message id of the method's name."""
        return NAMES[self.code]


@dataclass(frozen=True, slots=True)
class Spread:
    """Lowest and highest estimate over the methods, and lowest and highest end of their intervals."""

    low: float
    high: float
    lowest: float
    highest: float


def second_opinion(found: Answered) -> Posterior | None:
    """The Bayesian posterior; None for more lists than it can average over."""
    return posterior(found.captures.counts) if FEWEST <= len(found.captures.lists) <= MOST else None


def opinions(found: Answered, believed: Posterior | None) -> tuple[Opinion, ...]:
    """Every method that gives a number; none at all when a gate refuses."""
    if found.gates.refusing:
        return ()
    asked = METHODS[found.asked.method]
    given: dict[str, Opinion] = {}
    for code, chosen in found.beside.items():
        estimate = chosen.fit.estimate
        ends = found.interval(LEVEL) if code == asked else conditional(chosen.fit, LEVEL)
        if estimate is not None and ends is not None:
            given[code] = Opinion(code, estimate, ends.low, ends.high, code == asked)
    averaged, ends = found.search.averaged, mixed(found.search.fits, found.search.weights, LEVEL)
    if averaged is not None and ends is not None:
        given["bic_averaged"] = Opinion("bic_averaged", averaged, ends.low, ends.high)
    if believed is not None:
        low, high = believed.intervals[LEVEL]
        given["bayes"] = Opinion("bayes", believed.median, low, high)
    return tuple(given[code] for code in NAMES if code in given)


def spread(given: Sequence[Opinion]) -> Spread | None:
    """From the lowest to the highest; None without any."""
    if not given:
        return None
    estimates = [opinion.estimate for opinion in given]
    return Spread(min(estimates), max(estimates), min(opinion.low for opinion in given), max(opinion.high for opinion in given))
