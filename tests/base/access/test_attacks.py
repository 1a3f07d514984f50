"""Forgery, attacked as the serving role: rows in another's name, rows moved, access given to oneself, types slipped under the guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection, connections, transaction

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Membership
from dayaq.base.accounts.queries import actor, in_force
from dayaq.respond.casefile import actions
from dayaq.respond.casefile.models import Assertion, Case, Task, TimelineEvent
from dayaq.respond.identification.models import FormalDecision
from dayaq.respond.referral.models import Referral
from dayaq.respond.screening.models import Answer, Screening
from tests.cast import SINCE, Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
TRAP = """
CREATE FUNCTION pg_temp.evil(v pg_catalog.uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_catalog.set_config('loot.ran', current_user::pg_catalog.text, true); RETURN true; END $$
"""
pytestmark = pytest.mark.usefixtures("committed")


def ask(sql: str, *params: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall()) if cursor.description else []


def share(file: UUID, to: Person, reads: int, writes: int = 0, *, basis: str = "statutory_handover", until: datetime | None = None) -> None:
    ask("SELECT guard.share(%s, NULL, %s, %s, %s, 'assistance', %s, NULL, %s, '')", file, to.actor.unit_id, reads, writes, basis, until)


@contextmanager
def refused(match: str) -> Iterator[None]:
    with pytest.raises(Error, match=match), transaction.atomic():
        yield


@dataclass
class Story:
    """A case of the inspectorate on which police and an organisation work, and a case the organisation has for itself."""

    inspector: Person
    officer: Person
    ngo: Person
    case: Case
    own: Case
    decision: FormalDecision


def decision(by: Person, case: Case, **columns: Any) -> FormalDecision:
    words = {"organisation": by.actor.organisation_id, "body": by.actor.organisation, "by": by.actor.user_id, **columns}
    return FormalDecision.objects.create(
        case=case,
        step="indicators",
        outcome="positive",
        at=AT,
        act="yes",
        means="yes",
        purpose="yes",
        reason_code="elements_found",
        **words,
    )


@pytest.fixture
def story() -> Story:
    inspector, officer, ngo = person("inspector"), person("officer"), person("ngo")
    with acting(inspector.actor):
        case = actions.open_case(new=actions.NewCase(), by=inspector.actor, at=AT)
        share(case.id, officer, 71, 71)
        share(case.id, ngo, 5, 5)
    with acting(officer.actor):
        made = decision(officer, case)
    with acting(ngo.actor):
        own = actions.open_case(new=actions.NewCase(), by=ngo.actor, at=AT)
    return Story(inspector, officer, ngo, case, own, made)


# In the name of another body


def test_nobody_decides_in_the_name_of_the_competent_body(story: Story) -> None:
    with acting(story.ngo.actor):
        with refused("in the name of somebody else"):
            decision(story.officer, story.case)
        with refused("in the name of somebody else"):
            decision(story.ngo, story.case, body="ctmd")
        with refused("does not write this"):
            decision(story.ngo, story.case)


def test_within_the_competent_body_only_who_decides_decides(story: Story) -> None:
    investigator = person("investigator")
    with acting(story.inspector.actor):
        share(story.case.id, investigator, 1, 1)
    duty = person("duty")
    with acting(duty.actor), refused("does not write this"):
        decision(duty, story.case)
    with acting(duty.actor), refused("does not write this"):
        FormalDecision.objects.filter(id=story.decision.id).update(removed_at=AT)


def test_a_decision_is_taken_back_by_its_own_body_only_and_once(story: Story) -> None:
    with acting(story.ngo.actor), refused("only the body that wrote it"):
        FormalDecision.objects.filter(id=story.decision.id).update(removed_at=AT, removed_reason="other")
    with acting(story.officer.actor):
        with refused("stays as it was written"):
            FormalDecision.objects.filter(id=story.decision.id).update(outcome="negative")
        FormalDecision.objects.filter(id=story.decision.id).update(removed_at=AT, removed_reason="other")
        with refused("stays as it was written"):
            FormalDecision.objects.filter(id=story.decision.id).update(removed_at=None)


def test_a_word_on_status_is_said_and_removed_by_its_own_body(story: Story) -> None:
    said = {"case": story.case, "status": "identified", "at": AT}
    with acting(story.ngo.actor):
        with refused("in the name of somebody else"):
            Assertion.objects.create(**said, organisation=story.officer.actor.organisation_id, body="ctmd", by=story.ngo.actor.user_id)
        with refused("in the name of somebody else"):
            Assertion.objects.create(**said, organisation=story.ngo.actor.organisation_id, body="ctmd", by=story.ngo.actor.user_id)
        with refused("only the body that wrote it"):
            Assertion.objects.filter(case=story.case).update(removed_at=AT)
        mine = actions.assert_status(case=story.case, status="presumed", by=story.ngo.actor, at=AT)
        theirs = Assertion.objects.exclude(id=mine.id).get(case=story.case)
        with refused("only the body that wrote it"):
            Assertion.objects.filter(id=theirs.id).update(superseded_by=mine)
        with refused("stays as it was written"):
            Assertion.objects.filter(id=mine.id).update(status="identified")
        actions.remove_assertion(assertion=mine, reason="other", by=story.ngo.actor, at=AT)


@pytest.mark.parametrize("lie", ["by", "organisation"])
def test_the_timeline_is_not_forged(story: Story, lie: str) -> None:
    true = {"by": story.ngo.actor.user_id, "organisation": story.ngo.actor.organisation_id}
    theirs = {"by": story.officer.actor.user_id, "organisation": story.officer.actor.organisation_id}
    with acting(story.ngo.actor):
        with refused("in the name of somebody else"):
            TimelineEvent.objects.create(case=story.case, at=AT, kind="casefile.help", **{**true, lie: theirs[lie]})
        assert TimelineEvent.objects.create(case=story.case, at=AT, kind="casefile.help", **true).id


def test_when_something_was_written_down_is_the_databases_to_say(story: Story) -> None:
    with acting(story.ngo.actor):
        ask(
            "INSERT INTO casefile_assistance (id, case_id, kind, at, recorded_at, organisation, outcome, reason, by) VALUES (gen_random_uuid(), %s, 'food', %s, %s, %s, 'given', '', %s)",
            story.case.id, AT, AT, story.ngo.actor.organisation_id, story.ngo.actor.user_id,
        )  # fmt: skip
        ask("UPDATE casefile_case SET recorded_at = %s WHERE id = %s", AT, story.own.id)
        assert ask(
            "SELECT recorded_at > now() - interval '1 hour' FROM casefile_assistance UNION SELECT recorded_at > now() - interval '1 hour' FROM casefile_case"
        ) == [(True,)]


# Rows moved, rows that point elsewhere


def test_a_row_never_moves_to_another_case(story: Story) -> None:
    with acting(story.ngo.actor):
        task = actions.set_task(case=story.case, kind="age", unit=story.ngo.actor.unit_id, started_at=AT, by=story.ngo.actor)
        actions.record_identity(case=story.own, given_name="Invented", by=story.ngo.actor, at=AT)
        second = actions.open_case(new=actions.NewCase(), by=story.ngo.actor, at=AT)
        with refused("stays as it was written"):
            ask("UPDATE casefile_identity SET case_id = %s WHERE case_id = %s", second.id, story.own.id)
        with refused("stays as it was written"):
            Task.objects.filter(id=task.id).update(case_id=story.own.id)
        with refused("stays as it was written"):
            ask("UPDATE casefile_case SET id = %s WHERE id = %s", uuid4(), second.id)


def test_a_row_points_only_at_its_own_file(story: Story) -> None:
    with acting(story.officer.actor):
        other = actions.open_case(new=actions.NewCase(), by=story.officer.actor, at=AT)
        with refused("only at its own file"):
            decision(story.officer, other, replaces=story.decision)
        assert decision(story.officer, story.case, replaces=story.decision).replaces_id == story.decision.id


def test_answers_belong_to_the_body_that_asks(story: Story) -> None:
    with acting(story.officer.actor):
        theirs = Screening.objects.create(
            case=story.case,
            list_code="az-labour",
            list_version="1",
            at=AT,
            by=story.officer.actor.user_id,
            organisation=story.officer.actor.organisation_id,
        )
        Answer.objects.create(case=story.case, screening=theirs, code="X", answer="yes")
    with acting(story.ngo.actor):
        with refused("only at its own file"):
            Answer.objects.create(case=story.case, screening=theirs, code="Y", answer="no")
        with refused("only at its own file"):
            Answer.objects.create(case=story.own, screening=theirs, code="Y", answer="no")
        with refused("only at its own file"):
            Answer.objects.filter(screening=theirs).update(answer="no")
        with refused("only the body that wrote it"):
            Screening.objects.filter(id=theirs.id).update(result={"forged": True})


# Clocks, words, sides


def test_an_escalation_is_not_silenced_and_a_task_not_signed_for_others(story: Story) -> None:
    with acting(story.inspector.actor):
        task = actions.set_task(case=story.case, kind="age", unit=story.inspector.actor.unit_id, started_at=AT, by=story.inspector.actor)
        with refused("stays as it was written"):
            Task.objects.filter(id=task.id).update(escalated_at=AT)
        with refused("leaves this to later"):
            Task.objects.create(case=story.case, kind="age", unit=story.inspector.actor.unit_id, started_at=AT, reminded_at=AT)
        with refused("signs for somebody else"):
            Task.objects.filter(id=task.id).update(done_at=AT, done_by=story.officer.actor.user_id)
        assert Task.objects.filter(id=task.id).update(done_at=AT, done_by=story.inspector.actor.user_id) == 1
        with refused("stays as it was written"):
            Task.objects.filter(id=task.id).update(done_at=None, done_by=None)


def test_nobody_hides_a_person_from_the_figures_but_the_owner_on_the_persons_word(story: Story) -> None:
    for who in (story.officer, story.inspector, story.ngo):
        with acting(who.actor), refused("word of the file's owner"):
            Case.objects.filter(id=story.case.id).update(ngo_only=True)
    with acting(story.ngo.actor):
        with refused("word of the file's owner"):
            Case.objects.filter(id=story.own.id).update(ngo_only=True)
        ask("SELECT guard.close_to_state(%s, true)", story.own.id)
        assert Case.objects.filter(id=story.own.id).update(ngo_only=True) == 1


def test_a_notice_of_a_search_is_seen_not_rewritten(story: Story) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute(
            "INSERT INTO casefile_searchnotice (id, case_id, at, organisation) VALUES (gen_random_uuid(), %s, %s, %s)",
            [story.own.id, AT, story.officer.actor.organisation_id],
        )
        cursor.execute("RESET ROLE")
    with acting(story.ngo.actor):
        with refused("stays as it was written"):
            ask("UPDATE casefile_searchnotice SET organisation = %s", story.ngo.actor.organisation_id)
        assert actions.see_notices(case=story.own, at=AT) == 1


def envelope(story: Story, sender: Person, receiver: Person, **columns: Any) -> Referral:
    words = {
        "from_unit": sender.actor.unit_id,
        "from_organisation": sender.actor.organisation_id,
        "from_body": sender.actor.organisation,
        **columns,
    }
    return Referral.objects.create(
        case=story.case,
        to_unit=receiver.actor.unit_id,
        to_organisation=receiver.actor.organisation_id,
        to_body=receiver.actor.organisation,
        suspected_at=AT,
        **words,
    )


def test_each_side_of_a_referral_writes_its_own_side(story: Story) -> None:
    with acting(story.ngo.actor), refused("in the own name"):
        envelope(story, story.inspector, story.officer)
    with acting(story.ngo.actor), refused("in the own name"):
        envelope(story, story.ngo, story.officer, from_unit=None)
    with acting(story.inspector.actor):
        row = Referral.objects.filter(id=envelope(story, story.inspector, story.officer).id)
        row.update(sent_at=AT, sent_by=story.inspector.actor.user_id, status="sent")
        for forged in ({"received_at": AT}, {"status": "accepted"}, {"suspected_at": SINCE}, {"from_body": "ctmd"}):
            with refused("its own side"):
                row.update(**forged)
    with acting(story.officer.actor):
        for forged in ({"suspected_at": SINCE}, {"status": "withdrawn"}, {"person_word": "agreed"}):
            with refused("its own side"):
                row.update(**forged)
        with refused("signs for somebody else"):
            row.update(received_at=AT, received_by=story.inspector.actor.user_id)
        assert row.update(received_at=AT, received_by=story.officer.actor.user_id, status="received") == 1


# Access


def test_nobody_gives_access_to_his_own_unit_nor_on_a_basis_he_invents(story: Story) -> None:
    with acting(story.officer.actor):
        for basis in ("consent", "order", "owner"):
            with refused("to himself|no basis"):
                share(story.case.id, story.officer, 1, basis=basis)
    with acting(story.ngo.actor):
        for basis in ("order", "owner", ""):
            with refused("no basis"):
                share(story.own.id, story.officer, 1, basis=basis)
        share(story.own.id, story.officer, 1, basis="consent")


def test_a_reader_gives_no_writing_and_nobody_gives_longer_than_he_has(story: Story) -> None:
    outsider, hotline = person("outsider"), person("hotline", "amc")
    until = datetime(2099, 1, 1, tzinfo=UTC)
    with acting(story.ngo.actor):
        share(story.own.id, story.officer, 1, 1, until=until)
        share(story.own.id, outsider, 1)
    with acting(outsider.actor), refused("does not have"):
        share(story.own.id, story.officer, 1, 1)
    with acting(story.officer.actor):
        with refused("does not have"):
            share(story.own.id, hotline, 1)
        share(story.own.id, hotline, 1, until=until)


def test_who_does_not_own_the_file_hands_on_the_envelope_only(story: Story) -> None:
    outsider = person("outsider")
    with acting(story.officer.actor):
        with refused("does not have"):
            share(story.case.id, outsider, 1 | 2)
        share(story.case.id, outsider, 1 | 4)


def test_a_colleague_without_a_case_role_opens_ends_and_closes_nothing(story: Story) -> None:
    colleague = person("keeper", "clean_world", "administrator", unit=story.ngo.unit.code)
    assert colleague.actor.unit_id == story.ngo.actor.unit_id
    with acting(story.ngo.actor):
        share(story.own.id, story.officer, 1)
        [[grant]] = ask("SELECT id FROM access_grant WHERE file_id = %s AND basis <> 'owner'", story.own.id)
    with acting(colleague.actor):
        with refused("does not have"):
            share(story.own.id, person("outsider"), 1)
        with refused("only the owner"):
            ask("SELECT guard.close_to_state(%s, true)", story.own.id)
        assert ask("SELECT guard.revoke(%s)", grant) == [(False,)]
    with acting(story.ngo.actor):
        assert ask("SELECT guard.revoke(%s)", grant) == [(True,)]


def test_what_a_person_was_given_does_not_go_over_to_the_state_with_him(story: Story) -> None:
    outsider = person("outsider")
    with acting(story.ngo.actor):
        ask("SELECT guard.close_to_state(%s, true)", story.own.id)
        ask("SELECT guard.share(%s, %s, NULL, 1, 1, 'assistance', 'consent', NULL, NULL, '')", story.own.id, outsider.user.id)
    with acting(outsider.actor):
        assert ask("SELECT id FROM casefile_case") == [(story.own.id,)]
    with acting(person("administrator").actor):
        second = Membership.objects.create(user=outsider.user, unit=story.officer.unit, role="identification_officer", valid_from=SINCE)
    police = actor(outsider.user, in_force(outsider.user.id).get(id=second.id))
    with acting(police):
        assert ask("SELECT id FROM casefile_case") == [(story.case.id,)]
        assert ask("UPDATE casefile_case SET sex_state = 'refused' WHERE id = %s RETURNING id", story.own.id) == []
    with acting(story.ngo.actor), refused("closed to the State"):
        ask("SELECT guard.share(%s, %s, NULL, 1, 1, 'assistance', 'consent', NULL, NULL, '')", story.own.id, outsider.user.id)


# Beneath the wall


def test_the_serving_role_makes_no_temporary_object(story: Story) -> None:
    with acting(story.ngo.actor):
        for made in (
            "CREATE TEMP TABLE loot (t text)",
            "CREATE DOMAIN pg_temp.uuid AS pg_catalog.uuid",
            "CREATE TABLE public.loot (t text)",
        ):
            with refused("permission denied"):
                ask(made)


def test_even_with_a_type_slipped_under_it_the_guard_takes_its_own(story: Story) -> None:
    """Where a server lets everybody make temporary types, one of them must not run with the guard's rights."""
    outsider = person("outsider")
    name = connections["default"].settings_dict["NAME"]
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'GRANT TEMPORARY ON DATABASE "{name}" TO dayaq_app')
    try:
        with acting(outsider.actor):
            ask(TRAP)
            ask("CREATE DOMAIN pg_temp.uuid AS pg_catalog.uuid CHECK (pg_temp.evil(VALUE))")
            ask("SELECT '00000000-0000-0000-0000-000000000000'::pg_temp.uuid")
            assert ask("SELECT current_setting('loot.ran')") == [("dayaq_app",)]  # the trap works
            ask("SELECT guard.user_id(), guard.groups_of(%s), guard.writes_of(%s)", story.own.id, story.own.id)
            ask("SELECT id FROM casefile_case")
            assert ask("SELECT current_setting('loot.ran')") == [("dayaq_app",)]
    finally:
        connections["default"].close()
        with connections["owner"].cursor() as cursor:
            cursor.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM dayaq_app')


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts_organisation SET decides = true",
        "UPDATE accounts_organisation SET state = false",
        "UPDATE accounts_unit SET organisation_id = (SELECT id FROM accounts_organisation WHERE code = 'ctmd')",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('access', '9999_next', now())",
    ],
)
def test_what_bodies_and_units_are_is_the_owners_to_say(story: Story, change: str) -> None:
    for who in (story.ngo, person("administrator")):
        with acting(who.actor), refused("permission denied"):
            ask(change)


def test_a_change_that_never_was_is_not_said_to_the_trail(story: Story) -> None:
    with acting(story.ngo.actor):
        ask("SELECT guard.log('update', 'casefile_case', '', %s, '{}', 'G1', 'ok', NULL, '{}')", story.case.id)
        assert ask("SELECT action FROM audit_event WHERE actor = %s ORDER BY id DESC LIMIT 1", story.ngo.actor.user_id) == [
            ("said.update",)
        ]
