"""People at their own browsers: one desk for each body, the pages filled and sent as a hand would, each looked at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.cast import person
from tests.journeys.conftest import check

LOCAL = ZoneInfo("Asia/Baku")
FILL = """([form, answers]) => {
  for (const [name, said] of Object.entries(answers)) {
    const fields = [...form.elements].filter(one => one.name === name);
    if (!fields.length) return `no field ${name}: ${[...new Set([...form.elements].map(one => one.name))].join(' ')}`;
    const values = (Array.isArray(said) ? said : [said]).map(String);
    const first = fields[0];
    if (first.type === 'radio' || first.type === 'checkbox') {
      for (const box of fields) box.checked = values.includes(box.value) || (said === true && fields.length === 1);
      if (!fields.some(box => box.checked) && said !== false && values.length) return `no choice ${said} of ${name}: ${fields.map(box => box.value)}`;
    } else if (first.tagName === 'SELECT') {
      for (const one of first.options) one.selected = values.includes(one.value) || values.includes(one.text.trim());
      if (!first.selectedOptions.length || (said && !first.value)) return `no choice ${said} of ${name}: ${[...first.options].map(one => one.value)}`;
    } else first.value = said;
    first.dispatchEvent(new Event('change', {bubbles: true}));
  }
  return '';
}"""


def dated(name: str, on: datetime) -> dict[str, str]:
    """A day as its three boxes hold it."""
    here = on.astimezone(LOCAL)
    return {f"{name}_day": str(here.day), f"{name}_month": str(here.month), f"{name}_year": str(here.year)}


class Story:
    """One journey: when it began, what its pictures are called."""

    def __init__(self, visit: Callable[..., Any], name: str, *, days_ago: int = 410, language: str = "en") -> None:
        self.visit, self.name, self.language, self.pictures = visit, name, language, 0
        self.last: Desk | None = None  # who acted last: the page before that person is as new as can be
        self.began = (timezone.now() - timedelta(days=days_ago)).replace(minute=0, second=0, microsecond=0)

    def day(self, number: float) -> datetime:
        """A moment of the story, counted in days from its beginning."""
        return self.began + timedelta(days=number)

    def desk(self, who: str, body: str = "", role: str = "", *, narrow: bool = False) -> Desk:
        """Somebody of the company signs in; with a body and a role somebody who is not in it."""
        return Desk(self, who, self.visit(person(who, body, role), narrow=narrow, language=self.language))


class Desk:
    """One person of one body before a page."""

    def __init__(self, story: Story, who: str, page: Any) -> None:
        self.story, self.who, self.page, self.case = story, who, page, ""
        self.sent = False  # the page stands here because a form was sent

    def look(self, address: str, picture: str = "") -> None:
        """Open a page and look at it with the eyes of a reader and of axe."""
        self.go(address)
        self.seen(picture)

    def seen(self, picture: str = "") -> None:
        """Look at the page as it stands; its picture is kept where a folder is named."""
        self.story.pictures += 1
        check(self.page, f"{self.story.name}-{self.story.pictures:02}-{self.who}-{picture or 'page'}")

    def go(self, address: str) -> None:
        """Open a page; what is no address of the site is one of the case. Where one's last step led, one stands already."""
        place = self.place(address)
        if self.story.last is self and self.sent and self.page.url.partition("//")[2].partition("/")[2] == place[1:]:
            return
        self.story.last, self.sent = self, False
        answer = self.page.goto(place)
        assert answer.status == 200, (self.who, self.page.url, answer.status)

    def place(self, address: str) -> str:
        """An address of the site, or of the case open now."""
        assert address.startswith("/") or self.case, "no case is open"
        return address if address.startswith("/") else f"{self.case}{address}"

    def newest_case(self) -> str:
        """Find the one case of the story in the own list, by its page."""
        self.go("/cases/")
        self.case = str(self.page.locator("main table a[href^='/cases/']").first.get_attribute("href"))
        return self.case

    def code(self) -> str:
        """The case's code in this body."""
        return self.case.split("/")[2]

    def write(self, address: str, *, on: Any = None, look: str = "", **answers: Any) -> None:
        """Fill the form of a page and send it; a page that says no is an error with its words."""
        self.go(address)
        self.send(on=on, look=look, **answers)

    def send(self, *, on: Any = None, look: str = "", **answers: Any) -> None:
        """Fill the form of the page as it stands and press its button."""
        if on is not None:
            answers = {**answers, **dated("day", on), "clock": on.astimezone(LOCAL).strftime("%H:%M")}
        first = next(iter(answers))
        form = self.page.locator("main form[method=post]").filter(has=self.page.locator(f'[name="{first}"]')).first
        missed = self.page.evaluate(FILL, [form.element_handle(), answers])
        assert not missed, (self.who, self.page.url, missed)
        if look:
            self.seen(look)
        self.press(form)

    def choices(self, name: str) -> list[str]:
        """What may be chosen in a list of the page, the empty line left out."""
        found = self.page.locator(f"main select[name={name}] option").evaluate_all("all => all.map(one => one.value)")
        return [str(value) for value in found if value]

    def press(self, form: Any) -> None:
        """Press the first button of a form and wait for the answer; faults beside fields are told."""
        button = form.locator("button.button-primary")
        with self.page.expect_navigation() as went:
            (button if button.count() else form.locator("button:not([type=button])")).first.click()
        faults = self.page.locator("main .error-summary, main .field-wrong, main .callout-brick").all_inner_texts()
        again = self.page.locator("main .error-summary").count()
        assert (went.value.status, again) == (200, 0), (self.who, self.page.url, faults)
        self.story.last, self.sent = self, went.value.request.method == "GET"

    def follow(self, part: str) -> str:
        """The address of the last link of the page whose address holds the words."""
        links = self.page.locator(f"main a[href*='{part}']")
        assert links.count(), (self.who, self.page.url, part, self.text())
        return str(links.last.get_attribute("href"))

    def push(self, part: str) -> None:
        """Press the button of the form that goes to the address with the words."""
        forms = self.page.locator(f"main form[action*='{part}']")
        assert forms.count(), (self.who, self.page.url, part, self.text())
        self.press(forms.last)

    def text(self) -> str:
        """What the page says."""
        return " ".join(str(self.page.locator("main").inner_text()).split())

    def refused(self, *addresses: str, base: str = "") -> None:
        """None of the addresses opens for this person: not found, or not for this role."""
        for address in addresses:
            got = self.page.request.get(address if address.startswith("/") else f"{base or self.case}{address}").status
            assert got in {403, 404}, (self.who, address, got)

    def knows_nothing_of(self, *codes: str) -> None:
        """No list of this person names the case."""
        for address in ("/", "/cases/", "/referrals/", "/network/inbox/"):
            answer = self.page.request.get(address)
            assert answer.status in {200, 403}, (self.who, address, answer.status)
            assert not any(code in answer.text() for code in codes), (self.who, address)


