"""Proceedings of 2014, 2016 and 2017: facts, suspects, wanted, arrested, convicted, groups, what was confiscated."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.respond.justice import actions as justice
from dayaq.respond.justice.models import Proceeding
from dayaq.site.demo.years.reading import moment

LAST = "2017/29"


def done(company: Mapping[str, Actor]) -> bool:
    """Whether they are there: the last one is written last."""
    with acting(company["togrul"]):
        return Proceeding.objects.filter(number=LAST).exists()


def write(company: Mapping[str, Actor], share: int) -> None:
    """Everything: it is one summary a year, also for a share of the people."""
    del share
    with acting(company["togrul"]) as by:
        of_2014(by)
        of_2016(by)
        of_2017(by)


def opened(by: Actor, year: int, number: int, exploitation: str, *, court: bool) -> Proceeding:
    """One case of a year; every second one came from somebody who told."""
    origin, source = ("reactive", "victim") if number % 2 else ("proactive", "intelligence")
    row = justice.open_proceeding(
        number=f"{year}/{number:02}", by=by, at=moment(year, number * 11 % 300), origin=origin, source=source, exploitation=exploitation
    )
    return justice.move(proceeding=row, phase="court", by=by, at=moment(year, 330)) if court else row


def of_2014(by: Actor) -> None:
    """176 facts = 139 + 37; 51 wanted = 25 + 26, 35 arrested, 12 of them traffickers; 26 held responsible; 9 groups and 1; 23 to court."""
    at = moment(2014, 150)
    justice.register_facts(body="ctmd", n=139, by=by, at=at)
    justice.register_facts(body="district_police", n=37, by=by, at=at)
    rows = [opened(by, 2014, number, "sexual" if number <= 20 else "forced_labour", court=number <= 23) for number in range(1, 33)]
    for offence, found, rest in (("thb", 12, 13), ("other", 23, 3)):
        many: dict[str, Any] = {"proceeding": rows[0], "by": by, "at": at, "offence": offence, "wanted_at": at}
        justice.add_offenders(n=found, arrested_at=moment(2014, 200), found_at=moment(2014, 200), **many)
        justice.add_offenders(n=rest, **many)
    held: dict[str, Any] = {"by": by, "at": at, "accused_at": moment(2014, 310), "tried_at": moment(2014, 335)}
    women = justice.add_offenders(proceeding=rows[1], n=18, sex="female", role="recruiter", **held)
    men = justice.add_offenders(proceeding=rows[1], n=8, sex="male", role="exploiter", **held)
    for number, one in enumerate([*women, *men]):
        sentence: dict[str, Any] = (
            {"sentence": "prison", "months": 72} if number < 21 else {"sentence": "suspended", "months": 24, "suspended": True}
        )
        justice.give_verdict(offender=one, convicted=True, by=by, at=moment(2014, 350), **sentence)
    for kind in ["group"] * 9 + ["organised"]:
        justice.add_group(proceeding=rows[0], kind=kind, by=by, at=at)


def of_2016(by: Actor) -> None:
    """26 cases = 22 + 4, 36 prosecuted, 28 convicted."""
    rows = [opened(by, 2016, number, "sexual" if number <= 22 else "forced_labour", court=number <= 20) for number in range(1, 27)]
    tried = justice.add_offenders(
        proceeding=rows[0], n=36, by=by, at=moment(2016, 40), suspected_at=moment(2016, 40), tried_at=moment(2016, 335)
    )
    for one in tried[:28]:
        justice.give_verdict(offender=one, convicted=True, sentence="prison", months=66, by=by, at=moment(2016, 350))


def of_2017(by: Actor) -> None:
    """29 cases = 25 + 4, 33 suspects, 29 prosecuted and convicted = 25 + 4 = 3 + 26 by band; one house confiscated."""
    rows = [
        opened(by, 2017, number, "sexual" if number <= 25 else "forced_labour", court=number <= 24 or number > 25)
        for number in range(1, 30)
    ]
    facts: dict[str, Any] = {"by": by, "at": moment(2017, 60), "suspected_at": moment(2017, 60)}
    justice.add_offenders(proceeding=rows[0], n=4, **facts)
    sexual = justice.add_offenders(proceeding=rows[0], n=25, tried_at=moment(2017, 335), **facts)
    labour = justice.add_offenders(proceeding=rows[-1], n=4, tried_at=moment(2017, 335), **facts)
    for number, one in enumerate([*sexual, *labour]):
        months = 36 if number < 3 else 78
        justice.give_verdict(offender=one, convicted=True, sentence="prison", months=months, by=by, at=moment(2017, 350))
    justice.add_asset(proceeding=rows[0], kind="home", value=Decimal(45000), by=by, at=moment(2017, 352), confiscated=True)
