"""Searching before creating: a person one must not know is answered exactly like nobody, and the owner is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.http import HttpResponse
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.base.audit.models import Event
from dayaq.core.decision import Refused
from dayaq.respond.casefile import actions, jobs, queries
from dayaq.respond.casefile.models import Case, SearchNotice
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
HIDDEN, NOBODY = "Uydurmazadə", "Qurmabəyli"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ngo() -> Person:
    return person("ngo")


@pytest.fixture
def case(ngo: Person) -> Case:
    with acting(ngo.actor):
        new = actions.NewCase(under_18="no", under_18_reason="papers")
        made = actions.open_case(new=new, by=ngo.actor, at=AT)
        actions.record_identity(case=made, given_name="Zərifə", family_name=HIDDEN, birth="1990", by=ngo.actor, at=AT)
        actions.record_word(case=made, word="refused", by=ngo.actor, at=AT)
        return made


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def answer(client: Client, text: str, born: str = "") -> HttpResponse:
    return client.post("/cases/search/", {"q": text, "born": born})  # type: ignore[return-value]  # the test client's answer is one


def neutral(page: HttpResponse, asked: str) -> str:
    """The page without what differs in every request (tokens) and what the asker typed."""
    text = re.sub(r'name="(csrfmiddlewaretoken|token)" value="[^"]+"', "", page.content.decode())
    return text.replace(asked, "ASKED")


@pytest.mark.parametrize("name", ["duty", "officer", "outsider", "shelter"])
def test_a_hidden_person_is_answered_exactly_like_nobody(name: str, case: Case) -> None:
    who = person(name) if name != "shelter" else person("other_shelter", "amc", "shelter_manager")
    client = signed_in(who)
    hidden, nobody = answer(client, HIDDEN), answer(client, NOBODY)
    assert hidden.status_code == nobody.status_code == 200
    assert neutral(hidden, HIDDEN) == neutral(nobody, NOBODY)
    assert "No case found" in hidden.content.decode()


def test_the_number_of_queries_is_the_same_for_a_hidden_person_and_for_nobody(case: Case, django_assert_num_queries: object) -> None:
    duty = person("duty")
    counts = []
    for text in (HIDDEN, NOBODY):
        with acting(duty.actor):
            connection.force_debug_cursor = True
            before = len(connection.queries_log)
            assert actions.search(text=text, born=None, by=duty.actor) == []
            counts.append(len(connection.queries_log) - before)
            connection.force_debug_cursor = False
    assert counts[0] == counts[1]


@pytest.mark.parametrize("text", ["Uydurmazadə Zərifə", "Zarifa Uydurmazada", "Уйдурмазаде Зарифа"])
def test_the_owner_finds_the_person_in_any_spelling(text: str, case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        assert actions.search(text=text, born=None, by=ngo.actor) == [case]


def test_the_year_of_birth_narrows_by_one_year(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        found = [bool(actions.search(text=f"Zərifə {HIDDEN}", born=year, by=ngo.actor)) for year in (1988, 1989, 1990, 1991, 1992)]
    assert found == [False, True, True, True, False]


def test_the_code_finds_the_case(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        code = queries.code_for(case, ngo.actor.organisation_id)
        assert actions.search(text=code.replace("-", " ").lower(), born=None, by=ngo.actor) == [case]


def test_the_owner_is_told_later_and_once(case: Case, ngo: Person) -> None:
    duty = person("duty")
    with acting(duty.actor):
        actions.search(text=f"Zarifa {HIDDEN}", born=1990, by=duty.actor)
        assert SearchNotice.objects.count() == 0
    assert jobs.deliver_search_notices() == 1
    assert jobs.deliver_search_notices() == 0
    with acting(ngo.actor):
        notice = SearchNotice.objects.get()
        assert (notice.case_id, notice.organisation) == (case.id, duty.actor.organisation_id)
        code = queries.code_for(case, ngo.actor.organisation_id)
    with acting(duty.actor):
        assert SearchNotice.objects.count() == 0
    client = signed_in(ngo)
    assert "Somebody searched for this person" in client.get(f"/cases/{code}/").content.decode()
    tile = next(tile for tile in tiles_of(ngo) if "notices" in tile.url)
    assert tile.value == 1
    assert client.post(f"/cases/{code}/notices/seen/").status_code == 302
    assert "Somebody searched for this person" not in client.get(f"/cases/{code}/").content.decode()


def tiles_of(who: Person) -> Iterator[object]:
    with acting(who.actor):
        return iter(queries.tiles(who.actor))


def test_a_search_by_somebody_who_sees_the_case_makes_no_notice(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.search(text=f"Zərifə {HIDDEN}", born=None, by=ngo.actor)
    assert jobs.deliver_search_notices() == 0


def test_another_year_of_birth_makes_no_notice(case: Case) -> None:
    duty = person("duty")
    with acting(duty.actor):
        actions.search(text=f"Zərifə {HIDDEN}", born=1960, by=duty.actor)
    assert jobs.deliver_search_notices() == 0


def test_what_was_asked_is_kept_as_digests_nobody_but_the_guard_reads(case: Case) -> None:
    duty = person("duty")
    with acting(duty.actor):
        actions.search(text=HIDDEN, born=None, by=duty.actor)
        event = Event.objects.filter(action="search").latest("id")
        assert (event.detail, event.case_id, event.cases, event.row) == ({}, None, [], "")
    with pytest.raises(ProgrammingError, match="permission denied"), acting(duty.actor), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casefile_searchrequest")


def test_only_the_clock_service_delivers(case: Case) -> None:
    with pytest.raises(ProgrammingError, match="only the clock service"), acting(person("duty").actor):
        actions.deliver_search_notices()


def test_thirty_searches_a_minute_and_no_more(ngo: Person) -> None:
    with acting(ngo.actor):
        for _ in range(30):
            actions.search(text=NOBODY, born=None, by=ngo.actor)
        with pytest.raises(Refused, match="Wait a minute"):
            actions.search(text=NOBODY, born=None, by=ngo.actor)
        assert Event.objects.filter(action="search", outcome="refused").count() == 1
    page = answer(signed_in(ngo), NOBODY)
    assert page.status_code == 429
    assert "Wait a minute" in page.content.decode()
    with acting(person("shelter").actor):
        assert actions.search(text=NOBODY, born=None, by=person("shelter").actor) == []


def test_roles_that_do_not_search_are_refused() -> None:
    for name in ("investigator", "analyst", "auditor", "coordinator"):
        assert signed_in(person(name)).get("/cases/search/").status_code == 403


def new_case(**changed: str) -> dict[str, str]:
    facts = {f"{name}_state": "not_asked" for name in ("sex", "nationality", "age_band", "exploitation", "route")}
    when = {"day_day": "14", "day_month": "1", "day_year": "2016", "clock": "10:00"}
    return {**facts, **when, "under_18": "cannot_be_excluded", "birth": "", **changed}


def test_a_new_case_is_reached_only_through_a_search(ngo: Person) -> None:
    client = signed_in(ngo)
    assert client.get("/cases/new/").headers["Location"] == "/cases/search/"
    assert client.post("/cases/new/", new_case()).headers["Location"] == "/cases/search/"
    answer(client, NOBODY)
    assert client.get("/cases/new/").status_code == 200


def test_what_was_searched_is_offered_in_the_form_and_never_in_an_address(ngo: Person) -> None:
    client = signed_in(ngo)
    page = answer(client, NOBODY, "1990")
    token = re.search(r'name="token" value="([^"]+)"', page.content.decode())
    assert token
    form = client.post("/cases/new/", {"token": token[1], "q": NOBODY, "born": "1990"}).content.decode()
    assert f'value="{NOBODY}"' in form
    made = client.post("/cases/new/", new_case(family_name=NOBODY, birth="1990", sex="female", sex_state="known"))
    assert re.fullmatch(r"/cases/[A-Z]{2}-\w{4}-\w{4}-\w/", made.headers["Location"])
    with acting(ngo.actor):
        assert [case.opened_at for case in actions.search(text=NOBODY, born=None, by=ngo.actor)] == [datetime(2016, 1, 14, 6, tzinfo=UTC)]


def test_the_age_question_must_be_answered_and_nothing_typed_is_lost(ngo: Person) -> None:
    client = signed_in(ngo)
    answer(client, NOBODY)
    page = client.post("/cases/new/", new_case(under_18="no", family_name=NOBODY))
    assert "Say what the answer rests on." in page.content.decode()
    assert f'value="{NOBODY}"' in page.content.decode()


def test_one_search_opens_one_case(ngo: Person) -> None:
    client = signed_in(ngo)
    answer(client, NOBODY)
    assert client.post("/cases/new/", new_case()).status_code == 302
    assert client.get("/cases/new/").headers["Location"] == "/cases/search/"
