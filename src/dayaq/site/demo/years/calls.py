"""Calls of 2011 and 2014 as the ministry's line counted them on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.respond.hotline.actions import keep_tally
from dayaq.respond.hotline.models import CallTally
from dayaq.site.demo.years.reading import moment

TALLIES = (  # year, topic, calls: 2011 more than 500 on begging and 7 on sexual exploitation; 2014 13,216 with 28 on trafficking
    (2011, "begging", 512), (2011, "thb_sexual", 7), (2014, "thb", 28), (2014, "information", 9120), (2014, "outside", 4068),
)  # fmt: skip


def done(company: Mapping[str, Actor]) -> bool:
    """Whether they are there."""
    with acting(company["sevda"]):
        return CallTally.objects.filter(line="mia", first__year=2014).exists()


def write(company: Mapping[str, Actor], share: int) -> None:
    """One sum a topic and year."""
    del share  # sums are no rows more or less
    with acting(company["sevda"]) as operator:
        for year, topic, n in TALLIES:
            keep_tally(
                line="mia", first=date(year, 1, 1), end=date(year + 1, 1, 1), topic=topic, n=n, source="Kağız jurnal (uydurma)",
                by=operator, at=moment(year + 1, 20),
            )  # fmt: skip
