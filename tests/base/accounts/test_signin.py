"""Invitation, sign-in, second factor, code of conduct, limits."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import check_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dayaq.base.accounts import actions, queries
from dayaq.base.accounts.models import Invitation, User
from dayaq.base.accounts.rules import CONDUCT
from dayaq.site.signin import Factors
from tests.cast import SINCE, person

PASSWORD = "a sentence that nobody guesses"
LOGIN = "/account/login/"
pytestmark = pytest.mark.django_db


def code(secret: str, at: float | None = None) -> str:
    return format_hotp_value(hotp_value(secret, int((at or timezone.now().timestamp()) // 30)))


@pytest.fixture
def analyst() -> User:
    """Somebody without cases: no second factor is needed."""
    return actions.make_person(
        email="ana@example.invalid", name="Ana Invented", password=PASSWORD, memberships=[("", "nc", "analyst")], at=SINCE
    )


@pytest.fixture
def officer() -> User:
    memberships = [("", "ctmd", "identification_officer")]
    return actions.make_person(email="off@example.invalid", name="Off Invented", password=PASSWORD, memberships=memberships, at=SINCE)


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def invited(role: tuple[str, str] = ("ctmd", "identification_officer")) -> tuple[User, str]:
    administrator = person("administrator").actor
    place = queries.units(administrator).filter(organisation__code=role[0])[0]
    now = timezone.now()
    made, link = actions.invite(
        email="inv@example.invalid", name="Inv", unit=place, role=role[1], since=now, until=None, by=administrator, at=now
    )
    return made, link.split("localhost:8000", 1)[1]


JOIN = {"name": "Invited Invented", "password": PASSWORD, "again": PASSWORD}


def test_an_invited_person_chooses_a_password_then_a_second_factor_then_accepts_the_code() -> None:
    made, path = invited()
    client = Client()
    assert client.get(path).status_code == 200
    assert client.post(path, JOIN).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("accounts:profile")).headers["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    picture = client.get(reverse("accounts:factor_image"))
    assert (picture.headers["Content-Type"], b"<svg" in picture.content) == ("image/svg+xml", True)
    assert client.post(reverse("mfa_activate_totp"), {"code": code(secret)}).headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == 10
    answer = client.get(reverse("accounts:profile"))
    assert answer.headers["Location"] == f"{reverse('accounts:conduct')}?next=%2Fpeople%2Fme%2F"
    assert client.post(reverse("accounts:conduct"), {"next": "/people/me/"}).status_code == 200
    assert client.post(reverse("accounts:conduct"), {"next": "/people/me/", "agree": "on"}).headers["Location"] == "/people/me/"
    assert client.get(reverse("accounts:profile")).status_code == 200
    made.refresh_from_db()
    assert (made.name, made.code_of_conduct_version) == ("Invited Invented", CONDUCT)


def test_a_link_works_once() -> None:
    _made, path = invited()
    Client().post(path, JOIN)
    again = Client().get(path)
    assert (again.status_code, "used already" in again.content.decode()) == (410, True)
    assert Client().post(path, {**JOIN, "password": "another sentence to guess", "again": "another sentence to guess"}).status_code == 410
    assert check_password(PASSWORD, User.objects.get(email="inv@example.invalid").password)


def test_a_link_expires_after_24_hours() -> None:
    _made, path = invited()
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59)):
        assert Client().get(path).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        answer = Client().post(path, JOIN)
        assert (answer.status_code, "send you a new link" in answer.content.decode()) == (410, True)


def test_a_newer_link_replaces_the_older() -> None:
    made, path = invited()
    link = actions.send_link(person=made, by=person("administrator").actor, at=timezone.now())
    assert Client().get(path).status_code == 410
    assert Client().get(link.split("localhost:8000", 1)[1]).status_code == 200


def test_an_invented_link_says_what_to_do() -> None:
    assert Client().get(reverse("accounts:join", args=["invented"])).status_code == 410


def test_the_token_is_kept_as_a_hash_only() -> None:
    _made, path = invited()
    token = path.strip("/").split("/")[-1]
    row = Invitation.objects.get()
    assert (len(token) >= 43, row.token_hash) == (True, queries.token_hash(token))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(i)::text FROM accounts_invitation i")
        assert token not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("too short", "too short", "password"),
        (PASSWORD, "", "again"),
        (PASSWORD, "something else quite", "again"),
    ],
)
def test_errors_of_the_password_stand_beside_the_field(password: str, again: str, field: str) -> None:
    _made, path = invited()
    form = Client().post(path, {"name": "X", "password": password, "again": again}).context["form"]
    assert list(form.errors) == [field]


@pytest.mark.parametrize("password", ["fourteen chars", "1234567890123456", "qwertyuiopasdfghjkl", "inv@example.invalid"])
def test_short_common_and_personal_passwords_are_refused(password: str) -> None:
    _made, path = invited()
    form = Client().post(path, {"name": "Inv", "password": password, "again": password}).context["form"]
    assert list(form.errors) == ["password"]


def test_passwords_are_hashed_with_argon2(analyst: User) -> None:
    assert analyst.password.startswith("argon2$argon2id$")


def test_signing_in_and_out(analyst: User) -> None:
    client = Client()
    assert sign_in(client, "ANA@example.invalid").headers["Location"] == "/"
    assert client.get(reverse("accounts:profile")).status_code == 200
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Location"] == LOGIN
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get(LOGIN).headers
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(analyst: User) -> None:
    said = []
    for email in ("ana@example.invalid", "unknown@example.invalid"):
        answer = sign_in(Client(), email, "wrong wrong wrong wrong")
        page = re.sub(r'(csrfmiddlewaretoken" value|name="login" value)="[^"]*"', "", answer.content.decode())
        said.append((answer.status_code, page))
    assert said[0] == said[1]
    assert "do not belong together" in said[0][1]


def test_a_service_actor_cannot_sign_in() -> None:
    assert sign_in(Client(), "clock@service.invalid", "").status_code == 200
    assert not User.objects.get(email="clock@service.invalid").has_usable_password()


def test_there_is_no_sign_up() -> None:
    assert Client().get("/account/signup/").status_code == 404
    assert "account_signup" not in Client().get(LOGIN).content.decode()


def test_five_failures_a_minute_close_an_account_for_a_while_even_to_the_right_password(analyst: User) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as clock:
        for turn in range(5):
            assert "do not belong together" in sign_in(Client(REMOTE_ADDR=f"10.0.0.{turn}"), analyst.email, "wrong").content.decode()
        assert "Too many attempts" in sign_in(Client(REMOTE_ADDR="10.0.0.9"), analyst.email).content.decode()
        clock.shift(61)
        assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), analyst.email).status_code == 302


def test_twenty_attempts_a_minute_close_an_address_of_the_net(analyst: User) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        for turn in range(20):
            assert sign_in(Client(), f"guess{turn}@example.invalid", "wrong").status_code == 200
        assert sign_in(Client(), analyst.email).status_code == 429
        assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), analyst.email).status_code == 302


def test_the_limits_live_in_a_shared_table(analyst: User) -> None:
    sign_in(Client(), analyst.email, "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_cache")
        assert cursor.fetchone()[0] >= 2
        cursor.execute("SELECT string_agg(cache_key, ' ') FROM accounts_cache")
        assert analyst.email not in cursor.fetchone()[0]
    cache.clear()


def test_an_inactive_person_is_told_only_with_the_right_password(analyst: User) -> None:
    User.objects.filter(id=analyst.id).update(is_active=False)
    assert "do not belong together" in sign_in(Client(), analyst.email, "wrong").content.decode()
    assert sign_in(Client(), analyst.email).headers["Location"] == reverse("account_inactive")


def test_a_role_that_sees_cases_gets_nowhere_without_a_second_factor(officer: User) -> None:
    client = Client()
    sign_in(client, officer.email)
    for name in ("accounts:profile", "accounts:roles", "accounts:conduct", "account_change_password"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_index"), name
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("accounts:stay")).status_code == 204


def test_in_the_demonstration_no_second_factor_is_required(officer: User, settings: Any) -> None:
    settings.ENV = replace(settings.ENV, mode="demo")
    client = Client()
    sign_in(client, officer.email)
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert "Not required in the demonstration" in client.get(reverse("mfa_index")).content.decode()


def test_signing_in_asks_for_the_code_and_each_code_works_once(officer: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    client = Client()
    assert sign_in(client, officer.email).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:profile")).headers["Location"].startswith(LOGIN)
    right = code(secret)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    assert "This code is not right" in client.post(reverse("mfa_authenticate"), {"code": wrong}).content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": right}).headers["Location"] == "/"
    assert client.get(reverse("accounts:profile")).status_code == 200
    second = Client()
    sign_in(second, officer.email)
    assert second.post(reverse("mfa_authenticate"), {"code": right}).status_code == 200


def test_a_recovery_code_signs_in_once(officer: User) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(officer, generate_totp_secret())
    codes = RecoveryCodes.activate(officer).generate_codes()
    assert {len(one) for one in codes} == {24}
    for expected in (302, 200):
        client = Client()
        sign_in(client, officer.email)
        written = " ".join(codes[0][i : i + 4] for i in range(0, 24, 4))
        assert client.post(reverse("mfa_authenticate"), {"code": written}).status_code == expected


def test_secrets_of_second_factors_are_sealed(officer: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    stored = Authenticator.objects.get(user=officer).data["secret"]
    assert secret not in stored
    assert secret not in base64.urlsafe_b64decode(stored).decode("latin-1")
    assert Factors().decrypt(stored) == secret


def test_a_link_for_a_new_password_leaves_the_second_factor_standing(officer: User) -> None:
    TOTP.activate(officer, generate_totp_secret())
    link = actions.send_link(person=officer, by=person("administrator").actor, at=timezone.now())
    client = Client()
    answer = client.post(link.split("localhost:8000", 1)[1], JOIN)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_changing_factors_asks_again_who_one_is(analyst: User) -> None:
    client = Client()
    sign_in(client, analyst.email)
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_reauthenticate")), name
    assert client.post(reverse("account_reauthenticate"), {"password": "wrong"}).status_code == 200
    again = client.post(f"{reverse('account_reauthenticate')}?next={reverse('mfa_activate_totp')}", {"password": PASSWORD})
    assert again.headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_the_last_factor_of_a_role_that_needs_one_cannot_be_removed(officer: User) -> None:
    TOTP.activate(officer, generate_totp_secret())
    client = Client()
    client.force_login(officer)
    client.post(f"{reverse('account_reauthenticate')}?next=/", {"password": PASSWORD})
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "Add another one before you remove this one" in answer.content.decode()
    assert queries.has_second_factor(officer.id)


def test_the_owner_is_told_when_the_way_of_signing_in_changes(analyst: User, mailoutbox: list[Any]) -> None:
    client = Client()
    sign_in(client, analyst.email)
    data = {"oldpassword": PASSWORD, "password1": "quite another sentence", "password2": "quite another sentence"}
    assert client.post(reverse("account_change_password"), data).status_code == 302
    assert [mail.to for mail in mailoutbox] == [[analyst.email]]
    assert analyst.name not in mailoutbox[0].body


def test_demo_people_are_offered_only_when_there_are_some(analyst: User) -> None:
    from django.template.loader import render_to_string

    somebody = {"name": "Leyla", "email": "leyla@example.invalid", "role": "Case worker", "organisation": "House"}
    context = {"demo_people": [somebody], "demo_password": "shown", "form": None}
    assert 'name="login" value="leyla@example.invalid"' in render_to_string("account/login.html", context)
    assert "Invented people" not in Client().get(LOGIN).content.decode()


PAGES = [
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "accounts:profile",
    "accounts:declare_own",
    "accounts:conduct",
]


@pytest.mark.parametrize("name", PAGES)
def test_own_pages_open_for_oneself_and_not_for_nobody(name: str, analyst: User) -> None:
    client = Client()
    sign_in(client, analyst.email)
    assert client.get(reverse(name)).status_code == 200
    assert Client().get(reverse(name)).headers["Location"].startswith(LOGIN)


def test_every_page_of_second_factors_is_drawn_in_our_frame(analyst: User) -> None:
    TOTP.activate(analyst, generate_totp_secret())
    client = Client()
    client.force_login(analyst)
    client.post(f"{reverse('account_reauthenticate')}?next=/", {"password": PASSWORD})
    pages = ["mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_reauthenticate", "account_logout", "mfa_index"]
    for name in pages:
        page = client.get(reverse(name)).content.decode()
        assert 'class="face-question"' in page, name
        assert not re.search(r"<style|style=|onclick=|<script(?![^>]*(src=|application/json))", page), name
    client.post(reverse("mfa_generate_recovery_codes"))
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert len(client.get(reverse("mfa_download_recovery_codes")).content.decode().split()) == 60


def test_a_tie_is_declared_by_the_person_herself(analyst: User) -> None:
    client = Client()
    sign_in(client, analyst.email)
    body = queries.organisations().get(code="clean_world")
    data = {"organisation": str(body.id), "function": "founder", "since_day": "1", "since_month": "5", "since_year": "2020"}
    assert client.post(reverse("accounts:declare_own"), data).headers["Location"] == reverse("accounts:profile")
    assert "may not take part on both sides" in client.get(reverse("accounts:profile")).content.decode()
