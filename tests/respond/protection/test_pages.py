"""Protection through its pages; the outsider and other roles everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.protection import actions
from dayaq.respond.protection.models import FalseName, LetterAddress, Liability, Measure, Subject, Threat
from tests.cast import person
from tests.respond.protection.test_actions import FINE, PLAN, SEEN, THREAT, other, protects
from tests.respond.residence.test_actions import AT, DAY, opened
from tests.respond.screening.world import client_of, code_of, moment

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def post(client: Client, url: str, data: dict[str, Any], days: int = 1) -> Any:
    return client.post(url, {**moment(AT + days * DAY), **data})


@pytest.fixture
def case() -> Case:
    return opened(who="ngo")


@pytest.fixture
def code(case: Case) -> str:
    return code_of(case, person("ngo"))


def test_risk_plan_threat_and_liability_through_the_tab(case: Case, code: str) -> None:
    client, tab = client_of(person("ngo")), f"/cases/{code}/safety/"
    assert "The risk was not assessed yet" in text_of(client.get(tab))
    day = {"next_review_day": "1", "next_review_month": "6", "next_review_year": "2014"}
    risk = {"factors": ["weapons"], "mitigations": ["safe_word"], "level": "high", "text": "Zqwords", "language": "en", **day}
    assert post(client, f"/safety/{case.id}/risk/", risk)["Location"] == tab
    plan = {"steps": "Zqstep", "contacts": "", "code_word": "Zqcode", "agreed": "yes", "language": "tl"}
    assert post(client, f"/safety/{case.id}/plan/", {**plan, "agreed": "no"}).status_code == 400
    assert post(client, f"/safety/{case.id}/plan/", plan)["Location"] == tab
    threat = {
        "target": "family",
        "source": "trafficker",
        "channel": "phone",
        "urgent": "on",
        "reported_to": "",
        "text": "",
        "language": "en",
    }
    assert post(client, f"/safety/{case.id}/threat/", threat, 2)["Location"] == tab
    fine = {"kind": "fined", "act": "irregular_stay", "article": "339", "body": "sms", "amount": "300", "why": "not_given"}
    assert post(client, f"/safety/{case.id}/liability/", fine, 2)["Location"] == tab
    page = text_of(client.get(tab))
    shown = [
        word in page
        for word in ("Zqwords", "Zqstep", "danger now", "against the rule: a breach", "300.00 AZN", "risk is to be looked at again")
    ]
    assert shown == [True] * 6
    with acting(person("ngo").actor):
        row, event = Threat.objects.get(), Liability.objects.get()
    done = {"reported_to": "ctmd", "responses": ["called_in"], "version": "1"}
    assert post(client, f"/safety/{case.id}/threat/{row.id}/", done, 3)["Location"] == tab
    assert post(client, f"/safety/{case.id}/threat/{row.id}/close/", {"reason": "stopped", "version": "2"}, 4)["Location"] == tab
    assert post(client, f"/safety/{case.id}/liability/{event.id}/invoke/", {"invoked_by": "lawyer", "version": "1"}, 3)["Location"] == tab
    assert post(client, f"/safety/{case.id}/liability/{event.id}/answer/", {"answer": "refused", "version": "2"}, 4)["Location"] == tab


def test_vwp_01_measures_names_and_letters_through_the_tab(case: Case, code: str) -> None:
    client, tab = client_of(person("ngo")), f"/cases/{code}/safety/"
    assert post(client, f"/safety/{case.id}/measure/", {"kind": "video_link", "how": "requested"})["Location"] == tab
    with acting(person("ngo").actor):
        row = Measure.objects.get()
    url = f"/safety/{case.id}/measure/{row.id}/"
    refused = post(client, url, {"answer": "refused", "body": "court", "reason": "", "version": "1"}, 2)
    assert (refused.status_code, "A refusal needs its reason" in text_of(refused)) == (400, True)
    assert post(client, url, {"answer": "granted", "body": "court", "reason": "", "version": "1"}, 2)["Location"] == tab
    assert post(client, f"{url}use/", {"no_equipment": "on", "version": "2"}, 3)["Location"] == tab
    assert post(client, f"{url}end/", {"version": "3"}, 4)["Location"] == tab
    assert post(client, f"/safety/{case.id}/name/", {"name": "Zqother", "document": "P1"})["Location"] == tab
    letters = {"receiver": "Zqaunt", "address": "Zqstreet 1", "caution": ""}
    assert post(client, f"/safety/{case.id}/letters/", letters)["Location"] == tab
    page = text_of(client.get(tab))
    assert [word in page for word in ("equipment missing", "Zqother", "Zqstreet 1")] == [True] * 3
    with acting(person("ngo").actor):
        name, address = FalseName.objects.get(), LetterAddress.objects.get()
    client.post(f"/safety/{case.id}/name/{name.id}/end/")
    assert "Zqother" not in text_of(client.get(tab))
    client.post(f"/safety/{case.id}/letters/{address.id}/end/")


def test_a_relative_is_protected_on_a_page_of_the_own(case: Case, code: str) -> None:
    client = client_of(person("ngo"))
    data = {"kind": "relative", "name": "Zqsister", "contact": "", "linked": "AZ-0000-0000"}
    assert "No case of yours has this code" in text_of(post(client, "/safety/people/new/", data))
    made = post(client, "/safety/people/new/", {**data, "linked": code})
    with acting(person("ngo").actor):
        sister = Subject.objects.exclude(kind="person").get()
    assert made["Location"] == f"/safety/{sister.id}/"
    threat = {"target": "self", "source": "unknown", "channel": "phone", "text": "", "language": "en"}
    assert post(client, f"/safety/{sister.id}/threat/", threat, 2)["Location"] == f"/safety/{sister.id}/"
    page, listed = text_of(client.get(f"/safety/{sister.id}/")), text_of(client.get("/safety/people/"))
    assert ("Zqsister" in page, code in page, "Zqsister" in listed) == (True, True, True)
    assert "Zqsister" not in text_of(client.get(f"/cases/{code}/safety/"))
    assert "Relative" in text_of(client.get("/safety/threats/"))
    for name in ("outsider", "officer"):
        assert client_of(person(name)).get(f"/safety/{sister.id}/").status_code == 404
        assert "Zqsister" not in text_of(client_of(person(name)).get("/safety/people/"))


def test_the_page_of_the_person_of_a_case_is_the_tab(case: Case, code: str) -> None:
    assert client_of(person("ngo")).get(f"/safety/{case.id}/")["Location"] == f"/cases/{code}/safety/"


def test_every_step_is_drawn_hidden_from_the_outsider_and_refused_to_other_roles(case: Case, code: str) -> None:
    threat = protects("ngo", actions.report_threat, case, new=THREAT)
    measure = protects("ngo", actions.propose_measure, case, kind="video_link", how="requested")
    event = protects("ngo", actions.record_liability, case, new=FINE)
    steps = ["risk", "plan", "threat", "measure", "name", "letters", "liability", f"threat/{threat.id}", f"threat/{threat.id}/close"]
    steps += [f"measure/{measure.id}", f"measure/{measure.id}/use", f"measure/{measure.id}/end", f"liability/{event.id}/invoke"]
    urls = [f"/cases/{code}/safety/", *(f"/safety/{case.id}/{one}/" for one in steps)]
    client, stranger = client_of(person("ngo")), client_of(person("outsider"))
    assert [url for url in urls if client.get(url).status_code != 200] == []
    assert [url for url in urls if stranger.get(url).status_code != 404] == []
    assert {client_of(person("migration")).get(url).status_code for url in urls} == {403}
    own = opened(who="outsider")
    mixed = [
        url.replace(str(case.id), str(own.id)) for url in urls if str(threat.id) in url or str(measure.id) in url or str(event.id) in url
    ]
    assert {stranger.get(url).status_code for url in mixed} == {404}


def test_the_list_of_threats_shows_urgent_ones_first_and_nothing_to_strangers(case: Case, code: str) -> None:
    protects("ngo", actions.report_threat, case, new=THREAT)
    assert code in text_of(client_of(person("ngo")).get("/safety/threats/"))
    assert code not in text_of(client_of(person("outsider")).get("/safety/threats/"))
    assert client_of(person("analyst")).get("/safety/threats/").status_code == 403


def test_the_list_asks_the_same_number_of_queries_for_one_and_three(case: Case) -> None:
    client = client_of(person("ngo"))
    protects("ngo", actions.report_threat, case, new=THREAT)
    client.get("/safety/threats/")
    with CaptureQueriesContext(connection) as one:
        client.get("/safety/threats/")
    for _more in range(2):
        protects("ngo", actions.report_threat, opened(who="ngo"), new=THREAT)
    other(who="ngo")
    with CaptureQueriesContext(connection) as three:
        client.get("/safety/threats/")
    assert len(one) == len(three)


def test_an_officer_who_sees_no_places_sees_that_there_is_a_plan_and_not_what_it_says() -> None:
    case = opened(who="officer")
    protects("officer", actions.agree_plan, case, plan=PLAN)
    protects("officer", actions.assess_risk, case, seen=SEEN)
    page = text_of(client_of(person("officer")).get(f"/cases/{code_of(case, person('officer'))}/safety/"))
    assert ("Agreed with the person" in page, "Zqhelper" in page) == (True, False)
    assert reverse("protection:threats") in page
