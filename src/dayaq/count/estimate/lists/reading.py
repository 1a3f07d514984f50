"""Capture histories from a file: 0/1 columns with or without a count, or pairs of person and list (CSV or workbook).

A file of histories has a column ``count``; a file of records has one line for each person; a file of two columns that are not both 0/1
names a person and a list in each line. What cannot be estimated from at all is refused with the line and column.
"""

from __future__ import annotations

from pathlib import Path

from dayaq.core.table.reading import Sheet, read_sheet
from dayaq.count.estimate.lists.captures import MARKS, CaptureFault, Captures, from_memberships, from_records, from_rows

COUNT = "count"
NAMES = frozenset({"person", "id", "record"})  # a column that names the person of a record is no list
SOURCES = frozenset({"list", "source"})
PAIR = 2


def read_captures(path: Path) -> Captures:
    """The histories of a file; CaptureFault or SheetFault names file, line and column."""
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
    if len(counts) > 1:
        raise sheet.fault(f"two columns hold the count: {', '.join(counts)}", 1)
    if not counts and (pair := _pair(sheet)):
        return from_memberships([(line.entries[pair[0]], line.entries[pair[1]]) for line in sheet.lines], numbers)
    lists = [column for column in sheet.columns if column.lower() not in {*NAMES, COUNT}]
    rows = [[line.entries[column] for column in (*lists, *counts)] for line in sheet.lines]
    return from_rows(lists, rows, numbers) if counts else from_records(lists, rows, numbers)


def _pair(sheet: Sheet) -> tuple[str, str] | None:
    """The column of the person and that of the list; None when the columns are lists with marks.

    The names decide; without a name that is known the person comes first. Refused when that would take persons for lists.
    """
    if len(sheet.columns) != PAIR:
        return None
    first, second = sheet.columns
    persons, sources = ([column for column in sheet.columns if column.lower() in known] for known in (NAMES, SOURCES))
    if len(persons) == 1 and len(sources) == 1:
        return persons[0], sources[0]
    others = [column for column in sheet.columns if column not in persons]
    if others and _marked(sheet, others):
        return None
    if len(persons) == 1:
        return (first, second) if persons == [first] else (second, first)
    if len(sources) == 1:
        return (first, second) if sources == [second] else (second, first)
    if not others or _different(sheet, second) >= _different(sheet, first):
        raise sheet.fault("it is not clear which column holds the persons; name the columns person and list", 1)
    return first, second


def _different(sheet: Sheet, column: str) -> int:
    return len({line.entries[column] for line in sheet.lines})


def _marked(sheet: Sheet, columns: list[str]) -> bool:
    """Whether these columns hold only 0 and 1: then they are lists."""
    return all(line.entries[column].upper() in MARKS for line in sheet.lines for column in columns)


def _refuse(captures: Captures, sheet: Sheet) -> None:
    if not captures.observed:
        raise CaptureFault("there is nobody in this file")
    if len(captures.lists) < PAIR:
        raise CaptureFault("there is only one list; nothing can be estimated from less than two", column=captures.lists[0])
    for bit, name in enumerate(captures.lists):
        if captures.totals[1 << bit] == 1:
            sentence = "only one person is on this list; merge it with another list or leave it out"
            raise CaptureFault(sentence, _line_of(sheet, name), name)
    if not captures.on_two_or_more:
        raise CaptureFault(f"nobody is on two of the lists {', '.join(captures.lists)}; without any overlap nothing can be estimated")


def _line_of(sheet: Sheet, name: str) -> int | None:
    """The line of the one person on a list."""
    for line in sheet.lines:
        entries = [line.entries[column] for column in sheet.columns if column.lower() == COUNT]
        on_list = MARKS.get(line.entries[name].upper()) == 1 if name in sheet.columns else name in line.entries.values()
        if on_list and all(entry != "0" for entry in entries):
            return line.number
    return None
