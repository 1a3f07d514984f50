"""Referral in the words of the scenarios: the finder's 24 hours, forbidden hands, a no that is heard, answers, breaches."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.queries import file, groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.models import Affiliation, Membership, Organisation
from dayaq.base.accounts.queries import actor
from dayaq.base.audit.models import Event
from dayaq.core.clock import Phase
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.actions import NewCase, open_case, record_word
from dayaq.respond.casefile.models import Case, Task, TimelineEvent
from dayaq.respond.casefile.queries import visible
from dayaq.respond.referral import actions, queries
from dayaq.respond.referral.actions import Envelope, Receipt
from dayaq.respond.referral.actions.receipt import give_back
from dayaq.respond.referral.models import Breach, Message, Referral
from tests import cast
from tests.respond.referral.world import (
    ADULT,
    CHILD,
    HOUR,
    LATER,
    SECOND,
    SUSPECTED,
    accepted,
    case_by,
    duty_unit,
    received,
    sent_by,
    suspected_by,
    unit_of,
)

pytestmark = pytest.mark.django_db


def codes(refused: Refused) -> list[str]:
    return [reason.code for reason in refused.decision.reasons]


# A1: the finder and the receiving unit, each with its own clock


def test_finders_task_is_due_24_hours_after_the_suspicion_whenever_it_was_recorded() -> None:
    by = cast.person("inspector").actor
    case = case_by("inspector")
    with acting(by):
        actions.note_suspicion(case=case, suspected_at=SUSPECTED, by=by, at=SUSPECTED + 5 * HOUR)
        task = Task.objects.get(kind="referral.send")
    assert (task.due_at, task.rule, task.unit) == (SUSPECTED + 24 * HOUR, "referral", by.unit_id)


def test_coordinator_counts_the_overdue_finder_one_second_after_due_and_sees_no_case() -> None:
    suspected_by("inspector")
    with acting(cast.person("coordinator").actor):
        assert queries.overview(SUSPECTED + 24 * HOUR) == []
        assert queries.overview(SUSPECTED + 24 * HOUR + SECOND) == [("overdue.referral.send", "slis", 1)]
        assert (list(visible()), list(Referral.objects.all()), list(Task.objects.all())) == ([], [], [])


def test_sending_ends_the_finders_duty_and_begins_the_receivers_measure() -> None:
    referral = sent_by("inspector", sent=SUSPECTED + 2 * HOUR)
    with acting(cast.person("duty").actor):
        tasks = {task.kind: task for task in Task.objects.filter(kind__startswith="referral.")}
    assert list(tasks) == ["referral.receive"]
    assert (tasks["referral.receive"].started_at, tasks["referral.receive"].due_at) == (SUSPECTED + 2 * HOUR, None)
    assert queries.finder_clock(referral, LATER).phase is Phase.MET
    assert queries.receiver_clock(referral, LATER).phase is Phase.NOT_STARTED  # no text names a term: no clock is invented


def test_overview_is_refused_to_roles_without_it() -> None:
    from django.db import DatabaseError, transaction

    with acting(cast.person("ngo").actor), pytest.raises(DatabaseError), transaction.atomic():
        queries.overview(LATER)


def test_late_referral_is_sent_all_the_same_and_counted_as_a_breach() -> None:
    sent_by("inspector", sent=SUSPECTED + 24 * HOUR + SECOND, why_late="no_transport")
    with acting(cast.person("inspector").actor):
        assert [(row.kind, row.by_body, row.reason) for row in Breach.objects.all()] == [("late_referral", "slis", "no_transport")]


def test_referral_in_time_is_no_breach() -> None:
    sent_by("inspector", sent=SUSPECTED + 24 * HOUR)
    with acting(cast.person("inspector").actor):
        assert not Breach.objects.exists()


# A2: hands that may not receive


def test_district_station_is_refused_with_the_legal_reason_and_the_refusal_is_logged() -> None:
    by, case = cast.person("inspector").actor, case_by("inspector")
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.send(case=case, to_unit=unit_of("district_police"), suspected_at=SUSPECTED, by=by, at=SUSPECTED + HOUR)
        assert codes(refusal.value) == ["referral.forbidden", "referral.legal_reason"]
        assert {reason.basis for reason in refusal.value.decision.reasons} == {"cm-21.7"}
        assert "officer on duty" in str(refusal.value.decision.reasons[1].params["words"])
        assert [event.detail for event in Event.objects.filter(action="refuse")] == [{"reasons": codes(refusal.value)}]
        assert not Referral.objects.exists()
    with acting(cast.person("duty").actor):
        assert not visible().exists()


def test_hand_over_to_a_station_that_happened_is_a_breach_and_the_duty_goes_on() -> None:
    draft = suspected_by("inspector")
    by = cast.person("inspector").actor
    with acting(by):
        breach = actions.record_breach(
            case=draft.case, kind="wrong_recipient", reason="rule_unknown", body="district_police", by=by, at=SUSPECTED + HOUR
        )
        assert (breach.basis, breach.by_body) == ("cm-21.7", "district_police")
        assert [task.kind for task in Task.objects.filter(kind__startswith="referral.").order_by("kind")] == [
            "referral.breach",
            "referral.send",
        ]
    with acting(cast.person("coordinator").actor):
        assert queries.overview(SUSPECTED + 2 * HOUR) == [("breach.wrong_recipient", "district_police", 1)]
        assert queries.breaches_this_year(LATER) == 1


def test_breach_still_to_come_or_unknown_is_refused() -> None:
    by, case = cast.person("inspector").actor, case_by("inspector")
    future = SUSPECTED + timedelta(days=365 * 60)
    with acting(by):
        for wrong in ({"when": future}, {"kind": "invented"}, {"reason": "invented"}):
            with pytest.raises(Refused):
                actions.record_breach(**{"case": case, "kind": "removed", "reason": "ordered", "by": by, "at": SUSPECTED, **wrong})


def test_breach_may_be_recorded_by_whoever_only_reads_the_case() -> None:
    referral = received(sent_by("inspector"))
    by = cast.person("investigator").actor
    with acting(by):
        actions.record_breach(
            case=Case.objects.get(id=referral.case_id), kind="moved_without_assessment", reason="ordered", by=by, at=SUSPECTED + 9 * HOUR
        )
        assert [row.kind for row in Breach.objects.all()] == ["moved_without_assessment"]


# A3: a no that is heard


def test_an_adults_no_to_an_organisation_keeps_the_referral_back_and_the_file_closed_to_the_state() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo")
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.send(
                case=case, to_unit=duty_unit(), suspected_at=SUSPECTED, by=by, at=SUSPECTED + HOUR, envelope=Envelope(person_word="refused")
            )
        assert codes(refusal.value) == ["refusal_respected"]
        actions.keep_back(case=case, by=by, at=SUSPECTED + HOUR)
        case.refresh_from_db()
        kept = file(case.id)
        assert (case.refers, case.ngo_only, kept and kept.closed_to_state) == ("refused", True, True)
        assert not Task.objects.filter(kind="referral.send", done_at__isnull=True).exists()
    for name in ("duty", "officer", "coordinator", "outsider"):
        with acting(cast.person(name).actor):
            assert not visible().exists(), name
    with acting(cast.person("coordinator").actor):
        assert queries.overview(LATER) == []


def test_a_closed_file_is_sent_only_once_the_person_agrees() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo")
    with acting(by):
        actions.keep_back(case=case, by=by, at=SUSPECTED)
        with pytest.raises(Refused):
            actions.send(case=case, to_unit=duty_unit(), suspected_at=SUSPECTED, by=by, at=SUSPECTED + HOUR)
        actions.send(
            case=case, to_unit=duty_unit(), suspected_at=SUSPECTED, by=by, at=SUSPECTED + HOUR, envelope=Envelope(person_word="agreed")
        )
        case.refresh_from_db()
        assert (case.refers, case.ngo_only) == ("agreed", False)


def test_a_body_that_is_bound_sends_in_spite_of_a_no_and_cannot_keep_it_back() -> None:
    referral = sent_by("inspector", person_word="refused")
    by = cast.person("inspector").actor
    assert (referral.status, referral.person_word) == ("sent", "refused")
    with acting(by), pytest.raises(Refused) as refusal:
        actions.keep_back(case=referral.case, by=by, at=SUSPECTED)
    assert codes(refusal.value) == ["bound_to_refer"]


def test_a_childs_no_does_not_bind_without_guardian_and_best_interest() -> None:
    referral = sent_by("ngo", CHILD, person_word="refused")
    assert referral.status == "sent"


def test_a_childs_no_binds_with_guardian_and_best_interest() -> None:
    from dayaq.respond.casefile import actions as casefile
    from dayaq.respond.detection import actions as detection

    by, case = cast.person("ngo").actor, case_by("ngo", CHILD)
    decided = detection.NewBestInterest(
        about="referral",
        heard="heard",
        view="I am afraid of them.",
        factors=("own_view", "safety"),
        outcome="not_in_interest",
        reasons="Invented reasons.",
        review_on=date(2016, 6, 1),
    )
    with acting(by):
        casefile.appoint_guardian(case=case, name="Invented Guardian", kind="guardian", independent=True, by=by, at=SUSPECTED)
        casefile.finish_tasks(case=case, kind="best_interest", by=by, at=SUSPECTED)
        detection.decide_best_interest(case=case, new=decided, by=by, at=SUSPECTED)
        with pytest.raises(Refused) as refusal:
            actions.send(
                case=case, to_unit=duty_unit(), suspected_at=SUSPECTED, by=by, at=SUSPECTED + HOUR, envelope=Envelope(person_word="refused")
            )
    assert codes(refusal.value) == ["refusal_respected"]


def test_a_childs_no_alone_keeps_nothing_back() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo", CHILD)
    with acting(by), pytest.raises(Refused) as refusal:
        actions.keep_back(case=case, by=by, at=SUSPECTED)
    assert codes(refusal.value) == ["child_refusal"]


# what goes with it


def test_sending_shows_the_envelope_and_nothing_else() -> None:
    """DAT-01."""
    referral = sent_by("ngo", person_word="agreed")
    with acting(cast.person("duty").actor):
        assert groups_of(referral.case_id) == Group.G1


def test_message_goes_with_a_grant_of_its_group_and_only_there() -> None:
    referral = sent_by("inspector", message="What was told, invented.")
    with acting(cast.person("duty").actor):
        assert [message.text for message in Message.objects.all()] == ["What was told, invented."]
        assert groups_of(referral.case_id) == Group.G1 | Group.G3
    other = sent_by("inspector")
    with acting(cast.person("duty").actor):
        assert not queries.messages(other)


def test_organisation_sends_no_message_without_consent() -> None:
    with pytest.raises(Refused) as refusal:
        sent_by("ngo", message="What was told, invented.")
    assert codes(refusal.value) == ["message_needs_consent"]


def test_receipt_lets_the_competent_unit_in_to_what_its_work_needs() -> None:
    referral = received(sent_by("inspector"))
    with acting(cast.person("officer").actor):
        assert groups_of(referral.case_id) == Group.G1 | Group.G2 | Group.G3 | Group.G6 | Group.G7
    assert (referral.status, referral.arrived_at, referral.received_at) == ("received", SUSPECTED + 3 * HOUR, SUSPECTED + 3 * HOUR)


def test_receipt_of_an_organisations_referral_without_consent_shows_the_envelope_only() -> None:
    referral = received(sent_by("ngo"))
    with acting(cast.person("officer").actor):
        assert groups_of(referral.case_id) == Group.G1


def test_only_the_unit_addressed_receives() -> None:
    referral = sent_by("inspector")
    for name in ("inspector", "investigator"):
        by = cast.person(name).actor
        with acting(by), pytest.raises(Refused) as refusal:
            actions.receive(referral=Referral.objects.select_related("case").get(id=referral.id), by=by, at=SUSPECTED + 3 * HOUR)
        assert codes(refusal.value) == ["not_yours_to_receive"]


def test_receipt_before_the_suspicion_is_refused() -> None:
    referral, by = sent_by("inspector"), cast.person("duty").actor
    with acting(by), pytest.raises(Refused) as refusal:
        actions.receive(referral=Referral.objects.select_related("case").get(id=referral.id), by=by, at=SUSPECTED)
    assert "times_reversed" in codes(refusal.value)


def test_second_receipt_by_somebody_who_read_the_old_state_is_stale() -> None:
    referral, by = sent_by("inspector"), cast.person("duty").actor
    with acting(by):
        mine, theirs = (Referral.objects.select_related("case").get(id=referral.id) for _ in range(2))
        actions.arrive(referral=mine, by=by, at=SUSPECTED + 2 * HOUR)
        with pytest.raises(Stale):
            actions.receive(referral=theirs, by=by, at=SUSPECTED + 3 * HOUR)


def test_withdrawn_referral_ends_the_recipients_access() -> None:
    referral, by = sent_by("inspector"), cast.person("inspector").actor
    with acting(by):
        actions.withdraw(referral=referral, by=by, at=SUSPECTED + 2 * HOUR)
        assert referral.status == "withdrawn"
    with acting(cast.person("duty").actor):
        assert not Referral.objects.filter(id=referral.id).exists()
    with acting(by), pytest.raises(Refused):
        actions.withdraw(referral=referral, by=by, at=SUSPECTED + 3 * HOUR)


# receipt first, case later


def test_person_at_the_door_is_received_before_there_is_a_case() -> None:
    by = cast.person("duty").actor
    with acting(by):
        referral = actions.receive_person(
            new=ADULT, by=by, at=SUSPECTED, receipt=Receipt(from_body="sbs", from_kind="border", papers_handed_over=True)
        )
        assert (referral.status, referral.received_at, referral.from_body, referral.sent_at) == ("received", SUSPECTED, "sbs", None)
        assert groups_of(referral.case_id) >= Group.G1 | Group.G2
        assert [event.kind for event in TimelineEvent.objects.filter(kind="referral.received")] == ["referral.received"]
        actions.accept(referral=referral, by=by, at=SUSPECTED + HOUR)


def test_nobody_but_the_receiving_unit_receives_a_person() -> None:
    for name in ("inspector", "ngo", "outsider"):
        by = cast.person(name).actor
        with acting(by), pytest.raises(Refused):
            actions.receive_person(new=ADULT, by=by, at=SUSPECTED)


# A4: an organisation refers; it may take part, it is told the outcome and the reason


def test_referral_by_an_organisation_gives_the_right_to_take_part_and_others_do_not_have_it() -> None:
    assert sent_by("ngo", person_word="agreed").co_assessor
    assert not sent_by("inspector").co_assessor


def test_referrer_is_told_outcome_and_reason_and_follows_the_own_referral() -> None:
    referral = accepted(sent_by("ngo", person_word="agreed"))
    by = cast.person("duty").actor
    with acting(by):
        assert Task.objects.get(kind="referral.feedback").due_at is not None
        with pytest.raises(Refused) as refusal:
            actions.feed_back(referral=referral, outcome="not_identified", reason="", by=by, at=LATER)
        assert codes(refusal.value) == ["feedback_incomplete"]
        actions.feed_back(referral=referral, outcome="not_identified", reason="no_means", by=by, at=LATER)
    with acting(cast.person("ngo").actor):
        seen = Referral.objects.get(id=referral.id)
        assert (seen.status, seen.outcome, seen.outcome_reason, seen.fed_back_at) == ("fed_back", "not_identified", "no_means", LATER)
        assert not Task.objects.filter(kind="referral.feedback", done_at__isnull=True).exists()


def test_declining_needs_a_reason_and_owes_an_answer_too() -> None:
    referral, by = received(sent_by("ngo", person_word="agreed")), cast.person("duty").actor
    with acting(by):
        with pytest.raises(Refused):
            actions.decline(referral=referral, reason="", by=by, at=SUSPECTED + 4 * HOUR)
        actions.decline(referral=referral, reason="not_competent", by=by, at=SUSPECTED + 4 * HOUR)
        assert (referral.status, queries.inbox(by, queries.Filters(owed="feedback"), LATER).count()) == ("declined", 1)


@pytest.mark.parametrize(
    ("name", "words"), [("ngo", {"person_word": "agreed", "message": "She was not paid."}), ("inspector", {"message": "Papers were kept."})]
)
def test_who_does_not_accept_keeps_the_envelope_until_the_answer_and_nothing_after_it(name: str, words: dict[str, Any]) -> None:
    referral, by = received(sent_by(name, **words)), cast.person("duty").actor
    with acting(by):
        assert groups_of(referral.case_id) & (Group.G2 | Group.G3)
        assert Message.objects.filter(referral=referral).exists()
        actions.decline(referral=referral, reason="not_competent", by=by, at=SUSPECTED + 4 * HOUR)
        assert groups_of(referral.case_id) == Group.G1
        assert not Message.objects.filter(referral=referral).exists()
        actions.feed_back(referral=referral, outcome="declined_by_unit", reason="not_competent", by=by, at=LATER)
        assert groups_of(referral.case_id) == Group(0)
        assert not visible().filter(id=referral.case_id).exists()
    with acting(cast.person(name).actor):
        assert Referral.objects.get(id=referral.id).outcome == "declined_by_unit"


def test_who_accepts_keeps_the_access_after_the_answer() -> None:
    referral, by = accepted(sent_by("inspector")), cast.person("duty").actor
    with acting(by):
        actions.feed_back(referral=referral, outcome="identified", reason="criteria_met", by=by, at=LATER)
        assert Group.G2 in groups_of(referral.case_id)


def test_who_received_at_the_door_keeps_the_own_file_after_a_no() -> None:
    by = cast.person("duty").actor
    with acting(by):
        referral = actions.receive_person(new=ADULT, by=by, at=SUSPECTED)
        before = groups_of(referral.case_id)
        actions.decline(referral=referral, reason="not_competent", by=by, at=SUSPECTED + HOUR)
        assert groups_of(referral.case_id) == before


@pytest.mark.parametrize("status", ["received", "accepted"])
def test_access_is_given_back_by_the_receiving_unit_after_its_no_only(status: str) -> None:
    referral = received(sent_by("inspector")) if status == "received" else accepted(sent_by("inspector"))
    for name in ("duty", "inspector", "ngo", "outsider"):
        with acting(cast.person(name).actor), pytest.raises(DatabaseError), transaction.atomic():
            give_back(referral)


# A22: nobody on both sides


@pytest.mark.parametrize("step", ["arrive", "receive", "accept"])
def test_chair_of_the_referring_organisation_cannot_receive_or_decide(step: str) -> None:
    referral = sent_by("ngo", person_word="agreed")
    if step == "accept":
        received(referral)
    someone = cast.person("officer")
    Affiliation.objects.create(
        user=someone.user, organisation=Organisation.objects.get(code="clean_world"), function="chair", valid_from=date(2010, 1, 1)
    )
    with acting(someone.actor):
        row = Referral.objects.select_related("case").get(id=referral.id)
        with pytest.raises(Refused) as refusal:
            getattr(actions, step)(referral=row, by=someone.actor, at=SUSPECTED + 5 * HOUR)
        assert codes(refusal.value) == ["both_sides"]


def test_nobody_receives_what_he_sent_himself() -> None:
    """A body that refers to its own officer on duty: somebody who holds both roles there sends, and another receives."""
    first = cast.person("twofold", "ctmd", "referrer")
    second = Membership.objects.create(user=first.user, unit=first.unit, role="duty_officer", valid_from=cast.SINCE)
    on_duty = actor(first.user, second)
    with acting(first.actor) as by:
        case = open_case(new=NewCase(), by=by, at=SUSPECTED)
        referral = actions.send(case=case, to_unit=duty_unit(), suspected_at=SUSPECTED, by=by, at=SUSPECTED + HOUR)
    with acting(on_duty), pytest.raises(Refused) as refusal:
        actions.receive(referral=Referral.objects.select_related("case").get(id=referral.id), by=on_duty, at=SUSPECTED + 5 * HOUR)
    assert codes(refusal.value) == ["own_work"]


# the wall beneath


def test_receiving_unit_cannot_give_itself_more_than_the_sender_gave() -> None:
    referral = received(sent_by("ngo"))
    with acting(cast.person("duty").actor) as by:
        with pytest.raises(DatabaseError, match="its own side"), transaction.atomic():
            Referral.objects.filter(id=referral.id).update(person_word="agreed", from_organisation=None)
        words = [referral.case_id, by.unit_id, referral.id]
        with connection.cursor() as cursor:
            with pytest.raises(DatabaseError, match="to himself"), transaction.atomic():
                cursor.execute("SELECT guard.share(%s, NULL, %s, 1, 1, 'intake', 'consent', %s, NULL, '')", words)
            cursor.execute("SELECT guard.take_over(%s, now())", [referral.id])
            assert cursor.fetchone() == (False,)
        assert groups_of(referral.case_id) == Group.G1


@pytest.mark.parametrize("word", ["withdrawn", "refused"])
def test_a_word_taken_back_ends_at_once_what_was_opened_on_it(word: str) -> None:
    referral, by = received(sent_by("ngo", person_word="agreed")), cast.person("ngo").actor
    with acting(cast.person("duty").actor):
        assert groups_of(referral.case_id) & Group.G2
    with acting(by):
        record_word(case=Case.objects.get(id=referral.case_id), word=word, by=by, at=LATER)
    with acting(cast.person("duty").actor):
        assert (groups_of(referral.case_id), Case.objects.count()) == (Group(0), 0)


def test_a_hand_over_by_law_does_not_rest_on_the_word() -> None:
    referral, by = received(sent_by("inspector")), cast.person("inspector").actor
    with acting(by):
        record_word(case=Case.objects.get(id=referral.case_id), word="withdrawn", by=by, at=LATER)
    with acting(cast.person("duty").actor):
        assert groups_of(referral.case_id) & Group.G2


# numbers that open what they count


def test_tiles_count_exactly_the_rows_they_open() -> None:
    suspected_by("inspector")
    sent_by("inspector")
    accepted(sent_by("ngo", person_word="agreed"))

    def numbers(name: str) -> dict[str, int]:
        with acting(cast.person(name).actor) as by:
            return {tile.url: tile.value for tile in queries.tiles(by)}

    assert numbers("inspector") == {"/referrals/sent/?due=overdue": 1}
    assert numbers("duty") == {
        "/referrals/?status=waiting": 1,
        "/referrals/?due=overdue": 0,
        "/referrals/?owed=feedback": 1,
        "/referrals/overview/#overdue": 1,
        "/referrals/overview/#breaches": 0,
    }
    assert numbers("coordinator") == {"/referrals/overview/#overdue": 1, "/referrals/overview/#breaches": 0}
    assert numbers("consultant") == {}
