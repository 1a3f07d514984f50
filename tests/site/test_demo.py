"""The demonstration through the real actions: nobody real, refused elsewhere, everybody can look in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import Client

from dayaq.base.accounts.models import User
from dayaq.core.pack import load
from dayaq.site import demo
from dayaq.site.demo import company as cast

# --- refused elsewhere -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nothing_invented_outside_the_demonstration() -> None:
    for make in (demo.load_small, demo.build_national):
        with pytest.raises(cast.NotADemo, match=r"made for evaluation.*--yes-invented"):
            make()
    assert User.objects.filter(email__endswith="@demo.invalid").count() == 0


@pytest.mark.django_db
def test_production_refuses_even_those_who_are_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cast, "mode", lambda: "production")
    with pytest.raises(cast.NotADemo, match="made for production"):
        demo.load_small(invented=True)


# --- people ------------------------------------------------------------------------------------------------------------


def test_the_password_is_as_long_as_everybodys_and_the_addresses_lead_nowhere() -> None:
    assert len(demo.PASSWORD) >= 15
    assert [p.email for p in demo.people() if not p.email.endswith(".invalid")] == []
    assert {p.role for p in demo.people()} <= set(load("az").roles)


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The people, made once for all tests that need them (hashing fifteen passwords takes its time)."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast.make_people()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("person", demo.people(), ids=lambda person: person.key)
def test_everybody_can_sign_in_and_sees_today(company: None, client: Client, person: demo.DemoPerson) -> None:
    del company
    client.force_login(User.objects.get(email=person.email))
    page = client.get("/", follow=True)
    assert (page.status_code, page.redirect_chain) == (200, [])


def test_in_an_evaluation_the_printed_password_opens_nothing(company: None) -> None:
    del company
    assert User.objects.filter(email__endswith="@demo.invalid").count() == len(demo.people())
    assert authenticate(email="leyla@demo.invalid", password=demo.PASSWORD) is None


def test_the_director_is_tied_to_both_sides(company: None) -> None:
    del company
    gunel = User.objects.get(email="gunel@demo.invalid")
    roles, functions = gunel.memberships.values_list("unit__organisation__code"), gunel.affiliations.values_list("organisation__code")
    assert {*roles, *functions} == {("mia_shelter",), ("tamas",)}
