"""What a column is, what an entry means, what is wrong with a line: pure rules."""

from __future__ import annotations

from datetime import date

import pytest

from dayaq.respond.intake.rules.fields import guess, guess_value
from dayaq.respond.intake.rules.lines import UNKNOWN, birth_of, day_of, names_of, read

TODAY = date(2020, 1, 1)
SEX = {"female": ["Female", "Qadın", "Женский"], "male": ["Male", "Kişi", "Мужской"]}


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (["Case No", "Surname", "First name", "Gender", "Remarks"], ["key", "family_name", "given_name", "sex", ""]),
        (["İş nömrəsi", "Soyad", "Ad", "Cinsi", "Qeyd"], ["key", "family_name", "given_name", "sex", ""]),
        (["№", "ФИО", "Дата рождения", "Гражданство", "Пол"], ["key", "full_name", "birth", "nationality", "sex"]),
        (["Name", "Full name"], ["full_name", ""]),
    ],
)
def test_columns_are_guessed_in_three_languages_each_thing_once(columns: list[str], fields: list[str]) -> None:
    assert list(guess(columns).values()) == fields


@pytest.mark.parametrize(
    ("entry", "code"), [("Female", "female"), ("QADIN", "female"), ("женский", "female"), ("m", "male"), ("?", ""), ("x", "")]
)
def test_entries_are_guessed_by_their_words(entry: str, code: str) -> None:
    assert guess_value(entry, SEX) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14.05.2015", date(2015, 5, 14)),
        ("2015-05-14 00:00:00", date(2015, 5, 14)),
        ("14/05/2015", date(2015, 5, 14)),
        ("31.02.2015", None),
        ("May", None),
    ],
)
def test_days_as_lists_write_them(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(("text", "kept"), [("14.05.1998", "1998-05-14"), ("1998", "1998"), ("~1998", "~1998"), ("about 30", None)])
def test_a_birth_is_kept_as_precise_as_it_was_told(text: str, kept: str | None) -> None:
    assert birth_of(text) == kept


def test_names_come_from_two_columns_or_from_one() -> None:
    assert names_of({"given_name": "Aynur", "family_name": "Quliyeva"}) == ("Aynur", "Quliyeva")
    assert names_of({"full_name": "Quliyeva Aynur Rza"}) == ("Aynur Rza", "Quliyeva")
    assert names_of({}) == ("", "")


def test_every_fault_of_a_line_is_named_by_its_column() -> None:
    mapping = {"N": "key", "When": "opened", "Born": "birth", "Years": "age", "Sex": "sex", "X": ""}
    line = {"N": "", "When": "tomorrow", "Born": "x", "Years": "-3", "Sex": "f", "X": "?"}
    found = read(7, line, mapping, {}, TODAY)
    assert [(fault.column, fault.reason.code) for fault in found.faults] == [
        ("When", "no_day"),
        ("Born", "no_birth"),
        ("Years", "no_age"),
        ("Sex", "no_code"),
        ("N", "no_key"),
    ]
    assert [f.reason.code for f in read(7, {**line, "When": "02.01.2020"}, mapping, {}, TODAY).faults][:3] == [
        "no_birth",
        "no_age",
        "future",
    ]


def test_an_entry_marked_as_not_known_is_no_fault_and_no_code() -> None:
    found = read(2, {"Sex": "f"}, {"Sex": "sex"}, {"sex": {"f": UNKNOWN}}, TODAY)
    assert (found.faults, dict(found.codes)) == ((), {})
    assert dict(read(2, {"Sex": "f"}, {"Sex": "sex"}, {"sex": {"f": "female"}}, TODAY).codes) == {"sex": "female"}
