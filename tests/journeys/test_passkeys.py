"""A passkey is enrolled and signs in alone, in a real browser with a virtual authenticator, under our strict policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from dayaq.base.accounts import actions, queries
from tests.cast import PASSWORD, SINCE
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
EMAIL = "ana@example.invalid"


def authenticator(page: Any) -> None:
    """A device that keeps passkeys and always knows its owner."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})


def test_a_passkey_is_enrolled_and_signs_in_alone(visit: Callable[..., Any]) -> None:
    user = actions.make_person(email=EMAIL, name="Ana Invented", password=PASSWORD, memberships=[("", "nc", "analyst")], at=SINCE)
    page = visit(None)
    authenticator(page)
    page.goto("/account/login/")
    check(page, "sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/account/factors/")
    check(page, "second-factor")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of this passkey").fill("Office laptop")
    check(page, "add-passkey")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    check(page, "recovery-codes")
    assert queries.has_second_factor(user.id)

    page.goto("/people/me/")
    check(page, "own-account")
    page.get_by_role("button", name="End all my sessions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    page.goto("/account/factors/passkeys/")
    expect(page.get_by_text("Office laptop").first).to_be_visible()
    check(page, "passkeys")


def test_a_passkey_that_was_not_used_is_said_in_words(visit: Callable[..., Any]) -> None:
    page = visit(None)
    authenticator(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
