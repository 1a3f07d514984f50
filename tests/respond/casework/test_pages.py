"""Every page of case work: for those who work on the case, and for the outsider."""

from __future__ import annotations

from typing import Any

import pytest

from dayaq.respond.casefile.queries import Case
from tests.cast import Person, person

pytestmark = pytest.mark.django_db
CASE = (
    "work/",
    "work/task/",
    "work/flag/",
    "work/assign/",
    "work/stage/",
    "notes/",
    "files/",
    "conferences/",
    "transfer/",
    "links/",
    "join/",
    "letters/",
    "summary/",
)
DESK = ("", "bulk/", "bulk/?deed=task", "bulk/?deed=assign", "hand-over/", "doubles/", "activity/", "transfers/")


@pytest.mark.parametrize("page", CASE)
def test_a_page_of_a_case_is_there_for_those_who_work_on_it_only(
    page: str, case: Case, shelter: Person, client_of: Any, code_of: Any
) -> None:
    address = f"/cases/{code_of(case, shelter)}/{page}"
    assert client_of(shelter).get(address).status_code == 200
    assert (
        client_of(
            person(
                "outsider",
            )
        )
        .get(address)
        .status_code
        == 404
    )
    assert client_of(person("analyst")).get(address).status_code == 403


@pytest.mark.parametrize("page", DESK)
def test_the_desk_opens_for_its_roles_and_shows_nothing_of_others(
    page: str, case: Case, shelter: Person, client_of: Any, code_of: Any
) -> None:
    assert client_of(shelter).get(f"/casework/{page}").status_code == 200
    other = client_of(person("outsider")).get(f"/casework/{page}")
    assert other.status_code in {200, 403}
    assert code_of(case, shelter) not in other.content.decode()
    assert client_of(person("analyst")).get(f"/casework/{page}").status_code == 403


def test_feature_1_whatever_can_be_done_is_two_clicks_from_the_case(case: Case, shelter: Person, client_of: Any, code_of: Any) -> None:
    code, client = code_of(case, shelter), client_of(shelter)
    body = client.get(f"/cases/{code}/").content.decode()
    assert f"/cases/{code}/work/" in body or f"/cases/{code}/access/" in body
    work = client.get(f"/cases/{code}/work/").content.decode()
    for page in (
        "work/task/",
        "work/flag/",
        "work/assign/",
        "work/stage/",
        "transfer/",
        "letters/",
        "conferences/",
        "links/",
        "summary/",
        "notes/",
        "files/",
    ):
        assert f'href="/cases/{code}/{page}"' in work


def test_many_at_once_by_the_page_names_the_one_that_failed(
    case: Case, shelter: Person, open_case: Any, client_of: Any, code_of: Any
) -> None:
    second, client = open_case(shelter), client_of(shelter)
    one = {"deed": "flag", "reason": "danger", "case": [str(case.id)]}
    assert "1 record was changed" in client.post("/casework/bulk/", one).content.decode()
    body = client.post("/casework/bulk/", {**one, "case": [str(case.id), str(second.id)]}).content.decode()
    assert "1 record was changed" in body
    assert f'<span class="code">{code_of(case, shelter)}</span>: This mark is on the case already.' in body


def test_what_the_unit_did_is_a_page_with_filters(case: Case, shelter: Person, client_of: Any) -> None:
    body = client_of(shelter).get("/casework/activity/", {"area": "casefile"}).content.decode()
    assert "case opened" in body
    assert "Your unit did nothing" in client_of(shelter).get("/casework/activity/", {"area": "referral"}).content.decode()
