"""How much the number hangs on single decisions: the threshold, one list, two lists kept apart or merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dayaq.core.decision import Reason
from dayaq.count.estimate.choosing.choice import Chosen, stepwise
from dayaq.count.estimate.fitting.fit import Fit
from dayaq.count.estimate.gates.limits import may_be_tried
from dayaq.count.estimate.lists.captures import Captures

THRESHOLDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
FEWEST = 2  # lists that can overlap
Chooser = Callable[[Captures], Chosen]


@dataclass(frozen=True, slots=True)
class Variant:
    """The table changed in one way, and what came of it; ``estimate`` is None where none exists or a gate refuses."""

    change: tuple[str, ...]  # the list left out, or the lists merged
    captures: Captures
    fit: Fit | None  # None: ``why`` says which limit the changed table does not reach
    why: Reason | None = None

    @property
    def estimate(self) -> float | None:
        """Persons in all."""
        return self.fit.estimate if self.fit else None


def threshold_curve(captures: Captures, thresholds: Sequence[float] = THRESHOLDS) -> list[tuple[float, Fit]]:
    """Stepwise choice at several thresholds."""
    return [(threshold, stepwise(captures, threshold).fit) for threshold in thresholds]


def leave_one_out(captures: Captures, chooser: Chooser = stepwise) -> list[Variant]:
    """Each list left out in turn; persons who were only on it are lost, so that less is observed."""
    return [_variant((name,), captures.without(name), chooser) for name in captures.lists if len(captures.lists) > FEWEST]


def merge_pairs(captures: Captures, chooser: Chooser = stepwise) -> list[Variant]:
    """Each two lists merged in turn: nobody is lost, but what they share no longer counts as overlap."""
    pairs = combinations(captures.lists, 2) if len(captures.lists) > FEWEST else ()
    return [_variant(pair, captures.merged([pair]), chooser) for pair in pairs]


def _variant(change: tuple[str, ...], captures: Captures, chooser: Chooser) -> Variant:
    rest, _ = captures.informative()
    why = may_be_tried(rest)
    return Variant(change, captures, None if why else chooser(rest).fit, why)
