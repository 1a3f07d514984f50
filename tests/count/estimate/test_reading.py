"""Files of capture histories: the shapes that are understood, and the sentence for each that is not."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from dayaq.core.table.reading import SheetFault
from dayaq.count.estimate.lists.captures import CaptureFault
from dayaq.count.estimate.lists.reading import read_captures
from tests.count.estimate.tables import DATA, small, table

THREE = small(("A", 2), ("AB", 2), ("BC", 1), ("C", 1))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lists.csv"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("name", ["UKdat", "UKdat_5", "Ned", "Ned_5", "Artificial_3"])
def test_the_published_files_are_read(name: str) -> None:
    assert read_captures(DATA / f"{name}.csv") == table(name)


@pytest.mark.parametrize(
    "text",
    [
        "A,B,C,count\n1,0,0,2\n1,1,0,2\n0,1,1,1\n0,0,1,1\n",
        "\ufeffA;B;C;count\n1;0;0;1\n\n1;0;0;1\n1;1;0;2\n0;1;1;1\n0;0;1;1\n",
        "count,A,B,C\n2,1,0,0\n2,1,1,0\n1,0,1,1\n1,0,0,1\n",
        "A,B,C\n1,0,0\n1,0,0\n1,1,0\n1,1,0\n0,1,1\n0,0,1\n",
        "id,A,B,C\nx,1,0,0\ny,1,0,0\nz,1,1,0\nu,1,1,0\nv,0,1,1\nw,0,0,1\n",
        "A,B,C,Count\nTRUE,FALSE,FALSE,2\n1,True,0,2\n0,1,1,1\n0,0,1,1\n",
        "list,person\nA,p1\nA,p2\nA,p3\nB,p3\nB,p4\nA,p4\nB,p5\nC,p5\nC,p5\nC,p6\n",
        "where,id\nA,p1\nA,p2\nA,p3\nB,p3\nB,p4\nA,p4\nB,p5\nC,p5\nC,p6\n",
        "who,where\np1,A\np2,A\np3,A\np3,B\np4,B\np4,A\np5,B\np5,C\np6,C\n",
        "person,list\np1,A\np2,A\np3,A\np3,B\np4,B\np4,A\np5,B\np5,C\np5,C\np6,C\n",
    ],
)
def test_every_shape_of_file_gives_the_same_counts(tmp_path: Path, text: str) -> None:
    assert read_captures(written(tmp_path, text)) == THREE


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["A", "B", "C", "count"], [1, 0, 0, 2], [1, 1, 0, 2.0], [0, 1, 1, 1], [0, 0, 1, "1"]):
        sheet.append(row)
    book.save(tmp_path / "lists.xlsx")
    assert read_captures(tmp_path / "lists.xlsx") == THREE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A,B,count\n1,0,3\n1,1,-3\n", "lists.csv, line 3, column count: -3 is negative; a whole number from 0 is expected"),
        ("A,B,count\n1,0,3.5\n", "lists.csv, line 2, column count: 3.5 is not a whole number; a whole number from 0 is expected"),
        ("A,B,count\n1,0,many\n", "lists.csv, line 2, column count: 'many' is not a number; a whole number from 0 is expected"),
        ("A,B,count\n\n2,0,3\n", "lists.csv, line 3, column A: '2' is neither 0 nor 1"),
        (
            "A,B,count\n0,0,3\n",
            "lists.csv, line 2: nobody can be counted who is on no list; these are the persons to be estimated",
        ),
        (
            "A,B,C,count\n1,0,0,3\n1,1,0,2\n0,0,1,0\n0,1,1,1\n",
            "lists.csv, line 5, column C: only one person is on this list; merge it with another list or leave it out",
        ),
        (
            "person,list\np1,A\np1,B\np2,A\np2,B\np3,C\np3,A\n",
            "lists.csv, line 6, column C: only one person is on this list; merge it with another list or leave it out",
        ),
        (
            "A,B,count\n1,0,3\n0,1,4\n",
            "lists.csv: nobody is on two of the lists A, B; without any overlap nothing can be estimated",
        ),
        ("A,count\n1,3\n", "lists.csv, column A: there is only one list; nothing can be estimated from less than two"),
        ("A,B,count\n", "lists.csv: there is nobody in this file"),
        ("A,B,count\n1,0,1_234\n", "lists.csv, line 2, column count: '1_234' is not a number; a whole number from 0 is expected"),
        (
            "A,B,count\n1,0,99999999999999999999999\n",
            "lists.csv, line 2, column count: 99999999999999999999999 is more than the 10,000,000 persons in all that can be used",
        ),
        ("A,B,count\n1,0,9000000\n1,1,1000001\n", "lists.csv, line 3, column count: more than 10,000,000 persons in all cannot be used"),
        ("person,A\np1,1\np2,1\n", "lists.csv, column A: there is only one list; nothing can be estimated from less than two"),
        ("person,list\np1,\n", "lists.csv, line 2: a person and a list are expected"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence_with_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CaptureFault) as fault:
        read_captures(written(tmp_path, text))
    assert str(fault.value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "where,who\nA,p1\nB,p1\nB,p2\n",
            "lists.csv, line 1: it is not clear which column holds the persons; name the columns person and list",
        ),
        ("id,person\n7,p1\n8,p1\n9,p2\n", "lists.csv, line 1: it is not clear which column holds the persons"),
        ("A,B,count,Count\n1,1,5,6\n", "lists.csv, line 1: two columns hold the count: count, Count"),
    ],
)
def test_columns_that_can_be_read_in_two_ways_are_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SheetFault) as fault:
        read_captures(written(tmp_path, text))
    assert str(fault.value).startswith(said)


@pytest.mark.parametrize("text", ["", "A,A,count\n1,1,1\n", "A,B,count\n1,0,1,7\n"])
def test_a_file_that_is_no_table_is_refused_by_the_common_reader(tmp_path: Path, text: str) -> None:
    with pytest.raises(SheetFault, match=r"^lists\.csv"):
        read_captures(written(tmp_path, text))
