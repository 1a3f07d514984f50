"""A row of one assessment never points at a row of another, also when the same person works on both: the database refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import Error, models, transaction

from dayaq.assess.assessment import actions
from dayaq.assess.assessment.models import Approach, Assessment, Contact, Stakeholder
from dayaq.assess.findings.models import Evidence, Finding, Ground, Recommendation
from dayaq.assess.interviews.models import Interview, Note
from dayaq.assess.survey.models import Invitation, Link
from dayaq.assess.validation.models import Group, Workshop
from dayaq.base.access.context import acting
from tests.assess.assessment.conftest import AT, plan

DAY = date(2016, 2, 1)


@pytest.fixture
def elsewhere(consultant, assessment) -> Assessment:
    """Another assessment of the same consultant."""
    with acting(consultant.actor):
        return actions.open_assessment(plan=plan("ge-2016"), by=consultant.actor, at=AT)


def targets(one: Assessment, by: Any) -> dict[str, models.Model]:
    """A row of each table that others point at."""
    mine: dict[str, Any] = {"assessment": one, "by": by}
    interview = {"code": "AZEint1", "country": "AZ", "kind": "meeting", "held_on": DAY, "agency": "state", "institution": "Court"}
    rows: dict[str, models.Model] = {
        "stakeholder": Stakeholder(**mine, institution="Court", kind="state", place="capital", country="AZ"),
        "interview": Interview(**mine, **interview, guide="ct-nat-interview@1"),
        "invitation": Invitation(assessment=one, who="Court"),
        "finding": Finding(**mine, at=AT, code="F1", area=1),
        "recommendation": Recommendation(**mine, at=AT, code="R1", area=1),
        "workshop": Workshop(**mine, on=DAY, place="Hall"),
    }
    for row in rows.values():
        row.save(force_insert=True)
    return rows


def pointing(here: Assessment, by: Any, to: dict[str, models.Model]) -> dict[str, models.Model]:
    """Rows of ``here`` that point at what is in ``to``."""
    mine: dict[str, Any] = {"assessment": here, "by": by}
    interview = {"code": "AZEint2", "country": "AZ", "kind": "meeting", "held_on": DAY, "agency": "state", "institution": "Court"}
    return {
        "approach": Approach(**mine, stakeholder=to["stakeholder"], purpose="survey", state="invited"),
        "contact": Contact(**mine, stakeholder=to["stakeholder"], name="Qzinvented"),
        "interview": Interview(**mine, **interview, guide="ct-nat-interview@1", stakeholder=to["stakeholder"]),
        "note": Note(**mine, interview=to["interview"], question="1.1"),
        "link": Link(assessment=here, invitation=to["invitation"], name="0" * 64, made=DAY),
        "evidence": Evidence(**mine, at=AT, finding=to["finding"], kind="observation"),
        "ground": Ground(**mine, at=AT, finding=to["finding"], recommendation=to["recommendation"]),
        "group": Group(assessment=here, workshop=to["workshop"], name="1"),
    }


KINDS = ["approach", "contact", "interview", "note", "link", "evidence", "ground", "group"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_points_at_rows_of_its_own_assessment_only(assessment, elsewhere, consultant, kind) -> None:
    by = consultant.user.id
    with acting(consultant.actor):
        foreign, own = targets(elsewhere, by), targets(assessment, by)
        with pytest.raises(Error, match="points only at its own file"), transaction.atomic():
            pointing(assessment, by, foreign)[kind].save(force_insert=True)
        pointing(assessment, by, own)[kind].save(force_insert=True)


def test_a_row_cannot_be_turned_to_another_assessment_later(assessment, elsewhere, consultant) -> None:
    by = consultant.user.id
    with acting(consultant.actor):
        foreign, own = targets(elsewhere, by), targets(assessment, by)
        row = pointing(assessment, by, own)["contact"]
        row.save(force_insert=True)
        with pytest.raises(Error, match="points only at its own file"), transaction.atomic():
            Contact.objects.filter(pk=row.pk).update(stakeholder=foreign["stakeholder"])
