"""The matrix, findings and recommendations as they look: wide and narrow, for the team and for the commissioner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dayaq.assess.findings import actions
from dayaq.assess.findings.rules.facts import Stated
from dayaq.base.access.context import acting
from tests.assess.findings.world import AT, assessment, finding, lead, recommendation
from tests.cast import person
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey

TEXT = """A co-ordinator and a committee exist by law (Aze 6, p. 4). Organisations may be invited and seldom are.

[[survey 3.1.4 adequate]] call the tools adequate. The unit answered in writing that guests are asked when the agenda concerns them."""


def filled() -> Any:
    """An assessment with something on every page."""
    from decimal import Decimal

    before, one, by = assessment("az-before"), assessment(answers=True), lead()
    row = finding(one, section="A", title={"en": "Co-ordination and civil society"}, text={"en": TEXT}, criteria=("5.2", "5.3"))
    finding(one, section="B", title={"en": "Skills of managing organisations"})
    recommendation(one, row)
    recommendation(one, text={"en": "Print leaflets."})
    with acting(by):
        one.earlier = before
        one.save()
        facts = {"source": "Aze 6", "page": "4"}
        actions.add_evidence(
            assessment=one,
            kind="document",
            facts=facts,
            words={"en": "It names the co-ordinator."},
            criterion="5.2",
            level="FL1",
            by=by,
            at=AT,
        )
        survey = {"item": "3.1.4", "choices": ["adequate"]}
        actions.add_evidence(assessment=one, kind="survey", facts=survey, criterion="1.3", level="OL1", by=by, at=AT)
        for number, (criterion, level, state) in enumerate(
            [
                ("5.2", "FL1", "met"),
                ("1.3", "OL1", "partly"),
                ("1.5", "OL2", "met"),
                ("2.1", "FL1", "not_met"),
                ("4.5", "OL1", "not_applicable"),
            ]
        ):
            actions.judge(
                assessment=one, criterion=criterion, level=level, state=state, number=0, reason="Read.", improvement=not number,
                narrative={"en": "Named in the law; the plan gives the tasks."}, by=by, at=AT,
            )  # fmt: skip
        position = actions.reply(
            finding=row, institution="Invented unit", stage="validation", stance="disputes", text={"en": "Guests came twice."}, on=date(2016, 4, 25), by=by, at=AT
        )  # fmt: skip
        actions.answer(position=position, accepted="partly", text={"en": "The minutes show one guest."}, by=by, at=AT)
        actions.declare_conflict(
            assessment=one, institution="Invented centre", text={"en": "Runs a shelter and monitors shelters."}, finding=row, by=by, at=AT
        )
        for value, page in ((32, "22"), (23, "23")):
            said = Stated("investigations", "2014", Decimal(value), "Aze 30", page, "Yearly report 2015", about={"en": "Investigations"})
            actions.state_fact(assessment=one, fact=said, by=by, at=AT)
    return one


READ = {
    "matrix": "matrix/?counts=1",
    "compare": "matrix/compare/",
    "matrix-area": "matrix/?area=5",
    "cell": "matrix/5.2/FL1/",
    "cell-empty": "matrix/4.5/FL1/",
    "list": "findings/",
    "list-none": "findings/?q=nothing-of-the-kind",
    "finding": "findings/F-1/",
    "recommendations": "recommendations/",
    "recommendation": "recommendations/R-1/",
    "earlier": "recommendations/asked-before/",
    "limitations": "findings/limitations/",
    "facts": "findings/facts/",
}
WRITE = {
    "judge": "matrix/5.2/FL1/judge/",
    "evidence-survey": "matrix/1.3/OL1/evidence/survey/?item=3.1.5",
    "evidence-document": "matrix/1.3/OL1/evidence/document/",
    "evidence-figure": "matrix/1.2/OL1/evidence/figure/",
    "new": "findings/new/",
    "edit": "findings/F-1/change/",
    "reply": "findings/F-1/reply/",
    "recommend": "recommendations/new/?finding=F-2",
    "revise": "recommendations/R-1/revise/",
    "limit": "findings/limitations/few_answers/",
    "new-fact": "findings/facts/new/",
}


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_of_findings(visit: Callable[..., Any], narrow: bool) -> None:
    one = filled()
    size = "narrow" if narrow else "wide"
    page = visit(person("consultant"), narrow=narrow)
    for name, path in (READ | WRITE).items():
        page.goto(f"/assess/{one.code}/{path}")
        check(page, f"findings-{name}-{size}")


def test_the_commissioner_reads_them(visit: Callable[..., Any]) -> None:
    one = filled()
    page = visit(person("coordinator"))
    for name, path in READ.items():
        page.goto(f"/assess/{one.code}/{path}")
        check(page, f"findings-{name}-commissioner")


def test_a_cell_is_judged_with_the_keyboard(visit: Callable[..., Any]) -> None:
    one = filled()
    page = visit(person("consultant"))
    page.goto(f"/assess/{one.code}/matrix/3.1/FL1/judge/")
    page.locator("input[value=not_met]").focus()
    page.keyboard.press("Space")
    page.locator("textarea[name=reason]").focus()
    page.keyboard.type("The code has no such article.")
    page.locator("form button.button-primary").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/matrix/3.1/FL1/")
    assert "The code has no such article." in page.content()
