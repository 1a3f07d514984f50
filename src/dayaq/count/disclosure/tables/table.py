"""A table of counts with all its margins and levels, from the lines of a file.

A line counts the people of one group in every dimension; lines with the same groups are added, combinations without a
line are 0. Lines may hold margins too (group "Total", or an upper group of a hierarchy): then they must add up, and a
kind of margin that is there for some groups must be there for all. What a file does not print and cannot be added up
from what it prints stays a cell that is not known: it has no number, but the sums still hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import HIDDEN_MARK, Key
from dayaq.core.table.reading import Line, Sheet
from dayaq.count.disclosure.tables.relations import TOTAL, Hierarchy

MOST = 200_000  # cells of one table, margins included; beyond that a table is microdata in disguise
LARGEST = 10**9  # no country counts more people; a longer number is a telephone number or a mistake
COUNT = re.compile(r"(?P<whole>[0-9]+)(\.0+)?", re.ASCII)
Place = tuple[str | None, ...]
"""A group for every dimension of the table, None for all of it."""


@dataclass(slots=True)
class _Entry:
    """What the lines of a file say of a place, and the first line that says it."""

    line: int
    value: int | None
    status: CellStatus


def build(
    sheet: Sheet,
    *,
    count: str,
    dims: Sequence[str],
    total: str = TOTAL,
    hierarchies: Mapping[str, Hierarchy] | None = None,
    also: Mapping[str, Collection[str]] | None = None,
) -> Table:
    """The table of ``sheet`` by ``dims``: every combination of groups, every margin, every level of a hierarchy.

    ``also``: groups by dimension that the table has although no line names them: nobody is in them.
    SheetFault where an entry is no count, a group is empty, a margin is missing or totals do not add.
    """
    frame = _Frame(dims, total, hierarchies or {})
    entries = _entries(sheet, count, frame)
    frame.learn(entries, also or {})
    size = prod(len(groups) for groups in frame.groups)
    if size > MOST:
        raise sheet.fault(f"the table by {', '.join(dims)} has {size} cells, more than {MOST}; name fewer dimensions or merge groups")
    cells = _Filled(sheet, frame, entries).cells()
    return Table(count, tuple(dims), tuple(cells))


def excerpt(sheet: Sheet, like: Table, *, total: str = TOTAL) -> tuple[Table, dict[Key, int]]:
    """A part of the table ``like`` that a file prints: its cells, all others without number; and the lines of the file.

    Lines of groups that ``like`` lacks are not in the table.
    """
    frame = _Frame(like.dims, total, {})
    printed = {frozenset(frame.dims_of(place).items()): entry for place, entry in _entries(sheet, like.measure, frame).items()}
    nothing = _Entry(0, None, CellStatus.UNKNOWN)
    found = ((cell, printed.get(cell.key, nothing)) for cell in like.cells)
    cells = tuple(Cell(cell.dims, entry.value, entry.status) for cell, entry in found)
    return Table(like.measure, like.dims, cells), {key: entry.line for key, entry in printed.items() if entry.value != 0}


def fitted(hierarchies: Mapping[str, Hierarchy], table: Table) -> dict[str, Hierarchy]:
    """The hierarchies of a table's dimensions, with the groups that the table has."""
    found = {}
    for dim, hierarchy in hierarchies.items():
        groups = set(table.groups(dim)) if dim in table.dims else set()
        parents = {group: above for group, above in hierarchy.parents.items() if group in groups}
        if parents:
            found[dim] = Hierarchy(dim, parents)
    return found


def _entries(sheet: Sheet, count: str, frame: _Frame) -> dict[Place, _Entry]:
    _asked(sheet, count, frame.dims)
    entries: dict[Place, _Entry] = {}
    for line in sheet.lines:
        _enter(sheet, entries, frame.place(sheet, line), _read(sheet, line, count), count)
    return entries


def _asked(sheet: Sheet, count: str, dims: Sequence[str]) -> None:
    if not dims:
        raise sheet.fault("no dimension is named; at least one column must divide the table")
    for number, dim in enumerate(dims):
        if dim == count or dim in dims[:number]:
            raise sheet.fault("this column is asked for twice", 1, dim)
    sheet.need(count, *dims)
    if not sheet.lines:
        raise sheet.fault("there is no line below the header")


