"""The auditor's way: Today, the trail, one file followed by its mark, filters, nothing found; wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import check
from tests.world import build

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_an_auditor_follows_one_file(visit: Callable[..., Any], narrow: bool) -> None:
    people, size = build().people, "narrow" if narrow else "wide"
    visit(people["duty"]).goto("/people/")
    page = visit(people["auditor"], narrow=narrow)
    page.goto("/")
    check(page, f"auditor-today-{size}")
    page.get_by_role("link", name="denied in the last 7 days").click()
    page.get_by_role("cell", name="page of another role").wait_for()
    check(page, f"trail-denied-{size}")
    page.goto("/trail/")
    check(page, f"trail-{size}")
    mark = page.locator("td a.code").first
    text = mark.inner_text()
    mark.click()
    page.get_by_role("link", name=f"File: {text}").wait_for()
    assert {cell.inner_text() for cell in page.locator("td a.code").all()} == {text}
    check(page, f"trail-one-file-{size}")
    page.locator("details.filters > summary").click()
    check(page, f"trail-filters-{size}")
    page.get_by_label("Action").select_option("delete")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="No event matches").wait_for()
    check(page, f"trail-nothing-{size}")


@pytest.mark.parametrize("name", ["administrator", "analyst"])
def test_today_without_cases_says_where_to_go(visit: Callable[..., Any], name: str) -> None:
    page = visit(build().people[name])
    page.goto("/")
    check(page, f"today-{name}")
    assert page.get_by_role("main").get_by_role("listitem").count() >= 2
