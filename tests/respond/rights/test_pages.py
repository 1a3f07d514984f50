"""Rights through their pages: the ledger, a complaint from both sides, a request and its answer; the outsider everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.respond.casefile.models import Case
from dayaq.respond.rights import actions, models
from tests.cast import Person, person
from tests.respond.rights.test_actions import complained, done, requested
from tests.respond.screening.world import client_of, code_of, moment
from tests.respond.support.test_actions import opened

pytestmark = pytest.mark.django_db
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)


@pytest.fixture
def helper() -> Person:
    return person("helper")


@pytest.fixture
def case(helper: Person) -> Case:
    return opened(helper)


@pytest.fixture
def code(helper: Person, case: Case) -> str:
    return code_of(case, helper)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def when() -> dict[str, str]:
    return moment(AT + timedelta(hours=1))


def test_rights_are_told_through_the_page(helper: Person, code: str) -> None:
    client = client_of(helper)
    assert "Free legal help" in text_of(client.get(reverse("rights:index", args=[code])))
    said = {
        "rights": ["help", "complaint"],
        "language": "ru",
        "method": "spoken",
        "understood": "yes",
        "own_words": "on",
        "leaflet": "rights_card",
    }
    wrong = client.post(reverse("rights:tell", args=[code]), said | {"language": "tl"} | when())
    assert (wrong.status_code, "not in a language the person understands" in text_of(wrong)) == (400, True)
    assert client.post(reverse("rights:tell", args=[code]), said | when()).status_code == 302
    shown = text_of(client.get(reverse("rights:index", args=[code])))
    assert ("told and understood" in shown, "said back in the own words" in shown) == (True, True)
    listed = text_of(client.get(reverse("rights:untold")))
    assert (code in listed, "Not told in time" in listed) == (True, True)


def test_a_complaint_through_its_pages_from_both_sides(helper: Person, code: str) -> None:
    about = str(Organisation.objects.get(code="clean_world").id)
    said = {"about": about, "subject": "conditions", "raised_by": "person", "words": "cold rooms", "language": "en", "with_case": "on"}
    assert client_of(helper).post(reverse("rights:complain_in_case", args=[code]), said | when()).status_code == 302
    with acting(helper.actor):
        number = models.Complaint.objects.get().number
    assert number in text_of(client_of(helper).get(reverse("rights:index", args=[code])))
    monitor, shelter = client_of(person("monitor")), client_of(person("shelter"))
    one = reverse("rights:complaint", args=[number])
    assert (number in text_of(monitor.get(reverse("rights:complaints"))), "cold rooms" in text_of(monitor.get(one))) == (True, True)
    assert (number in text_of(shelter.get(reverse("rights:complaints"))), shelter.get(one).status_code) == (False, 404)
    assert monitor.post(reverse("rights:act", args=[number, "take"])).status_code == 302
    hear = {"text": "Are the rooms heated?", "language": "en"} | when()
    assert monitor.post(reverse("rights:act", args=[number, "hear"]), hear).status_code == 302
    laid = text_of(shelter.get(reverse("rights:hearings")))
    assert ("Are the rooms heated?" in laid, "cold rooms" in laid, code in laid) == (True, False, False)
    with acting(person("shelter").actor):
        hearing = models.Hearing.objects.get()
    reply = {"text": "From today they are.", "language": "en"} | when()
    assert shelter.post(reverse("rights:hearing", args=[hearing.id]), reply).status_code == 302
    assert "From today they are." in text_of(monitor.get(one))
    decide = {"outcome": "upheld", "text": "The rooms were cold.", "language": "en"} | when()
    assert monitor.post(reverse("rights:act", args=[number, "decide"]), decide).status_code == 302
    assert "Right in full" in text_of(client_of(helper).get(one))
    assert client_of(helper).get(reverse("rights:act", args=[number, "told"])).status_code == 403


def test_a_request_is_answered_and_what_is_held_leaves_as_a_file(helper: Person, case: Case, code: str) -> None:
    client = client_of(helper)
    said = {"kind": "access", "asked_by": "person", "language": "ru", "words": "everything"} | when()
    assert client.post(reverse("rights:ask", args=[code]), said).status_code == 302
    assert code in text_of(client.get(reverse("rights:requests")))
    with acting(helper.actor):
        row = models.DataRequest.objects.get()
    answer = reverse("rights:answer", args=[code, row.id])
    refused = client.post(answer, {"outcome": "refused"} | when())
    assert (refused.status_code, "Give the reason" in text_of(refused)) == (400, True)
    assert client.post(answer, {"outcome": "granted"} | when()).status_code == 302
    assert client.post(reverse("rights:step", args=[code, row.id, "told"])).status_code == 302
    assert "the person heard the answer" in text_of(client.get(reverse("rights:index", args=[code])))
    assert "core of the case" in text_of(client.get(reverse("rights:held", args=[code])))
    file = client.get(reverse("rights:export", args=[code]))
    assert (file["Content-Type"].startswith("application/json"), {one["group"] for one in file.json()} >= {"G1"}) == (True, True)


def test_the_outsider_and_other_roles_find_nothing(helper: Person, case: Case, code: str) -> None:
    row = requested(helper, case, "access")
    number = complained(helper, "clean_world").number
    outsider, analyst = client_of(person("outsider")), client_of(person("analyst"))
    for name in ("index", "tell", "complain_in_case", "ask", "held", "export"):
        url = reverse(f"rights:{name}", args=[code])
        assert (outsider.get(url).status_code, analyst.get(url).status_code) == (404, 403), name
    assert outsider.get(reverse("rights:answer", args=[code, row.id])).status_code == 404
    assert outsider.get(reverse("rights:complaint", args=[number])).status_code == 404
    for name in ("complaints", "untold", "requests", "hearings", "complain"):
        assert analyst.get(reverse(f"rights:{name}")).status_code == 403, name


def test_somebody_without_a_case_or_name_complains(helper: Person) -> None:
    about = str(Organisation.objects.get(code="clean_world").id)
    said = {"about": about, "subject": "pressure", "raised_by": "anonymous", "words": "they said: police or street", "language": "en"}
    client = client_of(person("hotline"))
    assert client.post(reverse("rights:complain"), said | when()).status_code == 302
    with acting(person("monitor").actor):
        assert (models.Complaint.objects.count(), models.Complainant.objects.count()) == (1, 0)


def test_a_restricted_file_says_so(helper: Person, case: Case, code: str) -> None:
    row = requested(helper, case, "restriction")
    done(helper, actions.answer_data, request=row, outcome="granted", version=1)
    assert "The person restricted the use of this file" in text_of(client_of(helper).get(reverse("rights:index", args=[code])))
