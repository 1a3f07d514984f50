"""Lists of what is due, and the neutral check before a removal."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed as log_list
from dayaq.base.audit.actions import log
from dayaq.core.casecode import parse_code
from dayaq.core.pack import load
from dayaq.respond.casefile.queries import pack_of
from dayaq.respond.residence import queries
from dayaq.respond.residence.forms import CheckForm
from dayaq.respond.residence.views.page import FORM

PAGE = 25


@require_safe
@gate("residence.work")
def expiring(request: Request) -> HttpResponse:
    """Permits that end soon, and applications nobody decided on; ``show`` chooses."""
    waiting = request.GET.get("show") == "waiting"
    found = queries.applications() if waiting else queries.expiring(timezone.now() + queries.SOON)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = queries.listed(page.object_list, request.actor)
    log_list(kind="residence:expiring", cases=[row["row"].case_id for row in rows])
    shown = [{**row, "permit": queries.permit_words(row["row"], pack_of(row["row"].case))} for row in rows]
    return render(request, "residence/expiring.html", {"rows": shown, "page": page, "waiting": waiting})


@require_safe
@gate("residence.work")
def under_way(request: Request) -> HttpResponse:
    """Returns that are being prepared or under way."""
    page = Paginator(queries.under_way(), PAGE).get_page(request.GET.get("page"))
    rows = queries.listed(page.object_list, request.actor)
    log_list(kind="residence:under_way", cases=[row["row"].case_id for row in rows])
    return render(request, "residence/under_way.html", {"rows": rows, "page": page})


@require_http_methods(FORM)
@gate("residence.decide")
def check(request: Request) -> HttpResponse:
    """Before a removal: hold yes or no and whom to call, by the code on the card; never why."""
    form = CheckForm(request.POST or None)
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = queries.hold_answer(parse_code(form.cleaned_data["code"]) or "", load(settings.HOME_PACK), timezone.now())
        log("search", kind="removal check", outcome="ok")
    return render(request, "residence/check.html", {"form": form, "answer": answer})
