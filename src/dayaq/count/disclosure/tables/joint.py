"""What linked tables tell together through the one table of which all of them are margins, though nobody prints it.

Three tables by a and b, b and c, a and c count the same people: there is one table by a, b and c of whole numbers, none
negative, and that can settle a number that every shared margin leaves open. Tables whose dimensions form no circle need
nothing: margins that agree always have a common table then (Source: Beeri, Fagin, Maier, Yannakakis 1983; two tables are
joined along their shared margin by the north-west corner rule, in whole numbers). For circles the cells of the common
table are added as unknowns. Ears are taken off first (Source: Graham 1979; Yu and Ozsoyoglu 1979), so that only the
dimensions of the circle itself are multiplied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from dayaq.core.table.cells import Key
from dayaq.count.disclosure.tables.printed import Divisions, Release

MOST = 20_000  # cells of a common table; beyond that it is not looked at, and that is said
Edge = frozenset[str]
Covers = Mapping[str, tuple[str, ...]]  # a group of a table and the finest groups it is made of


@dataclass(frozen=True, slots=True)
class Circle:
    """Tables whose dimensions form a circle: ``base``, the filter of all; ``covers`` by release and column; ``finest`` groups."""

    base: Key
    finest: Mapping[str, tuple[str, ...]]
    tables: tuple[tuple[Edge, Mapping[str, Covers]], ...]
    known: bool  # whether the groups of every column lie within each other

    @property
    def cells(self) -> int:
        return prod(len(groups) for groups in self.finest.values())

    @property
    def small_enough(self) -> bool:
        return self.known and self.cells <= MOST


def divisions(releases: Sequence[Release]) -> dict[str, dict[str | None, tuple[str, ...]]]:
    """What is known of the columns of filters from all releases together: a group that one of them names exists."""
    found: dict[str, dict[str | None, tuple[str, ...]]] = {}
    for release in releases:
        for dim, parts in release.divided.items():
            own = found.setdefault(dim, {})
            for group, groups in parts.items():
                own[group] = tuple(dict.fromkeys((*own.get(group, ()), *groups)))
    return found


def sums(releases: Sequence[Release], divided: Divisions) -> Iterator[tuple[Key, list[Key]]]:
    """The sums that lead from the common tables of circles to the cells that are printed."""
    for circle in circles(releases, divided):
        if circle.small_enough:
            for edge, covers in circle.tables:
                yield from _down(circle, edge, covers)


def not_looked_at(releases: Sequence[Release]) -> tuple[tuple[str, ...], ...]:
    """The dimensions of circles whose common table is too large, or whose groups are not declared to lie in each other."""
    return tuple(tuple(sorted(one.finest)) for one in circles(releases, divisions(releases)) if not one.small_enough)


def circles(releases: Sequence[Release], divided: Divisions) -> Iterator[Circle]:
    """Every circle among releases under one filter; filters that a division joins count as one more dimension."""
    joint = {dim for dim in divided if any(_is_wide(release, dim, divided[dim]) for release in releases)}
    groups: dict[Key, list[Release]] = {}
    for release in releases:
        base = frozenset((dim, group) for dim, group in release.where.items() if dim not in joint)
        groups.setdefault(base, []).append(release)
    for base, members in groups.items():
        edges = [frozenset(one.table.dims) | (joint & set(one.where)) for one in members]
        for part in _components(core(edges)):
            yield _circle(base, [(edge, one) for edge, one in zip(edges, members, strict=True)], part, divided)


def _is_wide(release: Release, dim: str, parts: Mapping[str | None, tuple[str, ...]]) -> bool:
    """Whether a release counts several groups of a column that filters name."""
    return dim not in release.table.dims and len(parts.get(release.where.get(dim), ())) > 1


def core(edges: Collection[Edge]) -> list[Edge]:
    """What is left when ears are taken off again and again; nothing when the sets of dimensions form no circle."""
    left = list(dict.fromkeys(edges))
    while True:
        often = {dim for dim in frozenset[str]().union(*left) if sum(dim in edge for edge in left) > 1}
        cut = list(dict.fromkeys(edge & often for edge in left))
        cut = [edge for edge in cut if not any(edge < other for other in cut)]
        if cut == left:
            return left if len(left) > 1 else []
        left = cut


def _components(edges: Collection[Edge]) -> Iterator[list[Edge]]:
    """The sets of dimensions in groups that have none in common."""
    left = list(edges)
    while left:
        reached, before = set(left[0]), 0
        while len(reached) > before:
            before = len(reached)
            reached |= {dim for edge in left if edge & reached for dim in edge}
        yield [edge for edge in left if edge & reached]
        left = [edge for edge in left if not edge & reached]


def _circle(base: Key, members: Sequence[tuple[Edge, Release]], part: Sequence[Edge], divided: Divisions) -> Circle:
    dims = sorted(frozenset[str]().union(*part))
    finest: dict[str, tuple[str, ...]] = {}
    covers: dict[str, list[Covers]] = {}
    known = True
    for dim in dims:
        found = _covers(dim, [one for _, one in members], divided.get(dim, {}))
        known = known and found is not None
        covers[dim] = found or [{} for _ in members]
        finest[dim] = tuple(dict.fromkeys(leaf for cover in covers[dim] for leaves in cover.values() for leaf in leaves))
    tables = [
        (edge & frozenset(dims), {dim: covers[dim][number] for dim in edge & frozenset(dims)}) for number, (edge, _) in enumerate(members)
    ]
    return Circle(base, finest, tuple((edge, cover) for edge, cover in tables if edge in part), known)


def _covers(dim: str, releases: Sequence[Release], parts: Mapping[str | None, tuple[str, ...]]) -> list[Covers] | None:
    """For each release its finest groups of a column and what they are made of; None where nobody can say."""
    if not any(dim in release.table.dims for release in releases):  # a column of filters
        every = parts.get(None) or tuple(dict.fromkeys(leaf for groups in parts.values() for leaf in groups))
        return [{leaf: (leaf,) for leaf in every} if dim in release.where else {} for release in releases]
    parents = {group: above for one in releases if dim in one.hierarchies for group, above in one.hierarchies[dim].parents.items()}
    own = [_finest(release, dim) for release in releases]
    everything = tuple(dict.fromkeys(group for groups in own for group in groups))
    below = {group: tuple(leaf for leaf in everything if group in _chain(leaf, parents)) for group in everything}
    leaves = {group for group in everything if not below[group]}
    found = [{group: below[group] or (group,) for group in groups} for groups in own]
    widest = {leaf for cover in max(found, key=lambda cover: sum(map(len, cover.values()))) for leaf in below[cover] or (cover,)}
    for cover in filter(None, found):
        has = {leaf for group in cover.values() for leaf in group}
        more, less = has - widest, widest - has
        if more and less:  # another name for what the others divide: only if it is one alone
            if len(more) > 1 or not more <= set(cover) or not more <= leaves:
                return None
            cover[more.pop()] = tuple(leaf for leaf in everything if leaf in less)
    return [dict(cover) for cover in found]


def _finest(release: Release, dim: str) -> tuple[str, ...]:
    if dim not in release.table.dims:
        return ()
    parents = release.hierarchies[dim].parents if dim in release.hierarchies else {}
    groups = release.table.groups(dim)
    inner = {parents[group] for group in groups if group in parents}
    return tuple(group for group in groups if group not in inner)


def _chain(group: str, parents: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    while (above := parents.get(found[-1] if found else group)) is not None and above not in found:
        found.append(above)
    return found


def _down(circle: Circle, edge: Edge, covers: Mapping[str, Covers]) -> Iterator[tuple[Key, list[Key]]]:
    """From the finest cells of a table to those of the common one, one dimension at a time."""
    groups: dict[str, tuple[str, ...]] = {dim: tuple(covers[dim]) for dim in sorted(edge)}
    for dim in sorted(edge):
        coarse = {group: leaves for group, leaves in covers[dim].items() if leaves != (group,)}
        others = {other: names for other, names in groups.items() if other != dim}
        for rest, (group, leaves) in product(_keys(circle.base, others), coarse.items()):
            yield rest | {(dim, group)}, [rest | {(dim, leaf)} for leaf in leaves]
        groups[dim] = circle.finest[dim]
        if set(groups[dim]) != {leaf for leaves in covers[dim].values() for leaf in leaves}:  # nobody is in the others
            yield from ((rest, [rest | {(dim, leaf)} for leaf in groups[dim]]) for rest in _keys(circle.base, others))
    for dim in sorted(circle.finest.keys() - edge):
        for key in _keys(circle.base, groups):
            yield key, [key | {(dim, leaf)} for leaf in circle.finest[dim]]
        groups[dim] = circle.finest[dim]


def _keys(base: Key, groups: Mapping[str, Sequence[str]]) -> Iterator[Key]:
    for names in product(*groups.values()):
        yield base | frozenset(zip(groups, names, strict=True))
