"""What a table says about everybody in a group, without hiding or showing a single small number.

A row whose people all share one category tells that category about each of them (group disclosure); so does a row
with one exception, to the exception; a zero tells what nobody is; and in a row of one or two people a victim finds
herself, and a trafficker finds the victim he knows.
Basis: handbook on statistical disclosure control of the European centre of excellence, chapter 4.2 (group disclosure).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dayaq.core.decision import Reason
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.auditing.findings import Finding
from dayaq.count.disclosure.tables.relations import Release, Sum, System, named, system

ALONE = 2  # a row of so few: each knows of himself, so of the other as well

FULL = N_("Everybody in %(row)s is in %(group)s (%(count)s people): whoever is known to be in the row is known to be in the group.")
ALL_BUT_ONE = N_("All but one of %(count)s people in %(row)s are in %(group)s: the one who is not knows it of all others.")
FEW = N_("%(row)s, people: %(count)s. A victim finds herself in it, and so does whoever knows her.")
ZEROS = N_("Nobody in %(row)s is in %(zeros)s of %(groups)s groups of %(dim)s.")


@dataclass(frozen=True, slots=True)
class _Row:
    """A margin with its parts along one dimension, as far as they are known."""

    whole: Key
    dim: str
    count: int
    parts: tuple[tuple[str, int | None], ...]

    @property
    def shown(self) -> list[tuple[str, int]]:
        return [(group, count) for group, count in self.parts if count is not None]


def groups(releases: Sequence[Release]) -> tuple[Finding, ...]:
    """Group disclosure in what is printed, the fewest people first: codes full, all_but_one, few, zeros."""
    found = [finding for row in _rows(system(releases)) for finding in _judged(row)]
    few = {finding.key: finding for finding in found if finding.code == "few"}  # once, not along every dimension
    others = [finding for finding in found if finding.code != "few"]
    return tuple(sorted((*few.values(), *others), key=lambda finding: (finding.code == "zeros", finding.people or 0)))


def _rows(known: System) -> Iterator[_Row]:
    """Every row that has people and at least two groups; its count is printed or follows from its parts."""
    for one in known.sums:
        parts = [known.values[part] for part in one.parts]
        count = known.values[one.whole]
        if count is None and None not in parts:
            count = sum(part or 0 for part in parts)
        if count and len(parts) > 1:
            names = [_along(known, one, part) for part in one.parts]
            yield _Row(known.keys[one.whole], names[0][0], count, tuple(zip((name for _, name in names), parts, strict=True)))


def _along(known: System, one: Sum, part: int) -> tuple[str, str]:
    """The dimension and group in which a part differs from its whole."""
    (pair,) = known.keys[part] - known.keys[one.whole]
    return pair


def _judged(row: _Row) -> Iterator[Finding]:
    words = {"row": named(row.whole), "count": row.count, "dim": row.dim}
    for group, count in row.shown:
        key = frozenset(pair for pair in row.whole if pair[0] != row.dim) | {(row.dim, group)}
        if count == row.count > 1:
            yield Finding(Reason("full", FULL, {**words, "group": f"{row.dim}={group}"}), key, count)
        elif count == row.count - 1 and row.count > ALONE:
            yield Finding(Reason("all_but_one", ALL_BUT_ONE, {**words, "group": f"{row.dim}={group}"}), key, count)
    if row.count <= ALONE and any(count for _, count in row.shown):
        yield Finding(Reason("few", FEW, {"row": named(row.whole), "count": row.count}), row.whole, row.count)
    zeros = sum(count == 0 for _, count in row.shown)
    if zeros:
        yield Finding(Reason("zeros", ZEROS, {**words, "zeros": zeros, "groups": len(row.parts)}), row.whole, row.count)
