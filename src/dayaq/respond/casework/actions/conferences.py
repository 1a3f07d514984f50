"""Case conferences: planned, held, with who was there, what was decided (each decision a task) and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions.record import writing
from dayaq.respond.casefile.queries import Case
from dayaq.respond.casework.actions.listed import core, listed
from dayaq.respond.casework.models import Conference, Minutes, Participant, Resolution


def plan_conference(*, case: Case, agenda: Sequence[str], at: datetime, by: Actor, now: datetime) -> Conference:
    """Plan a conference for ``at``, which may lie ahead or, written down later, behind."""
    core(case, by)
    listed(case, "conference_agenda", *agenda)
    require(allowed(bool(agenda), "no_agenda", N_("Say what it is about.")))
    row = Conference.objects.create(case=case, at=at, organisation=by.organisation_id, by=by.user_id, agenda=list(agenda))
    casefile.record(case=case, kind="casework.conference_planned", by=by, at=now)
    return row


def join(*, conference: Conference, part: str, by: Actor, body: str = "") -> Participant:
    """Write down who takes part: a body or a part, never a name."""
    core(conference.case, by)
    listed(conference.case, "conference_role", part)
    return Participant.objects.create(case=conference.case, conference=conference, body=body, part=part, by=by.user_id)


def hold(*, conference: Conference, version: int, by: Actor, at: datetime) -> None:
    """It took place."""
    _change(conference, version, "held", by)
    casefile.record(case=conference.case, kind="casework.conference_held", by=by, at=at)


def cancel_conference(*, conference: Conference, version: int, by: Actor, at: datetime) -> None:
    """It did not take place."""
    _change(conference, version, "cancelled", by)
    casefile.record(case=conference.case, kind="casework.conference_cancelled", by=by, at=at)


def _change(conference: Conference, version: int, state: str, by: Actor) -> None:
    core(conference.case, by)
    require(allowed(conference.state == "planned", "not_planned", N_("This conference is over.")))
    if not Conference.objects.filter(id=conference.id, version=version).update(state=state, version=F("version") + 1):
        raise Stale
    conference.refresh_from_db()


def decide(*, conference: Conference, decision: str, unit: UUID, due_at: datetime, by: Actor, at: datetime) -> Resolution:
    """Write down a decision with the unit that does it and until when; it becomes that unit's task."""
    case = conference.case
    core(case, by)
    listed(case, "conference_decision", decision)
    require(allowed(conference.state == "held", "not_held", N_("Say first that the conference was held.")))
    task = casefile.set_task(case=case, kind=f"conference.{decision}", unit=unit, started_at=at, due_at=due_at, by=by)
    casefile.record(case=case, kind="casework.conference_decided", by=by, at=at, facts={"conference_decision": decision})
    return Resolution.objects.create(
        case=case, conference=conference, decision=decision, unit=unit, due_at=due_at, task_id=task.id, by=by.user_id
    )


def write_minutes(*, conference: Conference, text: str, language: str, by: Actor, at: datetime) -> Minutes:
    """Keep what was said, for readers of the account (G3)."""
    writing(conference.case, Group.G3, by)
    row = Minutes(
        case=conference.case, conference=conference, at=at, organisation=by.organisation_id, by=by.user_id, language=language, text=text
    )
    row.save(force_insert=True)
    return row
