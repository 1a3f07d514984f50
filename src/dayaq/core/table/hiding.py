"""Hiding small counts, so that a table that leaves the office does not point at one person.

What is promised, for a table of one or two dimensions with its margins:

1. every count from 1 to ``threshold`` - 1 is hidden, margins too; 0 is shown;
2. as many further cells are hidden as needed, so that nobody can work out any hidden cell exactly from the
   rows, the columns and the margins of this table, knowing that counts are whole numbers and that every
   hidden count that is not 0 is at least 1;
   (where that cannot be reached, as with a single cell, everything is hidden);
3. the margins count as known to the reader even where the table does not print them.

What is not promised: that a hidden count cannot be narrowed down (only that two values stay possible),
that several tables laid side by side tell nothing, or that the very smallest set of cells is hidden. A
table of more dimensions prints the table of its first two, protected so; its finer cells are all hidden.

How: each row and each column of the table, margins included, is an equation. Taking the cells as arcs
from their row to their column, a hidden count can be one more or one less exactly if its arc lies on a
circle of hidden arcs that all can give way. A cell on no such circle gets one, through the cheapest cells.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from dayaq.core.table.cells import Cell, CellStatus, Key, Table

THRESHOLD = 5  # usual in official statistics; a pack may set another
ROW, COLUMN = "row", "column"
Node = tuple[str, str | None]
MARGIN_COST = 10**9
ZERO_COST = 10**12


@dataclass(frozen=True, slots=True)
class _Arc:
    """A cell between its row and its column; ``sign`` is -1 where an increase lowers the line's sum."""

    key: Key
    value: int
    row: Node
    column: Node
    sign: int
    margin: bool

    @property
    def can_fall(self) -> bool:
        return self.value > 1

    @property
    def cost(self) -> int:
        """How much is lost by hiding it: small inner counts first, then margins, a zero last of all."""
        if self.value == 0:
            return ZERO_COST
        return self.value + (MARGIN_COST if self.margin else 0)

    def steps(self) -> Iterator[tuple[Node, Node]]:
        """The ways a change of one may run through this cell."""
        if self.sign > 0 or self.can_fall:
            yield self.row, self.column
        if self.sign < 0 or self.can_fall:
            yield self.column, self.row


Ways = dict[Node, list[tuple[Node, _Arc]]]


def hide_small(table: Table, threshold: int = THRESHOLD, also: Collection[Key] = ()) -> Table:
    """The table as it may leave the office (see the module for what that promises).

    ``also``: cells that another table hides, so that this one does not print them nor give them away.
    """
    fine = [cell for cell in table.cells if not set(cell.dims) <= set(table.dims[:2])]
    coarse = replace(table, dims=table.dims[:2], cells=tuple(c for c in table.cells if c not in fine))
    hidden = _hidden_keys(coarse, threshold, also) | {cell.key for cell in fine}
    return replace(table, cells=tuple(_shown(cell, hidden) for cell in table.cells))


def _shown(cell: Cell, hidden: set[Key]) -> Cell:
    if cell.key not in hidden or cell.status is CellStatus.UNKNOWN:
        return cell
    return cell.hidden()


def _hidden_keys(table: Table, threshold: int, also: Collection[Key]) -> set[Key]:
    """Small cells, those asked for, and what must go with them; all cells where nothing less would do.

    One pass is enough: what lies on a circle can give way, and more hiding never closes a circle.
    """
    if any(cell.status is CellStatus.HIDDEN for cell in table.cells):
        raise ValueError(f"{table.measure}: cells are hidden once, from the full table")
    arcs = tuple(_arcs(table))
    ways = _ways(arcs)
    hidden = {arc.key for arc in arcs if 0 < arc.value < threshold or arc.key in also}
    for arc in [arc for arc in arcs if arc.key in hidden]:
        circle = _circle(ways, hidden, arc)
        if circle is None:
            return {arc.key for arc in arcs}
        hidden |= circle
    return hidden


def _arcs(table: Table) -> Iterator[_Arc]:
    """Every known cell as an arc. Cells not known are not printed and bind nothing.

    With one dimension there is a single line, which the rows and the columns share.
    """
    by_column = table.dims[1] if len(table.dims) > 1 else None
    for cell in table.cells:
        if cell.value is None:
            continue
        missing = len(table.dims) - len(cell.dims)
        row = cell.dims.get(table.dims[0]) if by_column else None
        column = cell.dims.get(by_column) if by_column else None
        yield _Arc(cell.key, cell.value, (ROW, row), (COLUMN, column), -1 if missing == 1 else 1, missing > 0)


def _ways(arcs: Iterable[_Arc]) -> Ways:
    ways: Ways = {}
    for arc in arcs:
        for start, end in arc.steps():
            ways.setdefault(start, []).append((end, arc))
    return ways


def _circle(ways: Ways, hidden: set[Key], through: _Arc) -> set[Key] | None:
    """The cells of the cheapest circle through one cell, in either direction; None if there is none."""
    paths = (_cheapest(ways, hidden, (end, start), through.key) for start, end in through.steps())
    found = [path for path in paths if path is not None]
    return min(found, key=lambda path: path[0])[1] if found else None


def _cheapest(ways: Ways, hidden: set[Key], ends: tuple[Node, Node], without: Key) -> tuple[int, set[Key]] | None:
    """Dijkstra from the first node to the second; hidden cells cost nothing. Cost and cells of the path."""
    came: dict[Node, tuple[Node, Key] | None] = {}
    order = count()  # breaks ties by order of discovery, so that the answer never depends on hashing
    queue: list[tuple[int, int, Node, tuple[Node, Key] | None]] = [(0, next(order), ends[0], None)]
    while queue:
        cost, _, node, step = heapq.heappop(queue)
        if node in came:
            continue
        came[node] = step
        if node == ends[1]:
            return cost, set(_walked(came, node))
        for target, arc in ways.get(node, ()):
            if arc.key != without and target not in came:
                price = 0 if arc.key in hidden else arc.cost
                heapq.heappush(queue, (cost + price, next(order), target, (node, arc.key)))
    return None


def _walked(came: dict[Node, tuple[Node, Key] | None], node: Node) -> Iterator[Key]:
    step = came[node]
    while step is not None:
        node, key = step
        yield key
        step = came[node]
