"""Lists, recommendations, limits and printed figures through their pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.models import Fact, Limit, Recommendation
from dayaq.base.access.context import acting
from tests.assess.findings.world import AT, assessment, browser, finding, lead, recommendation

pytestmark = pytest.mark.django_db
CELL = ("1.1", "FL1")


@pytest.fixture
def one() -> Any:
    made = assessment(answers=True)
    recommendation(made, finding(made))
    return made


def url(one: Any, name: str, *args: object) -> str:
    return reverse(f"findings:{name}", args=[one.code, *args])


@pytest.fixture
def team() -> Client:
    return browser("consultant")


def test_lists_are_searched_and_filtered(one: Any, team: Client) -> None:
    finding(one, title={"en": "Shelters"}, area=2)
    assert "Shelters" in team.get(url(one, "list") + "?q=shelt").content.decode()
    assert "F-1 " not in team.get(url(one, "list") + "?area=2").content.decode()
    bare = team.get(url(one, "list") + "?lacks=recommendation").content.decode()
    assert "Shelters" in bare
    assert "F-1 " not in bare
    assert "No finding is like this" in team.get(url(one, "list") + "?q=nothing-of-the-kind").content.decode()
    both = team.get(url(one, "recommendations")).content.decode()
    assert "F-2 Shelters" in both
    assert "No recommendation is like this" in team.get(url(one, "recommendations") + "?area=3").content.decode()


def test_a_long_list_has_pages(one: Any, team: Client) -> None:
    for number in range(30):
        finding(one, order=number)
    page = team.get(url(one, "list"))
    assert len(page.context["lines"]) == 25
    assert len(team.get(url(one, "list") + "?page=2").context["lines"]) == 6


def test_a_recommendation_is_made_revised_and_linked_through_pages(one: Any, team: Client) -> None:
    said = {"area": "5", "text_en": "Publish minutes.", "addressee_en": "State authorities", "priority": "B"}
    assert team.get(url(one, "recommend") + "?finding=F-1").context["form"].initial["findings"] == ["F-1"]
    assert team.post(url(one, "recommend"), {**said, "addressee_en": ""}).status_code == 422
    assert team.post(url(one, "recommend"), said).status_code == 302
    change = {
        "version": 1,
        "decision": "change",
        "text_en": "Publish minutes in a month.",
        "addressee_en": "State authorities",
        "priority": "B",
    }
    assert team.post(url(one, "revise", "R-2"), change).status_code == 422
    assert team.post(url(one, "revise", "R-2"), {**change, "reason": "A term was missing."}).status_code == 302
    assert team.post(url(one, "grounds", "R-2"), {"findings": ["F-1"]}).status_code == 302
    page = team.get(url(one, "recommendation", "R-2")).content.decode()
    assert "Publish minutes in a month." in page
    assert "A term was missing." in page
    with acting(lead()):
        assert {view.code: view.findings for view in queries.recommendations(one)} == {"R-1": ("F-1",), "R-2": ("F-1",)}


def test_asked_before_is_confirmed_by_a_person(one: Any, team: Client) -> None:
    page = team.get(url(one, "recommendation", "R-1"))
    first = page.context["suggested"][0].asked
    assert first.text in page.content.decode()
    assert team.post(url(one, "confirm_recommendation", "R-1"), {"asked": first.id, "same": "yes"}).status_code == 302
    assert f"<strong>{first.id}</strong>" in team.get(url(one, "recommendation", "R-1")).content.decode()
    assert team.post(url(one, "confirm_recommendation", "R-1"), {"asked": "NOBODY", "same": "yes"}).status_code == 302
    with acting(lead()):
        assert Recommendation.objects.get().earlier.count() == 1
    assert len(team.get(url(one, "earlier") + "?area=5").context["page"]) == 25
    assert "Nothing like this was asked" in team.get(url(one, "earlier") + "?q=nothing-of-the-kind").content.decode()


def test_a_limit_is_commented_through_its_page(one: Any, team: Client) -> None:
    assert team.post(url(one, "limit", "few_answers"), {"version": 0, "dropped_because_en": "All answered."}).status_code == 302
    page = team.get(url(one, "limitations")).content.decode()
    assert "All answered." in page
    assert "7 answers" in page
    with acting(lead()):
        assert Limit.objects.get().version == 1


def test_printed_figures_are_kept_and_withdrawn_through_pages(one: Any, team: Client) -> None:
    said = {"metric": "investigations", "period": "2014", "value": "32", "place": "Aze 30", "page": "22", "cited": "Yearly report"}
    assert team.post(url(one, "new_fact"), {**said, "value": "many"}).status_code == 422
    assert team.post(url(one, "new_fact"), said).status_code == 302
    assert team.post(url(one, "new_fact"), {**said, "value": "23"}).status_code == 302
    page = team.get(url(one, "facts")).content.decode()
    assert "23, 32" in page
    with acting(lead()):
        key = Fact.objects.get(value=23).id
    assert team.get(url(one, "withdraw_fact", key)).status_code == 200
    assert browser("stranger", "iom", "consultant").get(url(one, "withdraw_fact", key)).status_code == 404
    assert team.post(url(one, "withdraw_fact", key), {"reason": "Typed wrongly."}).status_code == 302
    assert "23, 32" not in team.get(url(one, "facts")).content.decode()


def test_steps_of_the_assessment_know_what_is_missing(one: Any, team: Client) -> None:
    from dayaq.assess.assessment.queries import facts

    finding(one)
    with acting(lead()):
        actions.judge(assessment=one, criterion="1.1", level="FL1", state="met", number=0, reason="Read.", by=lead(), at=AT)
        counts = facts(one).counts
    assert (counts["findings"], counts["findings_without"], counts["cells_empty"]) == (2, 1, 99)
