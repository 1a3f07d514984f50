"""Residence and return through their pages; the outsider everywhere; the check stays neutral."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.residence import actions
from dayaq.respond.residence.models import Continuing, Permit, Reflection, RemovalAlert, Return
from tests.cast import person
from tests.respond.residence.test_actions import AT, BOY, DAY, begun, does, opened, prepared
from tests.respond.screening.world import client_of, code_of, moment

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def at(code: str, page: str = "", part: str = "residence") -> str:
    return f"/cases/{code}/{part}/{page}"


def post(client: Client, url: str, data: dict[str, Any], days: int = 1) -> Any:
    return client.post(url, {**moment(AT + days * DAY), **data})


@pytest.fixture
def case() -> Case:
    return opened(who="ngo")


@pytest.fixture
def code(case: Case) -> str:
    return code_of(case, person("ngo"))


def test_a_reflection_period_is_recorded_and_ends_on_the_own_wish(case: Case, code: str) -> None:
    client = client_of(person("ngo"))
    page = text_of(client.get(at(code)))
    assert ("the person was not told of it" in page, "None was given" in page) == (True, True)
    assert post(client, at(code, "reflection/"), {"body": "sms"})["Location"] == at(code)
    with acting(person("ngo").actor):
        period = Reflection.objects.get(case=case)
    url = at(code, f"reflection/{period.id}/end/")
    assert "own wish" not in text_of(client.get(url)).lower().replace("the person does not want it any longer", "")
    refused = post(client, url, {"reason": "public_order", "version": "1"}, 2)
    assert (refused.status_code, "another body ends" in text_of(refused)) == (400, True)
    assert post(client, url, {"reason": "own_wish", "version": "1"}, 2)["Location"] == at(code)
    assert client.get(url).status_code == 404


def test_a_stale_form_keeps_what_was_typed_and_says_so(case: Case, code: str) -> None:
    period = does("ngo", actions.give_reflection, case=case, at=AT + DAY, body="sms")
    answer = post(client_of(person("ngo")), at(code, f"reflection/{period.id}/end/"), {"reason": "own_wish", "version": "7"}, 2)
    assert (answer.status_code, "Somebody else did this meanwhile" in text_of(answer)) == (400, True)


def test_a_permit_goes_from_application_to_its_end(case: Case, code: str) -> None:
    client = client_of(person("ngo"))
    data = {"kind": "temporary", "grounds": ["personal"]}
    assert post(client, at(code, "permits/"), data)["Location"] == at(code)
    with acting(person("ngo").actor):
        permit = Permit.objects.get(case=case)
    day = {"starts_on_day": "1", "starts_on_month": "6", "starts_on_year": "2014"}
    url = at(code, f"permits/{permit.id}/grant/")
    assert post(client, url, {"body": "sms", "version": "1", **day}, 2)["Location"] == at(code)
    page = text_of(client.get(at(code)))
    assert (">1 Jun 2014</time> – <time" in page, ">31 May 2015</time>" in page, "Temporary resident" in page) == (True, True, True)
    assert "Saved." in page
    assert client.get(at(code, f"permits/{permit.id}/renew/")).status_code == 200
    assert post(client, at(code, f"permits/{permit.id}/end/"), {"reason": "left"}, 3)["Location"] == at(code)


def test_a_refusal_shows_reason_and_remedy(case: Case, code: str) -> None:
    client = client_of(person("ngo"))
    permit = does("ngo", actions.apply_permit, case=case, kind="temporary", grounds=("personal",), at=AT)
    url = at(code, f"permits/{permit.id}/refuse/")
    assert post(client, url, {"body": "sms", "reason": "no_ground", "version": "1"}, 2)["Location"] == at(code)
    page = text_of(client.get(at(code)))
    assert ("The grounds were not found" in page, "administrative court" in page) == (True, True)


def test_alerts_and_what_goes_on_after_departure(case: Case, code: str) -> None:
    client = client_of(person("ngo"))
    assert post(client, at(code, "alert/"), {"kind": "wages"})["Location"] == at(code)
    data = {"kind": "power_of_attorney", "holder": "Lawyer Invented"}
    assert post(client, at(code, "after/"), data)["Location"] == at(code)
    page = text_of(client.get(at(code)))
    assert ("Unpaid wages" in page, "Lawyer Invented" in page) == (True, True)
    with acting(person("ngo").actor):
        alert, row = RemovalAlert.objects.get(case=case), Continuing.objects.get(case=case)
    client.post(at(code, f"alert/{alert.id}/end/"))
    client.post(at(code, f"after/{row.id}/end/"))
    page = text_of(client.get(at(code)))
    assert ("No open claim is known" in page, "Lawyer Invented" in page) == (True, False)


def test_ret_03_the_page_says_what_is_missing_and_a_return_goes_its_way(case: Case, code: str) -> None:
    client = client_of(person("ngo"))
    assert post(client, at(code, "begin/", "return"), {"kind": "home", "country": "PH"})["Location"] == at(code, "", "return")
    with acting(person("ngo").actor):
        journey = Return.objects.get(case=case)
    page = text_of(client.get(at(code, "", "return")))
    assert ("No return before its risk was assessed" in page, "free choice is not recorded" in page) == (True, True)

    def step(page: str, days: int, **data: Any) -> None:
        with acting(person("ngo").actor):
            journey.refresh_from_db()
        answer = post(client, at(code, f"{journey.id}/{page}/", "return"), {"version": str(journey.version), **data}, days)
        assert answer.status_code == 302, text_of(answer)

    day = {"travel_day_day": "20", "travel_day_month": "5", "travel_day_year": "2014", "travel_clock": "10:00"}
    early = {**day, "papers": "passport", "transport": "air", "paid_by": ["international"], "version": str(journey.version)}
    refused = post(client, at(code, f"{journey.id}/plan/", "return"), early, 2)
    assert (refused.status_code, "No return before its risk was assessed" in text_of(refused)) == (400, True)
    step("choice", 2, free="yes", informed="yes", advised="yes", language="tl")
    step("risk", 3, factors=["none_found"], level="low", excluded="yes", safe="yes", text="", language="en")
    step("partner", 4, outcome="prepared", name="Partner Invented", contact="desk 1", consent="on")
    step("plan", 5, **{name: value for name, value in early.items() if name != "version"})
    step("depart", 20)
    step("arrive", 21, met_by="partner")
    step("follow-up", 50, outcome="safe", through="partner")
    page = text_of(client.get(at(code, "", "return")))
    assert ("Partner Invented" in page, "After the return" in page) == (True, True)


def test_a16_the_page_of_a_child_asks_for_its_view_and_best_interests() -> None:
    case = opened(BOY, who="ngo")
    code, client = code_of(case, person("ngo")), client_of(person("ngo"))
    journey = begun(case)
    page = text_of(client.get(at(code, "", "return")))
    assert ("best interests are not decided" in page, "own view is required" in page) == (True, True)
    assert "best interests" in text_of(client.get(at(code, f"{journey.id}/risk/", "return")))
    data = {"view": "could_not_say", "heard_by": "psychologist", "text": "", "language": "az"}
    assert post(client, at(code, f"{journey.id}/child/", "return"), data, 3).status_code == 302
    assert "own view is required" not in text_of(client.get(at(code, "", "return")))


def test_a_removal_that_happened_can_be_recorded(case: Case, code: str) -> None:
    data = {"country": "PH", "body": "sms", "reason": "ordered"}
    answer = post(client_of(person("ngo")), at(code, "removed/", "return"), data)
    assert answer["Location"] == at(code, "", "return")
    assert "removed: a breach" in text_of(client_of(person("ngo")).get(at(code, "", "return")))


def test_every_form_of_the_area_is_drawn_and_hidden_from_the_outsider(case: Case, code: str) -> None:
    period = does("ngo", actions.give_reflection, case=case, at=AT + DAY, body="sms")
    permit = does("ngo", actions.apply_permit, case=case, kind="temporary", grounds=("personal",), at=AT)
    journey = prepared(case)
    client, stranger = client_of(person("ngo")), client_of(person("outsider"))
    pages = ["", "reflection/", "reflection/declined/", f"reflection/{period.id}/longer/", f"reflection/{period.id}/end/", "permits/"]
    pages += [f"permits/{permit.id}/{word}/" for word in ("grant", "refuse", "withdraw")] + ["alert/", "after/"]
    ways = ["", "begin/", "removed/"]
    ways += [
        f"{journey.id}/{word}/" for word in ("choice", "risk", "child", "partner", "way", "plan", "depart", "arrive", "follow-up", "cancel")
    ]
    urls = [*(at(code, page) for page in pages), *(at(code, page, "return") for page in ways)]
    assert [url for url in urls if client.get(url).status_code != 200] == []
    assert [url for url in urls if stranger.get(url).status_code != 404] == []
    assert {client_of(person("analyst")).get(url).status_code for url in urls} == {403}
    own = code_of(opened(who="outsider"), person("outsider"))
    mixed = [url.replace(code, own) for url in urls if str(period.id) in url or str(permit.id) in url or str(journey.id) in url]
    assert {stranger.get(url).status_code for url in mixed} == {404}


def test_the_lists_show_what_is_due_and_nothing_to_the_outsider(case: Case, code: str) -> None:
    does("ngo", actions.apply_permit, case=case, kind="temporary", grounds=("personal",), at=AT)
    begun(case)
    client, stranger = client_of(person("ngo")), client_of(person("outsider"))
    waiting, way = reverse("residence:expiring") + "?show=waiting", reverse("residence:under_way")
    assert (code in text_of(client.get(waiting)), code in text_of(client.get(way))) == (True, True)
    assert (code in text_of(stranger.get(waiting)), code in text_of(stranger.get(way))) == (False, False)
    assert client_of(person("auditor")).get(way).status_code == 403


def test_the_lists_ask_the_same_number_of_queries_for_one_and_three(case: Case) -> None:
    begun(case)
    client = client_of(person("ngo"))
    client.get(reverse("residence:under_way"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("residence:under_way"))
    for _more in range(2):
        begun(opened(who="ngo"))
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("residence:under_way"))
    assert len(one) == len(three)


def test_the_check_of_the_migration_service_says_hold_or_not_and_never_why(case: Case, code: str) -> None:
    does("ngo", actions.give_reflection, case=case, at=AT, body="sms")
    client = client_of(person("migration"))
    url = reverse("residence:check")
    quiet = text_of(client.post(url, {"code": code}))
    assert "Hold: yes" in quiet  # the status still holds
    none = text_of(client.post(url, {"code": "AZ-0000-0000"}))
    assert ("Hold: no" in none, "Hold: yes" in none) == (True, False)
    told = quiet.lower().replace("the answer is hold or no hold", "")
    assert [
        word for word in ("victim", "traffick", "reflection", "presum", "wage") if word in told.partition("<h1>")[2].partition("</form>")[0]
    ] == []
    assert client_of(person("ngo")).get(url).status_code == 403


def test_the_tabs_are_there_for_who_works_on_residence_only(code: str) -> None:
    shown = text_of(client_of(person("ngo")).get(at(code)))
    assert (f'href="{at(code)}"' in shown, f'href="{at(code, "", "return")}"' in shown) == (True, True)
    found = opened(who="inspector", status="suspected")
    assert "/residence/" not in text_of(client_of(person("inspector")).get(f"/cases/{code_of(found, person('inspector'))}/"))
