"""What is printed: a table with the filter under which it was counted and the hierarchies of its groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dayaq.core.table import Table
from dayaq.core.table.cells import Key

Divisions = Mapping[str, Mapping[str | None, tuple[str, ...]]]
"""For a column that filters name: the finest groups in which a group (None: all of the column) is divided."""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Groups of one dimension that lie within others: ``parents`` maps a group to the group it is part of.

    The parts of a group make it up completely and exclude each other. A group without parent is part of the whole.
    """

    dim: str
    parents: Mapping[str, str]

    def __post_init__(self) -> None:
        for group in self.parents:
            seen = [group]
            while (above := self.parents.get(seen[-1])) is not None:
                if above in seen:
                    raise ValueError(f"{self.dim}: {group} lies within itself")
                seen.append(above)

    def parts(self, group: str) -> tuple[str, ...]:
        """The groups directly within a group; none for the finest."""
        return tuple(part for part, above in self.parents.items() if above == group)

    def above(self, group: str) -> tuple[str, ...]:
        """The groups in which a group lies, from the nearest to the highest."""
        found: list[str] = []
        while (upper := self.parents.get(found[-1] if found else group)) is not None:
            found.append(upper)
        return tuple(found)

    def tops(self, groups: Iterable[str]) -> tuple[str, ...]:
        """Those of ``groups`` that lie within no other of them."""
        known = tuple(groups)
        return tuple(group for group in known if self.parents.get(group) not in known)


@dataclass(frozen=True, slots=True)
class Release:
    """A table with the filter under which it was counted, as it will be or was published.

    ``where``: pairs of dimension and group that hold for the whole table ({"year": "2017"}). ``fixed``: it has left
    the office already, so that nothing in it can be hidden any more. ``divided``: the finest groups of a column that
    filters name, printed or not, by group (None: all of the column).
    """

    table: Table
    where: Mapping[str, str] = field(default_factory=dict)
    hierarchies: Mapping[str, Hierarchy] = field(default_factory=dict)
    name: str = ""
    fixed: bool = False
    divided: Divisions = field(default_factory=dict)

    def key(self, own: Key) -> Key:
        """The key of a cell among all releases."""
        return own | frozenset(self.where.items())
