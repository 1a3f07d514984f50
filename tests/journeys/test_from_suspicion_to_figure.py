"""The walk of the whole house: suspected, helped at once, handed over, received, screened, decided, told, counted. And who stays unseen."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.identification import actions as identification
from dayaq.respond.referral import actions as referral
from tests.cast import Person, company
from tests.journeys.conftest import check
from tests.world import build

pytestmark = pytest.mark.journey
ADULT = {"sex": ("female", "known"), "under_18": "no", "under_18_reason": "document"}
FOUND = {"act": "yes", "means": "yes", "purpose": "yes", "exploitation": "forced_labour", "route": "exploited_here"}
REASONS = "Papers taken away, no pay for months, threats: the elements are there."


def identified(duty: Person, officer: Person, n: int) -> None:
    """People recognised an hour ago: so many that their number may leave the office."""
    at = timezone.now() - timedelta(hours=1)
    for _ in range(n):
        with acting(duty.actor):
            case = referral.receive_person(new=casefile.NewCase(**ADULT), by=duty.actor, at=at).case  # type: ignore[arg-type] # facts of the test
        with acting(officer.actor):
            new = identification.NewDecision(positive=True, reasons=REASONS, **FOUND)
            identification.decide(case=case, new=new, by=officer.actor, at=at)


def figure(page: Any, year: int) -> tuple[int, int]:
    """The year's number of recognised victims: as the page says it and as the file for spreadsheets holds it."""
    address = f"/figures/victims_identified/?period={year}"
    page.goto(address)
    shown = int(page.locator("table tbody tr").last.locator("td").last.inner_text())
    answer = page.request.get(f"/figures/victims_identified/table.xlsx?period={year}")
    assert answer.status == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.body()))
    cells = list(book.worksheets[1].iter_rows(values_only=True))
    return shown, int(str(cells[1][cells[0].index("value")]))


def choose(page: Any, group: str, option: str) -> None:
    """Tick one of a group of choices."""
    page.get_by_role("group", name=group).first.get_by_role("radio", name=option, exact=True).check()


def test_from_suspicion_to_the_figure_of_the_year(visit: Callable[..., Any]) -> None:
    people, year = company(), timezone.now().year
    identified(people["duty"], people["officer"], 5)
    analyst = visit(people["analyst"])
    assert figure(analyst, year) == (5, 5)
    report_and_help(visit(people["inspector"]))
    receive(visit(people["duty"]))
    officer = visit(people["officer"])
    case = screen(officer)
    assert figure(analyst, year) == (5, 5)
    decide_and_tell(officer, case)
    assert figure(analyst, year) == (6, 6)
    check(analyst, "walk-figure")


def report_and_help(page: Any) -> None:
    """The labour inspector: a suspicion, sent at once, and first help."""
    page.goto("/")
    page.get_by_role("link", name="Referrals").first.click()
    page.get_by_role("link", name="Report a person").first.click()
    choose(page, "Sex", "Female")
    choose(page, "Could this person be under 18?", "no")
    page.get_by_label("If no: what does the answer rest on?").select_option(index=1)
    check(page, "walk-report")
    page.get_by_role("button", name="Send the referral").click()
    page.get_by_text("Sent. Your duty to refer is done.").wait_for()
    page.get_by_role("radio", name="Food and water").check()
    page.get_by_role("button", name="Record the help").click()
    page.get_by_text("The help is recorded.").wait_for()
    check(page, "walk-helped")


def receive(page: Any) -> None:
    """The officer on duty: receipt first, then the case is taken on."""
    page.goto("/referrals/")
    page.locator("main table a").first.click()
    page.get_by_role("link", name="Receive person and papers").click()
    choose(page, "Papers were handed over", "yes")
    check(page, "walk-receipt")
    page.get_by_role("button", name="Confirm the receipt").click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name="Answer the referrer").wait_for()
    check(page, "walk-accepted")


