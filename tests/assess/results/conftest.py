"""An assessment whose survey was answered, its team and those who are not of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from dayaq.assess.assessment import actions as planning
from dayaq.assess.assessment.models import Assessment
from dayaq.assess.survey.actions.depositing import deposit
from dayaq.assess.survey.rules.urn import Answered
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from tests import cast
from tests.assess.results.people import seven

AT = datetime(2016, 1, 31, 9, tzinfo=UTC)


def opened(person: cast.Person, code: str = "az-2016", **more: object) -> Assessment:
    """A new assessment led by somebody."""
    said = {
        "title": {"en": "Azerbaijan"},
        "countries": ("AZ",),
        "commissioner": Organisation.objects.get(code="nc").id,
        "starts": AT.date(),
    }
    with acting(person.actor):
        return planning.open_assessment(plan=planning.Plan(code=code, **(said | more)), by=person.actor, at=AT)


def answer(row: Assessment, person: cast.Person, people: Sequence[Answered]) -> None:
    """Put complete answers in."""
    deposit(assessment=row, answers=list(people), channel="deposit", by=person.actor, at=AT)


@pytest.fixture
def consultant(db) -> cast.Person:
    return cast.person("consultant")


@pytest.fixture
def stranger(db) -> cast.Person:
    return cast.person("stranger", "iom", "consultant")


@pytest.fixture
def coordinator(db) -> cast.Person:
    return cast.person("coordinator")


@pytest.fixture
def assessment(consultant) -> Assessment:
    row = opened(consultant)
    answer(row, consultant, seven())
    return row
