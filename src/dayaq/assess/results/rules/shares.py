"""Shares that add up: the largest remainders are rounded up.

Every share is first cut off, then the units missing to the whole go to the shares with the largest remainders; of equal
ones to the earlier answer on the form. So printed per cents add to 100, and none is further than one unit from the truth.
Where people give several answers each share stands alone and is rounded to the nearest, halves up.
"""

from __future__ import annotations

from collections.abc import Mapping


def rounded(counts: Mapping[str, int], base: int, units: int, *, adds: bool) -> dict[str, int]:
    """``counts`` of ``base`` in whole ``units`` (100: per cent); nothing where nobody answered."""
    if not base:
        return {}
    if not adds:
        return {code: (2 * count * units + base) // (2 * base) for code, count in counts.items()}
    whole = {code: count * units // base for code, count in counts.items()}
    missing = sum(counts.values()) * units // base - sum(whole.values())
    by_remainder = sorted(counts, key=lambda code: -(counts[code] * units % base))
    return {code: share + (code in by_remainder[:missing]) for code, share in whole.items()}
