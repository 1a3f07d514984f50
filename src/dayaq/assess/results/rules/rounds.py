"""Two rounds side by side, item by item: what changed, and whether the two may be compared at all.

Counts stand with both bases. No test of significance is made: who answered was not drawn by chance, and with few answers
the words say what one answer more or less would do. Basis: CT-NAT 2016, chapter 1.3 (convenience samples, few answers).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dayaq.assess.framework.rules import Instrument, Words
from dayaq.assess.framework.rules.versions import Change, Difference, compare
from dayaq.assess.results.rules.leaving import Leaves
from dayaq.assess.results.rules.tables import ItemTable
from dayaq.core.decision import Reason
from dayaq.core.words import N_

ONE_MORE = N_("One answer more or less moves a share by up to %(points)s points: read the counts.")
SILENT = N_("In one of the two rounds nobody answered, or the answers stay inside the team.")
Counted = ItemTable | Leaves
FEW = 100  # answers from which on one of them moves a share by less than a point


@dataclass(frozen=True, slots=True)
class Line:
    """An answer in both rounds: how many of how many; ``change`` in points of per cent, None where it may not be said."""

    code: str
    label: Words
    earlier: int | None
    later: int | None
    change: int | None


@dataclass(frozen=True, slots=True)
class Round:
    """One item in two rounds. ``why``: why it can be compared, or why not; ``care``: what to mind in reading."""

    code: str
    text: Words
    comparable: bool
    why: Reason
    earlier_base: int | None
    later_base: int | None
    lines: tuple[Line, ...]
    care: Reason | None


def rounds(before: Instrument, earlier: Mapping[str, Counted], after: Instrument, later: Mapping[str, Counted]) -> tuple[Round, ...]:
    """Every item of either round, in the order of the later instrument."""
    return tuple(_round(one, earlier.get(one.code), later.get(one.code)) for one in compare(before, after))


def _round(difference: Difference, earlier: Counted | None, later: Counted | None) -> Round:
    item = difference.later or difference.earlier
    assert item is not None  # noqa: S101 - a difference has one of the two
    bases = (_base(earlier), _base(later))
    both = difference.comparable and item.kind != "text" and bool(bases[0]) and bool(bases[1])
    why = difference.reason if both or not difference.comparable else Reason("results.silent", SILENT)
    lines = tuple(_lines(earlier, later)) if both and earlier and later else ()
    care = _care([base for base in bases if base]) if both else None
    return Round(item.code, item.text, both, why, bases[0], bases[1], lines, care)


def _base(table: Counted | None) -> int | None:
    return table.base if table is not None else None


def _lines(earlier: Counted, later: Counted) -> list[Line]:
    return [
        Line(code, later.labels[code], earlier.counts.get(code), later.counts[code], _change(code, earlier, later)) for code in later.counts
    ]


def _change(code: str, earlier: Counted, later: Counted) -> int | None:
    """Points of per cent between the exact shares, rounded once."""
    was, now = earlier.counts.get(code), later.counts[code]
    if was is None or now is None or not earlier.base or not later.base:
        return None
    return round(100 * (now * earlier.base - was * later.base) / (earlier.base * later.base))


def _care(bases: Sequence[int]) -> Reason | None:
    least = min(bases)
    return Reason("results.one_more", ONE_MORE, {"points": -(-100 // least)}) if least < FEW else None


def breaks(found: Sequence[Round]) -> dict[Change, int]:
    """How many items cannot be compared, by the reason."""
    counted: dict[Change, int] = {}
    for one in found:
        if not one.comparable and one.why.code in set(Change):
            change = Change(one.why.code)
            counted[change] = counted.get(change, 0) + 1
    return counted
