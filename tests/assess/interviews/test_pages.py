"""The pages: who may see which, nothing typed is lost, the outsider finds nothing."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.models import Coding, Consent, Interview, Note, Suggestion, Theme
from dayaq.assess.interviews.rules.identifying import Statement
from dayaq.base.access.context import acting
from dayaq.base.audit.models import Event
from tests import cast
from tests.assess.interviews import world
from tests.assess.interviews.world import AT

pytestmark = pytest.mark.django_db
HEADER = {
    "kind": "meeting",
    "held_on_day": "2",
    "held_on_month": "3",
    "held_on_year": "2026",
    "country": "AZ",
    "institution": "Invented ministry",
    "agency": "state",
    "women": "2",
    "men": "1",
    "unsaid": "0",
    "attribution": "anonymous",
    "sections": ["2", "3"],
    "version": "1",
}


def client(name: str = "consultant", *more: str) -> Client:
    made = Client()
    made.force_login(cast.person(name, *more).user)
    return made


def url(name: str, *args: Any) -> str:
    return reverse(f"interviews:{name}", args=["az-test", *args])


def everything() -> tuple[Any, list[str], list[str]]:
    """One of everything; addresses of the work, addresses of raw material."""
    one = world.assessment(coder=True)
    about = world.document(one)
    with acting(world.consultant()):
        free = actions.add_theme(assessment=one, label={"en": "Fear"}, by=world.consultant(), at=AT)
    code = about.interview.code
    work = [url("list"), url("one", code), url("paraphrases")]
    raw = [
        url(name) for name in ("documents", "add_text", "themes", "new_theme", "exchange", "codebook_file", "project_file", "suggestions")
    ]
    raw += [url(name, code) for name in ("consent", "apart", "close", "withdraw", "key")] + [url("notes", code, "3"), url("theme", free.id)]
    raw += [url(name, about.id) for name in ("coding", "finish", "compare")]
    return about, work, raw


def test_the_team_sees_everything_the_commissioner_the_counts_and_the_outsider_nothing() -> None:
    about, work, raw = everything()
    writing = [url("new"), url("header", about.interview.code)]
    answers = {address: client().get(address).status_code for address in [*work, *raw, *writing]}
    assert answers == dict.fromkeys(answers, 200)
    commissioner = client("coordinator")
    assert {commissioner.get(address).status_code for address in work} == {200}
    assert {commissioner.get(address).status_code for address in [*raw, *writing]} == {403}
    stranger = client("stranger", "iom", "consultant")
    assert {stranger.get(address).status_code for address in [*work, *raw, *writing]} == {404}
    assert {client("outsider").get(address).status_code for address in [*work, *raw]} == {403}


def test_every_page_that_shows_what_was_said_is_in_the_trail_as_raw_material() -> None:
    about, work, raw = everything()
    names = ["Zzname Zzsurname", "Zzorganisation"]
    with acting(world.consultant()):
        actions.suggest(interview=about.interview, name=names[0], institution=names[1], by=world.consultant(), at=AT)
    secret = [*names, *(sentence for said in world.SAID.values() for sentence in said.removesuffix(".").split(". "))]
    shown = []
    for address in [*work, *raw, url("header", about.interview.code), *(url("notes", about.interview.code, n) for n in "2378")]:
        text = content(client().get(address))
        with acting(cast.person("auditor").actor):
            event = Event.objects.order_by("id").last()
        if any(words in text for words in secret):
            shown.append(address)
            assert "A2" in event.group.split(), address
    assert {url("coding", about.id), url("suggestions"), url("project_file"), url("notes", about.interview.code, "3")} <= set(shown)


def content(answer: Any) -> str:
    """What an answer shows; of a packed file what is inside."""
    if answer.content[:2] != b"PK":
        return str(answer.content.decode())
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def test_the_commissioners_pages_hold_no_word_of_an_answer() -> None:
    about, work, _raw = everything()
    shown = b"".join(client("coordinator").get(address).content for address in work)
    assert b"Invented ministry" in shown
    assert not any(words.encode() in shown for words in world.SAID.values())
    assert about.interview.code.encode() in shown


def test_an_interview_is_opened_agreed_and_noted_on_pages() -> None:
    world.assessment()
    page = client()
    assert page.post(url("new"), HEADER | {"sections": ["2"]}).status_code == 400
    made = page.post(url("new"), HEADER)
    assert made.url == url("consent", "AZEint1")
    assert page.post(url("consent", "AZEint1"), {"how": "read", "language": "az", "notes_agreed": "yes"}).url == url("one", "AZEint1")
    sent = {"text_3.2": "The police decide.\r\nAlone.", "prompts_3.2": ["1"], "version_3.2": "0", "seen_3.2": "x"}
    assert page.post(url("notes", "AZEint1", "3"), sent).url == url("notes", "AZEint1", "7")
    with acting(world.consultant()):
        row = Interview.objects.get()
        kept = queries.notes_of(row)["3.2"]
        assert (row.women, row.men, row.sections, Consent.objects.get().how) == (2, 1, ["2", "3"], "read")
        assert (kept.text, kept.prompts, kept.asked) == ("The police decide.\nAlone.", [1], True)


def test_what_was_typed_comes_back_when_the_header_is_wrong() -> None:
    world.assessment()
    answer = client().post(url("new"), HEADER | {"women": "", "institution": "Typed with care"})
    assert answer.status_code == 422
    assert b"Typed with care" in answer.content


def test_a_note_written_by_two_shows_both_texts_and_saving_again_keeps_the_second() -> None:
    one = world.assessment()
    row = world.noted(one)
    page = client()
    late = {"text_3.2": "Mine", "version_3.2": "0", "seen_3.2": "x"}
    answer = page.post(url("notes", row.code, "3"), late)
    assert answer.status_code == 409
    assert b"Mine</textarea>" in answer.content
    assert world.SAID["3.2"].encode() in answer.content
    again = late | {"version_3.2": "1"}
    assert page.post(url("notes", row.code, "3"), again).status_code == 302
    with acting(world.consultant()):
        assert queries.notes_of(row)["3.2"].text == "Mine"


def test_the_script_gets_versions_texts_of_others_and_refusals() -> None:
    one = world.assessment()
    row = world.noted(one)
    page = client()

    def sent(**data: str) -> tuple[int, Any]:
        answer = page.post(
            url("notes", row.code, "3"), {key.replace("__", "."): value for key, value in data.items()}, HTTP_ACCEPT="application/json"
        )
        return answer.status_code, json.loads(answer.content)

    status, told = sent(text_3__1="New", version_3__1="0", seen_3__1="x")
    assert (status, told["saved"]["3.1"]["version"], told["stale"]) == (200, 1, {})
    status, told = sent(text_3__2="Mine", version_3__2="0", seen_3__2="x")
    assert (status, told["stale"]["3.2"]["text"], told["saved"]) == (409, world.SAID["3.2"], {})
    with acting(world.consultant()):
        row.refresh_from_db()
        actions.code_book(assessment=one, by=world.consultant(), at=AT)
        actions.close(interview=row, version=row.version, by=world.consultant(), at=AT)
    status, told = sent(text_3__2="Mine", version_3__2="1", seen_3__2="x")
    assert (status, told["refused"]) == (400, "The notes are closed, because they are being coded.")


def test_an_untouched_note_is_left_alone_though_somebody_changed_it() -> None:
    one = world.assessment()
    row = world.noted(one)
    page = client()
    shown = page.get(url("notes", row.code, "3")).content.decode()
    seen = shown.partition('name="seen_3.2" value="')[2].partition('"')[0]
    with acting(world.consultant()):
        actions.write(interview=row, notes={"3.2": actions.Typed("Better", version=1)}, by=world.consultant(), at=AT)
    sent = {"text_3.2": world.SAID["3.2"], "asked_3.2": "on", "version_3.2": "1", "seen_3.2": seen}
    assert page.post(url("notes", row.code, "3"), sent).status_code == 302
    with acting(world.consultant()):
        assert queries.notes_of(row)["3.2"].text == "Better"


def test_the_key_of_waiting_notes_is_one_persons_for_one_interview_and_never_cached() -> None:
    one = world.assessment(coder=True)
    first, second = world.held(one), world.held(one)
    keys = [
        client(*who).get(url("key", row.code)).json()["key"]
        for who in (("consultant",), ("coder", "iom", "consultant"))
        for row in (first, second)
    ]
    assert len(set(keys)) == 4
    again = client().get(url("key", first.code))
    assert (again.json()["key"], "no-store" in again.headers["Cache-Control"]) == (keys[0], True)


def test_names_for_the_survey_stand_apart_and_become_contacts_by_a_decision() -> None:
    one = world.assessment()
    row = world.held(one)
    page = client()
    page.post(url("apart", row.code), {"what": "suggestion", "s-name": "Invented Colleague", "s-contact": "x@example.invalid"})
    with acting(world.consultant()):
        suggestion = Suggestion.objects.get()
    assert page.post(url("suggestions"), {"id": suggestion.id, "stakeholder": ""}).status_code == 302
    with acting(world.consultant()):
        assert Suggestion.objects.get().used_at is not None
        assert Note.objects.count() == 0


def test_a_sentence_is_coded_taken_back_finished_and_agreed_without_a_script() -> None:
    one = world.assessment()
    about = world.document(one)
    page = client()
    with acting(world.consultant()):
        theme = Theme.objects.get(code="1.2")
    page.post(url("coding", about.id), {"begin": "1"})
    assert page.post(url("coding", about.id), {"theme": theme.id, "unit": "0"}).status_code == 302
    words = world.span(about, "told late")
    page.post(url("coding", about.id), {"theme": theme.id, "unit": "1", "start": words.start, "end": words.end})
    with acting(world.consultant()):
        rows = list(queries.codings(about))
        assert [about.text[row.start : row.end] for row in rows] == ["The police decide alone.", "told late"]
    page.post(url("coding", about.id), {"take": rows[1].id, "unit": "1"})
    assert page.post(url("finish", about.id)).url == url("compare", about.id)
    shown = page.get(url("compare", about.id)).content.decode()
    mark = shown.partition('name="keep" value="')[2].partition('"')[0]
    assert page.post(url("compare", about.id), {"keep": [mark]}).status_code == 302
    with acting(world.consultant()):
        assert [(row.layer, row.theme_id) for row in Coding.objects.filter(layer="agreed")] == [("agreed", theme.id)]
        assert {count.code: (count.n, count.base) for count in queries.themes(one)}["1.2"] == (1, 1)


def test_a_bad_file_is_refused_in_words() -> None:
    world.assessment()
    answer = client().post(url("exchange"), {"file": SimpleUploadedFile("x.qdc", b"<a")})
    assert (answer.status_code, b"not well-formed XML" in answer.content) == (400, True)


def test_a_project_goes_out_and_comes_back() -> None:
    one = world.assessment(coder=True)
    about = world.document(one)
    world.coded(about, world.consultant(), ("1.2", "Nobody appeals."))
    content = client().get(url("project_file")).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read(f"sources/{str(about.id).upper()}.txt").decode() == about.text
        assert b"Invented ministry" not in archive.read("project.qde")
    coder = client("coder", "iom", "consultant")
    answer = coder.post(url("exchange"), {"file": SimpleUploadedFile("p.qdpx", content)})
    assert b"New codings: 1" in answer.content
    with acting(world.second()):
        assert [about.text[row.start : row.end] for row in queries.codings(about)] == ["Nobody appeals."]


def test_the_list_asks_the_database_as_often_for_three_as_for_one(django_assert_max_num_queries: Any) -> None:
    one = world.assessment()
    world.held(one)
    page = client()
    page.get(url("list"))
    with django_assert_max_num_queries(100) as first:
        page.get(url("list"))
    world.held(one)
    world.held(one)
    with django_assert_max_num_queries(100) as second:
        page.get(url("list"))
    assert len(first) == len(second)


def test_the_guide_is_asked_in_the_language_of_the_interviewer() -> None:
    row = world.held(world.assessment())
    page = client()
    shown = {code: page.get(url("notes", row.code, "1"), HTTP_ACCEPT_LANGUAGE=code).content.decode() for code in ("en", "az", "ru")}
    question = queries.current_guide().question("1.1").text
    assert all(question[code] in words for code, words in shown.items())
    note = page.get(url("consent", row.code) + "?note=ru").content.decode()
    assert queries.current_guide().notes["honesty"]["ru"] in note


def test_an_approved_paraphrase_stands_in_the_table_in_words() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        actions.approve(assessment=one, statement=Statement("Shelters hear of cases late"), by=by, at=AT)
    assert '<th scope="row">Shelters hear of cases late</th>' in client().get(url("paraphrases")).content.decode()
