"""A country of two ways by its data alone: who co-operates is decided on by the police, who does not by a panel within 48 hours.

Both have the same. The pages and the sources are those of every country; only the pack is another (IDN-01, IDN-08, IDN-10).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.respond.casefile.actions import change_core, give_help, open_case
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import code_for, remaining_help, statuses
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.models import FormalDecision, StepClock
from dayaq.site import installation
from tests.cast import Person, person
from tests.respond.identification.test_actions import YES, refusals, share
from tests.respond.screening.world import ADULT, client_of

pytestmark = pytest.mark.usefixtures("committed", "georgia")
HOUR = timedelta(hours=1)
START = datetime(2020, 3, 2, 6, tzinfo=UTC)


@pytest.fixture
def georgia(settings: Any, committed: None) -> None:
    """The outline of Georgia is the country of this installation."""
    settings.HOME_PACK = "ge"
    installation.load_pack("ge")


def helped(helper: Person, cooperates: str) -> Case:
    """A woman comes to an organisation; help begins before anybody decides anything."""
    with acting(helper.actor):
        case = open_case(new=ADULT, by=helper.actor, at=START)
        give_help(case=case, kind="safe_place", outcome="given", by=helper.actor, at=START)
        change_core(case=case, version=case.version, changes={"cooperates": cooperates}, by=helper.actor, at=START)
        return case


def address(case: Case, who: Actor, rest: str = "") -> str:
    with acting(who):
        return f"/cases/{code_for(case, who.organisation_id)}/{rest}"


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def owed(case: Case) -> tuple[list[str], list[str]]:
    found = remaining_help(case)
    return found["open"], found["later"]


def first_member() -> Person:
    return person("first", "permanent_group", "panel_member")


def by_police() -> Case:
    """The way of those who co-operate: the police decide."""
    helper, officer = person("helper", "ngo_partner", "ngo_case_worker"), person("officer", "mia", "identification_officer")
    case = helped(helper, "cooperating")
    with acting(helper.actor):
        assert queries.route_of(case, load("ge"))[0] == "police"
        share(case, officer.actor, 5)
    with acting(officer.actor):
        made = actions.decide(case=case, new=YES, by=officer.actor, at=START + 5 * HOUR)
        assert (made.step, made.body) == ("police", "mia")
    assert "statutory victim" in text_of(client_of(officer), address(case, officer.actor, "status/"))
    return case


def by_panel() -> Case:
    """The way of those who do not: three of five vote within 48 hours; no single member decides."""
    helper = person("helper", "ngo_partner", "ngo_case_worker")
    members = [person(name, "permanent_group", "panel_member") for name in ("first", "second", "third")]
    case = helped(helper, "not_cooperating")
    with acting(helper.actor):
        assert queries.route_of(case, load("ge"))[0] == "panel"
        clocks = actions.note_event(case=case, event="shelter_application", by=helper.actor, at=START)
        assert [(clock.clock, clock.due_at) for clock in clocks] == [("panel_decision", START + 48 * HOUR)]
        share(case, members[0].actor, 5)
    for member in members:
        with acting(member.actor):
            with pytest.raises(Refused) as refusal:
                actions.decide(case=case, new=YES, by=member.actor, at=START + 20 * HOUR)
            assert refusals(refusal) == ["no_quorum"]
            actions.cast_vote(case=case, view="yes", by=member.actor, at=START + 20 * HOUR)
    with acting(members[2].actor):
        made = actions.decide(case=case, new=YES, by=members[2].actor, at=START + 30 * HOUR)
        assert (made.step, made.body) == ("panel", "permanent_group")
        assert StepClock.objects.get(case=case).met_at == START + 30 * HOUR
    assert "victim (recognised by the panel)" in text_of(client_of(members[0]), address(case, members[0].actor, "status/"))
    return case


def test_the_police_decide_on_who_cooperates() -> None:
    case = by_police()
    with acting(person("officer", "mia", "identification_officer").actor):
        assert {word.status for word in statuses(case)} >= {"identified"}


def test_a_panel_decides_within_48_hours_on_who_does_not() -> None:
    case = by_panel()
    with acting(first_member().actor):
        assert {word.status for word in statuses(case)} >= {"identified_panel"}
        assert FormalDecision.objects.get(case=case).outcome == "positive"


def test_both_ways_open_the_same_help() -> None:
    police, panel = by_police(), by_panel()
    with acting(person("officer", "mia", "identification_officer").actor):
        first = owed(police)
    with acting(first_member().actor):
        assert owed(panel) == first
    names = load("ge").label("entitlements.allowance", "en"), load("ge").label("entitlements.shelter", "en")
    assert set(names) <= set(first[0])


def test_the_police_never_meet_who_is_decided_on_by_the_panel() -> None:
    """Nor does another organisation: the address of the case is nothing to them, before and after the decision."""
    officer, stranger = person("officer", "mia", "identification_officer"), person("stranger", "iom", "ngo_case_worker")
    case = by_panel()
    theirs = address(case, person("helper", "ngo_partner", "ngo_case_worker").actor)
    for nobody in (officer, stranger):
        assert client_of(nobody).get(theirs).status_code == 404
        assert theirs.split("/")[2] not in client_of(nobody).get("/cases/").content.decode()
