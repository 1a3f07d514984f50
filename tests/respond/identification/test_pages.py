"""Identification through its pages: deciding, telling, what remains, what is absent without access, the outsider everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dayaq.base.access.context import acting
from dayaq.respond.casefile.actions import record_word
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import statuses
from dayaq.respond.identification import actions
from dayaq.respond.identification.models import FormalDecision, RemovalHold, Stage
from tests.cast import person
from tests.respond.identification.test_actions import NO, YES, decided, kept_by_ngo
from tests.respond.screening.world import ADULT, AT, BOY, HOUR, answered, begun, client_of, code_of, finished, moment, opened, referred

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REASONS = "kept in debt, watched day and night"
FORM = {
    "outcome": "positive",
    "act": "yes",
    "means": "yes",
    "purpose": "yes",
    "exploitation": "forced_labour",
    "route": "internal",
    "text": REASONS,
    "language": "en",
}


@pytest.fixture
def case() -> Case:
    return opened()


@pytest.fixture
def code(case: Case) -> str:
    return code_of(case, person("officer"))


def at(code: str, page: str = "") -> str:
    return f"/cases/{code}/identification/{page}"


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_decision_is_made_beside_both_results_and_nothing_is_filled_in(case: Case, code: str) -> None:
    finished(answered(begun(case), AZ_L06="yes", AZ_L03="yes"))
    client = client_of(person("officer"))
    page = client.get(at(code, "decide/"))
    shown = text_of(page)
    assert ("Profile of six dimensions" in shown, "Act, means, purpose" in shown, "Papers are kept by somebody else" in shown) == (
        True,
        True,
        True,
    )
    assert page.context["form"]["act"].value() is None
    assert client.post(at(code, "decide/"), FORM | moment(AT + DAY))["Location"] == at(code)
    home = text_of(client.get(at(code)))
    assert ("The person was not told yet" in home, REASONS in home) == (True, False)
    with acting(person("officer").actor):
        assert {word.status for word in statuses(case)} == {"identified"}


def test_a_refused_decision_keeps_what_was_typed(code: str) -> None:
    answer = client_of(person("officer")).post(at(code, "decide/"), FORM | moment(AT + DAY) | {"means": "no"})
    shown = text_of(answer)
    assert answer.status_code == 400
    assert ("does not agree with its findings" in shown, REASONS in shown) == (True, True)


def test_a_negative_decision_shows_what_help_remains_and_that_no_review_is_known(case: Case, code: str) -> None:
    made = decided(case, NO)
    client = client_of(person("officer"))
    for page in (at(code), at(code, f"decisions/{made.id}/")):
        shown = text_of(client.get(page))
        assert "Help that is open now" in shown
        assert "Emergency medical help" in shown
    assert "The rules at hand name no review." in shown
    assert client.get(at(code, f"decisions/{made.id}/review/")).status_code == 404


def test_a_decision_is_marked_as_recorded_in_error_through_its_page(case: Case, code: str) -> None:
    made = decided(case)
    client = client_of(person("officer"))
    client.post(at(code, f"decisions/{made.id}/error/"), moment(AT + 2 * DAY) | {"reason": "wrong_case"})
    shown = text_of(client.get(at(code, f"decisions/{made.id}/")))
    assert ("entered on the wrong case" in shown, "The person was not told yet" in shown) == (True, False)
    assert client.get(at(code, f"decisions/{made.id}/error/")).status_code == 404


def test_the_person_is_told_through_the_page(case: Case, code: str) -> None:
    made = decided(case)
    client = client_of(person("officer"))
    assert code in text_of(client.get("/identification/work/untold/"))
    wrong = client.post(
        at(code, f"decisions/{made.id}/tell/"), moment(AT + 2 * DAY) | {"language": "tl", "method": "spoken", "understood": "yes"}
    )
    assert (wrong.status_code, "not in a language the person understands" in text_of(wrong)) == (400, True)
    client.post(
        at(code, f"decisions/{made.id}/tell/"), moment(AT + 2 * DAY) | {"language": "ru", "method": "interpreter", "understood": "yes"}
    )
    assert "The person was not told yet" not in text_of(client.get(at(code)))
    assert code not in text_of(client.get("/identification/work/untold/"))


def test_a_step_out_of_order_is_explained_before_it_is_recorded(case: Case, code: str) -> None:
    client = client_of(person("officer"))
    page = text_of(client.get(at(code, "steps/indicators/begin/")))
    assert "Indicators comes after First assistance, Inquiry, which is not done yet. Help does not wait for either." in page
    assert client.post(at(code, "steps/indicators/begin/"), moment()).status_code == 302
    with acting(person("officer").actor):
        stage = Stage.objects.get(case=case)
    client.post(at(code, f"stages/{stage.id}/finish/"), moment(AT + 2 * HOUR))
    with acting(person("officer").actor):
        assert Stage.objects.get(case=case).finished_at == AT + 2 * HOUR


def test_presuming_with_the_notice_of_reflection_on_one_page(case: Case, code: str) -> None:
    client = client_of(person("officer"))
    lacking = client.post(at(code, "presume/"), moment() | {"now": "on"})
    assert "Say how the person was told." in text_of(lacking)
    client.post(at(code, "presume/"), moment() | {"now": "on", "language": "az", "method": "spoken", "understood": "yes"})
    shown = text_of(client.get(at(code)))
    assert ("of the reflection period" in shown, "The law speaks of victims" in shown) == (True, True)


def test_a_removal_is_held_on_the_page(case: Case, code: str) -> None:
    client = client_of(person("officer"))
    since = {"since_day_day": "2", "since_day_month": "5", "since_day_year": "2016", "since_clock": "10:00"}
    client.post(at(code, "removal/"), moment(AT + 10 * HOUR) | since | {"body": "sms"})
    with acting(person("officer").actor):
        hold = RemovalHold.objects.get(case=case)
        assert (hold.blocked, hold.clock_started_at) == (True, AT)
    shown = text_of(client.get(at(code)))
    assert ("stands still" in shown, "38 h left" in shown) == (True, True)
    assert code in text_of(client.get("/identification/work/holds/"))
    refused = client.post(at(code, f"removal/{hold.id}/lift/"), moment(AT + 12 * HOUR) | {"reason": "decided"})
    assert (refused.status_code, "no removal before the screening ends" in text_of(refused)) == (400, True)
    client.post(at(code, f"removal/{hold.id}/lift/"), moment(AT + 12 * HOUR) | {"reason": "request_withdrawn"})
    assert "hold lifted" in text_of(client.get(at(code)))


def test_the_check_before_a_removal_answers_no_hit_and_no_right_to_know_in_the_same_words() -> None:
    hidden = kept_by_ngo()
    ngo_code, own = code_of(hidden, person("ngo")), code_of(opened(), person("officer"))
    client = client_of(person("inspector"))

    def answer(asked: str) -> str:
        shown = text_of(client.post("/identification/removal-check/", {"code": asked}))
        return shown[shown.index('role="status"') :]

    assert answer(ngo_code) == answer("AZ-2222-2")
    assert "Do not remove" in answer(own)
    client_of(person("ngo")).post(at(ngo_code, "hint/"))
    assert "There is a hold: call" in answer(ngo_code)
    assert "presume" not in answer(ngo_code)


def test_the_organisation_that_referred_comments_and_only_the_unit_decides() -> None:
    case = referred()
    ngo_code, code = code_of(case, person("ngo")), code_of(case, person("officer"))
    ngo = client_of(person("ngo"))
    home = text_of(ngo.get(at(ngo_code)))
    assert (at(ngo_code, "comment/") in home, at(ngo_code, "decide/") in home) == (True, False)
    ngo.post(at(ngo_code, "comment/"), moment() | {"view": "supports", "text": "afraid of the employer"})
    assert "afraid of the employer" in text_of(client_of(person("officer")).get(at(code, "decide/")))
    assert ngo.get(at(ngo_code, "decide/")).status_code == 403


def test_without_access_to_the_facts_reasons_and_comments_are_absent(case: Case, code: str) -> None:
    made = decided(case, replace(YES, reasons=REASONS))
    to = person("outsider")
    with acting(person("officer").actor), connection.cursor() as cursor:
        grant = "SELECT guard.share(%s, NULL, %s, 1, 1, 'assistance', 'statutory_handover', NULL, NULL, '')"
        cursor.execute(grant, [case.id, to.actor.unit_id])
    assert REASONS in text_of(client_of(person("officer")).get(at(code, f"decisions/{made.id}/")))
    theirs = code_of(case, to)
    shown = text_of(client_of(to).get(at(theirs, f"decisions/{made.id}/")))
    assert ("Positive decision" in shown, REASONS in shown, ">Reasons<" in shown) == (True, False, False)
    assert client_of(to).get(at(theirs)).status_code == 200


def inside(case: Case, made: FormalDecision, stage: Stage, hold: RemovalHold) -> list[str]:
    decision = f"decisions/{made.id}/"
    steps = ["steps/inquiry/begin/", f"stages/{stage.id}/finish/", "presume/", "tell/reflection/", "tell/rights/"]
    return ["", *steps, "decide/", decision, f"{decision}tell/", f"{decision}error/", "removal/", f"removal/{hold.id}/lift/"]


def test_every_page_is_not_there_for_the_outsider(case: Case, code: str) -> None:
    by = person("officer").actor
    with acting(by):
        stage = actions.begin_stage(case=case, code="inquiry", by=by, at=AT)
        hold = actions.ask_removal(case=case, body="sms", by=by, at=AT)
    pages = inside(case, decided(case), stage, hold)
    officer, outsider = client_of(person("officer")), client_of(person("outsider"))
    deciding = ("decide/", "error/")
    for page in pages:
        assert (page, officer.get(at(code, page)).status_code) == (page, 200)
        assert (page, outsider.get(at(code, page)).status_code) == (page, 403 if page.endswith(deciding) else 404)
    assert outsider.post(at(code, "hint/")).status_code == 404
    assert outsider.get("/identification/work/untold/").status_code == 403
    assert client_of(person("analyst")).get("/identification/removal-check/").status_code == 403


def test_today_counts_what_its_lists_show(case: Case, code: str) -> None:
    decided(case)
    client = client_of(person("officer"))
    shown = text_of(client.get("/"))
    assert "/identification/work/untold/" in shown
    assert code in text_of(client.get("/identification/work/untold/"))


def counted(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_tab_and_the_lists_cost_the_same_for_one_and_for_three(case: Case, code: str) -> None:
    client, by = client_of(person("officer")), person("officer").actor
    urls = (at(code), "/identification/work/untold/", "/identification/work/holds/")

    def grow(n: int) -> None:
        decided(case, NO, at=AT + n * DAY)
        decided(opened(BOY), replace(YES, means="not_required"), at=AT + n * DAY)
        with acting(by):
            actions.ask_removal(case=case, body="sms", by=by, at=AT + n * DAY)
            actions.ask_removal(case=opened(ADULT), body="sms", by=by, at=AT + n * DAY)

    grow(1)
    client.get(urls[0])
    one = [counted(client, url) for url in urls]
    for n in (2, 3):
        grow(n)
    assert [counted(client, url) for url in urls] == one


def test_an_organisation_keeps_its_hint_to_itself() -> None:
    case, ngo = opened(who="ngo"), person("ngo")
    with acting(ngo.actor):
        record_word(case=case, word="refused", by=ngo.actor, at=AT)
    client, code = client_of(ngo), code_of(case, ngo)
    client.post(at(code, "hint/"))
    assert "The person takes the agreement back" in text_of(client.get(at(code)))
    client.post(at(code, "hint/"))
    assert "The person agrees to this hint" in text_of(client.get(at(code)))


def test_the_check_before_a_removal_is_one_click_from_every_page_of_those_who_work_on_cases() -> None:
    assert "/identification/removal-check/" in text_of(client_of(person("inspector")).get("/"))
    assert "/identification/removal-check/" not in text_of(client_of(person("analyst")).get("/"))
