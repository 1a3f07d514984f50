"""To whom the person was led and what went by a link stand in the own window, and are taken back there at once."""

from __future__ import annotations

from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import service
from dayaq.respond.casefile.queries import Case, Task, visible
from dayaq.respond.network import actions
from dayaq.respond.network.actions.links import door
from dayaq.respond.network.models import Link, Onward
from dayaq.respond.window import queries
from tests.cast import person
from tests.respond.network.test_actions import linked, parcel
from tests.respond.referral.world import case_by
from tests.respond.window.world import entered, given, now, text_of

pytestmark = pytest.mark.django_db


def led(case: Case) -> Onward:
    by, to = person("ngo").actor, person("helper")
    with acting(by):
        return actions.refer_onward(case=case, to_unit=to.unit, services=["medical"], by=by, at=now(), carries_story=True)


def test_a_person_takes_back_that_she_was_led_to_a_service_and_the_body_is_out_at_once() -> None:
    case, helper = case_by("ngo"), person("helper")
    row = led(case)
    with acting(helper.actor):
        assert groups_of(case.id) == Group.G1 | Group.G3
    client = entered(given(case).words)
    page = text_of(client.get("/mine/"))
    assert "Led to a service" in page
    assert f"/mine/{row.id}/" in page
    assert "Led to a service" in text_of(client.get(f"/mine/{row.id}/"))
    assert client.post(f"/mine/{row.id}/").status_code == 200
    with acting(helper.actor):
        assert list(visible()) == []
    with acting(person("ngo").actor):
        row.refresh_from_db()
        assert (row.status, row.withdrawn_at is not None) == ("withdrawn", True)
        assert case.timeline.filter(kind="network.withdrawn").count() == 1
        assert not Task.objects.filter(case=case, kind="network.answer", done_at__isnull=True).exists()
    assert client.get(f"/mine/{row.id}/").status_code == 404


def test_a_link_for_a_service_outside_ends_in_the_window_too() -> None:
    case, made = linked()
    client = entered(given(case).words)
    assert "by a link" in text_of(client.get("/mine/"))
    assert client.post(f"/mine/{made.link.id}/").status_code == 200
    assert door(made.token) is None
    with acting(person("ngo").actor):
        row = Link.objects.get(id=made.link.id)
        assert (row.status, row.withdrawn_why) == ("withdrawn", "consent")
    assert "taken back" in text_of(client.get("/mine/"))


def test_words_of_one_file_end_nothing_of_another() -> None:
    case, other = case_by("ngo"), case_by("ngo")
    row, by = led(other), person("ngo").actor
    with acting(by):
        made = actions.make_link(case=other, parcel=parcel(), by=by, at=now())
    client = entered(given(case).words)
    for key in (row.id, made.link.id):
        assert client.post(f"/mine/{key}/").status_code == 404
    with acting(service("window")):
        asked: Any = queries.asked("window_withdraw", "0" * 64, row.id)
    assert asked is False
    with acting(by):
        assert (Onward.objects.get(id=row.id).status, Link.objects.get(id=made.link.id).status) == ("sent", "open")
