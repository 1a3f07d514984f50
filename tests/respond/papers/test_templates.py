"""Every template in every language: built as docx and PDF, empty and filled; neutral ones tell nothing whatever is filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.utils.translation import override

from dayaq.core.pack import load
from dayaq.core.pack.schema.papers import PapersFile
from dayaq.core.report import write
from dayaq.respond.papers import queries
from dayaq.respond.papers.rules import filling, sources
from dayaq.respond.papers.rules.filling import Filled

PACKS = ["az", "demo", "ge", "intl-minimum"]
DAY = date(2026, 11, 22)
HERE, THERE = (load(pack).area(PapersFile).templates for pack in ("az", "demo"))
EACH = [("az", code, lang) for code in HERE for lang in ("az", "en", "ru")]
EACH += [("demo", code, lang) for code in THERE if THERE[code].pieces != HERE[code].pieces for lang in ("az", "en", "ru")]
PRODUCED = [
    "hotline_record",
    "referral",
    "handover_act",
    "first_assistance",
    "interview",
    "indicator_sheet",
    "decision",
    "decision_notice",
    "reflection_notice",
    "shelter_application",
    "leave_application",
    "needs_assessment",
    "risk_assessment",
    "individual_plan",
    "service_entries",
    "allowance_decision",
    "fund_request",
    "lawyer_assignment",
    "compensation_claim",
    "mediation_record",
    "residence_application",
    "return_plan",
    "safety_plan",
    "disclosure_authorisation",
    "consent",
    "sharing_record",
    "monitoring_report",
    "package",
    "certificate",
    "letter",
]


def labels(pack: str, code: str, lang: str) -> dict[str, str]:
    with override(lang):
        return queries.labels(load(pack).area(PapersFile).templates[code], load(pack))


def full(pack: str, code: str, lang: str) -> Filled:
    """Every blank filled with something long and awkward."""
    template = load(pack).area(PapersFile).templates[code]
    text = "Şəxs №7 <b>&amp;</b> «слово» #let x = 1; \\ $ _ * @ ` ~ " + "uzun-söz" * 6
    values, rows = {}, {}
    for name in [*sources.asked(template), "case.code", "maker.body", "today"]:
        columns = queries.BLANKS[name].columns
        if columns:
            rows[name] = [[f"{text} {number}"] * len(columns) for number in range(3)]
        else:
            values[name] = text
    written = {str(number): "Birinci.\n\nВторое." for number, piece in enumerate(template.pieces) if piece.write}
    return Filled(values, rows, written, "Basis", labels(pack, code, lang))


def made(pack: str, code: str, lang: str, values: Filled) -> Any:
    template = load(pack).area(PapersFile).templates[code]
    return filling.document(template, lang, DAY, values, queries.BLANKS, queries.words_of(lang))


def test_countries_name_their_papers_and_what_they_stand_on_otherwise() -> None:
    assert HERE["disclosure_authorisation"].grounds != THERE["disclosure_authorisation"].grounds
    other = [code for code in HERE if HERE[code].basis != THERE[code].basis or HERE[code].title != THERE[code].title]
    assert len(other) >= 15


@pytest.mark.parametrize("pack", PACKS)
def test_what_a_paper_stands_on_is_an_act_of_its_country(pack: str) -> None:
    known = load(pack)
    cited = {key.partition(".")[0] for template in known.area(PapersFile).templates.values() for key in template.basis or ()}
    assert cited - set(known.legal.acts) == set()


def test_every_paper_the_process_produces_has_a_template() -> None:
    """Domain rules, section 3; the annual report is built elsewhere."""
    assert set(PRODUCED) <= set(load("az").area(PapersFile).templates)


@pytest.mark.parametrize("pack", PACKS)
def test_every_blank_of_every_template_is_filled_by_somebody(pack: str) -> None:
    assert sources.unknown(load(pack).area(PapersFile), queries.BLANKS) == []
    assert set(queries.BLANKS) == set(queries.SOURCES)


def test_every_blank_is_asked_for_by_some_template() -> None:
    asked = {name for template in load("az").area(PapersFile).templates.values() for name in sources.asked(template)}
    assert set(queries.BLANKS) - asked - {"case.code", "maker.body", "maker.unit", "today"} == set()


@pytest.mark.parametrize("pack", PACKS)
def test_a_place_stands_in_papers_for_the_file_only_and_neutral_ones_ask_for_nothing_that_tells(pack: str) -> None:
    assert sources.telling(load(pack).area(PapersFile), queries.BLANKS) == []


@pytest.mark.parametrize("pack", PACKS)
def test_names_of_blanks_and_columns_are_said_in_every_language_of_the_pack(pack: str) -> None:
    known = load(pack)
    words = known.area(PapersFile).words
    said = {text for blank in queries.BLANKS.values() for text in (blank.label, *blank.columns)}
    assert said - set(words) == set()
    assert [text for text in said if set(known.languages) - set(words[text])] == []


@pytest.mark.parametrize(("pack", "code", "lang"), EACH)
def test_every_paper_is_built_empty_and_filled(pack: str, code: str, lang: str) -> None:
    empty = Filled(labels=labels(pack, code, lang))
    for values in (empty, full(pack, code, lang)):
        assert write(made(pack, code, lang, values), "pdf")[:5] == b"%PDF-"
        assert write(made(pack, code, lang, values), "docx")[:2] == b"PK"
        assert "uzun" in write(made(pack, code, lang, values), "html").decode() or values is empty


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_values_make_the_same_bytes(form: str) -> None:
    first, again = (write(made("az", "handover_act", "az", full("az", "handover_act", "az")), form) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("pack", PACKS)
def test_a18_what_a_neutral_template_itself_says_betrays_nothing(pack: str) -> None:
    file = load(pack).area(PapersFile)
    betraying = [word for words in file.betraying.values() for word in words]
    neutral = [template for template in file.templates.values() if template.neutral]
    assert len(neutral) >= 2
    for template in neutral:
        for lang in load(pack).languages:
            assert filling.betrays(template, lang, Filled(), betraying) == []
            html = write(
                filling.document(
                    template,
                    lang,
                    DAY,
                    Filled(labels=labels(pack, "certificate", lang) | labels(pack, "letter", lang)),
                    queries.BLANKS,
                    queries.words_of(lang),
                ),
                "html",
            ).decode()
            assert not [word for word in betraying if word.casefold() in html.casefold()]


@pytest.mark.parametrize("said", ["SIĞINACAQ", "sığınacaqda", "Vıctim", "trafficking-survivor", "(жертва)", "Clean World", "«clean world»"])
def test_a18_a_betraying_word_or_a_name_is_found_however_it_is_written(said: str) -> None:
    file = load("az").area(PapersFile)
    betraying = [word for words in file.betraying.values() for word in words]
    found = filling.betrays(file.templates["certificate"], "az", Filled(written={"2": f"Bank, {said}."}), betraying, ["Clean World"])
    assert found


def test_the_area_fills_its_blanks_when_the_programme_starts() -> None:
    assert apps.is_installed("dayaq.respond.papers")


@pytest.mark.parametrize("pack", PACKS)
def test_what_the_person_carries_names_no_act_where_no_right_needs_it(pack: str) -> None:
    known = load(pack)
    templates = known.area(PapersFile).templates
    quiet = [code for code, template in templates.items() if template.quiet or template.neutral]
    assert {"consent", "individual_plan", "leave_application", "certificate", "letter"} <= set(quiet)
    assert [queries.basis(templates[code], known) for code in quiet] == [""] * len(quiet)
    assert queries.basis(templates["reflection_notice"], known)


def test_an_empty_form_has_lines_for_what_stands_above_a_paper() -> None:
    html = write(made("az", "interview", "en", Filled(labels=labels("az", "interview", "en"))), "html").decode()
    assert [word in html for word in ("Case", "Body", "Date")] == [True] * 3
    neutral = write(made("az", "letter", "en", Filled(labels=labels("az", "letter", "en"))), "html").decode()
    assert "Body" not in neutral
    assert "Date" in neutral
