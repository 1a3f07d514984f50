"""Referral pages by eye and axe, wide and narrow; a person received at the door with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.jobs import actions as jobs
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.referral import actions
from dayaq.respond.referral.models import Referral
from tests.cast import person
from tests.journeys.conftest import check
from tests.respond.referral.world import accepted, received, sent_by, suspected_by

pytestmark = [pytest.mark.journey]


def code(referral: Any, who: Any) -> str:
    with acting(who.actor):
        return code_for(referral.case, who.actor.organisation_id)


def look(page: Any, address: str, picture: str) -> None:
    answer = page.goto(address)
    assert (answer.status, page.url.endswith(address)) == (200, True), address
    check(page, picture)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_receiving_pages_are_whole(visit: Callable[..., Any], narrow: bool) -> None:
    duty, since = person("duty"), timezone.now() - timedelta(hours=30)
    person("coordinator")
    waiting = sent_by("inspector", at=since, risks=("violence", "family"), message="Invented words.")
    here, owed = sent_by("ngo", at=since), sent_by("ngo")
    received(here, at=since + timedelta(hours=2))
    accepted(owed, at=timezone.now())
    page, side = visit(duty, narrow=narrow), "narrow" if narrow else "wide"
    known = code(waiting, duty)
    for name, address in {
        "inbox": "/referrals/",
        "arrival": "/referrals/arrival/",
        "of-case": f"/cases/{known}/referrals/",
        "one": f"/cases/{known}/referrals/{waiting.id}/",
        "receive": f"/cases/{known}/referrals/{waiting.id}/receive/",
        "received": f"/cases/{code(here, duty)}/referrals/{here.id}/",
        "decline": f"/cases/{code(here, duty)}/referrals/{here.id}/decline/",
        "breach": f"/cases/{known}/referrals/breach/",
        "overview": "/referrals/overview/",
        "today": "/",
    }.items():
        look(page, address, f"referral-{name}-{side}")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_finders_pages_are_whole(visit: Callable[..., Any], narrow: bool) -> None:
    inspector, since = person("inspector"), timezone.now() - timedelta(hours=25)
    late = suspected_by("inspector", at=since)
    with acting(inspector.actor):
        actions.record_breach(case=late.case, kind="unfit_place", reason="no_place", body="district_police", by=inspector.actor, at=since)
    sent_by("inspector", at=since)
    page, side, known = visit(inspector, narrow=narrow), "narrow" if narrow else "wide", code(late, inspector)
    for name, address in {
        "sent": "/referrals/sent/",
        "report": "/referrals/report/",
        "send": f"/cases/{known}/referrals/send/",
        "suspicion": f"/cases/{known}/referrals/suspicion/",
        "draft": f"/cases/{known}/referrals/{late.id}/",
        "case-of-finder": f"/cases/{known}/referrals/",
    }.items():
        look(page, address, f"referral-{name}-{side}")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_of_background_work_are_whole(visit: Callable[..., Any], narrow: bool) -> None:
    administrator, now = person("administrator"), timezone.now()
    jobs.post(
        to="a@example.invalid", subject="A referral is waiting: AZ-0000-0000-0", body="Case: AZ-0000-0000-0\nhttp://localhost:8000/", at=now
    )
    work = jobs.ask_work(kind="demo.build", label="Building the demo", by=administrator.actor, at=now, total=10)
    page, side = visit(administrator, narrow=narrow), "narrow" if narrow else "wide"
    for name, address in {"outbox": "/work/outbox/", "works": "/work/", "work": f"/work/{work.id}/"}.items():
        look(page, address, f"jobs-{name}-{side}")


def test_duty_officer_receives_at_the_door_by_keyboard(visit: Callable[..., Any]) -> None:
    duty = person("duty")
    page = visit(duty, narrow=True)
    page.goto("/referrals/arrival/")
    page.focus("#id_under_18_0")
    page.keyboard.press("ArrowDown")
    page.focus("button:has-text('The person has arrived now')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/")
    check(page, "referral-received-at-the-door")
    with acting(duty.actor):
        assert [row.status for row in Referral.objects.all()] == ["received"]


def test_forbidden_hands_are_explained_beside_the_field(visit: Callable[..., Any]) -> None:
    inspector = person("inspector")
    draft = suspected_by("inspector", at=timezone.now() - timedelta(hours=2))
    page = visit(inspector)
    page.goto(f"/cases/{code(draft, inspector)}/referrals/send/")
    page.select_option("#id_to_unit", label="District police station")
    page.click("main button.button-primary:has-text('Send')")
    assert "officer on duty of the Main Department" in page.inner_text("#id_to_unit_error")
    check(page, "referral-refused")
