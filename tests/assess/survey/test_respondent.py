"""A respondent's way: note, consent, page by page, back, another language, away and return, reading over, sending; calm words at the end."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.models import Draft, Invitation, Survey, Used
from dayaq.assess.survey.rules import page
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Session
from dayaq.base.audit.models import Event
from tests import cast
from tests.assess.survey import world
from tests.assess.survey.world import SURVEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(db: None) -> Any:
    return world.assessment()


@pytest.fixture
def survey(one: Any) -> Survey:
    return world.running(one)


def sit(token: str, language: str = "en") -> Client:
    """Go through the door."""
    client = Client()
    answer = client.post(f"/answer/{token}/?lang={language}", {"agreed": "1"})
    assert (answer.status_code, answer["Location"]) == (302, f"/answer/{language}/1/")
    return client


def fill(client: Client, answers: dict[str, Value], language: str = "en") -> str:
    """Send every page; return where the last one leads."""
    held = page.fields(SURVEY, answers)
    for number, section in enumerate(SURVEY.sections, 1):
        answer = client.post(f"/answer/{language}/{number}/", {**page.typed(SURVEY, section, held), "go": "on"})
        assert answer.status_code == 302, re.findall(r'class="error"[^>]*>.*?</', answer.content.decode(), re.S)
    return str(answer["Location"])


def test_the_whole_way_ends_in_the_urn(one: Any, survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client, answers = sit(token), world.given(3)
    assert fill(client, answers) == "/answer/en/check/"
    over = client.get("/answer/en/check/").content.decode()
    assert "Invented words 3 şğıəü жизнь" in over
    assert client.post("/answer/en/check/")["Location"] == "/answer/en/sent/"
    assert b"Thank you" in client.get("/answer/en/sent/").content
    assert world.in_urn(one) == 1
    with world.desk():
        assert not Draft.objects.exists()


def test_nothing_is_set_before_somebody_agrees(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client = Client()
    answer = client.get(f"/answer/{token}/")
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    refused = client.post(f"/answer/{token}/", {})
    assert refused.status_code == 200
    assert b"agreed-wrong" in refused.content
    assert dict(refused.cookies) == {}


def test_the_secret_is_in_no_page_address_and_its_cookie_goes_to_these_pages_only(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client = sit(token)
    cookie = client.cookies["answer"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["expires"], cookie["max-age"]) == (
        "/answer/",
        True,
        "Strict",
        "",
        "",
    )
    assert token not in client.get("/answer/en/1/").content.decode()
    assert Session.objects.count() == 0


def test_every_cookie_of_a_respondent_ends_with_the_window(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client = sit(token)
    client.get("/answer/en/1/")
    kept = {name: (one["expires"], one["max-age"]) for name, one in client.cookies.items()}
    assert kept == {"answer": ("", ""), "csrftoken": ("", "")}


def test_a_page_comes_back_as_it_was_left_on_any_device_and_in_any_language(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    first = sit(token)
    first.post("/answer/en/1/", {"1.2": "other", "1.2.other": "çilingər", "go": "stop"})
    second = sit(token, "ru")
    shown = second.get("/answer/ru/1/").content.decode()
    assert 'value="other" checked' in shown
    assert 'value="çilingər"' in shown
    assert 'lang="ru"' in shown
    assert "В какой стране" in shown


def test_an_unfinished_answer_is_kept_shown_and_explained(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client = sit(token)
    answer = client.post("/answer/en/2/", {"2.2": ["organs", "other"], "2.4:women": "1", "2.4:men": "1", "2.6": "because", "go": "on"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Choose exactly 3; you chose 2." in shown
    assert "because" in shown
    assert 'href="#q-2.2"' in shown
    assert 'href="#q-2.4"' in shown
    assert client.post("/answer/en/2/", {"2.2": ["organs"], "go": "back"})["Location"] == "/answer/en/1/"
    assert 'value="organs" checked' in client.get("/answer/en/2/").content.decode()
    over = client.get("/answer/en/check/").content.decode()
    assert "/answer/en/2/?look=1#q-2.2" in over
    client.post("/answer/en/check/")
    assert client.get("/answer/en/sent/")["Location"] == "/answer/en/check/"


def test_a_language_change_in_the_middle_of_a_page_keeps_the_page(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client = sit(token)
    assert client.post("/answer/en/8/", {"8.3": "half a sent", "language": "az"})["Location"] == "/answer/az/8/"
    assert "half a sent" in client.get("/answer/az/8/").content.decode()


def test_every_page_is_whole_in_every_language(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    for language in ("en", "az", "ru"):
        client = sit(token, language)
        for number, section in enumerate(SURVEY.sections, 1):
            shown = client.get(f"/answer/{language}/{number}/").content.decode()
            for item in section.items:
                assert f'id="q-{item.code}"' in shown
                for name in page.field_names(SURVEY, item):
                    assert f'name="{name}"' in shown
            for block in section.blocks:
                rows = sum(item.block == block.code for item in section.items)
                assert shown.count('value="not_my_field"') >= rows


def test_pages_are_light(survey: Survey) -> None:
    """Forms for slow lines: every page below 60 kB before compression, styles and script together below 60 kB, once."""
    (token,) = world.tokens(survey, 1)
    client = sit(token, "ru")
    sizes = [len(client.get(f"/answer/ru/{number}/").content) for number in range(1, 9)]
    assert max(sizes) < 60_000, sizes


@pytest.mark.parametrize("way", ["unknown", "used", "closed", "withdrawn"])
def test_a_link_that_leads_nowhere_says_so_calmly(survey: Survey, way: str) -> None:
    (token,) = world.tokens(survey, 1)
    by = world.consultant()
    if way == "unknown":
        token = "x" * 32
    elif way == "used":
        world.send(token, world.given(1))
    else:
        with acting(by):
            if way == "closed":
                actions.close(survey=Survey.objects.get(id=survey.id), by=by, at=world.now())
            else:
                actions.withdraw(invitation=Invitation.objects.get(), by=by, at=world.now())
    answer = Client().get(f"/answer/{token}/")
    assert answer.status_code == (404 if way in {"unknown", "withdrawn"} else 410)
    assert b"<h1>Nothing to answer here</h1>" in answer.content
    client = Client()
    client.cookies["answer"] = token
    for address in ("/answer/en/1/", "/answer/en/check/", "/answer/en/kept/", "/answer/en/answers.txt"):
        assert client.get(address).status_code == 410
    assert client.post("/answer/en/1/", {"1.1": "AZ"}).status_code == 410


def test_a_page_without_a_seat_asks_for_the_link() -> None:
    for address in ("/answer/en/1/", "/answer/en/sent/", "/answer/xx/1/"):
        assert Client().get(address).status_code == 410


def test_a_respondent_passes_a_link_on_and_an_open_link_gives_an_own_one(one: Any) -> None:
    survey = world.running(one, mode="both")
    client = Client()
    came = client.post(f"/answer/open/{survey.open_token}/?lang=az", {"agreed": "1"})["Location"]
    token = came.split("/")[2]
    answering = sit(token, "az")
    fill(answering, world.given(5), "az")
    answering.post("/answer/az/check/")
    shown = answering.post("/answer/az/sent/").content.decode()
    (passed,) = re.findall(r"/answer/([\w-]{30,})/", shown)
    world.send(passed, world.given(6))
    with acting(world.consultant()):
        found = queries.returns(one)
        assert (found.invited, found.open_link, found.forwarded, found.waiting) == (0, 1, 1, 2)


def test_the_open_link_is_closed_where_only_invited_people_answer(survey: Survey) -> None:
    assert Client().get("/answer/open/anything/").status_code == 404


def test_own_answers_can_be_kept_as_a_text_file(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client = sit(token)
    client.post("/answer/en/8/", {"8.1:1": "J", "8.1:2": "B", "8.1:3": "A", "go": "on"})
    file = client.get("/answer/en/answers.txt")
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert re.search(r"8\.1 .*\n    1\. .*; 2\. .*; 3\. ", file.content.decode())


def test_answering_writes_no_event_no_session_and_no_time(one: Any, survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    auditor = cast.person("auditor").actor
    with acting(auditor):
        before = Event.objects.count()
    client = sit(token)
    fill(client, world.given(2))
    client.post("/answer/en/check/")
    client.get("/answer/en/sent/")
    with acting(auditor):
        assert Event.objects.count() == before
    assert Session.objects.count() == 0
    with world.desk():
        assert Used.objects.get().day == queries.today()


def test_what_is_drawn_from_another_question_narrows_only_when_that_one_is_answered_well(survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    client = sit(token)
    for ticked, offered in ((["organs"], 7), (["organs", "slavery", "other"], 3)):
        client.post("/answer/en/2/", {"2.2": ticked, "2.2.other": "x", "go": "stop"})
        shown = client.get("/answer/en/2/").content.decode()
        assert len(re.findall(r'name="2\.2\.1" value="\w+"', shown)) == offered


def test_another_site_cannot_put_somebody_on_a_seat_of_its_own(one: Any) -> None:
    """Who is in the middle of the form would go on in the draft of whoever made that site."""
    survey = world.running(one, mode="both")
    own, foreign = world.tokens(survey, 2)
    client = sit(own)
    for address in (f"/answer/{foreign}/", f"/answer/open/{survey.open_token}/"):
        answer = client.post(address, {"agreed": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 200
        assert client.cookies["answer"].value == own
    answer = client.post(f"/answer/{foreign}/", {"agreed": "1"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 302
    with queries.desk():
        assert Invitation.objects.exclude(kind="named").count() == 0


def test_nothing_somebody_sends_breaks_the_form(survey: Survey) -> None:
    client = sit(*world.tokens(survey, 1))
    much = ["ж" * 9_000] * 60
    for number, section in enumerate(SURVEY.sections, 1):
        names = [name for item in section.items for name in page.field_names(SURVEY, item)]
        answer = client.post(f"/answer/en/{number}/", {**dict.fromkeys(names, much), "go": "stop"})
        assert answer.status_code == 302, number
    assert client.get("/answer/open/%00/").status_code == 400
