"""One assessment from the invitation to the report: asked, answered on a telephone by keyboard, judged, replied to, voted on, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest

from dayaq.assess.report import actions as report
from dayaq.assess.report.models import Order
from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from tests.assess.survey import world
from tests.cast import Person, person
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
HERE = "/assess/az-test/"
MINE = {"1.1": "AZ", "3.1.1": "adequate", "3.1.4": "adequate"}
FILES = {"html": b"<!DO", "docx": b"PK\x03\x04", "pdf": b"%PDF"}


def test_from_the_invitation_to_the_report(visit: Callable[..., Any]) -> None:
    lead = person("consultant")
    others(5)
    page = visit(lead)
    link = invite(page)
    back = answer_and_leave(visit(None, narrow=True, language="az"), link)
    come_back_and_send(visit(None, narrow=True, language="az"), back)
    end_and_read(page)
    judge(page)
    code = write_finding(page)
    recommend(page, code)
    vote(page, visit)
    print_report(page, lead)


def others(number: int) -> None:
    """So many people have answered before; the first of them thinks otherwise."""
    survey = world.running(world.assessment(), batch=5)
    for seed, token in enumerate(world.tokens(survey, number)):
        world.send(token, world.given(seed) | {"3.1.4": "adequate" if seed else "inadequate"})


def invite(page: Any) -> str:
    """The consultant makes a link to hand over."""
    page.goto(f"{HERE}survey/people/")
    page.get_by_role("link", name="Invite somebody").first.click()
    page.get_by_label("Institution or name").fill("District court")
    page.locator("select[name=language]").select_option("az")
    page.locator("main form[method=post] .button-primary").click()
    page.get_by_text("It is shown once").wait_for()
    return path_in(page.locator("main .code"))


def path_in(place: Any) -> str:
    """A link as it is shown, without the installation's own host: the live site of a test stands elsewhere."""
    return urlsplit(str(place.inner_text()).strip()).path


def on_the(page: Any, *parts: int) -> None:
    """Day, month and year of the form."""
    for name, part in zip(("on_day", "on_month", "on_year"), parts, strict=True):
        page.locator(f"[name={name}]").fill(str(part))


