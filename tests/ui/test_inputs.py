"""Dates in parts, and facts that may be unknown, not asked or refused."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from dayaq.ui.inputs import DateField, FactField


class Form(forms.Form):
    noticed = DateField()
    born = DateField(whole=False, required=False)
    language = FactField(forms.CharField(max_length=5), label="Language")


def form(**data: str) -> Form:
    return Form({"noticed_day": "14", "noticed_month": "1", "noticed_year": "2016", **data})


def test_whole_date_is_a_date() -> None:
    filled = form()
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data == {"noticed": date(2016, 1, 14), "born": "", "language": (None, "not_asked")}


@pytest.mark.parametrize(
    ("parts", "iso"),
    [(("", "", "1998"), "1998"), (("", "3", "1998"), "1998-03"), (("4", "3", "1998"), "1998-03-04")],
)
def test_partial_date_keeps_the_precision_typed(parts: tuple[str, str, str], iso: str) -> None:
    filled = form(born_day=parts[0], born_month=parts[1], born_year=parts[2])
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["born"] == iso


@pytest.mark.parametrize(
    "parts", [("31", "2", "2016"), ("1", "1", "16"), ("1", "13", "2016"), ("x", "1", "2016"), ("4", "", "1998"), ("4", "3", "")]
)
def test_impossible_date_is_explained_and_not_lost(parts: tuple[str, str, str]) -> None:
    filled = form(born_day=parts[0], born_month=parts[1], born_year=parts[2])
    assert list(filled.errors) == ["born"]
    assert f'value="{parts[0]}"' in str(filled["born"]) or not parts[0]


def test_missing_whole_date_is_required() -> None:
    assert list(form(noticed_day="", noticed_month="", noticed_year="").errors) == ["noticed"]
    assert list(form(noticed_day="").errors) == ["noticed"]


@pytest.mark.parametrize(
    ("value", "state", "cleaned"),
    [
        ("ru", "known", ("ru", "known")),
        ("ru", "not_asked", ("ru", "known")),
        ("ru", "", ("ru", "known")),
        ("", "refused", (None, "refused")),
        ("", "unknown", (None, "unknown")),
        ("", "", (None, "not_asked")),
    ],
)
def test_fact_is_a_value_or_a_reason_for_none(value: str, state: str, cleaned: tuple[str | None, str]) -> None:
    filled = form(language=value, language_state=state)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["language"] == cleaned


@pytest.mark.parametrize(
    ("value", "state"), [("ru", "refused"), ("ru", "unknown"), ("", "known"), ("ru", "invented"), ("too long", "known")]
)
def test_fact_that_contradicts_itself_is_explained(value: str, state: str) -> None:
    assert list(form(language=value, language_state=state).errors) == ["language"]


def test_known_fact_is_shown_again() -> None:
    drawn = str(Form(initial={"language": ("ru", "known"), "born": "1998-03"})["language"])
    assert 'value="ru"' in drawn
    assert drawn.count("checked") == 1
    assert 'aria-labelledby="id_language_legend"' in drawn
