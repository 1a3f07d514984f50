"""Answers from tables and from ODK: the same values come out; every fault has its place; nothing goes in by halves."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from dayaq.assess.framework.rules import odk
from dayaq.assess.survey import actions, queries
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused
from dayaq.site.commands.assess_answers import load
from tests.assess.survey import world
from tests.assess.survey.world import SURVEY

pytestmark = pytest.mark.django_db
COLUMNS = ["language", *(name for item in SURVEY.items for name in (item.code, f"{item.code}.other"))]


def cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def lines(seeds: range) -> list[list[str]]:
    rows = [(("en", "az", "ru")[seed % 3], world.given(seed)) for seed in seeds]
    return [COLUMNS, *([language, *(cell(answers.get(code, "")) for code in COLUMNS[1:])] for language, answers in rows)]


def as_csv(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_book(rows: list[list[str]]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def as_zip(seeds: range) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for seed in seeds:
            archive.writestr(f"{seed}/submission.xml", odk.written(SURVEY, world.given(seed), ("en", "az", "ru")[seed % 3]))
        archive.writestr("media/note.txt", "not an answer")
    return out.getvalue()


def taken(one: Any, name: str, content: bytes) -> int:
    by = world.consultant()
    with acting(by):
        return actions.take_file(assessment=one, name=name, content=content, by=by, at=world.now())


@pytest.mark.parametrize("kind", ["csv", "xlsx", "zip"])
def test_answers_come_back_to_the_same_values(kind: str) -> None:
    one, seeds = world.assessment(), range(6)
    content = {"csv": lambda: as_csv(lines(seeds)), "xlsx": lambda: as_book(lines(seeds)), "zip": lambda: as_zip(seeds)}[kind]()
    assert taken(one, f"answers.{kind}", content) == 6
    with acting(world.consultant()):
        found = sorted((row.language, row.region, str(sorted(row.answers.items()))) for row in queries.answers(one))
    wanted = [world.answered(seed) for seed in seeds]
    assert found == sorted((row.language, row.region, str(sorted(row.answers.items()))) for row in wanted)


def test_every_fault_is_named_with_line_and_column_and_nothing_goes_in() -> None:
    one, rows = world.assessment(), lines(range(4))
    rows[1][COLUMNS.index("3.1.1")] = "fully_adequate"
    rows[3][COLUMNS.index("2.2")] = "organs slavery"
    rows[3][COLUMNS.index("2.2.1")] = ""
    rows[3][0] = "de"
    with pytest.raises(Refused) as refused:
        taken(one, "answers.csv", as_csv(rows))
    said = [str(reason) for reason in refused.value.decision.reasons]
    assert said[::2] == ["Line 2, column 3.1.1:", "Line 4, column language:", "Line 4, column 2.2:"]
    assert said[5] == "Choose exactly 3; you chose 2."
    with acting(world.consultant()):
        assert queries.answers(one) == []


def test_a_column_that_is_no_question_is_refused() -> None:
    with pytest.raises(Refused, match=r"Line 1, column name:"):
        taken(world.assessment(), "answers.csv", b"name,1.1\nsomebody,AZ\n")


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b""), ("a.csv", b"1.1\n"), ("a.xml", b"<a/>"), ("a.xlsx", b"no book"), ("a.xml", b"x")]
)
def test_what_holds_no_answers_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        taken(world.assessment(), name, content)


def test_the_same_content_is_refused_under_any_name() -> None:
    one, content = world.assessment(), as_csv(lines(range(2)))
    taken(one, "a.csv", content)
    with pytest.raises(Refused, match="taken in before"):
        taken(one, "b.csv", content)


def test_a_file_is_taken_in_at_the_command_line(tmp_path: Path) -> None:
    one, by, file = world.assessment(), world.consultant(), tmp_path / "answers.csv"
    file.write_bytes(as_csv(lines(range(5))))
    with acting(by):
        assert load(file, one, by=by) == 5
        assert len(queries.answers(one)) == 5
        file.write_text("1.1\nXX\n")
        with pytest.raises(ValueError, match=r"Line 2, column 1.1:"):
            load(file, one, by=by)


@pytest.mark.parametrize("damage", ["locked", "method", "content"])
def test_an_archive_that_is_damaged_or_locked_is_refused_with_words(damage: str) -> None:
    content = bytearray(as_zip(range(1)))
    here, listed = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    if damage == "content":
        content[content.find(b"<data") + 2 if b"<data" in content else here + 60] ^= 255
    else:
        place, value = {"locked": (6, 1), "method": (8, 99)}[damage]
        content[here + place] = content[listed + place + 2] = value
    with pytest.raises(Refused, match="damaged or locked"):
        taken(world.assessment(), "answers.zip", bytes(content))