def _read(sheet: Sheet, line: Line, count: str) -> _Entry:
    """The count of one line: a whole number, ``c`` for hidden, empty for not known."""
    text = line.entries[count]
    if not text:
        return _Entry(line.number, None, CellStatus.UNKNOWN)
    if text.casefold() == HIDDEN_MARK:
        return _Entry(line.number, None, CellStatus.HIDDEN)
    found = COUNT.fullmatch(text)
    if found is None:
        raise sheet.fault(_why(text), line.number, count)
    if len(found["whole"]) > len(str(LARGEST)) or int(found["whole"]) > LARGEST:
        raise sheet.fault(f"{text[:20]} is larger than any count of people", line.number, count)
    return _Entry(line.number, int(found["whole"]), CellStatus.FINAL)


def _why(text: str) -> str:
    shown = text if len(text) <= 20 else f"{text[:19]}…"
    try:
        number = float(text)
    except ValueError:
        return f"{shown} is not a count; a whole number expected, {HIDDEN_MARK} for hidden, nothing for not known"
    if number < 0:
        return f"{shown} is negative; a count is 0 or more"
    return f"{shown} is not written as a whole number; people are counted as 0, 1, 2"


def _enter(sheet: Sheet, entries: dict[Place, _Entry], place: Place, entry: _Entry, count: str) -> None:
    """Add a line to its place. A hidden part of a sum would be lost in it, so that is refused."""
    there = entries.get(place)
    if there is None:
        entries[place] = entry
        return
    if CellStatus.HIDDEN in {there.status, entry.status}:
        text = f"this line has the same groups as line {there.line}, and one of them is hidden; name the column that tells them apart"
        raise sheet.fault(text, entry.line, count)
    if there.value is None or entry.value is None:
        there.value, there.status = None, CellStatus.UNKNOWN
    else:
        there.value += entry.value


@dataclass(slots=True)
class _Frame:
    """The dimensions, their groups at every level (None last: the margin), and what lies within what."""

    dims: Sequence[str]
    total: str
    hierarchies: Mapping[str, Hierarchy]
    groups: list[list[str | None]] = field(default_factory=list)
    empty: list[set[str]] = field(default_factory=list)
    finest: list[set[str]] = field(default_factory=list)
    parts: list[dict[str | None, list[str]]] = field(default_factory=list)
    above: list[dict[str, list[str | None]]] = field(default_factory=list)

    def place(self, sheet: Sheet, line: Line) -> Place:
        return tuple(self._group(sheet, line, dim) for dim in self.dims)

    def _group(self, sheet: Sheet, line: Line, dim: str) -> str | None:
        group = line.entries[dim]
        if not group:
            raise sheet.fault(f"the group is empty; name it, or write {self.total} for a margin", line.number, dim)
        return None if group.casefold() == self.total.casefold() else group

    def learn(self, places: Mapping[Place, _Entry], also: Mapping[str, Collection[str]]) -> None:
        """The groups in the order of the file, upper groups after their parts, the margin last."""
        for number, dim in enumerate(self.dims):
            named = dict.fromkeys(place[number] for place in places)
            upper = set(self.hierarchies[dim].parents.values()) if dim in self.hierarchies else set()
            self.empty.append(set(also.get(dim, ())) - set(named) - upper)
            self._learn(dim, [group for group in (*named, *sorted(self.empty[-1])) if group is not None])

    def _learn(self, dim: str, named: list[str]) -> None:
        parents = self.hierarchies[dim].parents if dim in self.hierarchies else {}
        known = dict.fromkeys(named)
        for group in named:
            known.update(dict.fromkeys(_chain(parents, group)))
        parts: dict[str | None, list[str]] = {}
        for group in known:
            parts.setdefault(parents.get(group), []).append(group)
        finest = [group for group in known if group not in parts]
        self.groups.append([*finest, *(group for group in known if group in parts), None])
        self.finest.append(set(finest))
        self.parts.append(parts)
        self.above.append({group: [*_chain(parents, group), None] for group in known})

    def is_inner(self, place: Place) -> bool:
        return all(group in finest for group, finest in zip(place, self.finest, strict=True))

    def is_empty(self, place: Place) -> bool:
        return any(group in empty for group, empty in zip(place, self.empty, strict=True))

    def kind(self, place: Place) -> tuple[int, ...]:
        """Which kind of margin a place is: for each dimension 0 for a finest group, else how far from the top."""
        pairs = zip(place, self.finest, self.above, strict=True)
        return tuple(-1 if g is None else 0 if g in finest else len(above[g]) for g, finest, above in pairs)

    def wholes(self, place: Place) -> Iterator[Place]:
        """Every place that contains an inner one, itself left out."""
        chains = [[group, *above[group]] for group, above in zip(place, self.above, strict=True) if group is not None]
        places = iter(product(*chains))
        next(places)
        return places

    def divided(self, place: Place) -> Iterator[tuple[str, list[Place]]]:
        """The ways to divide a place into parts, by one dimension each."""
        for number, group in enumerate(place):
            below = self.parts[number].get(group, [])
            if below:
                yield self.dims[number], [(*place[:number], part, *place[number + 1 :]) for part in below]

    def words(self, place: Place) -> str:
        return ", ".join(f"{dim}={self.total if group is None else group}" for dim, group in zip(self.dims, place, strict=True))

    def dims_of(self, place: Place) -> dict[str, str]:
        return {dim: group for dim, group in zip(self.dims, place, strict=True) if group is not None}


