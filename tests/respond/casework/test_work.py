"""Tasks by hand, marks, assignments, hand-over, many at once, stages, notes; parity features 1, 15, 18, 19, 20, 22, 24."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Membership
from dayaq.base.accounts.queries import service
from dayaq.core.decision import Refused
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import Case, Task
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.models import Assignment, Flag, HealthNote, PrivateNote
from dayaq.respond.referral import actions as referral
from tests.cast import Person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def refused(act: Any) -> list[str]:
    with pytest.raises(Refused) as said, transaction.atomic():
        act()
    return [reason.code for reason in said.value.decision.reasons]


def test_feature_18_a_task_by_hand_is_reminded_of_and_escalated_once(case: Case, shelter: Person) -> None:
    now = timezone.now()
    with acting(shelter.actor):
        task = actions.set_hand_task(case=case, task="call", due_at=now + timedelta(hours=2), by=shelter.actor, at=now - timedelta(days=1))
        assert refused(lambda: actions.set_hand_task(case=case, task="call", due_at=now, by=shelter.actor, at=now)) == ["due_before"]
        assert refused(lambda: actions.set_hand_task(case=case, task="x", due_at=now, by=shelter.actor, at=AT)) == ["not_listed"]
    with acting(service("clock")):
        assert referral.sweep_clocks(at=now + timedelta(hours=1))["remind"] == 1
        assert referral.sweep_clocks(at=now + timedelta(hours=3))["escalate"] == 1
        assert referral.sweep_clocks(at=now + timedelta(hours=4)) == {"remind": 0, "escalate": 0}
    with acting(shelter.actor):
        task.refresh_from_db()
        assert task.reminded_at is not None
        assert task.escalated_at is not None
        assert [row["label"] for row in queries_tasks(case, shelter)] == ["Call back"]


def queries_tasks(case: Case, who: Person) -> list[dict[str, Any]]:
    from dayaq.respond.casefile.queries import task_rows

    return task_rows(Task.objects.filter(case=case, kind__startswith="hand."), who.actor, {})


def test_feature_20_a_flag_is_the_units_and_a_private_one_its_authors(
    case: Case, shelter: Person, colleague: Person, helper_sees: Person
) -> None:
    with acting(shelter.actor):
        actions.flag(case=case, reason="danger", by=shelter.actor, at=AT)
        actions.flag(case=case, reason="discuss", private=True, by=shelter.actor, at=AT)
        assert refused(lambda: actions.flag(case=case, reason="danger", by=shelter.actor, at=AT)) == ["flagged_already"]
        assert {row["label"] for row in queries.flags_of(case)} == {"Danger", "To be discussed"}
    with acting(colleague.actor):
        assert [row["label"] for row in queries.flags_of(case)] == ["Danger"]
        actions.resolve_flag(row=Flag.objects.get(case=case), by=colleague.actor, at=AT)
        assert queries.flags_of(case) == []
    with acting(helper_sees.actor):  # another body that works on the case
        assert Case.objects.filter(id=case.id).exists()
        assert Flag.objects.count() == 0


@pytest.fixture
def helper_sees(case: Case, shelter: Person) -> Person:
    """The assistance centre is let into the core of the case."""
    from django.db import connection

    from tests.cast import person

    helper = person("helper")
    with acting(shelter.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.share(%s, NULL, %s, 67, 67, 'assistance', 'consent', NULL, NULL, '')", [case.id, helper.actor.unit_id])
    return helper


def test_feature_20_an_alert_says_what_changed_until_it_was_seen(case: Case, shelter: Person, helper_sees: Person) -> None:
    with acting(shelter.actor):
        actions.assign(case=case, user=shelter.user.id, by=shelter.actor, at=AT)
        assert queries.alerts(shelter.actor, timezone.now()) == []
    with acting(helper_sees.actor):
        casefile.give_help(case=case, kind="medical", outcome="given", by=helper_sees.actor, at=AT)
    with acting(shelter.actor):
        found = queries.alerts(shelter.actor, timezone.now())
        assert [[change["what"] for change in one["changes"]] for one in found] == [["help"]]
        actions.mark_seen(cases=[case.id], by=shelter.actor, at=timezone.now())
        assert queries.alerts(shelter.actor, timezone.now()) == []


def test_feature_15_a_case_is_assigned_within_the_unit_and_the_load_is_shown(
    case: Case, shelter: Person, colleague: Person, outsider: Person
) -> None:
    with acting(shelter.actor):
        actions.assign(case=case, user=colleague.user.id, reason="load", by=shelter.actor, at=AT)
        load = {one.id: one.cases for one in queries.colleagues_loaded(shelter.actor)}
        assert (load[shelter.user.id], load[colleague.user.id]) == (0, 1)
        assert refused(lambda: actions.assign(case=case, user=outsider.user.id, by=shelter.actor, at=AT)) == ["no_colleague"]
        actions.assign(case=case, user=shelter.user.id, by=shelter.actor, at=AT)
        assert Assignment.objects.filter(case=case, ended_at__isnull=True).count() == 1


def test_feature_15_many_cases_at_once_each_that_failed_is_named(case: Case, shelter: Person, open_case: Any) -> None:
    second = open_case(shelter)
    with acting(shelter.actor):
        actions.flag(case=case, reason="danger", by=shelter.actor, at=AT)
        done, failed = actions.each(
            [case, second], lambda row: actions.flag(case=row, reason="danger", by=shelter.actor, at=AT), case=lambda row: row
        )
        assert done == 1
        assert [(one.case.id, [r.code for r in one.decision.reasons]) for one in failed] == [(case.id, ["flagged_already"])]
        assert Flag.objects.filter(case=second).count() == 1


def test_a_leaving_colleagues_cases_and_tasks_move_and_what_fails_is_said(
    case: Case, shelter: Person, colleague: Person, open_case: Any
) -> None:
    second = open_case(shelter)
    with acting(shelter.actor):
        task = actions.set_hand_task(
            case=second, task="visit", due_at=timezone.now() + timedelta(days=2), by=shelter.actor, at=timezone.now()
        )
        for one, what in ((case, None), (second, None), (second, task)):
            actions.assign(case=one, task=what, user=colleague.user.id, by=shelter.actor, at=AT)
    Membership.objects.filter(user=colleague.user).update(valid_to=timezone.now())
    with acting(shelter.actor):
        assert [one.name for one in queries.leaving_people(shelter.actor)] == ["Colleague Invented"]
        assert actions.hand_over_all(leaving=colleague.user.id, to=shelter.user.id, by=shelter.actor, at=AT) == (3, [])
        assert queries.assigned_to(colleague.user.id) == []
        assert len(queries.assigned_to(shelter.user.id)) == 3
        _done, failed = actions.hand_over_all(leaving=shelter.user.id, to=colleague.user.id, by=shelter.actor, at=AT)
        assert [[r.code for r in one.decision.reasons] for one in failed] == [["no_colleague"]] * 3


def test_feature_19_a_stage_before_its_turn_is_asked_why_and_the_answer_is_kept(case: Case, shelter: Person) -> None:
    with acting(shelter.actor):
        assert refused(lambda: actions.move_stage(case=case, stage="decision", by=shelter.actor, at=AT)) == ["stage_gate"]
        actions.move_stage(case=case, stage="decision", reason="done_elsewhere", by=shelter.actor, at=AT)
        case.refresh_from_db()
        assert case.stage == "decision"
        facts = case.timeline.get(kind="casefile.stage").facts
        assert facts == {"from": "first_assistance", "to": "decision", "skip_reason": "done_elsewhere"}


def test_feature_22_notes_go_to_the_part_they_belong_to_and_private_ones_to_their_author(case: Case, open_case: Any, code_of: Any) -> None:
    from tests.cast import person

    ngo, other = person("ngo"), person("second", "clean_world", "ngo_case_worker")
    file = open_case(ngo)
    with acting(ngo.actor):
        actions.add_note(case=file, kind="private", text="own thought", language="en", by=ngo.actor, at=AT)
        actions.add_note(case=file, kind="family", text="a brother abroad", language="en", by=ngo.actor, at=AT)
        assert refused(lambda: actions.add_note(case=file, kind="core", text="x", language="en", by=ngo.actor, at=AT)) == ["unknown_kind"]
        assert refused(lambda: actions.add_note(case=file, kind="health", text="x", language="en", by=ngo.actor, at=AT)) == [
            "may_not_write"
        ]
        assert {note["kind"] for note in queries.notes_of(file)} == {"private", "family"}
        assert list(file.timeline.filter(kind__startswith="casework.note").values_list("kind", flat=True)) == ["casework.note_family"]
    with acting(other.actor):
        assert {note["kind"] for note in queries.notes_of(file)} == {"family"}
        assert PrivateNote.objects.count() == 0


def test_feature_22_a_contact_is_noted_with_one_press(case: Case, shelter: Person, client_of: Any, code_of: Any) -> None:
    code = code_of(case, shelter)
    client = client_of(shelter)
    assert client.post(f"/cases/{code}/work/contact/", {"contact": "visited"}).status_code == 302
    assert "Visit" in client.get(f"/cases/{code}/").content.decode()


def test_a_doctor_writes_a_note_of_health_though_the_core_is_not_hers_to_write(case: Case) -> None:
    from tests.cast import person

    doctor = person("doctor", "clean_world", "clinician")
    with acting(doctor.actor):
        actions.add_note(case=case, kind="health", text="sleeps badly", language="en", by=doctor.actor, at=AT)
        assert [row.text for row in HealthNote.objects.filter(case=case)] == ["sleeps badly"]
