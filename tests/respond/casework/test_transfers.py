"""A case to another body on a legal ground, with its hand-over; parity features 14 and 24."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.queries import file, groups_of
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused
from dayaq.respond.casefile.queries import Case, Task
from dayaq.respond.casework import actions
from dayaq.respond.casework.models import Transfer
from dayaq.respond.support.actions import withdraw_consent
from dayaq.respond.support.queries import consents
from tests.cast import Person, person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def helper() -> Person:
    return person("helper")


def offer(case: Case, giver: Person, to: Person, **more: Any) -> Transfer:
    asked = {"ground": "consent", "groups": ["G2", "G3"], "reason": "special_help", **more}
    with acting(giver.actor):
        return actions.offer(case=case, to_unit=to.actor.unit_id, by=giver.actor, at=AT, **asked)


def refused(act: Any) -> list[str]:
    with pytest.raises(Refused) as said, transaction.atomic():
        act()
    return [reason.code for reason in said.value.decision.reasons]


def test_feature_14_ownership_moves_when_the_receiver_says_yes_with_the_groups_that_were_said(
    case: Case, shelter: Person, helper: Person
) -> None:
    with acting(shelter.actor):
        actions.set_hand_task(case=case, task="visit", due_at=timezone.now() + timedelta(days=3), by=shelter.actor, at=timezone.now())
    made = offer(case, shelter, helper)
    with acting(helper.actor):
        assert groups_of(case.id) == Group.G1  # the envelope
        assert actions.accept(transfer=Transfer.objects.get(id=made.id), by=helper.actor, at=AT) == 1
        row = file(case.id)
        assert row is not None
        assert row.owner_unit == helper.actor.unit_id
        assert groups_of(case.id) == Group.G1 | Group.G2 | Group.G3
        assert Task.objects.get(case=case, kind="hand.visit").unit == helper.actor.unit_id
        assert refused(
            lambda: actions.finish_transfer(transfer=Transfer.objects.get(id=made.id), handed=["originals"], by=helper.actor, at=AT)
        ) == ["person_not_told"]
        actions.finish_transfer(transfer=Transfer.objects.get(id=made.id), handed=["originals", "person_told"], by=helper.actor, at=AT)
        assert Transfer.objects.get(id=made.id).state == "done"
    with acting(shelter.actor):
        assert not Case.objects.filter(id=case.id).exists()


def test_who_goes_on_helping_keeps_the_access(case: Case, shelter: Person, helper: Person) -> None:
    made = offer(case, shelter, helper, stays=True)
    with acting(helper.actor):
        actions.accept(transfer=Transfer.objects.get(id=made.id), by=helper.actor, at=AT)
    with acting(shelter.actor):
        assert Case.objects.filter(id=case.id).exists()


def withdrawn(made: Transfer, who: Person) -> None:
    """The person takes the consent back."""
    with acting(who.actor):
        [kept] = [one for one in consents(made.case) if one.id == made.consent]
        withdraw_consent(consent=kept, by=who.actor, at=AT)


def test_a_consent_taken_back_closes_the_envelope_and_the_case_is_not_taken_over(case: Case, shelter: Person, helper: Person) -> None:
    made = offer(case, shelter, helper)
    withdrawn(made, shelter)
    with acting(helper.actor), connection.cursor() as cursor:
        assert groups_of(case.id) == Group(0)
        with pytest.raises(ProgrammingError, match="no longer agrees"), transaction.atomic():
            cursor.execute("SELECT guard.take_over(%s)", [made.id])


def test_a_consent_taken_back_later_ends_what_rests_on_it_and_the_file_stays_with_its_keeper(
    case: Case, shelter: Person, helper: Person
) -> None:
    made = offer(case, shelter, helper, stays=True, groups=["G2", "G4"])
    with acting(helper.actor):
        actions.accept(transfer=Transfer.objects.get(id=made.id), by=helper.actor, at=AT)
        assert groups_of(case.id) & Group.G4
    withdrawn(made, helper)
    with acting(helper.actor):
        assert (groups_of(case.id) & (Group.G1 | Group.G4)) == Group.G1
    with acting(shelter.actor):
        assert groups_of(case.id) == Group(0)


def test_a_no_closes_the_envelope_and_keeps_its_reason(case: Case, shelter: Person, helper: Person) -> None:
    made = offer(case, shelter, helper)
    with acting(helper.actor):
        actions.decline(transfer=Transfer.objects.get(id=made.id), refusal="no_capacity", by=helper.actor, at=AT)
        assert not Case.objects.filter(id=case.id).exists()
    with acting(shelter.actor):
        row = Transfer.objects.get(id=made.id)
        assert (row.state, row.refusal, row.basis) == ("declined", "no_capacity", "consent")


def test_an_offer_is_taken_back_with_its_envelope(case: Case, shelter: Person, helper: Person) -> None:
    made = offer(case, shelter, helper)
    with acting(shelter.actor):
        actions.withdraw(transfer=Transfer.objects.get(id=made.id), by=shelter.actor, at=AT)
    with acting(helper.actor):
        assert not Case.objects.filter(id=case.id).exists()


def test_a_file_closed_to_the_state_goes_to_no_body_of_the_state(case: Case, shelter: Person, helper: Person) -> None:
    with acting(shelter.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.close_to_state(%s, true)", [case.id])
    with acting(shelter.actor):
        target = {"to_unit": helper.actor.unit_id, "ground": "consent", "groups": ["G2"], "reason": "moved"}
        assert refused(lambda: actions.offer(case=case, by=shelter.actor, at=AT, **target)) == ["closed_to_state"]


def test_only_the_unit_that_was_asked_takes_over_and_nobody_offers_more_than_he_has(case: Case, shelter: Person, helper: Person) -> None:
    made = offer(case, shelter, helper)
    with acting(person("warden").actor), connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("SELECT guard.take_over(%s)", [made.id])
    with acting(shelter.actor):
        actions.withdraw(transfer=Transfer.objects.get(id=made.id), by=shelter.actor, at=AT)
        row = {name: getattr(made, name) for name in ("organisation", "unit", "to_organisation", "to_unit", "at", "reason", "by")}
        for groups, basis in ((1023, "consent"), (9, "statutory"), (2, "consent")):
            with pytest.raises(ProgrammingError), transaction.atomic():
                Transfer.objects.create(case=case, groups=groups, basis=basis, **row)


def test_the_pages_of_a_transfer(case: Case, shelter: Person, helper: Person, client_of: Any, code_of: Any) -> None:
    code, client = code_of(case, shelter), client_of(shelter)
    when = {"day_day": "2", "day_month": "3", "day_year": "2026", "clock": "10:00"}
    sent = {**when, "to_unit": str(helper.actor.unit_id), "ground": "consent", "groups": ["G2"], "reason": "moved"}
    assert client.post(f"/cases/{code}/transfer/", sent).status_code == 302
    desk = client_of(helper)
    theirs = code_of(case, helper)
    with acting(helper.actor):
        key = Transfer.objects.get().id
    assert f"/cases/{theirs}/transfer/{key}/accept/" in desk.get("/casework/transfers/").content.decode()
    assert desk.get(f"/cases/{theirs}/transfer/{key}/accept/").status_code == 200
    assert desk.post(f"/cases/{theirs}/transfer/{key}/accept/").status_code == 302
    assert client_of(person("outsider")).get(f"/cases/{code}/transfer/").status_code == 404
    assert client.get(f"/cases/{code}/").status_code == 404
