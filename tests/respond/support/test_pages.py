"""Support through its pages: the tabs, every deed's form, the lists, the calendar; the outsider and other roles everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.respond.casefile.models import Case
from dayaq.respond.support import actions, models
from dayaq.respond.support.views.deeds import DEEDS
from tests.cast import Person, person
from tests.respond.screening.world import client_of, code_of, moment
from tests.respond.support.test_actions import agreed, consented, done, opened

pytestmark = pytest.mark.django_db
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
TABS = ("plan", "services", "appointments", "way")
LISTS = ("reviews", "follow_ups", "courses", "feed", "give_feedback")


@pytest.fixture
def helper() -> Person:
    return person("helper")


@pytest.fixture
def case(helper: Person) -> Case:
    return opened(helper)


@pytest.fixture
def code(helper: Person, case: Case) -> str:
    return code_of(case, helper)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def when() -> dict[str, str]:
    return moment(AT + timedelta(hours=1))


def day(name: str, on: datetime) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def test_every_tab_and_list_opens_for_who_plans_help(helper: Person, code: str) -> None:
    client = client_of(helper)
    for tab in TABS:
        assert client.get(reverse(f"support:{tab}", args=[code])).status_code == 200, tab
    for name in LISTS:
        assert client.get(reverse(f"support:{name}")).status_code == 200, name
    for what, deed in DEEDS.items():
        expected = 200 if deed.table is None and deed.group & helper.actor.writes and what != "assess_health" else 404
        assert client.get(reverse("support:do", args=[code, what])).status_code == expected, what


def test_the_outsider_and_other_roles_find_nothing(code: str) -> None:
    outsider, officer = client_of(person("outsider")), client_of(person("monitor"))
    for tab in TABS:
        assert outsider.get(reverse(f"support:{tab}", args=[code])).status_code == 404
        assert officer.get(reverse(f"support:{tab}", args=[code])).status_code == 403
    assert outsider.get(reverse("support:do", args=[code, "service"])).status_code == 404
    assert officer.get(reverse("support:do", args=[code, "service"])).status_code == 403
    assert officer.get(reverse("support:courses")).status_code == 403
    assert outsider.get(reverse("support:feedback")).status_code == 403


def test_needs_are_asked_through_the_page_and_errors_keep_what_was_typed(helper: Person, code: str) -> None:
    client, url = client_of(helper), reverse("support:do", args=[code, "assess"])
    domains = ("safety", "housing", "legal", "money", "work", "education", "children", "documents", "language")
    said = dict.fromkeys(domains, "not_asked") | {
        "spoken": "ru",
        "housing": "yes",
        "housing_words": "a quiet room",
    }
    refused = client.post(url, said | when())
    assert (refused.status_code, "Say how soon this is needed." in text_of(refused), "a quiet room" in text_of(refused)) == (
        400,
        True,
        True,
    )
    assert client.post(url, said | {"housing_urgency": "now"} | when())["Location"] == reverse("support:plan", args=[code])
    shown = text_of(client.get(reverse("support:plan", args=[code])))
    assert ("yes, now" in shown, "a quiet room" in shown) == (True, True)


def test_a_plan_is_made_agreed_and_its_next_version_begun(helper: Person, case: Case, code: str) -> None:
    client = client_of(helper)
    assert client.post(reverse("support:do", args=[code, "plan"]), {"language": "ru"} | when()).status_code == 302
    with acting(helper.actor):
        plan = models.Plan.objects.get()
    goal = {"domain": "work", "words": "I want to sew again", "language": "ru"} | when()
    assert client.post(reverse("support:do_row", args=[code, "goal", plan.id]), goal).status_code == 302
    agree = {"word": "agreed", "copy_given": "on"} | day("signed_on", AT) | day("review_on", AT + timedelta(days=30)) | when()
    assert client.post(reverse("support:do_row", args=[code, "agree", plan.id]), agree).status_code == 302
    shown = text_of(client.get(reverse("support:plan", args=[code])))
    assert ("I want to sew again" in shown, "Begin the next version" in shown, ">2 May 2016<" in shown) == (True, True, True)
    assert client.get(reverse("support:version", args=[code, plan.id])).status_code == 200
    assert code in text_of(client.get(reverse("support:reviews")))


def test_a_service_and_a_consent_taken_back_through_the_pages(helper: Person, case: Case, code: str) -> None:
    client, ngo = client_of(helper), person("ngo")
    said = {"kind": "legal", "outcome": "given", "amount": "2", "unit": "hours", "cost": "10", "currency": "azn"} | when()
    assert client.post(reverse("support:do", args=[code, "service"]), said).status_code == 302
    shown = text_of(client.get(reverse("support:services", args=[code])))
    assert ("10.00 AZN" in shown, "No consent to this service is recorded" in shown) == (True, True)
    consent = consented(helper, case, ngo)
    assert client_of(ngo).get(reverse("support:plan", args=[code_of(case, ngo)])).status_code == 200
    ngo_code = code_of(case, ngo)
    assert client.post(reverse("support:do_row", args=[code, "withdraw", consent.id]), when()).status_code == 302
    assert client_of(ngo).get(reverse("support:plan", args=[ngo_code])).status_code == 404


def test_the_calendar_holds_times_and_nothing_of_whom(helper: Person, case: Case, code: str) -> None:
    client, now = client_of(helper), timezone.now()
    row = done(
        helper,
        actions.make_appointment,
        case=case,
        kind="talk",
        starts=now + timedelta(days=1),
        ends=now + timedelta(days=1, hours=1),
        place="office",
    )
    shown = client.post(reverse("support:feed"))
    secret = shown.context["secret"].rpartition("/calendar/")[2]
    page = client_of(person("outsider")).get(f"/calendar/{secret}")
    text = page.content.decode()
    assert page["Content-Type"].startswith("text/calendar")
    assert (f"UID:{row.id}@" in text, "SUMMARY:Appointment" in text, code in text, "Helper" in text) == (True, True, False, False)
    done(helper, actions.change_appointment, row=row, version=1, starts=now + timedelta(days=2), ends=now + timedelta(days=2, hours=1))
    moved = client.get(f"/calendar/{secret}").content.decode()
    assert (f"UID:{row.id}@" in moved, "SEQUENCE:2" in moved) == (True, True)
    client.post(reverse("support:feed"), {"stop": "1"})
    assert client.get(f"/calendar/{secret}").status_code == 404
    assert client.get("/calendar/nothing-of-the-kind.ics").status_code == 404


def test_a_course_is_offered_and_begins_through_the_pages(helper: Person, case: Case, code: str) -> None:
    client = client_of(helper)
    offered = client.post(
        reverse("support:courses"), {"kind": "sewing", "title": "Sewing", "language": "az", "minimum": "1", "places": "3"}
    )
    assert offered.status_code == 302
    with acting(helper.actor):
        course = models.Course.objects.get()
    assert client.post(reverse("support:do", args=[code, "course"]), {"course": str(course.id)} | when()).status_code == 302
    step = reverse("support:course_step", args=[course.id, "start"])
    assert client_of(person("ngo")).post(step).status_code == 404
    client.post(step)
    shown = text_of(client.get(reverse("support:course", args=[course.id])))
    assert ("is under way" in shown, code in shown) == (True, True)
    assert code not in text_of(client_of(person("ngo")).get(reverse("support:course", args=[course.id])))


def test_a_look_back_is_listed_and_done(helper: Person, case: Case, code: str) -> None:
    client = client_of(helper)
    over = done(helper, actions.begin_reintegration, case=case, begun_on=AT.date())
    assert code in text_of(client.get(reverse("support:follow_ups")))
    said = {"which": "follow_up_last", "contact": "reached", "job": "yes", "housing": "yes", "network": "no", "retrafficked": "no"}
    assert client.post(reverse("support:do_row", args=[code, "look", over.id]), said | when()).status_code == 302
    shown = text_of(client.get(reverse("support:way", args=[code])))
    assert "Look back one year after reintegration" in shown


def test_feedback_is_kept_without_a_case_and_read_by_the_monitor(helper: Person) -> None:
    about = str(Organisation.objects.get(code="clean_world").id)
    said = {"about": about, "channel": "paper", "q_respect": "2", "text": "cold rooms", "language": "en"} | moment(
        timezone.now() - timedelta(hours=1)
    )
    client = client_of(helper)
    assert client.post(reverse("support:give_feedback"), said).status_code == 302
    assert "cold rooms" in text_of(client_of(person("monitor")).get(reverse("support:feedback")))
    assert "fewer than five" in text_of(client_of(person("ngo")).get(reverse("support:give_feedback")))


def test_a_row_of_another_case_is_not_there(helper: Person, case: Case, code: str) -> None:
    other = opened(helper)
    plan = agreed(helper, other)
    assert client_of(helper).get(reverse("support:do_row", args=[code, "agree", plan.id])).status_code == 404
