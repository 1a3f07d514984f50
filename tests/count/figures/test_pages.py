"""The figures pages: sentence, table, chart, downloads; who sees small counts; removals at once."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.audit.models import Event
from dayaq.core.chart import BarChart, Mark, Series, svg
from dayaq.core.period import Period
from dayaq.core.table.book import workbook
from dayaq.count.figures import actions, queries
from dayaq.count.figures.models import Published
from dayaq.count.figures.rules import read_printed
from dayaq.respond.identification.actions import remove_decision
from dayaq.respond.identification.models import FormalDecision
from tests.cast import Person, company
from tests.count import build
from tests.count.build import baku, known

pytestmark = pytest.mark.django_db
PAGE = "/figures/victims_identified/"
ASKED = {"period": "2017", "rows": "sex"}
READERS = ("coordinator", "analyst", "officer", "ngo", "shelter", "consultant", "rapporteur", "outsider")
NOT_READERS = ("duty", "investigator", "hotline", "inspector", "administrator", "auditor")
TAKERS = ("coordinator", "analyst", "rapporteur")


@pytest.fixture
def people() -> dict[str, Person]:
    return company()


@pytest.fixture
def decisions(people: dict[str, Person]) -> list[FormalDecision]:
    """Seven women and one man, identified in 2017."""
    officer = people["officer"].actor
    made = []
    for number in range(8):
        about = build.case(officer, baku(2017, 1, 5), under_18="no", **known(sex="female" if number < 7 else "male", exploitation="sexual"))
        made.append(build.decide(officer, about, baku(2017, 2, 1)))
    return made


def at(client: Client, person: Person) -> Client:
    client.force_login(person.user)
    return client


def cells(content: bytes) -> list[list[Any]]:
    return [list(row) for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)]


def test_the_office_sees_small_counts_and_a_mark_that_says_so(
    client: Client, people: dict[str, Person], decisions: list[FormalDecision]
) -> None:
    page = at(client, people["analyst"]).get(PAGE, ASKED)
    assert page.status_code == 200
    text = page.content.decode()
    assert "2017: 8 persons were identified as victims. Female 7; Male 1." in text
    assert "Inside the office" in text
    assert [row["cells"] for row in page.context["rows"]] == [["Female", 7], ["Male", 1], ["All", 8]]


def test_others_see_the_protected_table(client: Client, people: dict[str, Person], decisions: list[FormalDecision]) -> None:
    for name in ("officer", "ngo", "consultant", "rapporteur", "outsider"):
        page = at(client, people[name]).get(PAGE, ASKED)
        hidden = {"hidden": True}
        assert [row["cells"] for row in page.context["rows"]] == [["Female", hidden], ["Male", hidden], ["All", 8]]
        assert "Inside the office" not in page.content.decode()
        assert "hidden: the number is between 1 and 4" in page.content.decode()


LINE = "Hidden outside the office: 1 because they are small, 1 more so that nobody can subtract."


def test_the_office_reads_how_many_numbers_its_downloads_hide_and_why(
    client: Client, people: dict[str, Person], decisions: list[FormalDecision]
) -> None:
    """Outside this is not said: that exactly one of two hidden numbers is small would be one equation more."""
    assert LINE in at(client, people["analyst"]).get(PAGE, ASKED).content.decode()
    assert "Hidden outside" not in at(client, people["analyst"]).get(PAGE, {"period": "2017"}).content.decode()
    assert "Hidden outside" not in at(client, people["analyst"]).get(PAGE, ASKED | {"period": "2017-02"}).content.decode()
    assert "Hidden outside" not in at(client, people["consultant"]).get(PAGE, ASKED).content.decode()


def test_a_download_is_protected_even_for_the_office(client: Client, people: dict[str, Person], decisions: list[FormalDecision]) -> None:
    browser = at(client, people["analyst"])
    lines = list(csv.DictReader(StringIO(browser.get(f"{PAGE}table.csv", ASKED).content.decode("utf-8-sig"))))
    assert [(line["sex"], line["value"], line["status"]) for line in lines] == [
        ("female", "c", "hidden"),
        ("male", "c", "hidden"),
        ("", "8", "final"),
    ]
    table = cells(browser.get(f"{PAGE}table.xlsx", ASKED).content)
    assert table[-4:] == [["Sex", "persons"], ["Female", "c"], ["Male", "c"], ["All", 8]]
    assert ["Source: National register, Azerbaijan", None] in table


def test_a_download_is_written_down(client: Client, people: dict[str, Person], decisions: list[FormalDecision]) -> None:
    at(client, people["analyst"]).get(f"{PAGE}table.csv", ASKED)
    with acting(people["auditor"].actor):
        (event,) = Event.objects.filter(action="export")
    assert (event.kind, event.row, event.actor) == ("figures.csv", "victims_identified", people["analyst"].user.id)


def test_a_removal_shows_at_once_on_page_xlsx_and_json(client: Client, people: dict[str, Person], decisions: list[FormalDecision]) -> None:
    browser = at(client, people["analyst"])
    asked = {"period": "2017"}

    def everywhere() -> tuple[Any, Any, Any]:
        page = browser.get(PAGE, asked).context["rows"][-1]["cells"][-1]
        book = cells(browser.get(f"{PAGE}table.xlsx", asked).content)[-1][-1]
        measure = queries.find("victims_identified")
        assert measure
        with acting(service("register")):
            (figure,) = queries.cells(measure, queries.Query(Period.year(2017), protect=False))
        return page, book, figure.as_json()["value"]

    assert everywhere() == (8, 8, 8)
    officer = people["officer"].actor
    with acting(officer):
        remove_decision(decision=decisions[0], reason="other", by=officer, at=baku(2017, 5, 1))
    assert everywhere() == (7, 7, 7)


@pytest.mark.parametrize("address", ["/figures/", PAGE, f"{PAGE}definition/", f"{PAGE}chart.svg"])
def test_who_reads_figures(client: Client, people: dict[str, Person], decisions: list[FormalDecision], address: str) -> None:
    assert {name: at(client, people[name]).get(address).status_code for name in READERS} == dict.fromkeys(READERS, 200)
    assert {name: at(client, people[name]).get(address).status_code for name in NOT_READERS} == dict.fromkeys(NOT_READERS, 403)
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_who_takes_tables_along(client: Client, people: dict[str, Person], decisions: list[FormalDecision], ending: str) -> None:
    found = {name: at(client, people[name]).get(f"{PAGE}table.{ending}").status_code for name in people}
    assert found == {name: 200 if name in TAKERS else 403 for name in people}


def test_published_figures_stand_beside_ours_and_alone(client: Client, people: dict[str, Person], decisions: list[FormalDecision]) -> None:
    with (actions.PUBLISHED / "az.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    actions.publish(figures=[read_printed(row, "az") for row in rows], by=service("importer"))
    assert Published.objects.count() == 423
    browser = at(client, people["consultant"])
    text = browser.get(PAGE, {"period": "2017"}).content.decode()
    assert "Also published: 71 (US TIP report 2018, Protection)" in text
    alone = browser.get("/figures/investigations/", {"period": "2014"})
    assert [row["cells"][2] for row in alone.context["rows"]] == [32, 23]
    assert "2014: Investigations, 2 published figures." in alone.content.decode()
    nothing = browser.get("/figures/investigations/", {"period": "1999"}).content.decode()
    assert "nothing is counted or published" in nothing


def test_the_list_is_searched_filtered_and_paged(client: Client, people: dict[str, Person]) -> None:
    browser = at(client, people["consultant"])
    assert [row["cells"][0] for row in browser.get("/figures/", {"q": "NEGATIVE"}).context["rows"]] == ["Negative decisions"]
    assert {row["cells"][2]["label"] for row in browser.get("/figures/", {"kind": "ours"}).context["rows"]} == {"counted here"}
    assert "No measure has this word" in browser.get("/figures/", {"q": "zebra"}).content.decode()


def test_a_question_that_makes_no_sense_is_explained(client: Client, people: dict[str, Person]) -> None:
    browser = at(client, people["consultant"])
    page = browser.get(PAGE, {"period": "soon"})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["period"])
    twice = browser.get(PAGE, {"period": "2017", "rows": "sex", "columns": "sex"})
    assert list(twice.context["form"].errors) == ["columns"]
    assert browser.get(f"{PAGE}chart.svg", {"period": "soon"}).status_code == 404
    assert browser.get("/figures/nothing_such/").status_code == 404


def test_the_united_kingdom_is_a_choice_with_its_attribution(client: Client, people: dict[str, Person]) -> None:
    browser = at(client, people["consultant"])
    page = browser.get("/figures/referrals/", {"country": "uk", "period": "2022"})
    assert "Open Government Licence v3.0" in page.content.decode()


@pytest.mark.parametrize("language", ["az", "ru"])
def test_groups_are_worded_in_the_readers_language(
    client: Client, people: dict[str, Person], decisions: list[FormalDecision], language: str
) -> None:
    page = at(client, people["analyst"]).get(PAGE, ASKED, headers={"accept-language": language})
    assert [row["cells"][0] for row in page.context["rows"]][:2] == {"az": ["Qadın", "Kişi"], "ru": ["Женский", "Мужской"]}[language]


def test_a_chart_is_the_same_picture_every_time_and_says_itself() -> None:
    chart = BarChart(
        ["Qadın ə ğ ş", "Мужской"], [Series("", [7, None], [False, True])], [Mark(0, 9, "document 004")], "published elsewhere"
    )
    assert svg(chart) == svg(chart)
    assert svg(chart).count(b"<path") > 20
    assert b"<script" not in svg(chart)
    assert chart.spoken == "Qadın ə ğ ş 7; Мужской c"


def test_a_text_that_would_run_as_a_formula_is_made_harmless() -> None:
    book = load_workbook(BytesIO(workbook({"T": [["=1+1", 5, None, "@x"]]})))
    assert [cell.value for cell in next(book.worksheets[0].iter_rows())] == ["'=1+1", 5, None, "'@x"]


@pytest.mark.parametrize(("period", "said"), [("2017", False), ("2016-2017", False), ("2017-Q1", True), ("2017-04", True)])
def test_the_page_says_why_parts_of_a_year_are_hidden(people: dict[str, Person], period: str, said: bool) -> None:
    client = Client()
    client.force_login(people["analyst"].user)
    page = client.get("/figures/victims_identified/", {"period": period}).content.decode()
    assert ("Parts of a year stay in the office" in page) is said
