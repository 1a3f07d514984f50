"""Findings: two people, both sides' words, numbers from data, recommendations on both ends, limits, facts; chapter V.A of 2012."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from dayaq.assess.assessment import actions as planning
from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.models import Finding, Position, Step, Wording
from dayaq.assess.findings.queries.attention import attention
from dayaq.assess.findings.queries.written import author_of, bare_sentences
from dayaq.assess.findings.rules.tokens import rendered
from dayaq.assess.findings.rules.writing import sentences
from dayaq.assess.interviews.actions import coding
from dayaq.assess.interviews.rules.coding import Span
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from tests.assess.findings.world import AT, LATER, assessment, coordinator, draft, finding, lead, recommendation, second, stranger

pytestmark = pytest.mark.django_db


def reviewed(row: Finding) -> Finding:
    with acting(second()):
        return actions.review(finding=row, version=row.version, by=second(), at=AT)


def replied(row: Finding, **more: Any) -> Position:
    said: dict[str, Any] = {"institution": "Invented ministry", "stage": "draft", "stance": "disputes", "text": {"en": "It meets."}}
    with acting(lead()):
        return actions.reply(finding=row, **(said | more), on=date(2016, 4, 25), by=lead(), at=AT)


def test_a_finding_is_final_after_a_second_person_read_it() -> None:
    one = assessment()
    row = finding(one)
    with acting(lead()):
        with pytest.raises(Refused):
            actions.review(finding=row, version=1, by=lead(), at=AT)
        with pytest.raises(Refused):
            actions.finish(finding=row, version=1, by=lead(), at=AT)
    reviewed(row)
    with acting(lead()):
        assert actions.finish(finding=row, version=2, by=lead(), at=LATER).status == "final"
        assert [step.status for step in row.steps.order_by("at", "id")][-1] == "final"


def test_a_change_makes_a_draft_again_and_its_writer_the_author() -> None:
    one = assessment()
    row = reviewed(finding(one))
    with acting(second()):
        with pytest.raises(Stale):
            actions.change(finding=row, draft=draft(), version=1, by=second(), at=LATER)
        actions.change(finding=row, draft=draft(title={"en": "Other"}), version=2, by=second(), at=LATER)
        assert (row.status, author_of(row)) == ("draft", second().user_id)
        with pytest.raises(Refused):
            actions.review(finding=row, version=3, by=second(), at=LATER)


def test_the_author_cannot_be_forged() -> None:
    one = assessment()
    row = finding(one)
    with acting(lead()), pytest.raises(DatabaseError), transaction.atomic():
        Step(assessment_id=one.id, finding=row, status="draft", by=second().user_id, at=LATER).save(force_insert=True)


def test_a_number_without_data_and_a_citation_without_source_keep_it_from_being_final() -> None:
    one = assessment(answers=True)
    row = reviewed(finding(one, text={"en": "[[survey 3.1.4 splendid]] say so (Aze 99, p. 3). Others too (Aze 30)."}))
    with acting(lead()), pytest.raises(Refused) as refusal:
        actions.finish(finding=row, version=2, by=lead(), at=LATER)
    assert {reason.code for reason in refusal.value.decision.reasons} == {"token_unbound", "unknown_source", "no_page"}


def test_numbers_in_a_text_come_from_the_answers() -> None:
    one = assessment(answers=True)
    text = "[[survey 3.1.4 adequate]] found it adequate; of [[survey 5.1.4]] asked, [[survey 5.1.4 agree value]] did."
    row = reviewed(finding(one, text={"en": text}))
    with acting(lead()):
        assert rendered(text, queries.lookup(one)) == "4 of 7 found it adequate; of 6 asked, 2 did."
        actions.finish(finding=row, version=2, by=lead(), at=LATER)


def test_outward_a_small_base_is_withheld() -> None:
    one = assessment(answers=True)
    with acting(lead()):
        inside = rendered("[[survey 1.6 female]]", queries.lookup(one))
        outside = rendered("[[survey 1.6 female]]", queries.lookup(one, outward=True))
    assert inside == "1 of 7"
    assert outside == "an undisclosed number"  # a word that stands in a sentence; why is said elsewhere


def test_people_who_chose_several_answers_are_not_added() -> None:
    one = assessment(answers=True)
    with acting(lead()):
        assert rendered("[[survey 3.1.4 adequate+neither]]", queries.lookup(one)) == "6 of 7"
        assert rendered("[[survey 8.1 A+B]]", queries.lookup(one)) == "no data for [[survey 8.1 A+B]]"


def test_each_sentence_says_what_proves_it() -> None:
    one = assessment()
    row = finding(one, text={"en": "The law is clear (Aze 6, p. 4). Nobody applies it. One body said so.\n\nIt was seen."})
    with acting(lead()):
        seen = {"who": "assessor", "where": "shelter", "on": "2016-01-14"}
        actions.add_evidence(
            assessment=one, kind="observation", facts=seen, words={"en": "Empty."}, finding=row, part="2", by=lead(), at=AT
        )
        said = {"body": "Invented unit", "on": "2016-02-01", "inquiry": "letter"}
        actions.add_evidence(
            assessment=one, kind="written_reply", facts=said, words={"en": "No."}, finding=row, part="1.3", by=lead(), at=AT
        )
        bare = bare_sentences(queries.finding(one, row.code))
    assert [sentence.place for sentence in bare["en"]] == ["1.2"]


def test_both_sides_words_are_kept_and_an_answer_is_owed() -> None:
    one = assessment()
    row = reviewed(finding(one))
    position = replied(row)
    with acting(lead()):
        with pytest.raises(Refused):
            actions.finish(finding=row, version=2, by=lead(), at=LATER)
        with pytest.raises(Refused):
            actions.answer(position=position, accepted="no", text={}, by=lead(), at=LATER)
        actions.answer(position=position, accepted="no", text={"en": "No minutes were shown."}, by=lead(), at=LATER)
        with pytest.raises(Stale):
            actions.answer(position=position, accepted="yes", text={}, by=lead(), at=LATER)
        actions.finish(finding=row, version=2, by=lead(), at=LATER)
        [view] = queries.findings(one)
    [shown] = view.positions
    assert (shown.text["en"], shown.answer["en"], shown.accepted, view.disputed) == ("It meets.", "No minutes were shown.", "no", True)


def test_a_reply_cannot_be_rewritten() -> None:
    position = replied(finding(assessment()))
    with acting(lead()), pytest.raises(DatabaseError), transaction.atomic():
        Position.objects.filter(id=position.id).update(text={"en": "We agree."})


def test_a_dispute_needs_words_and_agreement_may_be_silent() -> None:
    row = finding(assessment())
    with pytest.raises(Refused):
        replied(row, text={"en": " "})
    assert replied(row, stance="agrees", text={}).stance == "agrees"


def test_naming_with_consent_needs_where_the_consent_is_kept() -> None:
    one = assessment()
    with pytest.raises(Refused):
        finding(one, attribution="consent", institution="Invented ministry")
    assert finding(one, attribution="consent", institution="Invented ministry", consent="letter of 2 March").attribution == "consent"


def test_a_name_the_team_knows_is_looked_at_before_a_finding_is_final() -> None:
    one = assessment()
    by = lead()
    with acting(by):
        body = planning.list_stakeholder(
            assessment=one,
            new=planning.NewStakeholder(institution="Invented unit", kind="state", place="capital", country="AZ"),
            by=by,
            at=AT,
        )
        planning.keep_contact(stakeholder=body, said={"name": "Leyla Qasımova", "function": "head"}, by=by, at=AT)
    row = reviewed(finding(one, text={"en": "Gasimova Leyla told so; the head of the Invented unit agreed."}))
    with acting(by):
        found = attention(row)
        assert [(look.reason.code, look.named) for look in found] == [("text.name", True), ("text.institution", False)]
        with pytest.raises(Refused) as refusal:
            actions.finish(finding=row, version=2, by=by, at=LATER)
        assert "Leyla" not in str(refusal.value)
    replied(row, stance="agrees", text={"en": "Leyla Qasimova is right."})
    with acting(by):
        assert sum(look.named for look in attention(row)) == 2
        actions.finish(finding=row, version=2, looked="A street of that name.", by=by, at=LATER)


def usage_of(held: Any, by: Any) -> list[Any]:
    """What a coder marked, as pairs of theme and place."""
    return [(one.theme_id, Span(one.start, one.end)) for one in held.codings.filter(by=by.user_id)]


def test_a_theme_is_counted_with_those_asked_and_outward_only_of_five() -> None:
    from tests.assess.interviews import world as talks

    one = assessment()
    held = talks.document(one)
    talks.coded(held, lead(), ("1.2", "Shelters are told late."))
    with acting(lead()):
        assert rendered("[[themes 1.2]]", queries.lookup(one)) == "(nobody answered)"
        [agreed] = usage_of(held, lead())
        coding.agree(document=held, keep=[agreed], by=lead(), at=AT)
        assert rendered("[[themes 1.2]]", queries.lookup(one)) == "1 of 1"
        assert rendered("[[themes 1.2]]", queries.lookup(one, outward=True)) == "an undisclosed number"
        assert rendered("[[themes 9.9]]", queries.lookup(one)) == "no data for [[themes 9.9]]"
    with acting(coordinator()):
        assert rendered("[[themes 1.2]]", queries.lookup(one)) == "(no answers that you may read)"


# The structure of chapter V.A of the assessment of 2012, in invented words


def test_a_chapter_with_observation_law_inquiry_and_recommendations() -> None:
    one = assessment()
    by = lead()
    text = """A co-ordinator and a committee exist by law (Aze 6, p. 4). The plan gives the co-ordinator the task to watch over it (Aze 6, p. 9).

