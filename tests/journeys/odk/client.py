"""The ODK client in a page: built once, served on 127.0.0.1, filled in as a person would fill it in."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dayaq.assess.framework.rules import odknames
from dayaq.assess.framework.rules.answering import OTHER
from dayaq.assess.framework.rules.instrument import Instrument, Item, Value

HERE = Path(__file__).resolve().parent
BUILT = HERE / "built"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the folder without a word."""

    def log_message(self, *args: Any) -> None:
        del args


@contextmanager
def served(forms: Mapping[str, str]) -> Iterator[str]:
    """The address of the client with these forms (name -> XForm) beside it."""
    for name, text in forms.items():
        (BUILT / name).write_text(text, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class Client:
    """One form opened in one language."""

    def __init__(self, page: Any, instrument: Instrument, language: str) -> None:
        self.page, self.instrument, self.language = page, instrument, language

    def open(self, url: str) -> None:
        """Load the form and read it in the language."""
        self.page.goto(url)
        self.page.wait_for_selector(".odk-form", timeout=30_000)
        if self.language != self.instrument.languages[0]:
            self.page.locator(".form-language-menu, .language-changer, .p-select").first.click()
            self.page.get_by_role("option", name=odknames.heading(self.language), exact=True).click()

    def container(self, text: str) -> Any:
        """The question whose label is exactly this."""
        return self.page.locator(".question-container").filter(
            has=self.page.locator(".control-text label").get_by_text(" ".join(text.split()), exact=True)
        )

    def answer(self, answers: Mapping[str, Value]) -> None:
        """Fill the form in, from the first question to the last."""
        self.choose(self.container(odknames.IN_WHICH[self.language]), odknames.NAMES[self.language])
        for item in self.instrument.items:
            if item.code in answers:
                self.fill(item, answers[item.code])
            if item.code + OTHER in answers:
                self.beside(item, str(answers[item.code + OTHER]))

    def fill(self, item: Item, value: Value) -> None:
        """Answer one question."""
        if item.kind == "top":
            for number, code in enumerate(value, 1):
                self.choose(self.container(odknames.place(self.language, number)), self.label(item, code))
            return
        place = self.container(item.text[self.language])
        if item.kind == "text":
            place.locator("textarea").fill(str(value))
        elif item.kind == "rank":
            self.order(place, list(value))
        elif place.locator(".p-select").count():
            self.choose(place, self.label(item, str(value)))
        else:
            for code in [value] if isinstance(value, str) else value:
                place.locator(f"label.value-option:has(input[value='{code}'])").click()

    def label(self, item: Item, code: str) -> str:
        """How a choice is called in the language."""
        return next(choice.label[self.language] for choice in self.instrument.offered(item) if choice.code == code)

    def choose(self, place: Any, text: str) -> None:
        """Pick from a drop-down list."""
        box = place.locator(".p-select-label")
        box.click()
        self.page.locator(f"[id='{box.get_attribute('aria-controls')}']").get_by_role("option", name=text, exact=True).click()

    def order(self, place: Any, wanted: list[str]) -> None:
        """Put a ranking into order with the arrows."""
        place.locator(".rank-overlay button").click()
        for position, code in enumerate(wanted):
            option = place.locator(f"[id='{code}']")
            while self.places(place).index(code) > position:
                option.locator(".rank-buttons button").first.click()

    def places(self, place: Any) -> list[str]:
        """The ranking as it stands."""
        return [str(one.get_attribute("id")) for one in place.locator(".rank-option").all()]

    def beside(self, item: Item, text: str) -> None:
        """Write what stands behind a choice: the next question that asks which."""
        last = odknames.place(self.language, item.most) if item.kind == "top" else item.text[self.language]
        following = self.container(last).locator("xpath=following::div[contains(@class,'question-container')][1]")
        following.locator("input[type=text], textarea").fill(text)

    def send(self) -> str | None:
        """Press Send; the submission, or None when the client refuses."""
        self.page.evaluate("window.submitted = undefined")
        self.page.locator(".odk-form button", has_text="Send").last.click()
        self.page.wait_for_timeout(300)
        for _ in range(20):
            if sent := self.page.evaluate("window.submitted ?? null"):
                return str(sent)
            if self.page.locator(".form-error-message, .p-message-error").count():
                return None
            self.page.wait_for_timeout(200)
        return None
