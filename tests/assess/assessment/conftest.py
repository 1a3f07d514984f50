"""One assessment, its team and those who are not of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dayaq.assess.assessment import actions
from dayaq.assess.assessment.models import Assessment
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from tests import cast

AT = datetime(2016, 1, 13, 9, tzinfo=UTC)


def plan(code: str = "az-2016", **more: object) -> actions.Plan:
    said = {"title": {"en": "Azerbaijan 2016"}, "countries": ("AZ",), "commissioner": Organisation.objects.get(code="nc").id}
    return actions.Plan(code=code, **(said | more))


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
    with acting(consultant.actor):
        return actions.open_assessment(plan=plan(), by=consultant.actor, at=AT)
