"""The survey as an XLSForm: the reference converter takes it, and nothing in it points at a person or a moment."""

from __future__ import annotations

import re
from contextlib import suppress
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from dayaq.assess.framework.rules.foreign import LARGEST, NotAForm, imported, restored
from dayaq.assess.framework.rules.loading import common
from dayaq.assess.framework.rules.xlsform import form
from tests.assess.framework.world import small

SURVEY = common("ct-nat-survey")


def sheet(name: str) -> list[dict[str, str]]:
    rows = [[str(cell or "") for cell in row] for row in load_workbook(BytesIO(form(SURVEY).xlsx))[name].iter_rows(values_only=True)]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def named(name: str) -> dict[str, str]:
    return next(row for row in sheet("survey") if row["name"] == name)


@pytest.mark.parametrize("grid", [False, True])
def test_the_converter_takes_the_form_without_a_warning(*, grid: bool) -> None:
    warnings: list[str] = []
    result = convert(form(SURVEY, grid=grid).xlsx, file_type=".xlsx", validate=False, warnings=warnings)
    assert warnings == []
    for language in ("English (en)", "Azərbaycan (az)", "Русский (ru)"):
        assert f'<translation lang="{language}"' in result.xform


def test_the_same_instrument_gives_the_same_bytes() -> None:
    assert form(SURVEY).xlsx == form(SURVEY).xlsx


def test_no_time_no_device_no_generated_name() -> None:
    types = {row["type"].split()[0] for row in sheet("survey") if row["type"]}
    assert types == {"begin_group", "end_group", "note", "select_one", "select_multiple", "rank", "text"}
    names = [row["name"] for row in sheet("survey") if not row["type"].startswith("end")]
    assert len(names) == len(set(names))
    assert [name for name in names if re.search(r"generated|reserved", name)] == []


def test_every_item_has_its_node() -> None:
    names = {row["name"] for row in sheet("survey")}
    assert {f"q_{item.code.replace('.', '_')}" for item in SURVEY.items} - names == {"q_8_1"}
    assert {"q_8_1_p1", "q_8_1_p2", "q_8_1_p3", "q_1_2_other"} <= names


def test_exactly_three_is_said_in_every_language() -> None:
    row = named("q_2_2")
    assert row["constraint"] == "count-selected(.) = 3"
    assert row["constraint_message::Русский (ru)"] == "Выберите ровно 3."
    assert named("q_2_3")["constraint"] == "count-selected(.) <= 3"


def test_the_most_prominent_form_is_chosen_among_the_three() -> None:
    row = named("q_2_2_1")
    assert (row["type"], row["choice_filter"]) == ("select_one c_2_2", "selected(${q_2_2}, name)")


def test_the_three_priorities_must_differ() -> None:
    assert named("q_8_1_p3")["constraint"] == ". != ${q_8_1_p1} and . != ${q_8_1_p2}"


def test_every_scale_ends_with_not_my_field() -> None:
    lists: dict[str, list[str]] = {}
    for row in sheet("choices"):
        lists.setdefault(row["list_name"], []).append(row["name"])
    assert {names[-1] for code, names in lists.items() if code.startswith("s_")} == {"not_my_field"}
    assert len([code for code in lists if code.startswith("s_")]) == 5


def looks(*languages: str, grid: bool) -> dict[str, str | None]:
    rows = form(SURVEY, languages, grid=grid).survey
    return {str(row["name"]): row.get("appearance") for row in rows if not str(row["type"]).startswith("end")}


def test_every_statement_carries_its_answers_so_that_none_falls_off_a_phone() -> None:
    plain = looks(grid=False)
    assert [name for name, look in plain.items() if name.startswith("h_") or look == "list-nolabel"] == []


def test_a_scale_heads_a_grid_only_where_its_words_fit() -> None:
    """A client cuts longer words off: what is left of "inadequate" in Russian would read as its opposite."""
    grid = looks(grid=True)
    assert (grid["h_3_2"], grid["q_3_2_1"]) == ("label", "list-nolabel")
    assert "h_3_1" not in grid
    assert grid["q_3_1_1"] is None
    english = looks("en", grid=True)
    assert (english["h_3_1"], english["q_3_1_1"]) == ("label", "list-nolabel")


