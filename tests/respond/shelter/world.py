"""What the tests of shelters start from: a house with beds, people to take in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.shelter import actions
from dayaq.respond.shelter.actions import Admission
from dayaq.respond.shelter.models import Bed, Place, Stay
from tests.cast import person
from tests.respond.referral.world import case_by

ARRIVED = datetime(2016, 3, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
OPENED = date(2012, 1, 1)
WOMAN = NewCase(under_18="no", under_18_reason="papers", sex=("female", "known"), age_band=("adult", "known"))
MAN = NewCase(under_18="no", under_18_reason="papers", sex=("male", "known"), age_band=("adult", "known"))
BOY = NewCase(under_18="yes", sex=("male", "known"), age_band=("child", "known"))


def place_of(who: str = "shelter", code: str = "house", **words: Any) -> Place:
    by = person(who).actor
    with acting(by):
        return actions.open_place(code=code, kind=words.pop("kind", "shelter"), by=by, on=OPENED, **words)


def beds_in(
    place: Place, serves: str = "women", count: int = 1, who: str = "shelter", since: date = OPENED, until: date | None = None
) -> list[Bed]:
    by = person(who).actor
    with acting(by):
        area = actions.add_area(place=place, code=f"{serves}-{since}", serves=serves, by=by)
        return actions.lay_beds(area=area, count=count, by=by, since=since, until=until)


def case_of(new: NewCase = WOMAN, who: str = "shelter") -> Any:
    return case_by(who, new, ARRIVED - DAY)


def admitted(bed: Bed, case: Any, at: datetime = ARRIVED, who: str = "shelter", **words: Any) -> Stay:
    by = person(who).actor
    with acting(by):
        return actions.admit(case=case, new=Admission(bed=bed, **words), by=by, at=at)
