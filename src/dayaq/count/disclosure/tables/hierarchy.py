"""Hierarchies and merged groups from a file: which group of a dimension is part of which.

A hierarchy keeps the finer groups beside the upper ones; merging replaces them. Both files name a column of the table, a
group, and the group above it (``parent``) or instead of it (``into``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dayaq.core.table.reading import Line, Sheet
from dayaq.count.disclosure.tables.relations import TOTAL, Hierarchy

Merging = Mapping[str, Mapping[str, str]]
"""For a dimension, the group that takes the place of a group."""


def read_hierarchies(sheet: Sheet, table: Sheet, total: str = TOTAL) -> dict[str, Hierarchy]:
    """The hierarchies of a file with the columns ``dim``, ``group``, ``parent``, checked against the table's own lines."""
    found: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str, str], Line] = {}
    for line, dim, group, parent in _rows(sheet, table, "parent", total):
        _once(sheet, lines, line, (dim, group))
        found.setdefault(dim, {})
        if parent:
            found[dim][group] = parent
            _no_circle(sheet, line, found[dim], group)
    for dim, parents in found.items():
        listed = {group for of, group in lines if of == dim}
        _known(sheet, table, dim, listed - set(parents.values()), {*listed, *parents.values(), total}, lines)
    return {dim: Hierarchy(dim, parents) for dim, parents in found.items() if parents}


def read_merging(sheet: Sheet, table: Sheet, total: str = TOTAL) -> dict[str, dict[str, str]]:
    """What is merged into what, from a file with the columns ``dim``, ``group``, ``into``."""
    found: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str, str], Line] = {}
    for line, dim, group, into in _rows(sheet, table, "into", total):
        if not into:
            raise sheet.fault("this is empty; the name of the merged group expected", line.number, "into")
        _once(sheet, lines, line, (dim, group))
        found.setdefault(dim, {})[group] = into
    for dim, pairs in found.items():
        _known(sheet, table, dim, set(pairs), {*pairs, *pairs.values(), total}, lines)
    return found


def _rows(sheet: Sheet, table: Sheet, above: str, total: str) -> Iterator[tuple[Line, str, str, str]]:
    sheet.need("dim", "group", above)
    if not sheet.lines:
        raise sheet.fault("there is no line below the header")
    for line in sheet.lines:
        dim, group, upper = (line.entries[name] for name in ("dim", "group", above))
        if dim not in table.columns:
            text = f"{dim or 'nothing'} is no column of {table.name}; the columns are {', '.join(table.columns)}"
            raise sheet.fault(text, line.number, "dim")
        if not group:
            raise sheet.fault("the group is empty", line.number, "group")
        for name, text in (("group", group), (above, upper)):
            if text.casefold() == total.casefold():
                raise sheet.fault(f"{text} stands for all groups; it needs no line", line.number, name)
        yield line, dim, group, upper


def _once(sheet: Sheet, lines: dict[tuple[str, str], Line], line: Line, key: tuple[str, str]) -> None:
    if key in lines:
        raise sheet.fault(f"{key[1]} has its place already in line {lines[key].number}; a group lies in one place", line.number, "group")
    lines[key] = line


def _no_circle(sheet: Sheet, line: Line, parents: Mapping[str, str], group: str) -> None:
    above: str | None = parents[group]
    while above is not None:
        if above == group:
            raise sheet.fault(f"{group} would lie within itself", line.number, "parent")
        above = parents.get(above)


def _known(sheet: Sheet, table: Sheet, dim: str, finest: set[str], named: set[str], lines: Mapping[tuple[str, str], Line]) -> None:
    """A group that the table lacks is an error of writing when the table has groups that the file lacks.

    A list of all countries may well name some that nobody came from.
    """
    groups = {line.entries[dim] for line in table.lines}
    strange = [group for group in finest if group not in groups]
    left = sorted(group for group in groups - named if group)
    if strange and left:
        first = min(strange, key=lambda group: lines[dim, group].number)
        text = f"{first} is no group of {table.name}, which has groups without a line here, such as {left[0]}"
        raise sheet.fault(text, lines[dim, first].number, "group")
