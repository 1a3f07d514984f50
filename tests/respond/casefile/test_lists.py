"""The case list: filters in the address count what the tiles count; a constant number of queries; one list event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.audit.models import Event
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.models import Case
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ngo() -> Person:
    return person("ngo")


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def opened(who: Person, **facts: object) -> Case:
    with acting(who.actor):
        return actions.open_case(new=actions.NewCase(**facts), by=who.actor, at=AT)  # type: ignore[arg-type]  # facts of the test


def shown(client: Client, url: str) -> set[object]:
    page = client.get(url)
    assert page.status_code == 200
    return {case.id for case in page.context["page"].object_list}


@pytest.mark.parametrize("url", ["/cases/", "/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(url: str, ngo: Person) -> None:
    client, counts = signed_in(ngo), []
    for more in (1, 2):
        for _ in range(more):
            case = opened(ngo, under_18="yes")
            with acting(ngo.actor):
                actions.set_task(case=case, kind="best_interest", unit=ngo.unit.id, started_at=AT, due_at=AT, by=ngo.actor)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_case_page_asks_the_same_number_for_one_entry_and_for_many(ngo: Person) -> None:
    case = opened(ngo, under_18="yes")
    with acting(ngo.actor):
        code = queries.code_for(case, ngo.actor.organisation_id)
    client = signed_in(ngo)
    client.get(f"/cases/{code}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/cases/{code}/")
    with acting(ngo.actor):
        for kind in ("medical", "food", "lawyer"):
            actions.give_help(case=case, kind=kind, outcome="given", by=ngo.actor, at=AT)
    with CaptureQueriesContext(connection) as many:
        client.get(f"/cases/{code}/")
    assert len(few) == len(many)


def test_an_empty_list_says_what_to_do_next() -> None:
    body = signed_in(person("outsider")).get("/cases/").content.decode()
    assert "No cases yet" in body
    assert 'href="/cases/search/"' in body


def test_one_list_event_names_the_cases_shown(ngo: Person) -> None:
    ids = {opened(ngo).id, opened(ngo).id}
    signed_in(ngo).get("/cases/")
    with acting(ngo.actor):
        event = Event.objects.filter(action="list", kind="casefile:list").latest("id")
        assert (set(event.cases), event.count) == (ids, 2)


def test_the_outsider_sees_no_row(ngo: Person) -> None:
    opened(ngo)
    assert shown(signed_in(person("outsider")), "/cases/") == set()


def load(ngo: Person) -> None:
    """A small load in which every tile counts something else."""
    now = timezone.now()
    for _ in range(2):
        opened(ngo, under_18="yes")
    late, today, done = opened(ngo), opened(ngo), opened(ngo, under_18="no", under_18_reason="papers")
    with acting(ngo.actor):
        end = queries.pack_of(late).calendar
        midnight = end.day_start(end.local_date(now) + timedelta(days=1))
        actions.set_task(case=late, kind="identity", unit=ngo.unit.id, started_at=AT, due_at=AT, by=ngo.actor)
        actions.set_task(case=late, kind="family", unit=ngo.unit.id, started_at=AT, due_at=AT, by=ngo.actor)
        actions.set_task(case=today, kind="identity", unit=ngo.unit.id, started_at=AT, due_at=midnight - timedelta(seconds=1), by=ngo.actor)
        actions.set_task(case=today, kind="family", unit=ngo.unit.id, started_at=AT, due_at=midnight, by=ngo.actor)
        actions.close_case(case=done, by=ngo.actor, at=AT)


def test_every_tile_opens_a_list_of_exactly_what_it_counts(ngo: Person) -> None:
    load(ngo)
    with acting(ngo.actor):
        tiles = queries.tiles(ngo.actor)
    assert [tile.value for tile in tiles] == [4, 1, 1, 2, 0]
    assert [len(shown(signed_in(ngo), tile.url)) for tile in tiles] == [tile.value for tile in tiles]


def test_filters_stand_in_the_address_and_come_back_in_the_form(ngo: Person) -> None:
    load(ngo)
    page = signed_in(ngo).get("/cases/?child=child&state=open")
    assert page.context["page"].paginator.count == 2
    chips = page.context["active"]
    assert [dict(parse_qsl(urlsplit(chip["url"]).query)) for chip in chips] == [{"state": "open"}, {"child": "child"}]


def test_a_filter_that_is_no_choice_shows_no_fewer_rows_than_none(ngo: Person) -> None:
    load(ngo)
    assert len(shown(signed_in(ngo), "/cases/?child=elephant")) == 5


@pytest.mark.parametrize("band", [("", "not_asked"), ("", "unknown"), ("child", "known"), ("adult", "known")])
@pytest.mark.parametrize("answer", ["yes", "no", "cannot_be_excluded", "not_asked"])
def test_the_filter_of_children_is_the_mark_of_the_header(answer: str, band: tuple[str, str], ngo: Person) -> None:
    reason = "papers" if answer == "no" else ""
    case = opened(ngo, age_band=band, under_18=answer, under_18_reason=reason)
    mark = {"yes": "child", "possible": "possible", "no": "adult"}[queries.child_mark(case)]
    client = signed_in(ngo)
    assert [choice for choice in ("child", "possible", "adult") if shown(client, f"/cases/?child={choice}")] == [mark]


def test_sorting_by_what_is_due_next(ngo: Person) -> None:
    load(ngo)
    dues = [row["cells"][-1] for row in signed_in(ngo).get("/cases/?sort=due").context["rows"]]
    assert [bool(due) for due in dues] == [True, True, False, False, False]


def test_status_filter_follows_what_stands(ngo: Person) -> None:
    case = opened(ngo)
    with acting(ngo.actor):
        actions.assert_status(case=case, status="presumed", by=ngo.actor, at=AT + timedelta(days=1))
    assert shown(signed_in(ngo), "/cases/?status=presumed") == {case.id}
    assert shown(signed_in(ngo), "/cases/?status=suspected") == set()


def test_fifty_rows_a_page(ngo: Person) -> None:
    for _ in range(51):
        opened(ngo)
    client = signed_in(ngo)
    assert (len(shown(client, "/cases/")), len(shown(client, "/cases/?page=2"))) == (50, 1)
