"""What adds up to what: every sum that a reader of published tables can write down.

A cell is known by its key: the pairs of dimension and group that it counts, the filter of its table included. The
same key in two tables is the same number. So tables that share a margin are linked without saying so, and earlier
releases are tables like the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dayaq.core.table.cells import CellStatus, Key
from dayaq.count.disclosure.tables.joint import divisions, sums
from dayaq.count.disclosure.tables.printed import Divisions, Hierarchy, Release

__all__ = ["TOTAL", "Hierarchy", "Release", "Sum", "System", "named", "system"]

TOTAL = "Total"  # how a margin is written in files; in a key the dimension is left out


@dataclass(frozen=True, slots=True)
class Sum:
    """``whole`` is the sum of ``parts``; numbers of cells in ``System.keys``."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class System:
    """All cells of some releases and all sums between them.

    ``values[i]``: the count of cell i, None where no release says it (hidden, not known, or not printed at all).
    ``fixed[i]``: the number has been printed in a release that has left the office. ``hidden[i]``: a release prints
    ``c`` for it and none prints the number.
    """

    keys: tuple[Key, ...]
    values: tuple[int | None, ...]
    fixed: tuple[bool, ...]
    hidden: tuple[bool, ...]
    sums: tuple[Sum, ...]

    @property
    def index(self) -> dict[Key, int]:
        return {key: number for number, key in enumerate(self.keys)}


def system(releases: Sequence[Release]) -> System:
    """The cells and sums of all releases taken together, the common table of linked ones included (see ``joint``)."""
    book = _Book()
    divided = divisions(releases)
    for release in releases:
        book.enter(release)
    for whole, parts in sums(releases, divided):
        book.add(whole, parts)
    for release in releases:
        for whole, parts in (*_within(release), *_across(release, book)):
            book.add(whole, parts)
    _filters(releases, book, divided)
    return book.system()


class _Book:
    """Cells numbered in the order in which they appear."""

    def __init__(self) -> None:
        self.numbers: dict[Key, int] = {}
        self.values: list[int | None] = []
        self.fixed: list[bool] = []
        self.hidden: list[bool] = []
        self.sums: dict[Sum, None] = {}

    def number(self, key: Key) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.values)
            self.values.append(None)
            self.fixed.append(False)
            self.hidden.append(False)
        return self.numbers[key]

    def enter(self, release: Release) -> None:
        for cell in release.table.cells:
            number = self.number(release.key(cell.key))
            known = self.values[number]
            if known is not None and cell.value is not None and known != cell.value:
                raise ValueError(
                    f"{release.name or release.table.measure}: {named(release.key(cell.key))} is {cell.value} here and {known} elsewhere"
                )
            self.values[number] = cell.value if known is None else known
            self.fixed[number] = self.fixed[number] or (release.fixed and cell.value is not None)
            self.hidden[number] = self.hidden[number] or cell.status is CellStatus.HIDDEN

    def add(self, whole: Key, parts: Sequence[Key]) -> None:
        self.sums[Sum(self.number(whole), tuple(sorted(self.number(part) for part in parts)))] = None

    def system(self) -> System:
        hidden = tuple(flag and value is None for flag, value in zip(self.hidden, self.values, strict=True))
        return System(tuple(self.numbers), tuple(self.values), tuple(self.fixed), hidden, tuple(self.sums))


def _within(release: Release) -> Iterator[tuple[Key, list[Key]]]:
    """The sums inside one table: over the groups it has, each level of a hierarchy apart."""
    table = release.table
    present = {cell.key for cell in table.cells}
    groups = {dim: table.groups(dim) for dim in table.dims}
    for cell in table.cells:
        for dim in table.dims:
            below = _below(cell.dims.get(dim), groups[dim], release.hierarchies.get(dim))
            rest = frozenset(pair for pair in cell.key if pair[0] != dim)
            parts = [rest | {(dim, group)} for group in below]
            if any(part in present for part in parts):
                yield release.key(cell.key), [release.key(part) for part in parts]


def _below(group: str | None, groups: Sequence[str], hierarchy: Hierarchy | None) -> tuple[str, ...]:
    if hierarchy is None:
        return () if group else tuple(groups)
    return hierarchy.parts(group) if group else hierarchy.tops(groups)


def _across(release: Release, book: _Book) -> Iterator[tuple[Key, list[Key]]]:
    """The sums between tables: over a filter that is a group of a hierarchy (years within a period)."""
    for dim in release.where:
        hierarchy = release.hierarchies.get(dim)
        if hierarchy is None:
            continue
        parts = hierarchy.parts(release.where[dim])
        for cell in release.table.cells if parts else ():
            rest = frozenset(pair for pair in release.key(cell.key) if pair[0] != dim)
            keys = [rest | {(dim, group)} for group in parts]
            if any(key in book.numbers for key in keys):
                yield release.key(cell.key), keys


def _filters(releases: Sequence[Release], book: _Book, divided: Divisions) -> None:
    """The sums over columns of filters: from a wide filter to its finest groups, and from one of these to the whole."""
    inner = {dim for release in releases for dim in release.table.dims}
    known = 0
    while known < len(book.numbers):  # a sum over one column may bring in what a sum over another starts from
        known = len(book.numbers)
        for dim in divided.keys() - inner:
            for whole, parts in _filtered(tuple(book.numbers), dim, divided[dim], book):
                book.add(whole, parts)


def _filtered(
    keys: Iterable[Key], dim: str, parts_of: Mapping[str | None, tuple[str, ...]], book: _Book
) -> Iterator[tuple[Key, list[Key]]]:
    for key in keys:
        group = dict(key).get(dim)
        rest = frozenset(pair for pair in key if pair[0] != dim)
        parts = [rest | {(dim, part)} for part in parts_of.get(group, ())]
        if any(part in book.numbers for part in parts if part != key):
            yield key, parts
        if group in parts_of.get(None, ()) and rest in book.numbers:
            yield rest, [rest | {(dim, part)} for part in parts_of[None]]


def named(key: Key) -> str:
    """A cell in words, for messages: ``age=Child, sex=Male``, or the grand total."""
    return ", ".join(f"{dim}={group}" for dim, group in sorted(key)) or "the grand total"
