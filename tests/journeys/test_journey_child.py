"""Journey 3: a boy alone in the street. School, unit, State shelter, child and family body, assistance centre; a year later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.walking import LOCAL, TABS, Desk, Story, admit, dated, decide, house, lead_on, look_back, take_on, take_over

pytestmark = pytest.mark.journey
QUESTIONS = ("alone", "sent_to_beg", "money_taken", "watched", "hurt", "afraid", "from_afar", "no_papers")


def test_a_child_alone(visit: Callable[..., Any]) -> None:
    story = Story(visit, "child")
    teacher = found(story)
    duty, officer = story.desk("duty"), story.desk("officer")
    take_over(story, duty, 0.3)
    best_interest(story, duty)
    officer.newest_case()
    warden = house(story, "warden", "children")
    lead_on(story, officer, "mia_shelter", 0.6, "shelter", agreed_by="guardian")
    take_on(warden)
    admit(story, warden, 0.6)
    assert story.day(60.6).strftime("%Y") in warden.text()
    decide(story, officer, 3, language="az", exploitation="forced_begging", route="internal", means="no")
    helper = helped(story, officer)
    warden.go("shelter/")
    warden.write(warden.follow("/end/"), on=story.day(50), look="to-family", reason="to_family", destination="family")
    look_back(story, helper, 51, 407)
    unseen(story, teacher, officer, helper)


def found(story: Story) -> Desk:
    """A teacher finds him; quick questions, the hours that run, and the referral."""
    teacher = story.desk("teacher", "education", "referrer", narrow=True)
    teacher.write("/street-child/", on=story.day(0), look="found", sex="male", under_18="yes")
    teacher.newest_case()
    teacher.go("street-child/")
    teacher.go(teacher.follow("/questions/"))
    teacher.send(on=story.day(0.02), look="questions", **{f"q_{code}": "yes" if code != "hurt" else "unknown" for code in QUESTIONS})
    teacher.go("street-child/")
    teacher.go(teacher.follow("/end/"))
    teacher.send(on=story.day(0.1), look="end", outcome="placed")
    sent = story.day(0.2)
    teacher.write(
        "referrals/send/", on=story.day(0.05), look="send", person_word="not_asked", **dated("sent_day", sent),
        sent_clock=sent.astimezone(LOCAL).strftime("%H:%M"),
    )  # fmt: skip
    return teacher


def best_interest(story: Story, duty: Desk) -> None:
    """A guardian stands for the child, the child is heard, what is decided is looked at again."""
    duty.write("person/guardian/", on=story.day(0.4), look="guardian", name="Invented Guardian", kind="guardian")
    for about, picture in (("placement", "best-interest"), ("family_tracing", "")):
        duty.write(
            "child/best-interest/", on=story.day(0.5), look=picture, about=about, heard="heard", view="I want to sleep safely.",
            factors=["safety", "own_view"], present=["psychologist"], outcome="in_interest", reasons="A bed for children is free.",
            **dated("review_on", story.day(30)),
        )  # fmt: skip
    duty.write("child/step/", on=story.day(0.5), kind="tracing")
    duty.look("child/", "path")


def helped(story: Story, officer: Desk) -> Desk:
    """The assistance centre goes on with school and things for school; the child body is patron."""
    lead_on(story, officer, "vac_baku", 4, "education", "psychological", agreed_by="guardian")
    helper = story.desk("helper")
    take_on(helper)
    helper.write("rights/tell/", on=story.day(5), look="rights", language="az", method="spoken", understood="yes")
    helper.write("support/do/service/", on=story.day(10), look="service", kind="school_kit", outcome="given", amount="1", unit="items")
    helper.write("child/step/", on=story.day(12), look="patron", kind="patron", detail="scfwca")
    helper.look("support/services/", "services")
    return helper


def unseen(story: Story, teacher: Desk, officer: Desk, helper: Desk) -> None:
    """The school learns nothing of the help and of the place; an outsider nothing at all."""
    teacher.refused("support/do/goal/", "support/do/service/")
    for tab, said in (("person/", "Person and safe contact"), ("shelter/", "No stay is recorded that you may see.")):
        teacher.go(tab)
        assert said in teacher.text()
        assert "Invented Guardian" not in teacher.text()
    outsider = story.desk("outsider")
    outsider.refused(*TABS, "child/", "street-child/", base=helper.case)
    outsider.knows_nothing_of(teacher.code(), officer.code(), helper.code())
