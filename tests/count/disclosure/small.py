"""Small tables for tests, and all the numbers that their hidden cells can have, by trying every table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.count.disclosure.tables.relations import Release

Ends = dict[Key, tuple[int, int | None]]


def cube(shape: Sequence[int], counts: Sequence[int]) -> Table:
    """A table with all its margins; dimensions a, b, c, ..., groups a0, a1, ... and counts in their order."""
    dims = "abcd"[: len(shape)]
    groups = [[f"{dim}{place}" for place in range(size)] for dim, size in zip(dims, shape, strict=True)]
    cells = (Cell(dict(zip(dims, names, strict=True)), n) for names, n in zip(product(*groups), counts, strict=True))
    return Table("people", tuple(dims), tuple(cells)).with_margins()


def without(table: Table, hide: Callable[[Cell], bool]) -> Table:
    """The table with some cells hidden."""
    return Table(table.measure, table.dims, tuple(cell.hidden() if hide(cell) else cell for cell in table.cells))


def masked(table: Table, pattern: int) -> Table:
    """The table without the cells whose bit is set."""
    marks = {cell.key: pattern >> place & 1 for place, cell in enumerate(table.cells)}
    return without(table, lambda cell: bool(marks[cell.key]))


def only(table: Table, **where: str) -> Release:
    """A table as a release."""
    return Release(table, where)


def tried(table: Table, at_least: int = 0) -> Ends:
    """The least and the greatest number of each hidden cell over all whole-number tables that fit what is printed."""
    open_cells = [cell.key for cell in table.inner() if cell.status is CellStatus.HIDDEN]
    shown = {cell.key: cell.value for cell in table.inner() if cell.value is not None}
    sums = []
    for cell in table.cells:
        if cell.value is not None and len(cell.dims) < len(table.dims):
            rest = cell.value - sum(value for key, value in shown.items() if cell.key <= key)
            sums.append((rest, [place for place, key in enumerate(open_cells) if cell.key <= key]))
    endless = {place for place in range(len(open_cells)) if not any(place in members for _, members in sums)}
    ends: Ends = {}
    hidden = [cell.key for cell in table.cells if cell.status is CellStatus.HIDDEN]
    parts = {name: [place for place, key in enumerate(open_cells) if name <= key] for name in hidden}
    known = {name: sum(value for key, value in shown.items() if name <= key) for name in hidden}
    for values in _fills(len(open_cells), sums, endless, at_least):
        numbers = {name: known[name] + sum(values[place] for place in parts[name]) for name in hidden}
        if min(numbers.values(), default=0) < at_least:
            continue
        for name, number in numbers.items():
            low, high = ends.get(name, (number, number))
            ends[name] = min(low, number), None if high is None or endless & set(parts[name]) else max(high, number)
    return ends


def _fills(size: int, sums: Sequence[tuple[int, list[int]]], endless: set[int], at_least: int) -> Iterator[list[int]]:
    """Every way to fill the open cells; those without an end stay at their least."""
    of: list[list[int]] = [[number for number, (_, members) in enumerate(sums) if place in members] for place in range(size)]
    rest = [amount for amount, _ in sums]
    last = [max(members, default=-1) for _, members in sums]
    values = [0] * size

    def fill(place: int) -> Iterator[list[int]]:
        if place == size:
            if not any(amount for amount, end in zip(rest, last, strict=True) if end < 0):
                yield values
            return
        top = at_least if place in endless else min(rest[number] for number in of[place])
        for value in range(at_least, top + 1):
            for number in of[place]:
                rest[number] -= value
            if not any(last[number] == place and rest[number] for number in of[place]):
                values[place] = value
                yield from fill(place + 1)
            for number in of[place]:
                rest[number] += value

    return fill(0)


def crossed(records: Iterable[Mapping[str, str]], dims: Sequence[str]) -> Table:
    """Records with a column ``people`` as a table with every margin; combinations that nobody has are 0."""
    lines = list(records)
    groups = {dim: tuple(dict.fromkeys(line[dim] for line in lines)) for dim in dims}
    counts: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        counts[tuple(line[dim] for dim in dims)] += int(line["people"])
    cells = (Cell(dict(zip(dims, names, strict=True)), counts[names]) for names in product(*groups.values()))
    return Table("people", tuple(dims), tuple(cells)).with_margins()


def small_hidden(table: Table, threshold: int) -> Table:
    """What many offices do: hide every small count, and nothing else."""
    return without(table, lambda cell: cell.value is not None and 0 < cell.value < threshold)


def lines(table: Table, count: str = "people", total: str = "Total") -> list[dict[str, str]]:
    """The table as the lines of a printed file."""
    return [{**{dim: cell.dims.get(dim, total) for dim in table.dims}, count: cell.text()} for cell in table.cells]
