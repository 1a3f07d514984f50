"""Lists of invented people, and what brings them in."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from dayaq.base.access.context import acting
from dayaq.respond.intake import actions, queries
from dayaq.respond.intake.models import Row, Upload
from tests.cast import person

NOW = datetime(2020, 3, 2, 8, tzinfo=UTC)
HEAD = ["No", "Date", "Surname", "First name", "Birth", "Age", "Gender", "Citizenship", "Exploitation", "NGO only"]
LINES = [
    ["1", "14.05.2015", "Quliyeva", "Aynur", "1990", "25", "female", "Azerbaijan", "Forced labour", ""],
    ["2", "2015-06-01", "Sokolov", "Ivan", "03.02.1998", "17", "M", "Россия", "zwang", "no"],
    ["3", "31.02.2015", "Abbas", "Leyla", "about", "200", "qadın", "AZ", "sexual", "yes"],
    ["4", "02.07.2015", "Mammadov", "Rauf", "1985", "30", "kişi", "Azərbaycan", "Məcburi əmək", "yes"],
]


def csv_of(lines: list[list[str]] | None = None) -> bytes:
    return "\n".join(";".join(line) for line in [HEAD, *(LINES if lines is None else lines)]).encode()


def book_of(lines: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in [HEAD, *lines]:
        sheet.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def brought(data: bytes | None = None, who: str = "ngo", name: str = "list.csv") -> Upload:
    by = person(who).actor
    with acting(by):
        return actions.bring(label="register of 2015", name=name, data=csv_of() if data is None else data, by=by, at=NOW)


def meant(upload: Upload, who: str = "ngo", **more: dict[str, str]) -> Upload:
    """Entries as guessed, with what a person adds."""
    by = person(who).actor
    with acting(by):
        known = queries.meanings(upload, queries.sheet(upload), by)
        for field, pairs in more.items():
            known[field] |= pairs
        actions.say_entries(upload=upload, meant=known, by=by, at=NOW)
        return upload


def taken(upload: Upload, who: str = "ngo", **options: Any) -> list[tuple[int, str]]:
    """Taken over as the job does it, without the queue."""
    by = person(who).actor
    actions.take_lines(upload=upload.id, by=by, **options)
    with acting(by):
        Upload.objects.filter(id=upload.id).update(state="done")
        return list(Row.objects.filter(upload=upload).order_by("line").values_list("line", "outcome"))
