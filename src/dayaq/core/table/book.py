"""Workbooks for spreadsheets: texts that would run as formulas are made harmless, numbers stay numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from dayaq.core.table.layout import guarded

Entry = str | int | float | None
WIDEST = 60


def workbook(sheets: Mapping[str, Sequence[Sequence[Entry]]], bold: int = 0) -> bytes:
    """An XLSX file with these sheets; ``bold`` is the number of the row (from 1) that heads the table, 0 for none."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:31])
        for row in rows:
            sheet.append([guarded(entry) if isinstance(entry, str) else entry for entry in row])
        for number in range(1, sheet.max_column + 1):
            longest = max((len(str(row[number - 1])) for row in rows[bold:] if len(row) >= number), default=8)
            sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 10), WIDEST)
        if bold:
            for cell in sheet[bold]:
                cell.font = Font(bold=True)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
