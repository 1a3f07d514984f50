"""What every page of the area needs: assessment, places, refusals shown beside what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dayaq.assess.assessment.queries import Assessment, opened
from dayaq.assess.interviews import queries
from dayaq.assess.interviews.models import Interview
from dayaq.base.access.gate import Request
from dayaq.base.audit.actions import read
from dayaq.core.decision import Decision, Reason, Refused, Stale
from dayaq.core.words import N_

FORM = ["GET", "HEAD", "POST"]
MEANWHILE = Reason("stale", N_("Somebody else saved this meanwhile. What you typed is below; saving again keeps it."))
ROWS = 25


def raw(request: Request, code: str) -> Assessment:
    """The assessment of a page that shows what respondents said; not there for whoever is not of that part of the team."""
    row = opened(request, code)
    if queries.role(row, request.actor) not in {"lead", "assessor", "coder"}:
        raise Http404
    return row


def found(request: Request, assessment: str, code: str, *, words: bool = False) -> Interview:
    """One interview, or 404; with ``words`` it is read as raw material, which the trail says."""
    row = queries.by_code(raw(request, assessment) if words else opened(request, assessment), code)
    if row is None:
        raise Http404
    match = request.resolver_match
    read(kind=match.view_name if match else "", case=None, row=str(row.id), groups=("A2",) if words else ("A1",))
    return row


def page(request: Request, template: str, assessment: Assessment, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the area; a refusal makes it 400, a race 409."""
    refused = context.get("refused")
    if refused is not None and status == 200:
        status = 409 if MEANWHILE in refused.reasons else 400
    about = {"assessment": assessment, "places": places(request, assessment), **context}
    return render(request, f"interviews/{template}.html", about, status=status)


def places(request: Request, assessment: Assessment) -> list[dict[str, Any]]:
    """The parts of the area, as links."""
    rows = [("list", _("Interviews"), "assess.read"), ("documents", _("Coding"), "assess.raw"), ("themes", _("Themes"), "assess.raw")]
    rows += [("paraphrases", _("Paraphrases"), "assess.read"), ("suggestions", _("Named for the survey"), "assess.raw")]
    rows += [("exchange", _("Other programs"), "assess.raw")]
    path = request.path
    known = [(reverse(f"interviews:{name}", args=[assessment.code]), label) for name, label, need in rows if request.actor.may(need)]
    current = max((url for url, _label in known if path.startswith(url)), key=len, default="")
    return [{"url": url, "label": label, "current": url == current} for url, label in known]


def tried(act: Callable[[], Any]) -> Decision | None:
    """Do it; None when it was done, the reasons when it was refused or somebody was faster."""
    try:
        act()
    except Refused as refusal:
        return refusal.decision
    except Stale:
        return Decision.refuse(MEANWHILE)
    return None


def paged(request: Request, rows: Any) -> Any:
    """One page of a list."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))
