"""Proactive checks: the list, planning, result, dropping."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.detection import actions, queries
from dayaq.respond.detection.forms import DoneForm, EventFilter, PlanForm
from dayaq.respond.detection.models import Check
from dayaq.respond.detection.views.page import FORM, asked, listed, the_signal, tried


@require_safe
@gate("event.record", "overview.read")
def checks(request: Request) -> HttpResponse:
    """Checks planned, done and dropped of the own body; the co-ordinator sees those of all."""
    pack = queries.home()
    form = EventFilter(request.GET or None, pack=pack)
    way = form.cleaned_data.get("way", "") if form.is_valid() else ""
    shown = listed(request, queries.checks(way=way), lambda found: queries.check_rows(found, pack), form)
    return render(request, "detection/checks.html", {**shown, "organisation": request.actor.organisation_id})


@require_http_methods(FORM)
@gate("event.record")
def new_check(request: Request) -> HttpResponse:
    """Plan a check, also one that information called for."""
    source = request.GET.get("signal", "")
    origin = the_signal(UUID(source)) if is_uuid(source) else None
    form = PlanForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("way", "region", "planned_for")}
        agencies = tuple(form.cleaned_data["agencies"])
        return actions.plan_check(by=request.actor, at=timezone.now(), signal=origin, agencies=agencies, **given)

    back = reverse("detection:signal", args=[origin.id]) if origin else reverse("detection:checks")
    return asked(request, form, act, {"title": _("Plan a check"), "button": _("Plan it"), "back": back})


def is_uuid(text: str) -> bool:
    """Whether a text is an id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@require_http_methods(FORM)
@gate("event.record")
def check_done(request: Request, check: UUID) -> HttpResponse:
    """Record that a check was done, with its result."""
    row = get_object_or_404(Check, id=check, organisation=request.actor.organisation_id, done_at__isnull=True, dropped_at__isnull=True)
    form = DoneForm(request.POST or None, pack=queries.home())

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("result", "persons_met")}
        actions.do_check(check=row, by=request.actor, at=form.at, **given)

    words = {"title": _("The check was done"), "button": _("Record"), "back": reverse("detection:checks")}
    return asked(request, form, act, words)


@require_POST
@gate("event.record")
def drop(request: Request, check: UUID) -> HttpResponse:
    """Drop a planned check."""
    row = get_object_or_404(Check, id=check, organisation=request.actor.organisation_id)
    tried(request, lambda: actions.drop_check(check=row, by=request.actor, at=timezone.now()))
    return redirect("detection:checks")
