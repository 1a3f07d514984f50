"""Protection as it is done: risks, plans, threats, measures, people who are no victims, acts under coercion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.queries import file
from dayaq.base.audit.models import Event
from dayaq.core.decision import Refused, Stale
from dayaq.respond import protection, residence
from dayaq.respond.casefile.actions import assert_status, record_word
from dayaq.respond.casefile.models import Case, Task, TimelineEvent
from dayaq.respond.protection import actions, queries
from dayaq.respond.protection.actions.liability import NewLiability
from dayaq.respond.protection.actions.risks import Assessment, NewThreat, SafetyPlan
from dayaq.respond.protection.actions.subjects import subject_of
from dayaq.respond.protection.models import (
    FalseName,
    LetterAddress,
    Liability,
    Link,
    Measure,
    Note,
    PlanText,
    ProtectedPerson,
    Risk,
    Subject,
    Threat,
)
from dayaq.respond.referral.models import Breach
from tests.cast import person
from tests.respond.residence.test_actions import AT, DAY, opened

pytestmark = pytest.mark.django_db
SEEN = Assessment(level="medium", factors=("trafficker_free",), mitigations=("none",), next_review=date(2014, 6, 1))
THREAT = NewThreat(target="family", source="relative_of_accused", channel="phone", reported_to="ctmd", responses=("recorded",))
PLAN = SafetyPlan(steps="Leave by the back door, call Zqhelper", contacts="Zqsister", code_word="Zqlemon", agreed=True, language="tl")
FINE = NewLiability(kind="fined", act="irregular_stay", article="admin-code-339", body="sms", amount=Decimal("300.00"))


def does(who: str, action: Any, **words: Any) -> Any:
    by = person(who).actor
    with acting(by):
        return action(by=by, **words)


def protects(who: str, action: Any, case: Case, **words: Any) -> Any:
    by = person(who).actor
    with acting(by):
        return action(subject=subject_of(case), by=by, **{"at": AT + DAY, **words})


def refusals(refusal: Any) -> list[str]:
    return [reason.code for reason in refusal.value.decision.reasons]


def tasks(case: Case, kind: str, who: str = "ngo") -> int:
    with acting(person(who).actor):
        return Task.objects.filter(case=case, kind=f"protection.{kind}", done_at__isnull=True).count()


def shared(case: Case, who: str, groups: int = 1) -> None:
    """Give another unit the core of a case of the officer."""
    unit = person(who).actor.unit_id
    with acting(person("officer").actor), connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, %s, %s, 'investigation', 'statutory_handover', NULL, NULL, '')",
            [case.id, unit, groups, 0],
        )


# --- risks and plans -------------------------------------------------------------------------------------------------


def test_a_risk_is_assessed_again_and_the_last_two_stand_side_by_side() -> None:
    case = opened(who="ngo")
    protects("ngo", actions.assess_risk, case, seen=SEEN)
    assert tasks(case, "review") == 1
    later = replace(SEEN, level="high", factors=("trafficker_free", "weapons"), next_review=date(2014, 7, 1), text="Zq seen near the house")
    protects("ngo", actions.assess_risk, case, seen=later, at=AT + 10 * DAY)
    assert tasks(case, "review") == 1
    with acting(person("ngo").actor):
        change = queries.change(queries.risks(case.id))
        assert change is not None
        assert (change.direction, change.added) == ("higher", ("weapons",))
        assert Note.objects.get(subject_id=case.id).text == "Zq seen near the house"
        assert "Zq" not in str(list(TimelineEvent.objects.filter(case=case).values_list("facts", flat=True)))


def test_a_risk_names_the_day_of_the_next_look_and_a_factor() -> None:
    case = opened(who="ngo")
    with pytest.raises(Refused) as refusal:
        protects("ngo", actions.assess_risk, case, seen=replace(SEEN, next_review=date(2014, 5, 1)))
    assert refusals(refusal) == ["review_before"]
    with pytest.raises(Refused) as refusal:
        protects("ngo", actions.assess_risk, case, seen=replace(SEEN, factors=()))
    assert refusals(refusal) == ["not_on_list"]


def test_vwp_04_an_identified_person_without_a_plan_is_a_task_and_on_the_list_until_there_is_one() -> None:
    case = opened(who="officer")
    with acting(person("officer").actor):
        assert case.id not in [one.id for one in queries.without_plan()]
        assert_status(case=case, status="identified", by=person("officer").actor, at=AT, evidence="decision:none")
        assert case.id in [one.id for one in queries.without_plan()]
    protects("officer", actions.assess_risk, case, seen=SEEN)
    assert tasks(case, "plan", "officer") == 1
    first = protects("officer", actions.agree_plan, case, plan=PLAN)
    assert tasks(case, "plan", "officer") == 0
    second = protects("officer", actions.agree_plan, case, plan=PLAN, at=AT + 3 * DAY)
    with acting(person("officer").actor):
        first.refresh_from_db()
        standing = queries.plan(case.id)
        assert standing is not None
        assert (standing.id, first.ended_at is not None) == (second.id, True)
        assert case.id not in [one.id for one in queries.without_plan()]
        assert PlanText.objects.filter(subject_id=case.id).count() == 0  # an officer writes it and does not see places


def test_what_a_plan_says_is_read_by_who_sees_places_and_its_code_word_is_in_no_log() -> None:
    case = opened(who="ngo")
    protects("ngo", actions.agree_plan, case, plan=PLAN)
    with acting(person("ngo").actor):
        assert PlanText.objects.get(subject_id=case.id).code_word == "Zqlemon"
    with acting(person("auditor").actor):
        events = [str(row) for row in Event.objects.filter(case_id=case.id).values()]
    assert (len(events) > 3, [row for row in events if "Zq" in row]) == (True, [])


# --- threats ---------------------------------------------------------------------------------------------------------


def test_vwp_03_a_threat_asks_for_a_new_assessment_and_stays_on_the_record() -> None:
    case = opened(who="ngo")
    threat = protects("ngo", actions.report_threat, case, new=THREAT)
    assert tasks(case, "reassess") == 1
    protects("ngo", actions.assess_risk, case, seen=SEEN, at=AT + 2 * DAY)
    assert tasks(case, "reassess") == 0
    does("ngo", actions.update_threat, threat=threat, reported_to="ctmd", responses=("recorded", "called_in"), version=1, at=AT + 2 * DAY)
    with pytest.raises(Stale):
        does("ngo", actions.close_threat, threat=threat, reason="stopped", version=1, at=AT + 3 * DAY)
    does("ngo", actions.close_threat, threat=threat, reason="stopped", version=2, at=AT + 3 * DAY)
    with acting(person("ngo").actor):
        assert [one.closed_reason for one in queries.threats(case.id)] == ["stopped"]
        assert list(queries.open_threats()) == []


def test_an_investigator_who_writes_nothing_else_records_a_threat() -> None:
    case = opened(who="officer")
    # the investigator's unit is the officer's own: the file is the unit's
    threat = protects("investigator", actions.report_threat, case, new=replace(THREAT, urgent=True))
    with acting(person("officer").actor):
        assert [one.id for one in queries.open_threats()] == [threat.id]


def test_who_does_not_work_on_protection_sees_no_threat_also_with_the_core() -> None:
    case = opened(who="officer")
    shared(case, "migration")
    protects("officer", actions.report_threat, case, new=THREAT)
    with acting(person("migration").actor):
        assert Case.objects.filter(id=case.id).exists()
        assert [model.objects.count() for model in (Subject, Threat, Risk, Measure, Liability)] == [0, 0, 0, 0, 0]
        words = str(list(TimelineEvent.objects.filter(case=case).values_list("kind", "facts")))
        assert "threat" not in words
    with pytest.raises(Refused) as refusal:
        protects("migration", actions.report_threat, case, new=THREAT)
    assert refusals(refusal) == ["may_not_protect"]


def test_nobody_writes_a_threat_in_the_name_of_another_body() -> None:
    case = opened(who="ngo")
    protects("ngo", actions.report_threat, case, new=THREAT)
    ngo, officer = person("ngo").actor, person("officer").actor
    words = {"subject_id": case.id, "at": AT, "target": "self", "source": "unknown", "channel": "phone"}
    with acting(ngo), pytest.raises(DatabaseError), transaction.atomic():
        Threat.objects.create(**words, organisation=officer.organisation_id, by=ngo.user_id)


# --- measures --------------------------------------------------------------------------------------------------------


def test_vwp_01_not_necessary_is_a_refusal_that_is_counted() -> None:
    case = opened(who="ngo")
    measure = protects("ngo", actions.propose_measure, case, kind="personal_guard", how="requested")
    words: dict[str, Any] = {"measure": measure, "answer": "refused", "version": 1, "at": AT + 2 * DAY}
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.answer_measure, **words, body="prosecutor")
    assert refusals(refusal) == ["reason_needed"]
    does("ngo", actions.answer_measure, **words, body="prosecutor", reason="not_necessary")
    with acting(person("ngo").actor):
        assert list(Measure.objects.values_list("family", "answer", "body", "reason")) == [
            ("safety", "refused", "prosecutor", "not_necessary")
        ]
    with pytest.raises(Stale):
        does("ngo", actions.answer_measure, **words, body="prosecutor", reason="other")


def test_vwp_02_a_video_link_that_was_granted_may_lack_its_equipment() -> None:
    case = opened(who="ngo")
    measure = protects("ngo", actions.propose_measure, case, kind="video_link", how="requested", urgent=True)
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.use_measure, measure=measure, version=1, at=AT + 2 * DAY)
    assert refusals(refusal) == ["not_given"]
    does("ngo", actions.answer_measure, measure=measure, answer="granted", body="court", version=1, at=AT + 2 * DAY)
    does("ngo", actions.use_measure, measure=measure, version=2, at=AT + 3 * DAY, no_equipment=True)
    does("ngo", actions.end_measure, measure=measure, version=3, at=AT + 4 * DAY)
    with acting(person("ngo").actor):
        found = queries.court_measures(case)
        assert [(one.no_equipment, one.used_at, one.ended_at is not None) for one in found] == [(True, None, True)]


def test_the_person_takes_or_leaves_what_is_offered() -> None:
    case = opened(who="ngo")
    measure = protects("ngo", actions.propose_measure, case, kind="emergency_call", how="offered")
    does("ngo", actions.answer_measure, measure=measure, answer="refused_by_person", version=1, at=AT + 2 * DAY)
    with acting(person("ngo").actor):
        assert [one.answer for one in queries.measures(case.id)] == ["refused_by_person"]


# --- names and addresses ---------------------------------------------------------------------------------------------


def test_vwp_05_letters_go_where_the_person_chose_and_only_who_sees_places_reads_it() -> None:
    case = opened(who="shelter")
    first = protects("shelter", actions.name_letter_address, case, receiver="Zqaunt", address="Zqstreet 1")
    protects("shelter", actions.name_letter_address, case, receiver="Zqaunt", address="Zqstreet 2", at=AT + 2 * DAY)
    with acting(person("shelter").actor):
        found = queries.letter_address(case)
        assert found is not None
        assert found.address == "Zqstreet 2"
        assert LetterAddress.objects.get(id=first.id).ended_at == AT + 2 * DAY
    mine = opened(who="officer")
    protects("officer", actions.name_letter_address, mine, receiver="Zqaunt", address="Zqstreet 1")
    with acting(person("officer").actor):
        assert queries.letter_address(mine) is None


def test_vwp_01_another_name_stands_with_the_identity() -> None:
    case = opened(who="ngo")
    row = protects("ngo", actions.give_false_name, case, name="Zqother Name", document="P1")
    with acting(person("ngo").actor):
        assert [one.name for one in queries.false_names(case.id)] == ["Zqother Name"]
        assert "Zq" not in str(list(TimelineEvent.objects.filter(case=case).values_list("kind", "facts")))
    does("ngo", actions.end_false_name, row=row, at=AT + 2 * DAY)
    with acting(person("ngo").actor):
        assert queries.false_names(case.id) == []
        assert FalseName.objects.count() == 1


# --- people who are no victims ---------------------------------------------------------------------------------------


def other(case: Case | None = None, who: str = "ngo") -> Subject:
    made: Subject = does(who, actions.protect_other, kind="relative", name="Zqsister Invented", at=AT + DAY, linked=case)
    return made


def closed(found: UUID) -> bool:
    with acting(person("ngo").actor):
        kept = file(found)
        assert kept is not None
        return kept.closed_to_state


def test_a_relative_has_a_file_of_the_own_and_enters_no_count_of_cases() -> None:
    case = opened(who="ngo")
    with acting(person("ngo").actor):
        before = Case.objects.count()
    sister = other(case)
    does("ngo", actions.report_threat, subject=sister, new=THREAT, at=AT + 2 * DAY)
    does("ngo", actions.assess_risk, subject=sister, seen=SEEN, at=AT + 2 * DAY)
    with acting(person("ngo").actor):
        assert Case.objects.count() == before
        assert (queries.threats(case.id), len(queries.threats(sister.id))) == ([], 1)
        assert (len(queries.linked(sister.id, person("ngo").actor)), ProtectedPerson.objects.get().name) == (1, "Zqsister Invented")
        assert TimelineEvent.objects.filter(case=case, kind__startswith="protection").count() == 0
    with acting(person("outsider").actor):
        assert [model.objects.count() for model in (Subject, ProtectedPerson, Link, Threat)] == [0, 0, 0, 0]
    with acting(person("officer").actor):
        assert Subject.objects.count() == 0


def test_the_file_of_somebody_linked_to_a_case_closed_to_the_state_is_closed_too() -> None:
    case = opened(who="ngo", status="")
    ngo = person("ngo").actor
    with acting(ngo):
        record_word(case=case, word="refused", by=ngo, at=AT)
    assert (closed(case.id), closed(other(case).id)) == (True, True)
    assert closed(other().id) is False


def test_who_may_not_open_files_opens_none_here() -> None:
    with pytest.raises(Refused):
        other(who="lawyer")
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.protect_other, kind="person", name="Zq", at=AT)
    assert refusals(refusal) == ["not_on_list"]


# --- acts under coercion ---------------------------------------------------------------------------------------------


def test_npu_01_a_fine_of_a_presumed_victim_is_a_breach_and_a_task_to_invoke() -> None:
    case = opened(who="ngo", status="presumed")
    event = protects("ngo", actions.record_liability, case, new=FINE)
    with acting(person("ngo").actor):
        assert (event.breach, event.currency, tasks(case, "invoke")) == (True, "AZN", 1)
        assert list(Breach.objects.filter(case=case).values_list("kind", "by_body")) == [("detained", "sms")]
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.answer_invocation, event=event, answer="granted", version=1, at=AT + 2 * DAY)
    assert refusals(refusal) == ["not_invoked"]
    does("ngo", actions.invoke, event=event, invoked_by="lawyer", version=1, at=AT + 2 * DAY)
    assert tasks(case, "invoke") == 0
    does("ngo", actions.answer_invocation, event=event, answer="granted", version=2, at=AT + 3 * DAY)
    with acting(person("ngo").actor):
        assert [(one.invoked_by, one.answer) for one in queries.liability_events(case)] == [("lawyer", "granted")]


def test_npu_01_without_a_status_it_is_recorded_and_no_breach() -> None:
    case = opened(who="ngo", status="suspected")
    assert protects("ngo", actions.record_liability, case, new=FINE).breach is False
    with acting(person("ngo").actor):
        assert (Breach.objects.count(), tasks(case, "invoke")) == (0, 0)


def test_co_operation_is_read_nowhere_in_residence_and_protection() -> None:
    folders = (Path(area.__path__[0]) for area in (protection, residence))
    assert [file.name for folder in folders for file in folder.rglob("*.py") if "cooperates" in file.read_text(encoding="utf-8")] == []
