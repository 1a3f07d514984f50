"""Journey 1: a woman comes back from abroad, in Azerbaijani. Consulate, unit, State shelter, assistance centre, fund; one year later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.walking import TABS, Desk, Story, admit, dated, decide, hand_over, house, lead_on, look_back, take_on, take_over

pytestmark = pytest.mark.journey


def test_a_woman_returns_from_abroad(visit: Callable[..., Any]) -> None:
    story = Story(visit, "returned-woman", language="az")
    helper = story.desk("helper")
    hand_over(story, helper, 0, sex="female", look="report")
    consul = brought_home(story, helper)
    take_over(story, story.desk("duty"), 3)
    officer = story.desk("officer")
    recognised(story, officer)
    warden = house(story, "warden", "women")
    lead_on(story, officer, "mia_shelter", 5, "shelter")
    take_on(warden)
    admit(story, warden, 5)
    helped(story, helper)
    paid(story, helper)
    a_year_later(story, helper, warden)
    unseen(story, helper, officer, consul, warden)


def brought_home(story: Story, helper: Desk) -> Desk:
    """She calls the centre from abroad; the consulate, led to with her consent, prepares the way home."""
    lead_on(story, helper, "mfa", 0.3, "return")
    consul = story.desk("consul", narrow=True)
    take_on(consul)
    consul.write("return/begin/", on=story.day(0.5), look="return", kind="from_abroad", country="TR")
    consul.look("return/", "return-begun")
    return consul


def recognised(story: Story, officer: Desk) -> None:
    """What another State found is put beside; the unit decides and tells it in her language."""
    officer.newest_case()
    officer.write("identification/abroad/new/", on=story.day(3.2), authority="police", country="TR", papers=["letter"], look="abroad")
    decide(story, officer, 4, language="az", exploitation="sexual", route="abroad_returned")


def helped(story: Story, helper: Desk) -> None:
    """The centre tells her rights, asks what she needs, plans with her, helps."""
    helper.write("rights/tell/", on=story.day(4), look="rights", language="az", method="spoken", understood="yes")
    helper.write("support/do/assess/", on=story.day(5), look="needs", spoken="az", work="yes", work_urgency="weeks", work_words="Tikiş")
    helper.write("support/do/plan/", on=story.day(6), language="az")
    helper.go("support/")
    helper.write(helper.follow("/do/goal/"), on=story.day(6), domain="work", words="Dərzi işləmək istəyirəm", language="az")
    helper.go("support/")
    helper.write(
        helper.follow("/do/agree/"), on=story.day(6), look="agreed", word="agreed", copy_given=True,
        **dated("signed_on", story.day(6)), **dated("review_on", story.day(96)),
    )  # fmt: skip
    helper.write("support/do/service/", on=story.day(8), look="service", kind="employment", outcome="given", amount="2", unit="hours")
    helper.look("support/services/", "services")


def paid(story: Story, helper: Desk) -> None:
    """The centre asks for the allowance; two people of the fund say yes, then it is paid."""
    clerk, second = story.desk("clerk"), story.desk("second_clerk", narrow=True)
    helper.look("money/", "entitled")
    helper.write("money/ask/", on=story.day(9), look="ask", item="allowance", amount="700", agreed=True)
    clerk.write("/fund/accounts/new/", on=story.day(-30), name="Büdcə", source="state", currency="AZN", look="source")
    clerk.go("/fund/income/")
    clerk.write("/fund/income/", on=story.day(-20), pot=clerk.choices("pot")[0], amount="21200")
    for desk, day in ((clerk, 10), (second, 11)):
        desk.go("/fund/requests/")
        desk.go(desk.follow("/money/requests/"))
        desk.go(desk.follow("/decide/"))
        desk.send(on=story.day(day), look="decide", word="approve", amount="700", pot=desk.choices("pot")[0], reasons="Nizamnaməyə görə")
    clerk.go("/fund/requests/")
    clerk.go(clerk.follow("/money/requests/"))
    clerk.go(clerk.follow("/pay/"))
    clerk.send(on=story.day(12), look="pay", channel="bank", taker="person")
    assert "700" in clerk.text()


def a_year_later(story: Story, helper: Desk, warden: Desk) -> None:
    """She leaves for a home of her own; a year after, the centre looks back with her."""
    warden.go("shelter/")
    warden.write(warden.follow("/end/"), on=story.day(40), look="leaves", reason="goals_reached", destination="own_home")
    work = {"occupation": "services", "found_by": "us", "outcome": "started", "contract": "yes"}
    helper.write("support/do/job/", on=story.day(41), **work, **dated("started_on", story.day(41)))
    look_back(story, helper, 42, 408)


def unseen(story: Story, helper: Desk, officer: Desk, consul: Desk, warden: Desk) -> None:
    """Who is outside learns nothing; who helped sees the own part; nobody but the house sees the bed."""
    outsider = story.desk("outsider")
    outsider.refused(*TABS, base=helper.case)
    outsider.knows_nothing_of(*(desk.code() for desk in (helper, officer, consul, warden)))
    officer.go("shelter/")
    assert "house" not in " ".join(officer.page.locator("main section.panel").all_inner_texts())
    for desk in (consul, officer):
        desk.refused("money/")
