"""A lower bound on the total, for lists that overlap too little for an estimate.

It stays below the truth when persons differ in how visible they are, and also when the lists share persons more than
chance would; it does not when lists avoid each other (exclusive mandates, competition). With two persons on two lists
it is as uncertain as anything: what is shown is the lower end of its interval.

Source: Chao 1987 (lower bound from those seen once and twice); Rivest & Baillargeon 2007 (lists of unequal size).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log1p, sqrt

from dayaq.count.estimate.lists.captures import Captures

LEVEL = 0.95
NORMAL = 1.959963984540054  # two-sided 95 % of the normal law


@dataclass(frozen=True, slots=True)
class LowerBound:
    """The bound as estimated, and the lower end of its 95 % interval: the number that may be called "at least"."""

    estimate: float
    at_least: float


def lower_bound(captures: Captures) -> LowerBound | None:
    """The bound; a list that shares nobody adds its own persons and nothing else. None when nobody is on exactly two lists."""
    sizes = {name: captures.totals[1 << bit] for bit, name in enumerate(captures.lists)}
    apart = [name for bit, name in enumerate(captures.lists) if captures.counts[1 << bit] == sizes[name]]
    if len(apart) == len(captures.lists):
        return None
    rest = captures.reordered([name for name in captures.lists if name not in apart])
    found, alone = _of_sharing(rest), sum(sizes[name] for name in apart)
    return found and LowerBound(found.estimate + alone, found.at_least + alone)


def _of_sharing(captures: Captures) -> LowerBound | None:
    """Observed plus (sum over pairs of lists f_i f_j) / (f_2 + 1).

    f_i are the persons on list i alone, f_2 those on exactly two lists. With person-specific visibility x and list
    rates r_i, E f_i = r_i E[x q] and E f_ij = r_i r_j E[x^2 q], so by Cauchy-Schwarz the unseen E[q] is at least
    this; for lists of one size it is Chao's bound. The interval is log-normal on the unseen (Chao 1987).
    """
    alone = [captures.counts[1 << i] for i in range(len(captures.lists))]
    two = sum(count for mask, count in captures.histories() if mask.bit_count() == 2)
    if two == 0:
        return None
    once = sum(alone)
    products = (once**2 - sum(count**2 for count in alone)) / 2
    unseen = products / (two + 1)
    if unseen == 0:
        return LowerBound(captures.observed, captures.observed)
    spread = sum(count * (once - count) ** 2 for count in alone) / (two + 1) ** 2 + unseen**2 * two / (two + 1) ** 2
    shift = exp(NORMAL * sqrt(log1p(spread / unseen**2)))
    return LowerBound(captures.observed + unseen, captures.observed + unseen / shift)
