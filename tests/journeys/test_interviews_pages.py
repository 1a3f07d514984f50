"""Interviews in a browser: pages wide and narrow, notes that survive a lost line, coding by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.models import Theme
from dayaq.base.access.context import acting
from tests import cast
from tests.assess.interviews import world
from tests.assess.interviews.world import AT
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
HERE = "/assess/az-test/interviews/"
STORED = """async () => { const base = await new Promise((done) => { const o = indexedDB.open("dayaq-notes", 1);
  o.onupgradeneeded = () => o.result.createObjectStore("waiting"); o.onsuccess = () => done(o.result); });
  const rows = await new Promise((done) => { const r = base.transaction("waiting").objectStore("waiting").getAll(); r.onsuccess = () => done(r.result); });
  base.close();
  return rows.map((row) => new TextDecoder("latin1").decode(row.data)); }"""


def text_of(code: str, question: str) -> str:
    with acting(world.consultant()):
        row = queries.by_code(world.Assessment.objects.get(code="az-test"), code)
        assert row
        note = queries.notes_of(row).get(question)
        return note.text if note else ""


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_of_interviews(visit: Callable[..., Any], narrow: bool) -> None:
    one = world.assessment(coder=True)
    open_row = world.noted(one)
    about = world.document(one, agency="ngo", institution="Invented shelter")
    marks = (("1.2", "The police decide alone."), ("1.3", "There is a checklist."))
    world.coded(about, world.consultant(), *marks)
    world.coded(about, world.second(), marks[0])
    raw = world.document(one)
    world.coded(raw, world.consultant(), marks[0], finish=False)
    with acting(world.consultant()):
        actions.add_respondent(interview=open_row, by=world.consultant(), at=AT, name="Invented Person", function="Deputy")
        actions.suggest(interview=open_row, by=world.consultant(), at=AT, name="Invented Colleague", institution="Invented court")
    size = "narrow" if narrow else "wide"
    page = visit(cast.person("consultant"), narrow=narrow)
    for name, path in {
        "list": "",
        "list-nothing": "?q=nowhere",
        "new": "new/",
        "one": f"held/{open_row.code}/",
        "consent": f"held/{open_row.code}/consent/",
        "notes": f"held/{open_row.code}/notes/3/",
        "notes-closing": f"held/{open_row.code}/notes/8/",
        "apart": f"held/{open_row.code}/apart/",
        "close": f"held/{open_row.code}/close/",
        "documents": "coding/",
        "coding": f"coding/{raw.id}/",
        "compare": f"coding/{about.id}/compare/",
        "themes": "themes/",
        "theme": "themes/new/",
        "paraphrases": "paraphrases/",
        "named": "named/",
        "exchange": "exchange/",
    }.items():
        page.goto(HERE + path)
        check(page, f"interviews-{name}-{size}")
    commissioner = visit(cast.person("coordinator"), narrow=narrow)
    commissioner.goto(f"{HERE}held/{open_row.code}/")
    check(commissioner, f"interviews-commissioner-{size}")


def test_notes_are_saved_while_typed_and_wait_encrypted_when_the_line_is_away(visit: Callable[..., Any]) -> None:
    row = world.noted(world.assessment())
    page = visit(cast.person("consultant"))
    page.goto(f"{HERE}held/{row.code}/notes/3/")
    field = page.get_by_label("3.1", exact=False).first
    field.fill("Typed with a line")
    page.locator("#state[data-now=saved]").wait_for()
    assert text_of(row.code, "3.1") == "Typed with a line"

    page.context.set_offline(True)
    field.fill("Typed without a line: secret words")
    page.locator("#state[data-now=waiting]").wait_for()
    stored = page.evaluate(STORED)
    assert len(stored) == 1
    assert "secret" not in stored[0]
    assert text_of(row.code, "3.1") == "Typed with a line"

    page.context.set_offline(False)
    page.locator("#state[data-now=saved]").wait_for()
    assert text_of(row.code, "3.1") == "Typed without a line: secret words"
    page.wait_for_function(f"({STORED})().then((rows) => rows.length === 0)")


def test_after_a_crash_what_waited_comes_back_beside_what_somebody_else_wrote(visit: Callable[..., Any]) -> None:
    row = world.noted(world.assessment())
    page = visit(cast.person("consultant"))
    address = f"{HERE}held/{row.code}/notes/3/"
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.route("**/notes/3/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("[name='text_3.2']").fill("Mine, before the crash")
    page.locator("#state[data-now=waiting]").wait_for()
    with acting(world.consultant()):
        actions.write(interview=row, notes={"3.2": actions.Typed("Theirs", version=1)}, by=world.consultant(), at=AT)
    again = page.context.new_page()
    again.goto(address)
    again.locator("#state[data-now=stale]").wait_for()
    assert again.locator("[name='text_3.2']").input_value() == "Mine, before the crash"
    assert again.locator("[data-note='3.2'] [data-theirs-text]").inner_text() == "Theirs"
    assert text_of(row.code, "3.2") == "Theirs"
    again.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    again.evaluate("window.dispatchEvent(new Event('online'))")
    again.wait_for_timeout(500)
    assert text_of(row.code, "3.2") == "Theirs"  # nothing is set over it before a person decides
    again.get_by_role("button", name="Save", exact=True).click()
    again.locator("#state[data-now=saved]").wait_for()
    assert text_of(row.code, "3.2") == "Mine, before the crash"


def test_a_button_pressed_without_a_line_loses_nothing(visit: Callable[..., Any]) -> None:
    row = world.noted(world.assessment())
    page = visit(cast.person("consultant"))
    page.goto(f"{HERE}held/{row.code}/notes/3/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator("[name='text_3.1']").fill("Pressed too early")
    page.get_by_role("button", name="Save and go on").click()
    page.locator("#state[data-now=waiting]").wait_for()
    page.context.set_offline(False)
    page.locator("#state[data-now=saved]").wait_for()
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/notes/7/")
    assert text_of(row.code, "3.1") == "Pressed too early"


def test_some_words_are_coded_by_keyboard(visit: Callable[..., Any]) -> None:
    about = world.document(world.assessment(), {"3.2": "😀 The police decide alone."})
    with acting(world.consultant()):
        actions.assign(document=about, coder=world.consultant().user_id, by=world.consultant(), at=AT)
        theme = Theme.objects.get(code="1.2")
    page = visit(cast.person("consultant"))
    page.goto(f"{HERE}coding/{about.id}/")
    page.evaluate(
        "() => { const text = document.querySelector('#u0 [data-start]').firstChild; const range = document.createRange();"
        "range.setStart(text, text.data.indexOf('police')); range.setEnd(text, text.data.indexOf(' alone'));"
        "const now = getSelection(); now.removeAllRanges(); now.addRange(range); }"
    )
    page.locator("#u0 [data-selected]", has_text="police decide").wait_for()
    page.get_by_label("Code", exact=True).select_option(str(theme.id))
    page.locator("#u0").get_by_role("button", name="Code", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("#u0 q").wait_for()
    with acting(world.consultant()):
        assert [about.text[one.start : one.end] for one in queries.codings(about)] == ["police decide"]
