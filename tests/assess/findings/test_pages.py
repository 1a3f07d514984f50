"""Every page of the area: the team works, the commissioner reads, another consultant finds nothing; nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dayaq.assess.findings import queries
from dayaq.assess.findings.models import Evidence, Finding, Judgement, Position
from dayaq.base.access.context import acting
from tests.assess.findings.world import assessment, browser, finding, lead, recommendation

pytestmark = pytest.mark.django_db
CELL = ("1.1", "FL1")
READ: dict[str, tuple[str, ...]] = {
    "matrix": (),
    "compare": (),
    "cell": CELL,
    "list": (),
    "finding": ("F-1",),
    "recommendations": (),
    "recommendation": ("R-1",),
    "earlier": (),
    "limitations": (),
    "facts": (),
}
WRITE: dict[str, tuple[str, ...]] = {
    "judge": CELL,
    "evidence": (*CELL, "document"),
    "new": (),
    "edit": ("F-1",),
    "alone": ("F-1",),
    "evidence_of": ("F-1", "observation"),
    "reply": ("F-1",),
    "conflict": ("F-1",),
    "recommend": (),
    "revise": ("R-1",),
    "limit": ("few_answers",),
    "new_fact": (),
}
POSTED: dict[str, tuple[str, ...]] = {
    "step": ("F-1",),
    "confirm_finding": ("F-1",),
    "confirm_recommendation": ("R-1",),
    "grounds": ("R-1",),
}


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


@pytest.mark.parametrize("name", READ)
def test_the_team_and_the_commissioner_read(one: Any, name: str) -> None:
    address = url(one, name, *READ[name])
    assert browser("consultant").get(address).status_code == 200
    page = browser("coordinator").get(address)
    assert page.status_code == 200
    assert "/judge/" not in page.content.decode()
    assert browser("stranger", "iom", "consultant").get(address).status_code == 404
    assert browser("officer").get(address).status_code == 403


@pytest.mark.parametrize("name", WRITE)
def test_only_the_team_writes(one: Any, name: str) -> None:
    address = url(one, name, *WRITE[name])
    assert browser("consultant").get(address).status_code == 200
    assert browser("coordinator").get(address).status_code == 403
    assert browser("analyst").get(address).status_code == 403
    assert browser("stranger", "iom", "consultant").get(address).status_code == 404


@pytest.mark.parametrize("name", POSTED)
def test_only_the_team_posts(one: Any, name: str) -> None:
    address = url(one, name, *POSTED[name])
    assert browser("stranger", "iom", "consultant").post(address, {}).status_code == 404
    assert browser("coordinator").post(address, {}).status_code == 403
    assert browser("consultant").get(address).status_code == 405


def test_an_observer_of_the_team_reads_and_does_not_write(one: Any) -> None:
    from dayaq.assess.assessment.models import Member
    from tests import cast

    watcher, by = cast.person("watcher", "iom", "consultant"), lead()
    with acting(by):
        Member.objects.create(assessment=one, user_id=watcher.actor.user_id, role="observer", since=date(2016, 1, 1))
    client = browser("watcher", "iom", "consultant")
    assert client.get(url(one, "matrix")).status_code == 200
    assert client.get(url(one, "judge", *CELL)).status_code == 403


@pytest.mark.parametrize(
    ("name", "args"),
    [("cell", ("9.9", "FL1")), ("cell", ("x", "FL1")), ("cell", ("1.1", "OL9")), ("finding", ("F-9",)), ("recommendation", ("R-9",)),
     ("evidence", (*CELL, "rumour")), ("limit", ("no_such",))],
)  # fmt: skip
def test_what_is_not_there_is_404(one: Any, team: Client, name: str, args: tuple[str, ...]) -> None:
    assert team.get(url(one, name, *args)).status_code == 404


def test_a_cell_is_judged_through_its_page(one: Any, team: Client) -> None:
    address = url(one, "judge", *CELL)
    bare = team.post(address, {"number": 0, "state": "met", "narrative_en": "Typed words."})
    assert bare.status_code == 422
    assert "Typed words." in bare.content.decode()
    assert "reason" in bare.context["form"].errors
    done = team.post(address, {"number": 0, "state": "met", "reason": "The rules were read.", "narrative_en": "Typed words."})
    assert done.status_code == 302
    with acting(lead()):
        assert Judgement.objects.get().narrative == {"en": "Typed words."}


def test_a_stale_judgement_keeps_what_was_typed_and_saves_the_second_time(one: Any, team: Client) -> None:
    address = url(one, "judge", *CELL)
    said = {"number": 0, "state": "met", "reason": "The rules were read."}
    team.post(address, said)
    late = team.post(address, {**said, "state": "partly", "narrative_en": "Mine."})
    assert late.status_code == 422
    assert "Mine." in late.content.decode()
    assert 'name="number" value="1"' in late.content.decode()
    assert team.post(address, {**said, "number": 1, "state": "partly", "narrative_en": "Mine."}).status_code == 302


def test_counts_of_states_are_off_and_named_as_ours(one: Any, team: Client) -> None:
    plain = team.get(url(one, "matrix")).content.decode()
    assert "gives no score" not in plain
    assert "own reading aid. The method gives no score" in team.get(url(one, "matrix") + "?counts=1").content.decode().replace(
        "&#x27;", "'"
    )
    assert "no question of the survey tells about it" in plain


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("survey", {"item": "3.1.4", "choices": ["adequate"]}),
        ("document", {"source": "Aze 6", "page": "4-5", "words_en": "Names the co-ordinator."}),
        ("observation", {"who": "assessor", "where": "shelter", "on_0": "14", "on_1": "1", "on_2": "2016", "words_en": "Empty."}),
        ("written_reply", {"body": "Unit", "inquiry": "letter", "on_0": "1", "on_1": "2", "on_2": "2016", "words_en": "No."}),
        ("validation", {"body": "Unit", "on_0": "25", "on_1": "4", "on_2": "2016", "words_en": "No."}),
    ],
)
def test_evidence_of_each_kind_is_added_and_withdrawn_through_pages(one: Any, team: Client, kind: str, said: dict[str, Any]) -> None:
    said = {name.replace("on_0", "on_day").replace("on_1", "on_month").replace("on_2", "on_year"): value for name, value in said.items()}
    empty = team.post(url(one, "evidence", *CELL, kind), {"item": "9.9"})
    assert empty.status_code in {200, 422}
    done = team.post(url(one, "evidence", *CELL, kind), said)
    assert done.status_code == 302, done.context["form"].errors
    with acting(lead()):
        [piece] = Evidence.objects.all()
    assert piece.kind == kind
    page = team.get(url(one, "cell", *CELL)).content.decode()
    assert str(piece.id) in page
    assert team.post(url(one, "withdraw", piece.id), {"reason": ""}).status_code == 422
    assert team.post(url(one, "withdraw", piece.id), {"reason": "A mistake."}).status_code == 302
    assert "A mistake." in team.get(url(one, "cell", *CELL)).content.decode()


def test_a_figure_of_the_register_is_offered_and_can_be_typed_instead(one: Any, team: Client) -> None:
    address = url(one, "evidence", *CELL, "figure")
    assert "victims_identified" in team.get(address).content.decode()
    wrong = team.post(address, {"measure": "victims_identified", "period": "soon"})
    assert "period" in wrong.context["form"].errors
    typed = {"measure": "investigations", "period": "2014", "value": "23", "source": "Aze 30", "page": "22"}
    assert team.post(f"{address}?typed=1", typed).status_code == 302
    page = team.get(url(one, "cell", *CELL)).content.decode()
    assert "2014, investigations: 23 (Aze 30, p. 22)." in page


def test_the_commissioner_reads_no_counts_of_answers(one: Any, team: Client) -> None:
    team.post(url(one, "evidence", *CELL, "survey"), {"item": "3.1.4", "choices": ["adequate"]})
    assert "(n = 7)" in team.get(url(one, "cell", *CELL)).content.decode()
    assert "(n = 7)" not in browser("coordinator").get(url(one, "cell", *CELL)).content.decode()


def test_a_finding_is_written_reviewed_and_final_through_pages(one: Any, team: Client) -> None:
    said = {
        "area": "1",
        "title_en": "Tools",
        "text_en": "[[survey 3.1.4 adequate]] say so.",
        "attribution": "anonymous",
        "criteria": ["1.3"],
    }
    assert team.post(url(one, "new"), {**said, "text_en": ""}).status_code == 422
    assert team.post(url(one, "new"), said).status_code == 302
    page = team.get(url(one, "finding", "F-2")).content.decode()
    assert "4 of 7 say so." in page
    assert "somebody else reviews it" in page
    refused = team.post(url(one, "step", "F-2"), {"step": "review", "version": 1})
    assert refused.status_code == 422
    other = browser("reviewer", "iom", "consultant")
    assert other.post(url(one, "step", "F-2"), {"step": "review", "version": 1}).status_code == 302
    assert team.post(url(one, "step", "F-2"), {"step": "finish", "version": 2}).status_code == 302
    assert team.post(url(one, "step", "F-2"), {"step": "reopen", "version": 3, "reason": ""}).status_code == 422
    assert team.post(url(one, "step", "F-2"), {"step": "reopen", "version": 3, "reason": "New reply."}).status_code == 302
    with acting(lead()):
        assert Finding.objects.get(code="F-2").status == "draft"


def test_a_finding_says_why_nothing_is_recommended(one: Any, team: Client) -> None:
    with acting(lead()):
        bare = finding(one)
        assert queries.count_without(one) == 1
    page = team.get(url(one, "finding", bare.code)).content.decode()
    assert url(one, "alone", bare.code) in page
    assert url(one, "alone", "F-1") not in team.get(url(one, "finding", "F-1")).content.decode()
    said = {"because": "The law changed meanwhile.", "version": 1}
    assert team.post(url(one, "alone", bare.code), said).status_code == 302
    assert "The law changed meanwhile." in team.get(url(one, "finding", bare.code)).content.decode()
    assert "The law changed meanwhile." in team.get(url(one, "recommendations")).content.decode()
    stale = team.post(url(one, "alone", bare.code), said | {"because": "Typed later"})
    assert (stale.status_code, "Typed later" in stale.content.decode()) == (422, True)
    assert team.post(url(one, "alone", "F-1"), said).status_code == 422
    with acting(lead()):
        assert queries.count_without(one) == 0
        assert Finding.objects.get(code=bare.code).status == "draft"


def test_a_change_of_somebody_faster_keeps_what_was_typed(one: Any, team: Client) -> None:
    said = {"area": "5", "title_en": "Meetings", "text_en": "First.", "attribution": "anonymous", "version": 1}
    assert team.post(url(one, "edit", "F-1"), said).status_code == 302
    late = team.post(url(one, "edit", "F-1"), {**said, "text_en": "Second, typed at length."})
    assert late.status_code == 422
    assert "Second, typed at length." in late.content.decode()
    assert 'name="version" value="2"' in late.content.decode()


def test_reply_and_answer_stand_on_the_page(one: Any, team: Client) -> None:
    when = {"on_day": "25", "on_month": "4", "on_year": "2016"}
    said = {"institution": "Invented ministry", "stage": "validation", "stance": "disputes", "text_en": "It meets often.", **when}
    assert team.post(url(one, "reply", "F-1"), {**said, "text_en": ""}).status_code == 422
    assert team.post(url(one, "reply", "F-1"), said).status_code == 302
    with acting(lead()):
        position = Position.objects.get()
    address = url(one, "answer", "F-1", position.id)
    assert team.get(address).status_code == 200
    assert browser("stranger", "iom", "consultant").get(address).status_code == 404
    assert team.post(address, {"accepted": "no"}).status_code == 422
    assert team.post(address, {"accepted": "no", "text_en": "No minutes were shown."}).status_code == 302
    page = team.get(url(one, "finding", "F-1")).content.decode()
    assert "It meets often." in page
    assert "No minutes were shown." in page
    assert "disputed" in team.get(url(one, "list")).content.decode()
