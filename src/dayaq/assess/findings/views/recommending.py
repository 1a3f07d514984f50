"""Recommendations: the list with both gap lists, one with its versions, making and revising, what was asked before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.forms.recommending import (
    EarlierFilter,
    EarlierForm,
    GroundsForm,
    RecommendationsFilter,
    RecommendForm,
    ReviseForm,
)
from dayaq.assess.findings.forms.words import Choices
from dayaq.assess.findings.models import Finding, Recommendation
from dayaq.assess.findings.queries import recommended, written
from dayaq.assess.findings.rules.recommending import DECISIONS
from dayaq.assess.findings.views.page import ASKED, PAGE, context, formed, team, there, working
from dayaq.base.access.gate import Request, gate
from dayaq.ui.templatetags.dayaq import codes, say

DECIDED = {"new": "neutral", "keep": "leaf", "change": "amber", "drop": "brick"}


def decided(decision: str) -> dict[str, str]:
    """A decision as a chip."""
    return {"label": say(DECISIONS[decision]), "kind": DECIDED[decision]}


@require_safe
@gate("assess.read")
def listing(request: Request, assessment: str) -> HttpResponse:
    """Recommendations with search, filters and pages, and what stands alone on either side."""
    row = desk.opened(request, assessment)
    form = RecommendationsFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found = recommended.searched(
        row, text=said.get("q", ""), area=int(said.get("area") or 0), priority=said.get("priority", ""), lacks=said.get("lacks", "")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lines = [{"view": recommended.view(one), "decided": decided(one.decision)} for one in page]
    alone = {
        "bare": written.searched(row, lacks="recommendation"),
        "lone": recommended.searched(row, lacks="finding").exclude(decision="drop"),
    }
    return render(
        request, "findings/recommendations.html", context(row, form=form, page=page, lines=lines, searching=any(said.values()), **alone)
    )


@require_safe
@gate("assess.read")
def recommendation(request: Request, assessment: str, code: str) -> HttpResponse:
    """One recommendation: its words, versions, findings, and what asked the same before."""
    row = desk.opened(request, assessment)
    one = there(queries.recommendation(row, code))
    view = recommended.view(one)
    names = team(row)
    said = {
        "one": one,
        "view": view,
        "decided": decided(one.decision),
        "versions": [
            {"wording": old, "chip": decided(old.decision), "by": names.get(old.by, "")} for old in one.wordings.order_by("-number")
        ],
        "suggested": queries.suggested(one),
        "grounds": GroundsForm(findings=offered(row), chosen=list(view.findings)),
    }
    return render(request, "findings/recommendation.html", context(row, **said))


def offered(row: Assessment) -> Choices:
    """Findings to rest on."""
    return [(one.code, f"{one.code} · {codes(one.title)}") for one in written.rows(row)]


def chosen(row: Assessment, wanted: list[str]) -> list[Finding]:
    """Findings by their codes."""
    return list(written.rows(row).filter(code__in=wanted))


@require_http_methods(ASKED)
@gate("assess.work")
def new(request: Request, assessment: str) -> HttpResponse:
    """Make a recommendation; ``?finding=F-1`` begins with the finding it answers."""
    row = working(request, assessment)
    origin = queries.finding(row, request.GET.get("finding", ""))
    form = RecommendForm(
        request.POST or None, findings=offered(row), start={"findings": [origin.code], "area": origin.area} if origin else None
    )

    def keep() -> None:
        said = {name: form.cleaned_data[name] for name in ("area", "priority")}
        actions.recommend(
            assessment=row, **said, order=form.cleaned_data["order"] or 0, text=form.words("text"), purpose=form.words("purpose"),
            addressee=form.words("addressee"), findings=chosen(row, form.cleaned_data["findings"]), by=request.actor, at=timezone.now(),
        )  # fmt: skip

    lead = origin.title if origin else None
    return formed(
        request, row, form, keep, title=_("New recommendation"), back=reverse("findings:recommendations", args=[row.code]), lead=lead
    )


@require_http_methods(ASKED)
@gate("assess.work")
def revise(request: Request, assessment: str, code: str) -> HttpResponse:
    """Keep, change or drop."""
    row = working(request, assessment)
    one = there(queries.recommendation(row, code))
    form = ReviseForm(request.POST or None, row=one)

    def keep() -> None:
        said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("decision", "reason", "priority", "version")}
        texts: dict[str, Any] = {name: form.words(name) for name in ("text", "purpose", "addressee")}
        actions.revise(recommendation=one, **said, **texts, by=request.actor, at=timezone.now())

    back, title = reverse("findings:recommendation", args=[row.code, one.code]), _("Keep, change or drop %(code)s") % {"code": one.code}
    return formed(request, row, form, keep, title=title, back=back, versions={"version": lambda: fresh(one).version})


def fresh(row: Recommendation) -> Recommendation:
    """The row as it is kept now."""
    row.refresh_from_db()
    return row


@require_POST
@gate("assess.work")
def grounds(request: Request, assessment: str, code: str) -> HttpResponse:
    """Say which findings a recommendation rests on."""
    row = working(request, assessment)
    one = there(queries.recommendation(row, code))
    form = GroundsForm(request.POST, findings=offered(row), chosen=[])

    def keep() -> None:
        actions.rest_on(recommendation=one, findings=chosen(row, form.cleaned_data["findings"]), by=request.actor, at=timezone.now())

    back = reverse("findings:recommendation", args=[row.code, one.code])
    return formed(request, row, form, keep, title=_("Findings it rests on"), back=back)


@require_safe
@gate("assess.read")
def earlier(request: Request, assessment: str) -> HttpResponse:
    """What other bodies recommended before, with search and filters."""
    row = desk.opened(request, assessment)
    form = EarlierFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found = recommended.listed(said.get("q", ""), said.get("source", ""), int(said.get("area") or 0))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "findings/earlier.html", context(row, form=form, page=page, searching=any(said.values())))


@require_POST
@gate("assess.work")
def confirm(request: Request, assessment: str, kind: str, code: str) -> HttpResponse:
    """A person says whether an earlier recommendation asked the same."""
    row = working(request, assessment)
    about: dict[str, Any] = (
        {"finding": there(queries.finding(row, code))}
        if kind == "findings"
        else {"recommendation": there(queries.recommendation(row, code))}
    )
    form = EarlierForm(request.POST)
    if form.is_valid():
        actions.confirm_earlier(assessment=row, **form.cleaned_data, **about, by=request.actor, at=timezone.now())
        messages.success(request, _("Saved."))
    return redirect(reverse("findings:finding" if kind == "findings" else "findings:recommendation", args=[row.code, code]))
