"""The areas of help, attacked: by people with an account and the wrong role, and by any SQL as the serving role.

Who learns that a person exists, where she is, what she told; who changes what was booked, or watches over himself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.base.accounts.models import Affiliation, Membership, Organisation
from dayaq.base.accounts.queries import actor, in_force, service
from dayaq.base.documents import actions as documents
from dayaq.base.documents.models import File
from dayaq.respond.casefile.actions import close_case, record_word
from dayaq.respond.casefile.models import Case, Task, TimelineEvent
from dayaq.respond.casework import actions as casework
from dayaq.respond.casework.models import SavedSearch, Transfer
from dayaq.respond.fund.models import Account, Journal, Line, Payment
from dayaq.respond.protection import actions as protection
from dayaq.respond.rights import actions as rights
from dayaq.respond.support.models import Appointment
from tests.cast import SINCE, Person, person
from tests.respond.fund import world as fund
from tests.respond.protection.test_actions import PLAN, THREAT, protects
from tests.respond.residence.test_actions import opened
from tests.respond.shelter.world import admitted, beds_in, case_of, place_of

db = pytest.mark.django_db
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def ask(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def refused(match: str) -> Iterator[None]:
    with pytest.raises(Error, match=match), transaction.atomic():
        yield


def let_in(case: Case, owner: str, who: str, groups: int = 1, basis: str = "statutory_handover") -> Person:
    """Somebody of another body is given groups of a case by its owner."""
    other = person(who)
    with acting(person(owner).actor):
        ask("SELECT guard.share(%s, NULL, %s, %s, 0, 'assistance', %s, NULL, NULL, '')", case.id, other.actor.unit_id, groups, basis)
    return other


# --- what she told, whom she fears ---------------------------------------------------------------------------------------


@db
@pytest.mark.parametrize("who", ["migration", "labour", "clerk"])
def test_threats_do_not_come_back_through_the_history_of_values(who: str) -> None:
    """Who reads the core and does no protection work sees no threat: not in the table, not in the history of its values."""
    case = opened(who="officer")
    protects("officer", protection.report_threat, case, new=THREAT)
    reader = let_in(case, "officer", who)
    with acting(reader.actor):
        assert ask("SELECT count(*) FROM protection_threat") == [(0,)]
        assert ask("SELECT count(*) FROM audit_historyg1 WHERE case_id = %s AND kind LIKE 'protection%%'", case.id) == [(0,)]


@db
def test_the_code_word_of_a_safety_plan_is_in_no_history() -> None:
    case = opened(who="ngo")
    protects("ngo", protection.agree_plan, case, plan=PLAN)
    with acting(person("ngo").actor):
        assert ask("SELECT count(*) FROM protection_plantext WHERE subject_id = %s", case.id) == [(1,)]
        assert ask("SELECT count(*) FROM audit_historyg5 WHERE kind LIKE 'protection%%'") == [(0,)]


# --- where she is --------------------------------------------------------------------------------------------------------


@db
def test_who_reads_the_core_alone_does_not_learn_who_lodges_the_person() -> None:
    """The timeline of a case names the body of every entry: entries of a house are for whoever may know the place."""
    own = case_of(who="shelter")
    admitted(beds_in(place_of(), count=1)[0], own)
    reader = let_in(own, "shelter", "migration")
    with acting(person("shelter").actor):
        assert TimelineEvent.objects.filter(case=own, kind="shelter.admitted").count() == 1
        assert Task.objects.filter(case=own, kind__startswith="shelter.").exists()
    with acting(reader.actor):
        assert Case.objects.filter(id=own.id).exists()
        assert not TimelineEvent.objects.filter(case=own, kind__startswith="shelter.").exists()
        assert not Task.objects.filter(case=own, kind__startswith="shelter.").exists()


@db
def test_when_and_where_the_person_will_come_stays_with_the_body_that_expects_her() -> None:
    from dayaq.respond.support import actions as support

    case = opened(who="ngo")
    ngo = person("ngo")
    with acting(ngo.actor):
        starts = timezone.now() + DAY
        support.make_appointment(case=case, kind="talk", starts=starts, ends=starts + DAY / 24, place="office", by=ngo.actor, at=AT)
        assert Appointment.objects.filter(case=case).count() == 1
    reader = let_in(case, "ngo", "labour")
    with acting(reader.actor):
        assert Case.objects.filter(id=case.id).exists()
        assert not Appointment.objects.filter(case=case).exists()
        assert not Task.objects.filter(case=case, kind="support.appointment").exists()
        assert ask("SELECT count(*) FROM audit_historyg1 WHERE kind = 'support_appointment'") == [(0,)]


# --- money ---------------------------------------------------------------------------------------------------------------


def test_a_booking_gets_no_further_lines_later(committed: None) -> None:
    """Lines that add up to zero would change what was booked long ago without touching a row."""
    pot = fund.funded()
    clerk = person("clerk").actor
    with acting(clerk):
        old = Journal.objects.get(deed="receive")
        one, other = Account.objects.filter(organisation=clerk.organisation_id)[:2]
    with acting(clerk), refused("not changed"):
        for place, amount in ((one, 500), (other, -500)):
            Line.objects.create(organisation=clerk.organisation_id, journal=old, account=place, pot=pot, amount=amount, currency="AZN")


@db
def test_a_payment_is_not_called_back_without_its_booking() -> None:
    """Else one person pays the same instalment twice."""
    request, _pot = fund.approved()
    payment = fund.paid(request)
    clerk = person("clerk").actor
    with acting(clerk), refused("reverse"):
        Payment.objects.filter(id=payment.id).update(reversed_at=timezone.now(), reversed_by=clerk.user_id)


# --- two hats ------------------------------------------------------------------------------------------------------------


def also_in(who: Person, organisation: str, role: str) -> Any:
    """The same person acting in a second body."""
    unit = Organisation.objects.get(code=organisation).units.first()
    assert unit
    made = Membership.objects.create(user=who.user, unit=unit, role=role, valid_from=SINCE)
    return actor(who.user, in_force(who.user.id).get(id=made.id))


@db
def test_nobody_gives_a_case_to_himself_in_another_body() -> None:
    """Giver and taker are two people: only so may a location go with the file."""
    case = opened(who="ngo")
    giver = person("ngo")
    second = also_in(giver, "vac_baku", "assistance_worker")
    with acting(giver.actor):
        made = casework.offer(case=case, to_unit=second.unit_id, ground="consent", groups=["G2"], reason="moved", by=giver.actor, at=AT)
    with acting(second), refused("not given to you|two people"):
        ask("SELECT guard.take_over(%s)", made.id)
    with acting(giver.actor):
        assert Transfer.objects.get(id=made.id).state == "sent"


@db
@pytest.mark.parametrize("tie", ["membership", "affiliation"])
def test_a22_who_is_tied_to_a_house_records_no_visit_to_it_by_any_statement(tie: str) -> None:
    monitor = person("monitor")
    house = Organisation.objects.get(code="clean_world")
    if tie == "membership":
        also_in(monitor, "clean_world", "shelter_manager")
    else:
        Affiliation.objects.create(user=monitor.user, organisation=house, valid_from=SINCE.date())
    by = monitor.actor
    row = (uuid4(), by.organisation_id, by.unit_id, by.user_id, AT, house.id)
    with acting(by), refused("tied|own side"):
        ask(
            "INSERT INTO shelter_visit (id, organisation, unit, by, recorded_at, at, provider, announced, residents_heard, staff_heard) "
            "VALUES (%s, %s, %s, %s, now(), %s, %s, true, 0, 0)",
            *row,
        )


@db
def test_nobody_plants_a_search_in_another_unit() -> None:
    by, other = person("outsider").actor, person("ngo").actor
    with acting(by), refused("in the name of somebody else"):
        SavedSearch.objects.create(by=by.user_id, unit=other.unit_id, shared=True, filters={"stage": "x"})


# --- what the person asked to be gone ------------------------------------------------------------------------------------


@db
def test_a_granted_erasure_reaches_files_papers_safety_and_private_notes() -> None:
    """DAT-04: not only rows of one group, also what holds several groups or is filed under another key."""
    case, helper = opened(who="helper"), person("helper")
    protects("helper", protection.agree_plan, case, plan=PLAN)
    with acting(helper.actor):
        kept = documents.keep(
            case_id=case.id, group=Group.G2, kind="identity", name="pass.pdf", content=b"%PDF-1.4 Zqname", by=helper.actor, at=AT
        )
        casework.add_note(case=case, kind="private", text="Zqprivate", language="en", by=helper.actor, at=AT)
    colleague = person("second_helper", "vac_baku", "assistance_worker").actor
    with acting(colleague):
        asked = rights.ask_data(case=case, new=rights.DataAsked(kind="erasure"), by=colleague, at=AT)
    with acting(helper.actor):
        close_case(case=case, by=helper.actor, at=AT)
        rights.answer_data(request=asked, outcome="granted", version=1, by=helper.actor, at=AT)
        assert File.objects.filter(id=kept.id).exists()
        rights.erase(request=asked, by=helper.actor, at=AT)
        left = {
            table: ask(f"SELECT count(*) FROM {table}")[0][0]
            for table in ("documents_file", "documents_piece", "casework_privatenote", "protection_plantext")
        }
        assert set(left.values()) == {0}, left
        assert Case.objects.filter(id=case.id).exists()


# --- the person's own window ---------------------------------------------------------------------------------------------


@db
def test_who_gave_the_words_gains_nothing_by_making_further_ones_in_the_persons_name() -> None:
    """A finder reads the core alone; words made out of the ones he gave show him no more of the file."""
    case = opened(who="inspector")
    first, second, later = "a" * 64, "b" * 64, timezone.now() + 30 * DAY
    with acting(person("inspector").actor):
        ask("SELECT guard.window_issue(%s, %s, %s, 'en', %s)", case.id, uuid4(), first, later)
    with acting(service("window")):
        (before,) = ask("SELECT guard.window_open(%s)", first)[0]
        assert ask("SELECT guard.window_change(%s, %s, %s, %s)", first, uuid4(), second, later) == [(True,)]
        (after,) = ask("SELECT guard.window_open(%s)", second)[0]
    with acting(person("inspector").actor):
        assert {row[0] for row in ask("SELECT groups FROM window_key WHERE case_id = %s", case.id)} == {1}
    before, after = (json.loads(one) if isinstance(one, str) else one for one in (before, after))
    assert {name for name in after if after[name] is not None} == {name for name in before if before[name] is not None}


# --- the person said no to the police ------------------------------------------------------------------------------------


@db
def test_a_no_to_the_state_closes_the_joined_file_too() -> None:
    """Else the police goes on reading the same person in the other of two joined files."""
    ngo, officer = person("ngo"), person("officer")
    kept, double = opened(who="ngo", status=""), opened(who="ngo", status="")
    for case in (kept, double):
        let_in(case, "ngo", "officer")
    with acting(ngo.actor):
        casework.merge(kept=Case.objects.get(id=kept.id), double=Case.objects.get(id=double.id), take=[], by=ngo.actor, at=AT)
    with acting(officer.actor):
        assert {kept.id, double.id} <= set(Case.objects.values_list("id", flat=True))
    with acting(ngo.actor):
        record_word(case=Case.objects.get(id=kept.id), word="refused", by=ngo.actor, at=AT)
    with acting(officer.actor):
        assert not Case.objects.filter(id__in=[kept.id, double.id]).exists()
    with acting(ngo.actor):
        assert list(Case.objects.filter(id__in=[kept.id, double.id]).values_list("ngo_only", flat=True)) == [True, True]
