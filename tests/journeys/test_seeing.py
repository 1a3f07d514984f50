"""What is skipped as seen is what was seen: a fault is told wherever it stands, also on a page like one found sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys import seeing

pytestmark = pytest.mark.journey
PAGE = """<!doctype html><html lang="en"><head><title>Page</title><style>.soft {{ color: #333 }} .pale {{ color: #ddd }} body {{ background: #fff }}
a, button, input {{ display: inline-block; min-height: 30px; min-width: 60px }}</style></head><body><main><h1>Words</h1>{}</main></body></html>"""
SOUND = """<p class="soft">Said</p><label for="one">Name</label><input id="one" name="one" type="text"><a href="/there">There</a>
<img src="data:," alt="A house"><button type="button" aria-expanded="false">Open</button><table><tr><th>Year</th></tr><tr><td>5</td></tr></table>"""
FAULTY = {
    "color-contrast": SOUND.replace('class="soft"', 'class="pale"'),
    "label": SOUND.replace('<label for="one">Name</label>', ""),
    "link-name": SOUND.replace(">There<", "><"),
    "image-alt": SOUND.replace(' alt="A house"', ""),
    "button-name": SOUND.replace(">Open<", "><"),
    "aria-valid-attr-value": SOUND.replace('aria-expanded="false"', 'aria-expanded="perhaps"'),
}


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A wide page of nobody, with nothing seen before."""
    context = browser.new_context()
    kept = {width: set(places) for width, places in seeing.SOUND.items()}
    seeing.SOUND[False].clear()
    yield context.new_page()
    context.close()
    seeing.SOUND.update(kept)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages axe was asked about."""
    pages: list[str] = []
    real: Callable[[Any], Any] = seeing.axe

    def ask(page: Any) -> Any:
        pages.append(page.url)
        return real(page)

    monkeypatch.setattr(seeing, "axe", ask)
    return pages


def test_what_was_sound_is_not_judged_again(page: Any, asked: list[str]) -> None:
    for words in ("Said", "Said in other words"):
        page.set_content(PAGE.format(SOUND.replace("Said", words)))
        assert seeing.faults_of(page) == []
    assert len(asked) == 1
    assert seeing.faults_of(page, whole=True) == []
    assert len(asked) == 2


@pytest.mark.parametrize("rule", FAULTY)
def test_a_fault_on_a_page_like_a_sound_one_is_told(page: Any, rule: str) -> None:
    page.set_content(PAGE.format(SOUND))
    assert seeing.faults_of(page) == []
    page.set_content(PAGE.format(FAULTY[rule]))
    assert [name for name, _ in seeing.faults_of(page)] == [rule]


def test_a_fault_is_told_each_time(page: Any) -> None:
    page.set_content(PAGE.format(FAULTY["image-alt"]))
    assert seeing.faults_of(page) == seeing.faults_of(page) != []


def test_narrow_pages_are_judged_apart_from_wide_ones(page: Any, asked: list[str]) -> None:
    page.set_content(PAGE.format(SOUND))
    seeing.SOUND[True].clear()
    seeing.faults_of(page)
    page.set_viewport_size({"width": 390, "height": 800})
    seeing.faults_of(page)
    assert len(asked) == 2
