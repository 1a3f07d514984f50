"""Survey pages by eye and axe, wide and narrow: the respondent's and the team's; the form by keyboard alone and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dayaq.assess.survey import actions
from dayaq.base.access.context import acting
from tests.assess.survey import world
from tests.cast import person
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey


def look(page: Any, address: str, picture: str) -> None:
    answer = page.goto(address)
    assert (answer.status, page.url.endswith(address)) == (200, True), address
    check(page, picture)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_respondents_pages_are_whole(visit: Callable[..., Any], narrow: bool) -> None:
    person("consultant")
    survey = world.running(world.assessment(), mode="both")
    (token,) = world.tokens(survey, 1)
    page, side = visit(None, narrow=narrow), "narrow" if narrow else "wide"
    look(page, f"/answer/open/{survey.open_token}/", f"survey-open-{side}")
    look(page, f"/answer/{token}/", f"survey-door-{side}")
    page.get_by_role("button", name="Start").click()
    check(page, f"survey-no-consent-{side}")
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Start").click()
    for number in range(1, 9):
        look(page, f"/answer/{'ru' if number == 4 else 'en'}/{number}/", f"survey-section-{number}-{side}")
    look(page, "/answer/en/2/", "")
    page.locator("#q-2\\.2 input").first.check()
    page.get_by_role("button", name="Save and go on").last.click()
    assert page.get_by_role("alert").is_visible()
    check(page, f"survey-section-wrong-{side}")
    look(page, "/answer/az/check/", f"survey-check-wrong-{side}")
    look(page, "/answer/en/kept/", f"survey-kept-{side}")
    look(page, "/answer/en/2/", "")
    page.locator("#q-2\\.2 input").first.uncheck()
    page.get_by_role("button", name="Save and go on").last.click()
    look(page, "/answer/en/check/", f"survey-check-{side}")
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("button", name="Give me a link for a colleague").click()
    check(page, f"survey-sent-{side}")
    page.goto(f"/answer/{token}/")
    check(page, f"survey-calm-{side}")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_teams_pages_are_whole(visit: Callable[..., Any], narrow: bool) -> None:
    consultant = person("consultant")
    one = world.assessment()
    page, side, base = visit(consultant, narrow=narrow), "narrow" if narrow else "wide", f"/assess/{one.code}/survey/"
    look(page, base, f"survey-team-none-{side}")
    survey = world.running(one, mode="both")
    look(page, f"{base}people/", f"survey-team-nobody-{side}")
    look(page, f"{base}paper/", f"survey-team-no-paper-{side}")
    world.tokens(survey, 3)
    with acting(consultant.actor):
        for address in ("a.long.invented.address@example.invalid", "second@example.invalid"):
            actions.invite(survey=survey, guest=actions.Guest(address, "District court"), by=consultant.actor, at=world.now())
        actions.deposit(
            assessment=one, answers=[world.answered(n) for n in range(24)], channel="deposit", by=consultant.actor, at=world.now()
        )
        paper = actions.register(assessment=one, by=consultant.actor, at=world.now())
    for name in (
        "",
        "plan/",
        "people/",
        "people/invite/",
        "people/file/",
        "files/",
        "texts/",
        "paper/",
        "paper/blank/ru/",
        f"paper/{paper.code}/3/",
    ):
        look(page, f"{base}{name}", f"survey-team-{name.replace('/', '-') or 'overview'}-{side}")


def test_form_is_answered_with_the_keyboard_alone(visit: Callable[..., Any]) -> None:
    person("consultant")
    one = world.assessment()
    (token,) = world.tokens(world.running(one), 1)
    page = visit(None)
    page.goto(f"/answer/{token}/")
    page.get_by_label("I have read this").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answer/en/1/")
    page.goto("/answer/en/3/")
    page.locator("input[name='3.1.1']").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answer/en/4/")
    page.goto("/answer/en/3/")
    assert page.locator("input[name='3.1.1']:checked").get_attribute("value") == "adequate"
