"""The administrator's pages and what they refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from dayaq.base.access.context import acting
from dayaq.base.accounts import actions, queries
from dayaq.base.accounts.models import Membership, Organisation, Unit, User
from dayaq.base.audit.models import Event
from dayaq.core.decision import Refused, Stale
from tests.cast import SINCE, Person, person

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = datetime.now(UTC).date()
pytestmark = pytest.mark.django_db


def signed(who: Person) -> Client:
    """Somebody with a second factor, as every role that sees cases or gives rights must be."""
    if not queries.has_second_factor(who.user.id):
        enrol(who.user)
    client = Client()
    client.force_login(who.user)
    return client


def refusal(call: Any, **facts: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        call(**facts)
    return [reason.code for reason in caught.value.decision.reasons]


@pytest.fixture
def administrator() -> Person:
    return person("administrator")


@pytest.fixture
def local() -> Person:
    """An administrator of one organisation outside the national office."""
    return person("local", "clean_world", "administrator")


@pytest.fixture
def ngo() -> Person:
    return person("ngo")


def unit(body: str) -> Unit:
    return Unit.objects.select_related("organisation").filter(organisation__code=body).order_by("code")[0]


PAGES = ["people", "invite"]
PERSON_PAGES = ["person", "give_role", "declare", "deactivate"]


@pytest.mark.parametrize("page", PAGES)
def test_the_outsider_is_refused_on_every_page(page: str, administrator: Person) -> None:
    outsider = person("outsider")
    assert signed(outsider).get(reverse(f"accounts:{page}")).status_code == 403
    assert Client().get(reverse(f"accounts:{page}")).status_code == 302
    assert signed(administrator).get(reverse(f"accounts:{page}")).status_code == 200


@pytest.mark.parametrize("page", PERSON_PAGES)
def test_pages_of_one_person_are_closed_to_the_outsider_and_to_foreign_administrators(page: str, local: Person, ngo: Person) -> None:
    outsider, foreign = person("outsider"), person("inspector")
    assert signed(outsider).get(reverse(f"accounts:{page}", args=[ngo.user.id])).status_code == 403
    assert signed(local).get(reverse(f"accounts:{page}", args=[foreign.user.id])).status_code == 404
    assert signed(local).get(reverse(f"accounts:{page}", args=[ngo.user.id])).status_code == 200


def enrol(user: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(user, generate_totp_secret())


def test_an_administrator_sees_people_of_the_own_organisation_only(local: Person, ngo: Person) -> None:
    person("inspector")
    shown = signed(local).get(reverse("accounts:people")).context["rows"]
    assert {row.id for row in shown} == {local.user.id, ngo.user.id}


def test_the_national_office_sees_everybody_but_services(administrator: Person, ngo: Person) -> None:
    shown = signed(administrator).get(reverse("accounts:people")).context["rows"]
    assert {row.id for row in shown} == {administrator.user.id, ngo.user.id}


def test_a_search_is_posted_and_never_stands_in_an_address(administrator: Person, ngo: Person) -> None:
    client = signed(administrator)
    answer = client.post(reverse("accounts:people"), {"text": "ngo@"})
    assert answer.headers["Location"] == reverse("accounts:people")
    page = client.get(reverse("accounts:people"))
    assert [row.id for row in page.context["rows"]] == [ngo.user.id]
    client.post(reverse("accounts:people"), {"text": "nobody like this"})
    assert "Nobody matches" in client.get(reverse("accounts:people")).content.decode()


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"role": "ngo_case_worker"}, {"ngo"}),
        ({"organisation": "nc"}, {"administrator"}),
        ({"state": "active"}, set()),
        ({"state": "invited"}, {"administrator", "ngo"}),
        ({"state": "deactivated"}, set()),
        ({"state": "invented"}, {"administrator", "ngo"}),
    ],
)
def test_filters_narrow_the_list(filters: dict[str, str], names: set[str], administrator: Person, ngo: Person) -> None:
    page = signed(administrator).get(reverse("accounts:people"), filters)
    assert {row.email.split("@")[0] for row in page.context["rows"]} == names


def queries_of(client: Client, url: str) -> int:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_list_asks_the_same_number_of_questions_for_one_row_and_three(administrator: Person) -> None:
    client, url = signed(administrator), reverse("accounts:people")
    queries_of(client, url)
    one = queries_of(client, url)
    person("ngo"), person("inspector")
    assert queries_of(client, url) == one
    assert len(client.get(url).context["rows"]) == 3


def test_inviting_makes_an_account_with_a_role_and_shows_the_link_once(administrator: Person, mailoutbox: list[Any]) -> None:
    client = signed(administrator)
    data = {"email": "New@Example.invalid", "name": "New Invented", "unit": str(unit("slis").id), "role": "referrer"}
    answer = client.post(reverse("accounts:invite"), {**data, **parts("since", TODAY)})
    made = User.objects.get(email="new@example.invalid")
    assert answer.headers["Location"] == reverse("accounts:person", args=[made.id])
    assert queries.state_of(made).value == "invited"
    assert [(m.role, m.unit.organisation.code, m.granted_by) for m in queries.in_force(made.id)] == [
        ("referrer", "slis", administrator.user.id)
    ]
    link = client.get(answer.headers["Location"]).context["link"]
    assert link.startswith("http://localhost:")
    assert link in mailoutbox[0].body
    assert "New" not in mailoutbox[0].body + mailoutbox[0].subject
    assert client.get(answer.headers["Location"]).context["link"] == ""


def parts(name: str, day: date | None) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)} if day else {}


def test_an_invitation_explains_its_errors_beside_the_fields(administrator: Person, ngo: Person) -> None:
    data = {"email": "ngo@example.invalid", "name": "X", "unit": str(unit("slis").id), "role": "ngo_case_worker"}
    form = signed(administrator).post(reverse("accounts:invite"), {**data, **parts("since", TODAY)}).context["form"]
    assert list(form.errors) == ["email"]
    form = (
        signed(administrator)
        .post(reverse("accounts:invite"), {**data, "email": "y@example.invalid", **parts("since", TODAY)})
        .context["form"]
    )
    assert list(form.errors) == ["role"]
    form = signed(administrator).post(reverse("accounts:invite"), {"email": ""}).context["form"]
    assert sorted(form.errors) == ["email", "name", "role", "since", "unit"]
    assert not User.objects.filter(email="y@example.invalid").exists()


def test_a_local_administrator_cannot_give_a_role_elsewhere(local: Person, ngo: Person) -> None:
    data = {"unit": str(unit("slis").id), "role": "referrer", **parts("since", TODAY)}
    form = signed(local).post(reverse("accounts:give_role", args=[ngo.user.id]), data).context["form"]
    assert list(form.errors) == ["unit"]
    facts = {"person": ngo.user, "unit": unit("slis"), "role": "referrer", "since": NOW, "until": None, "by": local.actor, "at": NOW}
    assert refusal(actions.give_role, **facts) == ["other_organisation"]


def test_roles_that_exclude_each_other_are_refused(administrator: Person, ngo: Person) -> None:
    facts = {"person": ngo.user, "unit": unit("nc"), "since": NOW, "until": None, "by": administrator.actor, "at": NOW}
    assert refusal(actions.give_role, role="auditor", **facts) == ["roles_exclude"]
    data = {"unit": str(unit("nc").id), "role": "administrator", **parts("since", TODAY)}
    form = signed(administrator).post(reverse("accounts:give_role", args=[ngo.user.id]), data).context["form"]
    assert "exclude each other" in form.errors["role"][0]


@pytest.mark.parametrize("verb", ["give_role", "end_role", "deactivate", "send_link"])
def test_nobody_changes_the_own_rights(verb: str, administrator: Person) -> None:
    me, by = administrator.user, {"by": administrator.actor, "at": NOW}
    facts: dict[str, dict[str, Any]] = {
        "give_role": {"person": me, "unit": unit("nc"), "role": "consultant", "since": NOW, "until": None},
        "end_role": {"membership": queries.in_force(me.id)[0]},
        "deactivate": {"person": me},
        "send_link": {"person": me},
    }
    assert refusal(getattr(actions, verb), **facts[verb], **by) == ["own_rights"]


def test_the_own_page_offers_no_change(administrator: Person) -> None:
    page = signed(administrator).get(reverse("accounts:person", args=[administrator.user.id])).content.decode()
    assert reverse("accounts:give_role", args=[administrator.user.id]) not in page
    assert reverse("accounts:deactivate", args=[administrator.user.id]) not in page


def test_an_ended_role_is_gone_at_the_next_request(administrator: Person, ngo: Person) -> None:
    theirs = signed(ngo)
    assert theirs.get(reverse("accounts:profile")).wsgi_request.actor.role == "ngo_case_worker"
    held = queries.in_force(ngo.user.id)[0]
    url = reverse("accounts:end_role", args=[ngo.user.id, held.id])
    assert signed(administrator).get(url).status_code == 200
    assert signed(administrator).post(url).status_code == 302
    after = theirs.get(reverse("accounts:profile"))
    assert (after.wsgi_request.actor.role, after.wsgi_request.actor.permissions) == ("", frozenset())
    again = signed(administrator).post(url, follow=True)
    assert "Look at it again" in again.content.decode()


def test_an_administrator_whose_role_ended_gets_403_at_the_next_request(administrator: Person) -> None:
    second = person("second", "nc", "administrator")
    theirs = signed(second)
    assert theirs.get(reverse("accounts:people")).status_code == 200
    actions.end_role(membership=queries.in_force(second.user.id)[0], by=administrator.actor, at=datetime.now(UTC))
    assert theirs.get(reverse("accounts:people")).status_code == 403


def test_a_role_that_never_began_leaves_no_row(administrator: Person, ngo: Person) -> None:
    later = NOW + timedelta(days=3)
    facts = {"unit": unit("clean_world"), "role": "shelter_manager", "by": administrator.actor, "at": NOW}
    given = actions.give_role(person=ngo.user, since=later, until=None, **facts)
    actions.end_role(membership=given, by=administrator.actor, at=NOW)
    assert not Membership.objects.filter(id=given.id).exists()


def test_ending_twice_is_stale(administrator: Person, ngo: Person) -> None:
    held = queries.in_force(ngo.user.id)[0]
    actions.end_role(membership=held, by=administrator.actor, at=NOW)
    with pytest.raises(Stale):
        actions.end_role(membership=held, by=administrator.actor, at=NOW)


def test_a_deactivated_person_is_gone_at_the_next_statement(administrator: Person, ngo: Person) -> None:
    with acting(ngo.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.user_id()")
        assert cursor.fetchone()[0] == ngo.user.id
        actions.deactivate(person=ngo.user, by=administrator.actor, at=NOW)
        cursor.execute("SELECT guard.user_id()")
        assert cursor.fetchone()[0] is None


def test_a_deactivated_person_is_signed_out_everywhere(administrator: Person, ngo: Person) -> None:
    theirs = signed(ngo)
    url = reverse("accounts:deactivate", args=[ngo.user.id])
    assert signed(administrator).post(url).status_code == 302
    answer = theirs.get(reverse("accounts:profile"))
    assert answer.headers["Location"].startswith(reverse("accounts:ended") + "?why=administrator")
    signed(administrator).post(reverse("accounts:reactivate", args=[ngo.user.id]))
    assert User.objects.get(id=ngo.user.id).is_active


def test_who_works_elsewhere_too_is_closed_by_the_national_office_only(administrator: Person, local: Person, ngo: Person) -> None:
    actions.give_role(person=ngo.user, unit=unit("amc"), role="ngo_case_worker", since=SINCE, until=None, by=administrator.actor, at=NOW)
    assert refusal(actions.deactivate, person=ngo.user, by=local.actor, at=NOW) == ["works_elsewhere"]
    actions.deactivate(person=ngo.user, by=administrator.actor, at=NOW)


def test_a_conflict_of_interest_is_shown_on_the_page_and_in_the_list(administrator: Person) -> None:
    """A22: the director of a State shelter who chairs an organisation."""
    director = person("director", "mia_shelter", "shelter_manager")
    data = {
        "organisation": str(Organisation.objects.get(code="clean_world").id),
        "function": "chair of the board",
        **parts("since", date(2020, 5, 1)),
    }
    client = signed(administrator)
    assert client.post(reverse("accounts:declare", args=[director.user.id]), data).status_code == 302
    page = client.get(reverse("accounts:person", args=[director.user.id])).content.decode()
    assert "may not take part on both sides of one case" in page
    assert "chair of the board" in page
    rows = {row.id: row.conflicts for row in client.get(reverse("accounts:people")).context["rows"]}
    assert [reason.code for reason in rows[director.user.id]] == ["state_and_other"]
    assert queries.tied(director.user.id) == {o.id for o in Organisation.objects.filter(code__in=["mia_shelter", "clean_world"])}
    tie = queries.affiliations_of(director.user)[0]
    assert client.post(reverse("accounts:end_tie", args=[director.user.id, tie.id])).status_code == 302
    assert client.get(reverse("accounts:person", args=[director.user.id])).context["conflicts"] == ()


def test_nobody_ends_an_own_tie(ngo: Person) -> None:
    tie = actions.declare(
        person=ngo.user,
        organisation=Organisation.objects.get(code="amc"),
        function="founder",
        since=date(2020, 1, 1),
        until=None,
        by=ngo.actor,
        at=NOW,
    )
    assert refusal(actions.end_tie, affiliation=tie, by=ngo.actor, at=NOW) == ["own_rights"]


def test_every_change_is_recorded_with_the_administrator(administrator: Person, ngo: Person) -> None:
    client = signed(administrator)
    held = queries.in_force(ngo.user.id)[0]
    client.post(reverse("accounts:end_role", args=[ngo.user.id, held.id]))
    with acting(person("auditor").actor):
        found = Event.objects.filter(kind="accounts_membership", row=str(held.id), action="update").values_list("actor", "columns")
        assert list(found) == [(administrator.user.id, ["valid_to"])]


def test_the_database_lets_nobody_give_rights_to_oneself_or_without_the_permission(administrator: Person, ngo: Person) -> None:
    for who, target in ((administrator, administrator), (ngo, ngo), (ngo, person("inspector"))):
        with pytest.raises(Error, match="never to oneself"), transaction.atomic(), acting(who.actor):
            Membership.objects.create(user=target.user, unit=unit("nc"), role="consultant", valid_from=NOW)
    with acting(administrator.actor):
        Membership.objects.create(user=ngo.user, unit=unit("clean_world"), role="shelter_manager", valid_from=NOW)


@pytest.mark.parametrize(
    ("mode", "somebody", "manages", "own", "allowed"),
    [
        ("production", False, False, False, False),
        ("evaluation", False, False, False, True),
        ("demo", False, False, False, True),
        ("production", True, True, False, True),
        ("production", True, True, True, False),
        ("production", True, False, False, False),
    ],
)
def test_in_production_rights_are_given_by_an_acting_administrator_only(
    mode: str, somebody: bool, manages: bool, own: bool, allowed: bool
) -> None:
    target = person("ngo").user.id
    actor = (target if own else person("administrator").user.id) if somebody else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.may_give_rights(%s, %s, %s, %s)", [mode, actor, manages, target])
        assert cursor.fetchone() == (allowed,)


def test_make_person_makes_somebody_who_is_ready_to_work() -> None:
    made = actions.make_person(
        email="ready@example.invalid",
        name="Ready Invented",
        password="a long enough sentence",
        memberships=[("", "ctmd", "duty_officer")],
        at=SINCE,
    )
    assert queries.accepted_conduct(made)
    assert made.check_password("a long enough sentence")
    held = queries.in_force(made.id).get()
    assert (held.role, held.unit.receives_referrals) == ("duty_officer", True)


def test_roles_are_readable_for_everybody_signed_in(ngo: Person) -> None:
    client = signed(ngo)
    page = client.get(reverse("accounts:roles"))
    assert page.status_code == 200
    officer = next(line for line in page.context["lines"] if line["code"] == "identification_officer")
    assert officer["cells"][:4] == [["reads", "writes"], ["reads", "writes"], ["reads", "writes"], []]
    one = client.get(reverse("accounts:role", args=["auditor"]))
    assert "Identification officer" in one.context["excludes"]
    assert client.get(reverse("accounts:role", args=["nobody"])).status_code == 404
    assert Client().get(reverse("accounts:roles")).status_code == 302
