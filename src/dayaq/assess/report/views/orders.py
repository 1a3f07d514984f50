"""Asking for a report, seeing how far it is, stopping it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report import actions, queries
from dayaq.assess.report.forms import BuildForm
from dayaq.assess.report.models import Order
from dayaq.assess.report.views.reports import builds, shown
from dayaq.base.access.gate import Request, gate
from dayaq.base.jobs.queries import may_stop, work
from dayaq.base.jobs.rules import OVER
from dayaq.ui.templatetags.dayaq import say


def building(request: Request, assessment: str) -> Assessment:
    """The assessment of a page for those who build: 404 for those who do not see it, 403 for those who only read."""
    row = desk.opened(request, assessment)
    if not builds(row):
        raise PermissionDenied
    return row


@require_POST
@gate("assess.work")
def ask(request: Request, assessment: str) -> HttpResponse:
    """Put the build into the queue, in the name of who asks."""
    row = building(request, assessment)
    form = BuildForm(request.POST)
    if not form.is_valid():
        return shown(request, row, form)
    as_of = row.ends or timezone.localdate()
    order = actions.ask(assessment=row, as_of=as_of, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return redirect("report:progress", row.code, order.id)


def order_of(row: Assessment, key: UUID) -> Order:
    """An order of the assessment, or 404."""
    found = queries.order(row, key)
    if found is None:
        raise Http404
    return found


@require_safe
@gate("assess.work")
def progress(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """How far it is; asked for again while it is built, and leads to what came of it."""
    row = building(request, assessment)
    order = order_of(row, key)
    if not queries.on_their_way(row).filter(id=key).exists():
        return ended(request, row, order)
    done = order.work.done if order.work.state not in OVER else 0
    said = {"assessment": row, "order": order, "done": done, "step": say(actions.STEPS[min(done, len(actions.STEPS) - 1)])}
    said |= {"mine": may_stop(order.work) and work(order.work_id, request.actor), "works": queries.somebody_works()}
    return render(request, "report/progress.html#progress" if request.htmx else "report/progress.html", said)


def ended(request: Request, row: Assessment, order: Order) -> HttpResponse:
    """To the report, or to the button with what stopped it."""
    built = queries.built_for(order)
    if built:
        messages.success(request, _("Built."))
    address = reverse("report:preview", args=[row.code, built.id]) if built else f"{reverse('report:index', args=[row.code])}#build"
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


@require_POST
@gate("assess.work")
def stop(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """Stop it after the step it is in."""
    row = building(request, assessment)
    actions.stop(order=order_of(row, key), by=request.actor)
    return redirect("report:progress", row.code, key)
