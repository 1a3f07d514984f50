"""In a real browser: six fields survive a lost connection unsent and locked, and pages of network and hotline are whole at both widths."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.hotline import actions as hotline
from dayaq.respond.network import actions
from dayaq.respond.network.models import Encounter
from tests import cast
from tests.journeys.conftest import FAULTS, NARROW, WIDE, browser, check, server, visit  # noqa: F401 - fixtures
from tests.respond.hotline.test_actions import call_by
from tests.respond.network.test_actions import parcel, service_of
from tests.respond.referral.world import accepted, case_by, sent_by

pytestmark = pytest.mark.journey
STORED = """async () => {
  const open = () => new Promise((yes) => { const asked = indexedDB.open("dayaq-report"); asked.onsuccess = () => yes(asked.result); });
  const database = await open();
  if (![...database.objectStoreNames].includes("kept")) { database.close(); return null; }
  const get = (name) => new Promise((yes) => { const asked = database.transaction("kept").objectStore("kept").get(name); asked.onsuccess = () => yes(asked.result); });
  const key = await get("key"), report = await get("report");
  database.close();
  return report ? { extractable: key.extractable, text: new TextDecoder().decode(report.sealed) } : null;
}"""


def fill(page: Any) -> None:
    """Six fields."""
    page.select_option("[name=place]", "border")
    page.check("[name=sex][value=female]")
    page.check("[name=under_18][value=cannot_be_excluded]")
    page.fill("[name=seen]", "zqseen somebody else holds her passport")
    page.select_option("[name=leaflet]", "border:ru")


def reported() -> int:
    with acting(cast.person("inspector").actor):
        return Encounter.objects.count()


def test_six_fields_wait_locked_for_the_connection_and_are_sent_once(visit: Callable[..., Any]) -> None:  # noqa: F811 - the fixture
    page = visit(cast.person("inspector"), narrow=True)
    page.goto(reverse("network:refer"))
    fill(page)
    page.context.set_offline(True)
    page.click("text=Send the report")
    page.wait_for_selector("text=No connection")
    kept = page.evaluate(STORED)
    assert kept["extractable"] is False
    assert "zqseen" not in kept["text"]
    assert reported() == 0
    FAULTS.clear()  # the browser says that the net is gone
    page.context.set_offline(False)
    page.goto(reverse("network:refer"))
    page.wait_for_selector("text=it was not sent yet")
    assert page.input_value("[name=seen]").startswith("zqseen")
    assert page.is_checked("[name=sex][value=female]")
    page.click("text=Send the report")
    page.wait_for_selector("text=Your duty to refer is done")
    page.wait_for_timeout(300)
    assert page.evaluate(STORED) is None
    assert reported() == 1
    assert FAULTS == []


def test_another_person_at_the_same_telephone_finds_nothing(visit: Callable[..., Any]) -> None:  # noqa: F811 - the fixture
    from tests.journeys.conftest import session_of

    page = visit(cast.person("inspector"))
    page.goto(reverse("network:refer"))
    fill(page)
    page.wait_for_timeout(700)
    assert page.evaluate(STORED) is not None
    page.evaluate("window.onbeforeunload = null")
    page.context.add_cookies([{"name": "sessionid", "value": session_of(cast.person("ngo")), "url": page.url.split("/refer")[0]}])
    page.goto(reverse("network:refer"))
    page.wait_for_timeout(700)
    assert page.input_value("[name=seen]") == ""
    assert page.evaluate(STORED) is None


def world() -> dict[str, str]:
    """One row of everything, and the addresses of its pages by who looks."""
    by, now, helper = cast.person("ngo").actor, timezone.now(), cast.person("helper")
    case, row = case_by("ngo"), service_of("ngo", sexes=["female"], capacity=4, free=2, free_on=now.date())
    accepted(sent_by("inspector"))
    call = call_by("ngo", topic="thb_labour", note="a brick works", caller_country="TR")
    with acting(by):
        made = actions.make_link(case=case, parcel=parcel(), by=by, at=now)
        told = {"country": "UA", "partner_kind": "ngo", "risk": "low", "risk_note": "None known.", "by": by, "at": now}
        package = actions.make_package(case=case, parcel=parcel(), **told)
        actions.refer_onward(case=case, to_unit=helper.unit, services=["social"], by=by, at=now)
        hotline.plan_call_back(
            call=call, channel="telephone", contact="555", safe_times="mornings", due_at=now - timedelta(hours=1), by=by, at=now
        )
        start = now.replace(minute=0, second=0, microsecond=0)
        hotline.keep_shift(line="clean_world", person=by.user_id, starts_at=start, ends_at=start + timedelta(hours=4), by=by, at=now)
        known = code_for(case, by.organisation_id)
    plain = ["directory", "new_service", "inbox", "answers", "times", "refer"]
    pages = {f"network-{name}": reverse(f"network:{name}") for name in plain}
    pages |= {f"network-{name}": reverse(f"network:{name}", args=[known]) for name in ("of_case", "lead", "new_link", "new_package")}
    pages |= {
        "network-service": reverse("network:service", args=[row.id]),
        "network-link": reverse("network:link", args=[known, made.link.id]),
    }
    pages |= {"network-package": reverse("network:package", args=[known, package.id])}
    names = ["desk", "new_call", "calls", "call_backs", "new_line", "shifts", "hand_ons", "figures", "tally"]
    pages |= {f"hotline-{name}": reverse(f"hotline:{name}") for name in names}
    pages |= {"hotline-lines": reverse("hotline:lines") + "?country=TR"}
    return pages | {f"hotline-{name}": reverse(f"hotline:{name}", args=[call.id]) for name in ("call", "change_call", "call_back")}


def test_pages_are_whole_at_both_widths(visit: Callable[..., Any]) -> None:  # noqa: F811 - the fixture
    pages, page, found = world(), visit(cast.person("ngo")), []
    for name, url in pages.items():
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.goto(url)
            FAULTS.clear()
            try:
                check(page, f"{name}-{size['width']}")
            except AssertionError as fault:
                found.append(f"{name} {size['width']}: {str(fault)[:600]}")
    assert found == []
    assert len(pages) > 20
