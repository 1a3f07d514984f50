"""Figures by the place that prints them and the source that place cites; what contradicts what.

Basis: AS-85 (one document gives 32 and 23 investigations for the same year and source; figures are never overwritten).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dayaq.core.decision import Reason
from dayaq.core.words import N_

Key = tuple[str, str, frozenset[tuple[str, str]], str]


@dataclass(frozen=True, slots=True)
class Stated:
    """One printed figure: metric, period, groups, value, the place (source code and page), the source cited there."""

    metric: str
    period: str
    value: Decimal
    place: str
    page: str = ""
    cited: str = ""
    unit: str = ""
    dims: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    id: str = ""

    @property
    def key(self) -> Key:
        """What the figure is about; figures with the same key compete."""
        return (self.metric, self.period, frozenset(self.dims.items()), self.unit)


@dataclass(frozen=True, slots=True)
class Competing:
    """All figures about one thing, and what is to be said when they differ."""

    figures: tuple[Stated, ...]
    same_source: Reason | None = None  # one source credited with two values: a fault of the citing text
    differ: Reason | None = None


def competing(figures: Iterable[Stated]) -> list[Competing]:
    """Figures side by side by what they are about, in the order of metric and period."""
    groups: dict[Key, list[Stated]] = {}
    for figure in figures:
        groups.setdefault(figure.key, []).append(figure)
    ordered = sorted(groups.values(), key=lambda same: (same[0].metric, same[0].period, sorted(same[0].dims.items())))
    return [Competing(tuple(same), credited_twice(same), differing(same)) for same in ordered]


def differing(figures: list[Stated]) -> Reason | None:
    """The contradiction in one sentence, or None when all agree."""
    values = sorted({figure.value for figure in figures})
    if len(values) < 2:
        return None
    text = N_("Sources give %(n)s different values for the same thing: %(values)s. All are shown; none is overwritten.")
    return Reason("values_differ", text, {"n": len(values), "values": ", ".join(plain(value) for value in values)})


def credited_twice(figures: list[Stated]) -> Reason | None:
    """One and the same cited source credited with two values: somebody copied wrongly."""
    by_source: dict[str, set[Decimal]] = {}
    for figure in figures:
        source = figure.cited or f"{figure.place}, {figure.page}"
        by_source.setdefault(" ".join(source.casefold().split()), set()).add(figure.value)
    twice = sorted(", ".join(plain(value) for value in sorted(values)) for values in by_source.values() if len(values) > 1)
    text = N_("One source is credited with different values: %(values)s. Look it up again.")
    return Reason("credited_twice", text, {"values": "; ".join(twice)}) if twice else None


def plain(value: Decimal) -> str:
    """A number without zeros that say nothing."""
    return f"{value.normalize():f}"
