"""Identification as it is done: who decides and why, what follows, removal in error, telling, review, holds. A4, A13, A22."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.models import Affiliation, Organisation
from dayaq.core.clock import Phase
from dayaq.core.decision import Refused, Stale
from dayaq.core.pack import load
from dayaq.respond.casefile.actions import NewCase, assert_status, give_help, open_case, record_word
from dayaq.respond.casefile.models import Case, Task, TimelineEvent
from dayaq.respond.casefile.queries import code_for, pack_of, statuses
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.actions import NewDecision, Told
from dayaq.respond.identification.models import CoAssessment, FormalDecision, PersonNotice, RemovalHold, Stage
from dayaq.respond.referral.actions import feed_back
from dayaq.respond.referral.models import Referral
from tests.cast import person
from tests.respond.screening.world import ADULT, AT, BOY, CHILDS_COMPANY, HOUR, begun, finished, opened, referred

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YES = NewDecision(
    positive=True,
    act="yes",
    means="yes",
    purpose="yes",
    reasons="papers taken, debt, sold on",
    exploitation="sexual",
    route="abroad_returned",
)
NO = replace(YES, positive=False, means="no", reasons="no means found", reason_code="no_means")
TOLD = Told(language="ru", method="interpreter")


def decided(case: Case, new: NewDecision = YES, at: datetime = AT + DAY, who: str = "officer") -> FormalDecision:
    by = person(who).actor
    with acting(by):
        return actions.decide(case=case, new=new, by=by, at=at)


def standing(case: Case) -> set[tuple[str, str]]:
    with acting(person("officer").actor):
        return {(word.body, word.status) for word in statuses(case)}


def open_tasks(case: Case, kind: str) -> list[Task]:
    with acting(person("officer").actor):
        return list(Task.objects.filter(case=case, kind=kind, done_at__isnull=True))


def refusals(refusal: Any) -> list[str]:
    return [reason.code for reason in refusal.value.decision.reasons]


# --- the decision ------------------------------------------------------------------------------------------------------


def test_a_positive_decision_gives_the_status_keeps_its_reasons_and_asks_to_tell_the_person() -> None:
    case = opened()
    made = decided(case)
    assert ("ctmd", "identified") in standing(case)
    assert (made.outcome, made.step, made.body, made.exploitation, made.route) == (
        "positive",
        "police",
        "ctmd",
        "sexual",
        "abroad_returned",
    )
    with acting(person("officer").actor):
        assert made.reasoning.text == "papers taken, debt, sold on"
        assert [word.evidence for word in statuses(case) if word.status == "identified"] == [f"decision:{made.id}"]
        assert "papers" not in str(list(TimelineEvent.objects.filter(case=case).values_list("facts", flat=True)))
        case.refresh_from_db()
        assert case.stage == "decision"
    assert [task.started_at for task in open_tasks(case, "identification.notice")] == [made.at]


@pytest.mark.parametrize("who", ["ngo", "inspector", "coordinator"])
def test_another_body_does_not_decide(who: str) -> None:
    case = opened()
    with pytest.raises(Refused) as refusal:
        decided(case, who=who)
    assert refusals(refusal) == ["not_competent"]
    assert ("ctmd", "identified") not in standing(case)


def test_in_the_competent_body_the_officer_of_identification_decides() -> None:
    with pytest.raises(Refused) as refusal:
        decided(opened(), who="duty")
    assert refusals(refusal) == ["may_not_decide"]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(YES, reasons=" "), "no_reasons"),
        (replace(YES, means="unknown"), "positive_without"),
        (replace(NO, means="yes"), "negative_against_findings"),
        (replace(YES, exploitation=""), "codes_lacking"),
        (replace(YES, route="moon"), "codes_lacking"),
        (replace(NO, reason_code=""), "codes_lacking"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused(new: NewDecision, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        decided(opened(), new)
    assert refusals(refusal) == [code]


def test_a_child_is_identified_without_means() -> None:
    case = opened(BOY)
    decided(case, replace(YES, means="not_required"))
    assert ("ctmd", "identified") in standing(case)
    with pytest.raises(Refused):
        decided(opened(), replace(YES, means="not_required"))


def test_a_paper_decision_may_leave_an_element_open() -> None:
    case = opened()
    assert decided(case, replace(YES, means="unknown", from_paper=True)).means == "unknown"


def test_a_later_decision_replaces_the_earlier_one() -> None:
    case = opened()
    first = decided(case, NO)
    assert ("ctmd", "not_identified") in standing(case)
    second = decided(case, YES, at=AT + 3 * DAY)
    assert second.replaces == first
    assert standing(case) == {("ctmd", "identified")}
    with acting(person("officer").actor):
        assert queries.standing(queries.decisions(case)) == second
        assert len(queries.decisions(case)) == 2


def test_a_decision_recorded_in_error_is_kept_and_no_longer_counts() -> None:
    case, by = opened(), person("officer").actor
    first = decided(case, NO)
    second = decided(case, YES, at=AT + 3 * DAY)
    with acting(by):
        actions.remove_decision(decision=second, reason="wrong_case", by=by, at=AT + 4 * DAY)
        assert queries.standing(queries.decisions(case)) == first
        assert FormalDecision.objects.filter(case=case).count() == 2
        with pytest.raises(Refused, match="already"):
            actions.remove_decision(decision=second, reason="wrong_case", by=by, at=AT + 4 * DAY)
    assert standing(case) == {("ctmd", "not_identified")}


def test_removing_the_only_decision_leaves_the_suspicion_and_nothing_to_tell() -> None:
    case, by = opened(), person("officer").actor
    made = decided(case)
    with acting(by):
        actions.remove_decision(decision=made, reason="other", by=by, at=AT + 4 * DAY)
    assert standing(case) == {("ctmd", "suspected")}
    assert open_tasks(case, "identification.notice") == []


def test_who_removes_a_decision_is_of_its_body_and_says_why() -> None:
    case = opened()
    made = decided(case)
    for who, reason in (("outsider", "other"), ("officer", ""), ("duty", "other")):
        by = person(who).actor
        with acting(by), pytest.raises(Refused):
            actions.remove_decision(decision=made, reason=reason, by=by, at=AT + 4 * DAY)


def test_two_who_remove_at_once_do_it_once() -> None:
    case, by = opened(), person("officer").actor
    made = decided(case)
    with acting(by):
        other = FormalDecision.objects.get(id=made.id)
        actions.remove_decision(decision=made, reason="other", by=by, at=AT + 4 * DAY)
        with pytest.raises(Stale):
            actions.remove_decision(decision=other, reason="other", by=by, at=AT + 4 * DAY)


def test_a22_who_stands_on_the_referrers_side_does_not_decide() -> None:
    case = referred()
    officer = person("officer")
    ngo = Organisation.objects.get(code="clean_world")
    Affiliation.objects.create(user=officer.user, organisation=ngo, function="chair", valid_from=date(2010, 1, 1))
    with pytest.raises(Refused) as refusal:
        decided(case)
    assert refusals(refusal) == ["both_sides"]


# --- the referring organisation ----------------------------------------------------------------------------------------


def test_a4_the_referring_organisation_comments_the_unit_decides_and_the_answer_goes_back() -> None:
    """REF-06."""
    case, ngo, officer, duty = referred(), person("ngo").actor, person("officer").actor, person("duty").actor
    with acting(ngo):
        made = actions.co_assess(case=case, view="supports", text="afraid of the employer", attended=True, by=ngo, at=AT)
    with acting(officer):
        assert [(c.view, c.attended_interview) for c in CoAssessment.objects.filter(case=case)] == [("supports", True)]
        assert made.organisation == ngo.organisation_id
    with acting(ngo), pytest.raises(Refused):
        actions.decide(case=case, new=YES, by=ngo, at=AT + DAY)
    decided(case, NO)
    assert len(open_tasks(case, "referral.feedback")) == 1
    with acting(duty):
        row = Referral.objects.select_related("case").get(case=case)
        feed_back(referral=row, outcome="not_identified", reason="no_means", by=duty, at=AT + 2 * DAY)
    assert open_tasks(case, "referral.feedback") == []
    with acting(ngo):
        assert Referral.objects.values_list("outcome", "outcome_reason").get(case=case) == ("not_identified", "no_means")


def test_an_organisation_that_did_not_refer_does_not_comment() -> None:
    ngo = person("ngo").actor
    case = opened(who="ngo")
    with acting(ngo), pytest.raises(Refused) as refusal:
        actions.co_assess(case=case, view="supports", text="seen", by=ngo, at=AT)
    assert refusals(refusal) == ["no_co_assessor"]


# --- steps -------------------------------------------------------------------------------------------------------------


def begin(case: Case, code: str, who: str = "officer", **company: Any) -> Stage:
    by = person(who).actor
    with acting(by):
        return actions.begin_stage(case=case, code=code, by=by, at=AT + HOUR, **company)


def test_steps_stand_in_the_order_of_the_decision_with_help_first() -> None:
    case, officer = opened(), person("officer").actor
    with acting(officer):
        rows = queries.step_rows(case, pack_of(case), officer)
    assert [(row.code, row.help) for row in rows] == [
        ("first_assistance", True),
        ("inquiry", False),
        ("indicators", False),
        ("recovery_plan", True),
    ]
    assert [bool(row.explained.reasons) for row in rows] == [False, True, True, False]


def test_help_that_was_given_is_not_shown_as_not_begun() -> None:
    case, officer = opened(), person("officer").actor
    with acting(officer):
        before = {row.code: row.finished for row in queries.step_rows(case, pack_of(case), officer)}
        give_help(case=case, kind="interpreter", outcome="given", by=officer, at=AT)
        after = {row.code: row.finished for row in queries.step_rows(case, pack_of(case), officer)}
    assert not any(before.values())
    assert [code for code, finished in after.items() if finished] == ["first_assistance"]


def test_a_step_out_of_order_is_recorded_and_explained() -> None:
    case = opened()
    stage = begin(case, "indicators")
    with acting(person("officer").actor):
        facts = TimelineEvent.objects.get(case=case, kind="identification.begun").facts
        case.refresh_from_db()
    assert (facts, stage.code, case.stage) == ({"step": "indicators", "out_of_order": True}, "indicators", "screening")


def test_help_is_begun_by_anybody_at_any_time_and_inquiry_by_the_competent_body() -> None:
    case = opened(BOY, who="ngo")
    assert begin(case, "recovery_plan", who="ngo").code == "recovery_plan"
    with pytest.raises(Refused) as refusal:
        begin(case, "inquiry", who="ngo")
    assert refusals(refusal) == ["step_of_another_body"]


def test_an_inquiry_with_a_child_needs_its_people() -> None:
    case = opened(BOY)
    with pytest.raises(Refused) as refusal:
        begin(case, "inquiry")
    assert refusals(refusal)[0] == "obligatory_absent"
    stage = begin(case, "inquiry", present=CHILDS_COMPANY.present, absences=CHILDS_COMPANY.absences)
    assert stage.absences == CHILDS_COMPANY.absences


def test_a_step_is_finished_once_and_after_it_began() -> None:
    stage, by = begin(opened(), "inquiry"), person("officer").actor
    with acting(by):
        other = Stage.objects.select_related("case").get(id=stage.id)
        with pytest.raises(Refused, match="ends after it begins"):
            actions.finish_stage(stage=stage, by=by, at=AT)
        actions.finish_stage(stage=stage, by=by, at=AT + DAY)
        with pytest.raises(Stale):
            actions.finish_stage(stage=other, by=by, at=AT + DAY)


# --- telling -----------------------------------------------------------------------------------------------------------


def test_the_person_is_told_in_a_language_it_understands() -> None:
    case, by = opened(), person("officer").actor
    made = decided(case)
    with acting(by):
        assert list(queries.untold(by)) == [made]
        with pytest.raises(Refused) as refusal:
            actions.notify_person(case=case, told=replace(TOLD, language="en", decision=made), by=by, at=AT + 2 * DAY)
        assert refusals(refusal) == ["language_not_understood"]
        with pytest.raises(Refused) as refusal:
            actions.notify_person(case=case, told=replace(TOLD, decision=made), by=by, at=AT)
        assert refusals(refusal) == ["notice_too_early"]
        actions.notify_person(case=case, told=replace(TOLD, decision=made), by=by, at=AT + 2 * DAY)
        assert list(queries.untold(by)) == []
    assert open_tasks(case, "identification.notice") == []


def test_telling_that_was_not_understood_is_kept_and_does_not_count() -> None:
    case, by = opened(), person("officer").actor
    made = decided(case)
    with acting(by):
        actions.notify_person(
            case=case, told=Told(language="en", method="written", understood=False, decision=made), by=by, at=AT + 2 * DAY
        )
        assert list(queries.untold(by)) == [made]
        assert PersonNotice.objects.filter(case=case).count() == 1
    assert len(open_tasks(case, "identification.notice")) == 1


def test_presuming_opens_reflection_with_its_last_day() -> None:
    case, by = opened(), person("officer").actor
    with acting(by):
        actions.presume(case=case, by=by, at=AT, told=replace(TOLD, about="reflection"))
    assert ("ctmd", "presumed") in standing(case)
    task = open_tasks(case, "identification.reflection")[0]
    assert task.due_at == pack_of(case).calendar.day_start(date(2016, 6, 2))


def test_an_organisation_presumes_too_and_before_the_law_nobody_gives_reflection() -> None:
    by = person("ngo").actor
    case = opened(who="ngo", at=datetime(2012, 5, 1, tzinfo=UTC))
    with acting(by):
        actions.presume(case=case, by=by, at=datetime(2012, 5, 2, tzinfo=UTC))
        with pytest.raises(Refused) as refusal:
            actions.notify_person(case=case, told=replace(TOLD, about="reflection"), by=by, at=datetime(2012, 5, 2, tzinfo=UTC))
    assert refusals(refusal) == ["no_reflection"]


# --- review ------------------------------------------------------------------------------------------------------------


def test_in_azerbaijan_no_review_is_known_and_it_is_said() -> None:
    made, by = decided(opened(), NO), person("officer").actor
    with acting(by), pytest.raises(Refused) as refusal:
        actions.ask_review(decision=made, ground="new_evidence", asked_by="person", by=by, at=AT + 2 * DAY)
    assert refusals(refusal) == ["no_review_known"]


def share(case: Case, to: Actor, groups: int = 1) -> None:
    with connection.cursor() as cursor:
        grant = "SELECT guard.share(%s, NULL, %s, %s, %s, 'identification', 'statutory_handover', NULL, NULL, '')"
        cursor.execute(grant, [case.id, to.unit_id, groups, groups])


# --- removal -----------------------------------------------------------------------------------------------------------


def test_a13_a_removal_of_a_suspected_person_is_held_the_clock_stands_still_and_screening_is_set() -> None:
    case, by = opened(), person("officer").actor
    with acting(by):
        hold = actions.ask_removal(case=case, body="sms", by=by, at=AT + 10 * HOUR, clock_started_at=AT)
        assert (hold.blocked, hold.reason, hold.basis) == (True, "suspected", "coe197.10(2)")
        clock = queries.leave_clock(hold, pack_of(case), AT + 100 * HOUR)
        assert clock is not None
        assert (clock.phase, clock.remaining) == (Phase.SUSPENDED, 38 * HOUR)
        assert TimelineEvent.objects.filter(case=case, kind="identification.removal_held").count() == 1
    assert len(open_tasks(case, "screening_before_removal")) == 1
    finished(begun(case))
    assert open_tasks(case, "screening_before_removal") == []


def test_a_hold_is_lifted_when_nothing_holds_any_more_and_the_clock_goes_on() -> None:
    case, by = opened(), person("officer").actor
    with acting(by):
        hold = actions.ask_removal(case=case, body="sms", by=by, at=AT + 10 * HOUR, clock_started_at=AT)
        with pytest.raises(Refused) as refusal:
            actions.lift_hold(hold=hold, reason="decided", by=by, at=AT + 11 * HOUR)
        assert refusals(refusal) == ["removal_hold"]
    decided(case, NO)
    with acting(by):
        actions.lift_hold(hold=hold, reason="decided", by=by, at=AT + 34 * HOUR)
        clock = queries.leave_clock(hold, pack_of(case), AT + 40 * HOUR)
        assert clock is not None
        assert (clock.phase, clock.remaining) == (Phase.RUNNING, 32 * HOUR)
        assert list(queries.open_holds(by)) == []


def test_nothing_holds_a_person_who_was_decided_on_and_that_is_recorded_too() -> None:
    case, by = opened(), person("officer").actor
    decided(case, NO)
    with acting(by):
        hold = actions.ask_removal(case=case, body="sms", by=by, at=AT + 2 * DAY)
        assert (hold.blocked, hold.reason, RemovalHold.objects.filter(case=case).count()) == (False, "nothing_against", 1)


def test_a_running_reflection_period_holds_and_ends() -> None:
    case, by = opened(), person("officer").actor
    decided(case)
    with acting(by):
        actions.notify_person(case=case, told=replace(TOLD, about="reflection"), by=by, at=AT + DAY)
        assert actions.ask_removal(case=case, body="sms", by=by, at=AT + 20 * DAY).reason == "reflection"
        assert actions.ask_removal(case=case, body="sms", by=by, at=AT + 40 * DAY).blocked is False


def kept_by_ngo() -> Case:
    ngo = person("ngo").actor
    with acting(ngo):
        case = open_case(new=replace(ADULT, status=""), by=ngo, at=AT)
        assert_status(case=case, status="presumed", by=ngo, at=AT)
        record_word(case=case, word="refused", by=ngo, at=AT)
        return case


def told_of_removal(code: str, who: str = "officer") -> Any:
    with acting(person(who).actor):
        return queries.removal_answer(code, load("az"), AT + DAY)


def test_the_check_answers_for_an_open_case_by_its_code() -> None:
    case, officer = opened(), person("officer").actor
    with acting(officer):
        code = code_for(case, officer.organisation_id)
    assert [reason.code for reason in told_of_removal(code, "inspector").reasons] == ["removal_hold"]
    assert told_of_removal("AZ-XXXX-XXXX", "inspector") is None


def test_of_a_person_known_to_an_organisation_only_the_check_tells_nothing_without_her_consent() -> None:
    case, ngo = kept_by_ngo(), person("ngo").actor
    with acting(ngo):
        code = code_for(case, ngo.organisation_id)
    assert told_of_removal(code) is None
    with acting(ngo):
        consent = actions.agree_to_hint(case=case, by=ngo, at=AT)
        assert actions.agree_to_hint(case=case, by=ngo, at=AT) == consent
    answer = told_of_removal(code)
    assert [(reason.code, "Clean World" in str(reason)) for reason in answer.reasons] == [("hold_call_office", True)]
    with acting(ngo):
        actions.withdraw_hint(consent=consent, by=ngo, at=AT + HOUR)
    assert told_of_removal(code) is None


def test_no_new_case_means_no_facts_for_a_stranger() -> None:
    assert NewCase().languages == ()
    case = opened()
    outsider = person("outsider").actor
    with acting(outsider):
        assert queries.decisions(case) == []
        with pytest.raises(Refused):
            actions.ask_removal(case=case, body="sms", by=outsider, at=AT)


def test_a_decision_entered_late_falls_into_its_place() -> None:
    case = opened()
    newer = decided(case, YES, at=AT + 5 * DAY)
    older = decided(case, NO, at=AT + DAY)
    with acting(person("officer").actor):
        assert queries.standing(queries.decisions(case)) == newer
        assert older.replaces is None
    assert standing(case) == {("ctmd", "identified")}
