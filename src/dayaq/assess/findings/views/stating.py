"""Printed figures side by side, conflicts of interest, and the limitations."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.forms.stating import FactForm, LimitForm, SearchForm
from dayaq.assess.findings.forms.words import ReasonForm
from dayaq.assess.findings.models import Limit
from dayaq.assess.findings.queries.printed import fact
from dayaq.assess.findings.rules.facts import plain
from dayaq.assess.findings.views.evidence import sources
from dayaq.assess.findings.views.page import ASKED, PAGE, context, formed, there, working
from dayaq.base.access.gate import Request, gate


@require_safe
@gate("assess.read")
def facts(request: Request, assessment: str) -> HttpResponse:
    """Figures somebody printed, by what they are about; contradictions say so."""
    row = desk.opened(request, assessment)
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(queries.facts(row, text), PAGE).get_page(request.GET.get("page"))
    groups = [{"group": group, "figures": [{"one": one, "value": plain(one.value)} for one in group.figures]} for group in page]
    return render(request, "findings/facts.html", context(row, form=form, page=page, groups=groups, searching=bool(text)))


@require_http_methods(ASKED)
@gate("assess.work")
def new_fact(request: Request, assessment: str) -> HttpResponse:
    """Keep a printed figure."""
    row = working(request, assessment)
    form = FactForm(request.POST or None, sources=sources(row))

    def keep() -> None:
        actions.state_fact(assessment=row, fact=form.stated, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_("A printed figure"), back=reverse("findings:facts", args=[row.code]))


@require_http_methods(ASKED)
@gate("assess.work")
def withdraw_fact(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """Withdraw a figure that was typed wrongly."""
    row = working(request, assessment)
    one = there(fact(row, str(key)))
    form = ReasonForm(request.POST or None)

    def keep() -> None:
        actions.withdraw_fact(fact=one, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())

    said = {"title": _("Withdraw the figure %(value)s of %(period)s") % {"value": plain(one.value), "period": one.period}}
    return formed(request, row, form, keep, back=reverse("findings:facts", args=[row.code]), button=_("Withdraw"), **said)


@require_safe
@gate("assess.read")
def limitations(request: Request, assessment: str) -> HttpResponse:
    """Limitations as the records give them, with what the assessors add, and conflicts of interest."""
    row = desk.opened(request, assessment)
    return render(request, "findings/limitations.html", context(row, limits=queries.limitations(row), conflicts=queries.conflicts(row)))


@require_http_methods(ASKED)
@gate("assess.work")
def limit(request: Request, assessment: str, code: str) -> HttpResponse:
    """Add words to a limitation, or say why it does not hold here."""
    row = working(request, assessment)
    one = there(next((limit for limit in queries.limitations(row) if limit.code == code), None))
    start = {"words": one.words, "dropped_because": one.dropped_because}
    form = LimitForm(request.POST or None, initial={"version": one.version}, words=start)

    def keep() -> None:
        words, dropped, version = form.words("words"), form.words("dropped_because"), form.cleaned_data["version"]
        actions.say_limit(
            assessment=row, code=code, words=words, dropped_because=dropped, version=version, by=request.actor, at=timezone.now()
        )

    def current() -> int:
        held = Limit.objects.filter(assessment_id=row.id, code=code).first()
        return held.version if held else 0

    back = reverse("findings:limitations", args=[row.code])
    return formed(request, row, form, keep, title=_("Limitation"), back=back, versions={"version": current}, reason=one.reason)
