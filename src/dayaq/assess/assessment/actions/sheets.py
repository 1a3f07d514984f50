"""Stakeholders and sources from a table (CSV, XLSX): everything or nothing, errors named by line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from dayaq.assess.assessment import rules
from dayaq.assess.assessment.actions.asking import NewStakeholder, list_stakeholder
from dayaq.assess.assessment.actions.documents import NewSource, register_source
from dayaq.assess.assessment.models import Assessment
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Refused
from dayaq.core.table.reading import Line, Sheet, SheetFault, read_sheet

Row = TypeVar("Row")
YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def read_stakeholders(*, assessment: Assessment, path: Path, by: Actor, at: datetime) -> tuple[int, list[SheetFault]]:
    """Put every line on the list: institution, kind, place and further columns of the entry; the number and what is wrong."""

    def take(sheet: Sheet, line: Line) -> None:
        entries = line.entries
        new = NewStakeholder(
            institution=filled(sheet, line, "institution"),
            kind=chosen(sheet, line, "kind", rules.KINDS),
            place=chosen(sheet, line, "place", rules.PLACES),
            country=(entries.get("country") or assessment.countries[0]).upper(),
            category=chosen(sheet, line, "category", rules.CATEGORIES, empty=True),
            proposed_by=entries.get("proposed_by", ""),
            proposed_on=day(sheet, line, "proposed_on"),
            note=entries.get("note", ""),
        )
        list_stakeholder(assessment=assessment, new=new, by=by, at=at)

    return every_line(path, ("institution", "kind", "place"), take)


def read_sources(*, assessment: Assessment, path: Path, by: Actor, at: datetime) -> tuple[int, list[SheetFault]]:
    """Enter every line into the register, in the order of the file: title and further columns of the entry."""

    def take(sheet: Sheet, line: Line) -> None:
        entries = line.entries
        pages = entries.get("pages", "")
        if pages and not pages.isdigit():
            raise sheet.fault("a number of pages expected", line.number, "pages")
        new = NewSource(
            title=filled(sheet, line, "title"),
            author=entries.get("author", ""),
            issued=entries.get("issued", ""),
            link=entries.get("link", ""),
            language=entries.get("language", ""),
            countries=tuple(code.strip().upper() for code in entries.get("countries", "").split(",") if code.strip()),
            pages=int(pages) if pages else None,
            published=truth(sheet, line, "published", True) is not False,
            reviewed=truth(sheet, line, "reviewed", False) is True,
            kept=truth(sheet, line, "kept", None),
            because=entries.get("because", ""),
        )
        register_source(assessment=assessment, new=new, by=by, at=at)

    return every_line(path, ("title",), take)


def every_line(path: Path, need: tuple[str, ...], take: Callable[[Sheet, Line], None]) -> tuple[int, list[SheetFault]]:
    """Take every line in one transaction; when one is wrong nothing is kept and every fault is named."""
    try:
        sheet = read_sheet(path)
        sheet.need(*need)
    except SheetFault as fault:
        return 0, [fault]
    faults: list[SheetFault] = []
    with transaction.atomic():
        for line in sheet.lines:
            taken(sheet, line, take, faults)
        if faults:
            transaction.set_rollback(True)
    return (0 if faults else len(sheet.lines)), faults


def taken(sheet: Sheet, line: Line, take: Callable[[Sheet, Line], None], faults: list[SheetFault]) -> None:
    """Take one line, or note what is wrong with it."""
    try:
        with transaction.atomic():
            take(sheet, line)
    except SheetFault as fault:
        faults.append(fault)
    except Refused as refusal:
        faults.append(sheet.fault(str(refusal), line.number))


def filled(sheet: Sheet, line: Line, column: str) -> str:
    """A text that must be there."""
    text = line.entries.get(column, "")
    if not text:
        raise sheet.fault("this must not be empty", line.number, column)
    return text


def chosen(sheet: Sheet, line: Line, column: str, known: Mapping[str, str], *, empty: bool = False) -> str:
    """One of the known codes."""
    text = line.entries.get(column, "").lower()
    if text not in known and not (empty and not text):
        raise sheet.fault(f"one of {', '.join(known)} expected", line.number, column)
    return text


def day(sheet: Sheet, line: Line, column: str) -> date | None:
    """A day as YYYY-MM-DD."""
    text = line.entries.get(column, "")[:10]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise sheet.fault("a day as YYYY-MM-DD expected", line.number, column) from None


def truth(sheet: Sheet, line: Line, column: str, otherwise: bool | None) -> bool | None:
    """Yes or no, or what an empty entry means."""
    text = line.entries.get(column, "").lower()
    if text and text not in YES:
        raise sheet.fault("yes or no expected", line.number, column)
    return YES.get(text, otherwise)
