"""The figures pages as they look: wide and narrow, in three languages, inside and outside the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dayaq.count.figures import actions
from tests.cast import company
from tests.count import build
from tests.count.build import baku, known
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_of_figures(visit: Callable[..., Any], narrow: bool) -> None:
    people = company()
    actions.load_published()
    officer = people["officer"].actor
    for number in range(12):
        facts = known(
            sex="female" if number < 9 else "male",
            exploitation="sexual" if number < 9 else "forced_labour",
            nationality="AZ",
            route="abroad_returned",
        )
        about = build.case(officer, baku(2017, 1 + number % 6, 5), under_18="no", **facts)
        build.decide(officer, about, baku(2017, 7, 1))
    size = "narrow" if narrow else "wide"
    inside = visit(people["analyst"], narrow=narrow)
    for name, path in {
        "figures-list": "",
        "figures-list-searched": "?q=victims&kind=published",
        "figures-total": "victims_identified/?period=2017",
        "figures-table": "victims_identified/?period=2017&rows=sex&columns=exploitation",
        "figures-printed": "investigations/?period=2014-2017",
        "figures-nothing": "investigations/?period=1999",
        "figures-wrong": "victims_identified/?period=soon",
        "figures-definition": "victims_identified/definition/",
    }.items():
        inside.goto(f"/figures/{path}")
        check(inside, f"{name}-{size}")
        broken = inside.evaluate("[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)")
        assert broken == []
    for language in ("az", "ru"):
        outside = visit(people["consultant"], narrow=narrow, language=language)
        outside.goto("/figures/victims_identified/?period=2017&rows=sex&columns=exploitation")
        check(outside, f"figures-protected-{language}-{size}")
        assert "c" in outside.locator("td.hidden-cell").all_inner_texts()


def test_a_question_is_put_by_keyboard_alone(visit: Callable[..., Any]) -> None:
    people = company()
    actions.load_published()
    page = visit(people["consultant"])
    page.goto("/figures/investigations/")
    page.get_by_label("Period").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2014")
    page.keyboard.press("Enter")
    page.wait_for_url("**period=2014**")
    assert page.locator("tbody tr").count() == 2
