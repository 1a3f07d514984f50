"""A table from a file of comma separated values or from a workbook: a header and numbered lines of text.

Nothing is guessed but the separator. What is wrong is named by file, line and column, so that it can be found. Texts
that were made harmless for spreadsheets are read as they were.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from dayaq.core.archive import Damaged, Limits, borne
from dayaq.core.table.layout import unguarded

SEPARATORS = (",", ";", "\t")
BOOKS = frozenset({".xlsx", ".xlsm"})
LONGEST = 2_000_000  # lines; a national file has thousands
LIMITS = Limits(files=100_000, size=1_000_000_000, times=100, small=20_000_000)  # true workbooks shrink to a tenth or a fortieth


class SheetFault(ValueError):
    """Something in a file cannot be used; the message names file, line and column and says what is expected."""

    def __init__(self, text: str, *, file: str = "", line: int = 0, column: str = "") -> None:
        self.file, self.line, self.column, self.text = file, line, column, text
        place = ", ".join(filter(None, (file, f"line {line}" if line else "", f"column {column}" if column else "")))
        super().__init__(f"{place}: {text}" if place else text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line below the header: its number in the file (from 1, the header is line 1) and its entries by column."""

    number: int
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: its name without folders, the columns in their order, the lines that are not empty."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def fault(self, text: str, line: int = 0, column: str = "") -> SheetFault:
        """An error at a place of this file, for the caller to raise."""
        return SheetFault(text, file=self.name, line=line, column=column)

    def need(self, *columns: str) -> None:
        """SheetFault when one of the columns is not there."""
        for column in columns:
            if column not in self.columns:
                raise self.fault(f"there is no such column; the columns are {', '.join(self.columns)}", 1, column)


def read_sheet(path: Path) -> Sheet:
    """The first sheet of a workbook (``.xlsx``), or a text file in UTF-8; SheetFault when it cannot be read."""
    if path.is_dir():
        raise SheetFault("this is a folder; a file expected", file=path.name or str(path))
    if not path.is_file():
        raise SheetFault("there is no such file", file=path.name or str(path))
    rows = _book_rows(path) if path.suffix.lower() in BOOKS else _text_rows(path)
    header, *below = islice(rows, LONGEST + 2)
    if len(below) > LONGEST:
        raise SheetFault(f"there are more than {LONGEST} lines", file=path.name)
    columns = _columns(path.name, *header)
    return Sheet(path.name, columns, tuple(_lines(path.name, columns, below)))


def _columns(name: str, number: int, header: Sequence[str]) -> tuple[str, ...]:
    columns = [unguarded(text.strip()) for text in header]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        raise SheetFault("the file is empty; the first line must name the columns", file=name, line=number)
    for place, column in enumerate(columns, 1):
        if not column:
            raise SheetFault(f"column {place} has no name", file=name, line=number)
        if columns.index(column) != place - 1:
            raise SheetFault("two columns have this name", file=name, line=number, column=column)
    return tuple(columns)


def _lines(name: str, columns: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Line]:
    for number, row in rows:
        entries = [unguarded(text.strip()) for text in row]
        if not any(entries):
            continue
        if any(entries[len(columns) :]):
            raise SheetFault(f"there are {len(entries)} entries, but {len(columns)} columns", file=name, line=number)
        entries += [""] * (len(columns) - len(entries))
        yield Line(number, dict(zip(columns, entries, strict=False)))


def _text_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows with the line on which each begins; a row may run over several lines."""
    text = _text(path)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count), strict=True)
    number, empty = 1, True
    try:
        for row in reader:
            if row or not empty:
                empty = False
                yield number, row
            number = reader.line_num + 1
    except csv.Error as error:
        raise SheetFault(f"this is not comma separated text ({error})", file=path.name, line=number) from error
    if empty:
        yield 1, ()


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetFault("this is not text in UTF-8; save it as CSV UTF-8 or as .xlsx", file=path.name) from error
    except OSError as error:
        raise SheetFault("this file cannot be read", file=path.name) from error
    if "\0" in text:
        raise SheetFault("this is not text; save it as CSV UTF-8 or as .xlsx", file=path.name)
    return text


def _book_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if _swells(path):
        raise SheetFault("the workbook becomes too large when it is unpacked", file=path.name)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        read = [(number, [_entry(value) for value in row]) for number, row in islice(rows, LONGEST + 2)]
        empty = {(number, place) for number, row in read for place, text in enumerate(row, 1) if not text}
        formula = _formula(load_workbook(path, read_only=True).worksheets[0], empty) if empty else None
    except (InvalidFileException, BadZipFile, OSError, LookupError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        raise SheetFault("this is not a workbook that can be read (.xlsx)", file=path.name) from error
    if formula:
        text = f"cell {formula} holds a formula without its result; open the file in a spreadsheet program and save it again"
        raise SheetFault(text, file=path.name)
    while read and not any(read[0][1]):
        read.pop(0)
    yield from read or [(1, [])]


def _swells(path: Path) -> bool:
    """Whether a workbook is packed as only a trap is: the same cell a million times makes a few kilobytes."""
    try:
        return not borne(path, LIMITS)
    except Damaged:
        return False  # no workbook at all: said where it is read


def _formula(sheet: Any, empty: Collection[tuple[int, int]]) -> str | None:
    """The first cell that has a formula though it seems to be empty: programs that only write files work out no result."""
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(islice(sheet.iter_rows(), LONGEST + 2), 1):
        for place, cell in enumerate(row, 1):
            if cell.value is not None and cell.data_type == "f" and (number, place) in empty:
                return f"{get_column_letter(place)}{number}"
    return None


def _entry(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
