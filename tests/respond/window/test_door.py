"""The door: one answer for everything wrong, few tries, a short visit that leaves nothing behind."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.audit.models import Event
from dayaq.respond.casefile.models import Case
from dayaq.respond.window import queries, rules
from dayaq.respond.window.models import Key
from dayaq.respond.window.views import visit
from tests.cast import person
from tests.respond.support.test_actions import opened
from tests.respond.window.world import entered, given, keys_of, now, stranger, text_of

pytestmark = pytest.mark.django_db
WRONG = "baba baba baba baba baba baba"
TRACES = ("trafficking", "victim", "shelter", "dayaq", "case", "window", "alver", "жертв")


@pytest.fixture
def case() -> Case:
    return opened(person("ngo"))


def test_the_words_open_and_the_page_is_kept_nowhere(case: Case) -> None:
    client = entered(given(case).words)
    answer = client.get("/mine/")
    assert answer.status_code == 200
    assert "My page" in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    cookie = answer.cookies["mine"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("/mine/", True, "Strict", "")
    assert "sessionid" not in client.cookies


def test_address_title_and_door_betray_nothing(case: Case) -> None:
    door = stranger().get("/mine/")
    assert not door.cookies
    shown = text_of(door).lower()
    assert "<title>information</title>" in shown
    client = entered(given(case).words)
    for page in ("/mine/", "/mine/1/", "/mine/2/", "/mine/3/", "/mine/4/", "/mine/new/"):
        body = text_of(client.get(page)).lower()
        assert "<title>information</title>" in body
        assert "/mine/out/" in body
        assert not any(trace in page for trace in TRACES)


def test_leaving_quickly_ends_the_visit(case: Case) -> None:
    client = entered(given(case).words)
    away = client.get("/mine/out/")
    assert (away.status_code, away.headers["Location"]) == (302, visit.AWAY)
    assert "Type your words" in text_of(client.get("/mine/"))


def test_wrong_expired_and_ended_words_give_the_same_answer(case: Case) -> None:
    ended = given(case)
    late = given(case, at=now() - timedelta(days=400))  # giving it ended the first
    tried = (WRONG, " ".join(ended.words), " ".join(late.words), "x")
    answers = [text_of(stranger().post("/mine/", {"words": words})) for words in tried]
    assert len({re.sub('value="[^"]*"', "", answer) for answer in answers}) == 1
    assert "These words open nothing" in answers[0]


def test_after_five_wrong_tries_an_address_waits_and_another_does_not(case: Case) -> None:
    words = " ".join(given(case).words)
    client = stranger()
    assert [client.post("/mine/", {"words": WRONG}).status_code for _ in range(6)] == [400] * 5 + [429]
    assert client.post("/mine/", {"words": words}).status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.9").post("/mine/", {"words": words}).status_code == 302


def test_under_attack_everybody_has_one_try_and_the_administrators_hear_once(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    person("administrator")
    monkeypatch.setattr(rules, "ALARM", 2)
    monkeypatch.setattr(rules, "digest", lambda letters, _pepper: letters.ljust(64, "0"))
    cache.clear()
    for n in range(4):
        assert Client(REMOTE_ADDR=f"198.51.100.{n}").post("/mine/", {"words": WRONG}).status_code == 400
    assert Client(REMOTE_ADDR="198.51.100.1").post("/mine/", {"words": WRONG}).status_code == 429
    told = [one for one in mail.outbox if one.to == [person("administrator").user.email]]
    assert len(told) == 1
    assert "198.51" not in told[0].body


def test_the_trail_knows_that_it_was_opened_and_not_from_where(case: Case) -> None:
    entered(given(case).words).get("/mine/")
    with acting(person("auditor").actor):
        events = list(Event.objects.filter(kind="window", action="read"))
    assert events
    assert "203.0.113" not in str([(one.row, one.detail, one.purpose) for one in events])
    assert {one.purpose for one in events} == {"window"}


def test_the_visit_ends_by_itself(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    client = entered(given(case).words)
    monkeypatch.setattr(rules, "LONGEST", timedelta(0))
    assert "Type your words" in text_of(client.get("/mine/"))
    monkeypatch.setattr(rules, "LONGEST", timedelta(hours=1))
    assert "My page" in text_of(client.get("/mine/"))
    monkeypatch.setattr(rules, "QUIET", timedelta(seconds=-1))
    assert "Type your words" in text_of(client.get("/mine/"))


def test_a_made_up_cookie_opens_nothing(case: Case) -> None:
    secret = rules.digest("".join(given(case).words), "another installation")
    client = stranger()
    for value in (secret, f"{secret}:x:y", ""):
        client.cookies["mine"] = value
        assert "Type your words" in text_of(client.get("/mine/"))


def test_a_form_of_another_site_opens_nothing(case: Case) -> None:
    words = {"words": " ".join(given(case).words)}
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert stranger().post("/mine/", words, headers=headers).status_code == 200


def test_words_open_in_the_persons_language(case: Case) -> None:
    assert "Типа" not in text_of(entered(given(case, language="ru").words).get("/mine/"))
    answer = entered(given(case, language="az").words).get("/mine/")
    assert '<html lang="az"' in answer.content.decode()
    assert '<html lang="ru"' in stranger().get("/mine/?lang=ru").content.decode()


def test_giving_words_again_ends_the_earlier_ones_of_the_same_body(case: Case) -> None:
    first = given(case)
    given(case)
    assert [bool(key.revoked_at) for key in keys_of(case, person("ngo"))] == [True, False]
    assert stranger().post("/mine/", {"words": " ".join(first.words)}).status_code == 400


def test_nobody_without_the_file_gives_words_or_reads_of_them(case: Case) -> None:
    given(case)
    for who in ("outsider", "officer", "coordinator", "administrator"):
        with acting(person(who).actor), pytest.raises(ProgrammingError), transaction.atomic():
            queries.asked("window_issue", case.id, case.id, "0" * 64, "en", now() + timedelta(days=1))
        assert keys_of(case, person(who)) == []
        with acting(person(who).actor):
            assert queries.asked("window_beside", case.id) is None


def test_the_digest_is_read_by_nobody_and_only_the_service_opens_with_it(case: Case) -> None:
    secret = rules.digest("".join(given(case).words), "x")
    for who in ("ngo", "administrator"):
        with acting(person(who).actor):
            assert queries.asked("window_open", secret) is None
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT * FROM guard.window_secret")
    with acting(service("window")):
        assert Key.objects.count() == 0
        assert Case.objects.count() == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            queries.asked("window_told", case.id, 1023, [], True, True)


def test_a_worker_ends_words_through_the_page_and_the_outsider_finds_nothing(case: Case) -> None:
    from tests.respond.screening.world import client_of, code_of

    ngo, outsider = person("ngo"), person("outsider")
    code = code_of(case, ngo)
    client = client_of(ngo)
    card = client.post(f"/cases/{code}/window/", {"language": "ru"})
    body = text_of(card)
    assert "card-of-words" in body
    printed = body.split('class="card-of-words"')[1].split("</main>")[0]
    assert code not in printed
    assert not any(trace in printed.lower() for trace in ("trafficking", "shelter", "case", "help"))
    key = keys_of(case, ngo)[-1]
    other = client_of(outsider)
    assert {other.get(f"/cases/{code}/window/").status_code, other.post(f"/cases/{code}/window/{key.id}/end/").status_code} == {404}
    assert other.get(f"/cases/{code}/window/beside/").status_code == 404
    assert client_of(person("consultant")).get(f"/cases/{code}/window/").status_code == 403
    listed = text_of(client.get(f"/cases/{code}/window/"))
    assert "End these words" in listed
    assert client.post(f"/cases/{code}/window/{key.id}/end/").status_code == 302
    assert "End these words" not in text_of(client.get(f"/cases/{code}/window/"))


def test_unknown_pages_and_ids_are_404_or_the_door(case: Case) -> None:
    client = entered(given(case).words)
    assert client.get("/mine/99/").status_code == 404
    assert client.get(f"/mine/{case.id}/").status_code == 404
    anonymous = stranger()
    for page in ("/mine/1/", f"/mine/{case.id}/", "/mine/new/"):
        answer: Any = anonymous.get(page)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/mine/")
