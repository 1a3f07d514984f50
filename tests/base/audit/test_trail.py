"""The trail as an auditor reads it: everything that happened, nothing that was said; sums that open what they count."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.audit import queries, rules
from dayaq.base.audit.actions import listed, log
from dayaq.base.audit.models import Event
from dayaq.base.audit.queries import Filters
from dayaq.core.pack import load
from dayaq.respond.casefile import actions
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import code_for
from tests import cast

pytestmark = pytest.mark.django_db
MARK = re.compile(r"\b[0-9a-f]{5}-[0-9a-f]{5}\b")
URL = "/trail/"


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name).user)
    return client


def case_of(name: str) -> Case:
    actor = cast.person(name).actor
    with acting(actor):
        return actions.open_case(new=actions.NewCase(), by=actor, at=timezone.now())


def opened(name: str, case: Case, times: int = 1) -> None:
    """Let somebody open a case by its page."""
    person, client = cast.person(name), signed_in(name)
    with acting(person.actor):
        code = code_for(case, person.actor.organisation_id)
    for _ in range(times):
        assert client.get(reverse("casefile:case", args=[code])).status_code == 200


def mark_of(case: UUID) -> str:
    with acting(cast.person("auditor").actor):
        return queries.marks([case])[case]


def rows(client: Client, **filters: str) -> list[Any]:
    answer = client.get(URL, filters)
    assert answer.status_code == 200
    return list(answer.context["rows"])


def file_of(client: Client, **filters: str) -> list[dict[str, str]]:
    answer = client.get(f"{URL}file/", filters)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", ["", "file/"])
@pytest.mark.parametrize("name", sorted(set(cast.ROLES) - {"auditor"}))
def test_the_trail_is_shut_to_every_other_role(name: str, path: str) -> None:
    assert signed_in(name).get(f"{URL}{path}").status_code == 403


@pytest.mark.parametrize("path", ["", "file/"])
def test_the_trail_is_shut_to_strangers(path: str) -> None:
    answer = Client().get(f"{URL}{path}")
    assert (answer.status_code, "login" in answer.headers["Location"]) == (302, True)


def test_planted_name_and_telephone_leave_only_the_names_of_their_columns() -> None:
    ngo, case = cast.person("ngo").actor, case_of("ngo")
    with acting(ngo):
        actions.record_identity(case=case, by=ngo, at=timezone.now(), given_name="Zqname", family_name="Zqfamily", birth="1998")
    with acting(ngo):
        actions.record_identity(case=case, by=ngo, at=timezone.now(), given_name="Zqother", family_name="Zqfamily", birth="1998", version=1)
    log("reveal", kind="casefile:contact", case=case.id, groups="G5", detail={"reason": "+994 50 000 00 07"})
    auditor = signed_in("auditor")
    page, taken = auditor.get(URL).content.decode(), auditor.get(f"{URL}file/").content.decode()
    for text in ("Zqname", "Zqfamily", "Zqother", "000 00 07", str(case.id)):
        assert (text, text in page, text in taken) == (text, False, False)
    changed = [row for row in rows(auditor, action="update") if row.event.kind == "casefile_identity"]
    assert [(row.thing, row.groups, "given_name" in row.columns) for row in changed] == [("identity", "Identity", True)]


def test_an_event_is_said_in_words() -> None:
    case = case_of("ngo")
    opened("ngo", case)
    [row] = rows(signed_in("auditor"), action="read")
    assert (row.who, row.role, row.done, row.thing, row.page, row.outcome) == (
        "Ngo Invented", "Case worker of an organisation", "opened", "case file", "casefile:case", "done",
    )  # fmt: skip
    assert row.body == "Clean World"
    assert row.groups.startswith("Core, Identity")
    assert row.mark == mark_of(case.id)


def test_one_file_is_followed_by_its_mark_through_reads_lists_and_changes() -> None:
    one, other = case_of("ngo"), case_of("ngo")
    opened("ngo", one)
    with acting(cast.person("ngo").actor):
        listed(kind="casefile:list", cases=[one.id, other.id])
    auditor, mark = signed_in("auditor"), mark_of(one.id)
    found = rows(auditor, file=mark)
    assert {row.mark for row in found} == {mark, ""}
    assert [row.event.action for row in found if row.event.action in {"read", "list"}] == ["list", "read"]
    assert {row.event.case_id for row in found} == {one.id, None}
    assert mark_of(other.id) != mark
    assert rows(auditor, file="00000-00000") == []


def test_marks_and_the_files_behind_them_are_for_auditors_only() -> None:
    case = case_of("ngo")
    mark = mark_of(case.id)
    for name in ("ngo", "outsider", "coordinator", "administrator"):
        with acting(cast.person(name).actor):
            assert (queries.marks([case.id]), queries.files(mark)) == ({}, [])
    with acting(cast.person("auditor").actor):
        assert queries.files(mark) == [case.id]


def test_a_mark_leads_the_auditor_to_no_page_of_the_case() -> None:
    case, ngo = case_of("ngo"), cast.person("ngo").actor
    with acting(ngo):
        code = code_for(case, ngo.organisation_id)
    auditor = signed_in("auditor")
    assert auditor.get(URL).status_code == 200
    assert {auditor.get(reverse("casefile:case", args=[word])).status_code for word in (mark_of(case.id), code)} <= {403, 404}


def test_reading_the_trail_and_taking_it_along_leave_events() -> None:
    case_of("ngo")
    auditor = signed_in("auditor")
    auditor.get(URL, {"action": "insert"})
    auditor.get(f"{URL}file/")
    own = Event.objects.filter(kind="audit.trail").order_by("id")
    with acting(cast.person("auditor").actor):
        seen = [(event.action, event.actor, event.detail) for event in own]
    me = cast.person("auditor").user.id
    assert seen == [("list", me, {"filters": {"action": "insert"}}), ("export", me, {"filters": {}})]
    assert [(row.done, row.thing) for row in rows(auditor, person=str(me), action="export")] == [("taken as a file", "trail")]


def test_filters_narrow_the_list_and_stay_in_the_address() -> None:
    with acting(cast.person("ngo").actor) as ngo_actor:
        case = actions.open_case(new=actions.NewCase(under_18="cannot_be_excluded"), by=ngo_actor, at=timezone.now())
    opened("ngo", case)
    signed_in("duty").get("/people/")
    auditor, ngo = signed_in("auditor"), cast.person("ngo")
    assert {row.who for row in rows(auditor, person=str(ngo.user.id))} == {"Ngo Invented"}
    assert {row.event.role for row in rows(auditor, role="duty_officer")} == {"duty_officer"}
    assert {row.body for row in rows(auditor, body="clean_world")} == {"Clean World"}
    assert {row.event.action for row in rows(auditor, action="denied")} == {"denied"}
    assert {row.event.outcome for row in rows(auditor, outcome="403")} == {"403"}
    assert {row.event.kind for row in rows(auditor, about="casefile_task")} == {"casefile_task"}
    assert {row.event.kind for row in rows(auditor, about="casefile:")} == {"casefile:case"}
    assert {row.event.kind for row in rows(auditor, about="accounts:")} == {"accounts:people"}
    answer = auditor.get(URL, {"action": "denied", "role": "duty_officer"})
    assert [chip["url"] for chip in answer.context["active"]] == [f"{URL}?role=duty_officer", f"{URL}?action=denied"]


def test_a_sign_in_is_found_under_the_person_who_came_in() -> None:
    person = cast.person("ngo").user
    log("sign_in", kind="account", row=str(person.id))
    log("sign_in", kind="account", outcome="refused")
    auditor = signed_in("auditor")
    found = [(row.who, row.outcome) for row in rows(auditor, action="sign_in")]
    assert found == [("Auditor Invented", "done"), ("nobody signed in", "refused"), ("Ngo Invented", "done")]
    assert [row.who for row in rows(auditor, action="sign_in", person=str(person.id))] == ["Ngo Invented"]


def test_days_are_whole_days_of_the_country_and_the_last_one_counts() -> None:
    log("search", kind="casefile.search")
    calendar = load("az").calendar
    today = calendar.local_date(timezone.now())

    def day(name: str, day: Any) -> dict[str, str]:
        return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}

    auditor, tomorrow = signed_in("auditor"), calendar.local_date(timezone.now() + timedelta(days=1))
    assert len(rows(auditor, action="search", **day("since", today), **day("until", today))) == 1
    assert rows(auditor, action="search", **day("since", tomorrow)) == []
    wrong = auditor.get(URL, {**day("since", tomorrow), **day("until", today)})
    assert wrong.context["form"].errors == {"until": ["The last day is before the first."]}


def test_a_filter_nobody_offers_is_explained_and_changes_nothing() -> None:
    log("search", kind="casefile.search")
    answer = signed_in("auditor").get(URL, {"person": "nobody", "file": "x' OR 1=1", "page": "zero"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (200, ["file", "person"])
    assert len(answer.context["rows"]) > 0


def test_every_sum_opens_the_events_it_counts() -> None:
    opened("ngo", case_of("ngo"), times=3)
    log("search", kind="casefile.search")
    log("failed", kind="today", outcome="500")
    signed_in("duty").get("/people/")
    auditor = signed_in("auditor")
    tiles = auditor.get(URL, {"outcome": "ok"}).context["tiles"]
    assert [tile.value for tile in tiles] == [3, 1, 1, 1]
    for tile in tiles:
        assert auditor.get(tile.url).context["page"].paginator.count == tile.value


def test_those_who_opened_most_come_first_with_their_number() -> None:
    case = case_of("ngo")
    opened("ngo", case, times=2)
    opened("shelter", case, times=1)
    answer = signed_in("auditor").get(URL)
    assert [(name, n) for name, n, _url in answer.context["readers"]] == [("Ngo Invented", 2), ("Shelter Invented", 1)]
    first = answer.context["readers"][0][2]
    assert signed_in("auditor").get(first).context["page"].paginator.count == 2


def test_the_auditors_today_counts_the_week_and_opens_exactly_that() -> None:
    log("search", kind="casefile.search")
    log("failed", kind="today", outcome="500")
    signed_in("duty").get("/people/")
    auditor = signed_in("auditor")
    answer = auditor.get("/")
    assert [(tile.label, tile.value) for tile in answer.context["tiles"]] == [
        ("denied in the last 7 days", 1),
        ("faults of the system in the last 7 days", 1),
        ("searches in the last 7 days", 1),
    ]
    for tile in answer.context["tiles"]:
        assert auditor.get(tile.url).context["page"].paginator.count == tile.value
    assert reverse("audit:trail") in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "place"), [("administrator", "accounts:people"), ("analyst", "figures:list"), ("rapporteur", "figures:list")]
)
def test_todays_box_of_places_says_what_is_there(name: str, place: str) -> None:
    answer = signed_in(name).get("/")
    box = answer.content.decode().partition("Your places")[2]
    assert f'href="{reverse(place)}"' in box
    assert f'href="{reverse("accounts:roles")}"' in box
    assert box.count('<span class="soft">') >= 2
    assert [tile.label for tile in answer.context["tiles"] if "7 days" in tile.label] == []


def test_the_csv_holds_what_the_list_shows_and_runs_no_formula() -> None:
    person = cast.person("ngo").user
    type(person).objects.filter(id=person.id).update(name="=1+1")
    opened("ngo", case_of("ngo"))
    auditor = signed_in("auditor")
    [line] = file_of(auditor, action="read")
    assert (line["person"], line["action"], line["page_or_table"], line["outcome"]) == ("'=1+1", "read", "casefile:case", "ok")
    assert MARK.fullmatch(line["file"])
    assert line["at"].endswith("+04:00")
    assert line["groups"].startswith("G1 G2")


def test_a_page_holds_fifty_and_the_next_the_rest() -> None:
    for _ in range(60):
        log("search", kind="casefile.search")
    auditor = signed_in("auditor")
    assert len(rows(auditor, action="search")) == 50
    assert len(rows(auditor, action="search", page="2")) == 10
    assert len(file_of(auditor, action="search")) == 60


def test_the_empty_list_says_what_to_do() -> None:
    page = signed_in("auditor").get(URL, {"action": "delete"}).content.decode()
    assert "No event matches" in page
    assert "Take as CSV" not in page


def test_one_row_and_many_ask_the_same_number_of_questions() -> None:
    auditor = signed_in("auditor")

    def asked(**filters: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            rows(auditor, **filters)
        return len(seen)

    log("search", kind="casefile.search")
    asked(action="search")
    few = asked(action="search")
    for name in ("ngo", "shelter", "ngo"):
        opened(name, case_of(name))
    assert asked() == few
    assert len(rows(auditor)) > 20


def test_every_recorded_table_and_every_area_has_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'record_change'")
        tables = {table for (table,) in cursor.fetchall()}
    assert len(tables) > 30
    history = {f"audit_history{ending}" for ending in (*(f"g{n}" for n in range(1, 10)), "staff")}
    assert tables - history - set(rules.THINGS) == set()
    areas = {app.label for app in apps.get_app_configs() if app.name.startswith("dayaq.") and app.label not in {"access", "ui", "site"}}
    assert areas - set(rules.AREAS) == set()


def test_a_filter_of_dates_comes_back_from_its_own_address() -> None:
    today = load("az").calendar.local_date(timezone.now())
    url = Filters(action="denied", since=today, until=today).url()
    assert signed_in("auditor").get(url).context["active"][1:] != []
    assert [chip["label"].partition(":")[0] for chip in signed_in("auditor").get(url).context["active"]] == [
        "Action",
        "First day",
        "Last day",
    ]
