"""Coding: two coders who do not see one another, agreement, consensus, counts with their base."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import Error, transaction
from django.utils import timezone

from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.models import Coding, Document, Theme
from dayaq.assess.interviews.rules.coding import Span, criterion_guid
from dayaq.assess.interviews.rules.identifying import Statement
from dayaq.assess.survey import actions as survey
from dayaq.assess.survey.rules.urn import Answered
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused
from tests.assess.interviews import world
from tests.assess.interviews.world import AT

pytestmark = pytest.mark.django_db
MINE = (("1.2", "The police decide alone."), ("1.3", "There is a checklist."), ("1.3", "Inspectors do not have it."))
HERS = (("1.2", "The police decide alone."), ("1.3", "There is a checklist."))


def test_the_code_book_begins_with_the_framework_under_fixed_identities() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        book = actions.code_book(assessment=one, by=by, at=AT)
        actions.code_book(assessment=one, by=by, at=AT)
        assert Theme.objects.count() == 30
    assert [theme.code for theme in book][:7] == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "2"]
    assert [theme.guid for theme in book if theme.code == "1.2"] == [criterion_guid("1.2")]
    assert [theme.codable for theme in book][:2] == [False, True]


def test_the_second_coder_is_blind_until_both_have_finished() -> None:
    one = world.assessment(coder=True)
    about = world.document(one)
    world.coded(about, world.consultant(), *MINE, finish=True)
    world.coded(about, world.second(), *HERS, finish=False)
    with acting(world.second()):
        assert {row.by for row in queries.codings(about)} == {world.second().user_id}
        assert queries.comparison(about) is None
    with acting(world.consultant()):
        assert {row.by for row in queries.codings(about)} == {world.consultant().user_id}
    with acting(world.second()):
        actions.finish(document=about, by=world.second(), at=AT)
        assert len({row.by for row in queries.codings(about)}) == 2


def test_a_coding_is_never_written_in_another_name() -> None:
    one = world.assessment(coder=True)
    about = world.document(one)
    world.coded(about, world.consultant(), *MINE)
    with acting(world.second()):
        theme = Theme.objects.get(assessment=one, code="1.2")
        with pytest.raises(Error), transaction.atomic():
            Coding.objects.create(assessment=one, document=about, theme=theme, start=0, end=4, by=world.consultant().user_id)


def test_the_comparison_equals_a_hand_calculation() -> None:
    one = world.assessment(coder=True)
    about = world.document(one)
    world.coded(about, world.consultant(), *MINE)
    world.coded(about, world.second(), *HERS)
    with acting(world.consultant()):
        found = queries.comparison(about)
    assert found is not None
    by_code = {theme.code: agreement for theme, agreement in found.codes}
    assert found.units == 7  # sentences of answers; the words of the questions are nobody's to code
    assert (by_code["1.2"].both, by_code["1.2"].first, by_code["1.2"].second, by_code["1.2"].neither) == (1, 0, 0, 6)
    assert by_code["1.2"].kappa == 1
    # 1.3: both 1, first only 1, neither 5: po = 6/7, pe = (2*1 + 5*6)/49 = 32/49, kappa = (42 - 32)/(49 - 32)
    assert (by_code["1.3"].observed, by_code["1.3"].kappa) == (Fraction(6, 7), Fraction(10, 17))
    # together: both 2, first only 1, neither 11 of 14: po = 13/14, pe = (3*2 + 11*12)/196, kappa = (182 - 138)/(196 - 138)
    assert found.overall.kappa == Fraction(22, 29)
    assert [(line.theme.code, len(line.coders)) for line in found.lines] == [("1.2", 2), ("1.3", 2), ("1.3", 1)]


def test_only_agreed_codings_count_and_a_base_is_those_asked() -> None:
    one = world.assessment(coder=True)
    first = world.document(one)
    second = world.document(one, {"2.1": "By road.", "8.1": "The police decide everything."}, sections=("2", "4"))
    world.coded(first, world.consultant(), *MINE)
    world.coded(second, world.consultant())
    with acting(world.consultant()):
        assert all(count.base == 0 for count in queries.themes(one))
        mine = [(row.theme_id, Span(row.start, row.end)) for row in queries.codings(first)]
        actions.agree(document=first, keep=mine, by=world.consultant(), at=AT)
        actions.agree(document=second, keep=[], by=world.consultant(), at=AT)
        counts = {count.code: (count.n, count.base) for count in queries.themes(one)}
        assert queries.coded(one) == (2, 2)
    # the second interview was not asked about identification: it is not in the base of 1.2
    assert counts["1.2"] == (1, 1)
    assert counts["1.3"] == (1, 1)
    with acting(world.stranger()):
        assert queries.coded(one) == (0, 0)


def test_agreement_waits_for_everybody_and_invents_nothing() -> None:
    one = world.assessment(coder=True)
    about = world.document(one)
    world.coded(about, world.consultant(), *MINE)
    world.coded(about, world.second(), *HERS, finish=False)
    with acting(world.consultant()), pytest.raises(Refused) as early:
        actions.agree(document=about, keep=[], by=world.consultant(), at=AT)
    with acting(world.second()):
        actions.finish(document=about, by=world.second(), at=AT)
        theme = Theme.objects.get(assessment=one, code="2.1")
        with pytest.raises(Refused) as invented:
            actions.agree(document=about, keep=[(theme.id, Span(0, 5))], by=world.second(), at=AT)
    assert [early.value.decision.reasons[0].code, invented.value.decision.reasons[0].code] == ["not_finished", "not_coded"]


def test_free_themes_are_changed_and_taken_away_only_while_unused() -> None:
    one, by = world.assessment(), world.consultant()
    about = world.document(one)
    with acting(by):
        theme = actions.add_theme(assessment=one, label={"en": "Fear of police"}, by=by, at=AT)
        with pytest.raises(Refused) as twice:
            actions.add_theme(assessment=one, label={"en": "Fear of police"}, by=by, at=AT)
        criterion = Theme.objects.get(assessment=one, code="1.2")
        with pytest.raises(Refused) as fixed:
            actions.change_theme(theme=criterion, label={"en": "Mine"}, description="", questions=(), version=1, by=by, at=AT)
        actions.assign(document=about, coder=by.user_id, by=by, at=AT)
        made = actions.code(document=about, theme=theme, span=world.span(about, "Nobody appeals"), by=by, at=AT)
        with pytest.raises(Refused) as used:
            actions.remove_theme(theme=theme, by=by, at=AT)
        actions.uncode(coding=made, by=by, at=AT)
        actions.remove_theme(theme=theme, by=by, at=AT)
    found = [refusal.value.decision.reasons[0].code for refusal in (twice, fixed, used)]
    assert found == ["theme_twice", "criterion_fixed", "theme_used"]


def test_a_survey_text_is_coded_like_notes_and_stays_out_of_interview_counts() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        actions.code_book(assessment=one, by=by, at=AT)
        about = actions.add_document(assessment=one, text="Shelters are full.\r\nNobody answers.", kind="survey", by=by, at=AT)
    assert about.text == "Shelters are full.\nNobody answers."
    world.coded(about, by, ("1.2", "Shelters are full."))
    with acting(by):
        actions.agree(document=about, keep=[(row.theme_id, Span(row.start, row.end)) for row in queries.codings(about)], by=by, at=AT)
        assert queries.coded(one) == (0, 0)


def test_a_paraphrase_leaves_only_past_its_warnings() -> None:
    one, by = world.assessment(), world.consultant()
    world.noted(one)
    telling = Statement("The one prosecutor said no", agency="state")
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.approve(assessment=one, statement=telling, by=by, at=AT)
        assert [reason.code for reason in refusal.value.decision.reasons] == ["only_one_of_kind"]
        kept = actions.approve(assessment=one, statement=telling, despite=True, because="agreed with them", by=by, at=AT)
        assert (kept.despite, kept.because) == (["only_one_of_kind"], "agreed with them")
    with acting(world.coordinator()):
        assert [row.text for row in queries.paraphrases(one)] == ["The one prosecutor said no"]
        assert Document.objects.count() == 0


def test_free_answers_of_the_survey_become_one_text_a_question() -> None:
    one, by = world.assessment(), world.consultant()
    given = [Answered("en", "", {"8.2": "More shelters"}), Answered("en", "", {"8.2": "Better pay", "8.3": "Thanks"})]
    with acting(by):
        survey.deposit(assessment=one, answers=given, channel="deposit", by=by, at=timezone.now())
        made = actions.add_survey_texts(assessment=one, by=by, at=AT)
        assert [(row.title, row.text) for row in made] == [("8.2", "Better pay\n\nMore shelters"), ("8.3", "Thanks")]
        assert actions.add_survey_texts(assessment=one, by=by, at=AT) == []


def test_the_agreement_of_an_assessment_is_over_all_agreed_texts_and_seen_by_every_coder() -> None:
    one = world.assessment(coder=True)
    first, second, alone = world.document(one), world.document(one), world.document(one)
    for about in (first, second):
        world.coded(about, world.consultant(), *MINE)
        world.coded(about, world.second(), *HERS)
    world.coded(alone, world.consultant(), *MINE)
    with acting(world.consultant()):
        assert queries.agreement(one).documents == 0
        for about in (first, second, alone):
            actions.agree(document=about, keep=[], by=world.consultant(), at=AT)
        mine = queries.agreement(one)
    with acting(world.second()):
        assert queries.agreement(one).overall == mine.overall
        assert {row.by for row in queries.codings(alone)} == {world.consultant().user_id}
    assert (mine.documents, mine.units) == (2, 14)
    # twice the table of one text: po and pe do not change with it, so kappa is that of one text
    assert [(theme.code, found.both, found.first, found.neither) for theme, found in mine.codes] == [("1.2", 2, 0, 12), ("1.3", 2, 2, 10)]
    assert mine.overall.kappa == Fraction(22, 29)
