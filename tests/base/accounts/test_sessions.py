"""Visits: hash only, quiet minutes, twelve hours, two at once, the role one works in, the language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from dayaq.base.accounts import actions, queries
from dayaq.base.accounts.models import Session, User
from dayaq.site.sessions import browser
from dayaq.site.vault import Broken, seal, unseal
from tests.cast import SINCE, person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROFILE = "/people/me/"
pytestmark = pytest.mark.django_db


def somebody(role: str = "analyst", body: str = "nc", name: str = "ana") -> User:
    return actions.make_person(
        email=f"{name}@example.invalid", name="Somebody Invented", password="a long sentence here", memberships=[("", body, role)], at=SINCE
    )


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def key(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def why(client: Client, path: str = PROFILE) -> str:
    return client.get(path).headers.get("Location", "")


def test_the_database_keeps_the_hash_of_a_key_and_a_sealed_content() -> None:
    user = somebody()
    client = enter(user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text, key_hash, data FROM accounts_session s")
        (row, stored, data) = cursor.fetchone()
    assert key(client) not in row
    assert stored == queries.token_hash(key(client))
    assert str(user.id) in unseal(data)
    assert len(key(client)) >= 43


def test_a_stolen_hash_is_no_key() -> None:
    client = enter(somebody())
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = queries.token_hash(key(client))
    assert thief.get(PROFILE).status_code == 302


def test_what_was_sealed_with_another_key_is_not_read(settings: pytest.FixtureRequest) -> None:
    sealed = seal("secret")
    settings.VAULT_KEY = "another"  # type: ignore[attr-defined]
    with pytest.raises(Broken):
        unseal(sealed)


def test_quiet_minutes_end_a_visit_with_a_page_that_says_why_and_leads_back() -> None:
    with time_machine.travel(AT, tick=False) as clock:
        client = enter(somebody())
        clock.shift(timedelta(minutes=29))
        assert client.get(PROFILE).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(PROFILE).status_code == 200
        clock.shift(timedelta(minutes=30))
        location = why(client)
        assert location == f"{reverse('accounts:ended')}?why=idle&next=%2Fpeople%2Fme%2F"
        page = client.get(location).content.decode()
        assert "Nothing happened for a while" in page
        assert "/account/login/?next=/people/me/" in page
        assert why(client).startswith("/account/login/")


def test_roles_that_see_cases_have_fifteen_minutes(settings: pytest.FixtureRequest) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        client = enter(somebody("identification_officer", "ctmd"))
        clock.shift(timedelta(minutes=14))
        assert client.get(reverse("accounts:stay")).status_code in {204, 302}
        assert Session.objects.get().idle_minutes == 15
        clock.shift(timedelta(minutes=15))
        assert "why=idle" in why(client)


def test_a_case_role_given_meanwhile_shortens_the_visit() -> None:
    user, administrator = somebody(), person("administrator").actor
    enter(user)
    assert Session.objects.get().idle_minutes == 30
    place = queries.units(administrator).filter(organisation__code="ctmd")[0]
    actions.give_role(person=user, unit=place, role="duty_officer", since=AT, until=None, by=administrator, at=AT)
    assert Session.objects.get().idle_minutes == 15


def test_a_visit_ends_after_twelve_hours_however_busy() -> None:
    with time_machine.travel(AT, tick=False) as clock:
        client = enter(somebody())
        for _ in range(29):
            clock.shift(timedelta(minutes=24))
            assert client.get(PROFILE).status_code == 200
        clock.shift(timedelta(minutes=24))
        assert "why=absolute" in why(client)


def test_after_the_end_a_part_of_a_page_leads_the_whole_page_away() -> None:
    with time_machine.travel(AT, tick=False) as clock:
        client = enter(somebody())
        clock.shift(timedelta(hours=1))
        answer = client.get(PROFILE, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"{reverse('accounts:ended')}?why=idle")


def test_a_third_visit_ends_the_first() -> None:
    user = somebody()
    with time_machine.travel(AT, tick=False) as clock:
        first = enter(user)
        clock.shift(1)
        second = enter(user)
        clock.shift(1)
        third = enter(user)
        assert "why=newer" in why(first)
        assert second.get(PROFILE).status_code == third.get(PROFILE).status_code == 200


def test_own_visits_are_listed_and_can_be_ended_one_by_one_and_all() -> None:
    user = somebody()
    first, second = enter(user), enter(user)
    listed = second.get(PROFILE).context["sessions"]
    assert sorted(line["here"] for line in listed) == [False, True]
    other = next(line["row"] for line in listed if not line["here"])
    assert second.post(reverse("accounts:end_session", args=[other.id])).status_code == 302
    assert "why=own" in why(first)
    third = enter(user)
    assert third.post(reverse("accounts:end_sessions")).headers["Location"] == "/account/login/"
    assert "why=own" in why(second)
    assert third.get(PROFILE).status_code == 302


def test_the_visit_of_somebody_else_cannot_be_ended() -> None:
    mine, theirs = enter(somebody()), somebody(name="other")
    enter(theirs)
    foreign = Session.objects.get(user=theirs)
    assert mine.post(reverse("accounts:end_session", args=[foreign.id])).status_code == 404


def test_somebody_with_two_roles_works_in_the_one_chosen() -> None:
    memberships = [("", "clean_world", "ngo_case_worker"), ("", "clean_world", "shelter_manager")]
    user = actions.make_person(email="two@example.invalid", name="Two", password="a long sentence here", memberships=memberships, at=SINCE)
    from tests.base.accounts.test_people import enrol

    enrol(user)
    client = enter(user)
    held = {m.role: m for m in queries.in_force(user.id)}
    before = client.get(PROFILE).wsgi_request.actor.role
    other = next(role for role in held if role != before)
    assert client.post(reverse("accounts:act_as"), {"membership": str(held[other].id)}).status_code == 302
    page = client.get(PROFILE)
    assert page.wsgi_request.actor.role == other
    assert str(queries.roles()[other].label["en"]) in page.content.decode()
    foreign = queries.in_force(person("inspector").user.id)[0]
    for wrong in (str(foreign.id), "", "nonsense"):
        assert client.post(reverse("accounts:act_as"), {"membership": wrong}).status_code == 404
    actions.end_role(membership=held[other], by=person("administrator").actor, at=datetime.now(UTC))
    assert client.get(PROFILE).wsgi_request.actor.role == before


def test_the_language_of_a_person_is_remembered() -> None:
    user = somebody()
    client = enter(user)
    client.post(reverse("set_language"), {"language": "az", "next": "/"})
    user.refresh_from_db()
    assert user.language == "az"
    assert 'lang="az"' in enter(user).get(PROFILE).content.decode()
    assert 'lang="ru"' in Client(headers={"accept-language": "ru"}).get("/account/login/").content.decode()


def test_a_visit_without_sign_in_sets_no_cookie() -> None:
    assert settings.SESSION_COOKIE_NAME not in Client().get(reverse("accounts:ended")).cookies
    assert Session.objects.count() == 0


def test_ended_visits_are_forgotten_after_two_days() -> None:
    with time_machine.travel(AT, tick=False) as clock:
        enter(somebody())
        clock.shift(timedelta(days=3))
        enter(somebody(name="next"))
        assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, words: str) -> None:
    assert browser(agent) == words
