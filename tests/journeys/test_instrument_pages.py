"""Pages of the instruments by eye and axe, wide and narrow; a text is worded and saved with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dayaq.assess.framework import actions, queries
from dayaq.assess.framework.models import Draft
from dayaq.assess.framework.rules.shape import read
from dayaq.base.access.context import acting
from tests.cast import person
from tests.journeys.conftest import check

pytestmark = [pytest.mark.journey]
SHIPPED = "ct-nat-survey@1"
PAGES = {
    "list": "/assess/instruments/",
    "none": "/assess/instruments/?q=nothing",
    "form": f"/assess/instruments/{SHIPPED}/?lang=az",
    "changes": f"/assess/instruments/{SHIPPED}.AZ/changes/?from={SHIPPED}",
    "guide": "/assess/instruments/guide/?lang=ru",
    "criteria": "/assess/instruments/criteria/",
    "upload": "/assess/instruments/upload/",
    "start": f"/assess/instruments/{SHIPPED}/draft/",
    "texts": "/assess/instruments/drafts/{draft}/?section=3&lang=ru",
    "gaps": "/assess/instruments/drafts/{draft}/?section=1&lang=ka&gaps=1",
    "question": "/assess/instruments/drafts/{draft}/question/?section=3",
    "publish": "/assess/instruments/drafts/{draft}/publish/",
    "discard": "/assess/instruments/drafts/{draft}/discard/",
}


def drafted(who: Any) -> str:
    """A draft with a changed question and a language that is all gaps; its id."""
    with acting(who.actor):
        row = actions.open_draft(instrument=queries.instrument(SHIPPED), base=SHIPPED, by=who.actor, at=timezone.now())
        said = {"sections/2/items/0/text": {"en": "How well does the mechanism inside the country work?"}}
        row = actions.reword(draft=row, version=1, texts=said, by=who.actor, at=timezone.now())
        return str(actions.add_language(draft=row, version=2, language="ka", by=who.actor, at=timezone.now()).id)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_are_whole_and_accessible(visit: Callable[..., Any], *, narrow: bool) -> None:
    who = person("consultant")
    draft = drafted(who)
    page = visit(who, narrow=narrow)
    for name, address in PAGES.items():
        page.goto(address.format(draft=draft))
        check(page, f"instruments-{name}-{'narrow' if narrow else 'wide'}")


def test_a_text_is_changed_with_the_keyboard(visit: Callable[..., Any]) -> None:
    who = person("consultant")
    draft = drafted(who)
    page = visit(who)
    page.goto(PAGES["texts"].format(draft=draft))
    page.get_by_label("3 · title").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Новый заголовок")
    save = page.get_by_role("button", name="Save")
    while not save.evaluate("node => node === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Saved.").wait_for()
    with acting(who.actor):
        assert read(Draft.objects.get().content).sections[2].title["ru"] == "Новый заголовок"
