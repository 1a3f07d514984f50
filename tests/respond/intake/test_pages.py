"""Taking over a list through its pages, as long work, with the outsider everywhere."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dayaq.base.access.context import acting
from dayaq.base.jobs.models import Work
from dayaq.respond.casefile.models import Case
from dayaq.respond.intake import actions
from dayaq.respond.intake.models import Row, Upload
from tests.cast import person
from tests.respond.intake.world import LINES, brought, csv_of, meant, taken
from tests.respond.screening.world import client_of, code_of

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def mapped() -> tuple[Any, Upload]:
    """A list brought and mapped through the pages."""
    client = client_of(person("ngo"))
    file = SimpleUploadedFile("names of people.csv", csv_of())
    answer = client.post("/intake/new/", {"label": "register of 2015", "file": file})
    with acting(person("ngo").actor):
        upload = Upload.objects.get()
    assert answer["Location"] == f"/intake/{upload.id}/columns/"
    page = client.get(answer["Location"])
    columns = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert client.post(answer["Location"], columns)["Location"] == f"/intake/{upload.id}/entries/"
    page = client.get(f"/intake/{upload.id}/entries/")
    entries = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert client.post(f"/intake/{upload.id}/entries/", entries)["Location"] == f"/intake/{upload.id}/"
    return client, upload


def test_from_the_file_to_the_cases_and_back() -> None:
    client, upload = mapped()
    one = f"/intake/{upload.id}/"
    shown = text_of(client.get(one))
    assert ("Nothing is written yet" in shown, "Date: This is no day" in shown, "Quliyeva" in shown, "names of people" in shown) == (
        True,
        True,
        False,
        False,
    )
    assert ("sex: Female" in shown, "sex: female" in shown) == (True, False)  # facts in words
    client.post(f"{one}start/")
    work = Work.objects.get(kind="intake.run")
    assert "How far it is" in text_of(client.get(one))
    actions.carry_out(work=work.id, upload=upload.id)
    work.refresh_from_db()
    assert (work.state, work.done) == ("done", 4)
    shown = text_of(client.get(one))
    assert "taken over" in shown
    with acting(person("ngo").actor):
        case = Case.objects.get(ngo_only=True)
        assert Row.objects.filter(outcome="opened").count() == 2
    code = code_of(case, person("ngo"))
    assert code in shown
    assert "register of 2015" in text_of(client.get(f"/cases/{code}/origin/"))
    rejected = client.get(f"{one}rejected/")
    table = list(csv.reader(rejected.content.decode("utf-8-sig").splitlines()))
    assert [(line[3], line[-2]) for line in table[1:]] == [("Ivan", "3"), ("Leyla", "4")]
    assert "2 cases were withdrawn" in text_of(client.post(f"{one}undo/", follow=True))
    client.post(f"{one}finish/")
    assert client.get(f"{one}rejected/").status_code == 404
    assert "The file is deleted" in text_of(client.get(one))


def test_a_bad_file_says_what_is_wrong_and_keeps_the_label() -> None:
    client = client_of(person("ngo"))
    answer = client.post("/intake/new/", {"label": "register", "file": SimpleUploadedFile("a.csv", b"a,a\n1,2\n")})
    assert answer.status_code == 400
    assert ("two columns have this name" in text_of(answer), 'value="register"' in text_of(answer)) == (True, True)


def test_a_list_stops_when_it_is_asked_to_and_what_is_done_stays() -> None:
    upload = meant(brought(csv_of([LINES[0], LINES[3]])))
    by = person("ngo").actor
    with acting(by):
        work = actions.start(upload=upload, by=by, at=upload.at)
    Work.objects.filter(id=work).update(stop_asked=True)
    actions.carry_out(work=work, upload=upload.id)
    assert Work.objects.get(id=work).state == "stopped"
    with acting(by):
        upload.refresh_from_db()
        assert (upload.state, Row.objects.count()) == ("done", 1)


def test_another_person_of_the_same_name_is_taken_over_on_a_word() -> None:
    taken(meant(brought(csv_of([LINES[0]]))))
    upload = meant(brought(csv_of([["9", "01.01.2016", "Guliyeva", "Aynur", "1990", "", "", "", "", ""]])))
    client, one = client_of(person("ngo")), f"/intake/{upload.id}/"
    assert "It is another person" in text_of(client.get(one))
    client.post(f"{one}anyway/2/")
    assert "It is another person" not in text_of(client.get(one))


@pytest.mark.parametrize("page", ["", "columns/", "entries/", "rejected/"])
def test_the_outsider_finds_no_list_and_other_roles_no_page(page: str) -> None:
    upload = meant(brought())
    assert client_of(person("outsider")).get(f"/intake/{upload.id}/{page}").status_code == 404
    assert client_of(person("officer")).get(f"/intake/{upload.id}/{page}").status_code == 403
    assert client_of(person("coordinator")).get("/intake/").status_code == 403


@pytest.mark.parametrize("step", ["start", "anyway/2", "undo", "finish"])
def test_the_outsider_does_nothing_to_a_list(step: str) -> None:
    upload = meant(brought())
    assert client_of(person("outsider")).post(f"/intake/{upload.id}/{step}/").status_code == 404
    assert client_of(person("labour")).post(f"/intake/{upload.id}/{step}/").status_code == 403
