"""How days, terms and amounts stand in a paper, and what stays together on its pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import docx
import pytest
from django.utils.translation import override

from dayaq.core.report import BulletList, Cover, Fields, Plain, Report, Table, line, write
from dayaq.core.report.blocks import room
from dayaq.respond.papers.queries import Asking
from dayaq.respond.papers.queries.support import amount
from dayaq.respond.papers.queries.values import day_words

KEPT = "\N{NO-BREAK SPACE}"


def asking() -> Asking:
    return Asking(None, cast(Any, None), datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("tongue", "said"),
    [
        ("en", f"22{KEPT}June 2026"),
        ("az", f"22{KEPT}iyun 2026"),
        ("ru", f"22{KEPT}июня 2026{KEPT}г."),
    ],
)
def test_a_day_is_written_as_its_language_writes_it_and_breaks_before_the_year_only(tongue: str, said: str) -> None:
    with override(tongue):
        assert day_words(date(2026, 6, 22)) == said


def test_a_column_is_wide_enough_for_what_must_not_break() -> None:
    assert room([f"22{KEPT}сентября 2026{KEPT}г."]) >= len("22 сентября")


def test_a_term_that_ends_with_a_day_has_no_time_of_the_clock() -> None:
    with override("en"):
        assert asking().term(datetime(2026, 9, 26, 20, tzinfo=UTC)) == f"27{KEPT}September 2026"  # midnight in the country
        assert asking().term(datetime(2026, 9, 26, 21, 30, tzinfo=UTC)) == f"27{KEPT}September 2026, 01:30"


@pytest.mark.parametrize(("tongue", "said"), [("ru", "дни: 7"), ("en", "days: 7"), ("az", "gün: 7")])
def test_the_unit_of_an_amount_is_right_for_every_number(tongue: str, said: str) -> None:
    with override(tongue):
        assert amount(asking(), SimpleNamespace(amount=Decimal("7.0"), unit="days")) == said
        assert amount(asking(), SimpleNamespace(amount=None, unit="days")) == ""


def letter() -> Report:
    blocks = (
        Table(line("Rows"), (Plain("A"), Plain("B")), ((line("1"), line("2")),)),
        BulletList((line("first"), line("second"))),
        Fields(((Plain("Signed by"), ()), (Plain("Received by"), ())), signed=True),
    )
    return Report(cover=Cover("Letter"), language="en", as_of=date(2026, 11, 22), blocks=blocks, words={}, letter=True)


def test_signatures_stay_with_what_follows_and_text_keeps_its_distance_from_a_table() -> None:
    made = docx.Document(BytesIO(write(letter(), "docx")))
    signed = [row.cells[0].paragraphs[0] for row in made.tables[-1].rows]
    assert [paragraph.paragraph_format.keep_with_next for paragraph in signed] == [True, True]
    spaces = {paragraph.text: paragraph.paragraph_format.space_before for paragraph in made.paragraphs}
    assert spaces["first"]
    assert not spaces["second"]
