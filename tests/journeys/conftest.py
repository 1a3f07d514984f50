"""A live site over the committed test database, one browser, pages that report script errors and faults of accessibility."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Person
from tests.journeys.seeing import faults_of

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's event loop lives in this thread
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all stories; skipped loudly where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium: apt install chromium, or set CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The address of the live site; it has database connections of its own."""
    from pytest_django.live_server_helper import LiveServer

    with django_db_blocker.unblock():
        live = LiveServer("localhost")
        yield str(live.url)
        live.stop()


@pytest.fixture
def visit(committed: None, browser: Any, server: str) -> Iterator[Callable[..., Any]]:
    """``visit(person, width=...)`` gives a page signed in as the person (None: nobody)."""
    opened: list[Any] = []

    def open_page(person: Person | None, *, narrow: bool = False, language: str = "en") -> Any:
        context = browser.new_context(viewport=NARROW if narrow else WIDE, base_url=server, locale=language)
        opened.append(context)
        if person:
            context.add_cookies([{"name": "sessionid", "value": session_of(person), "url": server}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: FAULTS.append(f"script: {error}"))
        page.on(
            "console",
            lambda said: FAULTS.append(f"console: {said.text}") if said.type == "error" and "status of 4" not in said.text else None,
        )
        page.on("response", lambda answer: FAULTS.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
        FAULTS.clear()
        return page

    yield open_page
    for context in opened:
        context.close()


FAULTS: list[str] = []  # script errors, refused resources, server errors of the pages open now


def session_of(person: Person) -> str:
    """A signed-in session as the sign-in makes it, its key as the browser keeps it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person.user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def check(page: Any, picture: str = "", *, whole: bool = False) -> None:
    """No fault of accessibility on the page as it stands; keep a picture for the eye when a folder is named."""
    faults = faults_of(page, whole=whole)
    folder = os.environ.get("PICTURES")
    if folder and picture:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{picture}.png", full_page=True)
    assert (faults, FAULTS) == ([], []), page.url
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, f"{page.url} scrolls sideways by {width} px"
