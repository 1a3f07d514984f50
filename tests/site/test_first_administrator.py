"""The first administrator opens an account by a single link; a second one is invited, not made."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from dayaq.site import first, installation

NOW = datetime.now(UTC)


@pytest.mark.django_db(databases=["default", "owner"], transaction=False)
def test_an_unknown_body_is_named() -> None:
    with pytest.raises(ValueError, match="no body 'nowhere'"):
        first.administrator(email="a@example.invalid", name="Invented", organisation="nowhere", at=NOW)


@pytest.mark.usefixtures("committed")
def test_the_link_opens_the_account_and_there_is_no_second_first() -> None:
    link = first.administrator(email="a@example.invalid", name="Invented", organisation="nc", at=NOW)
    again = first.administrator(email="a@example.invalid", name="Invented", organisation="nc", at=NOW)  # the first link got lost
    assert link != again
    page = Client().get(again.removeprefix(settings.SITE_URL))
    assert page.status_code == 200
    password = "an invented sentence of some length"
    answer = Client().post(
        again.removeprefix(settings.SITE_URL),
        {"name": "Invented", "password": password, "password1": password, "password2": password, "again": password},
    )
    assert answer.status_code == 302
    with pytest.raises(ValueError, match="already"):
        first.administrator(email="b@example.invalid", name="Invented", organisation="nc", at=NOW)


@pytest.mark.usefixtures("committed")
def test_a_database_of_another_mode_is_not_served() -> None:
    with pytest.raises(installation.WrongMode, match="made for mode evaluation"):
        installation.insist_on_mode()