def press(page: Any, wanted: str, *, most: int = 90) -> None:
    """Reach a control with the Tab key alone and press Enter on it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css) && document.activeElement.tabIndex >= 0", wanted):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {wanted} on {page.url}")


def choose(page: Any, answers: Iterable[tuple[str, str]]) -> None:
    """Tab to a question, open its choices with the space bar and go to the wanted one with the arrows."""
    for code, value in answers:
        for _ in range(90):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == code:
                break
        page.keyboard.press("Space")
        for _ in range(30):
            if page.evaluate("[document.activeElement.value, document.activeElement.checked]") == [value, True]:
                break
            page.keyboard.press("ArrowDown")
        assert page.locator(f"[name='{code}']:checked").get_attribute("value") == value


def answer_and_leave(page: Any, link: str) -> str:
    """The note is read and agreed to; one section is answered, the next one begun and left; the own link, as the page gives it."""
    page.goto(link)
    check(page, "story-note")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "agreed":
            break
    page.keyboard.press("Space")
    press(page, "form .button-primary")
    page.wait_for_url("**/answer/az/1/")
    choose(page, [("1.1", MINE["1.1"])])
    press(page, ".actions [value=on]")
    page.wait_for_url("**/answer/az/2/")
    press(page, ".actions [value=on]")
    page.wait_for_url("**/answer/az/3/")
    choose(page, [("3.1.1", MINE["3.1.1"]), ("3.1.4", MINE["3.1.4"])])
    press(page, ".actions [value=stop]")
    page.wait_for_url("**/answer/az/kept/")
    check(page, "story-kept")
    own = path_in(page.locator(".own"))
    page.context.close()
    return own


def come_back_and_send(page: Any, own: str) -> None:
    """Another telephone: what was filled in is there; to the end, and sent."""
    page.goto(own)
    page.locator("#agreed").focus()
    page.keyboard.press("Space")
    press(page, "form .button-primary")
    for number in range(1, 9):
        page.wait_for_url(f"**/answer/az/{number}/")
        if number == 3:
            kept = {code: page.locator(f"[name='{code}']:checked").get_attribute("value") for code in ("3.1.1", "3.1.4")}
            assert kept == {code: MINE[code] for code in kept}
            check(page, "story-section-3")
        press(page, ".actions [value=on]")
    page.wait_for_url("**/answer/az/check/")
    check(page, "story-check")
    press(page, ".actions .button-primary")
    page.wait_for_url("**/answer/az/sent/")
    check(page, "story-sent")
    page.goto(own)
    assert page.locator("#agreed").count() == 0


def end_and_read(page: Any) -> None:
    """The survey ends and its six answers are read."""
    page.goto(f"{HERE}survey/")
    page.get_by_text("End the survey ...").click()
    page.get_by_role("button", name="End the survey").click()
    page.get_by_text("The survey has ended").first.wait_for()
    check(page, "story-ended")
    page.goto(f"{HERE}results/question/3.1.4/")
    table = page.locator("main table").first
    heads, cells = table.locator("thead th").all_inner_texts(), table.locator("tbody tr").first.locator("td").all_inner_texts()
    assert dict(zip(heads[-len(cells) :], cells, strict=True)).get("Adequate") == "5", (heads, cells)


def judge(page: Any) -> None:
    """A cell gets the survey as its evidence, then its judgement."""
    page.goto(f"{HERE}matrix/1.3/OL1/")
    page.get_by_role("link", name="survey answers").click()
    page.get_by_label("Question of the survey").select_option("3.1.4")
    page.get_by_role("button", name="Choose").click()
    page.get_by_role("checkbox", name="Adequate", exact=True).check()
    page.locator("main form[method=post] .button-primary").click()
    page.wait_for_url("**/matrix/1.3/OL1/")
    page.get_by_role("link", name="Judge this cell").click()
    page.locator("input[value=partly]").check()
    page.locator("main form[method=post] .button-primary").click()
    page.wait_for_url("**/matrix/1.3/OL1/")
    assert page.locator("main").get_by_text("(n = 6)").count() == 1
    check(page, "story-cell")


def write_finding(page: Any) -> str:
    """A finding with a number from the data, and the reply of a body to it."""
    page.goto(f"{HERE}findings/")
    page.get_by_role("link", name="New finding").click()
    page.locator("select[name=area]").select_option("1")
    page.locator("[name=title_en]").fill("Tools are adequate")
    page.locator("[name=text_en]").fill("[[survey 3.1.4 adequate]] call the tools adequate.")
    page.locator("main form[method=post] .button-primary").click()
    page.get_by_role("link", name="Tools are adequate").click()
    page.get_by_role("link", name="Add a reply").click()
    address = page.url
    page.locator("[name=institution]").fill("Invented unit")
    page.locator("input[name=stance][value=disputes]").check()
    on_the(page, 25, 4, 2026)
    page.locator("[name=text_en]").fill("The tools are old.")
    page.locator("main form[method=post] .button-primary").click()
    page.get_by_text("The tools are old.").wait_for()
    check(page, "story-finding")
    return str(address.split("/findings/")[1].split("/")[0])


def recommend(page: Any, code: str) -> None:
    """A recommendation that rests on the finding."""
    page.goto(f"{HERE}findings/{code}/")
    page.get_by_role("link", name="New recommendation").click()
    assert page.locator(f"input[name=findings][value='{code}']").is_checked()
    page.locator("select[name=area]").select_option("1")
    page.locator("[name=text_en]").fill("Renew the tools every second year.")
    page.locator("[name=addressee_en]").fill("State authorities")
    page.locator("main form[method=post] .button-primary").click()
    page.get_by_text("Renew the tools every second year.").first.wait_for()
    page.get_by_role("link", name=code).first.wait_for()
    check(page, "story-recommendation")


def vote(page: Any, visit: Callable[..., Any]) -> None:
    """A workshop; a group votes by its link, in Russian on a telephone."""
    page.goto(f"{HERE}validation/add/")
    on_the(page, 4, 5, 2026)
    page.locator("[name=place]").fill("Baku")
    page.locator("main form[method=post] .button-primary").click()
    page.locator("main table").get_by_role("link").first.click()
    page.get_by_text("Form a group").first.wait_for()
    workshop = page.url
    page.locator("summary", has_text="Form a group").click()
    page.get_by_label("Name of the group").fill("Judges")
    page.locator("details[open]").get_by_role("button", name="Form a group").click()
    page.get_by_role("button", name="Make a link").click()
    link = path_in(page.locator("main .code"))
    group = visit(None, narrow=True, language="ru")
    group.goto(link)
    assert group.locator("html").get_attribute("lang") == "ru"
    for number, letter in enumerate("JEM", 1):
        group.locator(f"[name=choice_{number}]").select_option(letter)
    check(group, "story-ballot")
    group.locator("form .button-primary").click()
    group.get_by_text("Спасибо").wait_for()
    page.goto(workshop)
    page.get_by_text("1 group with 3 choices: 3 votes.").wait_for()


def print_report(page: Any, lead: Person) -> None:
    """A draft in Azerbaijani is asked for, made by the desk, and comes as three files."""
    page.goto(f"{HERE}report/")
    page.locator("select[name=language]").select_option("az")
    page.get_by_role("button", name="Build").click()
    page.wait_for_load_state()
    with acting(lead.actor):
        order = Order.objects.get()
    assert report.carry_out(order=order.id, by=service("desk"))
    page.goto(f"{HERE}report/")
    links = page.locator("main table").first.get_by_role("link")
    addresses = {one.inner_text(): one.get_attribute("href") for one in links.all()}
    assert {kind: page.request.get(addresses[kind]).body()[:4] for kind in FILES} == FILES
    links.first.click()
    page.get_by_text("The tools are old.").first.wait_for()
    check(page, "story-report")
