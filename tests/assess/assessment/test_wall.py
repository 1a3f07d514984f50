"""Another consultant sees nothing; the commissioner sees the plan, never names, refusals or answers, whatever he tries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import Error, connection, transaction

from dayaq.assess.assessment import actions, queries
from dayaq.assess.assessment.models import Approach, Assessment, Contact, Journey, Member, Source, Stakeholder
from dayaq.base.access.context import acting
from dayaq.base.accounts import queries as accounts
from dayaq.base.accounts.models import Membership, Organisation
from dayaq.core.decision import Refused
from tests import cast
from tests.assess.assessment.conftest import AT, plan

NEW = actions.NewStakeholder(institution="Office of the Prosecutor", kind="state", place="capital", country="AZ")


@pytest.fixture
def body(assessment, consultant) -> Stakeholder:
    with acting(consultant.actor):
        row = actions.list_stakeholder(assessment=assessment, new=NEW, by=consultant.actor, at=AT)
        actions.approach(stakeholder=row, purpose="interview", state="refused", by=consultant.actor, at=AT)
        actions.keep_contact(stakeholder=row, said={"name": "Qzinvented"}, by=consultant.actor, at=AT)
    return row


def seen() -> tuple[int, int, int]:
    return Stakeholder.objects.count(), Approach.objects.count(), Contact.objects.count()


def test_the_team_sees_all_another_consultant_nothing(assessment, body, consultant, stranger) -> None:
    with acting(consultant.actor):
        assert seen() == (1, 1, 1)
    with acting(stranger.actor):
        assert seen() == (0, 0, 0)
        assert queries.by_code("az-2016") is None


def test_the_commissioner_sees_the_list_but_neither_names_nor_refusals(assessment, body, coordinator) -> None:
    with acting(coordinator.actor):
        assert seen() == (1, 0, 0)


@pytest.mark.parametrize("role", ["coder", "lead"])
def test_the_commissioner_cannot_make_himself_a_reader_of_raw_material(assessment, body, coordinator, role) -> None:
    with acting(coordinator.actor):
        actions.engage(assessment=assessment, user=coordinator.user.id, role=role, since=date(2016, 1, 1), by=coordinator.actor, at=AT)
    with acting(coordinator.actor):
        assert seen() == (1, 0, 0)


def test_nor_does_a_consultant_of_the_commissioners_own_office(assessment, body, coordinator) -> None:
    """Also when the coordinator puts somebody of the office with the role of a consultant into the team."""
    inside = cast.person("inside", "nc", "consultant")
    with acting(coordinator.actor):
        actions.engage(assessment=assessment, user=inside.user.id, role="coder", since=date(2016, 1, 1), by=coordinator.actor, at=AT)
    with acting(inside.actor):
        assert seen() == (1, 0, 0)


def test_a_role_of_the_team_alone_opens_nothing(assessment, body, consultant) -> None:
    """Somebody whose own role may not read raw material stays outside of it as a member of the team too."""
    analyst = cast.person("analyst")
    with acting(consultant.actor):
        actions.engage(assessment=assessment, user=analyst.user.id, role="coder", since=date(2016, 1, 1), by=consultant.actor, at=AT)
    with acting(analyst.actor):
        assert seen() == (1, 0, 0)


def test_a_stranger_cannot_enter_the_team(assessment, stranger) -> None:
    with acting(stranger.actor), pytest.raises(Error), transaction.atomic():
        Member(assessment=assessment, user=stranger.user, role="lead", since=date(2016, 1, 1)).save(force_insert=True)


def test_an_observer_writes_nothing(assessment, consultant, stranger) -> None:
    with acting(consultant.actor):
        actions.engage(assessment=assessment, user=stranger.user.id, role="observer", since=date(2016, 1, 1), by=consultant.actor, at=AT)
    with acting(stranger.actor):
        assert queries.by_code("az-2016")
        with pytest.raises(Error), transaction.atomic():
            actions.register_source(assessment=assessment, new=actions.NewSource(title="A"), by=stranger.actor, at=AT)


def test_nobody_writes_in_the_name_of_a_colleague(assessment, consultant, stranger) -> None:
    with acting(consultant.actor), pytest.raises(Error), transaction.atomic():
        Source(assessment=assessment, series="Gen", number=1, code="Gen 1", title="A", by=stranger.user.id).save(force_insert=True)


def test_no_page_writes_that_a_file_left(assessment, consultant) -> None:
    with acting(consultant.actor), pytest.raises(Error), transaction.atomic():
        Journey(assessment=assessment, direction="out", edition=1, digest="0", at=AT, by=consultant.user.id).save(force_insert=True)


def test_a_role_that_ended_reads_nothing(assessment, body, consultant) -> None:
    with acting(consultant.actor):
        Member.objects.filter(user=consultant.user).update(until=date(2016, 6, 1), since=date(2016, 1, 1))
    with acting(consultant.actor):
        assert seen() == (0, 0, 0)
    assert Membership.objects.filter(user=consultant.user).exists()


def test_without_anybody_acting_nothing_is_there(assessment, body) -> None:
    assert seen() == (0, 0, 0)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_source SET title = 'x'")


def test_nor_does_somebody_of_the_commissioners_office_in_another_role_elsewhere(assessment, body, coordinator, consultant) -> None:
    """Whoever works for the commissioner does so on every day, also when signed in as the consultant of another body."""
    second = cast.person("consultant").unit
    hat = Membership.objects.create(user=coordinator.user, unit=second, role="consultant", valid_from=cast.SINCE)
    with acting(consultant.actor):
        actions.engage(assessment=assessment, user=coordinator.user.id, role="lead", since=date(2016, 1, 1), by=consultant.actor, at=AT)
    with acting(accounts.actor(coordinator.user, hat)):
        assert seen() == (1, 0, 0)


def test_the_commissioners_people_do_not_put_another_body_in_its_place(assessment, body, coordinator) -> None:
    """What was said is closed to them while their body is the commissioner: so it stays the commissioner."""
    inside, other = cast.person("inside", "nc", "consultant"), Organisation.objects.get(code="iom")
    with acting(coordinator.actor):
        actions.engage(assessment=assessment, user=inside.user.id, role="assessor", since=date(2016, 1, 1), by=coordinator.actor, at=AT)
    with acting(inside.actor):
        renamed = replace(plan(), commissioner=other.id)
        with pytest.raises(Refused, match="does not put another in its place"):
            actions.change_plan(assessment=assessment, plan=renamed, version=1, by=inside.actor, at=AT)
        with pytest.raises(Error, match="to another body"), transaction.atomic():
            Assessment.objects.update(commissioner=other)
    with acting(inside.actor):
        assert seen() == (1, 0, 0)


def test_the_lead_corrects_who_commissioned(assessment, consultant) -> None:
    with acting(consultant.actor):
        right = replace(plan(), commissioner=Organisation.objects.get(code="ctmd").id)
        assert actions.change_plan(assessment=assessment, plan=right, version=1, by=consultant.actor, at=AT).commissioner.code == "ctmd"
