"""Signing in as an evaluation installation demands it: password, then an app's code; without a second factor no case is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from dayaq.base.accounts import actions
from tests.cast import PASSWORD, SINCE
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
EMAIL = "totp@example.invalid"


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def sign_in(page: Any) -> None:
    page.goto("/cases/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_case_worker_signs_in_with_password_and_the_code_of_an_app(visit: Callable[..., Any], settings: Any) -> None:
    settings.ENV = replace(settings.ENV, mode="evaluation")
    actions.make_person(
        email=EMAIL, name="Totp Invented", password=PASSWORD, memberships=[("", "clean_world", "ngo_case_worker")], at=SINCE
    )
    page = visit(None)
    sign_in(page)
    page.wait_for_url("**/account/factors/")
    check(page, "sign-in-factor-wanted")
    page.goto("/cases/")
    page.wait_for_url("**/account/factors/")  # no case without a second factor
    page.goto("/account/factors/app/add/")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
    secret = page.locator("code").first.inner_text().strip()
    page.get_by_label("Code the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Add the app").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    check(page, "sign-in-recovery-codes")

    page = visit(None)
    sign_in(page)
    page.wait_for_url("**/login/second/**")
    check(page, "sign-in-second")
    page.get_by_label("Code").first.fill("000000")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("This code is not right").first.wait_for()
    settings.MFA_TOTP_TOLERANCE = 1  # the next code already counts: the first was used
    page.get_by_label("Code").first.fill(str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()) + 1))))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)
    if "/conduct/" in page.url:
        check(page, "sign-in-conduct")
        page.get_by_role("checkbox").first.check()
        page.locator("main form button.button-primary").first.click()
    page.goto("/cases/")
    page.get_by_role("heading", name="Cases", exact=True).wait_for()
