"""Capture histories from a file: 0/1 columns with or without a count, or pairs of person and list (CSV or workbook).

A file of histories has a column ``count``; a file of records has one row for each person; a file of two columns that are not both 0/1
names a person and a list in each row. What cannot be estimated from at all is refused with the row and column.
"""

from __future__ import annotations

from pathlib import Path

from dayaq.core.table.reading import Sheet, read_sheet
from dayaq.count.estimate.lists.captures import MARKS, CaptureFault, Captures, from_memberships, from_records, from_rows

COUNT = "count"
NAMES = frozenset({"person", "id", "record"})  # a column that names the person of a record is no list
PAIR = 2


def read_captures(path: Path) -> Captures:
    """The histories of a file; CaptureFault or SheetFault names file, row and column."""
    sheet = read_sheet(path)
    try:
        captures = _captures(sheet)
        _refuse(captures, sheet)
    except CaptureFault as fault:
        raise fault.within(sheet.name) from None
    return captures


def _captures(sheet: Sheet) -> Captures:
    numbers = [line.number for line in sheet.lines]
    counts = [column for column in sheet.columns if column.lower() == COUNT]
    if not counts and len(sheet.columns) == PAIR and not _marked(sheet):
        pairs = [(line.entries[sheet.columns[0]], line.entries[sheet.columns[1]]) for line in sheet.lines]
        return from_memberships(pairs, numbers)
    lists = [column for column in sheet.columns if column.lower() not in {*NAMES, COUNT}]
    rows = [[line.entries[column] for column in (*lists, *counts)] for line in sheet.lines]
    return from_rows(lists, rows, numbers) if counts else from_records(lists, rows, numbers)


def _marked(sheet: Sheet) -> bool:
    """Whether both columns of a file hold only 0 and 1: then they are two lists."""
    return all(entry in MARKS for line in sheet.lines for entry in line.entries.values())


def _refuse(captures: Captures, sheet: Sheet) -> None:
    if not captures.observed:
        raise CaptureFault("there is nobody in this file")
    if len(captures.lists) < PAIR:
        raise CaptureFault("there is only one list; nothing can be estimated from less than two", column=captures.lists[0])
    for bit, name in enumerate(captures.lists):
        if captures.totals[1 << bit] == 1:
            sentence = "only one person is on this list; merge it with another list or leave it out"
            raise CaptureFault(sentence, _row_of(sheet, name), name)
    if not captures.on_two_or_more:
        raise CaptureFault(f"nobody is on two of the lists {', '.join(captures.lists)}; without any overlap nothing can be estimated")


def _row_of(sheet: Sheet, name: str) -> int | None:
    """The row of the one person on a list."""
    for line in sheet.lines:
        entries = [line.entries[column] for column in sheet.columns if column.lower() == COUNT]
        on_list = line.entries[name] == "1" if name in sheet.columns else name in line.entries.values()
        if on_list and all(entry != "0" for entry in entries):
            return line.number
    return None
