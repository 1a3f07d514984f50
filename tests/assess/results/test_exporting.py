"""Files: every column once, numbers that a statistics program reads as they are meant, nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from dayaq.assess.framework.rules import NOT_MY_FIELD
from dayaq.assess.results.rules.exporting import spss
from dayaq.assess.results.rules.exporting.sdmx import HEAD, sdmx_csv
from dayaq.assess.results.rules.exporting.variables import code_book, labelled, rows, variables
from dayaq.assess.results.rules.tables import tabulate
from dayaq.assess.results.rules.whole import Answers, leave
from dayaq.assess.survey.rules.urn import Answered
from tests.assess.results.people import SURVEY, crowd, seven

COLUMNS = variables(SURVEY)
ONE = Answered(
    "az",
    "region",
    {
        "2.1": ["origin", "transit"],
        "2.4": ["women", "girls", "men", "boys"],
        "3.1.1": NOT_MY_FIELD,
        "8.1": ["J", "A", "Q"],
        "8.1.other": "=cmd()",
        "8.2": 'He said "no",\nand left',
    },
)


def line(values: list[list[str]]) -> dict[str, str]:
    return dict(zip(values[0], values[1], strict=True))


def test_every_column_has_a_name_of_its_own() -> None:
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert {column.item.removesuffix(".other") for column in COLUMNS} == {"", *(item.code for item in SURVEY.items)}


def test_an_answer_of_several_choices_is_a_column_a_choice() -> None:
    found = line(rows(COLUMNS, [ONE]))
    assert (found["q_2_1_origin"], found["q_2_1_transit"], found["q_2_1_destination"]) == ("1", "1", "0")
    assert (found["q_2_4_women"], found["q_2_4_boys"]) == ("1", "4")
    assert (found["q_8_1_1"], found["q_8_1_2"], found["q_8_1_3"], found["q_3_1_2"]) == ("J", "A", "Q", "")


def test_in_words_every_value_has_its_meaning_in_the_language() -> None:
    for language, word in (("en", "chosen"), ("az", "seçilib"), ("ru", "выбрано")):
        assert line(labelled(COLUMNS, [ONE], language))["q_2_1_origin"] == word


def test_the_code_book_explains_every_value_that_occurs() -> None:
    book = {(entry[0], entry[4]) for entry in code_book(COLUMNS, "ru")}
    listed = {column.name for column in COLUMNS if column.labels}
    head, *lines = rows(COLUMNS, crowd(100))
    found = {(name, value) for values in lines for name, value in zip(head, values, strict=True) if value and name in listed}
    assert found - book == set()


def test_numbers_for_spss_follow_the_form_and_not_knowing_is_missing() -> None:
    found = line(list(csv.reader(StringIO(spss.data(COLUMNS, [ONE])))))
    assert (found["q_3_1_1"], found["q_8_1_1"], found["q_2_1_origin"]) == ("98", "10", "1")
    assert found["q_8_2"] == 'He said "no", and left'
    assert found["q_8_1_other_text"] == "cmd()"
    assert "MISSING VALUES" in spss.syntax(COLUMNS, "en")


def test_a_label_is_quoted_and_cut_between_letters() -> None:
    assert spss.quoted("It's", 10) == "'It''s'"
    assert spss.quoted("ə" * 10, 5) == "'əə'"


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_a_statistics_program_reads_the_files(tmp_path: Path, language: str) -> None:
    program = shutil.which("pspp")
    if program is None:
        pytest.skip("no PSPP here: apt install pspp reads the files as SPSS does")
    people = crowd(60)
    (tmp_path / spss.DATA).write_text(spss.data(COLUMNS, people), encoding="utf-8", newline="")
    asked = "SAVE TRANSLATE /OUTFILE='back.csv' /TYPE=CSV /FIELDNAMES /REPLACE."
    (tmp_path / spss.SYNTAX).write_text(spss.syntax(COLUMNS, language) + asked + "\n", encoding="utf-8")
    ran = subprocess.run([program, spss.SYNTAX], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, "error" in (ran.stdout + ran.stderr)) == (0, False)
    back = list(csv.DictReader((tmp_path / "back.csv").open(encoding="utf-8")))
    sent = list(csv.DictReader(StringIO(spss.data(COLUMNS, people))))
    assert [one["q_8_1_2"].strip() for one in back] == [one["q_8_1_2"] for one in sent]


def test_sdmx_leaves_out_the_value_of_what_is_withheld() -> None:
    people = seven()
    found = leave(Answers(SURVEY, people, tabulate(SURVEY, people), {"country": "AZ"}))
    lines = list(csv.DictReader(StringIO(sdmx_csv(found.items.values(), area="AZ", period="2016"))))
    assert tuple(lines[0]) == HEAD
    assert {one["STRUCTURE"] for one in lines} == {"dataflow"}
    for one in lines:
        assert (one["OBS_VALUE"] == "") == (one["OBS_STATUS"] == "Q") == (one["CONF_STATUS"] == "C"), one
    priorities = {one["ANSWER"]: one["OBS_VALUE"] for one in lines if one["ITEM"] == "8.1"}
    assert (priorities["_T"], priorities["J"], priorities["C"]) == ("6", "3", "0")
