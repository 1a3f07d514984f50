"""The published survey in a real ODK client: five people, three languages, the same values come back.

Once, where node is: npm ci --ignore-scripts in tests/journeys/odk.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dayaq.assess.framework.rules import odk
from dayaq.assess.framework.rules.answering import problems
from dayaq.assess.framework.rules.loading import common
from dayaq.assess.framework.rules.xlsform import form
from tests.answers import respondent
from tests.journeys.odk.client import BUILT, HERE, Client, served

pytestmark = [pytest.mark.journey, pytest.mark.long]
SURVEY = common("ct-nat-survey")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if not shutil.which("node"):
        pytest.skip("no node: the ODK client cannot be built")
    if not (HERE / "node_modules").is_dir():
        pytest.skip("the ODK client is not installed: npm ci --ignore-scripts in tests/journeys/odk")
    if not (BUILT / "main.js").exists():
        subprocess.run(["node", "build.js"], cwd=HERE, check=True)
    from pyxform.xls2xform import convert

    with served({"survey.xml": convert(form(SURVEY).xlsx, file_type=".xlsx", validate=False).xform}) as url:
        yield f"{url}/index.html?form=survey.xml"


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[[str], Client]]:
    pages: list[Any] = []

    def open_form(language: str) -> Client:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(10_000)
        pages.append(page)
        client = Client(page, SURVEY, language)
        client.open(address)
        return client

    yield open_form
    for page in pages:
        page.close()


@pytest.mark.parametrize(("seed", "language"), [(1, "en"), (2, "az"), (3, "ru"), (4, "az"), (5, "ru")])
def test_what_is_answered_in_the_client_comes_back_the_same(opened: Callable[[str], Client], seed: int, language: str) -> None:
    said = respondent(SURVEY, seed)
    assert problems(SURVEY, said, complete=True) == {}
    client = opened(language)
    client.answer(said)
    sent = client.send()
    assert sent
    got = odk.read(SURVEY, sent)
    assert (dict(got.answers), got.language, got.strange) == (said, language, ())


def test_four_forms_of_exploitation_cannot_be_sent(opened: Callable[[str], Client]) -> None:
    client = opened("en")
    codes = [choice.code for choice in SURVEY.item("2.2").choices]
    client.fill(SURVEY.item("2.2"), codes[:4])
    assert client.send() is None
    assert client.page.get_by_text("Choose exactly 3.").is_visible()
    client.fill(SURVEY.item("2.2"), codes[3:4])  # takes the fourth away again
    sent = client.send()
    assert sent
    assert odk.read(SURVEY, sent).answers["2.2"] == codes[:3]


def test_the_same_priority_twice_cannot_be_sent(opened: Callable[[str], Client]) -> None:
    client = opened("ru")
    client.fill(SURVEY.item("8.1"), ["B", "J", "B"])
    assert client.send() is None
    assert client.page.get_by_text("Это вы уже выбрали.").is_visible()


def test_only_what_was_chosen_can_be_the_most_prominent(opened: Callable[[str], Client]) -> None:
    client = opened("az")
    chosen = [choice.code for choice in SURVEY.item("2.2").choices][1:4]
    client.fill(SURVEY.item("2.2"), chosen)
    question = client.container(SURVEY.item("2.2.1").text["az"])
    assert [box.get_attribute("value") for box in question.locator("input[type=radio]").all()] == chosen
