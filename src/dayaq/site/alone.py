"""Today where assess runs alone: the assessments one works on, and what each still needs. Nothing here knows of cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dayaq.assess.assessment import queries
from dayaq.base.access.gate import Request, gate

SHOWN = 10  # the latest; the list has the others


@require_safe
@gate(signed_in=True)
def today(request: Request) -> HttpResponse:
    """One's assessments with what is missing; roles without assessments get the way to their own pages."""
    rows = queries.visible()[:SHOWN] if request.actor.may("assess.read") else []
    lines = [{"row": row, "missing": sum(len(step.missing) for step in queries.steps(row))} for row in rows]
    return render(request, "assessment/today.html", {"lines": lines})
