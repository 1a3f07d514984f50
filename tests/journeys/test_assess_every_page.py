"""Every page of an assessment as consultant and commissioner, wide and narrow, in three languages; no link leads nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import assess_walk as walk
from tests.journeys.conftest import check
from tests.journeys.test_every_page import look

pytestmark = pytest.mark.journey
# Asked with GET, and yet no page of their own: files and pictures ...
FILES = {"framework:xlsform", "interviews:codebook_file", "interviews:project_file", "report:download", "report:picture", "report:style"}
FILES |= {"results:answers_csv", "results:answers_xlsx", "results:chart", "results:indicators", "results:spss", "validation:picture"}
# ... forms that stand on another page and come back with what is wrong ...
WITHIN = {"validation:attend", "validation:form_group", "validation:link"}
# ... and pages of a moment that the demonstration has not reached; the areas' own journeys and tests look at them.
LATER = {"interviews:key", "interviews:theme", "report:release", "survey:compare"}
TABS = (
    "",
    "stakeholders/",
    "sources/",
    "survey/",
    "interviews/",
    "results/",
    "matrix/",
    "findings/",
    "recommendations/",
    "validation/",
    "report/",
)


def of_language(page: Any, language: str) -> None:
    if "/blank/" not in page.url:  # a form to print speaks the respondent's language
        assert page.locator("html").get_attribute("lang") == language, page.url


def test_the_tabs_in_azerbaijani_and_russian(visit: Callable[..., Any]) -> None:
    people = walk.demo()
    lost = walk.client_of(people["leyla"])
    for code, who, language, narrow in (("az-2016", "ulker", "az", True), ("practice", "nigar", "ru", False)):
        page = visit(people[who], narrow=narrow, language=language)
        for tab in TABS:
            page.goto(f"/assess/{code}/{tab}")
            of_language(page, language)
            check(page, f"tab-{tab.strip('/') or 'overview'}-{language}")
            assert lost.get(f"/assess/{code}/{tab}").status_code in {403, 404}


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "az", "ru"])
@pytest.mark.parametrize("who", ["ulker", "nigar"], ids=["consultant", "commissioner"])
def test_every_page_of_the_demonstration(visit: Callable[..., Any], who: str, language: str) -> None:
    people = walk.demo()
    client, outsider, faults = walk.client_of(people[who]), walk.client_of(people["leyla"]), []
    pages = list(walk.reached(client))
    page = visit(people[who], language=language)
    for one in pages:
        picture = f"{who}-{one.name.replace(':', '-')}{''.join('-' + word for word in one.words)}-{language}"
        faults += look(page, one.url, picture, whole=True)
        of_language(page, language)
    assert faults == [], f"{len(faults)} faults on {len(pages)} pages:\n" + "\n".join(faults)
    assert {one.url for one in pages if outsider.get(one.url).status_code not in {403, 404}} == set()
    if who == "ulker":
        assert walk.pages_of_the_part(client) - {one.name for one in pages} == FILES | WITHIN | LATER
