"""What tests of detection start from: a raid of an inspector or of the competent body, lines of its sheet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dayaq.base.access.context import acting
from dayaq.respond.detection import actions
from dayaq.respond.detection.actions import NewEvent
from dayaq.respond.detection.models import Event
from dayaq.respond.detection.rules import Line
from tests.cast import person

AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SITE = NewEvent(way="building_site", region="capital", agencies=("slis", "ctmd"), persons_met=20, place="Site 4", text="found at dawn")


def raid(who: str = "inspector", new: NewEvent = SITE, at: datetime = AT) -> Event:
    by = person(who).actor
    with acting(by):
        return actions.record_event(new=new, by=by, at=at)


def workers(count: int, first: int = 1) -> list[Line]:
    """Invented workers, one line each."""
    return [
        Line(n, given_name=f"Given{n}", family_name=f"Family{n}", sex="m", age=str(20 + n), nationality="UZ", language="ru")
        for n in range(first, first + count)
    ]
