"""Workbooks for spreadsheets: texts that would run as formulas are made harmless, numbers stay numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dayaq.core.table.layout import guarded

OLDEST = (1980, 1, 1, 0, 0, 0)  # the first time that such a file can carry
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PROPERTIES = {
    "docProps/core.xml": _HEAD
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    + b' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"/>',
    "docProps/app.xml": _HEAD + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
}
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
    return _neutral(out.getvalue())


def _neutral(written: bytes) -> bytes:
    """The file without the time and the program that made it: the same tables give the same bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(written)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, OLDEST)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, PROPERTIES.get(name) or before.read(name))
    return out.getvalue()
