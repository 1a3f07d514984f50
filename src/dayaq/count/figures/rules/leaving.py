"""Which cells of a table leave the office: protected so that the pages of one measure and period may be laid side by side.

A page by two things shows the tables by one thing in its margins, and these stand on pages of their own. So every table
is protected after those that it contains: what they print stands, what they hide is hidden here too. The same holds for
a dimension that others are coarser words for (``within``): citizenship by country contains national and foreign.

What is not promised: that tables which share only their margins (by a and b, by a and c, by b and c) tell nothing
together about people that none of them counts apart; and that a reader who knows that no hidden count is 0 is left in
doubt where a printed total is as large as the number of its hidden parts.
Basis: THB Law Art. 6.3 (only necessary information).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.count.disclosure.hiding.protect import protect
from dayaq.count.disclosure.tables.primary import primary
from dayaq.count.disclosure.tables.relations import Hierarchy, Release
from dayaq.count.figures.rules.measures import Dimension

Entries = tuple[tuple[tuple[str, ...], int | None], ...]
Axes = tuple[tuple[str, "Coarser | None"], ...]
Node = tuple[int, ...]  # for each dimension: 0 all of it, then coarse groups if there are any, last the groups themselves
LEAST = 1  # what a reader knows of a hidden count: it is not 0, since 0 is shown
SECONDS = 0.0  # no search for fewer cells by the clock: the same table hides the same cells on a busy machine
MANY = 1000  # small cells, from which on a page would wait too long for that; only tables of other countries have so many
KEPT = 512  # tables remembered; asking the same page again costs nothing
NATIONAL, FOREIGN, STATELESS = "national", "foreign", "XX"
PLAIN = frozenset({NATIONAL, FOREIGN, "stateless", "unknown"})
COARSE = "~"  # before coarse groups, so that they are never taken for groups


@dataclass(frozen=True, slots=True)
class Coarser:
    """The dimension ``name`` that a finer one lies within: the coarse group ``above`` each group, and those always shown."""

    name: str
    above: tuple[tuple[str, str], ...]
    always: tuple[str, ...] = ()


def above(dimension: Dimension, groups: Iterable[str], home: str) -> Coarser:
    """National, foreign, stateless or not known: the words in which a country is said more coarsely, as the register does."""
    plain = {home: NATIONAL, STATELESS: "stateless"}
    return Coarser(dimension.within, tuple((g, plain.get(g, g if g in PLAIN else FOREIGN)) for g in sorted(groups)), (NATIONAL, FOREIGN))


@dataclass(frozen=True, slots=True)
class Withheld:
    """The cells that do not leave: those that are small, and those that would give them away."""

    small: frozenset[Key]
    others: frozenset[Key]

    @property
    def every(self) -> frozenset[Key]:
        return self.small | self.others


def withheld(whole: Table, threshold: int, within: Mapping[str, Coarser] | None = None) -> Withheld:
    """What of a table with all its margins must not leave. The order of its dimensions and cells changes nothing."""
    if any(cell.status is CellStatus.HIDDEN for cell in whole.cells):
        raise ValueError(f"{whole.measure}: cells are hidden once, from the full table")
    known = within or {}
    coarse = [known[dim].name if dim in known else dim for dim in whole.dims]
    names = {dim: name if coarse.count(name) == 1 else dim for dim, name in zip(whole.dims, coarse, strict=True)}
    dims = tuple(sorted(whole.dims, key=names.__getitem__))
    entries = tuple(sorted((tuple(cell.dims[dim] for dim in dims), cell.value) for cell in whole.inner()))
    axes = tuple((names[dim], known.get(dim)) for dim in dims)
    back = {names[dim]: dim for dim in dims}
    hidden = {frozenset((back[name], group) for name, group in key) for key in _decided(axes, entries, threshold)}
    small = primary(whole, threshold)
    return Withheld(small, frozenset(hidden & {cell.key for cell in whole.cells}) - small)


@lru_cache(KEPT)
def _decided(axes: Axes, entries: Entries, threshold: int) -> frozenset[Key]:
    """The hidden cells of all tables within one, the coarsest decided first."""
    lattice = _Lattice(axes, entries)
    hidden: set[Key] = set()
    for node in lattice.nodes():
        small = {key for key, value in lattice.own(node).items() if value is not None and 0 < value < threshold}
        before = hidden & lattice.margins(node).keys()
        if small or before:
            hidden |= _hidden_in(lattice, node, small | before, before)
    return frozenset(hidden)


def _hidden_in(lattice: _Lattice, node: Node, sensitive: Set[Key], before: Set[Key]) -> Set[Key]:
    """The cells of one table to hide, its margins being what their own pages print.

    From three dimensions on, printed margins can say too much about a cell: then some go too, first those by two things
    or more, so that the table by itself keeps what it hides.
    """
    levels = lattice.hierarchies(node)
    least = LEAST if len(sensitive) < MANY else 0
    whole = Release(lattice.table(node), hierarchies=levels)
    hidden: Set[Key] = set()
    for deepest in dict.fromkeys((len(node), 1, -1)):
        fixed = lattice.table(node, before, margins=deepest)
        printed = [Release(fixed, hierarchies=levels, fixed=True)] if fixed.cells else []
        kept = protect([whole, *printed], sensitive=sensitive, at_least=least, seconds=SECONDS)
        hidden = set(kept.hidden)
        if not kept.exposed:
            break
    return hidden


class _Lattice:
    """The counts of a table at every combination of levels of its dimensions."""

    def __init__(self, axes: Axes, entries: Entries) -> None:
        self.dims = tuple(name for name, _ in axes)
        self.coarser = [coarser for _, coarser in axes]
        self.above = [dict(coarser.above) if coarser else {} for coarser in self.coarser]
        self.counts: dict[Node, dict[Key, int | None]] = {node: {} for node in self.nodes()}
        for groups, value in (*entries, *self._always(entries)):
            for node, cells in self.counts.items():
                if len(key := self._key(groups, node)) == sum(map(bool, node)):
                    known = cells.get(key, 0)
                    cells[key] = None if known is None or value is None else known + value

    def _always(self, entries: Entries) -> Iterator[tuple[tuple[str, ...], int]]:
        """Nobody in the coarse groups that are always shown: they have no groups of their own here."""
        for axis, coarser in enumerate(self.coarser):
            for group in coarser.always if coarser else ():
                others = dict.fromkeys((*groups[:axis], f"{COARSE}{group}", *groups[axis + 1 :]) for groups, _ in entries)
                yield from ((groups, 0) for groups in others)

    def nodes(self) -> Iterator[Node]:
        """Every combination of levels, each after all that are coarser."""
        yield from sorted(product(*(range(3 if coarser else 2) for coarser in self.coarser)), key=lambda node: (sum(node), node))

    def _key(self, groups: Sequence[str], node: Node) -> Key:
        found = ((dim, self._group(axis, groups[axis], node[axis])) for axis, dim in enumerate(self.dims) if node[axis])
        return frozenset((dim, group) for dim, group in found if group is not None)

    def _group(self, axis: int, group: str, level: int) -> str | None:
        """The group at a level; None: a coarse group is not there among the groups themselves."""
        if group.startswith(COARSE):
            return group if level == 1 else None
        return f"{COARSE}{self.above[axis][group]}" if self.coarser[axis] and level == 1 else group

    def own(self, node: Node) -> dict[Key, int | None]:
        """The cells that are in no coarser table."""
        return self.counts[node]

    def margins(self, node: Node) -> dict[Key, int | None]:
        """The cells of all coarser tables."""
        below = (one for one in self.counts if one != node and all(a <= b for a, b in zip(one, node, strict=True)))
        return {key: value for one in below for key, value in self.counts[one].items()}

    def table(self, node: Node, hidden: Set[Key] = frozenset(), *, margins: int | None = None) -> Table:
        """The table of these levels without what is hidden; or of its margins only, by at most so many things."""
        shown = self.margins(node) | (self.own(node) if margins is None else {})
        dims = tuple(dim for dim, level in zip(self.dims, node, strict=True) if level)
        kept = ((key, value) for key, value in shown.items() if margins is None or len(key) <= margins)
        return Table("", dims, tuple(_cell(key, value, hidden=key in hidden) for key, value in kept))

    def hierarchies(self, node: Node) -> dict[str, Hierarchy]:
        """The coarse groups above those of the table, in every dimension that shows both."""
        found = {}
        for axis, (dim, level) in enumerate(zip(self.dims, node, strict=True)):
            if level == 2:
                groups = sorted({group for key in self.own(node) for name, group in key if name == dim})
                found[dim] = Hierarchy(dim, {group: f"{COARSE}{self.above[axis][group]}" for group in groups})
        return found


def _cell(key: Key, value: int | None, *, hidden: bool) -> Cell:
    if hidden:
        return Cell(dict(sorted(key)), None, CellStatus.HIDDEN)
    return Cell(dict(sorted(key)), value, CellStatus.UNKNOWN if value is None else CellStatus.FINAL)
