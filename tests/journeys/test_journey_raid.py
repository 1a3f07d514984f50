"""Journey 7: twenty people are met in one raid. Inspection, unit, assistance centre, co-ordinator; the foreman stands apart; a year later."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.referral import actions as referral
from dayaq.respond.referral.models import Referral
from dayaq.respond.screening import actions as screening
from tests.cast import person
from tests.journeys.helping import a_year_after
from tests.journeys.test_from_suspicion_to_figure import answer_everything
from tests.journeys.walking import LOCAL, TABS, Desk, Story, dated, decide, lead_on, take_on, take_over
from tests.respond.referral.world import received

pytestmark = pytest.mark.journey
PEOPLE = 20


def test_twenty_people_are_met_in_one_raid_and_each_is_helped_as_one(visit: Callable[..., Any]) -> None:
    story = Story(visit, "raid", days_ago=460)
    labour = story.desk("labour")
    event, codes = entered(story, labour)
    screened(story, labour, codes)
    referred(story, labour, event, codes)
    first = taken_over(story)
    officer = recognised(story, event, first)
    helper = helped(story, officer)
    summed(story, codes)
    unseen(story, event, helper, codes)


def entered(story: Story, labour: Desk) -> tuple[str, list[str]]:
    """One sheet: twenty workers, and a foreman who becomes no case."""
    labour.write(
        "/events/new/", on=story.day(0), look="event", way="building_site", region="capital", persons_met="21", text="Found at dawn."
    )
    event = "/".join(labour.page.url.split("/")[3:5])
    lines = [f"Given{n}\tFamily{n}\tm\t{20 + n}\tUZ\tru" for n in range(1, PEOPLE + 2)]
    labour.page.locator("main textarea[name=paste]").fill("\n".join(lines))
    with labour.page.expect_navigation():
        labour.page.locator("main button[name=read]").click()
    labour.page.locator(f"main select[name=what-{PEOPLE + 1}]").select_option("foreman")
    labour.seen("sheet")
    with labour.page.expect_navigation():
        labour.page.locator("main button[name=save]").click()
    labour.look(f"/{event}/", "people")
    codes = labour.page.locator("main a.code").all_inner_texts()
    assert (len(codes), len(set(codes))) == (PEOPLE, PEOPLE)
    labour.refused(f"/{event}/suspects/")
    return f"/{event}/", codes


def screened(story: Story, labour: Desk, codes: list[str]) -> None:
    """Each has a screening of his own: the first question by question, the others with what the inspector noted on paper."""
    labour.case = f"/cases/{codes[0]}/"
    labour.go("screening/")
    labour.page.locator("a[href*='begin/az-labour']").first.click()
    labour.page.get_by_role("button", name="Go on").click()
    answer_everything(labour.page)
    labour.seen("screened")
    by = person("labour").actor
    with acting(by):
        for case in Case.objects.filter(screenings__isnull=True):
            made = screening.start(case=case, list_code="az-labour", sitting=screening.Sitting(), by=by, at=story.day(0.05))
            screening.answer(screening=made, answers={"AZ-L06": ("yes", "")}, version=made.version, by=by, at=story.day(0.05))
            screening.finish(screening=made, version=made.version, by=by, at=story.day(0.06))


def referred(story: Story, labour: Desk, event: str, codes: list[str]) -> None:
    """Each is referred singly, with his own word, by his own form; then the event goes to the unit."""
    sent = dated("sent_day", story.day(0.2)) | {"sent_clock": story.day(0.2).astimezone(LOCAL).strftime("%H:%M")}
    for n, code in enumerate(codes):
        desk = labour
        desk.case = f"/cases/{code}/"
        desk.write("referrals/send/", on=story.day(0), look="send" if n == 0 else "", person_word="agreed", **sent)
    labour.look(event, "all-referred")
    assert labour.page.get_by_text("sent", exact=True).count() == PEOPLE
    labour.go(f"{event}hand/")
    labour.page.locator("main input[name=unit]").first.check()
    labour.press(labour.page.locator("main form[method=post]").first)


def taken_over(story: Story) -> Desk:
    """The officer on duty receives them one by one: the first on the page, the others as on the first."""
    duty = story.desk("duty", narrow=True)
    take_over(story, duty, 0.8)
    by = person("duty").actor
    with acting(by):
        waiting = list(Referral.objects.filter(status="sent"))
    assert len(waiting) == PEOPLE - 1
    for row in waiting:
        mine = received(row, at=story.day(0.85))
        with acting(by):
            referral.accept(referral=mine, by=by, at=story.day(0.9))
    duty.look("/referrals/", "inbox")
    return duty


def recognised(story: Story, event: str, duty: Desk) -> Desk:
    """The unit sees the foreman among suspects, the twenty among people; it decides on one as on one."""
    officer = story.desk("officer")
    officer.look(f"{event}suspects/", "suspects")
    assert "Foreman" in officer.text()
    officer.look(event, "unit")
    officer.case = duty.case
    decide(story, officer, 20, language="ru", route="exploited_here")
    return officer


def helped(story: Story, officer: Desk) -> Desk:
    """One of them wants to stay and work: the centre plans with him and looks back after a year."""
    lead_on(story, officer, "vac_baku", 22, "psychological", "employment")
    helper = story.desk("helper")
    take_on(helper)
    helper.write("rights/tell/", on=story.day(23), language="ru", method="interpreter", understood="yes", rights=["help", "compensation"])
    helper.write("support/do/assess/", on=story.day(24), spoken="ru", work="yes", work_urgency="now")
    helper.write("support/do/service/", on=story.day(30), kind="employment", outcome="given", amount="3", unit="hours")
    a_year_after(helper, story, 80, look="year", job="yes", housing="yes", network="unknown", retrafficked="no")
    helper.look("support/after/", "after")
    return helper


def summed(story: Story, codes: list[str]) -> None:
    """The co-ordinator sees one raid, no person."""
    coordinator = story.desk("coordinator")
    coordinator.look(f"/events/sums/?year={story.day(0).year}", "sums")
    assert re.search(r"(initiative|report): 1\b", coordinator.text())
    assert not [code for code in codes if code in coordinator.page.content()]


def unseen(story: Story, event: str, helper: Desk, codes: list[str]) -> None:
    """Whoever helps one knows nothing of the other nineteen; the outsider nothing at all."""
    helper.refused(event)
    helper.go("/cases/")
    assert len(set(re.findall(r"AZ-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", helper.text()))) == 1
    outsider = story.desk("outsider")
    outsider.refused(*(tab for tab in TABS if tab in {"", "status/", "person/"}), base=helper.case)
    outsider.knows_nothing_of(helper.code(), *codes)
    outsider.refused(event)
