"""dayaq protect, as somebody uses it: real quarters, tables with holes, earlier releases, editions, and every kind of bad input."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook, load_workbook

from dayaq.site.cli import main, module, parser
from tests.count.disclosure import independent

UK = Path(__file__).parents[1] / "data" / "uk_nrm" / "referrals_leaf_2022q2_2023q2.csv"
QUARTERS = ("2022_q2", "2022_q3", "2022_q4", "2023_q1", "2023_q2")
FORMS = ("exploitation", "age", "gender")
OK = "form,sex,n\nA,f,3\nA,m,7\nB,f,9\nB,m,12\n"
HOLE = "form,sex,n\nA,f,c\nA,m,7\nA,Total,10\nB,f,9\nB,m,12\nB,Total,21\nTotal,f,c\nTotal,m,19\nTotal,Total,31\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def file(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def asked(capsys: Capture, *words: str, code: int = 0) -> dict[str, Any]:
    assert main(["protect", *words, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: Capture, *words: str) -> str:
    assert main(["protect", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.strip().removeprefix("dayaq protect: ")


def of(name: str, dims: str = "form,sex") -> list[str]:
    return [name, "--count", "n", "--dims", dims]


def uk(quarter: str, *dims: str) -> list[str]:
    return [str(UK), "--count", "people", "--dims", ",".join(dims), "--where", f"quarter={quarter}"]


# --- protecting


@pytest.mark.parametrize("quarter", QUARTERS)
def test_real_quarters_are_exact_before_and_nowhere_after(capsys: Capture, quarter: str) -> None:
    found = asked(capsys, *uk(quarter, *FORMS), "--top", "exploitation=5", "--out", "p.csv")
    assert found["cells"] == 7 * 4 * (len(genders(quarter)) + 1)
    assert found["exactly_recoverable_before"] > 0
    assert found["exactly_recoverable_after"] == 0
    assert len(found["hidden"]) == found["primary"] + found["secondary"]
    assert set(found["hidden"][0]) == {"dims", "reason"}
    assert set(found["hidden"][0]["dims"]) == set(FORMS)
    looked = asked(capsys, "audit", "p.csv", "--count", "people", "--dims", ",".join(FORMS))
    assert [cell["dims"] for cell in looked["hidden"]] == [cell["dims"] for cell in found["hidden"]]
    assert independent.exact([independent.from_file(Path("p.csv"), "people", FORMS)]) == set()
    true = numbers(quarter)
    for cell in looked["hidden"]:
        assert not cell["exact"]
        assert cell["low"] <= true(cell["dims"]) <= (true(cell["dims"]) if cell["high"] is None else cell["high"])


def lines(quarter: str) -> list[dict[str, str]]:
    with UK.open(encoding="utf-8") as source:
        return [line for line in csv.DictReader(source) if line["quarter"] == quarter]


def genders(quarter: str) -> set[str]:
    return {line["gender"] for line in lines(quarter)}


def numbers(quarter: str) -> Any:
    """Counts straight from the file; the rest of the forms is what is not among the five largest."""
    rows = lines(quarter)
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row["exploitation"]] = sizes.get(row["exploitation"], 0) + int(row["people"])
    large = sorted(sizes, key=lambda form: (-sizes[form], form))[:5]

    def true(dims: dict[str, str]) -> int:
        def fits(row: dict[str, str]) -> bool:
            here = {**row, "exploitation": row["exploitation"] if row["exploitation"] in large else "Other"}
            return all(group in {"Total", here[dim]} for dim, group in dims.items())

        return sum(int(row["people"]) for row in rows if fits(row))

    return true


def test_the_keys_of_the_contract_are_there(capsys: Capture) -> None:
    found = asked(capsys, *of(file("ok.csv", OK)))
    wanted = {"cells": 9, "primary": 1, "secondary": 3, "exactly_recoverable_before": 1, "exactly_recoverable_after": 0, "gap": 0.0}
    assert {name: found[name] for name in wanted} == wanted
    assert found["seconds"] >= 0
    assert {"dims": {"form": "A", "sex": "f"}, "reason": "primary"} in found["hidden"]
    assert {"dims": {"form": "B", "sex": "m"}, "reason": "secondary"} in found["hidden"]


def test_a_readable_summary_without_json(capsys: Capture) -> None:
    assert main(["protect", *of(file("ok.csv", OK))]) == 0
    said = capsys.readouterr().out
    assert said.startswith("9 cells; 1 are small (below 5), 3 more are hidden with them.\n")
    assert "c  form=A, sex=f  (primary)" in said


def test_hierarchies_linked_tables_and_merging_work_together(capsys: Capture) -> None:
    text = "form,sex,place,n\n" + "".join(
        f"{form},{sex},{place},{number}\n"
        for number, (form, sex, place) in enumerate((f, s, p) for f in ("Farm", "Home", "Street") for s in "fm" for p in ("North", "South"))
    )
    file("h.csv", "dim,group,parent\nform,Farm,Work\nform,Home,Work\nform,Street,\n")
    found = asked(capsys, *of(file("t.csv", text)), "--dims", "form,place", "--hierarchy", "h.csv", "--out", "t.xlsx")
    assert found["cells"] == 5 * 3 * 2
    assert {cell["table"] for cell in found["hidden"]} == {1, 2}
    assert found["exactly_recoverable_after"] == 0
    assert load_workbook("t.xlsx").sheetnames == ["Table 1", "Table 2", "About"]
    shared = [
        {"form": dims["form"]} for dims in (cell["dims"] for cell in found["hidden"]) if {"Total"} == set(dims.values()) - {dims["form"]}
    ]
    assert all(shared.count(one) == 2 for one in shared), "a margin of both tables is hidden in both"
    merged = asked(capsys, *of("t.csv"), "--join", "form", "Any work", "Farm", "Home")
    assert merged["cells"] == 3 * 3


def test_linked_tables_are_safe_side_by_side(capsys: Capture) -> None:
    words = ["--dims", "exploitation,nationality", "--top", "exploitation=4", "--top", "nationality=6", "--out", "p.csv"]
    found = asked(capsys, *uk("2022_q3", "exploitation", "gender"), *words)
    assert found["exactly_recoverable_before"] > 0
    tables = [independent.from_file(Path(f"p-{n}.csv"), "people", ["exploitation", dim]) for n, dim in ((1, "gender"), (2, "nationality"))]
    assert independent.exact(tables) == set()


def test_a_row_in_which_everybody_shares_one_group_is_remarked_on(capsys: Capture) -> None:
    found = asked(capsys, *of(file("t.csv", "form,sex,n\nA,f,30\nA,m,0\nB,f,40\nB,m,50\n")))
    assert found["hidden"] == []
    assert ("full", {"form": "A", "sex": "f"}, 30) in [(one["code"], one["dims"], one["people"]) for one in found["groups"]]


def test_several_tables_make_a_file_each(capsys: Capture) -> None:
    found = asked(capsys, *of(file("ok.csv", OK)), "--dims", "form", "--out", "o.csv")
    assert found["files"] == ["o-1.csv", "o-2.csv"]
    assert Path("o-1.csv").read_text().startswith("form,sex,n\n")
    assert Path("o-2.csv").read_text().startswith("form,n\n")


def test_a_table_of_one_cell_is_hidden_whole_and_that_is_said(capsys: Capture) -> None:
    found = asked(capsys, *of(file("one.csv", "form,n\nA,3\n"), "form"))
    assert (found["cells"], len(found["hidden"]), found["exactly_recoverable_after"]) == (2, 2, 0)
    assert [one["code"] for one in found["findings"]] == ["disclosure.nothing"]


@pytest.mark.parametrize(
    ("words", "least"),
    [((), 5), (("--kind", "cases"), 3), (("--kind", "microdata"), 10), (("--pack", "demo"), 10), (("--threshold", "8"), 8)],
)
def test_the_threshold_comes_from_the_kind_the_pack_or_the_caller(capsys: Capture, words: tuple[str, ...], least: int) -> None:
    found = asked(capsys, *of(file("ok.csv", OK)), *words)
    assert found["threshold"] == least
    assert found["primary"] == {3: 0, 5: 1, 8: 2, 10: 3}[least]


def test_careful_groups_are_held_to_the_threshold_of_microdata(capsys: Capture) -> None:
    found = asked(capsys, *of(file("ok.csv", OK)), "--careful", "form=B")
    assert {"dims": {"form": "B", "sex": "f"}, "reason": "primary"} in found["hidden"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_written_reads_back_with_its_three_kinds_of_nothing(capsys: Capture, ending: str) -> None:
    text = "form,sex,n\n=SUM(A1),f,3\n=SUM(A1),m,70\nB,f,\nB,m,12\nC,f,0\nC,m,30\nD,f,40\nD,m,50\n"
    asked(capsys, *of(file("t.csv", text)), "--out", f"o.{ending}")
    back = asked(capsys, "audit", *of(f"o.{ending}"))
    assert {"form": "=SUM(A1)", "sex": "f"} in [cell["dims"] for cell in back["hidden"]]
    book = load_workbook("o.xlsx").worksheets[0] if ending == "xlsx" else None
    plain = [] if book else list(csv.reader(Path("o.csv").read_text(encoding="utf-8").splitlines()))
    rows = [[cell.value for cell in row] for row in book.iter_rows()] if book else plain
    printed = {(row[0], row[1]): row[2] for row in rows[1:]}
    nothing, nobody = (None, 0) if book else ("", "0")
    assert printed["'=SUM(A1)", "f"] == "c"
    assert (printed["B", "f"], printed["B", "Total"]) == (nothing, nothing)
    assert printed["C", "f"] == nobody


def test_the_picture_names_hidden_cells_and_no_hidden_number(capsys: Capture) -> None:
    asked(capsys, *of(file("t.csv", "form,sex,n\nA,f,3\nA,m,77\nB,f,98\nB,m,120\n")), "--out", "o.svg")
    root = ElementTree.parse("o.svg").getroot()  # noqa: S314 - our own picture
    assert (root[1].text or "").startswith("A: f c, m c, Total 80; B: f c, m c, Total 218;")
    assert "77" not in (root[1].text or "")


def test_an_existing_file_is_replaced_and_nothing_is_left_beside_it(capsys: Capture) -> None:
    file("o.csv", "what was there before")
    asked(capsys, *of(file("ok.csv", OK)), "--out", "o.csv")
    assert Path("o.csv").read_text().startswith("form,sex,n\n")
    assert sorted(path.name for path in Path().iterdir()) == ["o.csv", "ok.csv"]


def test_a_fault_leaves_the_old_file_alone(capsys: Capture) -> None:
    file("o.csv", "what was there before")
    refused(capsys, *of(file("bad.csv", OK + "C,f,-1\n")), "--out", "o.csv")
    assert Path("o.csv").read_text() == "what was there before"


# --- what is public already


def test_a_number_printed_before_cannot_be_hidden_and_that_is_a_finding(capsys: Capture) -> None:
    file("before.csv", "form,sex,n\nA,f,3\nA,m,7\nA,Total,10\n")
    found = asked(capsys, *of(file("ok.csv", OK)), "--released", "before.csv", code=1)
    assert found["already_public"] == [{"dims": {"form": "A", "sex": "f"}}]
    assert [one["code"] for one in found["findings"]] == ["disclosure.public"]


def test_a_number_that_earlier_releases_give_away_by_subtraction_is_a_finding(capsys: Capture) -> None:
    file("before.csv", "form,sex,n\nA,m,7\nA,f,c\nA,Total,10\n")
    found = asked(capsys, *of(file("ok.csv", OK)), "--released", "before.csv", code=1)
    assert found["exactly_recoverable_after"] == 1
    assert "disclosure.exact" in [one["code"] for one in found["findings"]]


def test_a_part_of_a_table_published_before_says_nothing_of_the_rest(capsys: Capture) -> None:
    file("part.csv", "form,n\nB,21\n")
    alone, beside = asked(capsys, *of(file("ok.csv", OK))), asked(capsys, *of("ok.csv"), "--released", "part.csv")
    assert beside["hidden"] == alone["hidden"]
    file("other.csv", "form,n\nB,22\n")
    said = refused(capsys, *of("ok.csv"), "--released", "other.csv")
    assert said == "other.csv, line 2, column n: form=B is 22 here and 21 now; two editions that differ are compared by protect diff"


def test_a_table_published_before_may_be_divided_in_another_way(capsys: Capture) -> None:
    text = "form,sex,n\nA,f,30\nA,m,17\nB,f,9\nB,m,12\nC,f,2\nC,m,50\n"
    file("before.csv", "form,sex,n\nA,f,30\nA,m,17\nOther,f,11\nOther,m,62\n")
    found = asked(capsys, *of(file("t.csv", text)), "--released", "before.csv")
    assert (found["primary"], found["exactly_recoverable_before"], found["exactly_recoverable_after"]) == (1, 1, 0)
    assert not [cell for cell in found["hidden"] if cell["dims"]["form"] == "A"], "what is public is not hidden in vain"
    file("wrong.csv", "form,sex,n\nA,f,30\nOther,f,11\nOther,m,62\n")
    said = refused(capsys, *of("t.csv"), "--released", "wrong.csv")
    assert said.startswith("wrong.csv, column n: ")


def test_a_finer_table_published_before_gives_its_sums(capsys: Capture) -> None:
    text = "form,sex,place,n\nA,f,x,2\nA,f,y,1\nA,m,x,7\nB,f,x,9\nB,m,y,12\n"
    found = asked(capsys, *of(file("t.csv", text)), "--released", "t.csv", code=1)
    assert found["already_public"] == [{"dims": {"form": "A", "sex": "f"}}]


def test_a_margin_released_before_is_a_further_equation(capsys: Capture) -> None:
    text = "form,sex,n\nA,f,3\nA,m,17\nB,f,9\nB,m,12\nC,f,20\nC,m,30\n"
    file("t.csv", text)
    file("m.csv", "form,n\nA,20\nB,21\nC,50\nTotal,91\n")
    alone = asked(capsys, *of("t.csv"))
    beside = asked(capsys, *of("t.csv"), "--released", "m.csv")
    assert {"form": "A", "sex": "Total"} not in [cell["dims"] for cell in beside["hidden"]]
    assert len(beside["hidden"]) >= len(alone["hidden"])
    assert beside["exactly_recoverable_after"] == 0


def test_a_release_with_another_number_is_refused_by_line(capsys: Capture) -> None:
    said = refused(capsys, *of(file("ok.csv", OK)), "--released", file("new.csv", OK.replace("12", "13")))
    assert said == "new.csv, line 5, column n: form=B, sex=m is 13 here and 12 now; two editions that differ are compared by protect diff"


TRIANGLE = "a,b,c,n\na0,b2,c0,1\na0,b2,c1,9\na1,b0,c0,9\na1,b0,c1,9\na1,b1,c0,2\na2,b2,c0,9\n"


def test_three_tables_linked_in_a_circle_are_safe_beside_the_table_they_share(capsys: Capture) -> None:
    words = [*of(file("t.csv", TRIANGLE), "a,b"), "--dims", "b,c", "--dims", "a,c", "--threshold", "3", "--out", "p.csv"]
    assert asked(capsys, *words)["exactly_recoverable_after"] == 0
    files = [independent.from_file(Path(f"p-{number}.csv"), "n", list(dims)) for number, dims in enumerate(("ab", "bc", "ac"), 1)]
    assert independent.Together(files).exact() == set()


def test_a_circle_too_large_to_be_looked_at_is_a_finding(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dayaq.count.disclosure.tables.joint.MOST", 10)
    words = [*of(file("t.csv", TRIANGLE), "a,b"), "--dims", "b,c", "--dims", "a,c", "--threshold", "3"]
    assert "disclosure.common" in [one["code"] for one in asked(capsys, *words, code=1)["findings"]]
    assert [one["code"] for one in asked(capsys, "audit", *words, code=1)["findings"]] == ["disclosure.common"]


SEXES = "quarter,sex,n\nQ1,M,20\nQ1,F,2\nQ1,Ch,3\nQ1,X,50\nQ2,M,12\nQ2,F,6\nQ2,Ch,7\nQ2,X,9\n"
BOTH = "quarter,sex,n\nQ1 + Q2,M,32\nQ1 + Q2,F,8\nQ1 + Q2,Ch,10\nQ1 + Q2,X,59\n"
SECOND = "quarter,sex,n\nQ2,M,12\nQ2,F,6\nQ2,Ch,7\nQ2,X,9\n"


def left(found: dict[str, Any]) -> set[str]:
    return {one["text"] for one in found["findings"] if one["code"] == "disclosure.exact"}


@pytest.mark.parametrize(
    "released",
    [
        (BOTH + SECOND.split("\n", 1)[1],),
        (BOTH, SECOND),
        (BOTH.replace("Q1 + Q2", "q2 + q1"), SECOND.replace("Q2", "q2")),
        (BOTH.replace("quarter", "Quarter").replace(",Ch,", ",ch,"), SECOND),
        (BOTH.replace("Q1 + Q2", "Total"), SECOND),
        (BOTH.replace("Q1 + Q2", "total"), SECOND),
    ],
)
def test_other_groups_of_the_filter_that_are_public_are_taken_into_account(capsys: Capture, released: tuple[str, ...]) -> None:
    """Both quarters less the second: 8 - 6 = 2 women and 10 - 7 = 3 children."""
    names = [file(f"r{number}.csv", text) for number, text in enumerate(released)]
    words = [*of(file("f.csv", SEXES), "sex"), "--where", "quarter=Q1", "--released", *names]
    found = asked(capsys, *words, code=1)
    assert left(found) == {"quarter=Q1, sex=F can still be computed.", "quarter=Q1, sex=Ch can still be computed."}


def test_the_quarter_that_nobody_prints_leaves_the_other_open(capsys: Capture) -> None:
    words = [*of(file("f.csv", SEXES), "sex"), "--where", "quarter=Q1", "--released", file("r.csv", BOTH)]
    assert asked(capsys, *words)["exactly_recoverable_after"] == 0


@pytest.mark.parametrize("order", [("Q1", "Q2"), ("Q2", "Q1"), ("q2", "Q1")])
def test_the_order_and_the_capitals_of_a_pooled_filter_do_not_matter(capsys: Capture, order: tuple[str, str]) -> None:
    where = [word for quarter in order for word in ("--where", f"quarter={quarter}")]
    words = [*of(file("f.csv", SEXES), "sex"), *where, "--threshold", "9", "--released", file("r.csv", BOTH)]
    found = asked(capsys, *words, code=1)
    assert found["already_public"] == [{"dims": {"sex": "F"}}]


def test_the_rest_that_a_filter_leaves_out_is_protected_too(capsys: Capture) -> None:
    """35 in labour of both sexes are public; 32 men would leave 3 women."""
    file("f.csv", "sex,form,n\nMale,Labour,32\nFemale,Labour,3\nMale,Sexual,30\nFemale,Sexual,31\n")
    file("r.csv", "sex,form,n\nTotal,Labour,35\nTotal,Sexual,61\nTotal,Total,96\n")
    words = [*of("f.csv", "form"), "--where", "sex=Male", "--released", "r.csv"]
    found = asked(capsys, *words, "--out", "o.csv")
    assert [one["text"] for one in found["findings"] if one["code"] == "disclosure.beside"] == [
        "form=Labour, sex=Female is not printed, but would follow from what is: further numbers are hidden for it."
    ]
    women = frozenset({("form", "Labour"), ("sex", "Female")})
    ours = independent.from_file(Path("o.csv"), "n", ["form"], where={"sex": "Male"})
    both = independent.printed(csv.DictReader(Path("r.csv").read_text(encoding="utf-8").splitlines()), "n", ["form"])
    judge = independent.Together([ours, both], columns={"sex": ["Male", "Female"]}, named=[women])
    assert women not in judge.told(4)
    file("bare.csv", "sex,form,n\nMale,Labour,32\nMale,Sexual,30\n")
    told = asked(capsys, "audit", *of("bare.csv", "form"), "--where", "sex=Male", "--released", "r.csv", code=1)
    assert told["derived"] == [{"dims": {"form": "Labour", "sex": "not Male"}, "people": 3}]


FOUR = "year,sex,form,n\n1,M,A,20\n1,F,A,3\n1,M,B,30\n1,F,B,40\n2,M,A,{rest}\n2,F,A,0\n2,M,B,30\n2,F,B,40\n"
NARROW = ["--where", "sex=M", "--where", "year=1"]


def test_two_filters_at_once_are_followed_step_by_step(capsys: Capture) -> None:
    """All less the second year is the first; less its men that is 3 women, though nobody prints the first year."""
    file("f.csv", FOUR.format(rest=53))
    file("r.csv", "year,sex,form,n\nTotal,Total,A,76\nTotal,Total,B,140\n2,Total,A,53\n2,Total,B,70\n")
    bare = file("bare.csv", "year,sex,form,n\n1,M,A,20\n1,M,B,30\n")
    told = asked(capsys, "audit", *of("f.csv", "form"), *NARROW, "--released", "r.csv", code=1)
    assert told["derived"] == [{"dims": {"form": "A", "sex": "F", "year": "1"}, "people": 3}]
    assert asked(capsys, "audit", *of(bare, "form"), *NARROW, "--released", "r.csv", code=1)["derived"]
    found = asked(capsys, *of("f.csv", "form"), *NARROW, "--released", "r.csv")
    assert {"dims": {"form": "A"}, "reason": "secondary"} in found["hidden"]


def test_few_people_between_a_filter_by_two_columns_and_everybody_are_protected(capsys: Capture) -> None:
    """23 in all and 20 men of the first year: 3 are something else, whoever they are."""
    file("f.csv", FOUR.format(rest=0))
    file("r.csv", "form,year,sex,n\nA,Total,Total,23\nB,Total,Total,140\n")
    told = asked(capsys, "audit", *of("f.csv", "form"), *NARROW, "--released", "r.csv", code=1)
    assert [one["text"] for one in told["findings"]] == ["form=A less form=A, sex=M, year=1; people left: 3."]
    found = asked(capsys, *of("f.csv", "form"), *NARROW, "--released", "r.csv")
    assert (found["primary"], found["derived"]) == (0, [])
    assert {"dims": {"form": "A"}, "reason": "secondary"} in found["hidden"]
    assert len(found["hidden"]) == found["secondary"]
    both = asked(capsys, *of("f.csv", "form"), *NARROW, "--released", "r.csv", "f.csv", code=1)
    assert "disclosure.filters" in [one["code"] for one in both["findings"]], "what is public can only be said"


def test_a_released_file_that_says_nothing_of_the_table_is_refused(capsys: Capture) -> None:
    words = [*of(file("f.csv", SEXES), "sex"), "--where", "quarter=Q1", "--released"]
    said = refused(capsys, *words, file("r.csv", SECOND))
    assert said == "r.csv: nothing in this file is about the table: quarter is Q2, not Q1"
    assert refused(capsys, *words, file("r.csv", SECOND.replace("Q2", "Q9"))).endswith("quarter is Q9, not Q1")
    said = refused(capsys, *words, file("r.csv", "land,n\nA,3\n"))
    assert said == "r.csv, line 1: no column is one of f.csv; nothing in this file is about the table"


def test_lines_of_a_released_file_that_were_not_looked_at_are_named(capsys: Capture) -> None:
    file("r.csv", SEXES + "2022,M,77\n")
    found = asked(capsys, *of(file("f.csv", SEXES), "sex"), "--where", "quarter=Q2", "--threshold", "3", "--released", "r.csv")
    text = "r.csv: the lines of quarter=2022 were not looked at; the table is cut out of a file without them."
    assert {"code": "disclosure.unread", "text": text} in found["findings"]


def test_an_empty_cell_that_follows_from_the_others_is_found_and_protected(capsys: Capture) -> None:
    file("u.csv", "a,n\nx,5\ny,\nz,20\nTotal,28\n")
    told = asked(capsys, "audit", *of("u.csv", "a"), code=1)
    assert (told["derived"], told["exact"]) == ([{"dims": {"a": "y"}, "people": 3}], 0)
    assert [one["code"] for one in told["findings"]] == ["derived"]
    found = asked(capsys, *of("u.csv", "a"), "--out", "o.csv")
    assert [one["code"] for one in found["findings"]] == ["disclosure.beside"]
    assert len(found["hidden"]) == 1
    assert asked(capsys, "audit", *of("o.csv", "a"))["derived"] == []
    assert asked(capsys, "audit", *of("u.csv", "a"), "--threshold", "3")["derived"] == []


def test_an_empty_cell_that_is_settled_by_what_is_public_is_a_finding(capsys: Capture) -> None:
    file("u.csv", "a,n\nx,5\ny,\nz,20\nTotal,28\n")
    found = asked(capsys, *of("u.csv", "a"), "--released", "u.csv", code=1)
    assert found["derived"] == [{"dims": {"a": "y"}, "people": 3}]


def test_the_reader_who_knows_that_no_zero_is_hidden_is_counted(capsys: Capture) -> None:
    file("t.csv", "form,sex,n\nA,f,1\nA,m,1\nA,o,9\nB,f,9\nB,m,9\nB,o,9\n")
    words = [*of("t.csv"), "--threshold", "2"]
    found = asked(capsys, *words, "--at-least", "0")
    assert (found["zeros_hidden"], found["exact_if_no_zero_is_hidden"]) == (0, 4)
    (one,) = found["findings"]
    assert one["code"] == "disclosure.no_zero"
    assert one["text"] == "A reader who knows that no hidden number is 0 could compute 4 of them: use --at-least 1."
    assert asked(capsys, *words)["exact_if_no_zero_is_hidden"] == 0


# --- override


def test_an_override_is_written_with_who_and_why(capsys: Capture) -> None:
    file("o.json", json.dumps({"by": "R. Quliyeva", "reason": "the law asks for it", "cells": [{"form": "A", "sex": "f"}]}))
    found = asked(capsys, *of(file("ok.csv", OK)), "--override", "o.json", "--out", "o.csv")
    assert found["hidden"] == []
    assert found["override"] == {"by": "R. Quliyeva", "reason": "the law asks for it", "cells": [{"form": "A", "sex": "f"}]}
    sentence = "form=A, sex=f is shown although it is small: R. Quliyeva, because the law asks for it."
    assert sentence in found["remarks"]
    assert f'A,f,3,"{sentence}"' in Path("o.csv").read_text()
    assert asked(capsys, "audit", *of("o.csv"))["hidden"] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "o.json is not JSON in UTF-8"),
        ("[]", "o.json: {"),
        ('{"by": "x", "reason": "y"}', "o.json: {"),
        ('{"by": "", "reason": "y", "cells": [{"form": "A"}]}', "o.json: an override needs by: the name"),
        ('{"by": "x", "reason": "", "cells": [{"form": "A"}]}', "o.json: an override needs reason"),
        ('{"by": "x", "reason": "y", "cells": []}', "o.json: an override needs cells"),
        ('{"by": "x", "reason": "y", "cells": ["A"]}', "o.json: every cell is written as"),
        ('{"by": "x", "reason": "y", "cells": [{"form": "Z"}]}', "o.json: no table has the cell form=Z"),
    ],
)
def test_an_override_that_is_none_is_refused(capsys: Capture, content: str, said: str) -> None:
    assert refused(capsys, *of(file("ok.csv", OK)), "--override", file("o.json", content)).startswith(said)


# --- audit and diff


def test_a_table_with_a_hole_is_found_out(capsys: Capture) -> None:
    found = asked(capsys, "audit", *of(file("hole.csv", HOLE)), code=1)
    assert {"dims": {"form": "A", "sex": "f"}, "low": 3, "high": 3, "exact": True, "proved": True} in found["hidden"]
    assert found["exact"] == 2


def test_an_earlier_release_closes_an_interval(capsys: Capture) -> None:
    text = "form,sex,n\nA,f,c\nA,m,c\nA,Total,10\nB,f,c\nB,m,c\nB,Total,21\nTotal,f,12\nTotal,m,19\nTotal,Total,31\n"
    assert asked(capsys, "audit", *of(file("t.csv", text)))["exact"] == 0
    file("r.csv", "form,sex,n\nA,f,c\nA,m,7\nA,Total,10\n")
    assert asked(capsys, "audit", *of("t.csv"), "--released", "r.csv", code=1)["exact"] == 3


def test_a_reader_who_knows_that_no_zero_is_hidden_knows_more(capsys: Capture) -> None:
    text = "form,sex,n\nA,f,c\nA,m,c\nA,Total,2\nB,f,c\nB,m,c\nB,Total,20\nTotal,f,10\nTotal,m,12\nTotal,Total,22\n"
    assert asked(capsys, "audit", *of(file("t.csv", text)))["exact"] == 0
    assert asked(capsys, "audit", *of("t.csv"), "--at-least", "1", code=1)["exact"] == 4


def test_two_editions_that_differ_by_one_person_are_found(capsys: Capture) -> None:
    file("old.csv", OK)
    file("new.csv", OK.replace("12", "13"))
    found = asked(capsys, "diff", "old.csv", *of("new.csv"), code=1)
    assert {"form": "B", "sex": "m"} in [one["dims"] for one in found["findings"]]
    assert {one["people"] for one in found["findings"]} == {1}
    assert asked(capsys, "diff", "old.csv", *of("old.csv"))["findings"] == []


def test_two_editions_that_are_not_about_the_same_people_are_compared(capsys: Capture) -> None:
    words = ["diff", file("old.csv", "a,n\nx,c\ny,5\nz,c\nTotal,20\n"), *of(file("new.csv", "a,n\nx,9\ny,c\nz,9\nTotal,c\n"), "a")]
    assert [one["code"] for one in asked(capsys, *words)["findings"]] == ["not_same"]


@pytest.mark.parametrize("seconds", ["nan", "-5", "inf"])
@pytest.mark.parametrize("command", [("audit",), ("diff", "ok.csv"), ()])
def test_a_time_that_is_none_is_refused_everywhere(capsys: Capture, command: tuple[str, ...], seconds: str) -> None:
    file("ok.csv", OK)
    said = refused(capsys, *command, *of("ok.csv"), f"--seconds={seconds}")
    assert said == f"--seconds {float(seconds)}: a time from 0 to 3600.0 expected"


def test_an_edition_without_the_column_is_refused(capsys: Capture) -> None:
    file("old.csv", "form,n\nA,3\n")
    said = refused(capsys, "diff", "old.csv", *of(file("new.csv", OK)))
    assert said == "old.csv, line 1, column sex: there is no such column; the columns are form, n"


def test_two_filters_with_one_person_between_them_are_found(capsys: Capture) -> None:
    text = "region,form,n\nNorth,A,20\nNorth,B,30\nBay,A,1\nBay,B,15\nSouth,A,50\nSouth,B,60\n"
    file("t.csv", text)
    words = ["diff", "t.csv", *of("t.csv", "form"), "--where", "region=North", "--new-where", "region=North", "--new-where", "region=Bay"]
    found = asked(capsys, *words, code=1)
    assert {one["people"] for one in found["findings"]} == {1}


# --- reading and bad input


@pytest.mark.parametrize("name", ["bom.csv", "tab.csv", "book.xlsx"])
def test_files_from_spreadsheets_give_the_same_answer(capsys: Capture, name: str) -> None:
    rows = [line.split(",") for line in OK.split()]
    if name == "book.xlsx":
        book = Workbook()
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append([int(text) if text.isdigit() else text for text in row])
        book.save(name)
    else:
        separator = ";" if name == "bom.csv" else "\t"
        file(name, "\ufeff" + "\r\n".join(separator.join(row) for row in rows))
    plain, other = asked(capsys, *of(file("ok.csv", OK))), asked(capsys, *of(name))
    assert other["hidden"] == plain["hidden"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--threshold", "0"), "--threshold 0: 1 or more expected"),
        (("--threshold", "-5"), "--threshold -5: 1 or more expected"),
        (("--threshold", "five"), "--threshold five: a whole number expected"),
        (("--seconds", "-1"), "--seconds -1.0: a time from 0 to 3600.0 expected"),
        (("--pack", "xx"), "there is no pack xx; there are: az, demo, ge, intl-minimum, uk"),
        (("--where", "sex"), "--where sex: two words with = between them expected"),
        (("--where", "sex=f"), "ok.csv, line 1, column sex: a column of the table cannot be a filter as well"),
        (("--where", "age=1"), "ok.csv, line 1, column age: there is no such column; the columns are form, sex, n"),
        (("--top", "form=0"), "--top form=0: 1 or more expected"),
        (("--top", "form=0", "--json"), "--top form=0: 1 or more expected"),
        (("--careful", "form=Labuor"), "--careful form=Labuor: there is no group Labuor; there are A, B"),
        (("--careful", "frm=A"), "--careful frm=A: frm is none of --dims, which are form, sex"),
        (("--join", "form", "X", "A", "C"), "--join form X: there is no group C; there are A, B"),
        (("--top", "n=3"), "--top n=3: n is none of --dims, which are form, sex"),
        (("--total", ""), "--total: a word expected, such as Total"),
        (("--override", "."), "--override .: this cannot be read; a file expected"),
        (("--top", "age=3"), "ok.csv, line 1, column age: there is no such column; the columns are form, sex, n"),
        (("--join", "form", "X"), "--join: a column, the new group and the groups that become part of it expected"),
        (("--hierarchy", "none.csv"), "none.csv: there is no such file"),
        (("--released", "none.csv"), "none.csv: there is no such file"),
        (("--out", "ok.csv"), "--out ok.csv: this file is read; the protected table needs another name"),
        (("--out", "o.pdf"), "--out o.pdf: a name that ends in .csv, .xlsx, .svg expected"),
        (("--out", "/dev/null/o.csv"), "--out o.csv: there is no such folder"),
        (("--out", "none/o.csv"), "--out o.csv: there is no such folder"),
    ],
)
def test_words_that_mean_nothing_are_refused_in_one_sentence(capsys: Capture, words: tuple[str, ...], expected: str) -> None:
    assert refused(capsys, *of(file("ok.csv", OK)), *words) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (OK + "C,f,-1\n", "t.csv, line 6, column n: -1 is negative; a count is 0 or more"),
        (OK + "C,f,1.5\n", "t.csv, line 6, column n: 1.5 is not written as a whole number; people are counted as 0, 1, 2"),
        (OK + "C,,1\n", "t.csv, line 6, column sex: the group is empty; name it, or write Total for a margin"),
        (OK + "A,Total,11\nB,Total,21\n", "t.csv, line 6, column sex: form=A, sex=Total is 11, but its parts by sex add up to 10"),
        (HOLE, "t.csv, line 2, column n: this number is hidden already; a table is protected once, from its full numbers"),
    ],
)
def test_tables_that_are_none_are_refused_with_line_and_column(capsys: Capture, content: str, expected: str) -> None:
    assert refused(capsys, *of(file("t.csv", content))).startswith(expected)


def test_a_file_that_cannot_be_written_is_named(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    Path("ok.csv").write_text(OK)
    said = refused(capsys, *of("ok.csv"), "--out", "o.csv")
    assert said == "--out o.csv: this file cannot be written there (No space left on device)"


def test_a_folder_is_no_table_and_nested_brackets_are_no_override(capsys: Capture) -> None:
    assert refused(capsys, *of(".")) == ".: this is a folder; a file expected"
    file("o.json", "[" * 100_000)
    assert refused(capsys, *of(file("ok.csv", OK)), "--override", "o.json") == "o.json: this is nested too deeply for an override"


def test_a_reader_who_has_seen_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line itself answers a closed pipe."""

    def closed(*_words: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("dayaq.site.commands.protect._print", closed)
    args = parser(["protect"]).parse_args(["protect", *of(file("ok.csv", OK))])
    with pytest.raises(BrokenPipeError):
        module("protect").run(args)


def test_a_missing_margin_is_refused(capsys: Capture) -> None:
    said = refused(capsys, *of(file("t.csv", OK + "A,Total,10\n")))
    assert said == "t.csv, line 6, column sex: there is a total in this line, but the one of form=B, sex=Total is missing"


@pytest.mark.parametrize("words", [("diff", "ok.csv"), ("ok.csv", "ok.csv"), ("audit", "ok.csv", "ok.csv"), ("diff", "a", "b", "c")])
def test_the_wrong_number_of_files_is_refused(capsys: Capture, words: tuple[str, ...]) -> None:
    file("ok.csv", OK)
    said = refused(capsys, *words, "--count", "n", "--dims", "form,sex")
    assert said == "protect TABLE, protect audit TABLE or protect diff OLD NEW expected"


def test_printed_totals_that_contradict_each_other_are_named(capsys: Capture) -> None:
    text = "form,sex,n\nA,f,c\nA,m,c\nA,Total,10\nB,f,c\nB,m,c\nB,Total,21\nTotal,f,12\nTotal,m,18\nTotal,Total,31\n"
    said = refused(capsys, "audit", *of(file("t.csv", text)))
    assert said == "t.csv, line 10, column sex: form=Total, sex=Total is 31, but its parts by sex add up to 30"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_it_stops_when_asked_and_writes_nothing() -> None:
    words = [str(UK), "--count", "people", "--dims", "nationality,exploitation,gender,age", "--where", "quarter=2022_q3", "--out", "o.csv"]
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from dayaq.site.cli import main; sys.exit(main())"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = subprocess.Popen(
        [sys.executable, "-c", program, "protect", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    )
    sleep(4)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err.strip().split("\n")[-1]) == (2, "", "stopped")
    assert list(Path().iterdir()) == []
