"""Every component in every state, languages and directions: axe clean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("narrow", [False, True], ids=["1280", "390"])
@pytest.mark.parametrize("words", ["lang=en", "lang=az", "lang=ru", "lang=pseudo&dir=rtl"])
def test_the_gallery_has_no_fault(visit: Callable[..., Any], words: str, narrow: bool) -> None:
    page = visit(None, narrow=narrow)
    page.goto(f"/gallery/?{words}")
    check(page, f"gallery-{words[5:7]}-{'390' if narrow else '1280'}")


def test_in_a_row_of_tabs_that_scrolls_the_current_one_is_in_sight(visit: Callable[..., Any]) -> None:
    page = visit(None, narrow=True)
    page.goto("/gallery/?lang=en")
    style, script = (
        page.locator(f"{tag}[{name}*='/dayaq/']").first.get_attribute(name) for tag, name in (("link", "href"), ("script", "src"))
    )
    assert style
    tabs = "".join(f"<li><a href='#'{' aria-current=page' if n == 14 else ''}>a part of it {n}</a></li>" for n in range(15))
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", f"<nav class='tabs'><ul>{tabs}</ul></nav>")
    page.add_script_tag(url=script)
    seen = "el => { const a = el.getBoundingClientRect(), b = el.closest('nav').getBoundingClientRect(); return a.left >= b.left && a.right <= b.right + 1 }"
    assert page.locator("main .tabs [aria-current]").evaluate(seen)
