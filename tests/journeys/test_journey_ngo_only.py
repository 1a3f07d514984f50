"""Journey 5, in Russian: an organisation's case the police never hears of. Organisation, its house, lawyer, monitor, co-ordinator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.helping import a_year_after, admit, begin, claim_of, let_in, marks, open_house, unit_named
from tests.journeys.walking import TABS, Desk, Story, dated

pytestmark = pytest.mark.journey


def test_a_woman_says_no_to_the_police_and_is_helped_for_a_year(visit: Callable[..., Any]) -> None:
    story = Story(visit, "ngo-only", days_ago=560, language="ru")
    ngo = first_day(story)
    housed(story, ngo)
    planned(story, ngo)
    represented(story, ngo)
    monitor = heard(story)
    year(story, ngo)
    unseen(story, ngo, monitor)


def first_day(story: Story) -> Desk:
    """She comes by herself, is helped at once, says no to a referral: the file is closed to the State."""
    ngo = story.desk("ngo")
    begin(ngo, story.day(0), look="new", sex="female")
    ngo.write("help/", on=story.day(0.1), kind="food", outcome="given")
    ngo.write("word/", on=story.day(0.2), look="word", word="refused", reason="fear_authorities")
    ngo.write("status/say/", on=story.day(0.3), status="ngo_identified")
    ngo.write(
        "rights/tell/",
        on=story.day(1),
        look="rights",
        language="ru",
        method="spoken",
        understood="yes",
        rights=["help", "no_police", "compensation"],
    )
    ngo.look("", "case")
    return ngo


def housed(story: Story, ngo: Desk) -> None:
    """The organisation's own house has a bed for her."""
    shelter = story.desk("shelter", narrow=True)
    open_house(story, shelter, serves="women")
    shelter.case = ngo.case
    admit(shelter, story.day(1), "bed")
    shelter.look("/shelter/", "house")
    shelter.look("shelter/", "stay")


def planned(story: Story, ngo: Desk) -> None:
    """What she needs, what she wants, what is done."""
    ngo.write("support/do/assess/", on=story.day(3), spoken="ru", work="yes", work_urgency="weeks", work_words="Хочу шить.")
    ngo.write("support/do/plan/", on=story.day(4), language="ru")
    ngo.go("support/")
    ngo.write(ngo.follow("/do/goal/"), on=story.day(4), domain="work", words="Работать швеёй", language="ru")
    ngo.write("support/do/service/", on=story.day(20), kind="training", outcome="given", amount="10", unit="days")
    ngo.look("support/", "plan")


def represented(story: Story, ngo: Desk) -> None:
    """A lawyer with her consent asks for her wages; the employer agrees to a part, half of it is paid."""
    ngo.write("justice/add/wish/", on=story.day(5), scopes=["wages"], sex_wished="female", language="ru", told_cost=True)
    lawyer = story.desk("lawyer")
    lawyer.write("/legal/lawyers/new/", name="Invented Counsel", bar_member=True)
    let_in(ngo, "Коллегия", story.day(6), "G8", service="legal", language="ru", look="consent")
    lawyer.newest_case()
    lawyer.go("justice/add/mandate/")
    who = unit_named(lawyer, "Invented Counsel", "lawyer")
    lawyer.send(on=story.day(7), look="mandate", lawyer=who, scopes=["wages"], scheme="organisation")
    lawyer.look("justice/", "lawyer")
    lawyer.write(
        "money/claims/new/",
        on=story.day(10),
        route="wage_mediation",
        damage="wages",
        amount="2400",
        **dated("attorney_since", story.day(7)),
    )
    lawyer.go("money/")
    claim = claim_of(lawyer)
    lawyer.write(f"{claim}award/", on=story.day(90), outcome="settled", amount="1800")
    lawyer.write(f"{claim}paid/", on=story.day(100), look="paid", payer="employer", amount="900")
    lawyer.look("money/", "claim")


def heard(story: Story) -> Desk:
    """What she says of the help reaches who watches over the house, without case and name."""
    monitor = story.desk("monitor", narrow=True)
    monitor.go("/support/feedback/new/")
    about = unit_named(monitor, "Чистый мир", "about")
    monitor.send(on=story.day(110), about=about, channel="paper", text="Помогли сразу.", language="ru", **marks(monitor))
    monitor.look("/support/feedback/", "feedback")
    assert "Помогли сразу." in monitor.text()
    return monitor


def year(story: Story, ngo: Desk) -> None:
    """She leaves for a home of her own; a year later they look back together, then the file is closed."""
    a_year_after(ngo, story, 120, look="year", job="yes", housing="yes", network="yes", retrafficked="no")
    ngo.look("support/after/", "after")
    ngo.write("close/", on=story.day(490), look="close", reason="goals_reached", outcome="independent")


def unseen(story: Story, ngo: Desk, monitor: Desk) -> None:
    """No body of the State meets her in a list, a page, a number small enough to know her by; nor does another organisation."""
    for who in ("officer", "duty", "helper", "warden", "migration", "coordinator", "outsider"):
        desk = story.desk(who)
        desk.knows_nothing_of(ngo.code())
        if who in {"officer", "helper", "warden", "outsider"}:
            desk.refused(*(tab for tab in TABS if tab in {"", "status/", "support/", "person/"}), base=ngo.case)
    monitor.refused(ngo.case)
