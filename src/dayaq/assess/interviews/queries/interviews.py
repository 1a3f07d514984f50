"""Interviews as pages and other areas read them; row security shows headers to the team, the rest to readers of raw material."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from dayaq.assess.assessment.queries import Assessment, role_of
from dayaq.assess.framework.rules import loading
from dayaq.assess.framework.rules.guide import Guide, GuideSection
from dayaq.assess.framework.rules.shape import parsed
from dayaq.assess.interviews.models import Consent, Document, Interview, Note, Suggestion, Wording
from dayaq.assess.interviews.rules import interview as rules
from dayaq.assess.interviews.rules.interview import Header, InterviewFacts, Participants
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names


def current_guide() -> Guide:
    """The guide new interviews are held with."""
    return loading.guide()


def today() -> date:
    """The day that decides who is of the team."""
    return timezone.now().date()


def role(assessment: Assessment, actor: Actor) -> str:
    """What the actor does in the team today; empty for nobody of it."""
    return role_of(assessment, actor, today())


def team(assessment: Assessment) -> dict[UUID, str]:
    """Who is of the team today, as what."""
    rows = assessment.members.filter(since__lte=today()).exclude(until__lte=today())
    return {row.user_id: row.role for row in rows}


def people(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of members of the team."""
    return {number: words["en"] for number, words in names(ids).items()}


def guide_of(interview: Interview) -> Guide:
    """The guide an interview was held with, in the wording of that day."""
    guide = current_guide()
    if interview.guide == reference(guide):
        return guide
    row = Wording.objects.filter(assessment_id=interview.assessment_id, guide=interview.guide).first()
    return parsed(Guide, row.body, interview.guide) if row else guide


def worded(assessment: Assessment, guide: Guide) -> bool:
    """Whether the wording of a guide is kept with the assessment."""
    return Wording.objects.filter(assessment=assessment, guide=reference(guide)).exists()


def reference(guide: Guide) -> str:
    """Code and version of a guide, as an interview keeps them."""
    return f"{guide.code}@{guide.version}"


def of_assessment(assessment: Assessment) -> QuerySet[Interview]:
    """The interviews of an assessment, the last one first; without those the respondents withdrew."""
    return everything(assessment).filter(withdrawn_at__isnull=True)


def everything(assessment: Assessment) -> QuerySet[Interview]:
    """The interviews held, those withdrawn among them."""
    return Interview.objects.filter(assessment=assessment).order_by("-held_on", "-recorded_at")


def listed(assessment: Assessment, *, text: str = "", agency: str = "", kind: str = "") -> QuerySet[Interview]:
    """Interviews by code or institution, kind of agency, kind of interview."""
    rows = everything(assessment)
    rows = rows.filter(Q(code__icontains=text) | Q(institution__icontains=text)) if text else rows
    rows = rows.filter(agency=agency) if agency else rows
    return rows.filter(kind=kind) if kind else rows


def by_code(assessment: Assessment, code: str) -> Interview | None:
    """One interview of an assessment."""
    return Interview.objects.select_related("assessment").filter(assessment=assessment, code=code).first()


def sections(interview: Interview) -> tuple[GuideSection, ...]:
    """What the interview asks: the sections always asked and those picked."""
    return guide_of(interview).asked(interview.sections)


def notes_of(interview: Interview) -> dict[str, Note]:
    """The notes by question."""
    return {note.question: note for note in Note.objects.filter(interview=interview)}


def header(row: Interview) -> Header:
    """A row as it is counted."""
    people = Participants(row.women, row.men, row.unsaid, row.active)
    return Header(row.kind, row.agency, people, row.staff_present, row.interpreter, row.dual_role, row.notes_agreed is not False)


def facts(assessment: Assessment) -> InterviewFacts:
    """The interviews of an assessment in numbers; the team and the commissioner see the same."""
    return rules.facts([header(row) for row in of_assessment(assessment)])


def consent_of(interview: Interview) -> Consent | None:
    """The consent record of an interview."""
    return Consent.objects.filter(interview=interview).first()


def document_of(interview: Interview) -> Document | None:
    """The closed notes of an interview as a text to code."""
    return Document.objects.filter(interview=interview).first()


def kept_apart(interview: Interview) -> dict[str, list[Any]]:
    """What stands beside the answers and never among them."""
    return {
        "respondents": list(interview.respondents.order_by("recorded_at")),
        "observations": list(interview.observations.order_by("recorded_at")),
        "suggestions": list(interview.suggestions.order_by("recorded_at")),
    }


def suggestions(assessment: Assessment) -> QuerySet[Suggestion]:
    """Whom respondents named for the survey, those not decided about first."""
    return Suggestion.objects.select_related("interview").filter(assessment=assessment).order_by("used_at", "recorded_at")
