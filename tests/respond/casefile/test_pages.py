"""Every page of a case: for those who work on it, and for the outsider (404)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.base.audit.models import Event
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.models import Case
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "facts/",
    "person/",
    "status/",
    "status/say/",
    "word/",
    "help/",
    "close/",
    "access/",
    "print/",
    "story/",
    "person/identity/",
    "person/contact/",
    "person/guardian/",
    "history/facts/",
    "history/identity/",
)
NAME = "Zarifa Uydurmazade"  # invented


SHOW_IDENTITY = ("person/identity/", "history/identity/")  # to whoever may change it; each look is logged


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


@pytest.fixture
def shelter() -> Person:
    return person("shelter")


@pytest.fixture
def case(shelter: Person) -> Case:
    with acting(shelter.actor):
        new = actions.NewCase(sex=("female", "known"), age_band=("adult", "known"), under_18="no", under_18_reason="papers")
        made = actions.open_case(new=new, by=shelter.actor, at=AT)
        given, family = NAME.split()
        actions.record_identity(case=made, given_name=given, family_name=family, birth="1990", by=shelter.actor, at=AT)
        actions.record_contact(
            case=made, channel="phone", value="000-000", safe_times="mornings", caution="say it is the school", by=shelter.actor, at=AT
        )
        return made


def code_of(case: Case, who: Person) -> str:
    with acting(who.actor):
        return queries.code_for(case, who.actor.organisation_id)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_the_owner_and_is_not_there_for_the_outsider(page: str, case: Case, shelter: Person) -> None:
    code = code_of(case, shelter)
    expected = 404 if page == "story/" and not shelter.actor.writes & 4 and not shelter.actor.reads & 4 else 200
    assert signed_in(shelter).get(f"/cases/{code}/{page}").status_code == expected
    assert signed_in(person("outsider")).get(f"/cases/{code}/{page}").status_code == 404


@pytest.mark.parametrize("page", [page for page in PAGES if page not in SHOW_IDENTITY])
def test_no_page_says_a_name_before_it_is_revealed(page: str, case: Case, shelter: Person) -> None:
    body = signed_in(shelter).get(f"/cases/{code_of(case, shelter)}/{page}").content.decode()
    assert "Uydurmazade" not in body
    assert "000-000" not in body


def test_help_is_one_click_away_on_every_page(case: Case, shelter: Person) -> None:
    code = code_of(case, shelter)
    for page in ("", "facts/", "person/", "status/", "access/"):
        assert f'href="/cases/{code}/help/"' in signed_in(shelter).get(f"/cases/{code}/{page}").content.decode()


def test_opening_is_logged_with_the_groups_shown(case: Case, shelter: Person) -> None:
    signed_in(shelter).get(f"/cases/{code_of(case, shelter)}/")
    with acting(shelter.actor):
        event = Event.objects.filter(action="read", case_id=case.id).latest("id")
        assert (event.actor, event.kind) == (shelter.user.id, "casefile:case")
        assert event.group.split()[:3] == ["G1", "G2", "G3"]


def test_a_reveal_needs_a_reason_and_is_logged(case: Case, shelter: Person) -> None:
    client, code = signed_in(shelter), code_of(case, shelter)
    asked = client.post(f"/cases/{code}/person/reveal/", {"what": "identity", "reason": ""})
    assert "Uydurmazade" not in asked.content.decode()
    shown = client.post(f"/cases/{code}/person/reveal/", {"what": "identity", "reason": "contact"})
    assert NAME in shown.content.decode()
    with acting(shelter.actor):
        events = Event.objects.filter(action="reveal", case_id=case.id)
        assert [(event.group, event.detail) for event in events] == [("G2", {"reason": "contact"})]


@pytest.mark.parametrize("page", SHOW_IDENTITY)
def test_the_form_and_the_history_of_the_identity_count_as_a_look(page: str, case: Case, shelter: Person) -> None:
    assert "Uydurmazade" in signed_in(shelter).get(f"/cases/{code_of(case, shelter)}/{page}").content.decode()
    with acting(shelter.actor):
        assert Event.objects.filter(action="reveal", case_id=case.id, group="G2").count() == 1


def test_the_safe_contact_comes_with_its_cautions(case: Case, shelter: Person) -> None:
    shown = (
        signed_in(shelter)
        .post(f"/cases/{code_of(case, shelter)}/person/reveal/", {"what": "contact", "reason": "contact"})
        .content.decode()
    )
    assert [words in shown for words in ("000-000", "mornings", "Never leave a message", "say it is the school")] == [True] * 4


def test_the_outsider_reveals_nothing(case: Case, shelter: Person) -> None:
    code = code_of(case, shelter)
    assert signed_in(person("outsider")).post(f"/cases/{code}/person/reveal/", {"what": "identity", "reason": "contact"}).status_code == 404


def test_who_opened_this_names_the_reader(case: Case, shelter: Person) -> None:
    client, code = signed_in(shelter), code_of(case, shelter)
    client.get(f"/cases/{code}/")
    body = client.get(f"/cases/{code}/access/").content.decode()
    assert shelter.user.name in body
    assert "Who opened this" in body


def test_a_printed_sheet_has_the_code_a_neutral_title_and_no_name(case: Case, shelter: Person) -> None:
    code = code_of(case, shelter)
    body = signed_in(shelter).get(f"/cases/{code}/print/").content.decode()
    assert "<title>Case sheet" in body
    assert code in body
    assert "Uydurmazade" not in body


def test_roles_without_cases_are_refused_and_see_a_today_of_their_own() -> None:
    for name in ("analyst", "coordinator", "administrator", "auditor", "consultant"):
        client = signed_in(person(name))
        assert client.get("/cases/").status_code == 403
        assert client.get("/").status_code == 200


def test_a_task_is_ticked_off_with_a_button(shelter: Person) -> None:
    with acting(shelter.actor):
        case = actions.open_case(new=actions.NewCase(), by=shelter.actor, at=AT)
        task = actions.set_task(case=case, kind="best_interest", unit=shelter.unit.id, started_at=AT, by=shelter.actor)
    code = code_of(case, shelter)
    assert signed_in(person("outsider")).post(f"/cases/{code}/tasks/{task.id}/done/").status_code == 404
    assert signed_in(shelter).post(f"/cases/{code}/tasks/{task.id}/done/").status_code == 302
    with acting(shelter.actor):
        task.refresh_from_db()
        assert task.done_by == shelter.user.id


def test_a_task_that_ends_by_doing_is_not_ticked_off_but_leads_to_its_page(shelter: Person) -> None:
    with acting(shelter.actor):
        case = actions.open_case(new=actions.NewCase(), by=shelter.actor, at=AT)
        task = case.tasks.get(kind="age")
    code, client = code_of(case, shelter), signed_in(shelter)
    for page in (f"/cases/{code}/", "/"):
        body = client.get(page).content.decode()
        assert f'href="/cases/{code}/facts/">Ask: could this person' in body
        assert f"/tasks/{task.id}/done/" not in body
    assert "is not ticked off" in client.post(f"/cases/{code}/tasks/{task.id}/done/", follow=True).content.decode()
    with acting(shelter.actor):
        task.refresh_from_db()
        assert task.done_at is None


def test_today_shows_the_task_with_the_case_code_and_never_a_name(case: Case, shelter: Person) -> None:
    with acting(shelter.actor):
        actions.set_task(case=case, kind="best_interest", unit=shelter.unit.id, started_at=AT, due_at=AT, by=shelter.actor)
    body = signed_in(shelter).get("/").content.decode()
    assert code_of(case, shelter) in body
    assert "Uydurmazade" not in body


def test_history_shows_old_and_new_values_of_groups_one_reads(case: Case, shelter: Person) -> None:
    with acting(shelter.actor):
        changes = {"sex": ("", "refused")}
        actions.change_core(case=case, version=case.version, changes=changes, by=shelter.actor, at=AT)
    body = signed_in(shelter).get(f"/cases/{code_of(case, shelter)}/history/facts/").content.decode()
    assert "<td>Sex</td>" in body
    assert "Female" in body
    assert "Sex: known or not" in body
    assert "refused" in body
    assert "_state" not in body
    assert signed_in(shelter).get(f"/cases/{code_of(case, shelter)}/history/nothing/").status_code == 404


def test_a_refused_action_says_why_beside_what_was_typed(case: Case, shelter: Person) -> None:
    client, code = signed_in(shelter), code_of(case, shelter)
    sent = {
        "channel": "phone",
        "value": "",
        "safe_times": "mornings",
        "day_day": "14",
        "day_month": "1",
        "day_year": "2016",
        "clock": "10:05",
    }
    answer = client.post(f"/cases/{code}/person/contact/", sent)
    assert answer.status_code == 400
    assert "Write the number, the address or the person." in answer.content.decode()
    assert 'value="mornings"' in answer.content.decode()


def test_a_case_is_closed_on_a_page_of_its_own_and_opened_again(case: Case, shelter: Person) -> None:
    client, code = signed_in(shelter), code_of(case, shelter)
    when = {"day_day": "14", "day_month": "1", "day_year": "2016", "clock": "10:05"}
    assert "This field is required" in client.post(f"/cases/{code}/close/", when).content.decode()
    why = {**when, "reason": "goals_reached", "outcome": "independent"}
    assert client.post(f"/cases/{code}/close/", why).status_code == 302
    body = client.get(f"/cases/{code}/").content.decode()
    assert "case closed" in body
    assert "The plan was fulfilled" in body
    assert client.post(f"/cases/{code}/close/", why).status_code == 400
    assert client.post(f"/cases/{code}/reopen/", when).status_code == 200
    assert client.post(f"/cases/{code}/reopen/", {**when, "reason": "new_need"}).status_code == 302
    with acting(shelter.actor):
        case.refresh_from_db()
        assert case.closed_at is None
        assert list(case.closings.values_list("reason", "outcome", "reopened_reason")) == [("goals_reached", "independent", "new_need")]
    assert "The person needs help again" in client.get(f"/cases/{code}/history/closing/").content.decode()


@pytest.mark.parametrize("name", ["inspector", "hotline", "duty", "officer", "ngo"])
def test_every_role_that_meets_people_opens_a_case_and_sees_it(name: str) -> None:
    who = person(name)
    with acting(who.actor):
        made = actions.open_case(new=actions.NewCase(under_18="no", under_18_reason="papers"), by=who.actor, at=AT)
        actions.give_help(case=made, kind="medical", outcome="given", by=who.actor, at=AT)
    assert signed_in(who).get(f"/cases/{code_of(made, who)}/").status_code == 200


@pytest.mark.parametrize(
    ("who", "deed"), [("duty", "/referrals/arrival/"), ("inspector", "/referrals/report/"), ("ngo", ""), ("analyst", "")]
)
def test_today_begins_with_the_deed_that_cannot_wait(who: str, deed: str) -> None:
    client = Client()
    client.force_login(person(who).user)
    head = client.get("/").content.decode().partition('class="title-row"')[2].partition("</div></div>")[0]
    assert (f'href="{deed}"' in head) if deed else ("href=" not in head)
