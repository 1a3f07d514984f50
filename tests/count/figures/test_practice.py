"""Law and practice: twelve rows, each with its basis from the pack and live measures, protected like their own pages."""

from __future__ import annotations

import pytest
from django.test import Client

from dayaq.core.pack import load
from dayaq.count.figures.rules import catalogue
from dayaq.count.figures.rules.practice import topics
from tests.cast import company
from tests.count import build
from tests.count.build import baku, known

TOPICS = (
    "shelter",
    "allowance",
    "fund",
    "reflection",
    "referral",
    "ngo",
    "internal",
    "labour",
    "legal_aid",
    "protection",
    "non_punishment",
    "monitoring",
)


def test_every_row_has_words_in_three_languages_and_measures_that_are_counted_by_what_it_asks() -> None:
    assert tuple(topic.code for topic in topics()) == TOPICS
    for topic in topics():
        assert set(topic.law) == set(topic.topic) == {"en", "az", "ru"}
        for look in topic.looks:
            measure = catalogue().measures[look.code]
            assert measure.ours
            assert set(look.by) <= set(measure.dims), (topic.code, look)


@pytest.mark.parametrize("code", ["az", "ge", "demo"])
def test_every_row_stands_on_an_act_of_the_country(code: str) -> None:
    pack = load(code)
    for topic in topics():
        keys = topic.stands_on(pack)
        assert keys, topic.code
        assert all(pack.legal.find(key.strip()) for key in keys.split(";")), (topic.code, keys)


@pytest.mark.django_db
def test_the_page_shows_the_law_and_what_the_records_say_and_hides_small_numbers_outside_the_office(client: Client) -> None:
    people = company()
    officer = people["officer"].actor
    for n in range(8):
        route = "internal" if n < 2 else "abroad_returned"
        about = build.case(officer, baku(2017, 1, 5), under_18="no", **known(sex="female", exploitation="sexual", route=route))
        build.decide(officer, about, baku(2017, 2, 1))
    client.force_login(people["coordinator"].user)
    page = client.get("/figures/practice/", {"period": "2017"})
    text = page.content.decode()
    assert [row["code"] for row in page.context["rows"]] == list(TOPICS)
    [internal] = [row for row in page.context["rows"] if row["code"] == "internal"]
    said = internal["practice"][0]["said"]
    assert "8 persons were identified" in said
    assert "Within the country 2" in said
    assert "/figures/victims_identified/?period=2017&amp;rows=route" in text
    [shelter] = [row for row in page.context["rows"] if row["code"] == "shelter"]
    assert len({one["said"] for one in shelter["practice"]}) == len(shelter["practice"])  # no sentence stands twice
    assert all(one["tables"] for row in page.context["rows"] for one in row["practice"])
    assert client.get("/figures/practice/").context["form"]["period"].value() == "2017"  # the last year the records speak of
    client.force_login(people["outsider"].user)
    outside = client.get("/figures/practice/", {"period": "2017"})
    [internal] = [row for row in outside.context["rows"] if row["code"] == "internal"]
    assert "(hidden)" in internal["practice"][0]["said"]
    assert client.get("/figures/practice/", {"period": "soon"}).status_code == 200
    for name in ("duty", "hotline", "administrator"):
        client.force_login(people[name].user)
        assert client.get("/figures/practice/").status_code == 403
