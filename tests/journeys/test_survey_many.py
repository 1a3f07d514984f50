"""Invented respondents in three languages answer in a browser, over bare HTTP, through ODK and on paper: one table comes out, as planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dayaq.assess.assessment.models import Member
from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.results.rules.tables import tabulate
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.models import Survey
from dayaq.assess.survey.rules import page as fields_of
from dayaq.base.access.context import acting
from tests.assess.survey import world
from tests.assess.survey.test_files import as_zip
from tests.assess.survey.test_team_pages import read_paper
from tests.assess.survey.world import SURVEY
from tests.cast import person

pytestmark = pytest.mark.journey
LANGUAGES = ("en", "az", "ru")


def in_browser(visit: Callable[..., Any], token: str, seed: int) -> None:
    """A robot clicks through the form as a person would, section by section."""
    language = LANGUAGES[seed % 3]
    page = visit(None, narrow=bool(seed % 2))
    page.goto(f"/answer/{token}/?lang={language}")
    page.locator("#agreed").check()
    page.locator("form .button-primary").click()
    held = fields_of.fields(SURVEY, world.given(seed))
    for number, section in enumerate(SURVEY.sections, 1):
        page.wait_for_url(f"**/answer/{language}/{number}/")
        for name, values in fields_of.typed(SURVEY, section, held).items():
            for value in values:
                put(page, name, value)
        page.locator(".actions .button-primary").click()
    page.wait_for_url(f"**/answer/{language}/check/")
    page.locator(".actions .button-primary").click()
    page.wait_for_url(f"**/answer/{language}/sent/")
    page.context.close()


def put(page: Any, name: str, value: str) -> None:
    """Fill in one field by what it is."""
    field = page.locator(f"[name='{name}']")
    kind = field.first.evaluate("field => field.type")
    if kind in {"radio", "checkbox"}:
        page.locator(f"[name='{name}'][value='{value}']").check()
    elif kind == "select-one":
        field.select_option(value)
    else:
        field.fill(value)


def by_http(token: str, seed: int) -> None:
    """The same without a browser, and so without script."""
    language, client = LANGUAGES[seed % 3], Client()
    client.post(f"/answer/{token}/?lang={language}", {"agreed": "1"})
    held = fields_of.fields(SURVEY, world.given(seed))
    for number, section in enumerate(SURVEY.sections, 1):
        answer = client.post(f"/answer/{language}/{number}/", {**fields_of.typed(SURVEY, section, held), "go": "on"})
        assert answer.status_code == 302
    assert client.post(f"/answer/{language}/check/")["Location"] == f"/answer/{language}/sent/"


def on_paper(one: Any, seeds: range) -> None:
    """Two people read every form; the second one misreads some, and the first reading is the right one."""
    first, second, base = Client(), Client(), f"/assess/{one.code}/survey/"
    first.force_login(person("consultant").user)
    second.force_login(person("colleague", "iom", "consultant").user)
    for seed in seeds:
        with acting(world.consultant()):
            paper = actions.register(assessment=one, by=world.consultant(), at=world.now())
        answers: dict[str, Value] = world.given(seed)
        read_paper(first, paper.code, answers, base)
        read_paper(second, paper.code, {**answers, "5.1.1": "neither", "8.3": "another word"}, base)
        settled = {"settled:5.1.1": "1", "settled:8.3": "1"}
        assert second.post(f"{base}paper/{paper.code}/compare/", settled)["Location"] == f"{base}paper/"


@pytest.mark.parametrize(
    ("robots", "http", "odk", "paper"),
    [pytest.param(3, 4, 3, 2, id="12"), pytest.param(30, 260, 160, 50, id="500", marks=pytest.mark.long)],
)
def test_every_way_of_answering_leads_to_the_same_table(visit: Callable[..., Any], robots: int, http: int, odk: int, paper: int) -> None:
    consultant, colleague, total = person("consultant"), person("colleague", "iom", "consultant"), robots + http + odk + paper
    one = world.assessment()
    survey = world.running(one)
    with acting(consultant.actor):
        Member.objects.create(assessment=one, user=colleague.user, role="assessor", since=one.starts)
    tokens = world.tokens(survey, robots + http)
    for seed in range(robots):
        in_browser(visit, tokens[seed], seed)
    for seed in range(robots, robots + http):
        by_http(tokens[seed], seed)
    with acting(consultant.actor):
        content = as_zip(range(robots + http, robots + http + odk))
        actions.take_file(assessment=one, name="submissions.zip", content=content, by=consultant.actor, at=world.now())
    on_paper(one, range(total - paper, total))
    with acting(consultant.actor):
        actions.close(survey=Survey.objects.get(), by=consultant.actor, at=world.now())
        found = queries.answers(one)
    planned = [world.given(seed) for seed in range(total)]
    assert sorted(str(sorted(row.answers.items())) for row in found) == sorted(str(sorted(answers.items())) for answers in planned)
    assert tabulate(SURVEY, found) == tabulate(SURVEY, [world.answered(seed) for seed in range(total)])
    web = [LANGUAGES[seed % 3] for seed in range(total - paper)] + ["en"] * paper
    assert sorted(row.language for row in found) == sorted(web)