def test_one_language_on_request_and_none_that_is_not_there() -> None:
    assert [cell for cell in form(SURVEY, ("az",)).sheets["survey"][0] if cell.startswith("label")] == ["label::Azərbaycan (az)"]
    with pytest.raises(ValueError, match="ka"):
        form(SURVEY, ("ka",))


def test_notes_with_open_places_wait_for_their_facts() -> None:
    assert "n_contact" not in {row["name"] for row in sheet("survey")}
    told = form(SURVEY, facts={"contact": "survey@example.invalid"}).survey
    assert [row["label"]["en"].endswith("survey@example.invalid.") for row in told if row["name"] == "n_contact"] == [True]


@pytest.mark.parametrize("grid", [False, True])
def test_a_form_of_ours_comes_back_as_it_went_out(*, grid: bool) -> None:
    taken = imported(form(SURVEY, grid=grid).xlsx, "survey")
    assert taken.left_out == ()
    back = restored(taken.instrument, SURVEY)
    assert list(back.items) == list(SURVEY.items)
    assert back.scales == SURVEY.scales
    assert [section.blocks for section in back.sections] == [section.blocks for section in SURVEY.sections]
    assert [(section.title, section.intro, section.area) for section in back.sections] == [
        (section.title, section.intro, section.area) for section in SURVEY.sections
    ]
    assert back.languages == SURVEY.languages


def test_the_small_form_comes_back_too() -> None:
    taken = imported(form(small()).xlsx, "small").instrument
    assert [(item.code, item.kind, item.least, item.most, item.among) for item in taken.items] == [
        (item.code, item.kind, item.least, item.most, item.among) for item in small().items
    ]


FOREIGN = """
| survey |              |          |                 |              |                       |
|        | type         | name     | label           | relevant     | constraint            |
|        | text         | town     | Which town?     |              |                       |
|        | begin_group  | work     | Your work       |              |                       |
|        | select_one yn| paid     | Are you paid?   |              |                       |
|        | integer      | hours    | How many hours? | ${paid}='y'  |                       |
|        | select_multiple yn | both | Tick one      |              | count-selected(.) <= 1 |
|        | end_group    |          |                 |              |                       |
| choices|              |          |                 |              |                       |
|        | list_name    | name     | label           |              |                       |
|        | yn           | y        | Yes             |              |                       |
|        | yn           | n        | No              |              |                       |
"""


def xlsx(markdown: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet_now = None
    for line in markdown.strip().splitlines():
        first, *cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if first:
            sheet_now = book.create_sheet(first)
        elif sheet_now is not None:
            sheet_now.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_foreign_form_becomes_an_instrument_and_what_it_cannot_hold_is_named() -> None:
    taken = imported(xlsx(FOREIGN), "somebody's form")
    assert [(section.code, [(item.code, item.kind) for item in section.items]) for section in taken.instrument.sections] == [
        ("s_town", [("town", "text")]),
        ("work", [("paid", "one"), ("both", "many")]),
    ]
    assert taken.instrument.item("both").most == 1
    assert taken.left_out == ("hours (integer)",)
    assert taken.instrument.code == "somebody-s-form"


def test_the_converters_words_are_shown_with_the_row() -> None:
    with pytest.raises(NotAForm, match=r"\[row : 4\] List name not in choices sheet: xx"):
        imported(xlsx(FOREIGN.replace("select_one yn|", "select_one xx|")), "form")


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(NotAForm):
        imported(b"PK\x03\x04 not a workbook", "form")


def test_a_workbook_that_unpacks_too_far_is_refused_before_it_is_read() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (LARGEST + 1))
    with pytest.raises(NotAForm, match="unpacked"):
        imported(out.getvalue(), "form")


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_workbook_is_refused_in_words(seed: int) -> None:
    chance, damaged = Random(seed), bytearray(form(small()).xlsx)  # noqa: S311 - damage, nothing secret
    for _ in range(6):
        damaged[chance.randrange(len(damaged))] ^= 0xFF
    with suppress(NotAForm):  # anything else would be an error page
        assert imported(bytes(damaged), "form").instrument.items
