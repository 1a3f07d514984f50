"""From the lines of a file to a table with every margin and level, and from the table to files and back."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from dayaq.core.pack import load
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.core.table.reading import Line, Sheet, SheetFault, read_sheet
from dayaq.count.disclosure.tables.cutting import Cut, cut_out, editions
from dayaq.count.disclosure.tables.earlier import earlier
from dayaq.count.disclosure.tables.hierarchy import read_hierarchies, read_merging
from dayaq.count.disclosure.tables.picture import spoken, svg_file
from dayaq.count.disclosure.tables.primary import Kind, primary, threshold_of
from dayaq.count.disclosure.tables.relations import Hierarchy, Release, system
from dayaq.count.disclosure.tables.release import Override, csv_file, publish, save, xlsx_file
from dayaq.count.disclosure.tables.table import MOST, build

UK = Path(__file__).parents[1] / "data" / "uk_nrm" / "referrals_leaf_2022q2_2023q2.csv"
LEVELS = {"form": Hierarchy("form", {"Farm": "Labour", "Home": "Labour"})}


def sheet(text: str, name: str = "t.csv") -> Sheet:
    head, *below = csv.reader(StringIO(text.strip()))
    lines = [Line(number, dict(zip(head, row, strict=True))) for number, row in enumerate(below, 2)]
    return Sheet(name, tuple(head), tuple(lines))


def made(text: str, dims: str = "form sex", **more: object) -> Table:
    return build(sheet(text), count="n", dims=dims.split(), **more)  # type: ignore[arg-type]


def said(text: str, dims: str = "form sex", **more: object) -> str:
    with pytest.raises(SheetFault) as caught:
        made(text, dims, **more)
    return str(caught.value)


def key(**dims: str) -> Key:
    return frozenset(dims.items())


def shown(table: Table) -> dict[tuple[str, ...], str]:
    return {tuple(cell.dims.get(dim, "Total") for dim in table.dims): cell.text() for cell in table.cells}


# --- building


def test_a_table_has_every_combination_and_every_margin() -> None:
    table = made("form,sex,n\nA,f,3\nA,m,4\nB,f,5\nA,f,1\n")
    assert shown(table) == {
        ("A", "f"): "4",
        ("A", "m"): "4",
        ("A", "Total"): "8",
        ("B", "f"): "5",
        ("B", "m"): "0",
        ("B", "Total"): "5",
        ("Total", "f"): "9",
        ("Total", "m"): "4",
        ("Total", "Total"): "13",
    }


def test_six_forms_three_ages_and_four_sexes_make_140_cells() -> None:
    groups = product([f"form{i}" for i in range(6)], [f"age{i}" for i in range(3)], [f"sex{i}" for i in range(4)])
    lines = "\n".join(f"{form},{age},{sex},{number}" for number, (form, age, sex) in enumerate(groups))
    assert len(made(f"form,age,sex,n\n{lines}\n", "form age sex").cells) == 140


def test_every_quarter_of_the_uk_adds_up() -> None:
    uk = read_sheet(UK)
    for quarter in dict.fromkeys(line.entries["quarter"] for line in uk.lines):
        release = cut_out(uk, Cut("people", ("exploitation", "age", "gender"), {"quarter": (quarter,)}))
        lines = [line.entries for line in uk.lines if line.entries["quarter"] == quarter]
        assert release.table.cell() == Cell({}, sum(int(entry["people"]) for entry in lines))
        found = system([release])
        for total in found.sums:
            assert found.values[total.whole] == sum(found.values[part] or 0 for part in total.parts)
        sizes = [len({entry[dim] for entry in lines}) + 1 for dim in release.table.dims]
        assert len(release.table.cells) == sizes[0] * sizes[1] * sizes[2]


def test_margins_in_the_file_are_used_and_checked() -> None:
    table = made("form,sex,n\nA,f,3\nA,m,4\nA,Total,7\nB,f,5\nB,total,5\nTotal,Total,12\n")
    assert shown(table)["Total", "f"] == "8"
    assert shown(table)["B", "m"] == "0"


def test_levels_of_a_hierarchy_are_added_and_the_top_groups_make_up_the_whole() -> None:
    table = made("form,sex,n\nFarm,f,3\nHome,f,4\nSexual,f,5\n", hierarchies=LEVELS)
    assert shown(table)["Labour", "f"] == "7"
    assert shown(table)["Total", "Total"] == "12"
    assert len(table.cells) == 5 * 2


def test_an_upper_group_in_the_file_must_be_the_sum_of_its_parts() -> None:
    lines = "form,sex,n\nFarm,f,3\nHome,f,4\nLabour,f,9\n"
    assert said(lines, hierarchies=LEVELS) == "t.csv, line 4: form=Labour, sex=f is 9, but its parts by form add up to 7"


def test_hidden_and_unknown_cells_stay_what_they_are() -> None:
    table = made("form,sex,n\nA,f,c\nA,m,4\nA,Total,7\nB,f,\nB,m,0\nB,Total,2\n")
    assert shown(table)["A", "f"] == "c"
    assert shown(table)["B", "f"] == ""
    assert shown(table)["B", "m"] == "0"
    assert shown(table)["Total", "m"] == "4", "what can be added up is"
    unknown = table.cell(sex="f")
    assert unknown is not None
    assert unknown.status is CellStatus.UNKNOWN, "a total that nobody printed and nobody can add up"


def test_only_margins_in_a_file_leave_the_inner_cells_unknown() -> None:
    table = made("form,sex,n\nA,Total,3\nB,Total,4\nTotal,f,2\nTotal,m,5\nTotal,Total,7\n")
    assert {text for groups, text in shown(table).items() if "Total" not in groups} == {""}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("form,sex,n\nA,f,3\nA,m,-1\n", "t.csv, line 3, column n: -1 is negative; a count is 0 or more"),
        ("form,sex,n\nA,f,2.5\n", "t.csv, line 2, column n: 2.5 is not written as a whole number; people are counted as 0, 1, 2"),
        (
            "form,sex,n\nA,f,three\n",
            "t.csv, line 2, column n: three is not a count; a whole number expected, c for hidden, nothing for not known",
        ),
        ("form,sex,n\nA,f,99999999999\n", "t.csv, line 2, column n: 99999999999 is larger than any count of people"),
        ("form,sex,n\nA,,3\n", "t.csv, line 2, column sex: the group is empty; name it, or write Total for a margin"),
        ("form,age,n\nA,1,3\n", "t.csv, line 1, column sex: there is no such column; the columns are form, age, n"),
        ("form,sex,n\n", "t.csv: there is no line below the header"),
        (
            "form,sex,n\nA,f,3\nA,m,4\nTotal,Total,8\n",
            "t.csv, line 4, column form: form=Total, sex=Total is 8, but its parts by form add up to 7",
        ),
        (
            "form,sex,n\nA,f,c\nA,m,4\nA,Total,3\n",
            "t.csv, line 4, column sex: form=A, sex=Total is 3, but its parts by sex add up to at least 4",
        ),
        (
            "form,sex,n\nA,f,3\nB,f,4\nA,Total,3\n",
            "t.csv, line 4, column sex: there is a total in this line, but the one of form=B, sex=Total is missing",
        ),
        (
            "form,sex,n\nA,f,c\nA,f,3\n",
            "t.csv, line 3, column n: this line has the same groups as line 2, and one of them is hidden; name the column that tells them apart",
        ),
    ],
)
def test_what_is_no_table_is_said_with_line_and_column(lines: str, expected: str) -> None:
    assert said(lines) == expected


@pytest.mark.parametrize("number", ["٣", "1e3", "1,000", "nan", "inf", "0x1", "3 "])
def test_only_plain_digits_are_a_count(number: str) -> None:
    text = sheet("form,sex,n\nA,f,1\n")
    odd = Sheet("t.csv", text.columns, (Line(2, {"form": "A", "sex": "f", "n": number}),))
    with pytest.raises(SheetFault, match=r"^t\.csv, line 2, column n: "):
        build(odd, count="n", dims=["form", "sex"])


def test_the_same_column_twice_and_no_column_are_refused() -> None:
    assert said("form,sex,n\nA,f,3\n", "form form") == "t.csv, line 1, column form: this column is asked for twice"
    assert said("form,sex,n\nA,f,3\n", "form n") == "t.csv, line 1, column n: this column is asked for twice"
    assert said("form,sex,n\nA,f,3\n", "") == "t.csv: no dimension is named; at least one column must divide the table"


def test_a_table_too_large_to_be_one_is_refused_before_it_is_made() -> None:
    lines = "\n".join(f"a{i},b{i},1" for i in range(500))
    assert said(f"form,sex,n\n{lines}\n").startswith(f"t.csv: the table by form, sex has 251001 cells, more than {MOST};")


counts = st.dictionaries(st.tuples(st.sampled_from("ABC"), st.sampled_from("fm"), st.sampled_from("xyz")), st.integers(0, 9), min_size=1)


@given(counts, st.randoms())
def test_the_order_of_lines_changes_no_number(numbers: Mapping[tuple[str, str, str], int], chance: object) -> None:
    lines = [f"{a},{b},{c},{n}" for (a, b, c), n in numbers.items()]
    mixed = list(lines)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    both = [made("a,b,c,n\n" + "\n".join(order), "a b c") for order in (lines, mixed)]
    assert shown(both[0]) == shown(both[1])


@given(counts)
def test_a_printed_table_reads_back_as_itself(numbers: Mapping[tuple[str, str, str], int]) -> None:
    table = made("a,b,c,n\n" + "\n".join(f"{a},{b},{c},{n}" for (a, b, c), n in numbers.items()), "a b c")
    small = primary(table, 3)
    publication = publish(Release(table), small, threshold=3, override=None)
    text = csv_file(publication).decode()
    assert shown(made(text, "a b c")) == shown(publication.table)


# --- hierarchies and merging


TABLE = sheet("form,sex,n\nFarm,f,3\nHome,f,4\nSexual,f,5\n")


def test_a_hierarchy_file_is_read() -> None:
    found = read_hierarchies(sheet("dim,group,parent\nform,Farm,Labour\nform,Home,Labour\nform,Labour,Work\nform,Sexual,\n"), TABLE)
    assert found == {"form": Hierarchy("form", {"Farm": "Labour", "Home": "Labour", "Labour": "Work"})}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("dim,group\nform,Farm", "h.csv, line 1, column parent: there is no such column; the columns are dim, group"),
        ("dim,group,parent\nage,Farm,Work", "h.csv, line 2, column dim: age is no column of t.csv; the columns are form, sex, n"),
        ("dim,group,parent\nform,,Work", "h.csv, line 2, column group: the group is empty"),
        (
            "dim,group,parent\nform,Farm,Work\nform,Farm,Land",
            "h.csv, line 3, column group: Farm has its place already in line 2; a group lies in one place",
        ),
        ("dim,group,parent\nform,Farm,Work\nform,Work,Farm", "h.csv, line 3, column parent: Work would lie within itself"),
        ("dim,group,parent\nform,Farm,Farm", "h.csv, line 2, column parent: Farm would lie within itself"),
        (
            "dim,group,parent\nform,Frm,Work\nform,Home,Work",
            "h.csv, line 2, column group: Frm is no group of t.csv, which has groups without a line here, such as Farm",
        ),
        ("dim,group,parent\nform,Farm,Total", "h.csv, line 2, column parent: Total stands for all groups; it needs no line"),
    ],
)
def test_what_is_no_hierarchy_is_said_with_line_and_column(lines: str, expected: str) -> None:
    with pytest.raises(SheetFault) as caught:
        read_hierarchies(sheet(lines, "h.csv"), TABLE)
    assert str(caught.value) == expected


def test_a_list_of_all_groups_may_name_some_that_nobody_belongs_to() -> None:
    rows = "dim,group,parent\nform,Farm,Work\nform,Home,Work\nform,Sexual,\nform,Organs,Body\n"
    assert read_hierarchies(sheet(rows), TABLE)["form"].parents["Organs"] == "Body"


def test_merging_needs_a_name_for_the_merged_group() -> None:
    assert read_merging(sheet("dim,group,into\nform,Farm,Work\nform,Home,Work"), TABLE) == {"form": {"Farm": "Work", "Home": "Work"}}
    with pytest.raises(SheetFault, match="line 2, column into: this is empty"):
        read_merging(sheet("dim,group,into\nform,Farm,"), TABLE)


# --- cutting


YEARS = sheet("year,form,sex,n\n2016,A,f,3\n2016,B,m,4\n2017,A,f,5\n2017,C,m,1\n")


def test_a_filter_keeps_its_lines_and_goes_into_the_keys() -> None:
    release = cut_out(YEARS, Cut("n", ("form", "sex"), {"year": ("2016",)}))
    assert (release.where, release.table.cell()) == ({"year": "2016"}, Cell({}, 7))


def test_several_groups_of_a_filter_are_counted_together_and_linked_to_each_alone() -> None:
    pooled = cut_out(YEARS, Cut("n", ("form",), {"year": ("2016", "2017")}))
    alone = [cut_out(YEARS, Cut("n", ("form",), {"year": (year,)})) for year in ("2016", "2017")]
    assert (pooled.where, pooled.table.cell(form="A")) == ({"year": "2016 + 2017"}, Cell({"form": "A"}, 8))
    found = system([pooled, *alone])
    index = found.index
    parts = tuple(sorted(index[key(form="A", year=year)] for year in ("2016", "2017")))
    assert (index[key(form="A", year="2016 + 2017")], parts) in {(total.whole, total.parts) for total in found.sums}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"year": ("2018",)}, "t.csv, column year: no line has 2018; there are 2016, 2017"),
        ({"form": ("A",)}, "t.csv, line 1, column form: a column of the table cannot be a filter as well"),
        ({"month": ("1",)}, "t.csv, line 1, column month: there is no such column; the columns are year, form, sex, n"),
    ],
)
def test_a_filter_that_fits_nothing_is_said(where: dict[str, tuple[str, ...]], expected: str) -> None:
    with pytest.raises(SheetFault) as caught:
        cut_out(YEARS, Cut("n", ("form", "sex"), where))
    assert str(caught.value) == expected


def test_a_column_left_out_must_not_hold_its_own_totals() -> None:
    lines = sheet("form,sex,n\nA,f,3\nA,m,4\nA,Total,7\n")
    with pytest.raises(SheetFault, match=r"line 4, column sex: this column has totals; name it among the dimensions"):
        cut_out(lines, Cut("n", ("form",)))
    assert cut_out(lines, Cut("n", ("form",), {"sex": ("Total",)})).table.cell() == Cell({}, 7)


def test_a_column_of_periods_or_notes_must_not_hold_its_own_totals_either() -> None:
    """Added up they would count everybody twice: 11 in 2019, 2020 and in total make 22."""
    lines = sheet("period,form,n\n2019,A,5\n2020,A,6\nTotal,A,11\n2019,B,7\n2020,B,8\nTotal,B,15\n")
    with pytest.raises(SheetFault, match=r"line 4, column period: this column has totals; name it among the dimensions"):
        cut_out(lines, Cut("n", ("form",)))


@pytest.mark.parametrize("word", ["Total", "TOTAL", "total"])
def test_a_total_is_said_once(word: str) -> None:
    with pytest.raises(SheetFault, match=r"t\.csv, line 4, column n: this total is in line 3 already"):
        cut_out(sheet(f"form,sex,n\nx,f,5\nx,Total,5\nx,{word},5\n"), Cut("n", ("form", "sex")))


def test_totals_of_what_a_left_out_column_or_a_merged_group_divides_are_added_up() -> None:
    lines = sheet("form,age,sex,n\nA,young,Total,3\nA,old,Total,4\nB,young,Total,5\nB,old,Total,6\n")
    assert cut_out(lines, Cut("n", ("form", "sex"))).table.cell(form="A") == Cell({"form": "A"}, 7)
    merged = cut_out(lines, Cut("n", ("form", "sex"), merge={"form": {"A": "all", "B": "all"}}))
    assert merged.table.cell(form="all") == Cell({"form": "all"}, 18)


def test_the_largest_groups_stay_and_the_rest_becomes_other() -> None:
    release = cut_out(YEARS, Cut("n", ("form",), top={"form": 1}))
    assert shown(release.table) == {("A",): "8", ("Other",): "5", ("Total",): "13"}


def test_an_earlier_release_is_fixed_and_its_finer_groups_are_parts_of_the_merged_one() -> None:
    cut = Cut("n", ("form",), merge={"form": {"B": "Rest", "C": "Rest"}})
    before = sheet("form,n\nA,8\nB,c\nC,1\nTotal,13\n", "old.csv")
    (old,) = earlier(before, cut, YEARS)
    assert old.fixed
    found = system([cut_out(YEARS, cut), old])
    rest = found.index[key(form="Rest")]
    parts = tuple(sorted((found.index[key(form="B")], found.index[key(form="C")])))
    assert (rest, parts) in {(total.whole, total.parts) for total in found.sums}
    assert found.values[parts[0]] is None


def test_an_earlier_release_by_other_columns_shares_the_margins() -> None:
    now, (old,) = cut_out(YEARS, Cut("n", ("form",))), earlier(sheet("sex,n\nf,8\nm,5\n"), Cut("n", ("form",)), YEARS)
    found = system([now, old])
    assert found.fixed[found.index[frozenset()]]
    assert not found.fixed[found.index[key(form="A")]]


def test_two_editions_have_the_same_groups() -> None:
    cut = Cut("n", ("form",), top={"form": 1})
    old, new = editions(sheet("form,n\nA,8\nB,3\nZ,2\n"), sheet("form,n\nA,8\nB,3\nC,1\n"), cut, cut)
    assert shown(old.table) == {("A",): "8", ("Other",): "5", ("Total",): "13"}
    assert shown(new.table) == {("A",): "8", ("Other",): "4", ("Total",): "12"}
    old, new = editions(sheet("form,n\nA,8\n"), sheet("form,n\nA,8\nC,1\n"), Cut("n", ("form",)), Cut("n", ("form",)))
    assert shown(old.table) == {("A",): "8", ("C",): "0", ("Total",): "8"}
    assert shown(new.table) == {("A",): "8", ("C",): "1", ("Total",): "9"}


def test_two_editions_have_the_same_levels() -> None:
    cut = Cut("n", ("form",), hierarchies=LEVELS)
    old, new = editions(sheet("form,n\nFarm,8\n"), sheet("form,n\nFarm,8\nHome,1\n"), cut, cut)
    assert shown(old.table) == {("Farm",): "8", ("Home",): "0", ("Labour",): "8", ("Total",): "8"}
    assert shown(new.table) == {("Farm",): "8", ("Home",): "1", ("Labour",): "9", ("Total",): "9"}


def test_a_group_that_only_the_other_edition_has_is_empty_in_a_table_of_margins_too() -> None:
    margins = "form,sex,n\nA,Total,3\nTotal,f,2\nTotal,m,1\nTotal,Total,3\n"
    table = made(margins, also={"form": {"B"}})
    assert {text for groups, text in shown(table).items() if groups[0] == "B"} == {"0"}


# --- what is too small


def test_counts_below_the_threshold_are_primary_and_zero_never_is() -> None:
    table = made("form,sex,n\nA,f,4\nA,m,0\nB,f,5\nB,m,1\n")
    assert primary(table, 5) == {key(form="A", sex="f"), key(form="A"), key(form="B", sex="m"), key(sex="m")}
    assert primary(table, 1) == frozenset()


def test_careful_groups_are_held_to_a_higher_threshold() -> None:
    table = made("form,sex,n\nOrgans,f,7\nSexual,f,7\n")
    assert primary(table, 5, {"form": ["Organs"]}, 10) == {key(form="Organs", sex="f"), key(form="Organs")}


@pytest.mark.parametrize("threshold", [0, -3])
def test_a_threshold_below_one_means_nothing(threshold: int) -> None:
    with pytest.raises(ValueError, match="1 or more expected"):
        primary(made("form,sex,n\nA,f,4\n"), threshold)


def test_thresholds_by_kind_come_from_the_pack() -> None:
    assert [threshold_of(load("intl-minimum").reports, kind) for kind in Kind] == [5, 3, 10]
    assert [threshold_of(load("demo").reports, kind) for kind in Kind] == [10, 3, 10]


# --- what leaves the office


def published(override: Override | None = None) -> tuple[Release, frozenset[Key]]:
    release = Release(made("form,sex,n\n=A,f,2\n=A,m,\n'+B,f,9\n'+B,m,0\n"), {"year": "2017"})
    small = primary(release.table, 3)
    return release, small - (override.cells if override else frozenset())


def test_three_kinds_of_nothing_and_texts_like_formulas_survive_csv_and_workbook(tmp_path: Path) -> None:
    release, small = published()
    publication = publish(release, small, threshold=3, override=None)
    assert shown(publication.table)["=A", "f"] == "c"
    assert shown(publication.table)["=A", "m"] == ""
    assert shown(publication.table)["'+B", "m"] == "0"
    save({tmp_path / "o.csv": csv_file(publication), tmp_path / "o.xlsx": xlsx_file([publication])})
    for name in ("o.csv", "o.xlsx"):
        back = cut_out(read_sheet(tmp_path / name), Cut("n", ("form", "sex"), {"year": ("2017",)}))
        assert back.where == release.where
        assert shown(back.table) == shown(publication.table)
    assert all(not cell.startswith(("=", "+")) for row in csv.reader((tmp_path / "o.csv").open(encoding="utf-8")) for cell in row)


def test_a_small_number_is_neither_hidden_nor_shown_by_forgetting() -> None:
    release, small = published()
    with pytest.raises(ValueError, match="neither hidden nor answered for"):
        publish(release, small - {key(form="=A", sex="f")}, threshold=3, override=None)
    with pytest.raises(ValueError, match="the table has no cell form=Z"):
        publish(release, {key(form="Z")}, threshold=3, override=None)


def test_an_override_names_who_and_why_in_every_output() -> None:
    cell = key(form="=A", sex="f")
    override = Override("R. Quliyeva, co-ordinator", "the law asks for this figure", frozenset({cell}))
    release, small = published(override)
    publication = publish(release, small, threshold=3, override=override)
    assert publication.table.cell(form="=A", sex="f") == Cell(dict(cell), 2)
    sentence = "form==A, sex=f is shown although it is small: R. Quliyeva, co-ordinator, because the law asks for this figure."
    assert sentence in [str(remark) for remark in publication.remarks]
    assert sentence in csv_file(publication).decode()
    back = read_text(csv_file(publication))
    assert shown(build(back, count="n", dims=["form", "sex"])) == shown(publication.table)


def read_text(content: bytes) -> Sheet:
    found = sheet(content.decode())
    lines = tuple(Line(line.number, {name: text.removeprefix("'") for name, text in line.entries.items()}) for line in found.lines)
    return Sheet(found.name, found.columns, lines)


@pytest.mark.parametrize(("by", "reason", "cells"), [("", "x", {key(a="b")}), ("x", " ", {key(a="b")}), ("x", "y", set())])
def test_an_override_without_name_reason_or_cells_is_none(by: str, reason: str, cells: set[Key]) -> None:
    with pytest.raises(ValueError, match="an override needs"):
        Override(by, reason, frozenset(cells))


def test_the_picture_says_its_numbers_and_no_hidden_one() -> None:
    release, small = published()
    publication = publish(release, small, threshold=3, override=None)
    picture = svg_file(publication)
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own picture
    title, words = root[0], root[1]
    assert title.text == "n by form, sex, year 2017"
    assert words.text == spoken(publication.table)
    assert (words.text or "").startswith("=A: f c, m not known, Total not known; '+B: f 9, m 0, Total 9;")
    assert picture == svg_file(publication), "the same table gives the same bytes"


def test_the_picture_draws_labels_with_signs_that_other_programs_take_for_formulas() -> None:
    release = Release(made("form,sex,n\n$x_1$ & <b>,f,12\n"))
    root = ElementTree.fromstring(svg_file(publish(release, (), threshold=5, override=None)))  # noqa: S314 - our own picture
    assert (root[1].text or "").startswith("$x_1$ & <b>: f 12, Total 12;")


def test_a_workbook_says_neither_when_nor_with_what_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    release, small = published()
    publication = publish(release, small, threshold=3, override=None)
    first = xlsx_file([publication])
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert xlsx_file([publication]) == first
    with ZipFile(BytesIO(first)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        said = b"".join(parts.read(name) for name in parts.namelist()).lower()
    assert b"openpyxl" not in said
    assert b"excel<" not in said
    assert b"dcterms:created" not in said


def test_a_formula_without_its_result_is_refused_and_one_with_a_result_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["form", "n"], ["A", 3], ["B", "=1+B2"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(SheetFault, match=r"t\.xlsx: cell B3 holds a formula without its result"):
        read_sheet(tmp_path / "t.xlsx")
    with ZipFile(tmp_path / "t.xlsx") as before, ZipFile(tmp_path / "o.xlsx", "w") as after:
        for name in before.namelist():
            after.writestr(
                name,
                before.read(name)
                .replace(b"<f>1+B2</f><v />", b"<f>1+B2</f><v>4</v>")
                .replace(b"<f>1+B2</f><v></v>", b"<f>1+B2</f><v>4</v>"),
            )
    assert [line.entries["n"] for line in read_sheet(tmp_path / "o.xlsx").lines] == ["3", "4"]


def test_files_are_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "o.csv"
    target.write_text("old")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        save({target: b"new", tmp_path / "none" / "o.csv": b"new"})
    assert target.read_text() == "old"
    save({target: b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["o.csv"]
    assert target.read_text() == "new"
