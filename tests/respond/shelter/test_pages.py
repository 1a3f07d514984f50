"""Pages of shelters, each with the outsider: the board, a bed chosen, leave answered, visits, register, sums."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Affiliation, Organisation
from dayaq.respond.shelter import actions
from dayaq.respond.shelter.models import Accreditation, Finding, Incident, Leave, Place, Refusal, Rent, Reply, Report, Stay, Visit, Waiting
from tests.cast import person
from tests.respond.screening.world import client_of, code_of
from tests.respond.shelter.world import admitted, beds_in, case_of, place_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)
HOUSE = ("home", "places", "new_place", "waiting", "refusals", "new_refusal", "leaves", "incidents", "new_incident", "occupancy", "chart")
WATCH = ("visits", "register", "reports")


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def at(name: str, *rest: object) -> str:
    return reverse(f"shelter:{name}", args=rest)


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def moment(value: datetime | None = None) -> dict[str, str]:
    local = (value or timezone.now() - timedelta(minutes=2)).astimezone(UTC) + timedelta(hours=4)
    return {**day("day", local.date()), "clock": local.strftime("%H:%M")}


@pytest.fixture
def bed() -> Any:
    return beds_in(place_of(), count=2)[0]


@pytest.fixture
def case() -> Any:
    return case_of()


@pytest.fixture
def code(case: Any) -> str:
    return code_of(case, person("shelter"))


@pytest.fixture
def stay(bed: Any, case: Any) -> Stay:
    return admitted(bed, case, at=NOW - 2 * HOUR)


@pytest.mark.parametrize("name", [*HOUSE, *WATCH])
def test_pages_of_the_house_open_to_the_house(name: str, stay: Stay) -> None:
    assert client_of(person("shelter")).get(at(name)).status_code == 200


@pytest.mark.parametrize("who", ["outsider", "officer", "investigator", "ngo"])
@pytest.mark.parametrize("name", HOUSE)
def test_pages_of_the_house_are_closed_to_other_roles(name: str, who: str) -> None:
    watches = (who, name) == ("officer", "home")  # who reads overviews is led to the sums
    assert client_of(person(who)).get(at(name)).status_code == (302 if watches else 403)


def test_another_house_sees_nothing_of_this_one(stay: Stay, bed: Any, code: str) -> None:
    client = client_of(person("warden"))
    assert code not in text_of(client.get(at("home")))
    addresses = [at("place", bed.area.place_id), at("address", bed.area.place_id), at("out_of_use", bed.id), at("index", code)]
    assert {client.get(url).status_code for url in addresses} == {404}


@pytest.mark.parametrize("name", ["index", "admit", "wait", "refuse", "services", "rent"])
def test_the_outsider_finds_no_tab_of_the_case(name: str, code: str) -> None:
    expected = 404 if name == "index" else 403
    assert client_of(person("outsider")).get(at(name, code)).status_code == expected


def test_a_case_worker_with_the_location_sees_the_stay_but_no_place(stay: Stay, code: str) -> None:
    shown = text_of(client_of(person("ngo")).get(at("index", code)))
    assert "Guaranteed until" in shown
    assert ("house · " in shown, "Take in" in shown) == (False, False)


def test_places_and_beds_are_laid_out_on_pages() -> None:
    client = client_of(person("shelter"))
    answer = client.post(at("new_place"), {"code": "lime", "kind": "flat", "guarded": "on", "hidden": "on", **day("on", date(2012, 1, 1))})
    assert answer.status_code == 302
    with acting(person("shelter").actor):
        place = Place.objects.get(code="lime")
    assert (place.kind, place.guarded, place.hidden) == ("flat", True, True)
    client.post(at("new_beds", place.id), {"area": "w", "serves": "women", "count": "3", **day("since", date(2012, 1, 1))})
    client.post(at("address", place.id), {"text": "12 Invented Street"})
    assert "12 Invented Street" in text_of(client.get(at("address", place.id)))
    shown = text_of(client.get(at("place", place.id)))
    assert "Women <span" in shown
    assert "Invented Street" not in shown + text_of(client.get(at("places"))) + text_of(client.get(at("home")))


def test_a_bed_is_chosen_and_the_board_shows_the_code(bed: Any, case: Any, code: str) -> None:
    client = client_of(person("shelter"))
    answer = client.post(at("admit", code), {"choice": str(bed.id), "occupant": "0", "why": "no_place", **moment()})
    assert answer.status_code == 302
    assert code in text_of(client.get(at("home")))
    with acting(person("shelter").actor):
        assert Stay.objects.get().case_id == case.id


def test_a_mattress_is_refused_with_the_reason_and_what_was_typed_is_kept(bed: Any, code: str) -> None:
    client, choice = client_of(person("shelter")), f"without:{bed.area.place_id}"
    data = {"choice": choice, "occupant": "0", "why": "no_place", **moment()}
    answer = client.post(at("admit", code), data)
    assert answer.status_code == 400
    assert "A mattress is no shelter" in text_of(answer)
    assert f'value="{choice}" ' in text_of(answer)
    assert client.post(at("admit", code), {**data, "happened": "on"}).status_code == 302
    assert "Somebody sleeps without a bed" in text_of(client.get(at("home")))


def test_she_06_a_request_is_answered_with_a_reason_and_the_person_goes_out(stay: Stay, code: str) -> None:
    client = client_of(person("shelter"))
    wanted = {**day("from_day", NOW.date()), "from_clock": "10:00"}
    assert client.post(at("leave", code, stay.id), {"kind": "out", **wanted, **moment(NOW - HOUR)}).status_code == 302
    with acting(person("shelter").actor):
        leave = Leave.objects.get()
    assert at("answer", leave.id) in text_of(client.get(at("leaves")))
    refused = client.post(at("answer", leave.id), {"answer": "refused", "reason": "", **moment()})
    assert (refused.status_code, "A no needs its reason" in text_of(refused)) == (400, True)
    assert client.post(at("answer", leave.id), {"answer": "granted", "reason": "", **moment()}).status_code == 302
    client.post(at("walk", code, leave.id, "out"))
    assert "out now" in text_of(client.get(at("home")))
    client.post(at("walk", code, leave.id, "back"))
    with acting(person("shelter").actor):
        assert Leave.objects.get().back_at is not None
    assert client.post(at("walk", code, leave.id, "sideways")).status_code == 404


def test_a_telephone_needs_no_leave(stay: Stay, code: str) -> None:
    client = client_of(person("shelter"))
    client.post(at("leave", code, stay.id), {"kind": "phone", **day("from_day", NOW.date()), "from_clock": "10:00", **moment(NOW - HOUR)})
    with acting(person("shelter").actor):
        assert Leave.objects.get().answer == "not_needed"


def test_a_longer_stay_and_its_end_on_pages(stay: Stay, code: str) -> None:
    client = client_of(person("shelter"))
    longer = {"outcome": "granted", "reason": "health", **day("until", NOW.date() + timedelta(days=90)), **moment()}
    assert client.post(at("extend", code, stay.id), longer).status_code == 302
    assert "Longer stay granted" in text_of(client.get(at("index", code)))
    end = {"reason": "own_wish", "destination": "family", "why": "not_given", "version": "1", **moment()}
    assert client.post(at("end", code, stay.id), end).status_code == 302
    assert client.post(at("end", code, stay.id), end).status_code == 404
    assert "Family" in text_of(client.get(at("index", code)))


def test_a10_the_refusal_page_explains_and_records_what_happened(code: str) -> None:
    client, data = client_of(person("shelter")), {"reason": "not_cooperating", "cooperates": "no", **moment()}
    answer = client.post(at("refuse", code), data)
    assert (answer.status_code, "not refused for this reason" in text_of(answer)) == (400, True)
    assert client.post(at("refuse", code), {**data, "happened": "on"}).status_code == 302
    shown = text_of(client.get(f"{at('refusals')}?refusal_reason=not_cooperating"))
    assert "breach" in shown
    assert client.post(at("new_refusal"), {"reason": "full", "cooperates": "not_asked", **moment()}).status_code == 302
    with acting(person("shelter").actor) as keeper:
        assert Refusal.objects.count() == 2
        actions.refuse_bed(new=actions.RefusedPerson(reason="full", cooperates="cooperating"), by=keeper, at=NOW)  # as a case is told in
    shown = text_of(client.get(at("refusals")))
    assert ("Co-operates" in shown, ">cooperating<" in shown) == (True, False)


def test_waiting_with_reasons_and_what_came_of_it(code: str) -> None:
    client = client_of(person("shelter"))
    client.post(at("wait", code), {"serves": "women", "priorities": ["danger"], **moment()})
    assert code in text_of(client.get(at("waiting")))
    with acting(person("shelter").actor):
        row = Waiting.objects.get()
    client.post(at("stop_waiting", row.id), {"outcome": "elsewhere", **moment()})
    assert code not in text_of(client.get(at("waiting")))


def test_an_incident_names_cases_by_code_and_its_list_none(stay: Stay, code: str) -> None:
    client = client_of(person("shelter"))
    data = {
        "place": str(stay.place_id),
        "kind": "self_harm",
        "persons": "1",
        "codes": code,
        "told_to": ["doctor"],
        "done": "doctor",
        **moment(),
    }
    assert client.post(at("new_incident"), data).status_code == 302
    shown = text_of(client.get(at("incidents")))
    assert ("Self-harm" in shown, code in shown) == (True, False)
    with acting(person("shelter").actor):
        assert Incident.objects.get().about.get().case_id == stay.case_id


def test_she_03_what_was_given_is_ticked_by_day_and_counted_by_year(stay: Stay, code: str) -> None:
    client, today = client_of(person("shelter")), (NOW + 4 * HOUR).date()
    for kinds in (["food", "medicine"], ["food"]):
        assert client.post(at("services", code), {**day("day", today), "kinds": kinds}).status_code == 302
    shown = text_of(client.get(f"{at('occupancy')}?year={today.year}"))
    assert ("Food" in shown, "Medicine" in shown) == (True, False)
    assert "Saved." in shown
    assert (f">Jan {today.year}<" in shown, f"{today.year}-01" in shown) == (True, False)


def test_transitional_housing_has_a_small_rent(code: str) -> None:
    client = client_of(person("shelter"))
    data = {**day("since", date(2016, 1, 1)), **day("until", date(2016, 4, 1)), "amount": "20"}
    assert client.post(at("rent", code), data).status_code == 302
    with acting(person("shelter").actor):
        rents = list(Rent.objects.order_by("due_on"))
    assert [rent.due_on.month for rent in rents] == [1, 2, 3]
    assert client.post(at("paid", code, rents[0].id), {**day("on", date(2016, 1, 5)), "paid": "20"}).status_code == 302
    assert "Record the payment" in text_of(client.get(at("index", code)))


def test_a_visit_its_findings_and_the_reply() -> None:
    """MON-02."""
    monitor, house, body = client_of(person("monitor")), client_of(person("shelter")), Organisation.objects.get(code="clean_world")
    place_of(code="open-house")
    place_of(code="secret-flat", hidden=True)
    shown = text_of(monitor.get(at("new_visit")))
    assert ("open-house" in shown, "secret-flat" in shown) == (True, False)
    monitor.post(at("new_visit"), {"provider": str(body.id), "residents": "3", "staff": "1", **moment()})
    with acting(person("monitor").actor):
        visit = Visit.objects.get()
    finding = {"standard": "separate_areas", "result": "not_met", "text": "one building"}
    assert monitor.post(at("new_finding", visit.id), finding).status_code == 400
    assert monitor.post(at("new_finding", visit.id), {**finding, **day("due_on", date(2016, 6, 1))}).status_code == 302
    with acting(person("monitor").actor):
        row = Finding.objects.get()
    assert house.post(at("reply", row.id), {"agrees": "on", "text": "a wall is built"}).status_code == 302
    assert "a wall is built" in text_of(monitor.get(at("visit", visit.id)))
    assert monitor.post(at("settle", row.id), day("on", date(2016, 6, 2))).status_code == 302
    assert client_of(person("warden")).get(at("visit", visit.id)).status_code == 404
    assert client_of(person("outsider")).get(at("visit", visit.id)).status_code == 403
    with acting(person("warden").actor):
        assert Reply.objects.count() + Finding.objects.count() == 0


def test_a22_nobody_monitors_or_accredits_a_body_he_or_she_is_tied_to() -> None:
    who = person("chair", "ombudsperson", "monitor")
    body = Organisation.objects.get(code="clean_world")
    Affiliation.objects.create(user=who.user, organisation=body, function="chair", valid_from=date(2010, 1, 1))
    answer = client_of(who).post(at("new_visit"), {"provider": str(body.id), "residents": "0", "staff": "0", **moment()})
    assert (answer.status_code, "You have a tie" in text_of(answer)) == (400, True)
    with acting(who.actor):
        assert Visit.objects.count() == 0


def test_she_08_the_register_refuses_what_does_not_exist_and_shows_what_ran_out() -> None:
    client, body = client_of(person("accreditor")), Organisation.objects.get(code="clean_world")
    data = {"provider": str(body.id), "kind": "trafficking", "outcome": "given", "reason": "standards_met", **moment()}
    assert client.post(at("accredit"), data).status_code == 400
    soon = day("expires_on", (NOW + timedelta(days=20)).date())
    assert client.post(at("accredit"), {**data, "kind": "domestic_violence", **soon}).status_code == 302
    assert "runs out soon" in text_of(client_of(person("shelter")).get(at("register")))
    with acting(person("accreditor").actor):
        row = Accreditation.objects.get()
    assert client.post(at("withdraw", row.id), {**day("on", NOW.date() - timedelta(days=1)), "reason": "findings"}).status_code == 302
    assert "withdrawn" in text_of(client.get(at("register")))
    assert client_of(person("shelter")).post(at("withdraw", row.id)).status_code == 403


def test_she_09_a_report_is_handed_in_once() -> None:
    client = client_of(person("shelter"))
    assert client.post(at("hand_in", "five_years", "2016-01-31")).status_code == 302
    client.post(at("hand_in", "five_years", "2016-01-31"))
    with acting(person("shelter").actor):
        assert Report.objects.count() == 1
    for kind, due in (("nothing", "2016-01-31"), ("annual", "never")):
        assert client.post(at("hand_in", kind, due)).status_code == 404


def test_the_coordinator_reads_sums_and_no_house_or_code(stay: Stay, code: str) -> None:
    client = client_of(person("coordinator"))
    assert client.get(at("home")).status_code == 302
    shown = text_of(client.get(at("national")))
    assert ("Houses of organisations" in shown, code in shown, "house ·" in shown) == (True, False, False)
    assert client.get(at("occupancy")).status_code == 403


@pytest.mark.parametrize("name", ["home", "leaves", "waiting"])
def test_lists_ask_the_same_number_of_questions_for_one_row_and_for_three(name: str) -> None:
    beds, by, client = beds_in(place_of(), count=4), person("shelter").actor, client_of(person("shelter"))

    def more(n: int) -> None:
        stay = admitted(beds[n], case_of(), at=NOW - HOUR)
        with acting(by):
            actions.ask_leave(stay=stay, kind="out", wanted_from=NOW, wanted_until=None, by=by, at=NOW)
            actions.wait(case=case_of(), serves="women", priorities=[], by=by, at=NOW)

    more(0)
    client.get(at(name))
    with CaptureQueriesContext(connection) as one:
        client.get(at(name))
    more(1)
    more(2)
    with CaptureQueriesContext(connection) as three:
        client.get(at(name))
    assert len(three) == len(one)
