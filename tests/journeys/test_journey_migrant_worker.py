"""Journey 2: a migrant worker met by an inspection who wants no police, in Russian. Inspection, two organisations, migration service; a year later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.walking import TABS, Desk, Story, admit, dated, house, look_back, open_case, take_on

pytestmark = pytest.mark.journey


def test_a_migrant_worker_refuses_the_police(visit: Callable[..., Any]) -> None:
    story = Story(visit, "migrant-worker", language="ru")
    labour = inspected(story)
    ngo = story.desk("ngo", narrow=True)
    said_no(story, ngo)
    keeper = house(story, "shelter", "men")
    keeper.newest_case()
    admit(story, keeper, 4)
    helped(story, ngo)
    league = claimed(story, ngo)
    mediated(story, labour)
    checked(story, ngo)
    keeper.go("shelter/")
    keeper.write(keeper.follow("/end/"), on=story.day(34), reason="goals_reached", destination="own_home")
    look_back(story, ngo, 35, 405)
    unseen(story, ngo, league)


def inspected(story: Story) -> Desk:
    """The inspector meets workers alone; one answers the sheet and wants no screening by the State."""
    labour = story.desk("labour")
    labour.write("/inspections/employers/new/", look="employer", name="Стройка Пример", registered="yes", sector="construction")
    labour.go("/inspections/employers/")
    labour.go(labour.follow("/plan/"))
    labour.send(on=story.day(0), look="visit-planned", kind="tip_off", permission="not_needed")
    visit = labour.page.url
    labour.go(labour.follow("/step/"))
    labour.send(on=story.day(0.1), what="held", workers="3")
    labour.go(path(visit))
    labour.go(labour.follow("/sheet/"))
    items = labour.page.locator("main input[type=radio][name^=item_][value=yes]").evaluate_all("all => all.map(one => one.name)")
    labour.send(on=story.day(0.1), look="sheet", sex="male", language="ru", **dict.fromkeys(items[:4], "yes"))
    labour.push("/decline/")
    labour.seen("declined")
    return labour


def path(url: str) -> str:
    """The path of an address."""
    return "/" + url.partition("//")[2].partition("/")[2]


def said_no(story: Story, ngo: Desk) -> None:
    """He comes to an organisation, is helped, and says no to the police: the file is closed to the State."""
    open_case(story, ngo, 2)
    ngo.write("help/", on=story.day(2), kind="food", outcome="given")
    ngo.write("word/", on=story.day(2), look="no-police", word="refused", reason="fear_removal")
    ngo.look("", "closed-to-the-state")


def helped(story: Story, ngo: Desk) -> None:
    """Help is planned and given; nothing of it asks for the police."""
    ngo.write("rights/tell/", on=story.day(3), look="rights", language="ru", method="spoken", understood="yes")
    ngo.write("support/do/assess/", on=story.day(4), look="needs", spoken="ru", money="yes", money_urgency="now", money_words="Зарплата")
    ngo.write("support/do/plan/", on=story.day(5), language="ru")
    ngo.go("support/")
    ngo.write(ngo.follow("/do/goal/"), on=story.day(5), look="goal", domain="money", words="Хочу получить заработанное", language="ru")
    ngo.go("support/")
    signed = dated("signed_on", story.day(5)) | dated("review_on", story.day(95))
    ngo.write(ngo.follow("/do/agree/"), on=story.day(5), word="agreed", **signed)
    ngo.write("support/do/service/", on=story.day(6), kind="legal", outcome="given", amount="3", unit="hours")


def claimed(story: Story, ngo: Desk) -> Desk:
    """Another organisation is let in on consent; a claim for the wages is filed, and an alert stands before a removal."""
    ngo.write("network/lead/?to=labour_rights_league", on=story.day(7), look="lead", services=["legal"], agreed_by="person")
    league = story.desk("league", "labour_rights_league", "ngo_case_worker")
    take_on(league)
    league.write("support/do/service/", on=story.day(8), kind="legal", outcome="given", amount="1", unit="hours")
    ngo.write("money/claims/new/", on=story.day(9), look="claim", route="wage_mediation", damage="wages", amount="3000", currency="AZN")
    ngo.look("money/", "claimed")
    ngo.look("residence/", "alert")
    return league


def mediated(story: Story, labour: Desk) -> None:
    """The inspection asks the wages back from the employer; the worker is not named."""
    labour.go("/inspections/employers/")
    labour.go(labour.follow("/mediation/"))
    labour.send(on=story.day(10), look="mediation", workers="3", amount="9000")
    labour.send(on=story.day(20), kind="paid", amount="3000", channel="letter", ends=True)


def checked(story: Story, ngo: Desk) -> None:
    """Before a removal the migration service hears that somebody is to be called, and nothing of whom."""
    migration = story.desk("migration")
    migration.go("/residence/check/")
    migration.page.locator("main input[name=code]").fill(ngo.code())
    migration.press(migration.page.locator("main form").filter(has=migration.page.locator("[name=code]")))
    migration.seen("removal-check")
    migration.refused(*TABS, base=ngo.case)


def unseen(story: Story, ngo: Desk, league: Desk) -> None:
    """Police, migration, co-ordinator and an outsider meet him nowhere."""
    for who in ("officer", "duty", "outsider", "labour"):
        desk = story.desk(who)
        desk.refused(*TABS, base=ngo.case)
        desk.knows_nothing_of(ngo.code(), league.code())
