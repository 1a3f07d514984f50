"""Pages: who reads, who writes, what is shown; nothing typed is lost."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from dayaq.assess.framework import actions, queries
from dayaq.assess.framework.models import Draft, InstrumentVersion
from dayaq.assess.framework.rules.shape import read
from dayaq.assess.framework.rules.xlsform import form
from dayaq.base.access.context import acting
from tests import cast
from tests.assess.framework.test_drafts import AT, SHIPPED

READ = [("list", []), ("guide", []), ("criteria", []), ("instrument", [SHIPPED]), ("changes", [SHIPPED]), ("xlsform", [SHIPPED])]
TEXT = "sections.2.items.0.text"


@pytest.fixture
def consultant(db) -> cast.Person:
    return cast.person("consultant")


@pytest.fixture
def draft(consultant) -> Draft:
    with acting(consultant.actor):
        return actions.open_draft(instrument=queries.instrument(SHIPPED), base=SHIPPED, by=consultant.actor, at=AT)


def browser(person: cast.Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.mark.parametrize(("name", "args"), READ)
def test_who_reads(consultant, name, args) -> None:
    address = reverse(f"framework:{name}", args=args)
    for reader in ("consultant", "coordinator", "analyst", "rapporteur"):
        assert browser(cast.person(reader)).get(address).status_code == 200
    assert browser(cast.person("outsider")).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("name", ["draft", "language", "question", "publish", "discard"])
def test_who_writes(consultant, draft, name) -> None:
    address = reverse(f"framework:{name}", args=[draft.id]) + ("?section=3" if name == "question" else "")
    assert browser(consultant).get(address).status_code == 200
    for reader in ("coordinator", "outsider"):
        assert browser(cast.person(reader)).get(address).status_code == 403


@pytest.mark.parametrize("name", ["instrument", "changes", "xlsform", "start"])
def test_an_unknown_instrument_is_not_found(consultant, name) -> None:
    assert browser(consultant).get(reverse(f"framework:{name}", args=["no-such@1"])).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Identification and referral"), ("az", "Müəyyənetmə və yönləndirmə"), ("ru", "Выявление и направление")]
)
def test_the_form_is_read_in_each_language(consultant, language, words) -> None:
    page = browser(consultant).get(reverse("framework:instrument", args=[SHIPPED]), {"lang": language}).content.decode()
    assert words in page
    assert f'lang="{language}"' in page


def test_the_list_is_searched(consultant) -> None:
    found = browser(consultant).get(reverse("framework:list"), {"q": "@1.AZ"}).content.decode()
    assert "ct-nat-survey@1.AZ" in found
    assert f">{SHIPPED}<" not in found
    assert "No instrument matches" in browser(consultant).get(reverse("framework:list"), {"q": "zzz"}).content.decode()


def test_the_workbook_is_downloaded(consultant) -> None:
    answer = browser(consultant).get(reverse("framework:xlsform", args=["ct-nat-survey@1.AZ"]), {"lang": "az"})
    assert answer["Content-Disposition"] == 'attachment; filename="ct-nat-survey-1-AZ.xlsx"'
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["survey", "choices", "settings"]


def test_from_a_draft_to_a_published_version_by_the_pages(consultant) -> None:
    client = browser(consultant)
    made = client.post(reverse("framework:start", args=[SHIPPED]), {"country": ""})
    draft = Draft.objects.get()
    address = reverse("framework:draft", args=[draft.id])
    assert made["Location"] == address
    page = client.get(address, {"section": "3", "lang": "ru"}).content.decode()
    assert f'name="{TEXT}"' in page
    answer = client.post(f"{address}?section=3&lang=ru", {**initial(client, address, "3", "ru"), TEXT: "Другой вопрос"})
    assert answer.status_code == 302
    draft.refresh_from_db()
    whole = read(draft.content)
    assert whole.item("3.1.1").text["ru"] == "Другой вопрос"
    assert whole.item("3.1.2") == queries.instrument(SHIPPED).item("3.1.2")
    refused = client.post(reverse("framework:publish", args=[draft.id]), {"remark": "one question said better"})
    assert refused.status_code == 422
    assert "Raise its version" in refused.content.decode()
    assert "one question said better" in refused.content.decode()
    client.post(reverse("framework:raise", args=[draft.id]), {"item": "3.1.1"})
    answer = client.post(reverse("framework:publish", args=[draft.id]), {"remark": "one question said better"})
    assert answer["Location"] == reverse("framework:instrument", args=["ct-nat-survey@2"])
    changes = client.get(reverse("framework:changes", args=["ct-nat-survey@2"]), {"from": SHIPPED, "lang": "ru"}).content.decode()
    assert "Другой вопрос" in changes
    assert "78 questions are the same" in changes


def initial(client: Client, address: str, section: str, language: str) -> dict[str, str]:
    """The fields as the page has them."""
    page = client.get(address, {"section": section, "lang": language})
    shown = page.context["form"]
    return {name: str(shown[name].value() or "") for name in shown.fields} | {"row_version": str(page.context["row_version"])}


def test_what_somebody_else_changed_is_not_overwritten_and_nothing_typed_is_lost(consultant, draft) -> None:
    client, address = browser(consultant), reverse("framework:draft", args=[draft.id])
    typed = {**initial(client, address, "3", "en"), TEXT: "My long thought"}
    with acting(consultant.actor):
        actions.reword(draft=draft, version=1, texts={TEXT.replace(".", "/"): {"en": "Theirs"}}, by=consultant.actor, at=AT)
    answer = client.post(f"{address}?section=3&lang=en", typed)
    assert answer.status_code == 422
    assert "My long thought" in answer.content.decode()
    assert read(Draft.objects.get().content).item("3.1.1").text["en"] == "Theirs"


def test_a_country_adds_its_question(consultant, draft) -> None:
    client, address = browser(consultant), reverse("framework:question", args=[draft.id]) + "?section=3"
    said = {
        "code": "3.9",
        "kind": "one",
        "after": "3.1.7",
        "text_en": "Where?",
        "text_az": "Harada?",
        "text_ru": "Где?",
        "choices": "here | Here | Burada | Здесь\nthere | There | Orada | Там",
    }
    assert "There is a question with this code." in client.post(address, {**said, "code": "3.1.1"}).content.decode()
    with acting(consultant.actor):
        actions.drop_item(draft=draft, version=1, item="8.3", by=consultant.actor, at=AT)
    assert "a code is never used again" in client.post(address, {**said, "code": "8.3"}).content.decode()
    assert "This line cannot be read" in client.post(address, {**said, "choices": "no label"}).content.decode()
    assert client.post(address, said).status_code == 302
    item = read(Draft.objects.get().content).item("3.9")
    assert [choice.label["az"] for choice in item.choices] == ["Burada", "Orada"]


def test_one_more_language_and_throwing_away(consultant, draft) -> None:
    client = browser(consultant)
    assert client.post(reverse("framework:language", args=[draft.id]), {"language": "KA"}).status_code == 302
    page = client.get(reverse("framework:draft", args=[draft.id]), {"section": "1", "lang": "ka", "gaps": "1"}).content.decode()
    assert "Which country do you mostly work in?" in page  # beside the gap
    assert client.post(reverse("framework:discard", args=[draft.id])).status_code == 302
    assert Draft.objects.count() == 0


def test_a_form_is_uploaded_and_becomes_a_draft(consultant) -> None:
    client, address = browser(consultant), reverse("framework:upload")
    file = SimpleUploadedFile("survey.xlsx", form(queries.instrument(SHIPPED)).xlsx)
    assert client.post(address, {"file": file}).status_code == 302
    draft = Draft.objects.get()
    assert draft.base == SHIPPED
    assert list(read(draft.content).items) == list(queries.instrument(SHIPPED).items)
    wrong = client.post(address, {"file": SimpleUploadedFile("survey.xlsx", b"PK nothing")})
    assert wrong.status_code == 422
    assert client.post(address, {"file": SimpleUploadedFile("survey.doc", b"x")}).status_code == 422


def test_the_list_asks_the_database_as_often_for_three_as_for_one(consultant, draft) -> None:
    client, address = browser(consultant), reverse("framework:list")
    client.get(address)

    def asked(version: int) -> int:
        with acting(consultant.actor):
            InstrumentVersion.objects.create(
                code="a", version=version, content=draft.content, sha256="0" * 64, published_at=AT, by=consultant.actor.user_id
            )
        with CaptureQueriesContext(connection) as queries_made:
            client.get(address)
        return len(queries_made)

    assert len({asked(version) for version in (1, 2, 3)}) == 1


def test_markup_in_a_text_is_shown_as_text(consultant, draft) -> None:
    client = browser(consultant)
    with acting(consultant.actor):
        actions.reword(draft=draft, version=1, texts={TEXT.replace(".", "/"): {"en": "<b>bold</b> & more"}}, by=consultant.actor, at=AT)
    for language in ("en", "ru"):  # in the field, and beside the translation
        page = client.get(reverse("framework:draft", args=[draft.id]), {"section": "3", "lang": language}).content.decode()
        assert "<b>bold</b>" not in page
        assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page
