"""The person's own window in a browser: a card from a worker, a telephone without an account, away in an instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.respond.rights import actions as rights
from dayaq.respond.support import actions as support
from tests.cast import person
from tests.journeys.conftest import check
from tests.respond.identification.test_actions import NO, decided
from tests.respond.screening.world import AT, code_of, referred
from tests.respond.window.world import now

pytestmark = pytest.mark.journey


def story() -> Any:
    """A person referred by an organisation and not recognised, with a plan, a consent, an appointment and money asked for."""
    case, ngo = referred(), person("ngo").actor
    decided(case, NO)
    with acting(ngo):
        plan = support.begin_plan(case=case, language="en", by=ngo, at=AT)
        new = support.NewGoal(domain="housing", words="a quiet room of my own", language="en")
        goal = support.add_goal(plan=plan, new=new, by=ngo, at=AT)
        support.add_step(goal=goal, new=support.NewStep(kind="accompany"), by=ngo, at=AT)  # type: ignore[arg-type]  # no goal of health
        support.agree_plan(plan=plan, version=1, signed_on=date(2016, 5, 2), review_on=date(2016, 7, 1), by=ngo, at=AT)
        legal = support.NewConsent(service="legal", language="ru", method="spoken", outside="Bureau of law")
        support.give_consent(case=case, new=legal, by=ngo, at=AT)
        support.make_appointment(
            case=case,
            kind="talk",
            starts=now() + timedelta(days=2),
            ends=now() + timedelta(days=2, hours=1),
            place="office",
            by=ngo,
            at=now(),
        )
        told = rights.Telling(rights=("help", "safety"), language="ru", method="spoken", own_words=True)
        rights.tell(case=case, new=told, by=ngo, at=AT)
    return case


def card_of(visit: Callable[..., Any], code: str) -> str:
    """A worker makes the card; the words in the other script."""
    desk = visit(person("ngo"))
    desk.goto(f"/cases/{code}/window/")
    check(desk, "window-case-wide")
    desk.select_option("select[name=language]", "ru")
    desk.get_by_role("button", name="Make six words").click()
    check(desk, "window-card-wide")
    desk.emulate_media(media="print")
    assert not desk.get_by_role("link", name="Back to the case").is_visible()
    return str(desk.locator(".six p").nth(1).inner_text())


def opened_with(phone: Any, words: str) -> None:
    """Type the words at the door."""
    phone.goto("/mine/")
    phone.fill("input[name=words]", words)
    phone.locator("main form button").click()


def took_back(phone: Any) -> None:
    """A consent is taken back."""
    phone.goto("/mine/?lang=en")
    phone.get_by_role("link", name="Take it back").first.click()
    check(phone, "window-back")
    phone.get_by_role("button", name="Take it back").click()
    check(phone, "window-done")


def own_words(phone: Any) -> str:
    """Words of the own."""
    phone.goto("/mine/new/")
    check(phone, "window-new")
    phone.get_by_role("button", name="Give me new words").click()
    check(phone, "window-own")
    return str(phone.locator(".six p").first.inner_text())


def left_in_haste(phone: Any) -> None:
    """Escape twice: elsewhere at once, and the visit is over."""
    asked: list[str] = []

    def elsewhere(route: Any) -> None:
        """The answer of the site as it is, without leaving for the network."""
        answer = route.fetch(max_redirects=0)
        asked.append(answer.headers["location"])
        route.fulfill(status=200, headers={"set-cookie": answer.headers["set-cookie"]}, body="elsewhere", content_type="text/plain")

    phone.route("**/mine/out/", elsewhere)
    phone.goto("/mine/")
    phone.keyboard.press("Escape")
    phone.keyboard.press("Escape")
    phone.wait_for_url("**/mine/out/")
    assert asked == ["https://www.wikipedia.org/"]
    phone.goto("/mine/")
    assert phone.locator("#decision").count() == 0


def test_a_card_opens_the_own_window_on_a_telephone(visit: Callable[..., Any]) -> None:
    case, ngo = story(), person("ngo")
    code = code_of(case, ngo)
    words = card_of(visit, code)
    phone = visit(None, narrow=True, language="ru")
    opened_with(phone, "баба баба баба баба баба баба")
    check(phone, "window-wrong-ru")
    opened_with(phone, words.upper())
    phone.wait_for_selector("#decision")
    check(phone, "window-mine-ru")
    for language in ("az", "en"):
        phone.goto(f"/mine/?lang={language}")
        check(phone, f"window-mine-{language}")
    for number in (1, 2, 3, 4):
        phone.goto(f"/mine/{number}/")
        check(phone, f"window-form-{number}")
    took_back(phone)
    own = own_words(phone)
    left_in_haste(phone)
    opened_with(phone, own)
    phone.wait_for_selector("#decision")
    both = visit(ngo)
    both.goto(f"/cases/{code}/window/beside/")
    check(both, "window-beside")
    both.goto(f"/cases/{code}/window/")
    assert both.get_by_text("ended", exact=True).count() == 1


def test_without_words_a_stranger_sees_the_door_in_every_language(visit: Callable[..., Any]) -> None:
    for language in ("en", "az", "ru"):
        page = visit(None, narrow=True, language=language)
        page.goto("/mine/3/")
        assert page.url.endswith("/mine/")
        check(page, f"window-door-{language}")
