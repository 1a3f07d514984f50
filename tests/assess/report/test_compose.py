"""The chapters: every number bound, nothing that may not leave, both sides' words, the same blocks in every language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dayaq.assess.report.rules.asking import asker, sexes_leave, theme_leaves
from dayaq.assess.report.rules.chapters import SECTIONS, compose
from dayaq.assess.report.rules.material import Material, Round
from dayaq.assess.report.rules.readiness import of_slips, stops, unfinished
from dayaq.assess.results.rules.tables import tabulate
from dayaq.core.report import Cite, Fault, Figure, Heading, Note, Number, Plain, Report, Table, faults
from dayaq.core.report.blocks import runs
from dayaq.core.report.checking import said
from tests.assess.report.build import Reply, answers, found, material, passage, three


def made(about: Material | None = None, language: str = "en") -> Report:
    return compose(about or material(), language, str, draft=False)


def wrong(about: Material, checked: Material | None = None) -> list[str]:
    return [one.code for one in faults(made(about), asker(checked or about))]


def texts(report: Report) -> str:
    return "\n".join("".join(_said(run) for run in runs(block)) for block in report.blocks)


def _said(run: object) -> str:
    match run:
        case Plain():
            return run.text
        case Number():
            return run.said
        case Cite():
            return f"[{run.code}, {run.page}]"
        case _:
            return ""


def tables(report: Report) -> list[Table]:
    direct = [block for block in report.blocks if isinstance(block, Table)]
    return direct + [block.table for block in report.blocks if isinstance(block, Figure) and block.table]


def row(report: Report, code: str) -> list[str]:
    """The printed row of a statement."""
    for table in tables(report):
        for cells in table.rows:
            if said(cells[0]).startswith(f"{code} ") and len(cells) == 7:
                return [said(cell) for cell in cells[1:]]
    raise AssertionError(code)


def test_a_composed_report_has_no_fault() -> None:
    assert wrong(material()) == []


def test_printed_counts_stand_with_their_base() -> None:
    report = made()
    assert row(report, "3.1.4") == ["0", "4", "2", "1", "0", "7"]
    assert row(report, "5.1.4") == ["0", "2", "3", "1", "0", "6"]


def test_what_may_not_leave_is_nowhere_in_the_report() -> None:
    report = made()
    assert row(report, "3.1.6") == ["c"] * 6  # four answered
    assert row(report, "3.1.7") == ["c"] * 6  # all gave the same answer
    queries = {run.query for block in report.blocks for run in runs(block) if isinstance(run, Number)}
    assert [query for query in queries if query.startswith(("survey 3.1.6", "survey 3.1.7", "survey 1."))] == []


def test_nobody_asked_is_not_called_withheld() -> None:
    assert row(made(), "3.1.1") == ["–"] * 6


def test_a_block_nobody_answered_is_one_sentence() -> None:
    report = made()
    assert re.search(r"^4\.2\. .*nobody answered", texts(report), re.MULTILINE)
    assert [table for table in tables(report) if said(table.caption).startswith("4.2. ")] == []


def test_the_skeleton_is_that_of_the_method() -> None:
    heads = [block.text.text for block in made().blocks if isinstance(block, Heading) and block.level < 3]
    assert [text.split(" ")[0] for text in heads if text[0].isdigit()] == [
        "1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6",
    ]  # fmt: skip
    assert [text[:7] for text in heads if text.startswith("Annex")] == [f"Annex {letter}" for letter in "ABCDEF"]


def test_every_language_has_the_same_blocks() -> None:
    kinds = {language: [type(block).__name__ for block in made(language=language).blocks] for language in ("en", "az", "ru")}
    assert kinds["en"] == kinds["az"] == kinds["ru"]


def test_the_cover_names_the_commissioner_in_the_language_of_the_report() -> None:
    assert "Invented body (ё щ ы)" in made(language="ru").cover.lines


def test_an_untranslated_sentence_of_ours_is_named() -> None:
    codes = {one.code for one in faults(made(language="az"), asker(material()))}
    assert codes == {"not_translated"}


def test_a_finding_prints_its_numbers_its_source_and_both_sides() -> None:
    text = texts(made())
    assert "Of those asked, 4 of 7 find it adequate [Aze 30, 5]." in text
    assert "Ministry of Labour (in the validation workshop, disputes): We refer everybody." in text
    assert "The assessors (accepted in part): The text was made clearer." in text
    assert "Shelter Umid informs this finding and has a second role: runs services and trains" in text


def test_evidence_is_printed_with_its_kind_and_base() -> None:
    text = texts(made())
    assert "survey answers 3.1.4 (4 of 7); themes of interviews Referral (4 of 6); clause of a document [Aze 30, 5]: says the same" in text


def test_themes_of_few_interviews_are_not_printed() -> None:
    rows = {said(cells[0]): [said(cell) for cell in cells[1:]] for table in tables(made()) for cells in table.rows if len(cells) == 3}
    assert rows["1.1 Referral"] == ["4", "6"]
    assert rows["1.2 Identification"] == ["c", "c"]


@pytest.mark.parametrize(("n", "base", "leaves"), [(4, 6, True), (6, 6, False), (0, 5, True), (1, 4, False)])
def test_a_theme_leaves_when_it_tells_nobody(n: int, base: int, leaves: bool) -> None:
    assert theme_leaves(n, base) is leaves


def test_sexes_of_few_are_not_printed() -> None:
    assert (sexes_leave(7, 7, 0), sexes_leave(10, 4, 0), sexes_leave(8, 0, 0)) == (True, False, True)
    few = replace(material().interviews, women=13, men=1)
    assert "7 were women and 7 men." in texts(made())
    assert "were women" not in texts(made(replace(material(), interviews=few)))


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("[[survey 3.1.4 often]]", "unknown_query"),
        ("[[survey 9.9.9]]", "unknown_query"),
        ("[[surve 3.1.4]]", "unknown_query"),
        ("[[survey 8.1 A+B]]", "unknown_query"),
        ("as Aze 99, p. 3 says", "unknown_source"),
        ("as Aze 30 says", "no_page"),
    ],
)
def test_a_wrong_word_in_a_finding_is_found(token: str, code: str) -> None:
    bad = found(text=dict.fromkeys(("en", "az", "ru"), f"Here {token}."))
    assert wrong(replace(material(), findings=(bad,))) == [code]


def test_a_token_that_may_not_leave_says_so_and_prints_no_number() -> None:
    about = replace(material(), findings=(found(text=three("It is [[survey 3.1.6 adequate]]."), evidence=()),))
    assert "It is an undisclosed number." in texts(made(about))
    assert wrong(about) == []


def test_when_answers_change_after_composing_the_report_is_wrong() -> None:
    people = [*answers()[:-1], answers()[0]]
    later = replace(material(), tables=tabulate(material().instrument, people))
    assert "wrong_number" in wrong(material(), later)


def test_a_typed_table_is_checked_against_the_answers() -> None:
    good = passage(
        "2.3",
        "table",
        title="Investigation",
        columns=["agree", "neither"],
        rows=[{"code": "5.1.4", "label": "x", "counts": [2, 3]}],
        base={"": 6},
    )
    bad = passage(
        "2.3",
        "table",
        title="Investigation",
        columns=["agree", "neither"],
        rows=[{"code": "5.1.4", "label": "x", "counts": [3, 3]}],
        base={"": 7},
    )
    assert wrong(replace(material(), passages=(good,))) == []
    assert wrong(replace(material(), passages=(bad,))) == ["wrong_number", "wrong_base", "wrong_base"]


def test_a_typed_table_of_withheld_answers_stops_the_build() -> None:
    typed = passage("2.1", "table", title="Few", columns=["adequate"], rows=[{"code": "3.1.6", "label": "x", "counts": [1]}], base={"": 4})
    assert wrong(replace(material(), passages=(typed,))) == ["unknown_query"]


def test_a_passage_stands_in_its_section_and_language_only() -> None:
    about = replace(
        material(), passages=(passage("2.4", text="Only here in English."), passage("2.4", language="ru", text="Только здесь."))
    )
    assert "Only here in English." in texts(made(about))
    assert "Только здесь." not in texts(made(about))
    assert "Только здесь." in texts(made(about, "ru"))


def test_recommendations_are_grouped_and_dropped_ones_left_out() -> None:
    report = made()
    text = texts(report)
    assert "In order to refer everybody: State authorities" in text
    assert "R-1 Train duty officers [A, F-1]" in text
    assert "Give this up" not in text
    notes = [run for block in report.blocks for run in runs(block) if isinstance(run, Note)]
    assert ["".join(_said(one) for one in note.runs) for note in notes] == ["Asked before: OSCE 2012."]


def test_figures_that_contradict_one_another_stand_side_by_side() -> None:
    text = texts(made())
    assert "32[Aze 30, 5]TIP 2015" in text
    assert "23[Aze 31, 7]TIP 2015" in text


def test_limitations_are_bound_and_a_dropped_one_gives_its_reason() -> None:
    text = texts(made())
    assert "7 of 19 people asked answered the survey. Mind it." in text
    assert "One person collected and analysed everything. The team says: Two did." in text


def test_priorities_show_votes_first_choices_points_and_the_workshop() -> None:
    table = next(one for one in tables(made()) if said(one.caption).startswith("Priorities"))
    rows = {said(cells[0])[0]: [said(cell) for cell in cells[1:]] for cells in table.rows}
    assert [cell.text for cell in table.header] == ["Priority", "Survey", "First choice", "Points (3, 2, 1)", "Workshop"]
    assert rows["A"] == ["5", "3", "12", "3"]
    assert rows["M"] == ["1", "1", "3", "1"]


def test_the_matrix_is_a_picture_and_a_table_at_the_end_of_an_area() -> None:
    report = made()
    figure = next(block for block in report.blocks if isinstance(block, Figure) and said(block.caption).startswith("Criteria"))
    assert figure.table is not None
    assert [said(cell) for cell in figure.table.rows[0][1:]] == ["met", "partly met", "not met (improvement area)", "no evidence"]


def test_an_earlier_round_is_compared_item_by_item() -> None:
    before = material()
    about = replace(material(), earlier=Round(three("Round of 2016"), before.instrument, before.leaves))
    report = made(about)
    assert faults(report, asker(about)) == []
    table = next(one for one in tables(report) if said(one.caption).startswith("Statements"))
    rows = {said(cells[0]).split(" ")[0]: [said(cell) for cell in cells[1:]] for cells in table.rows}
    assert rows["3.1.4"][:2] == ["4 of 7", "4 of 7"]
    assert rows["3.1.6"][:2] == ["c", "c"]
    assert rows["3.1.4"][2] == "Asked in the same words on the same scale."


def test_what_is_unfinished_is_named_and_a_notice_stops_nothing() -> None:
    open_reply = Reply(text=three("No."), accepted="", answer={})
    about = replace(material(), findings=(found(status="draft", positions=(open_reply,), recommendations=()),))
    listed = list(unfinished(about))
    assert [one.code for one in listed if one.weight == "unfinished"] == ["finding_not_final", "reply_open"]
    assert {one.code for one in listed if one.weight == "notice"} == {"no_recommendation", "not_judged"}
    assert [one.code for one in stops(listed, draft=False)] == ["finding_not_final", "reply_open"]
    assert stops(listed, draft=True) == []


def test_a_finding_that_says_why_nothing_is_recommended_is_not_missing_anything() -> None:
    for alone, expected in (("", ["no_recommendation"]), ("Another body asked for it.", [])):
        about = replace(material(), findings=(found(recommendations=(), alone=alone),))
        assert [one.code for one in unfinished(about) if one.code == "no_recommendation"] == expected


def test_words_that_tell_who_said_them_are_pointed_out() -> None:
    told = three("The Shelter Umid lacks beds.")
    names = [found(text=told), found(text=told, attribution="institution"), found(text=told, evidence=())]
    seen = [[one.code for one in unfinished(replace(material(), findings=(one,))) if one.code == "tells_who"] for one in names]
    assert seen == [["tells_who"], [], []]


def test_an_open_slip_stops_a_draft_too() -> None:
    from dayaq.assess.report.rules.slips import Slip
    from dayaq.core.decision import Reason

    (one,) = of_slips([Slip(1, "2.1", Reason("slip", "n=2"))])
    assert isinstance(one, Fault)
    assert stops([one], draft=True) == [one]


def test_a_rebuilt_assessment_says_so_on_the_cover() -> None:
    about = material()
    assert made(about).cover.warnings == ()
    assert len(made(replace(about, about=replace(about.about, rebuilt=True))).cover.warnings) == 1


def test_passages_have_a_place_in_every_section_that_is_printed() -> None:
    heads = [block.text.text.split(" ")[0] for block in made().blocks if isinstance(block, Heading) and block.level == 2]
    assert [number for number in heads if number[0].isdigit()] == list(SECTIONS)
