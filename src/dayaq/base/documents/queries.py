"""Reads of files; row security asks for the group every row names."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from dayaq.base.documents.models import File, Piece
from dayaq.base.documents.rules import FORMS, neutral_name


def files(case_id: UUID, *, groups: Iterable[str] = ()) -> QuerySet[File]:
    """Files of a case the actor may see, the newest paper first; old versions and files recorded in error are left out."""
    rows = File.objects.filter(case_id=case_id, replaced_by__isnull=True, removed_at__isnull=True).order_by("-at", "-recorded_at")
    wanted = list(groups)
    return rows.filter(group__in=wanted) if wanted else rows


def file(key: UUID) -> File | None:
    """One file the actor may see."""
    return File.objects.filter(id=key).first()


def versions(row: File) -> list[File]:
    """A file with everything it replaced, the newest first."""
    found, step = [row], row
    while step.replaces_id and (older := File.objects.filter(id=step.replaces_id).first()):
        found.append(older)
        step = older
    return found


def content(row: File) -> bytes:
    """The whole file."""
    return b"".join(bytes(data) for data in Piece.objects.filter(file=row).order_by("number").values_list("data", flat=True))


def leaving_name(row: File) -> str:
    """The neutral name under which it leaves."""
    return neutral_name(row.id.hex, row.form)


def media(row: File) -> str:
    """Its media type."""
    return FORMS[row.form].media