TABS = ("", "facts/", "person/", "status/", "referrals/", "screening/", "identification/", "support/", "shelter/", "money/", "rights/")


def open_case(story: Story, desk: Desk, day: float, **facts: str) -> None:
    """A new file begins with a search that finds nobody."""
    desk.go("/cases/search/")
    desk.page.get_by_role("textbox").first.fill("Zqnobody Zqnobody")
    desk.press(desk.page.locator("main form[action='/cases/search/']"))
    desk.press(desk.page.locator("main form[action='/cases/new/']"))
    desk.send(on=story.day(day), look="opened", under_18="no", under_18_reason="own_word", **facts)
    desk.newest_case()


def hand_over(story: Story, sender: Desk, day: float, *, sex: str, under_18: str = "no", word: str = "agreed", look: str = "") -> None:
    """A body reports a person on its one page; the referral goes to the officer on duty."""
    sender.go("/referrals/report/")
    age = {"under_18": under_18} | ({"under_18_reason": "papers"} if under_18 == "no" else {})
    unfold = sender.page.locator("main details").first
    if unfold.count() and unfold.get_attribute("open") is None:
        unfold.locator("summary").first.click()
    sent = story.day(day + 0.1)
    sent_at = dated("sent_day", sent) | {"sent_clock": sent.astimezone(LOCAL).strftime("%H:%M")}
    sender.send(on=story.day(day), look=look, sex=sex, person_word=word, **age, **sent_at)
    sender.newest_case()


def take_over(story: Story, duty: Desk, day: float) -> None:
    """The officer on duty confirms the receipt and takes the case on."""
    duty.go("/referrals/")
    duty.go(duty.follow("/referrals/"))
    duty.write(duty.follow("/receive/"), on=story.day(day), papers_handed_over="yes", dignity_checked="yes", look="receipt")
    duty.push("/accept/")
    duty.newest_case()


def decide(story: Story, officer: Desk, day: float, *, language: str, **found: str) -> None:
    """The decision with its reasons, told to the person in the person's language."""
    officer.newest_case()
    found = {"act": "yes", "means": "yes", "purpose": "yes", "outcome": "positive", "exploitation": "forced_labour"} | found
    officer.write("identification/decide/", on=story.day(day), look="decide", text="Invented reasons: the elements are there.", **found)
    officer.go("identification/")
    officer.write(officer.follow("/tell/"), on=story.day(day + 0.1), look="tell", language=language, method="spoken", understood="yes")


def lead_on(story: Story, sender: Desk, to: str, day: float, *services: str, agreed_by: str = "person") -> None:
    """The person is led to another body with consent."""
    sender.write(f"network/lead/?to={to}", on=story.day(day), services=list(services), agreed_by=agreed_by)


def take_on(desk: Desk) -> None:
    """A body takes on who was led to it."""
    desk.newest_case()
    desk.go("network/")
    desk.push("/accept/")


def house(story: Story, who: str, serves: str) -> Desk:
    """A shelter has a bed."""
    keeper, before = story.desk(who), story.day(-400)
    keeper.write("/shelter/places/new/", code="house", kind="shelter", **dated("on", before))
    keeper.go("/shelter/places/")
    keeper.go(keeper.follow("/shelter/places/"))
    keeper.write(keeper.follow("/beds/"), area=serves, serves=serves, count=1, **dated("since", before))
    return keeper


def admit(story: Story, keeper: Desk, day: float) -> None:
    """The person has the free bed from a day on; nobody asks for a decision or for co-operation."""
    keeper.go("shelter/admit/")
    bed = keeper.page.locator("main input[name=choice]").first.get_attribute("value")
    keeper.send(on=story.day(day), look="admit", choice=bed, occupant="0")
    keeper.look("shelter/", "stay")


def look_back(story: Story, desk: Desk, began: float, day: float) -> None:
    """Reintegration begins; a year later the body looks back with the person."""
    desk.write("support/do/reintegration/", on=story.day(began), **dated("begun_on", story.day(began)))
    desk.go("support/after/")
    desk.go(desk.follow("/do/look/"))
    good = {"job": "yes", "housing": "yes", "network": "yes", "retrafficked": "no"}
    desk.send(on=story.day(day), look="year", which=desk.choices("which")[-1], contact="reached", **good)
    desk.look("support/after/", "after")
