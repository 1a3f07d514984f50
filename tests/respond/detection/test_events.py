"""A raid with many persons, suspects kept apart, information, checks: IDN-06, REF-01, REF-05, A1."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.base.access.models import File
from dayaq.core.decision import Refused, Stale
from dayaq.core.pack import load
from dayaq.respond.casefile.models import Case, Task
from dayaq.respond.casefile.queries import statuses
from dayaq.respond.detection import actions, queries
from dayaq.respond.detection.actions import NewEvent
from dayaq.respond.detection.models import (
    Check,
    Event,
    EventAccount,
    EventLine,
    EventMet,
    EventPerson,
    SheetDraft,
    Signal,
    SignalText,
    Suspect,
)
from dayaq.respond.detection.rules import Line
from dayaq.respond.referral.actions import Envelope, send
from dayaq.respond.referral.models import Referral
from tests.cast import person
from tests.respond.detection.world import AT, DAY, HOUR, raid, workers

pytestmark = pytest.mark.django_db


def entered(event: Event, lines: list[Line], who: str = "inspector") -> list[EventPerson]:
    by = person(who).actor
    with acting(by):
        made, left, faults = actions.enter_sheet(event=event, lines=lines, by=by, at=AT + HOUR)
        assert (left, faults) == ([], {})
        return made


# --- twenty on one sheet -----------------------------------------------------------------------------------------------


def test_twenty_people_on_one_sheet_are_twenty_cases_each_with_its_own_clock_from_the_event() -> None:
    """A1 for each of twenty: suspected at 10:00 in Baku, due at 10:00 the next day."""
    event = raid()
    made = entered(event, workers(20))
    with acting(person("inspector").actor):
        assert Case.objects.count() == 20
        assert {case.opened_at for case in Case.objects.all()} == {AT}
        due = Task.objects.filter(kind="referral.send", done_at__isnull=True)
        assert [task.due_at for task in due] == [AT + DAY] * 20
        assert len({task.case_id for task in due}) == 20
        assert [person_.line for person_ in made] == list(range(1, 21))
        assert {word.status for word in statuses(made[0].case)} == {"suspected"}


def test_each_person_of_a_raid_is_referred_singly_and_the_list_shows_how_far() -> None:
    event, inspector, duty = raid(), person("inspector"), person("duty")
    made = entered(event, workers(3))
    with acting(inspector.actor):
        send(case=made[1].case, to_unit=duty.unit, suspected_at=AT, by=inspector.actor, at=AT + 2 * HOUR)
        rows = queries.progress(event, inspector.actor, load("az"))
        assert [(row["line"], row["referred"] is not None, row["due"] is not None) for row in rows] == [
            (1, False, True),
            (2, True, False),
            (3, False, True),
        ]
    with acting(duty.actor):
        assert list(Case.objects.values_list("id", flat=True)) == [made[1].case_id]
        assert Event.objects.count() == 0  # the event itself was not handed over


def test_one_bad_line_stops_no_other_and_is_kept_with_its_faults() -> None:
    event, by = raid("officer"), person("officer").actor
    lines = [*workers(2), Line(3, given_name="C", nationality="Atlantis"), Line(4, given_name="D", age="??")]
    with acting(by):
        made, left, faults = actions.enter_sheet(event=event, lines=lines, by=by, at=AT + HOUR)
        assert ([row.line for row in made], [line.number for line in left]) == ([1, 2], [3, 4])
        assert {number: sorted(found) for number, found in faults.items()} == {3: ["nationality"], 4: ["age"]}
        assert [line.given_name for line in queries.draft_of(event)] == ["C", "D"]  # through a sign-out too
        actions.enter_sheet(event=event, lines=[Line(3, given_name="C"), Line(4, given_name="D")], by=by, at=AT + HOUR)
        assert (EventPerson.objects.count(), SheetDraft.objects.count()) == (4, 0)


def test_the_same_sheet_posted_twice_makes_nobody_twice() -> None:
    event, by = raid(), person("inspector").actor
    entered(event, workers(2))
    with acting(by):
        made, left, faults = actions.enter_sheet(event=event, lines=workers(2), by=by, at=AT + HOUR)
        assert (made, len(left), {found["number"].code for found in faults.values()}) == ([], 2, {"number_taken"})
        assert Case.objects.count() == 2


def test_a_name_typed_on_the_sheet_is_identity_and_a_child_opens_the_childs_path() -> None:
    event = raid("officer")
    made = entered(event, [Line(1, given_name="Aliya", family_name="Invented", sex="f", age="16")], who="officer")
    with acting(person("officer").actor):
        case = made[0].case
        assert (case.identity.given_name, case.under_18, case.age_band) == ("Aliya", "yes", "child")
        assert "guardian" in set(case.tasks.values_list("kind", flat=True))


def test_an_event_is_a_file_but_no_case() -> None:
    event = raid()
    with acting(person("inspector").actor):
        assert (Case.objects.count(), File.objects.filter(id=event.id).count()) == (0, 1)
        assert (event.kind, event.way, queries.met(event)) == ("proactive", "building_site", 20)


def test_of_an_organisations_event_the_state_sees_who_was_handed_over_and_not_how_many_were_met() -> None:
    event = raid("ngo")
    entered(event, workers(3), who="ngo")
    ngo, duty, competent = person("ngo").actor, person("duty").actor, person("duty").unit
    with acting(ngo):
        third = queries.persons(event)[2]
        send(case=third.case, to_unit=competent, suspected_at=AT, by=ngo, at=AT + HOUR, envelope=Envelope(person_word="agreed"))
        actions.hand_event(event=event, to_unit=duty.unit_id, by=ngo, at=AT + HOUR)
        assert (queries.met(event), queries.event_rows([event], load("az"))[0]["cells"][5]) == (20, 20)
        assert [row["line"] for row in queries.progress(event, ngo, load("az"))] == [1, 2, 3]
    with acting(duty):
        seen = queries.event(event.id)
        assert seen is not None
        assert (queries.met(seen), queries.event_rows([seen], load("az"))[0]["cells"][5]) == (None, "–")
        assert [row["line"] for row in queries.progress(seen, duty, load("az"))] == [1]
        assert (EventMet.objects.count(), EventLine.objects.count()) == (0, 0)
    client = Client()
    client.force_login(person("duty").user)
    assert "names 20" not in client.get(f"/events/{event.id}/").content.decode()


def test_a_body_of_the_state_hands_over_its_own_number() -> None:
    event = raid()
    inspector, duty = person("inspector").actor, person("duty").actor
    with acting(inspector):
        actions.hand_event(event=event, to_unit=duty.unit_id, by=inspector, at=AT + HOUR)
    with acting(duty):
        assert queries.met(event) == 20


def test_a_stranger_sees_neither_event_nor_people_and_enters_nothing() -> None:
    event = raid()
    entered(event, workers(1))
    for who in ("outsider", "officer", "migration"):
        with acting(person(who).actor):
            assert (Event.objects.count(), EventPerson.objects.count(), Suspect.objects.count()) == (0, 0, 0)
    with acting(person("outsider").actor), pytest.raises(Refused, match="recorded the event"):
        actions.enter_sheet(event=event, lines=workers(1), by=person("outsider").actor, at=AT)


def test_a_closed_event_takes_no_more_lines() -> None:
    event, by = raid(), person("inspector").actor
    with acting(by):
        actions.close_event(event=event, by=by, at=AT + DAY)
        event.refresh_from_db()
        with pytest.raises(Refused, match="closed"):
            actions.enter_sheet(event=event, lines=workers(1), by=by, at=AT + DAY)


# --- suspects ----------------------------------------------------------------------------------------------------------


def test_a_foreman_on_the_sheet_stands_apart_and_opens_no_case() -> None:
    event, by = raid("officer"), person("officer").actor
    with acting(by):
        made, left, _faults = actions.enter_sheet(
            event=event, lines=[*workers(1), Line(2, given_name="Boss", what="foreman")], by=by, at=AT + HOUR
        )
        assert (len(made), left, Case.objects.count()) == (1, [], 1)
        assert [(one.line, one.role) for one in queries.suspects(event)] == [(2, "foreman")]


def test_whoever_records_writes_a_suspect_down_but_does_not_read_proceedings() -> None:
    event, by, duty, officer = raid(), person("inspector").actor, person("duty"), person("officer").actor
    with acting(by):
        actions.enter_sheet(event=event, lines=[Line(1, given_name="Boss", what="foreman")], by=by, at=AT)
        assert (Suspect.objects.count(), Case.objects.count()) == (0, 0)
        assert actions.hand_event(event=event, to_unit=duty.unit.id, by=by, at=AT + HOUR) is True
        assert actions.hand_event(event=event, to_unit=duty.unit.id, by=by, at=AT + HOUR) is False
    with acting(officer):
        assert [one.given_name for one in Suspect.objects.all()] == ["Boss"]
        assert [one.place for one in EventAccount.objects.all()] == ["Site 4"]
    with acting(duty.actor):
        assert (Event.objects.count(), Suspect.objects.count()) == (1, 0)


def test_an_event_is_handed_to_the_competent_unit_only() -> None:
    event, by, elsewhere, stranger = raid(), person("inspector").actor, person("ngo").unit.id, person("outsider").actor
    with acting(by):
        with pytest.raises(Refused, match="competent unit"):
            actions.hand_event(event=event, to_unit=elsewhere, by=by, at=AT)
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT guard.hand_event(%s, %s)", [event.id, elsewhere])
    with acting(stranger), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT guard.note_suspect(%s, 9, '', '', '', '', '', 'foreman', '', now())", [event.id])


def test_a_suspect_who_is_a_victim_gets_a_case_and_what_was_said_stays_apart() -> None:
    event, by = raid("officer"), person("officer").actor
    with acting(by):
        line = Line(1, given_name="Boss", sex="m", age="30", what="foreman")
        actions.enter_sheet(event=event, lines=[line], by=by, at=AT)
        suspect = queries.suspects(event)[0]
        with pytest.raises(Refused, match="Say why"):
            actions.turn_to_victim(suspect=suspect, reason="", by=by, at=AT + DAY)
        made = actions.turn_to_victim(suspect=suspect, reason="forced_to_act", by=by, at=AT + DAY)
        assert {word.status for word in statuses(made.case)} == {"presumed"}
        assert (suspect.turned_reason, made.from_suspect) == ("forced_to_act", suspect.id)
        assert made.case.story.count() == 0
        with pytest.raises(Refused, match="changed already"):
            actions.turn_to_victim(suspect=suspect, reason="forced_to_act", by=by, at=AT + DAY)


def test_a_victim_is_suspected_only_after_the_questions_on_coercion_and_keeps_case_and_help() -> None:
    """Non-punishment: the questions come first; nothing of the case is closed."""
    event, by = raid("officer"), person("officer").actor
    made = entered(event, workers(1), who="officer")[0]
    questions = dict.fromkeys(load("az").codes["coerced_question"].items, "unknown")
    with acting(by):
        with pytest.raises(Refused, match="questions on coercion"):
            actions.turn_to_suspect(person=made, reason="own_gain", by=by, at=AT + DAY)
        actions.check_coercion(case=made.case, answers=questions, result="open", told=("lawyer",), by=by, at=AT + DAY)
        actions.turn_to_suspect(person=made, reason="own_gain", by=by, at=AT + DAY)
        made.refresh_from_db()
        assert (made.set_aside_reason, made.case.closed_at, len(queries.suspects(event))) == ("own_gain", None, 1)
        assert queries.suspects(event)[0].given_name == ""  # the name stays in the case


# --- information and checks --------------------------------------------------------------------------------------------


def information(who: str, at: timedelta = HOUR) -> Signal:
    by = person(who).actor
    with acting(by):
        return actions.take_information(about="workplace", source="ngo", text="behind the market", by=by, at=AT + at)


def test_information_goes_to_the_competent_unit_and_its_result_comes_back() -> None:
    """REF-05: no person, no case; the giver sees what came of it."""
    made, officer = information("ngo"), person("officer").actor
    with acting(officer):
        row = queries.signal(made.id)
        assert row is not None
        assert [one.text for one in SignalText.objects.all()] == ["behind the market"]
        actions.assess_signal(signal=row, assessment="check", by=officer, at=AT + 2 * HOUR)
        check = actions.plan_check(way="building_site", by=officer, at=AT + 2 * HOUR, signal=row)
        actions.do_check(check=check, result="nothing", by=officer, at=AT + DAY, persons_met=0)
        actions.settle_signal(signal=row, result="nothing", by=officer, at=AT + DAY)
    with acting(person("ngo").actor):
        made.refresh_from_db()
        assert (made.assessment, made.result, Case.objects.count()) == ("check", "nothing", 0)
        with pytest.raises(Refused, match="passed"):
            actions.settle_signal(signal=made, result="event", by=person("ngo").actor, at=AT + DAY)
    with acting(person("outsider").actor):
        assert Signal.objects.count() == 0


def test_where_the_country_does_not_refer_information_it_is_kept(settings: object) -> None:
    settings.HOME_PACK = "demo"  # type: ignore[attr-defined]  # the fixture's settings
    made = information("ngo")
    assert (made.passed_at, made.passed_to) == (None, None)
    with acting(person("ngo").actor), pytest.raises(Refused, match="not referred"):
        actions.pass_signal(signal=made, by=person("ngo").actor, at=AT + DAY)


def test_a_check_is_done_once_and_is_the_bodys_own_while_the_coordinator_sees_all() -> None:
    by = person("inspector").actor
    with acting(by):
        check = actions.plan_check(way="market", by=by, at=AT)
        actions.do_check(check=check, result="persons_met", persons_met=4, by=by, at=AT + HOUR)
        with pytest.raises(Stale):
            actions.drop_check(check=check, by=by, at=AT + DAY)
    with acting(person("outsider").actor):
        assert Check.objects.count() == 0
    with acting(person("coordinator").actor):
        assert [row.persons_met for row in queries.checks()] == [4]


def test_the_coordinator_counts_events_by_initiative_without_seeing_one() -> None:
    """IDN-06: proactive beside reactive."""
    raid()
    raid("officer", NewEvent(way="crime_raid"))
    raid("ngo", NewEvent(way="third_party"))
    with acting(person("coordinator").actor):
        assert Event.objects.count() == 0
        assert queries.sums(AT - DAY, AT + DAY) == [
            ("building_site", "proactive", 1),
            ("crime_raid", "reactive", 1),
            ("third_party", "reactive", 1),
        ]
    with acting(person("inspector").actor), pytest.raises(Error), transaction.atomic():
        queries.sums(AT - DAY, AT + DAY)


def test_nobody_records_an_event_to_come_or_without_the_role() -> None:
    with pytest.raises(Refused, match="future"):
        raid(at=AT + 20000 * DAY)
    with pytest.raises(Refused, match="role"):
        raid("investigator")
    assert Referral.objects.count() == 0