def _chain(parents: Mapping[str, str], group: str) -> list[str]:
    """The groups above a group, from the nearest to the highest."""
    found: list[str] = []
    while (above := parents.get(found[-1] if found else group)) is not None:
        found.append(above)
    return found


class _Filled:
    """The places of a table with what the file says or what can be added up."""

    def __init__(self, sheet: Sheet, frame: _Frame, entries: Mapping[Place, _Entry]) -> None:
        self.sheet, self.frame, self.entries = sheet, frame, entries
        self.kinds: dict[tuple[int, ...], int] = {}
        for place, entry in entries.items():
            self.kinds.setdefault(frame.kind(place), entry.line)
        self.has_inner = (0,) * len(frame.dims) in self.kinds
        self.sums: dict[Place, int] = {}
        self.open: set[Place] = set()
        self._add()

    def _add(self) -> None:
        inner = ((place, entry) for place, entry in self.entries.items() if self.frame.is_inner(place))
        for place, entry in inner:
            for whole in self.frame.wholes(place):
                if entry.value is None:
                    self.open.add(whole)
                else:
                    self.sums[whole] = self.sums.get(whole, 0) + entry.value

    def cells(self) -> list[Cell]:
        values = {place: self._value(place) for place in product(*self.frame.groups)}
        self._check(values)
        return [Cell(self.frame.dims_of(place), value, status) for place, (value, status) in values.items()]

    def _value(self, place: Place) -> tuple[int | None, CellStatus]:
        entry = self.entries.get(place)
        if entry is not None:
            return entry.value, entry.status
        if self.frame.is_empty(place):
            return 0, CellStatus.FINAL
        # An inner place without a line is 0, like a total of such places.
        known = None if not self.has_inner or place in self.open else self.sums.get(place, 0)
        line = self.kinds.get(self.frame.kind(place), 0)
        if known != 0 and line and not self.frame.is_inner(place):
            column = next(dim for dim, group, finest in zip(self.frame.dims, place, self.frame.finest, strict=True) if group not in finest)
            text = f"there is a total in this line, but the one of {self.frame.words(place)} is missing"
            raise self.sheet.fault(text, line, column)
        return known, CellStatus.UNKNOWN if known is None else CellStatus.FINAL

    def _check(self, values: Mapping[Place, tuple[int | None, CellStatus]]) -> None:
        """Every total that a line gives is what its parts add up to, or at least those of them that are known."""
        for place, entry in sorted(self.entries.items(), key=lambda pair: pair[1].line):
            for dim, parts in self.frame.divided(place) if entry.value is not None else ():
                found = [values[part][0] for part in parts]
                known = sum(value for value in found if value is not None)
                if known > (entry.value or 0) or (None not in found and known != entry.value):
                    words = self.frame.words(place)
                    least = "at least " if None in found else ""
                    text = f"{words} is {entry.value}, but its parts by {dim} add up to {least}{known}"
                    raise self.sheet.fault(text, entry.line, self.sheet_column(place, dim))

    def sheet_column(self, place: Place, dim: str) -> str:
        return dim if self.frame.dims_of(place).get(dim) is None else ""
