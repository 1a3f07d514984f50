"""Every page: the team works on it, the commissioner reads, another consultant finds nothing, other roles are refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dayaq.assess.assessment import actions, queries
from dayaq.assess.assessment.models import Assessment, Contact, Source, Stakeholder
from dayaq.base.access.context import acting
from tests import cast
from tests.assess.assessment.conftest import AT

NEW = actions.NewStakeholder(institution="Office of the Prosecutor", kind="state", place="capital", country="AZ")
READ = ["overview", "team", "stakeholders", "sources", "check", "treaties", "inquiries"]
WRITE = [
    "tool",
    "plan",
    "circumstances",
    "publication",
    "add_stakeholder",
    "import_stakeholders",
    "add_source",
    "import_sources",
    "add_treaty",
    "add_inquiry",
]


@pytest.fixture
def body(assessment, consultant) -> Stakeholder:
    with acting(consultant.actor):
        return actions.list_stakeholder(assessment=assessment, new=NEW, by=consultant.actor, at=AT)


def browser(person: cast.Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def at(name: str, *more: object) -> str:
    return reverse(f"assessment:{name}", args=["az-2016", *more])


@pytest.mark.parametrize("name", READ)
def test_who_reads(assessment, consultant, coordinator, stranger, name) -> None:
    assert browser(consultant).get(at(name)).status_code == 200
    assert browser(coordinator).get(at(name)).status_code == 200
    assert browser(stranger).get(at(name)).status_code == 404
    assert browser(cast.person("ngo")).get(at(name)).status_code == 403
    assert Client().get(at(name)).status_code == 302


@pytest.mark.parametrize("name", WRITE)
def test_who_writes(assessment, consultant, coordinator, stranger, name) -> None:
    assert browser(consultant).get(at(name)).status_code == 200
    assert browser(coordinator).get(at(name)).status_code == 403
    assert browser(stranger).get(at(name)).status_code == 404


def test_the_list_shows_only_what_is_ones_own(assessment, consultant, stranger) -> None:
    assert b"Azerbaijan 2016" in browser(consultant).get(reverse("assessment:list")).content
    assert b"Azerbaijan 2016" not in browser(stranger).get(reverse("assessment:list")).content
    assert b"Azerbaijan 2016" not in browser(consultant).get(reverse("assessment:list"), {"q": "nothing"}).content


def test_an_assessment_is_opened_on_a_page_and_its_opener_leads_it(consultant) -> None:
    nc = Assessment.commissioner.field.related_model.objects.get(code="nc").id
    given = {"code": "az-2026", "title_en": "New", "countries": "az", "level": "national", "commissioner": nc, "purposes": ["views"]}
    answer = browser(consultant).post(reverse("assessment:new"), given)
    assert answer.status_code == 302
    with acting(consultant.actor):
        row = queries.by_code("az-2026")
        assert (row.countries, row.purposes, row.comparative) == (["AZ"], ["views"], False)
        assert queries.role_of(row, consultant.actor, AT.date().replace(year=2100)) == "lead"


def test_a_comparison_needs_its_reason_and_nothing_typed_is_lost(consultant) -> None:
    nc = Assessment.commissioner.field.related_model.objects.get(code="nc").id
    given = {"code": "cauc", "title_en": "Typed title", "countries": "AZ, GE", "level": "regional", "commissioner": nc, "comparative": "on"}
    answer = browser(consultant).post(reverse("assessment:new"), given)
    assert answer.status_code == 422
    assert b"Typed title" in answer.content
    assert "Say why countries are to be compared" in answer.content.decode()


def test_a_code_taken_by_others_is_refused_without_a_word_about_them(assessment, stranger) -> None:
    nc = Assessment.commissioner.field.related_model.objects.get(code="nc").id
    given = {"code": "az-2016", "title_en": "Mine", "countries": "AZ", "level": "national", "commissioner": nc}
    answer = browser(stranger).post(reverse("assessment:new"), given)
    assert answer.status_code == 422
    assert b"Azerbaijan 2016" not in answer.content


def test_names_are_on_the_page_of_the_team_only(assessment, body, consultant, coordinator) -> None:
    given = {"name": "Qzinvented Person", "dual_role": "sits on the board of the shelter"}
    assert browser(consultant).post(at("add_contact", body.code), given).status_code == 302
    assert b"Qzinvented" in browser(consultant).get(at("stakeholder", body.code)).content
    assert b"Qzinvented" not in browser(coordinator).get(at("stakeholder", body.code)).content
    assert browser(coordinator).get(at("approach", body.code)).status_code == 403


def test_asking_the_same_body_twice_warns(assessment, body, consultant) -> None:
    page = browser(consultant)
    page.post(at("approach", body.code), {"purpose": "interview", "state": "accepted"})
    page.post(at("approach", body.code), {"purpose": "survey", "state": "invited"})
    assert "its view would count twice" in page.get(at("stakeholder", body.code)).content.decode()
    with acting(consultant.actor):
        assert [row.code for row in queries.invited_twice(assessment)] == ["S01"]


def test_a_document_gets_its_code_and_is_left_out_with_a_reason(assessment, consultant) -> None:
    page = browser(consultant)
    page.post(at("add_source"), {"title": "A law", "countries": "AZ", "published": "on"})
    with acting(consultant.actor):
        row = Source.objects.get(code="Aze 1")
    given = {"title": "A law", "countries": "AZ", "reviewed": "on", "kept": "no", "row_version": row.version}
    assert page.post(at("source", row.id), given).status_code == 422
    assert page.post(at("source", row.id), given | {"because": "repeats another one"}).status_code == 302
    assert page.post(at("source", row.id), given | {"because": "late"}).status_code == 422  # somebody was faster


def test_a_file_with_a_wrong_line_is_refused_as_a_whole(assessment, consultant) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    text = "institution,kind,place\nA ministry,state,capital\nA shelter,shelter,region\n"
    file = SimpleUploadedFile("bodies.csv", text.encode())
    answer = browser(consultant).post(at("import_stakeholders"), {"file": file})
    assert "line 3, column kind" in answer.content.decode()
    with acting(consultant.actor):
        assert Stakeholder.objects.count() == 0
    right = SimpleUploadedFile("bodies.csv", text.replace("shelter,shelter", "shelter,ngo").encode())
    assert browser(consultant).post(at("import_stakeholders"), {"file": right}).status_code == 302
    with acting(consultant.actor):
        assert list(Stakeholder.objects.values_list("code", "kind")) == [("S01", "state"), ("S02", "ngo")]


def test_the_last_lead_stays(assessment, consultant) -> None:
    with acting(consultant.actor):
        member = assessment.members.get()
    answer = browser(consultant).post(at("dismiss", member.id), {"until_0": "1", "until_1": "1", "until_2": "2090"})
    assert answer.status_code == 422


def test_a_deleted_person_is_gone(assessment, body, consultant) -> None:
    page = browser(consultant)
    page.post(at("add_contact", body.code), {"name": "Qzinvented Person"})
    with acting(consultant.actor):
        found = Contact.objects.get()
    assert page.post(at("drop_contact", body.code, found.id)).status_code == 302
    with acting(consultant.actor):
        assert not Contact.objects.exists()
