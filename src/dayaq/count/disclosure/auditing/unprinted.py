"""Small numbers that no table prints, as not known or not at all, and that follow from what is printed all the same.

An empty cell is not hidden, but a reader subtracts its neighbours from their total; a group that a filter leaves out is
the whole less the others. Basis: handbook on statistical disclosure control of the European centre of excellence,
chapter 4.3 (audit), 5.3 (differencing).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dayaq.core.table.cells import Key
from dayaq.count.disclosure.auditing.audit import audit_system, known_system
from dayaq.count.disclosure.auditing.findings import Finding, derived
from dayaq.count.disclosure.tables.relations import Release

Limit = Callable[[Key], int]
"""The smallest number of a cell that may be known."""


def unprinted(releases: Sequence[Release], limit: Limit, *, at_least: int = 0, seconds: float | None = None) -> tuple[Finding, ...]:
    """Findings with the code derived, for cells without number that are not hidden and can have one small number only."""
    known = known_system(releases)
    cells = zip(known.keys, known.values, known.hidden, strict=True)
    asked = [key for key, value, hidden in cells if value is None and not hidden]
    if not asked:
        return ()
    found = audit_system(
        known, at_least=at_least, cells=asked, seconds=seconds, ends=False, worth=lambda key, number: 0 < number < limit(key)
    )
    return tuple(derived(one.key, one.low) for one in found if one.low == one.high and 0 < one.low < limit(one.key))
