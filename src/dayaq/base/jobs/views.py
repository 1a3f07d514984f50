"""Pages: the outbox of an installation that sends nothing for real, and how far long work is."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.jobs import actions, queries

PAGE = 25


@require_safe
@gate("people.manage")
def outbox(request: Request) -> HttpResponse:
    """All mail of a demo or evaluation; in production nobody reads other people's mail here."""
    if settings.ENV.mode == "production":
        raise Http404
    page = Paginator(queries.outbox(), PAGE).get_page(request.GET.get("page"))
    page.object_list = [queries.without_code(mail) for mail in page.object_list]
    return render(request, "jobs/outbox.html", {"page": page, "leaves": actions.may_leave()})


@require_safe
@gate(signed_in=True)
def works(request: Request) -> HttpResponse:
    """Long work the reader asked for."""
    page = Paginator(queries.works(request.actor), PAGE).get_page(request.GET.get("page"))
    shown = settings.ENV.mode != "production" and request.actor.may("people.manage")
    return render(request, "jobs/works.html", {"page": page, "outbox": shown})


@require_safe
@gate(signed_in=True)
def work(request: Request, work_id: UUID) -> HttpResponse:
    """One work with its progress; the part that changes is asked for again while it runs."""
    row = queries.work(work_id, request.actor)
    if row is None:
        raise Http404
    template = "jobs/work.html#progress" if request.htmx else "jobs/work.html"
    return render(request, template, {"work": row, "may_stop": queries.may_stop(row)})


@require_POST
@gate(signed_in=True)
def stop(request: Request, work_id: UUID) -> HttpResponse:
    """Ask a work to stop."""
    row = queries.work(work_id, request.actor)
    if row is None:
        raise Http404
    actions.ask_stop(work=row, by=request.actor)
    return redirect("jobs:work", work_id)