Organisations of civil society may be invited and seldom are. The assessors sat in the committee's room and saw no minutes after December.

No meeting with the unit came about. It answered in writing that guests are asked when the agenda concerns them."""
    row = finding(
        one, section="A", title={"en": "Co-ordination"}, text={"en": text}, criteria=("5.2", "5.3"), attribution="institution", institution="Invented unit"
    )  # fmt: skip
    pieces: list[tuple[str, str, dict[str, str]]] = [
        ("1", "document", {"source": "Aze 6", "page": "4"}),
        ("2.1", "interviews", {"theme": "5.3"}),
        ("2.2", "observation", {"who": "assessor", "where": "committee room", "on": "2012-01-20"}),
        ("3", "written_reply", {"body": "Invented unit", "on": "2012-03-05", "inquiry": "letter of January; no meeting came about"}),
    ]
    with acting(by):
        for part, kind, facts in pieces:
            actions.add_evidence(assessment=one, kind=kind, facts=facts, words={"en": "As told."}, finding=row, part=part, by=by, at=AT)
    replied(row, institution="Invented unit", stance="corrects", text={"en": "Guests came in 2010."})
    first = recommendation(one, row, code="V-A-1")
    second_one = recommendation(one, row, code="V-A-2", text={"en": "Name civil society organisations as partners in the plan."})
    with acting(by):
        [view] = queries.findings(one)
        bare = bare_sentences(queries.finding(one, row.code))
    assert {piece.kind for piece in view.evidence} == {"document", "interviews", "observation", "written_reply"}
    assert view.recommendations == (first.code, second_one.code)
    assert len(sentences(text)) == 6
    assert bare == {}
    assert [(position.institution, position.stance) for position in view.positions] == [("Invented unit", "corrects")]


# The wall


def test_another_team_finds_nothing_and_the_commissioner_reads() -> None:
    one = assessment()
    row = finding(one)
    recommendation(one, row)
    replied(row)
    with acting(stranger()):
        assert (Finding.objects.count(), Step.objects.count(), Position.objects.count(), Wording.objects.count()) == (0, 0, 0, 0)
        with pytest.raises(Stale):
            actions.change(finding=row, draft=draft(), version=1, by=stranger(), at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            actions.reply(finding=row, institution="x", stage="draft", stance="agrees", text={}, on=date(2016, 1, 1), by=stranger(), at=AT)
    with acting(coordinator()):
        assert Finding.objects.count() == 1
        with pytest.raises(Refused):
            actions.change(finding=row, draft=draft(), version=1, by=coordinator(), at=AT)
        assert Finding.objects.filter(id=row.id).update(title={"en": "Better"}) == 0
