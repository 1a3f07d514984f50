"""Case pages by eye and axe, wide and narrow; a case opened from the search with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions, queries
from tests.cast import person
from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey]
AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
NEVER_SEEN = "Qurmabəyli"
PAGES = {
    "today": "/",
    "list": "/cases/?state=open",
    "search": "/cases/search/",
    "case": "/cases/{code}/",
    "facts": "/cases/{code}/facts/",
    "person": "/cases/{code}/person/",
    "identity": "/cases/{code}/person/identity/",
    "contact": "/cases/{code}/person/contact/",
    "guardian": "/cases/{code}/person/guardian/",
    "status": "/cases/{code}/status/",
    "say": "/cases/{code}/status/say/",
    "word": "/cases/{code}/word/",
    "help": "/cases/{code}/help/",
    "close": "/cases/{code}/close/",
    "access": "/cases/{code}/access/",
    "history": "/cases/{code}/history/facts/",
    "print": "/cases/{code}/print/",
}


def lived(who: Any) -> str:
    """A case with something of everything; its code."""
    with acting(who.actor):
        new = actions.NewCase(sex=("female", "known"), nationality=("AZ", "known"), under_18="cannot_be_excluded", languages=("az", "ru"))
        case = actions.open_case(new=new, by=who.actor, at=AT)
        actions.record_identity(case=case, given_name="Zərifə", family_name="Uydurmazadə", birth="~1999", by=who.actor, at=AT)
        actions.record_contact(case=case, channel="phone", value="000-000", safe_times="mornings", by=who.actor, at=AT)
        actions.give_help(case=case, kind="medical", outcome="given", by=who.actor, at=AT)
        actions.give_help(case=case, kind="safe_place", outcome="not_available", reason="no_bed", by=who.actor, at=AT)
        actions.assert_status(case=case, status="presumed", by=who.actor, at=AT + timedelta(days=1))
        soon = timezone.now() + timedelta(hours=3)
        actions.set_task(case=case, kind="identity", unit=who.unit.id, started_at=AT, due_at=soon, by=who.actor)
        actions.set_stage(case=case, stage="screening", by=who.actor, at=AT)
        return queries.code_for(case, who.actor.organisation_id)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_of_a_case(visit: Callable[..., Any], narrow: bool) -> None:
    shelter = person("shelter")
    code = lived(shelter)
    page = visit(shelter, narrow=narrow)
    for name, address in PAGES.items():
        page.goto(address.format(code=code))
        check(page, f"case-{name}-{'narrow' if narrow else 'wide'}")


def test_what_was_hidden_is_shown_on_demand(visit: Callable[..., Any]) -> None:
    shelter = person("shelter")
    page = visit(shelter)
    page.goto(f"/cases/{lived(shelter)}/person/")
    page.get_by_label("Reason").first.select_option("contact")
    page.get_by_role("button", name="Reveal the identity").click()
    page.get_by_text("Zərifə Uydurmazadə").wait_for()
    check(page, "case-revealed")


def test_a_case_is_opened_from_the_search_by_keyboard_alone(visit: Callable[..., Any]) -> None:
    ngo = person("ngo")
    page = visit(ngo)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(NEVER_SEEN)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="No case found").wait_for()
    check(page, "case-search-answer")
    page.get_by_role("button", name="Open a new case").press("Enter")
    page.get_by_role("heading", name="New case").wait_for()
    assert page.get_by_label("Family name").input_value() == NEVER_SEEN
    check(page, "case-new")
    page.get_by_role("radio", name="it cannot be excluded").press("Space")
    page.get_by_role("button", name="Open the case").press("Enter")
    page.get_by_role("link", name="Give help").wait_for()
    page.get_by_role("link", name="Give help").press("Enter")
    page.get_by_role("radio", name="Doctor or emergency care").press("Space")
    page.get_by_role("button", name="Record the help").press("Enter")
    page.get_by_text("The help is recorded.").wait_for()
    assert NEVER_SEEN not in page.content()
    check(page, "case-help-recorded")
