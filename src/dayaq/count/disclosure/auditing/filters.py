"""Sums that no table prints but a reader can write down: one filter within another, groups that overlap.

People in B and not in A are B less A when A lies within B; people in A and in B are A and B less their union. Each
such rest is a cell of its own here, and the audit finds out whether it can have one number only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dayaq.core.table.cells import Key
from dayaq.count.disclosure.tables.relations import Release, named

REST = "*rest"  # dimensions that no file can have, for cells that no table prints
Groups = Mapping[str, Mapping[str, Collection[str]]]


@dataclass(frozen=True, slots=True)
class Within:
    """The cell ``part`` of one release lies within the cell ``whole`` of another; ``rest``: the people between."""

    whole: Key
    part: Key
    rest: Key
    outer: int
    inner: int


def nested(releases: Sequence[Release]) -> Iterator[Within]:
    """All pairs of cells of two releases of which one has the filter of the other and more; by number of release."""
    for outer, wide in enumerate(releases):
        for inner, narrow in enumerate(releases):
            if outer != inner and _narrower(narrow, wide, releases):
                yield from _pairs(releases, outer, inner)


def _pairs(releases: Sequence[Release], outer: int, inner: int) -> Iterator[Within]:
    wide, narrow = releases[outer], releases[inner]
    own = {cell.key for cell in narrow.table.cells}
    for cell in wide.table.cells:
        whole, part = wide.key(cell.key), narrow.key(cell.key)
        if cell.key in own and whole != part:
            yield Within(whole, part, whole | {(REST, named(part - whole))}, outer, inner)


def _narrower(narrow: Release, wide: Release, releases: Sequence[Release]) -> bool:
    """Whether all people under one filter are under the other as well, and the filters differ."""
    if dict(narrow.where) == dict(wide.where):
        return False
    return all(_inside(narrow.where.get(dim), group, dim, releases) for dim, group in wide.where.items())


def _inside(group: str | None, above: str, dim: str, releases: Sequence[Release]) -> bool:
    if group is not None and any(group in release.divided.get(dim, {}).get(above, ()) for release in releases):
        return True
    parents = {part: whole for one in releases if dim in one.hierarchies for part, whole in one.hierarchies[dim].parents.items()}
    while group is not None and group != above:
        group = parents.get(group)
    return group == above


def between(releases: Sequence[Release], limit: Callable[[Key], int]) -> Iterator[tuple[Within, int]]:
    """Few people between two filters of which one lies within the other in several columns, by what is printed."""
    shown = [{one.key(cell.key): cell.value for cell in one.table.cells} for one in releases]
    for pair in nested(releases):
        whole, part = shown[pair.outer][pair.whole], shown[pair.inner][pair.part]
        several = len(pair.part - pair.whole) > 1
        if several and whole is not None and part is not None and 0 < whole - part < limit(pair.part):
            yield pair, whole - part


def overlapping(keys: Collection[Key], made_of: Groups) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    """Cells of overlapping groups as sums of the smallest pieces into which the groups cut each other.

    ``made_of``: by dimension what each group consists of ({"age": {"0-17": {"0", ...}, "16-24": {...}}}). Two groups
    with the same members are one piece. A group that is a piece by itself yields no sum.
    """
    for dim, members in made_of.items():
        places: dict[Key, list[str]] = {}
        for key in keys:
            group = dict(key).get(dim)
            if group is not None and group in members:
                places.setdefault(key - {(dim, group)}, []).append(group)
        for rest, groups in places.items():
            pieces = _pieces({group: frozenset(members[group]) for group in dict.fromkeys(groups)})
            for group in dict.fromkeys(groups):
                parts = [piece for piece, of in pieces.items() if group in of]
                if parts != [group]:
                    yield rest | {(dim, group)}, tuple(rest | {(dim, piece)} for piece in parts)


def _pieces(groups: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The pieces by name, each with the groups that hold it; a group that is not cut keeps its name."""
    sizes = Counter(
        frozenset(group for group, inside in groups.items() if member in inside)
        for member in sorted(frozenset[str]().union(*groups.values()))
    )
    return {_piece(holders, size, groups): holders for holders, size in sizes.items()}


def _piece(holders: frozenset[str], size: int, groups: Mapping[str, frozenset[str]]) -> str:
    """A group's own name when the piece is all of it, otherwise like ``0-17 ∩ 16-24 ∖ 18-24``."""
    ordered = [group for group in groups if group in holders]
    for group in ordered:
        if len(groups[group]) == size:
            return group
    inner = [group for group in ordered if not any(groups[other] < groups[group] for other in ordered)]
    common = frozenset[str].intersection(*(groups[group] for group in inner))
    cut = [group for group in groups if group not in holders and groups[group] & common]
    return " ∖ ".join((" ∩ ".join(inner), *cut))
