"""Long work: progress others can see, stopping, failing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from dayaq.base.jobs import actions
from dayaq.base.jobs.models import Work
from dayaq.base.jobs.rules import State
from tests import cast

NOW = datetime(2017, 3, 1, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def ask(by: str = "analyst") -> Work:
    return actions.ask_work(kind="register.import", label="Import of a file", by=cast.person(by).actor, at=NOW, total=10)


def test_work_advances_and_ends_done() -> None:
    row = ask()
    with actions.carrying_out(row.id):
        actions.advance(work=row.id, done=4)
        row.refresh_from_db()
        assert (row.state, row.done, row.total) == (State.RUNNING, 4, 10)
        actions.advance(work=row.id, done=10)
    row.refresh_from_db()
    assert (row.state, row.done, row.finished_at is None) == (State.DONE, 10, False)


def test_work_asked_to_stop_ends_at_its_next_step() -> None:
    row, steps = ask(), []
    with actions.carrying_out(row.id):
        for number in range(1, 10):
            if number == 3:
                assert actions.ask_stop(work=row, by=cast.person("analyst").actor)
            actions.advance(work=row.id, done=number)
            steps.append(number)
    row.refresh_from_db()
    assert (row.state, row.done, steps) == (State.STOPPED, 3, [1, 2])
    assert not actions.ask_stop(work=row, by=cast.person("analyst").actor)


def test_work_stops_when_the_process_is_asked_to_end() -> None:
    row = ask()
    actions.LEAVING.set()
    try:
        with actions.carrying_out(row.id):
            actions.advance(work=row.id, done=1)
    finally:
        actions.LEAVING.clear()
    row.refresh_from_db()
    assert row.state == State.STOPPED


def test_work_that_fails_says_so_and_raises() -> None:
    row = ask()
    with pytest.raises(ZeroDivisionError), actions.carrying_out(row.id):
        raise ZeroDivisionError("a value nobody should read")
    row.refresh_from_db()
    assert (row.state, row.message) == (State.FAILED, "ZeroDivisionError")


def test_pages_of_work_belong_to_the_one_who_asked(client: Client) -> None:
    row = ask()
    for name, status in {"analyst": 200, "administrator": 200, "outsider": 404}.items():
        client.force_login(cast.person(name).user)
        assert client.get(f"/work/{row.id}/").status_code == status, name
    client.force_login(cast.person("outsider").user)
    assert client.post(f"/work/{row.id}/stop/").status_code == 404
    client.force_login(cast.person("analyst").user)
    assert client.post(f"/work/{row.id}/stop/").status_code == 302
    row.refresh_from_db()
    assert row.stop_asked


def test_progress_is_a_fragment_for_htmx(client: Client) -> None:
    row = ask()
    client.force_login(cast.person("analyst").user)
    whole, part = client.get(f"/work/{row.id}/").content, client.get(f"/work/{row.id}/", headers={"HX-Request": "true"}).content
    assert (b"<html" in whole, b"<html" in part, b'max="10"' in part) == (True, False, True)
