"""The report's pages as they look: what is missing, a draft as a page of the site, passages; wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dayaq.assess.report import actions
from dayaq.base.access.context import acting
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
    page.wait_for_selector("text=Nothing was written")
    assert "the finding is not final" in page.inner_text("main")
