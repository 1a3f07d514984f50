"""Appointments with the person, and the worker's calendar for a telephone: times, no names, no codes."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, set_task
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.support.actions.planning import known, note, writing, written
from dayaq.respond.support.models import Appointment, Feed

APPOINTMENT_TASK = "support.appointment"
STATES = ("planned", "kept", "missed", "cancelled_by_us", "cancelled_by_person")


def make_appointment(*, case: Case, kind: str, starts: datetime, ends: datetime, place: str, by: Actor, at: datetime) -> Appointment:
    """Agree on an appointment; the unit is reminded before it."""
    writing(case, Group.G1, by)
    pack = pack_of(case)
    known(pack, "appointment_kind", kind)
    known(pack, "appointment_place", place)
    require(allowed(ends > starts, "no_length", N_("An appointment ends after it begins.")))
    made = Appointment(kind=kind, worker=by.user_id, starts=starts, ends=ends, place=place, **written(case, by, at))
    made.save(force_insert=True)
    note(case, "support.appointment", by=by, at=at, facts={"kind": kind})
    if by.unit_id:
        set_task(case=case, kind=APPOINTMENT_TASK, unit=by.unit_id, started_at=at, due_at=starts, by=by)
    return made


def change_appointment(
    *,
    row: Appointment,
    version: int,
    by: Actor,
    at: datetime,
    state: str = "planned",
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> None:
    """Move an appointment, or say what became of it; its mark in a calendar stays the same, its version goes up."""
    writing(row.case, Group.G1, by)
    require(allowed(state in STATES, "no_state", N_("Say what became of it.")))
    changed: dict[str, Any] = {"state": state}
    if starts is not None and ends is not None:
        require(allowed(ends > starts, "no_length", N_("An appointment ends after it begins.")))
        changed |= {"starts": starts, "ends": ends}
    if not Appointment.objects.filter(id=row.id, version=version).update(**changed, version=F("version") + 1):
        raise Stale
    note(row.case, "support.appointment_changed", by=by, at=at, facts={"state": state})
    if state != "planned":
        finish_tasks(case=row.case, kind=APPOINTMENT_TASK, by=by, at=at)


def new_feed(*, by: Actor, at: datetime) -> str:
    """A fresh secret address of one's own calendar; the one before ends. The secret is told once and kept as a hash."""
    stop_feed(by=by, at=at)
    secret = secrets.token_urlsafe(32)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    Feed(organisation=by.organisation_id, by=by.user_id, token_hash=digest).save(force_insert=True)
    return secret


def stop_feed(*, by: Actor, at: datetime) -> int:
    """End every secret address of one's own calendar; return how many there were."""
    return Feed.objects.filter(by=by.user_id, organisation=by.organisation_id, revoked_at__isnull=True).update(revoked_at=at)
