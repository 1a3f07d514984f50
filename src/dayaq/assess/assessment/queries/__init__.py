"""Assessments as pages and other areas read them: row security shows the team's own."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from dayaq.assess.assessment.models import Assessment, Inquiry, Journey, Member, Step, Treaty
from dayaq.assess.assessment.queries.sources import bibliography, citation_faults, known, source, sources, sources_balance
from dayaq.assess.assessment.queries.stakeholders import approaches, contacts, dual_roles, invited_twice, sample, stakeholders
from dayaq.assess.assessment.queries.stations import COUNTS, facts, steps, tell
from dayaq.base.access.rules import Actor
from dayaq.base.audit.actions import read

__all__ = [
    "COUNTS",
    "Assessment",
    "Journey",
    "Member",
    "Step",
    "approaches",
    "bibliography",
    "by_code",
    "circumstances",
    "citation_faults",
    "contacts",
    "dual_roles",
    "facts",
    "inquiries",
    "invited_twice",
    "journeys",
    "known",
    "leads",
    "may",
    "opened",
    "role_of",
    "sample",
    "searched",
    "source",
    "sources",
    "sources_balance",
    "stakeholders",
    "steps",
    "team",
    "tell",
    "treaties",
    "visible",
]


def visible() -> QuerySet[Assessment]:
    """The assessments the acting person works on or commissioned."""
    return Assessment.objects.order_by("-starts", "code")


def searched(text: str = "", country: str = "") -> QuerySet[Assessment]:
    """Visible assessments by a word of code or title, and country."""
    rows = visible().select_related("commissioner")
    if text:
        rows = rows.filter(Q(code__icontains=text) | Q(title__icontains=text))
    return rows.filter(countries__contains=[country]) if country else rows


def by_code(code: str) -> Assessment | None:
    """One assessment by its code, if the acting person may see it."""
    return Assessment.objects.filter(code=code).first()


def opened(request: HttpRequest, code: str) -> Assessment:
    """The assessment of a page, or 404; writes the read event."""
    found = by_code(code)
    if found is None:
        raise Http404
    match = request.resolver_match
    read(kind=match.view_name if match else "assessment:overview", case=None, row=str(found.id), groups=("A1",))
    return found


def role_of(assessment: Assessment, actor: Actor, today: date) -> str:
    """The actor's role in the team on a day; empty when not a member."""
    member = assessment.members.filter(user=actor.user_id, since__lte=today).exclude(until__lte=today).first()
    return member.role if member else ""


def leads(assessment: Assessment, today: date) -> QuerySet[Member]:
    """Who leads it on a day, longest first."""
    return team(assessment).filter(role="lead", since__lte=today).exclude(until__lte=today).order_by("since", "user__name")


def team(assessment: Assessment) -> QuerySet[Member]:
    """Everybody who works or worked on it."""
    return assessment.members.select_related("user").order_by("until", "since", "user__name")


def treaties(assessment: Assessment) -> QuerySet[Treaty]:
    """The ratification table, by country and year."""
    return assessment.treaties.order_by("country", "year", "short")


def inquiries(assessment: Assessment) -> QuerySet[Inquiry]:
    """Written inquiries, the oldest first."""
    return assessment.inquiries.order_by("sent", "institution")


def journeys(assessment: Assessment) -> QuerySet[Journey]:
    """When it left or came as a file, the latest first."""
    return assessment.journeys.order_by("-at")


def circumstances(assessment: Assessment) -> dict[str, str]:
    """Declared circumstances with their notes: what the limitations are written from beside the counts."""
    return {str(code): str(note) for code, note in assessment.remarks.items()}


def may(assessment: Assessment, need: str) -> bool:
    """Whether the acting person may "work", read "raw" material or "steer" here, as the database says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY(ARRAY(SELECT guard.assessments(%s)))", [assessment.id, need])
        return bool(cursor.fetchone()[0])
