"""What keeps a report from being written: each fault is found, named and placed; a clean report has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dayaq.core.report import Adds, Cite, Fault, Heading, Note, Number, Paragraph, Plain, Protection, faults, line
from tests.core.report.build import DATA, figure, numbers, report, table

FIRST = Heading(1, Plain("Findings"))
BASE = Number("survey/5.1.4/base", 6)


def found(*blocks: object) -> list[Fault]:
    return faults(report("en", FIRST, *blocks), DATA.get)


def test_a_clean_report_has_no_fault() -> None:
    assert faults(report(), DATA.get) == []


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (Number("survey/5.1.4/agree", 3, 6), "wrong_number"),
        (Number("survey/5.1.4/agree", 2, 7), "wrong_base"),
        (Number("survey/5.1.4/agree", 2), "no_base"),
        (Number("survey/5.1.9/agree", 2, 6), "unknown_query"),
        (Number("survey/5.1.4/base", 6, 6), "wrong_base"),
        (Cite("Aze 99", "1"), "unknown_source"),
        (Cite("Aze 30"), "no_page"),
        (Note(line(Number("survey/5.1.4/agree", 5, 6))), "wrong_number"),
        (Plain("Not Azerbaijani", missing=True), "not_translated"),
    ],
)
def test_a_fault_in_a_sentence_is_named(run: object, code: str) -> None:
    assert [one.code for one in found(Paragraph(line("Of them ", run)))] == [code]  # type: ignore[arg-type] # any run


def test_a_source_without_pages_needs_none() -> None:
    assert found(Paragraph(line("As said ", Cite("Aze 3")))) == []


def test_a_total_that_does_not_add_is_found_with_both_numbers() -> None:
    (one,) = found(table(adds=(Adds("5.1.4", numbers()[:3], BASE),)))
    assert (one.code, str(one.what)) == ("does_not_add", "5.1.4 adds to 5, the total says 6")


@pytest.mark.parametrize(
    "block", [table(protection=Protection.NOT_LOOKED_AT), figure(protection=Protection.NOT_LOOKED_AT)], ids=["table", "figure"]
)
def test_a_block_that_was_not_protected_is_found(block: object) -> None:
    assert {one.code for one in found(block)} == {"not_protected"}


def test_an_unprotected_table_beside_a_picture_is_found() -> None:
    assert [one.code for one in found(figure(table=table(protection=Protection.NOT_LOOKED_AT)))] == ["not_protected"]


def test_a_picture_needs_words_and_a_table() -> None:
    assert [one.code for one in found(figure(alt=" ", table=None))] == ["no_alternative", "no_table"]


def test_a_heading_does_not_jump_over_a_level() -> None:
    assert [one.code for one in found(Heading(3, Plain("Deep")))] == ["level"]


def test_a_fault_says_where_and_what_to_do() -> None:
    (one,) = found(table(rows=((line("x"), (Number("survey/5.1.4/agree", 4, 6),)),), adds=()))
    assert one.where == "Findings: Investigation (statement 5.1.4)"
    assert str(one.what) == "survey/5.1.4/agree is 2, the text says 4"
    assert str(one.todo) == "take the number from the data"


def test_when_the_data_change_the_same_report_is_no_longer_clean() -> None:
    from dayaq.core.report import Asked

    changed = {**DATA, "survey/5.1.4/agree": Asked(3, 6)}
    assert {one.code for one in faults(report(), changed.get)} == {"wrong_number"}
    assert faults(replace(report(), sources={}), DATA.get)[0].code == "unknown_source"
