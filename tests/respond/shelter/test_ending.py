"""An accreditation that ends soon is something to do for who accredits and for the house, by the pack's term. SHE-08."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.core.pack import load
from dayaq.respond.shelter import actions, rules
from tests.cast import person
from tests.respond.screening.world import client_of, code_of
from tests.respond.shelter.world import admitted, beds_in, case_of, place_of

WORDS: dict[str, Any] = {"kind": "domestic_violence", "reason": "standards_met", "outcome": "given"}


def test_she_08_each_country_says_how_long_before() -> None:
    ends = date(2026, 12, 31)
    assert rules.remind_from(load(settings.HOME_PACK), ends) == date(2026, 11, 1)
    assert rules.remind_from(load("demo"), ends) == date(2026, 12, 1)


@pytest.mark.django_db
def test_she_08_an_end_that_is_near_stands_on_today_of_both_and_in_a_list_of_its_own() -> None:
    by, house, other = person("accreditor").actor, person("shelter"), person("warden")
    now, day = timezone.now(), timezone.now().date()
    with acting(by):
        for whose, days in ((house, 20), (other, 400)):
            ends = day + timedelta(days=days)
            actions.accredit(provider=whose.actor.organisation_id, expires_on=ends, by=by, at=now, **WORDS)
    words = "accreditations that end soon"
    for name, there in (("accreditor", True), ("shelter", True), ("warden", False), ("ngo", False)):
        shown = client_of(person(name)).get("/").content.decode()
        assert (words in shown) is there, name
    listed = client_of(person("accreditor")).get("/shelter/accreditation/?show=ending").content.decode()
    assert listed.count("runs out soon") == 1
    with acting(by):
        ends = day + timedelta(days=800)
        actions.accredit(provider=house.actor.organisation_id, expires_on=ends, by=by, at=timezone.now(), **WORDS)
    assert words not in client_of(person("accreditor")).get("/").content.decode()


def test_she_06_an_answer_after_its_time_is_late_and_without_a_term_nothing_is() -> None:
    asked = datetime(2026, 5, 1, 8, tzinfo=UTC)
    now = asked + timedelta(hours=30)
    demo = load("demo")
    assert rules.answered_late(demo, asked, None, now)
    assert rules.answered_late(demo, asked, asked + timedelta(hours=25), now)
    assert not rules.answered_late(demo, asked, asked + timedelta(hours=23), now)
    assert not rules.answered_late(load("az"), asked, None, now)


@pytest.mark.django_db
def test_she_06_requests_answered_late_or_not_at_all_are_marked_for_the_house(settings: Any, monkeypatch: Any) -> None:
    house, case = person("shelter"), case_of()
    stay = admitted(beds_in(place_of())[0], case)
    now = timezone.now()
    with acting(house.actor):
        words = {"stay": stay, "wanted_from": now + timedelta(days=1), "wanted_until": None, "by": house.actor}
        first = actions.ask_leave(kind="out", at=now - timedelta(hours=60), **words)
        actions.ask_leave(kind="out", at=now - timedelta(hours=50), **words)
        actions.answer_leave(leave=first, answer="granted", reason="", by=house.actor, at=now - timedelta(hours=2))
    code = code_of(case, house)
    settings.HOME_PACK = "demo"
    monkeypatch.setattr("dayaq.respond.shelter.views.case.pack_of", lambda _case: load("demo"))
    for address in ("/shelter/leave/", f"/cases/{code}/shelter/"):
        shown = client_of(house).get(address).content.decode()
        assert ("answered late" in shown, "answer overdue" in shown) == (True, True), address
