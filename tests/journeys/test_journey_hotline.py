"""Journey 8: she helps herself on the hotline and never wants a decision. Hotline, inspection, lawyer, centre, monitor; a year later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.helping import a_year_after, let_in, marks, unit_named
from tests.journeys.walking import TABS, Desk, Story, lead_on, take_on

pytestmark = pytest.mark.journey


def test_she_helps_herself_on_the_hotline_and_never_wants_a_decision(visit: Callable[..., Any]) -> None:
    story = Story(visit, "hotline", days_ago=460)
    hotline = called(story)
    wages(story)
    called_again(story, hotline)
    helper = helped(story, hotline)
    advised(story, helper)
    heard(story)
    year(story, helper)
    unseen(story, helper)


def called(story: Story) -> Desk:
    """She calls without a name, is told what she can do, and wants to be called back when it is safe."""
    hotline = story.desk("hotline")
    hotline.look("/hotline/", "desk")
    hotline.write(
        "/hotline/write/", on=story.day(0), look="call", topic="wages", note="Unpaid for four months, papers kept by the employer.",
        language="en", caller="self", outcome="call_back", leaflets=["rights"], minutes="15",
    )  # fmt: skip
    hotline.send(channel="phone", contact="000 invented", safe_times="evenings", caution="the employer's house")
    hotline.look("/hotline/call-backs/", "call-backs")
    assert "000 invented" in hotline.text()
    hotline.push("/done/")
    hotline.go("/hotline/call-backs/")
    assert "000 invented" not in hotline.text()
    hotline.knows_nothing_of("AZ-")
    return hotline


def wages(story: Story) -> None:
    """The labour inspection asks the employer for the wages; the worker is not named."""
    labour = story.desk("labour", narrow=True)
    labour.write("/inspections/employers/new/", name="Invented Household Ltd", registered="yes")
    labour.go("/inspections/employers/")
    mediate = labour.follow("/mediation/").partition("?")[0]
    labour.write(mediate, on=story.day(3), look="mediation", workers="1", amount="1600")
    labour.go("/inspections/mediations/")
    labour.write(labour.follow("/inspections/mediations/"), on=story.day(20), kind="agreed", amount="1600")
    labour.look("/inspections/mediations/", "mediated")
    labour.knows_nothing_of("AZ-")


def called_again(story: Story, hotline: Desk) -> None:
    """She calls again: now she wants help with a file. The call keeps no name and no code."""
    hotline.write(
        "/hotline/write/", on=story.day(30), topic="thb_domestic", language="en", caller="self", minutes="20", outcome="information"
    )
    hotline.page.locator("main input[name=wished]").check()
    hotline.seen("wished")
    hotline.push("/begin/")
    hotline.newest_case()
    hotline.write("help/", on=story.day(30.1), kind="psychological", outcome="given")
    hotline.go("/hotline/calls/")
    assert hotline.code() not in hotline.page.content()


def helped(story: Story, hotline: Desk) -> Desk:
    """The line's own organisation leads her, with her word, to the assistance centre; no decision is asked for."""
    ngo = story.desk("ngo")
    ngo.case = hotline.case
    lead_on(story, ngo, "vac_baku", 32, "psychological", "employment")
    helper = story.desk("helper")
    take_on(helper)
    helper.write(
        "rights/tell/", on=story.day(33), look="rights", language="en", method="spoken", understood="yes", rights=["help", "no_police"]
    )
    helper.write("support/do/assess/", on=story.day(33), spoken="en", work="yes", work_urgency="weeks")
    helper.write("support/do/service/", on=story.day(40), kind="employment", outcome="given", amount="3", unit="hours")
    helper.look("support/", "plan")
    helper.look("identification/", "no-decision")
    return helper


def advised(story: Story, helper: Desk) -> None:
    """A lawyer reads only what she opened and keeps a note nobody else reads."""
    lawyer = story.desk("lawyer")
    ngo = story.desk("ngo")
    ngo.newest_case()
    let_in(ngo, "Bar", story.day(41), "G8", service="legal", language="en", look="consent")
    lawyer.newest_case()
    lawyer.write("justice/add/note/", on=story.day(42), text="Invented privileged words.", language="en")
    lawyer.look("justice/", "lawyer")
    helper.go("justice/")
    assert "Invented privileged words." not in helper.page.content()
    lawyer.refused("story/")


def heard(story: Story) -> None:
    """What she says of the line reaches who watches, without case and name."""
    monitor = story.desk("monitor", narrow=True)
    monitor.go("/support/feedback/new/")
    about = unit_named(monitor, "Clean World", "about")
    monitor.send(on=story.day(60), about=about, channel="worker", text="Nobody pressed me.", language="en", **marks(monitor))
    monitor.look("/support/feedback/", "feedback")


def year(story: Story, helper: Desk) -> None:
    """A year after she works on her own feet the centre looks back with her."""
    a_year_after(helper, story, 80, look="year", job="yes", housing="yes", network="yes", retrafficked="no")
    helper.write("close/", on=story.day(448), reason="goals_reached", outcome="independent")
    helper.look("", "closed")


def unseen(story: Story, helper: Desk) -> None:
    """The police never met her; other organisations neither."""
    for who in ("officer", "duty", "warden", "labour", "outsider"):
        desk = story.desk(who)
        desk.knows_nothing_of(helper.code())
        desk.refused(*(tab for tab in TABS if tab in {"", "status/", "person/"}), base=helper.case)
