"""Saving a section when somebody was faster, help before any screening, times that happened earlier, guardians."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.models import Case, Identity, SafeContact
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ngo() -> Person:
    return person("ngo")


@pytest.fixture
def case(ngo: Person) -> Case:
    with acting(ngo.actor):
        return actions.open_case(new=actions.NewCase(under_18="cannot_be_excluded"), by=ngo.actor, at=AT)


@pytest.fixture
def page(case: Case, ngo: Person) -> str:
    with acting(ngo.actor):
        return f"/cases/{queries.code_for(case, ngo.actor.organisation_id)}/"


@pytest.fixture
def client(ngo: Person) -> Client:
    client = Client()
    client.force_login(ngo.user)
    return client


def facts(**changed: str) -> dict[str, str]:
    states = {f"{name}_state": "not_asked" for name in ("sex", "nationality", "age_band", "exploitation", "route")}
    when = {"day_day": "15", "day_month": "1", "day_year": "2016", "clock": "10:00"}
    return {**states, **when, "under_18": "cannot_be_excluded", "version": "1", **changed}


def test_each_fact_can_be_unknown_not_asked_or_refused(case: Case, page: str, client: Client, ngo: Person) -> None:
    sent = facts(sex="female", sex_state="known", nationality_state="unknown", exploitation_state="refused")
    sent |= {"languages_state": "refused", "interpreter_needed": "yes", "interpreter_needed_state": "known"}
    assert client.post(page + "facts/", sent).status_code == 302
    with acting(ngo.actor):
        case.refresh_from_db()
        assert [(case.sex, case.sex_state), (case.nationality, case.nationality_state)] == [("female", "known"), ("", "unknown")]
        assert (case.exploitation_state, case.route_state, case.version) == ("refused", "not_asked", 2)
        assert (case.languages, case.languages_state, case.interpreter_needed, case.interpreter_state) == ([], "refused", True, "known")


def test_languages_are_kept_with_their_state(case: Case, page: str, client: Client, ngo: Person) -> None:
    assert client.post(page + "facts/", {**facts(), "languages": ["az", "ru"], "languages_state": "known"}).status_code == 302
    with acting(ngo.actor):
        case.refresh_from_db()
        assert (case.languages, case.languages_state) == (["az", "ru"], "known")
    assert "Azerbaijani, Russian" in client.get(page + "print/").content.decode()


def test_when_somebody_was_faster_both_values_stand_side_by_side_and_each_field_is_chosen(
    case: Case, page: str, client: Client, ngo: Person
) -> None:
    with acting(ngo.actor):
        actions.change_core(case=case, version=1, changes={"sex": ("male", "known")}, by=ngo.actor, at=AT)
    answer = client.post(page + "facts/", facts(sex="female", sex_state="known", route="internal", route_state="known"))
    body = answer.content.decode()
    assert "Somebody else saved this meanwhile" in body
    assert [(field.name, field.theirs, field.mine) for field in answer.context["fields"]] == [
        ("sex", "Male", "Female"),
        ("route", "not asked", "Within the country"),
    ]
    with acting(ngo.actor):
        case.refresh_from_db()
        assert (case.sex, case.route) == ("male", "")
    carried = dict(answer.context["typed"]) | {"version": answer.context["version"]}
    chosen = client.post(page + "facts/", {**carried, "keep_sex": "theirs", "keep_route": "mine"})
    assert chosen.status_code == 302
    with acting(ngo.actor):
        case.refresh_from_db()
        assert (case.sex, case.route, case.version) == ("male", "internal", 3)


def test_a_value_and_unknown_together_are_explained(page: str, client: Client) -> None:
    body = client.post(page + "facts/", facts(sex="female", sex_state="refused")).content.decode()
    assert "Keep one of them." in body


def test_a_stale_identity_is_not_overwritten(case: Case, ngo: Person, page: str, client: Client) -> None:
    with acting(ngo.actor):
        actions.record_identity(case=case, given_name="Bir", family_name="Uydurma", by=ngo.actor, at=AT)
        actions.record_identity(case=case, given_name="Iki", family_name="Uydurma", by=ngo.actor, at=AT, version=1)
        with pytest.raises(Stale):
            actions.record_identity(case=case, given_name="Üç", family_name="Uydurma", by=ngo.actor, at=AT, version=1)
    typed = {
        "given_name": "Dörd",
        "family_name": "Uydurma",
        "version": "1",
        "day_day": "15",
        "day_month": "1",
        "day_year": "2016",
        "clock": "10:00",
    }
    body = client.post(page + "person/identity/", typed).content.decode()
    assert ("Somebody else saved this meanwhile" in body, "Iki" in body, "Dörd" in body) == (True, True, True)
    with acting(ngo.actor):
        assert Identity.objects.get(case=case).given_name == "Iki"


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [("1990", "1990-01-01", "1990-12-31"), ("1990-05", "1990-05-01", "1990-05-31"), ("~1990", "1988-01-01", "1992-12-31")],
)
def test_a_birth_date_is_kept_as_told(told: str, first: str, last: str, case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.record_identity(case=case, birth=told, by=ngo.actor, at=AT)
        row = Identity.objects.get(case=case)
        assert (row.birth_value, str(row.birth_earliest), str(row.birth_latest)) == (told, first, last)
        with pytest.raises(Refused, match="Write the date of birth"):
            actions.record_identity(case=case, birth="the spring", by=ngo.actor, at=AT, version=1)


def test_help_is_given_to_a_case_without_screening_or_decision(page: str, client: Client, case: Case, ngo: Person) -> None:
    assert f'href="{page}help/"' in client.get(page).content.decode()
    given = {"kind": "medical", "outcome": "given", "reason": "", "day_day": "14", "day_month": "1", "day_year": "2016", "clock": "10:05"}
    assert client.post(page + "help/", given).status_code == 302
    with acting(ngo.actor):
        help_ = case.assistance.get()
        assert (help_.kind, help_.at, case.stage) == ("medical", datetime(2016, 1, 14, 6, 5, tzinfo=UTC), "first_assistance")
        head = queries.header(case, ngo.actor)
        assert head.steps[0]["label"] == "First assistance"


@pytest.mark.parametrize("kind", ["safe_place", "medical", "lawyer", "information"])
@pytest.mark.parametrize("outcome", ["given", "offered", "refused_by_person"])
def test_every_help_and_outcome_is_recordable_at_once(kind: str, outcome: str, case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        assert actions.give_help(case=case, kind=kind, outcome=outcome, by=ngo.actor, at=AT).outcome == outcome


def test_help_that_is_not_available_needs_its_reason(page: str, client: Client, case: Case, ngo: Person) -> None:
    sent = {
        "kind": "safe_place",
        "outcome": "not_available",
        "reason": "",
        "day_day": "14",
        "day_month": "1",
        "day_year": "2016",
        "clock": "10:05",
    }
    assert "Say why the help was not available." in client.post(page + "help/", sent).content.decode()
    assert client.post(page + "help/", {**sent, "reason": "no_bed"}).status_code == 302
    with acting(ngo.actor):
        with pytest.raises(Refused, match="Say why the help was not available"):
            actions.give_help(case=case, kind="medical", outcome="not_available", by=ngo.actor, at=AT)
        assert case.assistance.get().reason == "no_bed"


def test_what_lies_in_the_future_has_not_happened(page: str, client: Client) -> None:
    year = str(timezone.now().year + 1)
    sent = {"kind": "medical", "outcome": "given", "reason": "", "day_day": "1", "day_month": "1", "day_year": year, "clock": "10:05"}
    assert "This lies in the future." in client.post(page + "help/", sent).content.decode()


def test_a_late_entry_shows_both_times_in_the_timeline(page: str, client: Client, case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.give_help(case=case, kind="food", outcome="given", by=ngo.actor, at=AT)
    events = client.get(page).context["events"]
    assert {event["at"] for event in events} == {AT}
    assert all(event["late"] and event["late"] > AT for event in events)


def test_the_timeline_is_filtered_by_area_and_by_organisation(page: str, client: Client, case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.record(case=case, kind="screening.finished", by=ngo.actor, at=AT)
    assert [event["what"] for event in client.get(page + "?kind=screening").context["events"]] == ["screening finished"]
    own, other = ngo.actor.organisation_id, person("outsider").actor.organisation_id
    assert len(client.get(f"{page}?body={own}").context["events"]) > 1
    assert client.get(f"{page}?body={other}").context["events"] == []


def test_a_guardian_of_the_providers_body_leaves_the_task_open(case: Case, ngo: Person) -> None:
    with acting(ngo.actor):
        actions.appoint_guardian(case=case, name="Uydurma Qəyyum", kind="representative", independent=False, by=ngo.actor, at=AT)
        assert case.tasks.filter(kind="guardian", done_at__isnull=True).count() == 1
        actions.appoint_guardian(case=case, name="Uydurma Müstəqil", kind="guardian", independent=True, by=ngo.actor, at=AT)
        assert case.tasks.filter(kind="guardian", done_at__isnull=True).count() == 0


def test_a_new_safe_way_ends_the_old_one_of_its_kind(ngo: Person) -> None:
    shelter = person("shelter")
    with acting(shelter.actor):
        case = actions.open_case(new=actions.NewCase(), by=shelter.actor, at=AT)
        for number in ("000-001", "000-002"):
            actions.record_contact(case=case, channel="phone", value=number, safe_times="mornings", by=shelter.actor, at=AT)
        assert [row.value for row in SafeContact.objects.filter(case=case, ended_at__isnull=True)] == ["000-002"]
        assert SafeContact.objects.filter(case=case).count() == 2
        with pytest.raises(Refused):
            actions.record_contact(case=case, channel="phone", value="000-003", by=shelter.actor, at=AT)


def test_a_reader_without_the_right_to_write_changes_nothing(case: Case, ngo: Person) -> None:
    outsider = person("outsider")
    with acting(outsider.actor), pytest.raises(Refused, match="may not change"):
        actions.give_help(case=case, kind="food", outcome="given", by=outsider.actor, at=AT)


def test_a_story_keeps_its_language(page: str, client: Client, case: Case, ngo: Person) -> None:
    sent = {"text": "Invented account.", "language": "ru", "day_day": "14", "day_month": "1", "day_year": "2016", "clock": "10:05"}
    assert client.post(page + "story/", sent).status_code == 302
    assert '<div lang="ru"' in client.get(page + "story/").content.decode()
    with acting(ngo.actor):
        assert case.story.get().language == "ru"
