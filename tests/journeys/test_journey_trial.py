"""Journey 6: a victim, a trial, compensation. Organisation, unit, investigator, prosecutor, lawyer, fund; a year later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import person
from tests.journeys.helping import a_year_after, begin, claim_of, let_in, unit_named
from tests.journeys.walking import TABS, Desk, Story, dated, decide, take_over

pytestmark = pytest.mark.journey


def test_a_victim_with_a_trial_has_her_damages_paid(visit: Callable[..., Any]) -> None:
    story = Story(visit, "trial", days_ago=700)
    ngo = referred(story)
    officer = recognised(story)
    proceeding = investigated(story, officer)
    lawyer = represented(story, ngo)
    tried(story, proceeding, officer)
    awarded(story, lawyer)
    fund(story, ngo)
    a_year_after(ngo, story, 300, look="year", job="yes", housing="yes", network="yes", retrafficked="no")
    unseen(story, proceeding, ngo, officer, lawyer)


def referred(story: Story) -> Desk:
    """The organisation helps first, then refers with her word."""
    ngo = story.desk("ngo", narrow=True)
    begin(ngo, story.day(0), sex="female", exploitation="forced_labour")
    ngo.write("help/", on=story.day(0.01), kind="safe_place", outcome="given")
    sent = story.day(0.2)
    ngo.write("referrals/send/", on=story.day(0), look="send", person_word="agreed", **dated("sent_day", sent), sent_clock="23:00")
    return ngo


def recognised(story: Story) -> Desk:
    """The unit receives her and decides."""
    take_over(story, story.desk("duty"), 1)
    officer = story.desk("officer")
    decide(story, officer, 10, language="ru", route="exploited_here")
    return officer


def investigated(story: Story, officer: Desk) -> str:
    """A proceeding of its own: she is its victim, is heard once and recorded, the prosecutor is let in."""
    officer.write(
        "/proceedings/new/",
        on=story.day(11),
        look="proceeding",
        number="26/001",
        exploitation="forced_labour",
        origin="reactive",
        source="ngo",
        techniques=["search"],
    )
    proceeding = "/" + "/".join(officer.page.url.split("/")[3:5]) + "/"
    officer.write(f"{proceeding}add/link/", on=story.day(11), code=officer.code(), role="victim", consent="agreed")
    officer.write(f"{proceeding}add/person/", sex="male", role="exploiter", n="1", **dated("accused_at", story.day(30)))
    person("prosecutor")  # a proceeding is opened to units where somebody works on proceedings
    officer.go(f"{proceeding}add/share/")
    officer.send(unit=unit_named(officer, "Prosecutor"), write=True, people=True)
    officer.go("justice/add/statement/")
    which = officer.page.locator("main select[name=proceeding] option").last.get_attribute("value")
    officer.send(
        on=story.day(12),
        look="statement",
        proceeding=which,
        method="interview",
        asked_by="investigator",
        present=["lawyer"],
        recorded=True,
        consent="agreed",
    )
    officer.look(proceeding, "proceeding")
    return proceeding


def represented(story: Story, ngo: Desk) -> Desk:
    """She wishes a lawyer; he is let in where she says, and claims her damages in the criminal case."""
    ngo.write("justice/add/wish/", on=story.day(13), scopes=["criminal", "claim"], sex_wished="any", language="ru", told_cost=True)
    lawyer = story.desk("lawyer")
    lawyer.write("/legal/lawyers/new/", name="Invented Counsel", bar_member=True)
    let_in(ngo, "Bar", story.day(14), "G8", service="legal", language="ru")
    lawyer.newest_case()
    lawyer.go("justice/add/mandate/")
    who = unit_named(lawyer, "Invented Counsel", "lawyer")
    lawyer.send(
        on=story.day(15),
        look="mandate",
        lawyer=who,
        scopes=["criminal", "claim"],
        scheme="organisation",
        **dated("attorney", story.day(15)),
    )
    lawyer.write(
        "money/claims/new/",
        on=story.day(16),
        route="civil_criminal",
        damage="wages",
        amount="5000",
        **dated("attorney_since", story.day(15)),
    )
    return lawyer


def tried(story: Story, proceeding: str, officer: Desk) -> None:
    """The prosecutor brings the case to court; she need not come, a screen is granted, the verdict follows."""
    prosecutor = story.desk("prosecutor")
    prosecutor.look("/proceedings/", "proceedings")
    prosecutor.write(f"{proceeding}add/move/", on=story.day(60), phase="prosecution")
    prosecutor.write(f"{proceeding}add/move/", on=story.day(90), phase="court")
    prosecutor.write(f"{proceeding}add/hearing/", on=story.day(100), kind="main", closed=True)
    prosecutor.go(proceeding)
    hearing = prosecutor.follow(f"{proceeding}hearing/")
    prosecutor.write(hearing, look="hearing", held="yes", threats=True)
    prosecutor.go(proceeding)
    one = prosecutor.follow("/persons/")
    prosecutor.go(one)
    prosecutor.write(f"{one}charge/", on=story.day(61), look="charge", article="144-1")
    seen_in_court(story, proceeding, officer, hearing)
    prosecutor.go(f"{one}verdict/")
    charge = str(prosecutor.page.locator("main select[name^=charge_]").first.get_attribute("name"))
    guilty = {"convicted": "yes", charge: "convicted", "sentence": "prison", "months": "96", "final": True}
    prosecutor.send(on=story.day(120), look="verdict", **guilty)
    prosecutor.write(f"{proceeding}add/move/", on=story.day(121), phase="final", ended_as="convicted")
    prosecutor.look(proceeding, "final")


def seen_in_court(story: Story, proceeding: str, officer: Desk, hearing: str) -> None:
    """She need not come: a screen and a video link are asked for and granted; the lawyer's page of the court says so."""
    held = hearing.rstrip("/").split("/")[-1]
    officer.write(
        f"justice/hearing/{held}/", look="measures", must_attend="no", asked=["screen", "video"], granted=["video"], attended="video"
    )
    officer.go(f"{proceeding}add/share/")
    officer.send(unit=unit_named(officer, "Bar"), people=True)


