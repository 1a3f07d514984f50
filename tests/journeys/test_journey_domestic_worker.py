"""Journey 4: a Filipina domestic worker calls, is recognised, has a permit, and goes home by her own choice. Hotline, unit, migration, IOM."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.walking import LOCAL, TABS, Desk, Story, admit, dated, decide, house, lead_on, open_case, take_on, take_over

pytestmark = pytest.mark.journey


def test_a_domestic_worker_goes_home(visit: Callable[..., Any]) -> None:
    story = Story(visit, "domestic-worker")
    hotline = called(story)
    keeper = house(story, "shelter", "women")
    keeper.newest_case()
    admit(story, keeper, 1)
    ngo = story.desk("ngo")
    ngo.newest_case()
    referred(story, ngo)
    take_over(story, story.desk("duty"), 3)
    officer = story.desk("officer")
    decide(story, officer, 5, language="en", exploitation="domestic_servitude", route="exploited_here")
    migration = permitted(story, ngo)
    iom = returned(story, ngo, keeper)
    calls_again(hotline)
    unseen(story, ngo, officer, migration, iom, hotline)


def called(story: Story) -> Desk:
    """She calls and wants help: the operator opens a file without a name."""
    hotline = story.desk("hotline")
    hotline.write(
        "/hotline/lines/new/", look="line", code="help-line", title="Help line", reach="national", hours="00:00-24:00", languages=["en"],
        **dated("valid_from", story.day(-900)),
    )  # fmt: skip
    open_case(story, hotline, 0)
    hotline.write("help/", on=story.day(0.1), look="safe-place", kind="safe_place", outcome="given")
    return hotline


def referred(story: Story, ngo: Desk) -> None:
    """Her facts are learned with her; she agrees to be referred."""
    ngo.write("facts/", on=story.day(1), look="facts", sex="female", under_18="no", under_18_reason="papers", nationality="PH")
    ngo.write("status/say/", on=story.day(1.2), look="presumed", status="presumed")
    sent = story.day(2)
    ngo.write(
        "referrals/send/", on=story.day(1.5), look="send", person_word="agreed", **dated("sent_day", sent),
        sent_clock=sent.astimezone(LOCAL).strftime("%H:%M"),
    )  # fmt: skip


def permitted(story: Story, ngo: Desk) -> Desk:
    """Time to recover first, then a permit on her personal situation; the migration service decides."""
    ngo.write("residence/reflection/", on=story.day(3), look="reflection", body="ctmd")
    ngo.write("residence/permits/", on=story.day(20), look="permit", kind="temporary", grounds=["personal"])
    lead_on(story, ngo, "sms", 20, "legal")
    migration = story.desk("migration")
    take_on(migration)
    migration.go("residence/")
    migration.go(migration.follow("/grant/"))
    migration.send(on=story.day(25), look="grant", body="sms", **dated("starts_on", story.day(25)))
    migration.look("residence/", "permitted")
    return migration


def returned(story: Story, ngo: Desk, keeper: Desk) -> Desk:
    """Her own choice, the risk, who meets her, the journey, and a year later."""
    lead_on(story, ngo, "iom", 30, "return")
    iom = story.desk("iom-worker", "iom", "ngo_case_worker", narrow=True)
    take_on(iom)
    iom.write("return/begin/", on=story.day(31), look="return", kind="home", country="PH")
    told = {"outcome": "prepared", "name": "Invented Harbour", "contact": "desk", "consent": True}
    steps: list[tuple[Desk, str, float, dict[str, Any]]] = [
        (iom, "/choice/", 32, {"free": "yes", "informed": "yes", "advised": "yes", "language": "en"}),
        (iom, "/risk/", 33, {"factors": ["none_found"], "level": "low", "excluded": "yes", "safe": "yes"}),
        (ngo, "/partner/", 34, told),  # whoever holds her name gives it on
    ]
    for desk, step, day, answers in steps:
        step_of(story, desk, step, day, **answers)
    iom.go("return/")
    iom.go(iom.follow("/plan/"))
    travel = dated("travel_day", story.day(38)) | {"travel_clock": "10:00"}
    iom.send(on=story.day(35), look="plan", papers="passport", transport="air", paid_by=["international"], **travel)
    keeper.go("shelter/")
    keeper.write(keeper.follow("/end/"), on=story.day(37.9), reason="returned", destination="abroad")
    step_of(story, iom, "/depart/", 38.2)
    step_of(story, iom, "/arrive/", 39, met_by="partner")
    step_of(story, iom, "/follow-up/", 404, outcome="safe", through="partner")
    iom.look("return/", "home")
    return iom


def step_of(story: Story, desk: Desk, step: str, day: float, **answers: Any) -> None:
    """One step of the return, from its tab."""
    desk.go("return/")
    desk.go(desk.follow(step))
    desk.send(on=story.day(day), look=step.strip("/"), **answers)


def calls_again(hotline: Desk) -> None:
    """A year later she calls from home to say she is well: a call without a name, written while she talks."""
    told = {"topic": "information", "language": "en", "caller": "self", "caller_country": "PH", "outcome": "information"}
    hotline.write("/hotline/write/", look="call", note="Well and at work.", **told)


def unseen(story: Story, ngo: Desk, *others: Desk) -> None:
    """Nobody outside learns of her."""
    outsider = story.desk("outsider")
    outsider.refused(*TABS, "residence/", "return/", base=ngo.case)
    outsider.knows_nothing_of(ngo.code(), *(desk.code() for desk in others if desk.case))
