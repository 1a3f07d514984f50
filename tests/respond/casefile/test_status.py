"""Statuses side by side: who may say what, what is superseded, what is recorded in error, and what a person's no means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.actions.status import relink
from dayaq.respond.casefile.models import Assertion, Case, TimelineEvent
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
DAY = timedelta(days=1)
ADULT = {"age_band": ("adult", "known"), "under_18": "no", "under_18_reason": "papers"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def ngo() -> Person:
    return person("ngo")


@pytest.fixture
def officer() -> Person:
    return person("officer")


@pytest.fixture
def case(ngo: Person) -> Case:
    with acting(ngo.actor):
        return actions.open_case(new=actions.NewCase(**ADULT), by=ngo.actor, at=AT)  # type: ignore[arg-type]  # facts of the test


def let_in(case: Case, giver: Person, to: Person, groups: int = 1) -> None:
    with acting(giver.actor), connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, %s, %s, 'identification', 'statutory_handover', NULL, NULL, '')",
            [case.id, to.actor.unit_id, groups, groups],
        )


def standing(case: Case, who: Person) -> set[tuple[str, str]]:
    with acting(who.actor):
        return {(word.body, word.status) for word in queries.statuses(case)}


def test_two_bodies_speak_side_by_side(case: Case, ngo: Person, officer: Person) -> None:
    let_in(case, ngo, officer)
    with acting(ngo.actor):
        actions.assert_status(case=case, status="ngo_identified", by=ngo.actor, at=AT + DAY)
    with acting(officer.actor):
        actions.assert_status(case=case, status="not_identified", evidence="decision:1", by=officer.actor, at=AT + 2 * DAY)
    assert standing(case, ngo) == {("clean_world", "ngo_identified"), ("ctmd", "not_identified")}


def test_an_organisation_cannot_say_what_the_police_say(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        with pytest.raises(Refused, match="given by a formal decision"):
            actions.assert_status(case=case, status="identified", by=ngo.actor, at=AT)
        with pytest.raises(Refused, match="may not say"):
            actions.assert_status(case=case, status="identified", evidence="decision:1", by=ngo.actor, at=AT)


def test_the_police_cannot_recognise_as_an_organisation(case: Case, ngo: Person, officer: Person) -> None:
    let_in(case, ngo, officer)
    with acting(officer.actor), pytest.raises(Refused, match="may not say"):
        actions.assert_status(case=case, status="ngo_identified", by=officer.actor, at=AT)


def test_an_unknown_status_is_refused(case: Case, ngo: Person) -> None:
    with acting(ngo.actor), pytest.raises(Refused, match="knows no status"):
        actions.assert_status(case=case, status="guilty", by=ngo.actor, at=AT)


def test_a_later_word_supersedes_and_keeps_the_earlier_one(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.assert_status(case=case, status="presumed", by=ngo.actor, at=AT + DAY)
        assert [(word.status, word.superseded_by_id is None) for word in queries.said(case)] == [("suspected", False), ("presumed", True)]


def test_a_late_entry_falls_into_its_place(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.assert_status(case=case, status="ngo_identified", by=ngo.actor, at=AT + 5 * DAY)
        actions.assert_status(case=case, status="presumed", by=ngo.actor, at=AT + DAY)
        assert [word.status for word in queries.said(case)] == ["suspected", "presumed", "ngo_identified"]
    assert standing(case, ngo) == {("clean_world", "ngo_identified")}


def test_a_word_recorded_in_error_is_kept_and_the_earlier_one_stands_again(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        wrong = actions.assert_status(case=case, status="ngo_identified", by=ngo.actor, at=AT + DAY)
        with pytest.raises(Refused, match="Say why"):
            actions.remove_assertion(assertion=wrong, reason="", by=ngo.actor, at=AT + DAY)
        actions.remove_assertion(assertion=wrong, reason="wrong_case", by=ngo.actor, at=AT + 2 * DAY)
        kept = Assertion.objects.get(id=wrong.id)
        assert (kept.removed_at, kept.removed_reason) == (AT + 2 * DAY, "wrong_case")
        with pytest.raises(Refused, match="already"):
            actions.remove_assertion(assertion=kept, reason="other", by=ngo.actor, at=AT + 2 * DAY)
    assert standing(case, ngo) == {("clean_world", "suspected")}


def test_nobody_removes_the_word_of_another_body(case: Case, ngo: Person, officer: Person) -> None:
    let_in(case, ngo, officer)
    with acting(officer.actor):
        word = Assertion.objects.get(case=case)
        with pytest.raises(Refused, match="Only the body that said it"):
            actions.remove_assertion(assertion=word, reason="other", by=officer.actor, at=AT)


def test_an_adult_who_says_no_to_the_police_is_known_to_the_organisation_alone(case: Case, ngo: Person, officer: Person) -> None:
    let_in(case, ngo, officer)
    with acting(ngo.actor):
        actions.assert_status(case=case, status="ngo_identified", by=ngo.actor, at=AT + DAY)
        actions.record_word(case=case, word="refused", by=ngo.actor, at=AT + DAY)
        case.refresh_from_db()
        assert (case.refers, case.ngo_only) == ("refused", True)
    with acting(officer.actor):
        assert list(queries.visible()) == []
        assert TimelineEvent.objects.count() == 0
    assert standing(case, ngo) == {("clean_world", "ngo_identified")}


def test_after_a_no_nobody_can_let_a_state_body_in_until_the_person_agrees(case: Case, ngo: Person, officer: Person) -> None:
    with acting(ngo.actor):
        actions.record_word(case=case, word="refused", by=ngo.actor, at=AT)
    with pytest.raises(Exception, match="closed to the State"):
        let_in(case, ngo, officer)


def test_when_the_person_agrees_later_the_file_opens(case: Case, ngo: Person, officer: Person) -> None:
    with acting(ngo.actor):
        actions.record_word(case=case, word="refused", by=ngo.actor, at=AT)
        actions.record_word(case=case, word="agreed", by=ngo.actor, at=AT + DAY)
        case.refresh_from_db()
        assert case.ngo_only is False
    let_in(case, ngo, officer)
    with acting(officer.actor):
        assert list(queries.visible()) == [case]


@pytest.mark.parametrize("answer", ["yes", "cannot_be_excluded"])
def test_the_no_of_a_possible_child_is_written_down_and_does_not_bind(answer: str, ngo: Person) -> None:
    with acting(ngo.actor):
        case = actions.open_case(new=actions.NewCase(under_18=answer), by=ngo.actor, at=AT)
        actions.record_word(case=case, word="refused", by=ngo.actor, at=AT)
        case.refresh_from_db()
        assert (case.refers, case.ngo_only) == ("refused", False)


def test_a_no_said_to_a_state_body_closes_nothing(officer: Person) -> None:
    with acting(officer.actor):
        case = actions.open_case(new=actions.NewCase(**ADULT), by=officer.actor, at=AT)  # type: ignore[arg-type]  # facts of the test
        actions.record_word(case=case, word="refused", by=officer.actor, at=AT)
        case.refresh_from_db()
        assert (case.refers, case.ngo_only) == ("refused", False)


@pytest.mark.parametrize("status", ["withdrawn", "declined"])
def test_whoever_leaves_the_procedure_keeps_help_and_the_page_says_so(status: str, case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.assert_status(case=case, status=status, by=ngo.actor, at=AT + DAY)
        code = queries.code_for(case, ngo.actor.organisation_id)
    client = Client()
    client.force_login(ngo.user)
    body = client.get(f"/cases/{code}/status/").content.decode()
    assert "The person does not want the procedure. Help that does not need it goes on." in body
    assert "Help that is open now" in body
    given = {"kind": "medical", "outcome": "given", "reason": "", "day_day": "15", "day_month": "1", "day_year": "2016", "clock": "10:00"}
    assert client.post(f"/cases/{code}/help/", given).status_code == 302
    with acting(ngo.actor):
        assert case.assistance.get().kind == "medical"


def test_the_stepper_follows_the_pack_and_help_stays_first(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.set_stage(case=case, stage="screening", by=ngo.actor, at=AT)
        head = queries.header(case, ngo.actor)
        assert [step["state"] for step in head.steps][:4] == ["done", "todo", "todo", "now"]
        with pytest.raises(Refused, match="no such stage"):
            actions.set_stage(case=case, stage="sentence", by=ngo.actor, at=AT)


def test_a_role_that_does_not_assert_is_not_offered_the_form(case: Case, ngo: Person) -> None:
    client = Client()
    client.force_login(person("investigator").user)
    with acting(ngo.actor):
        code = queries.code_for(case, ngo.actor.organisation_id)
    assert client.get(f"/cases/{code}/status/say/").status_code == 403


def test_a_status_only_one_country_has_leaves_the_help_page_standing(case: Case, ngo: Person) -> None:
    """The demo country recognises by a panel; its word is none of the common ones."""
    with acting(ngo.actor):
        said = {"organisation": ngo.actor.organisation_id, "body": ngo.actor.organisation, "by": ngo.actor.user_id}
        relink(Assertion.objects.create(case=case, status="identified_by_panel", at=AT + DAY, **said))
        before = queries.remaining_help(case)
        actions.assert_status(case=case, status="ngo_identified", by=ngo.actor, at=AT + 2 * DAY)
        common = queries.remaining_help(case)
    assert before["open"]
    assert set(before["open"]) <= set(common["open"])


def test_the_only_word_of_a_body_is_removed_like_any_other(ngo: Person) -> None:
    with acting(ngo.actor):
        case = actions.open_case(new=actions.NewCase(**ADULT), by=ngo.actor, at=AT)  # type: ignore[arg-type]  # facts of the test
        actions.remove_assertion(assertion=Assertion.objects.get(case=case), reason="wrong_status", by=ngo.actor, at=AT + DAY)
        assert list(queries.statuses(case)) == []
