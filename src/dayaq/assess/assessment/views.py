"""The list of assessments and the overview of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dayaq.assess.assessment import queries
from dayaq.base.access.gate import gate


@require_safe
@gate("assess.read")
def listing(request: HttpRequest) -> HttpResponse:
    """The assessments the acting person works on or commissioned."""
    return render(request, "assessment/list.html", {"assessments": queries.visible()})


@require_safe
@gate("assess.read")
def overview(request: HttpRequest, assessment: str) -> HttpResponse:
    """One assessment at a glance."""
    return render(request, "assessment/overview.html", {"assessment": queries.opened(request, assessment)})
