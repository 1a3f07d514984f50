"""Grants to bodies that help: asked, granted or refused with day and reason; housing asks for the accreditation first. SHE-08, LEG-02."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from dayaq.respond.fund import actions
from dayaq.respond.fund.actions import NewGrant
from dayaq.respond.fund.models import Grant
from dayaq.respond.shelter import actions as shelter
from tests.cast import person
from tests.respond.screening.world import client_of, moment

pytestmark = pytest.mark.django_db
AT = datetime(2016, 2, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def body() -> UUID:
    return person("shelter").actor.organisation_id


def asked(purpose: str = "shelter") -> Grant:
    by = person("clerk").actor
    new = NewGrant(provider=body(), purpose=purpose, asked_of="government", amount=Decimal(5000), currency="AZN")
    with acting(by):
        return actions.ask_grant(new=new, by=by, at=AT)


def decided(grant: Grant, **words: Any) -> Grant:
    by = person("clerk").actor
    with acting(by):
        return actions.decide_grant(grant=grant, version=grant.version, by=by, at=AT + DAY, **words)


def accredited(until: date) -> None:
    by = person("accreditor").actor
    words: dict[str, Any] = {"provider": body(), "kind": "domestic_violence", "reason": "standards_met", "expires_on": until}
    with acting(by):
        shelter.accredit(outcome="given", by=by, at=AT - 30 * DAY, **words)


def test_she_08_a_grant_for_housing_waits_for_an_accreditation_in_force() -> None:
    grant = asked()
    with pytest.raises(Refused) as refusal:
        decided(grant, outcome="granted", given=Decimal(5000))
    assert [one.code for one in refusal.value.decision.reasons] == ["accreditation_first"]
    accredited(date(2030, 1, 1))
    assert decided(grant, outcome="granted", given=Decimal(4000)).given == Decimal(4000)
    with pytest.raises(Stale):
        decided(grant, outcome="refused", reason="no_money")


def test_she_08_what_was_given_without_one_is_kept_as_a_breach() -> None:
    kept = decided(asked(), outcome="granted", given=Decimal(5000), happened=True)
    assert (kept.breach, kept.outcome) == ("accreditation_first", "granted")


def test_leg_02_a_grant_for_legal_help_is_granted_or_refused_with_day_and_reason() -> None:
    first = decided(asked("legal_help"), outcome="granted", given=Decimal(3000))
    second = decided(asked("legal_help"), outcome="refused", reason="no_money")
    assert (first.decided_at, first.breach, second.reason) == (AT + DAY, "", "no_money")


def test_the_database_keeps_grants_to_the_own_books_and_an_answer_once() -> None:
    grant = decided(asked("legal_help"), outcome="refused", reason="no_money")
    for name in ("outsider", "shelter", "ngo"):
        with acting(person(name).actor):
            assert not Grant.objects.exists()
    with acting(person("coordinator").actor):
        assert Grant.objects.count() == 1
    by = person("clerk").actor
    with acting(by), pytest.raises(ProgrammingError), transaction.atomic():
        Grant.objects.filter(id=grant.id).update(outcome="granted", given=1)


def test_the_pages_of_grants_for_the_fund_and_who_watches() -> None:
    clerk = client_of(person("clerk"))
    typed = {"provider": str(body()), "purpose": "shelter", "asked_of": "government", "amount": "5000", "currency": "AZN", **moment(AT)}
    assert clerk.post("/fund/grants/new/", typed)["Location"] == "/fund/grants/"
    assert "Record the answer" in clerk.get("/fund/grants/?outcome=open").content.decode()
    with acting(person("clerk").actor):
        grant = Grant.objects.get()
    address = f"/fund/grants/{grant.id}/"
    assert "Accreditations of this body: none." in clerk.get(address).content.decode()
    answer = {"outcome": "granted", "given": "5000", "version": "1", **moment(AT + DAY)}
    refused = clerk.post(address, answer)
    assert (refused.status_code, "accreditation in force" in refused.content.decode()) == (400, True)
    assert 'value="5000"' in refused.content.decode()
    assert "This is needed." in clerk.post(address, {**answer, "given": ""}).content.decode()
    assert clerk.post(address, {**answer, "happened": "on"})["Location"] == "/fund/grants/"
    shown = clerk.get("/fund/grants/?outcome=granted").content.decode()
    assert "without the accreditation that is needed" in shown
    assert clerk.get(address).status_code == 404
    watches = client_of(person("coordinator"))
    seen = watches.get("/fund/grants/")
    assert (seen.status_code, "without the accreditation" in seen.content.decode()) == (200, True)
    assert watches.get("/fund/grants/new/").status_code == 403
    for name in ("outsider", "shelter"):
        assert client_of(person(name)).get("/fund/grants/").status_code == 403
