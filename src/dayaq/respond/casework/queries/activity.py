"""What happened: for the unit as a page, for a user as an alert that says what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import colleagues, names
from dayaq.core.pack import load
from dayaq.core.pack.schema.casework import CaseworkFile
from dayaq.respond.casefile.queries import TimelineEvent, case_url, codes, event_words
from dayaq.respond.casework.models import Assignment, Look
from dayaq.ui.templatetags.dayaq import codes as in_words


@dataclass(frozen=True, slots=True)
class Activity:
    """Filters of the page of activity: area, person, first day."""

    area: str = ""
    person: str = ""
    since: date | None = None


def activity(actor: Actor, asked: Activity) -> QuerySet[TimelineEvent]:
    """What the actor's unit did, by when it was recorded, the newest first."""
    people = list(colleagues(actor.unit_id).values_list("id", flat=True))
    rows = TimelineEvent.objects.filter(organisation=actor.organisation_id, by__in=people)
    if asked.area:
        rows = rows.filter(kind__startswith=f"{asked.area}.")
    if asked.person:
        rows = rows.filter(by=asked.person)
    if asked.since:
        rows = rows.filter(recorded_at__gte=load(settings.HOME_PACK).calendar.day_start(asked.since))
    return rows.order_by("-recorded_at", "-id")


def activity_rows(events: Iterable[TimelineEvent], actor: Actor) -> list[dict[str, Any]]:
    """Entries as rows of a table: code, what, who, when it happened and when it was written."""
    rows = list(events)
    written, said = codes({row.case_id for row in rows}, actor.organisation_id), names({row.by for row in rows})
    return [
        {
            "url": case_url("case", written[row.case_id]) if row.case_id in written else "",
            "cells": [
                written.get(row.case_id, "–"),
                {"text": gettext(event_words(row.kind))},
                {"text": in_words(said.get(row.by, {}))},
                {"at": row.at},
                {"at": row.recorded_at},
            ],
        }
        for row in rows
    ]


def alerts(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Cases of the actor on which others did something the actor has not looked at: what, by which body, since when."""
    days = load(settings.HOME_PACK).area(CaseworkFile).alert_days
    cases = Assignment.objects.filter(user=actor.user_id, ended_at__isnull=True).values("case_id")
    seen = dict(Look.objects.filter(case_id__in=cases).values_list("case_id", "at"))
    rows = TimelineEvent.objects.filter(~Q(by=actor.user_id), case__in=cases, recorded_at__gte=now - timedelta(days=days)).order_by(
        "-recorded_at"
    )
    fresh: dict[UUID, list[TimelineEvent]] = {}
    for row in rows[:500]:
        if row.case_id not in seen or row.recorded_at > seen[row.case_id]:
            fresh.setdefault(row.case_id, []).append(row)
    written = codes(fresh, actor.organisation_id)
    bodies = names({row.organisation for found in fresh.values() for row in found})
    return [
        {
            "id": case,
            "code": written.get(case, ""),
            "url": case_url("case", written[case]) if case in written else "",
            "changes": [
                {"what": gettext(event_words(row.kind)), "who": in_words(bodies.get(row.organisation, {})), "at": row.recorded_at}
                for row in found
            ],
        }
        for case, found in fresh.items()
    ]
