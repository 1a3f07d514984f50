"""A desk asks for a page unless its own last step led there and nobody acted since."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from tests.journeys.walking import Desk, Story


@dataclass
class Page:
    """A page that only remembers what it was asked for."""

    url: str
    asked: list[str] = field(default_factory=list)

    def goto(self, place: str) -> Any:
        """Remember the address and stand there."""
        self.asked.append(place)
        self.url = f"http://localhost:8000{place}"
        return SimpleNamespace(status=200)


def stepped(story: Story, who: str) -> Desk:
    """A desk whose last step led to the list of cases."""
    desk = Desk(story, who, Page("http://localhost:8000/cases/"))
    desk.sent, story.last = True, desk
    return desk


def test_where_the_own_step_led_is_not_asked_for_again() -> None:
    desk = stepped(Story(lambda *_, **__: None, "story"), "ngo")
    desk.go("/cases/")
    assert desk.page.asked == []
    desk.go("/cases/?page=2")
    desk.go("/cases/?page=2")  # no step led there: what another wrote meanwhile is to be seen
    assert desk.page.asked == ["/cases/?page=2", "/cases/?page=2"]


def test_after_a_step_of_somebody_else_a_page_is_asked_for_anew() -> None:
    story = Story(lambda *_, **__: None, "story")
    desk = stepped(story, "ngo")
    stepped(story, "officer")
    desk.go("/cases/")
    assert desk.page.asked == ["/cases/"]
