"""How far two coders agree: per cent and Cohen's kappa, exact, and in words where kappa does not exist.

Basis: J. Cohen, A coefficient of agreement for nominal scales (1960): kappa = (po - pe) / (1 - pe).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from dayaq.core.decision import Reason
from dayaq.core.words import N_

Code = TypeVar("Code")
UNDEFINED = Reason(
    "no_variance", N_("Kappa is not defined: both coders gave every unit the same answer, so there is nothing that chance could explain.")
)
NOTHING = Reason("no_units", N_("There is nothing to compare."))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Units both coders gave the code, only the first, only the second, neither."""

    both: int = 0
    first: int = 0
    second: int = 0
    neither: int = 0

    @property
    def n(self) -> int:
        """All units compared."""
        return self.both + self.first + self.second + self.neither

    @property
    def observed(self) -> Fraction | None:
        """Share of units with the same decision; None without units."""
        return Fraction(self.both + self.neither, self.n) if self.n else None

    @property
    def expected(self) -> Fraction | None:
        """Share of agreement that chance alone would bring with these margins."""
        if not self.n:
            return None
        yes = (self.both + self.first) * (self.both + self.second)
        no = (self.second + self.neither) * (self.first + self.neither)
        return Fraction(yes + no, self.n**2)

    @property
    def kappa(self) -> Fraction | None:
        """Cohen's kappa; None where it does not exist (``why`` says so)."""
        if self.observed is None or self.expected is None or self.expected == 1:
            return None
        return (self.observed - self.expected) / (1 - self.expected)

    @property
    def why(self) -> Reason | None:
        """Why there is no kappa."""
        if self.n == 0:
            return NOTHING
        return UNDEFINED if self.kappa is None else None

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.both + other.both, self.first + other.first, self.second + other.second, self.neither + other.neither)


def agreement(n: int, first: frozenset[int], second: frozenset[int]) -> Agreement:
    """The agreement on one code over ``n`` units, from the numbers of the units each coder gave it to."""
    both = len(first & second)
    return Agreement(both, len(first - second), len(second - first), n - len(first | second))


def by_code(n: int, first: Mapping[Code, frozenset[int]], second: Mapping[Code, frozenset[int]]) -> dict[Code, Agreement]:
    """The agreement on every code at least one of the two used."""
    nothing: frozenset[int] = frozenset()
    return {code: agreement(n, first.get(code, nothing), second.get(code, nothing)) for code in [*first, *(set(second) - set(first))]}


def overall(several: Iterable[Agreement]) -> Agreement:
    """All decisions together: every unit times every code used is one decision."""
    return sum(several, Agreement())
