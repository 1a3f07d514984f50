"""Reads of the trail: who opened a case, and what changed in one field group. Row security decides what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from dayaq.base.audit.models import Event, History

OPENED = ("read", "reveal", "print")


def openings(case_id: UUID) -> QuerySet[Event]:
    """Events of somebody reading, revealing or printing the case, the newest first."""
    return Event.objects.filter(case_id=case_id, action__in=OPENED).order_by("-at", "-id")


def changes(case_id: UUID, group: str, tables: Iterable[str] = ()) -> list[History]:
    """Old and new values of the case's rows of one group ("G1"), the newest first; empty without a grant."""
    kept = apps.get_model("audit", f"History{group}")
    rows: QuerySet[History] = kept.objects.filter(case_id=case_id)
    wanted = list(tables)
    return list((rows.filter(kind__in=wanted) if wanted else rows).order_by("-at", "-id"))


def authors(events: Iterable[int]) -> dict[int, UUID | None]:
    """Who caused these events, as far as the actor may read the trail."""
    return dict(Event.objects.filter(id__in=list(events)).values_list("id", "actor"))
