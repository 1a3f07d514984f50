"""Preparing, opening and closing a survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.survey.access import work
from dayaq.assess.survey.actions.depositing import take_in
from dayaq.assess.survey.models import Draft, Survey
from dayaq.assess.survey.queries import desk, reference, survey_of
from dayaq.assess.survey.rules.sealing import new_token
from dayaq.assess.survey.rules.urn import LEAST
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_

STARTED = N_("The survey has started: who may answer and how many answers are opened together stay as they are.")
ENDED = N_("The survey has ended and is not opened again: its last answers have been opened together.")
NO_LINKS = N_("This survey takes files and paper forms only; there is nothing to open.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the team decides about a survey before it starts."""

    languages: Sequence[str]
    mode: str = "invited"
    opens: date | None = None
    closes: date | None = None
    batch: int = LEAST
    host: str = ""
    contact: str = ""
    complaints: str = ""


def prepare(*, assessment: Assessment, plan: Plan, by: Actor, at: datetime, version: int = 0) -> Survey:
    """Write the plan of the survey, the first time or again; what was promised to respondents stays once it is open."""
    del at
    require(work(by))
    values = {name: getattr(plan, name) for name in ("languages", "mode", "opens", "closes", "batch", "host", "contact", "complaints")}
    survey = survey_of(assessment)
    if survey is None:
        country = next(iter(assessment.countries), "")
        token = new_token() if plan.mode == "both" else ""
        return Survey.objects.create(
            assessment_id=assessment.id, instrument=reference(assessment), country=country, open_token=token, by=by.user_id, **values
        )
    if survey.status != "planned" and (plan.mode, plan.batch) != (survey.mode, survey.batch):
        raise Refused(Decision.refuse(Reason("survey.started", STARTED)))
    if plan.mode == "both" and not survey.open_token:
        values["open_token"] = new_token()
    changed(survey, version or survey.version, **values)
    return survey


def changed(survey: Survey, version: int, **values: object) -> None:
    """Write values over the version that was read; Stale when somebody else was faster."""
    if not Survey.objects.filter(id=survey.id, version=version).update(version=version + 1, **values):
        raise Stale
    survey.refresh_from_db()


def open_survey(*, survey: Survey, by: Actor, at: datetime) -> None:
    """Links work from now on, within the days of the plan."""
    del at
    require(work(by))
    if survey.mode == "files":
        raise Refused(Decision.refuse(Reason("survey.files", NO_LINKS)))
    if survey.status == "closed":
        raise Refused(Decision.refuse(Reason("survey.ended", ENDED)))
    changed(survey, survey.version, status="open")


@transaction.atomic
def close(*, survey: Survey, by: Actor, at: datetime) -> int:
    """End the survey for good: unfinished forms are thrown away, what waits is opened; return how many were opened."""
    del at
    require(work(by))
    changed(survey, survey.version, status="closed")
    with desk():
        Draft.objects.filter(assessment_id=survey.assessment_id).delete()
        return take_in(survey, [])
