"""Screening through its pages: scenario A7 with the real list, saving as one goes, who sees what, the outsider everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.screening import queries
from dayaq.respond.screening.models import Answer, Screening
from tests.cast import person
from tests.respond.screening.world import (
    AT,
    BOY,
    CHILDS_COMPANY,
    HOUR,
    answered,
    begun,
    client_of,
    code_of,
    finished,
    moment,
    opened,
    page_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return opened()


@pytest.fixture
def code(case: Case) -> str:
    return code_of(case, person("officer"))


def stored(case: Case) -> Screening:
    with acting(person("officer").actor):
        return Screening.objects.get(case=case)


def fill(client: Any, url: str, answers: Mapping[str, str]) -> Any:
    """Answer one page as it stands, with the version it shows."""
    page = client.get(url)
    form = page.context["form"]
    data = {item: form.initial[item] for item in form.codes} | {"version": str(form.initial["version"])}
    return client.post(url, data | {item: said for item, said in answers.items() if item in form.codes})


def test_a7_through_the_pages_with_the_list_of_the_decision(case: Case, code: str) -> None:
    client = client_of(person("officer"))
    started = client.post(
        f"/cases/{code}/screening/begin/az-labour/", {**moment(), "language": "ru", "present": ["interpreter"], "interpreter": "yes"}
    )
    row = stored(case)
    assert started["Location"] == page_of(code, row.id, 1)
    said = {"AZ-L06": "yes", "AZ-L08": "yes", "AZ-L09": "yes"}
    url = started["Location"]
    while "/page/" in url:
        url = fill(client, url, said)["Location"]
    assert url.endswith("/elements/")
    version = client.get(url).context["form"].initial["version"]
    url = client.post(url, {"version": version, "acts": ["recruitment"]})["Location"]
    result = client.post(url, {"version": client.get(url).context["form"].initial["version"]})["Location"]
    found = stored(case).result
    assert {d: one["positive"] for d, one in found["dimensions"].items() if one["strong"] or one["medium"]} == {"D4": True, "D5": False}
    assert (found["dimensions"]["D4"]["strong"], found["dimensions"]["D4"]["medium"], found["dimensions"]["D5"]["strong"]) == (1, 1, 1)
    assert found["profile"] == "exploitation_only"
    text = " ".join(client.get(result).content.decode().split())
    assert "Exploitation only, a labour case as far as known: ask on." in text
    assert "Ask about: isolation, debt, threats" in text
    assert "Neither result decides; the competent body does, with reasons." in text
    assert "Papers are kept by somebody else" in text


def test_while_answering_the_page_says_what_is_known_and_never_a_verdict(case: Case, code: str) -> None:
    row = answered(begun(case), AZ_L06="yes", AZ_L08="yes", AZ_L03="yes", AZ_L07="yes")
    client = client_of(person("officer"))
    for number in range(1, 4):
        text = client.get(page_of(code, row.id, number)).content.decode()
        assert "4 of 19 items asked" in text
        assert re.search(r"\bpositive\b|\bmet\b|forced labour\.|trafficking for", text) is None


def test_answers_are_saved_as_they_are_given_without_leaving_the_page(case: Case, code: str) -> None:
    row = begun(case)
    client = client_of(person("officer"))
    page = client.get(page_of(code, row.id, 1))
    item = page.context["form"].codes[0]
    answer = client.post(page_of(code, row.id, 1), rest(page, {item: "yes"}), headers={"HX-Request": "true"})
    assert (answer.status_code, 'id="known"' in answer.content.decode(), "<html" in answer.content.decode()) == (200, True, False)
    assert f'name="version" id="version" value="{row.version + 1}"' in answer.content.decode()
    with acting(person("officer").actor):
        assert list(Answer.objects.filter(screening=row).values_list("code", "answer")) == [(item, "yes")]


def rest(page: Any, answers: Mapping[str, str], version: int | None = None) -> dict[str, str]:
    form = page.context["form"]
    return {item: form.initial[item] for item in form.codes} | {"version": str(version or form.initial["version"]), **answers}


def test_somebody_faster_is_not_overwritten_and_nothing_typed_is_lost(case: Case, code: str) -> None:
    row = begun(case)
    client = client_of(person("officer"))
    page = client.get(page_of(code, row.id, 1))
    item, note = page.context["form"].codes[0], "typed and not lost"
    answered(row, AZ_L08="no")
    late = client.post(page_of(code, row.id, 1), rest(page, {item: "yes", f"{item}_note": note}))
    assert (late.status_code, note in late.content.decode()) == (409, True)
    with acting(person("officer").actor):
        assert Answer.objects.filter(screening=row, code=item).count() == 0
    again = client.post(page_of(code, row.id, 1), rest(late, {item: "yes", f"{item}_note": note}, version=row.version))
    assert again.status_code == 302


def test_save_and_return_later(case: Case, code: str) -> None:
    row = begun(case)
    client = client_of(person("officer"))
    page = client.get(page_of(code, row.id, 1))
    item = page.context["form"].codes[0]
    away = client.post(page_of(code, row.id, 1), rest(page, {item: "unknown", "later": "1"}))
    assert away["Location"] == f"/cases/{code}/screening/"
    assert f"/cases/{code}/screening/{row.id}/" in client.get("/screenings/").content.decode()
    assert client.get(page_of(code, row.id, 1)).context["form"].initial[item] == "unknown"


def test_a_child_without_its_people_is_explained_on_the_page() -> None:
    code = code_of(opened(BOY), person("officer"))
    answer = client_of(person("officer")).post(f"/cases/{code}/screening/begin/az-labour/", {**moment(), "absent_doctor": "seen before"})
    text = answer.content.decode()
    assert (answer.status_code, "Legal representative has to be present" in text, "Psychologist is not present" in text) == (
        400,
        True,
        True,
    )
    assert "Doctor is not present" not in text


def test_a_late_entry_is_typed_with_its_day(case: Case, code: str) -> None:
    client_of(person("officer")).post(f"/cases/{code}/screening/begin/az-labour/", moment(AT + 3 * HOUR))
    assert stored(case).at == AT + 3 * HOUR


def test_the_result_of_a_corrected_screening_leads_to_its_correction(case: Case, code: str) -> None:
    first = finished(answered(begun(case), AZ_L06="yes"))
    client = client_of(person("officer"))
    begin = client.post(f"/cases/{code}/screening/begin/az-labour/?corrects={first.id}", moment(AT + 4 * HOUR))
    with acting(person("officer").actor):
        second = Screening.objects.get(corrects=first)
    assert begin["Location"] == page_of(code, second.id, 1)
    finished(second)
    assert f"/screening/{second.id}/" in client.get(f"/cases/{code}/screening/{first.id}/").content.decode()
    compared = client.get(f"/cases/{code}/screening/{first.id}/compare/{second.id}/").content.decode()
    assert "Papers are kept by somebody else" in compared


def test_a_finished_screening_has_no_page_to_change_it(case: Case, code: str) -> None:
    row = finished(begun(case))
    client = client_of(person("officer"))
    for page in (page_of(code, row.id, 1), f"/cases/{code}/screening/{row.id}/elements/", f"/cases/{code}/screening/{row.id}/finish/"):
        assert client.get(page).status_code == 404


def pages(code: str, row: Screening, other: Screening) -> list[str]:
    base = f"/cases/{code}/screening/"
    own = [f"{row.id}/", f"{other.id}/page/1/", f"{other.id}/elements/", f"{other.id}/finish/", f"{row.id}/compare/{row.id}/"]
    return [base, f"{base}begin/az-labour/", f"{base}blank/az-labour/", *(base + page for page in own)]


def test_every_page_is_not_there_for_the_outsider(case: Case, code: str) -> None:
    row, other = finished(begun(case)), begun(case)
    inside, outside = client_of(person("officer")), client_of(person("outsider"))
    for page in pages(code, row, other):
        assert (page, inside.get(page).status_code) == (page, 200)
        assert (page, outside.get(page).status_code) == (page, 404)
    assert client_of(person("analyst")).get("/screenings/").status_code == 403
    assert client_of(person("analyst")).get(f"/cases/{code}/screening/").status_code == 403


def test_without_access_to_the_facts_screenings_are_absent_and_forms_remain(case: Case) -> None:
    row = finished(answered(begun(case), AZ_L06="yes"))
    to = person("outsider").actor.unit_id
    with acting(person("officer").actor), connection.cursor() as cursor:
        grant = "SELECT guard.share(%s, NULL, %s, 1, 1, 'assistance', 'statutory_handover', NULL, NULL, '')"
        cursor.execute(grant, [case.id, to])
    code, client = code_of(case, person("outsider")), client_of(person("outsider"))
    text = client.get(f"/cases/{code}/screening/").content.decode()
    assert (str(row.id) in text, "/begin/" in text, "/blank/az-labour/" in text) == (False, False, True)
    assert client.get(f"/cases/{code}/screening/{row.id}/").status_code == 404
    assert client.get(f"/cases/{code}/screening/begin/az-labour/").status_code == 404
    with acting(person("outsider").actor):
        assert queries.of_case(case).count() == 0


def counted(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_list_costs_the_same_for_one_and_for_three(case: Case, code: str) -> None:
    client = client_of(person("officer"))
    finished(begun(case))
    begun(opened())
    client.get("/screenings/")
    one = counted(client, f"/cases/{code}/screening/"), counted(client, "/screenings/")
    for _n in range(2):
        finished(begun(case))
        begun(opened())
    assert (counted(client, f"/cases/{code}/screening/"), counted(client, "/screenings/")) == one


def test_a_child_path_is_shown_on_the_result() -> None:
    case = opened(BOY)
    row = finished(begun(case, sitting=replace(CHILDS_COMPANY, acts=("harbouring",))))
    text = client_of(person("officer")).get(f"/cases/{code_of(case, person('officer'))}/screening/{row.id}/").content.decode()
    assert ("not needed for a child" in text, "on the child path" in text) == (True, True)
