"""Pages and files: the team sees exact numbers, the commissioner what has left, strangers nothing."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from dayaq.assess.assessment import actions as planning
from dayaq.assess.results import actions, queries
from dayaq.assess.results.models import Release
from dayaq.assess.results.queries.laid_out import drawn, groups, picture
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused
from tests import cast
from tests.assess.results.conftest import AT, answer, opened
from tests.assess.results.people import SURVEY, crowd

READ = ["index", "rounds", "ledger", "indicators"]
RAW = ["answers_csv", "answers_xlsx", "spss", "text"]
WORK = ["let_out", "printed"]


def browser(person: cast.Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def at(name: str, *more: object) -> str:
    return reverse(f"results:{name}", args=["az-2016", *more])


@pytest.mark.parametrize("name", READ)
def test_who_reads(assessment, consultant, coordinator, stranger, name) -> None:
    assert browser(consultant).get(at(name)).status_code == 200
    assert browser(coordinator).get(at(name)).status_code == 200
    assert browser(stranger).get(at(name)).status_code == 404
    assert browser(cast.person("ngo")).get(at(name)).status_code == 403
    assert Client().get(at(name)).status_code == 302


@pytest.mark.parametrize("name", RAW)
def test_answers_one_by_one_are_for_the_team(assessment, consultant, coordinator, stranger, name) -> None:
    assert browser(consultant).get(at(name)).status_code == 200
    assert browser(coordinator).get(at(name)).status_code == 403
    assert browser(stranger).get(at(name)).status_code == 404


@pytest.mark.parametrize("name", WORK)
def test_who_lets_out(assessment, consultant, coordinator, stranger, name) -> None:
    assert browser(consultant).get(at(name)).status_code == 200
    assert browser(coordinator).get(at(name)).status_code == 403
    assert browser(stranger).get(at(name)).status_code == 404


@pytest.mark.parametrize("place", ["item", "chart"])
def test_one_question_is_seen_by_the_team(assessment, consultant, stranger, place) -> None:
    assert browser(consultant).get(at(place, "3.1.4")).status_code == 200
    assert browser(consultant).get(at(place, "9.9")).status_code == 404
    assert browser(stranger).get(at(place, "3.1.4")).status_code == 404
    assert browser(cast.person("ngo")).get(at(place, "3.1.4")).status_code == 403


@pytest.mark.parametrize("view", ["", "leaving"])
def test_a_picture_reads_the_answers_to_its_own_items_and_shows_what_the_page_shows(assessment, consultant, view) -> None:
    client = browser(consultant)
    with CaptureQueriesContext(connection) as asked:
        seen = client.get(at("chart", "3.1"), {"view": view})
    reads = [one["sql"] for one in asked.captured_queries if 'FROM "survey_response"' in one["sql"]]
    assert len(reads) == 1
    assert "3.1.4" in reads[0]
    assert "8.1" not in reads[0]
    assert '"survey_response"."answers" FROM' not in reads[0]
    with acting(consultant.actor):
        instrument = queries.answered(assessment).instrument
        whole = queries.leaving(assessment) if view else queries.tables(assessment)
        group = next(one for one in groups(instrument) if one.code == "3.1")
        assert seen.content == picture(drawn(group, whole, instrument))


def test_the_team_reads_counts_with_their_base(assessment, consultant) -> None:
    text = browser(consultant).get(at("index"), {"q": "3.1.4"}).content.decode()
    assert '<td class="n">4</td><td class="n">2</td><td class="n">1</td><td class="n">0</td><td class="n">7</td>' in text
    assert "3.1.5" not in text


def test_a_question_nobody_answered_says_so_and_hides_nothing(assessment, consultant) -> None:
    text = browser(consultant).get(at("index"), {"q": "1.3"}).content.decode()
    assert "Nobody answered." in text
    assert "hidden-cell" not in text


def test_every_question_is_on_one_of_the_pages(assessment, consultant) -> None:
    page = browser(consultant)
    texts = "".join(page.get(at("index"), {"page": n}).content.decode() for n in range(1, 6))
    assert [item.code for item in SURVEY.items if item.code not in texts] == []


def test_a_table_by_sex_is_exact_inside_and_refused_in_words_outward(assessment, consultant) -> None:
    page = browser(consultant)
    inside = page.get(at("item", "3.1.4"), {"by": "1.6"}).content.decode()
    outward = page.get(at("item", "3.1.4"), {"by": "1.6", "view": "leaving"}).content.decode()
    assert "This table may not leave" not in inside
    assert "7 people took part: no two groups of at least 5 can be shown beside each other." in outward


def test_a_split_is_headed_in_the_readers_language(assessment, consultant) -> None:
    page = browser(consultant)
    page.cookies["django_language"] = "ru"
    texts = page.get(at("item", "3.1.4"), {"by": "role"}).content.decode()
    assert ("Вид учреждения" in texts, "Kind of institution" in texts) == (True, False)


def test_the_commissioner_sees_what_has_left_and_nothing_else(assessment, consultant, coordinator) -> None:
    page = browser(coordinator)
    assert "Nothing has left yet" in page.get(at("index")).content.decode()
    with acting(consultant.actor):
        actions.let_out(assessment=assessment, title="Report", by=consultant.actor, at=AT)
    text = page.get(at("index"), {"q": "3.1.4"}).content.decode()
    assert '<td class="n">4</td><td class="n">2</td><td class="n">1</td><td class="n">0</td><td class="n">7</td>' in text
    assert "/question/" not in page.get(at("index")).content.decode() + text  # those pages are closed to the reader
    with acting(coordinator.actor):
        assert queries.tables(assessment)["3.1.4"].respondents == 0


def test_what_leaves_is_entered_once_and_never_changed(assessment, consultant) -> None:
    page = browser(consultant)
    assert page.post(at("let_out"), {"title": "Report, first edition"}).status_code == 302
    with acting(consultant.actor):
        row = Release.objects.get()
        assert (row.kind, row.content["items"]["3.1.4"]["base"], "1.6" in row.content["items"]) == ("report", 7, False)
    assert "Report, first edition" in page.get(at("ledger")).content.decode()
    assert row.sha256 in page.get(at("release", row.id)).content.decode()
    assert page.get(at("release", assessment.id)).status_code == 404


def test_the_serving_role_cannot_change_the_ledger(assessment, consultant) -> None:
    with acting(consultant.actor):
        actions.let_out(assessment=assessment, title="Report", by=consultant.actor, at=AT)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Release.objects.update(title="Another")


def test_counts_printed_elsewhere_are_read_line_by_line(assessment, consultant) -> None:
    page = browser(consultant)
    wrong = page.post(at("printed"), {"title": "Report on three countries", "counts": "19\nsex female 13"})
    assert wrong.status_code == 422
    assert "This line cannot be read: sex female 13" in wrong.content.decode()
    right = page.post(at("printed"), {"title": "Report on three countries", "counts": "19\nsex=female 13\ncountry=AZ, sex=female 1"})
    assert right.status_code == 302
    with acting(consultant.actor):
        (table,) = Release.objects.get().content["tables"]
        assert [cell["value"] for cell in table["cells"]] == [19, 13, 1]
    assert page.post(at("printed"), {"title": "Twice", "counts": "sex=female 13\nsex=female 12"}).status_code == 422


def test_a_split_leaves_only_when_it_may(assessment, consultant) -> None:
    with acting(consultant.actor), pytest.raises(Refused, match="no two groups"):
        actions.let_split_out(assessment=assessment, code="3.1.4", by_property="1.6", title="By sex", by=consultant.actor, at=AT)
    large = opened(consultant, "az-2020")
    answer(large, consultant, crowd(200))
    with acting(consultant.actor):
        row = actions.let_split_out(assessment=large, code="3.1.4", by_property="1.6", title="By sex", by=consultant.actor, at=AT)
        assert row.content["tables"][0]["dims"] == ["sex", "3.1.4"]


def test_a_split_is_entered_as_printed_from_its_page(consultant, coordinator) -> None:
    large = opened(consultant, "az-2020")
    answer(large, consultant, crowd(200))
    page = browser(consultant)
    url = reverse("results:let_out", args=["az-2020"]) + "?question=3.1.4&by=1.6"
    shown = page.get(reverse("results:item", args=["az-2020", "3.1.4"]), {"by": "1.6", "view": "leaving"}).content.decode()
    assert url.replace("&", "&amp;") in shown
    assert page.post(url, {"title": "By sex"}).status_code == 302
    with acting(consultant.actor):
        row = Release.objects.get()
        assert (row.kind, row.content["tables"][0]["dims"]) == ("table", ["sex", "3.1.4"])
    assert page.get(url.replace("1.6", "9.9")).status_code == 404
    assert page.get(url.replace("3.1.4", "9.9")).status_code == 404
    assert browser(coordinator).get(url).status_code == 403


def test_a_split_that_may_not_leave_is_refused_on_the_page(assessment, consultant) -> None:
    page = browser(consultant)
    outward = page.get(at("item", "3.1.4"), {"by": "1.6", "view": "leaving"}).content.decode()
    assert at("let_out") + "?" not in outward
    refused = page.post(at("let_out") + "?question=3.1.4&by=1.6", {"title": "By sex"})
    assert (refused.status_code, "no two groups of at least 5" in refused.content.decode()) == (422, True)


def test_two_rounds_stand_beside_each_other(assessment, consultant, coordinator) -> None:
    later = opened(consultant, "az-2020", earlier=assessment.id)
    answer(later, consultant, crowd(40))
    page = browser(consultant).get(reverse("results:rounds", args=["az-2020"]), {"q": "3.1.4"}).content.decode()
    assert "Asked in the same words on the same scale." in page
    assert "One answer more or less moves a share by up to 15 points: read the counts." in page
    assert '<th scope="row">Base n</th><td class="n">7</td>' in page
    assert '<td class="n">–</td></tr></tbody>' in page  # no change of a base: the dash stands under its column
    silent = browser(consultant).get(reverse("results:rounds", args=["az-2020"]), {"q": "3.1.1"}).content.decode()
    assert "In one of the two rounds nobody answered" in silent
    assert "There is no earlier round" in browser(consultant).get(at("rounds")).content.decode()


def test_answers_leave_in_words_and_as_codes(assessment, consultant) -> None:
    page = browser(consultant)
    words = list(csv.DictReader(StringIO(page.get(at("answers_csv")).content.decode("utf-8-sig"))))
    codes = list(csv.DictReader(StringIO(page.get(at("answers_csv"), {"values": "codes"}).content.decode("utf-8-sig"))))
    assert sorted(one["q_3_1_4"] for one in codes) == ["adequate"] * 4 + ["inadequate"] + ["neither"] * 2
    assert {one["q_1_6"] for one in words} == {"Female", "Male"} or len({one["q_1_6"] for one in words}) == 2
    assert sum(bool(one["q_8_1_3"]) for one in codes) == 6


def test_the_workbook_has_answers_codes_and_code_book(assessment, consultant) -> None:
    book = load_workbook(BytesIO(browser(consultant).get(at("answers_xlsx")).content))
    assert book.sheetnames == ["Answers", "Codes", "Code book"]
    meaning = {(line[0], line[4]): line[5] for line in book["Code book"].iter_rows(values_only=True)}
    assert meaning["q_3_1_4", "adequate"] == "Adequate"
    assert book["Answers"].max_row == 8


def test_the_files_for_spss_say_what_every_number_means(assessment, consultant) -> None:
    files = ZipFile(BytesIO(browser(consultant).get(at("spss")).content))
    data = list(csv.DictReader(StringIO(files.read("answers.csv").decode())))
    syntax = files.read("answers.sps").decode()
    assert sorted(one["q_3_1_4"] for one in data) == ["2"] * 4 + ["3"] * 2 + ["4"]
    assert "/q_3_1_4\n  1 'Completely adequate'\n  2 'Adequate'" in syntax
    assert "  98 '" in syntax
    assert "VARIABLE LEVEL" in syntax


def test_indicators_leave_out_what_is_withheld(assessment, consultant) -> None:
    lines = list(csv.DictReader(StringIO(browser(consultant).get(at("indicators")).content.decode())))
    found = {(one["ITEM"], one["ANSWER"]): (one["OBS_VALUE"], one["BASE"], one["OBS_STATUS"], one["CONF_STATUS"]) for one in lines}
    assert found["3.1.4", "ADEQUATE"] == ("4", "7", "A", "F")
    assert found["1.6", "FEMALE"] == ("", "", "Q", "C")
    assert {one["TIME_PERIOD"] for one in lines} == {"2016"}


def test_a_text_is_looked_at_with_the_names_the_team_knows(assessment, consultant) -> None:
    with acting(consultant.actor):
        new = planning.NewStakeholder(institution="Invented Shelter", kind="ngo", place="capital", country="AZ")
        body = planning.list_stakeholder(assessment=assessment, new=new, by=consultant.actor, at=AT)
        body.contacts.create(assessment=assessment, name="Aygün Qzinvented", by=consultant.actor.user_id)
    page = browser(consultant)
    text = "Aygun Qzinvented said it. The director of Invented Shelter agreed."
    said = page.post(at("text"), {"text": text}).content.decode()
    assert "A name that the team knows stands here" in said
    assert "An institution stands here" in said
    assert "Nothing was found" in page.post(at("text"), {"text": "Referral works."}).content.decode()
    assert page.post(at("text"), {"text": ""}).status_code == 422
