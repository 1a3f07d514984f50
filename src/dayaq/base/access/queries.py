"""Reads about files and grants: who owns a file, who has access to it and why, which groups the actor reads and writes."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from dayaq.base.access.models import File, Grant
from dayaq.base.access.rules import Group


def file(file_id: UUID) -> File | None:
    """The file if the actor sees it."""
    return File.objects.filter(id=file_id).first()


def grants(file_id: UUID) -> QuerySet[Grant]:
    """Grants in force now on a file the actor sees, the oldest first."""
    now = timezone.now()
    running = Q(valid_to__isnull=True) | Q(valid_to__gt=now)
    return Grant.objects.filter(running, file_id=file_id, revoked_at__isnull=True, valid_from__lte=now).order_by("granted_at", "id")


def groups_of(file_id: UUID) -> Group:
    """The groups of the file the acting person reads."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.groups_of(%s)", [file_id])
        return Group(cursor.fetchone()[0])
