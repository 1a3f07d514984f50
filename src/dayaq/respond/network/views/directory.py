"""The directory of services: search, one entry, keeping it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.network import actions, queries
from dayaq.respond.network.access import READERS, leads, may_keep
from dayaq.respond.network.forms import FilterForm, FreeForm, ServiceForm
from dayaq.respond.network.models import Service
from dayaq.respond.network.views.page import pressed, tried

PAGE = 25


@require_safe
@gate(*READERS)
def directory(request: Request) -> HttpResponse:
    """Who helps where, with a filter whose state is the address."""
    form, now = FilterForm(request.GET, pack=queries.home()), timezone.now()
    filters = form.filters()
    page = Paginator(queries.services(filters, queries.today(now)), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [shown(row) for row in page],
        "form": form,
        "filtered": filters.chosen,
        "clear": reverse("network:directory"),
        "keeps": request.actor.may("network.manage"),
        "leads": leads(request.actor),
        "waiting": queries.waiting(request.actor) if leads(request.actor) else 0,
    }
    return render(request, "network/directory.html", context)


def shown(row: Service) -> dict[str, Any]:
    """An entry in words."""
    everybody = _("everybody")
    return {
        "service": row,
        "kind": queries.word("service_offered", row.kind),
        "body": queries.body_word(row.body),
        "region": queries.word("service_region", row.region),
        "whom": " · ".join(filter(None, (queries.words("sex", row.sexes), queries.words("age_band", row.age_bands)))) or everybody,
        "sexes": queries.words("sex", row.sexes) or everybody,
        "ages": queries.words("age_band", row.age_bands) or everybody,
        "exploitation": queries.words("exploitation", row.exploitation) or everybody,
        "languages": queries.words("language", row.languages),
        "over": row.accredited_until is not None and row.accredited_until <= queries.today(timezone.now()),
    }


def entry(service_id: UUID) -> Service:
    """The entry, or 404."""
    row = queries.service(service_id)
    if row is None:
        raise Http404
    return row


@require_safe
@gate(*READERS)
def service(request: Request, service_id: UUID) -> HttpResponse:
    """One entry; its own body says how many places are free."""
    row = entry(service_id)
    keeps = bool(may_keep(request.actor, row.organisation))
    form = FreeForm(initial={"free": row.free, "version": row.version})
    return render(request, "network/service.html", {**shown(row), "keeps": keeps, "free_form": form})


@require_http_methods(FORM)
@gate("network.manage")
def keep(request: Request, service_id: UUID | None = None) -> HttpResponse:
    """A new entry, or the own body's changed."""
    row = entry(service_id) if service_id else None
    if row is not None and not may_keep(request.actor, row.organisation):
        raise Http404
    form = ServiceForm(request.POST or None, pack=queries.home(), initial=start(row))
    refused = None
    if request.method == "POST" and form.is_valid():
        made: list[Service] = []
        version = form.cleaned_data["version"] or 0
        told: dict[str, Any] = {"fields": form.values(), "by": request.actor, "at": timezone.now()}
        refused = tried(request, lambda: made.append(actions.keep_service(**told, service=row, version=version)))
        if made:
            messages.success(request, _("Kept."))
            return redirect("network:service", made[0].id)
    return render(request, "network/keep.html", {"form": form, "service": row, "refused": refused}, status=400 if refused else 200)


def start(row: Service | None) -> dict[str, Any]:
    """What the form starts with."""
    return {name: getattr(row, name) for name in (*ServiceForm.base_fields, *LISTED)} if row else {}


LISTED = ("kind", "region", "sexes", "age_bands", "exploitation", "languages")


@require_POST
@gate("network.manage")
def free(request: Request, service_id: UUID) -> HttpResponse:
    """How many places are free today."""
    row, form = entry(service_id), FreeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a number."))
        return redirect("network:service", row.id)
    given, now = form.cleaned_data, timezone.now()
    told: dict[str, Any] = {"free": given["free"], "on": queries.today(now), "version": given["version"], "by": request.actor, "at": now}
    return pressed(request, lambda: actions.say_free(service=row, **told), _("Kept."), "network:service", row.id)


@require_POST
@gate("network.manage")
def close(request: Request, service_id: UUID) -> HttpResponse:
    """The service is no longer given."""
    row = entry(service_id)
    posted = request.POST.get("version", "")
    version = int(posted) if posted.isdigit() else 0
    told: dict[str, Any] = {"version": version, "by": request.actor, "at": timezone.now()}
    return pressed(request, lambda: actions.close_service(service=row, **told), _("Closed."), "network:directory")
