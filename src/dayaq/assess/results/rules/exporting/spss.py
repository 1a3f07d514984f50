"""Answers for SPSS and PSPP: a table of numbers, and the syntax that reads it and says what the numbers mean.

Values are numbered in the order of the form; "don't know / not my field" is 98 and declared missing, no answer is empty.
Both files are UTF-8. Basis: syntax reference of GET DATA, VARIABLE LABELS, VALUE LABELS, MISSING VALUES, VARIABLE LEVEL.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from dayaq.assess.framework.rules import NOT_MY_FIELD, said
from dayaq.assess.results.rules.exporting.variables import Variable
from dayaq.assess.results.rules.keys import Respondent

DATA, SYNTAX = "answers.csv", "answers.sps"
NOT_MINE = "98"
LONGEST_LABEL, LONGEST_VALUE = 255, 120  # bytes that SPSS keeps of a label
WIDEST_TEXT = 4000


def data(columns: Sequence[Variable], people: Sequence[Respondent]) -> str:
    """The table: a header, then numbers and texts; a person a line."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([column.name for column in columns])
    lines.writerows([_number(column, column.of(one)) for column in columns] for one in people)
    return out.getvalue()


def _number(column: Variable, value: str) -> str:
    """The number of a value; texts in one line and without a beginning that a spreadsheet would run."""
    if column.text:
        return " ".join(value.split()).lstrip("=+-@")
    return dict(_numbers(column)).get(value, value)


def _numbers(column: Variable) -> Iterator[tuple[str, str]]:
    """The values of a column with their numbers; places and marks are numbers already."""
    if all(value.isdecimal() for value in column.labels):
        yield from ((value, value) for value in column.labels)
        return
    for n, value in enumerate((value for value in column.labels if value != NOT_MY_FIELD), 1):
        yield value, str(n)
    if NOT_MY_FIELD in column.labels:
        yield NOT_MY_FIELD, NOT_MINE


def syntax(columns: Sequence[Variable], language: str) -> str:
    """The syntax that reads the table and names everything in it."""
    read = [
        "* Encoding: UTF-8.",
        f"GET DATA /TYPE=TXT /FILE='{DATA}' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED",
        " /DELCASE=LINE /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"'",
        " /VARIABLES=",
        *(f"  {column.name} {f'A{WIDEST_TEXT}' if column.text else 'F8.0'}" for column in columns),
        " .",
    ]
    named = [f" /{column.name} {quoted(said(column.label, language), LONGEST_LABEL)}" for column in columns]
    return "\n".join(
        [*read, "", "VARIABLE LABELS", *_first(named), " .", "", *_values(columns, language), *_levels(columns), "EXECUTE.", ""]
    )


def _first(lines: Sequence[str]) -> list[str]:
    """A list of which the first entry carries no slash."""
    return [f" {line.lstrip(' /')}" if n == 0 else line for n, line in enumerate(lines)]


def _values(columns: Sequence[Variable], language: str) -> Iterator[str]:
    listed = [column for column in columns if column.labels]
    yield "VALUE LABELS"
    for n, column in enumerate(listed):
        yield f" {'' if n == 0 else '/'}{column.name}"
        for value, number in _numbers(column):
            yield f"  {number} {quoted(said(column.labels[value], language) or value, LONGEST_VALUE)}"
    yield " ."
    missing = [column.name for column in listed if NOT_MY_FIELD in column.labels]
    if missing:
        yield f"MISSING VALUES {' '.join(missing)} ({NOT_MINE})."


def _levels(columns: Sequence[Variable]) -> Iterator[str]:
    for level in ("nominal", "ordinal", "scale"):
        names = [column.name for column in columns if column.level == level and not column.text]
        if names:
            yield f"VARIABLE LEVEL {' '.join(names)} ({level.upper()})."


def quoted(text: str, most: int) -> str:
    """A text in quotes, quotes in it doubled, cut to so many bytes without cutting a letter."""
    plain = " ".join(text.split()).encode()[:most].decode(errors="ignore")
    return "'" + plain.replace("'", "''") + "'"
