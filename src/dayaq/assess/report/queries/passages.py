"""Passages typed by hand."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report.models import Passage


def passages(assessment: Assessment) -> QuerySet[Passage]:
    """All passages in the order of the report."""
    return Passage.objects.filter(assessment=assessment).order_by("section", "language", "order", "at", "id")


def searched(assessment: Assessment, *, text: str = "", section: str = "", language: str = "", kind: str = "") -> QuerySet[Passage]:
    """Passages narrowed by words, section, language, kind."""
    rows = passages(assessment)
    if text:
        rows = rows.filter(Q(body__icontains=text) | Q(about__icontains=text))
    for name, wanted in (("section", section), ("language", language), ("kind", kind)):
        rows = rows.filter(**{name: wanted}) if wanted else rows
    return rows


def passage(assessment: Assessment, key: UUID) -> Passage | None:
    """One passage."""
    return Passage.objects.filter(assessment=assessment, id=key).first()
