"""Rows and columns of a table of figures, for the page and for files."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dayaq.core.table import Cell, CellStatus
from dayaq.count.figures.queries import Sheet, dimension_label, group_label
from dayaq.count.figures.queries.laid_out import unit_word
from dayaq.count.figures.rules import json_value

Line = list[str | int | float | None]


def axes(sheet: Sheet) -> tuple[list[str], list[str]]:
    """The groups of rows and columns; "" is the margin, which comes last."""
    by = sheet.query.by
    both = [[*dict.fromkeys(figure.dims[dim] for figure in sheet.figures), ""] for dim in by]
    return (both[0] if both else [""]), (both[1] if len(both) > 1 else [""])


def cell(sheet: Sheet, row: str, column: str) -> Cell | None:
    """The count of a row and a column."""
    return sheet.counts.get(frozenset((dim, group) for dim, group in zip(sheet.query.by, (row, column), strict=False) if group))


def page_table(sheet: Sheet) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Columns and rows for the table component; hidden cells are marked."""
    if not sheet.ours:
        head, *lines = printed_lines(sheet)
        columns = [{"label": text, "n": text == _("Value")} for text in head]
        return columns, [{"cells": [{"text": entry} if n == len(line) - 1 else entry for n, entry in enumerate(line)]} for line in lines]
    head, *_rest = counted_lines(sheet)
    rows, columns_of = axes(sheet)
    body = [{"cells": [name(sheet, 0, row), *(as_cell(cell(sheet, row, column)) for column in columns_of)]} for row in rows]
    return [{"label": text, "n": number > 0} for number, text in enumerate(head)], body


def as_cell(found: Cell | None) -> Any:
    """A cell as the component takes it."""
    if found is not None and found.status is CellStatus.HIDDEN:
        return {"hidden": True}
    return None if found is None else found.value


def name(sheet: Sheet, axis: int, group: str) -> str:
    """The word of a group, or of the margin."""
    by = sheet.query.by
    if not group:
        return _("All")
    return group_label(by[axis], group, sheet.query.pack, sheet.measure)


def counted_lines(sheet: Sheet) -> list[Line]:
    """Our table with its margins: header, then a line a row; hidden as c, not known as empty."""
    rows, columns = axes(sheet)
    first = dimension_label(sheet.query.by[0]) if sheet.query.by else ""
    head: Line = [first, *(name(sheet, 1, column) if len(columns) > 1 else unit_word(sheet.measure.unit) for column in columns)]
    body: list[Line] = [[name(sheet, 0, row), *(as_entry(cell(sheet, row, column)) for column in columns)] for row in rows]
    return [head, *body]


def as_entry(found: Cell | None) -> str | int | None:
    """A cell in a file: the number, c, or nothing."""
    if found is None or found.status is CellStatus.UNKNOWN:
        return None
    return "c" if found.status is CellStatus.HIDDEN else found.value


def printed_lines(sheet: Sheet) -> list[Line]:
    """What others printed, a line a figure."""
    head: Line = [_("Period"), _("Groups"), _("Value"), pgettext("unit of measurement", "Unit"), _("Source")]
    lines: list[Line] = []
    for figure in sheet.figures:
        groups = ", ".join(group_label(dim, group, sheet.query.pack, sheet.measure) for dim, group in figure.dims.items())
        lines.append([figure.period, groups or _("All"), json_value(figure.value), figure.unit, figure.source])
    return [head, *lines]


def lines(sheet: Sheet) -> list[Line]:
    """The table as a file holds it."""
    return counted_lines(sheet) if sheet.ours else printed_lines(sheet)
