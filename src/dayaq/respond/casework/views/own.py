"""What belongs to one user: drafts of forms, searches kept."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.models import SavedSearch
from dayaq.ui.templatetags.dayaq import moment_words

UNKEPT = {"csrfmiddlewaretoken", "page", "drop"}


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.write", "case.open")
def drafts(request: Request) -> HttpResponse:
    """The draft of the form at ``page``: read, kept (with its fields) or dropped. Called by the script, answers JSON or nothing."""
    spot = queries.spot(request.POST.get("page", request.GET.get("page", "")), request.actor)
    if spot is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("drop"):
            actions.drop_draft(spot=spot, by=request.actor)
            return HttpResponse(status=204)
        fields = {name: values for name, values in request.POST.lists() if name not in UNKEPT}
        try:
            actions.keep_draft(spot=spot, fields=fields, by=request.actor, at=timezone.now())
        except Refused:
            return HttpResponse(status=413)
        return HttpResponse(status=204)
    kept = queries.draft_at(spot, request.actor)
    if kept is None:
        return HttpResponse(status=204)
    zone = load(settings.HOME_PACK).calendar.zone
    return JsonResponse({"at": moment_words(kept["at"], zone), "fields": kept["fields"]})


@require_POST
@gate("case.read")
def keep_search(request: Request) -> HttpResponse:
    """Keep the filters of the case list."""
    filters = {name: request.POST.get(name, "") for name in queries.KEPT_FILTERS}
    try:
        row = actions.keep_search(filters=filters, shared=bool(request.POST.get("shared")), by=request.actor)
    except Refused:
        return redirect("casefile:list")
    return redirect(queries.search_url(row))


@require_POST
@gate("case.read")
def drop_search(request: Request, key: UUID) -> HttpResponse:
    """Drop one's own search."""
    row = SavedSearch.objects.filter(id=key, by=request.actor.user_id).first()
    if row is None:
        raise Http404
    actions.forget_search(row=row, by=request.actor)
    return redirect("casework:desk")
