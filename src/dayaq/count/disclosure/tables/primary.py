"""Which counts are too small to be shown, before anything else is hidden for their sake."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from dayaq.core.pack.schema.manifest import ReportsFile
from dayaq.core.table import Table
from dayaq.core.table.cells import Key


class Kind(StrEnum):
    """What a table counts: people with what they suffered, cases and proceedings, or records of single persons."""

    PEOPLE = "people"
    CASES = "cases"
    MICRODATA = "microdata"


def threshold_of(reports: ReportsFile, kind: Kind) -> int:
    """The smallest count that a country shows in tables of a kind.

    Basis: THB Law Art. 6.3 (only necessary information); European handbook on statistical disclosure control,
    chapter 4.2 (3 is the usual minimum, 10 for microdata).
    """
    return {
        Kind.PEOPLE: reports.threshold,
        Kind.CASES: reports.thresholds.cases,
        Kind.MICRODATA: reports.thresholds.microdata,
    }[kind]


def checked(threshold: int) -> int:
    """The threshold, if it is one: with 1 nothing is too small, 0 and less mean nothing."""
    if threshold < 1:
        raise ValueError(f"the threshold is {threshold}; 1 or more expected (5 hides the counts from 1 to 4)")
    return threshold


def primary(
    table: Table,
    threshold: int,
    careful: Mapping[str, Collection[str]] | None = None,
    careful_threshold: int = 0,
) -> frozenset[Key]:
    """The cells from 1 to ``threshold`` - 1; margins too, 0 never.

    ``careful`` names groups by dimension (children, rare forms) whose cells are small below ``careful_threshold``.
    """
    checked(threshold)
    return frozenset(
        cell.key
        for cell in table.cells
        if cell.value is not None and 0 < cell.value < limit(cell.key, threshold, careful, careful_threshold)
    )


def limit(key: Key, threshold: int, careful: Mapping[str, Collection[str]] | None = None, careful_threshold: int = 0) -> int:
    """The smallest number that is shown of a cell."""
    named = careful or {}
    return max(threshold, careful_threshold) if any(group in named.get(dim, ()) for dim, group in key) else threshold
