"""Screening and identification in a browser: answers are kept as they are given, also without a script; every page looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.identification import actions
from dayaq.respond.screening.models import Answer, Screening
from tests.cast import person
from tests.journeys.conftest import check
from tests.respond.identification.test_actions import DAY, NO, decided
from tests.respond.screening.world import ADULT, AT, BOY, CHILDS_COMPANY, HOUR, answered, begun, code_of, finished, opened, page_of

pytestmark = pytest.mark.journey


def walked() -> tuple[Case, Screening, Screening]:
    """A case with two finished screenings, a step, a notice owed, a removal held, a decision replaced."""
    case, by = opened(ADULT), person("officer").actor
    first = finished(answered(begun(case), AZ_L06="yes", AZ_L08="yes", AZ_L09="yes"))
    second = finished(answered(begun(case, at=AT + 3 * HOUR), AZ_L06="yes", AZ_L08="yes", AZ_L09="no", AZ_L03="unknown"))
    with acting(by):
        actions.begin_stage(case=case, code="inquiry", by=by, at=AT + HOUR)
        actions.ask_removal(case=case, body="sms", by=by, at=AT + 10 * HOUR, clock_started_at=AT)
    decided(case, NO, at=AT + DAY)
    return case, first, second


def draft_answer(row: Screening, code: str) -> str:
    with acting(person("officer").actor):
        return str(Answer.objects.filter(screening=row, code=code).values_list("answer", flat=True).first() or "")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_in_a_browser(visit: Callable[..., Any], narrow: bool) -> None:
    case, first, second = walked()
    code, draft = code_of(case, person("officer")), begun(opened(BOY, at=AT), sitting=CHILDS_COMPANY)
    draft_code = code_of(draft.case, person("officer"))
    with acting(person("officer").actor):
        made = case.decisions.get()
    page, size = visit(person("officer"), narrow=narrow), "narrow" if narrow else "wide"
    base, home = f"/cases/{code}/screening/", f"/cases/{code}/identification/"
    addresses = {
        "screening": base,
        "begin": f"/cases/{draft_code}/screening/begin/az-labour/",
        "questions": page_of(draft_code, draft.id, 2),
        "elements": f"/cases/{draft_code}/screening/{draft.id}/elements/",
        "finish": f"/cases/{draft_code}/screening/{draft.id}/finish/",
        "result": f"{base}{first.id}/",
        "compare": f"{base}{first.id}/compare/{second.id}/",
        "blank": f"{base}blank/az-labour/",
        "drafts": "/screenings/",
        "identification": home,
        "decide": f"{home}decide/",
        "decision": f"{home}decisions/{made.id}/",
        "tell": f"{home}decisions/{made.id}/tell/",
        "presume": f"{home}presume/",
        "step": f"{home}steps/indicators/begin/",
        "removal": f"{home}removal/",
        "untold": "/identification/work/untold/",
        "check": "/identification/removal-check/",
    }
    for name, address in addresses.items():
        assert (name, page.goto(address).status) == (name, 200)
        check(page, f"identification-{name}-{size}")


def test_an_answer_is_kept_at_once_and_the_next_one_too(visit: Callable[..., Any]) -> None:
    row = begun(opened())
    page = visit(person("officer"))
    page.goto(page_of(code_of(row.case, person("officer")), row.id, 1))
    page.get_by_role("group", name="Works far beyond normal hours").get_by_text("yes", exact=True).click()
    page.get_by_text("1 of 19 items asked").wait_for()
    assert draft_answer(row, "AZ-L08") == "yes"
    page.get_by_role("group", name="No labour contract").get_by_text("unknown", exact=True).click()
    page.get_by_text("2 of 19 items asked").wait_for()
    assert draft_answer(row, "AZ-L07") == "unknown"
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("2 of 4").first.wait_for()


def test_without_a_script_the_button_keeps_the_answers(visit: Callable[..., Any]) -> None:
    row = begun(opened())
    signed_in = visit(person("officer"))
    signed_in.goto("/")
    plain = signed_in.context.browser.new_context(java_script_enabled=False, base_url=signed_in.evaluate("location.origin"))
    plain.add_cookies(signed_in.context.cookies())
    page = plain.new_page()
    page.goto(page_of(code_of(row.case, person("officer")), row.id, 1))
    page.get_by_role("group", name="Works far beyond normal hours").get_by_text("yes", exact=True).click()
    page.get_by_role("button", name="Save and go on").click()
    assert draft_answer(row, "AZ-L08") == "yes"
    plain.close()
