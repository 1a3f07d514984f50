"""A table laid out for a page or a file: rows against columns with their margins, and lines of CSV."""

from __future__ import annotations

from dataclasses import dataclass

from dayaq.core.table.cells import Cell, Table

# A spreadsheet takes a text that starts so for a formula and runs it on opening.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Pivot:
    """Rows against columns. A label is None for the margin, which comes last; a cell None if missing."""

    rows: tuple[str | None, ...]
    columns: tuple[str | None, ...]
    lines: tuple[tuple[Cell | None, ...], ...]


def _labels(table: Table, dim: str) -> tuple[str | None, ...]:
    margin = any(dim not in cell.dims for cell in table.cells)
    return (*table.groups(dim), *((None,) if margin else ()))


def pivot(table: Table, row: str, column: str | None = None) -> Pivot:
    """The table by ``row`` and ``column``, over the margins of any other dimension."""
    unknown = {row, column} - {None, *table.dims}
    if unknown or row == column:
        raise ValueError(f"{table.measure} is not laid out by {row} and {column}")
    rows = _labels(table, row)
    columns = _labels(table, column) if column else (None,)

    def at(row_group: str | None, column_group: str | None) -> Cell | None:
        chosen = {row: row_group} | ({column: column_group} if column else {})
        return table.cell(**{dim: group for dim, group in chosen.items() if group is not None})

    return Pivot(rows, columns, tuple(tuple(at(r, c) for c in columns) for r in rows))


def guarded(text: str) -> str:
    """The text, made harmless for spreadsheets by an apostrophe where it would start a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text as it was before an apostrophe made it harmless."""
    return text[1:] if text.startswith("'") and guarded(text.lstrip("'")) != text.lstrip("'") else text


def csv_rows(table: Table) -> list[list[str]]:
    """Header and one line a cell: measure, dimensions, value as printed, status, source, period."""
    lines = [["measure", *table.dims, "value", "status", "source", "period"]]
    for cell in table.cells:
        groups = [cell.dims.get(dim, "") for dim in table.dims]
        period = cell.period.label if cell.period else ""
        lines.append([table.measure, *groups, cell.text(), str(cell.status), cell.source, period])
    return [[guarded(text) for text in line] for line in lines]
