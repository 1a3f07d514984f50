"""Builds and their files."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report.models import Build, File, Published
from dayaq.core.report.web import taken_apart


def builds(assessment: Assessment) -> QuerySet[Build]:
    """Builds, the newest first."""
    return Build.objects.filter(assessment=assessment).select_related("published").prefetch_related("files").order_by("-at", "-id")


def build(assessment: Assessment, key: UUID) -> Build | None:
    """One build."""
    return builds(assessment).filter(id=key).first()


def newest(assessment: Assessment, language: str) -> Build | None:
    """The newest build in a language."""
    return builds(assessment).filter(language=language).first()


def file(of: Build, kind: str) -> File | None:
    """One file of a build."""
    return File.objects.filter(build=of, format=kind).first()


def published(assessment: Assessment) -> QuerySet[Published]:
    """What was released, the newest first."""
    return Published.objects.filter(assessment=assessment).select_related("build").order_by("-at")


def pictures(of: Build) -> tuple[str, list[bytes]]:
    """The text of the HTML file for a page, and its pictures in order; nothing for a build without that file."""
    found = file(of, "html")
    return taken_apart(bytes(found.content).decode()) if found else ("", [])
