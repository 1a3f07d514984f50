"""The report's pages as they look: what is missing, a draft as a page of the site, passages; wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dayaq.assess.report import actions
from dayaq.assess.report.models import Order
from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from tests import cast
from tests.assess.findings.world import AT, assessment, finding, lead, recommendation
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_of_the_report(visit: Callable[..., Any], narrow: bool) -> None:
    one, by = assessment(answers=True), lead()
    recommendation(one, finding(one))
    with acting(by):
        actions.write(assessment=one, words=actions.Words("2.1", "en", "text", {"text": "Typed before."}), by=by, at=AT)
        made = actions.build(assessment=one, language="az", draft=True, as_of=date(2016, 4, 25), formats=("html",), by=by, at=AT)
    size = "narrow" if narrow else "wide"
    page = visit(cast.person("consultant"), narrow=narrow)
    for name, path in {
        "report-index": "",
        "report-passages": "passages/",
        "report-nothing-found": "passages/?q=nowhere",
        "report-new-passage": "passages/new/",
        "report-preview": f"builds/{made.id}/",
        "report-release": f"builds/{made.id}/release/",
    }.items():
        page.goto(f"/assess/{one.code}/report/{path}")
        check(page, f"{name}-{size}")
        broken = page.evaluate("[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)")
        assert broken == []


def test_a_passage_is_typed_and_a_final_report_is_refused_with_reasons(visit: Callable[..., Any]) -> None:
    one = assessment(answers=True)
    recommendation(one, finding(one))
    page = visit(cast.person("consultant"))
    page.goto(f"/assess/{one.code}/report/passages/new/")
    page.locator("#id_text").fill("Of those asked, [[survey 3.1.4 adequate]] agree.")
    page.get_by_role("radio", name="text", exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/passages/")
    assert "Of those asked" in page.inner_text("table")
    page.goto(f"/assess/{one.code}/report/")
    page.get_by_label("Draft").uncheck()
    page.get_by_role("button", name="Build").click()
    page.wait_for_url("**/orders/*/")
    check(page, "report-being-built")
    built_by_the_worker()
    page.wait_for_selector("text=Nothing was written")
    assert "the finding is not final" in page.inner_text("#build")
    assert not page.get_by_label("Draft").is_checked()
    check(page, "report-refused")


def test_a_build_is_followed_to_its_end_and_without_script_too(visit: Callable[..., Any]) -> None:
    one = assessment(answers=True)
    page = visit(cast.person("consultant"), narrow=True)
    page.goto(f"/assess/{one.code}/report/")
    page.get_by_role("button", name="Build").click()
    page.wait_for_url("**/orders/*/")
    check(page, "report-being-built-narrow")
    plain = page.context.browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    plain.goto(page.url)
    built_by_the_worker()
    for one_page in (page, plain):
        one_page.wait_for_url("**/builds/*/")
    assert "Built." in page.inner_text("main") + plain.inner_text("main")
    plain.context.close()


def built_by_the_worker() -> None:
    """Do what waits, as the worker does."""
    by = service("desk")
    with acting(by):
        key = Order.objects.get().id
    actions.carry_out(order=key, by=by)
