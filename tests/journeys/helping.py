"""What journeys of people helped by an organisation share: a case begun, a bed, a lawyer, a claim, the look back after a year."""

from __future__ import annotations

from typing import Any

from tests.journeys.walking import Desk, Story, dated


def begin(desk: Desk, on: Any, *, look: str = "", **facts: Any) -> None:
    """Nobody of that name is known: a new case, with what the person tells in the first minutes."""
    desk.write("/cases/search/", q="Zqnobody Invented")
    desk.press(desk.page.locator("main form[action='/cases/new/']"))
    desk.send(on=on, look=look, **({"under_18": "no", "under_18_reason": "papers"} | facts))
    desk.newest_case()


def open_house(story: Story, warden: Desk, *, serves: str, code: str = "house") -> None:
    """A house with one bed, open before the story begins."""
    since = story.day(-200)
    warden.write("/shelter/places/new/", code=code, kind="shelter", **dated("on", since))
    warden.go("/shelter/places/")
    warden.go(warden.follow("/shelter/places/"))
    warden.write(warden.follow("/beds/"), area="all", serves=serves, count=1, **dated("since", since))


def admit(warden: Desk, on: Any, look: str = "") -> None:
    """The person has a bed; nothing asks for a decision."""
    warden.go("shelter/admit/")
    bed = warden.page.locator("input[name=choice]").first.get_attribute("value")
    warden.send(on=on, look=look, choice=bed, occupant="0")


def unit_named(desk: Desk, words: str, field: str = "unit") -> str:
    """The value of a choice whose words begin like this."""
    option = desk.page.locator(f"main select[name={field}] option").filter(has_text=words).first
    return str(option.get_attribute("value"))


def let_in(desk: Desk, body: str, on: Any, *groups: str, service: str, language: str, look: str = "") -> None:
    """The person consents: one body, one service, some parts of the file."""
    desk.go("support/do/consent/")
    unit = unit_named(desk, body)
    desk.send(
        on=on, look=look, service=service, unit=unit, groups=list(groups), given_by="person", method="spoken", language=language
    )  # fmt: skip


def a_year_after(desk: Desk, story: Story, begun: float, *, look: str = "", **answers: str) -> None:
    """Life on the own feet begins; a year later the worker looks back with the person."""
    desk.write("support/do/reintegration/", on=story.day(begun), **dated("begun_on", story.day(begun)))
    desk.go("support/after/")
    desk.go(desk.follow("/do/look/"))
    which = desk.page.locator("main select[name=which] option").last.get_attribute("value")
    desk.send(on=story.day(begun + 366), look=look, which=which, contact="reached", **answers)


def claim_of(desk: Desk) -> str:
    """The address of the claim on the page of the money of a case."""
    return str(desk.page.locator("main a[href*='/claims/']:not([href$='/new/'])").first.get_attribute("href"))


def marks(desk: Desk) -> dict[str, str]:
    """The first question on the help answered with a five."""
    name = desk.page.locator("main input[type=radio][name^=q_]").first.get_attribute("name")
    return {str(name): "5"}