def awarded(story: Story, lawyer: Desk) -> None:
    """The court awards a part; the convicted pays some of it."""
    lawyer.look("justice/court/", "court")
    lawyer.go("money/")
    claim = claim_of(lawyer)
    lawyer.write(f"{claim}award/", on=story.day(121), look="award", outcome="part", amount="4000")
    lawyer.write(f"{claim}paid/", on=story.day(150), payer="offender", amount="1500")
    lawyer.look("money/", "claim")


def fund(story: Story, ngo: Desk) -> None:
    """The fund fills the rest: two people say yes, then it is paid."""
    clerk, second = story.desk("clerk"), story.desk("second_clerk", narrow=True)
    clerk.write("/fund/accounts/new/", on=story.day(1), name="Budget", source="state", currency="AZN")
    clerk.go("/fund/income/")
    clerk.send(on=story.day(2), pot=unit_named(clerk, "Budget", "pot"), amount="9000")
    ngo.write("money/ask/", on=story.day(160), look="ask", item="compensation", amount="2500", agreed=True)
    for desk, day in ((clerk, 161), (second, 162)):
        desk.go("/fund/requests/")
        desk.go(desk.follow("/money/requests/"))
        desk.go(desk.follow("/decide/"))
        desk.send(
            on=story.day(day),
            look="word",
            word="approve",
            amount="2500",
            pot=unit_named(desk, "Budget", "pot"),
            reasons="As the charter says.",
        )
    clerk.go("/fund/requests/")
    clerk.go(clerk.follow("/money/requests/"))
    clerk.go(clerk.follow("/pay/"))
    clerk.send(on=story.day(170), look="pay", channel="bank", taker="person")
    ngo.look("money/", "paid")


def unseen(story: Story, proceeding: str, ngo: Desk, officer: Desk, lawyer: Desk) -> None:
    """Nobody sees more than the own part."""
    outsider = story.desk("outsider")
    outsider.refused(*TABS, base=ngo.case)
    outsider.knows_nothing_of(ngo.code(), officer.code(), lawyer.code())
    officer.refused("money/")
    lawyer.refused("identification/decide/")
    story.desk("clerk").refused(proceeding)