def screen(page: Any) -> str:
    """The identification officer fills the labour list; returns the address of the case."""
    page.goto("/cases/")
    row = page.get_by_role("row").filter(has_text="suspected victim").filter(has_not_text="recognised")
    row.locator("a").first.click()
    case = str(page.url)
    page.get_by_role("link", name="Finding out", exact=True).click()
    page.get_by_role("link", name="Screening", exact=True).click()
    page.locator("a[href*='begin/az-labour']").first.click()
    page.get_by_role("button", name="Go on").click()
    answer_everything(page)
    page.get_by_role("heading", name="Result of the screening").wait_for()
    page.get_by_text("Neither result decides").first.wait_for()
    check(page, "walk-screened")
    return case


def decide_and_tell(page: Any, case: str) -> None:
    """The decision with its reasons, and the notice to the person."""
    page.goto(f"{case}identification/decide/")
    for element in ("act", "means", "purpose"):
        page.locator(f"input[name={element}][value=yes]").check()
    page.locator("input[name=outcome][value=positive]").check()
    page.locator("select[name=exploitation]").select_option("forced_labour")
    page.locator("select[name=route]").select_option("exploited_here")
    page.locator("textarea[name=text]").fill(REASONS)
    check(page, "walk-decide")
    page.locator("main form button.button-primary").click()
    page.goto(f"{case}identification/")
    check(page, "walk-decided")
    page.locator("a[href*='/tell/']").last.click()
    page.locator("select[name=language]").select_option("az")
    page.locator("input[name=method][value=spoken]").check()
    page.locator("input[name=understood]").first.check()
    page.get_by_role("button", name="Record it").click()
    page.goto(f"{case}status/")
    page.locator("main table").get_by_text("recognised victim", exact=True).first.wait_for()
    check(page, "walk-status")


def answer_everything(page: Any) -> None:
    """Yes to every question of the list, then the elements, then finish."""
    for _ in range(20):
        for radio in page.locator("input[type=radio][value=yes]").all():
            radio.check()
        for box in page.locator("input[name=acts]").all()[:1]:
            box.check()
        if page.locator("select[name=purpose]").count():
            page.locator("select[name=purpose]").select_option("forced_labour")
        button = page.locator("main form button.button-primary").first
        last = button.inner_text() == "Finish"
        button.click()
        page.wait_for_load_state()
        if last:
            return
    raise AssertionError("the list has no end")


def test_whom_the_police_must_not_know_they_do_not_meet(visit: Callable[..., Any]) -> None:
    world = build()
    name = next(secret.text for secret in world.secrets if (secret.case, secret.place) == ("kept", "family_name"))
    given = next(secret.text for secret in world.secrets if (secret.case, secret.place) == ("kept", "given_name"))
    page = visit(world.people["officer"])
    answers = []
    for asked in (f"{given} {name}", "Zqnobody000qz Zqnobody000qz"):
        page.goto("/cases/search/")
        page.get_by_label("Name or case code").last.fill(asked)
        page.locator("main form button").first.click()
        page.get_by_role("heading", name="No case found").wait_for()
        answers.append(page.locator("main").inner_text().replace(asked, "asked"))
        check(page, "unseen-search")
    assert answers[0] == answers[1]
    code = world.code("kept", world.people["ngo"])
    page.goto(f"/cases/{code}/")
    page.get_by_role("heading", level=1).wait_for()
    assert page.request.get(f"/cases/{code}/").status == 404
    for address in ("/", "/cases/", "/referrals/", "/referrals/overview/"):
        page.goto(address)
        assert code not in page.content()
    ngo = visit(world.people["ngo"])
    ngo.goto("/cases/")
    ngo.get_by_role("link", name=code).wait_for()


def test_a_referral_is_reported_by_keyboard_alone(visit: Callable[..., Any]) -> None:
    page = visit(company()["inspector"])
    page.goto("/referrals/report/")
    page.locator("body").click(position={"x": 1, "y": 1})
    reach(page, "input[name=sex]")
    page.keyboard.press("Space")
    reach(page, "input[name=under_18]")
    page.keyboard.press("Space")
    reach(page, "button[name=send]")
    page.keyboard.press("Enter")
    page.get_by_text("Sent. Your duty to refer is done.").wait_for()
    check(page, "keyboard-sent")


def reach(page: Any, selector: str) -> None:
    """Tab until the element has the focus, and see the focus on the way."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow"
            )
            assert outline != "nonenone", f"{selector} shows no focus"
            return
    raise AssertionError(f"{selector} is not reached with the Tab key")
