"""Tables from files: what people save from spreadsheets is read, what cannot be used is named by line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from dayaq.core.table import guarded, unguarded
from dayaq.core.table.book import workbook
from dayaq.core.table.reading import Sheet, SheetFault, read_sheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def text(folder: Path, content: str | bytes, name: str = "t.csv") -> Sheet:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_sheet(path)


def rows(sheet: Sheet) -> list[tuple[int, list[str]]]:
    return [(line.number, list(line.entries.values())) for line in sheet.lines]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_byte_order_mark_and_line_ends_make_no_difference(folder: Path, separator: str, start: str, end: str) -> None:
    lines = [["form", "sex", "n"], ["Labour", "Male", "3"], ["Sexual", "Female", "12"]]
    sheet = text(folder, start + end.join(separator.join(line) for line in lines) + end)
    assert sheet.columns == ("form", "sex", "n")
    assert rows(sheet) == [(2, ["Labour", "Male", "3"]), (3, ["Sexual", "Female", "12"])]


def test_lines_are_numbered_as_an_editor_shows_them(folder: Path) -> None:
    sheet = text(folder, 'form,n\n"two\nlines",1\n\nLabour,2\n')
    assert rows(sheet) == [(2, ["two\nlines", "1"]), (5, ["Labour", "2"])]


def test_blank_lines_before_the_header_are_counted(folder: Path) -> None:
    sheet = text(folder, "\n\nform,n\nLabour,2\n")
    assert rows(sheet) == [(4, ["Labour", "2"])]


def test_other_separators_inside_a_text_do_not_split_it(folder: Path) -> None:
    sheet = text(folder, 'form;n\n"Sexual, Labour & Domestic";4\nunit\u2028sep;5\n')
    assert rows(sheet) == [(2, ["Sexual, Labour & Domestic", "4"]), (3, ["unit\u2028sep", "5"])]


def test_a_short_line_is_filled_and_a_long_one_is_named(folder: Path) -> None:
    assert rows(text(folder, "a,b,n\nx\n")) == [(2, ["x", "", ""])]
    with pytest.raises(SheetFault, match=r"^t\.csv, line 3: there are 4 entries, but 3 columns$"):
        text(folder, "a,b,n\nx,y,1\nx,y,1,9\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "t.csv, line 1: the file is empty; the first line must name the columns"),
        (b"\n\n  \n", "t.csv, line 3: the file is empty; the first line must name the columns"),
        (b"a,,n\n", "t.csv, line 1: column 2 has no name"),
        (b"a,b,a\n", "t.csv, line 1, column a: two columns have this name"),
        ("a,n\nŞəki,1\n".encode("utf-16"), "t.csv: this is not text in UTF-8; save it as CSV UTF-8 or as .xlsx"),
        (b"a,n\nx\0,1\n", "t.csv: this is not text; save it as CSV UTF-8 or as .xlsx"),
    ],
)
def test_what_is_no_table_is_said_in_one_sentence(folder: Path, content: bytes, said: str) -> None:
    with pytest.raises(SheetFault) as caught:
        text(folder, content)
    assert str(caught.value) == said


def test_a_quote_that_is_never_closed_is_named_by_its_line(folder: Path) -> None:
    with pytest.raises(SheetFault, match=r"^t\.csv, line 3: this is not comma separated text"):
        text(folder, 'a,n\nx,1\n"y,2\n')


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", b"a,n\nx,1\n", b""])
def test_what_is_no_workbook_is_said(folder: Path, content: bytes) -> None:
    with pytest.raises(SheetFault, match=r"^t\.xlsx: this is not a workbook that can be read"):
        text(folder, content, "t.xlsx")


def test_a_missing_file_and_a_folder_are_said(folder: Path) -> None:
    for path, said in ((folder / "none.csv", r"there is no such file$"), (folder, r"this is a folder; a file expected$")):
        with pytest.raises(SheetFault, match=said):
            read_sheet(path)


def test_a_workbook_reads_like_the_text_file(folder: Path) -> None:
    book = workbook({"one": [["form", "year", "n"], ["Labour", 2017, 3], ["=1+1", 2017.0, None]]}, bold=1)
    sheet = text(folder, book, "t.xlsx")
    assert sheet.columns == ("form", "year", "n")
    assert rows(sheet) == [(2, ["Labour", "2017", "3"]), (3, ["=1+1", "2017", ""])]


@pytest.mark.parametrize("word", ["=1+1", "+7", "-5", "@x", "＝1", "Labour", "'t Hooft", "'", "", "a=b"])
def test_a_text_made_harmless_reads_as_it_was(word: str) -> None:
    assert unguarded(guarded(word)) == word


def test_the_missing_column_is_named_with_those_that_are_there(folder: Path) -> None:
    with pytest.raises(SheetFault, match=r"^t\.csv, line 1, column age: there is no such column; the columns are form, n$"):
        text(folder, "form,n\nx,1\n").need("form", "age")


def test_a_workbook_that_swells_when_it_is_unpacked_is_refused_before(tmp_path: Path) -> None:
    from zipfile import ZIP_DEFLATED, ZipFile

    trap = tmp_path / "trap.xlsx"
    with ZipFile(trap, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 4_000_000)
    with pytest.raises(SheetFault, match=r"trap.xlsx: the workbook becomes too large"):
        read_sheet(trap)
