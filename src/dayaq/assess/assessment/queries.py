"""Assessments as pages and other areas read them: row security shows the team's own."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from dayaq.assess.assessment.models import Assessment
from dayaq.base.access.rules import Actor
from dayaq.base.audit.actions import read


def visible() -> QuerySet[Assessment]:
    """The assessments the acting person works on or commissioned."""
    return Assessment.objects.order_by("-starts", "code")


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
