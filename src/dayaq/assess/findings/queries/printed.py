"""Printed figures side by side, and conflicts of interest."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.models import Conflict, Fact
from dayaq.assess.findings.rules.facts import Competing, Stated, competing


def rows(assessment: Assessment, text: str = "") -> QuerySet[Fact]:
    """Printed figures that were not withdrawn."""
    found = Fact.objects.filter(assessment_id=assessment.id, withdrawn_because="").order_by("metric", "period", "place", "page", "at", "id")
    words = (
        Q(metric__icontains=text)
        | Q(about__icontains=text)
        | Q(period__icontains=text)
        | Q(place__icontains=text)
        | Q(cited__icontains=text)
    )
    return found.filter(words) if text else found


def facts(assessment: Assessment, text: str = "") -> list[Competing]:
    """Printed figures by what they are about; contradictions say so."""
    return competing(stated(row) for row in rows(assessment, text))


def stated(row: Fact) -> Stated:
    """A row as the rules read it."""
    return Stated(
        row.metric, row.period, row.value, row.place, row.page, row.cited, row.unit, row.dims, row.about, row.note, str(row.id)
    )  # fmt: skip


def fact(assessment: Assessment, key: str) -> Fact | None:
    """One printed figure."""
    return Fact.objects.filter(assessment_id=assessment.id, id=key).first()


def conflicts(assessment: Assessment) -> QuerySet[Conflict]:
    """Conflicts of interest by institution."""
    return Conflict.objects.filter(assessment_id=assessment.id).select_related("finding").order_by("institution", "at", "id")
