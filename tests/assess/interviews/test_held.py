"""Interviews as they are held: codes, consent before notes, sections, who sees what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import Error, connection, transaction

from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.actions import Typed
from dayaq.assess.interviews.models import Coding, Consent, Document, Interview, Note, Observation, Respondent, Suggestion
from dayaq.assess.interviews.rules.interview import InterviewFacts, Participants
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from tests.assess.interviews import world
from tests.assess.interviews.world import AT

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.decision.reasons]


def test_interviews_are_numbered_by_country() -> None:
    one = world.assessment()
    rows = [world.held(one), world.held(one), world.held(one, country="GE")]
    assert [row.code for row in rows] == ["AZEint1", "AZEint2", "GEOint1"]
    assert {row.guide for row in rows} == {"ct-nat-interview@1"}


def test_no_note_before_consent_and_none_when_notes_were_declined() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        row = actions.open_interview(assessment=one, sheet=world.sheet(), by=by, at=AT)
        with pytest.raises(Refused) as early:
            actions.write(interview=row, notes={"1.1": Typed("Deputy")}, by=by, at=AT)
        actions.consent(interview=row, how="paper", language="ru", notes_agreed=False, by=by, at=AT, questions="Who reads this?")
        with pytest.raises(Refused) as declined:
            actions.write(interview=row, notes={"1.1": Typed("Deputy")}, by=by, at=AT)
        with pytest.raises(Refused) as twice:
            actions.consent(interview=row, how="read", language="ru", notes_agreed=True, by=by, at=AT)
        assert Note.objects.count() == 0
        assert queries.facts(one).without_notes == 1
    assert (codes(early), codes(declined), codes(twice)) == (["no_consent"], ["no_notes"], ["consent_once"])


def test_two_or_three_sections_are_picked() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        for sections in ((), ("2",), ("2", "3", "4", "5"), ("1", "2")):
            with pytest.raises(Refused) as refusal:
                actions.open_interview(assessment=one, sheet=world.sheet(sections=sections), by=by, at=AT)
            assert codes(refusal) == ["sections"]
        written = actions.open_interview(assessment=one, sheet=world.sheet(kind="written", sections=("4",)), by=by, at=AT)
        assert [section.code for section in queries.sections(written)] == ["1", "4", "7", "8"]


def test_a_section_with_notes_is_not_dropped() -> None:
    one, by = world.assessment(), world.consultant()
    row = world.noted(one)
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.describe(interview=row, sheet=world.sheet(sections=("2", "4")), version=row.version, by=by, at=AT)
        assert codes(refusal) == ["section_has_notes"]
        actions.describe(interview=row, sheet=world.sheet(sections=("3", "4")), version=row.version, by=by, at=AT)
        with pytest.raises(Stale):
            actions.describe(interview=row, sheet=world.sheet(), version=1, by=by, at=AT)


def test_a_question_outside_the_picked_sections_is_refused() -> None:
    one, by = world.assessment(), world.consultant()
    row = world.held(one)
    with acting(by), pytest.raises(Refused) as refusal:
        actions.write(interview=row, notes={"4.1": Typed("Shelter")}, by=by, at=AT)
    assert codes(refusal) == ["not_asked_here"]


def test_two_people_writing_one_note_lose_nothing() -> None:
    one, by = world.assessment(), world.consultant()
    row = world.noted(one)
    with acting(by):
        first = actions.write(interview=row, notes={"8.1": Typed("Money is short.", version=1)}, by=by, at=AT)
        late = actions.write(
            interview=row, notes={"8.1": Typed("Mine, typed meanwhile", version=1), "8.2": Typed("More shelters")}, by=by, at=AT
        )
        assert first.versions == {"8.1": 2}
        assert (late.versions, {code: note.text for code, note in late.stale.items()}) == ({"8.2": 1}, {"8.1": "Money is short."})
        again = actions.write(interview=row, notes={"8.2": Typed("More shelters", version=0)}, by=by, at=AT)
        assert again.versions == {"8.2": 1}


def test_the_statistics_count_meetings_and_keep_written_replies_apart() -> None:
    one, by = world.assessment(), world.consultant()
    world.held(one)
    world.held(one, agency="ngo", participants=Participants(women=1, unsaid=1), staff_present=True, interpreter=True)
    world.held(one, kind="written", sections=("2",), participants=Participants())
    with acting(by):
        found = queries.facts(one)
    assert found == InterviewFacts(
        interviews=2,
        persons=5,
        women=3,
        men=1,
        unsaid=1,
        active=1,
        active_known=1,
        by_agency={"ngo": 1, "state": 1},
        written=1,
        staff_present=1,
        interpreted=1,
    )


def test_the_commissioner_sees_counts_and_no_word_of_an_answer() -> None:
    one, by = world.assessment(), world.consultant()
    row = world.noted(one)
    with acting(by):
        actions.add_respondent(interview=row, by=by, at=AT, name="Somebody Invented", dual_role="sits in the supervising council")
        actions.observe(interview=row, text="Two colleagues looked at each other.", by=by, at=AT)
        actions.suggest(interview=row, name="Somebody Else Invented", by=by, at=AT)
        assert Interview.objects.get(id=row.id).dual_role is True
    with acting(world.coordinator()):
        assert queries.facts(one).persons == 3
        assert [model.objects.count() for model in (Consent, Note, Respondent, Observation, Suggestion)] == [0] * 5
    with acting(world.stranger()):
        assert queries.of_assessment(one).count() == 0


def test_a_member_who_only_observes_writes_nothing() -> None:
    one, by = world.assessment(), world.stranger()
    with acting(by), pytest.raises(Refused) as refusal:
        actions.open_interview(assessment=one, sheet=world.sheet(), by=by, at=AT)
    assert codes(refusal) == ["not_interviewer"]


def test_closed_notes_become_one_text_with_its_parts() -> None:
    one, by = world.assessment(), world.consultant()
    about = world.document(one, {"3.2": "The police\r\ndecide.", "8.1": "Money."})
    assert [about.text[start:end] for _question, start, end in about.parts] == ["The police\ndecide.", "Money."]
    assert [question for question, _start, _end in about.parts] == ["3.2", "8.1"]
    with acting(by), pytest.raises(Refused) as refusal:
        actions.write(interview=about.interview, notes={"8.1": Typed("More", version=1)}, by=by, at=AT)
    assert codes(refusal) == ["closed"]


def test_more_speakers_than_persons_is_refused() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by), pytest.raises(Refused) as refusal:
        actions.open_interview(assessment=one, sheet=world.sheet(participants=Participants(women=1, active=2)), by=by, at=AT)
    assert codes(refusal) == ["more_spoke"]
    with acting(by), pytest.raises(Refused) as refusal:
        actions.open_interview(assessment=one, sheet=world.sheet(participants=Participants(), held_on=date(2026, 1, 1)), by=by, at=AT)
    assert codes(refusal) == ["nobody"]


def test_an_interview_keeps_the_wording_it_was_held_with(monkeypatch: pytest.MonkeyPatch) -> None:
    one = world.assessment()
    row = world.noted(one)
    guide = queries.current_guide()
    section = replace(guide.sections[0], questions=(replace(guide.sections[0].questions[0], text={"en": "Revised?"}),))
    revised = replace(guide, version=2, sections=(section, *guide.sections[1:]))
    monkeypatch.setattr("dayaq.assess.interviews.queries.interviews.current_guide", lambda: revised)
    monkeypatch.setattr("dayaq.assess.interviews.queries.current_guide", lambda: revised)
    later = world.held(one)
    with acting(world.consultant()):
        assert queries.guide_of(row) == guide
        assert (later.guide, queries.sections(later)[0].questions[0].text) == ("ct-nat-interview@2", {"en": "Revised?"})
        assert len(queries.sections(row)[0].questions) == 2


def test_what_respondents_withdraw_is_erased_and_counted_nowhere() -> None:
    one, by = world.assessment(coder=True), world.consultant()
    about = world.document(one)
    row = about.interview
    world.coded(about, world.second(), ("1.2", "Nobody appeals."), finish=False)
    with acting(by):
        actions.add_respondent(interview=row, by=by, at=AT, name="Somebody Invented")
        actions.withdraw(interview=row, by=by, at=AT)
        assert [model.objects.count() for model in (Note, Respondent, Document, Coding)] == [0] * 4
        assert (Interview.objects.get().institution, queries.facts(one), queries.coded(one)) == ("", InterviewFacts(), (0, 0))
        assert Consent.objects.get().how == "read"
        assert [one.code for one in queries.listed(one)] == [row.code]
    with acting(world.second()):
        assert Coding.objects.count() == 0


def test_only_those_who_hold_an_interview_withdraw_it() -> None:
    row = world.noted(world.assessment())
    for other in (world.stranger(), world.coordinator()):
        with acting(other), connection.cursor() as cursor, pytest.raises(Error), transaction.atomic():
            cursor.execute("SELECT guard.withdraw_interview(%s)", [row.id])
    with acting(world.consultant()):
        assert Note.objects.count() == 3
