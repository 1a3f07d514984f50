"""Recognition abroad; where recognised people were exploited, by year; what each status opens."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import country, label, opened, pack_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.forms import AbroadForm, HomeForm
from dayaq.respond.identification.models import AbroadRecognition
from dayaq.respond.identification.views.page import asked, home
from dayaq.respond.referral.queries import home as home_pack

FORM = ["GET", "HEAD", "POST"]


@require_safe
@gate("case.read")
def abroad(request: Request, code: str) -> HttpResponse:
    """Recognitions by other States and international organisations, and what home says."""
    case = opened(request, code)
    pack = pack_of(case)
    rows = [{**row, "country": country(row["row"].country)} for row in queries.abroad_rows(case, pack)]
    return draw(request, "identification/abroad.html", case, rows=rows, home_needed=queries.home_decision_needed(pack))


@require_http_methods(FORM)
@gate("case.write", "case.assert_status")
def new_abroad(request: Request, code: str) -> HttpResponse:
    """Record a recognition abroad: a status of its own."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = AbroadForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.recognise_abroad(case=case, new=form.new, by=request.actor, at=form.at)

    note = _("It stands beside what bodies at home say and is counted by itself.")
    words = {"title": _("Recognised abroad"), "button": _("Record it"), "note": note, "back": home(code, "abroad")}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("case.write")
def at_home(request: Request, code: str, recognition: UUID) -> HttpResponse:
    """Whether home recognises it too."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(AbroadRecognition.objects.select_related("case"), id=recognition, case=case)
    form = HomeForm(request.POST or None, pack=pack_of(case), version=row.version)

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("home", "version")}
        return actions.answer_at_home(recognition=row, by=request.actor, at=form.at, **given)

    return asked(request, case, form, act, {"title": _("Recognition at home"), "button": _("Record it"), "back": home(code, "abroad")})


@require_safe
@gate("identification.decide", "identification.inquire")
def routes(request: Request) -> HttpResponse:
    """Recognised people the reader sees, by year and by where it took place; "not known" is a row too."""
    pack = home_pack()
    rows = [{"cells": [year, label(pack, f"codes.route.{route}"), n]} for year, route, n in queries.routes_by_year()]
    columns = [_("Year"), _("Where it took place"), {"label": _("Persons"), "n": True}]
    return render(request, "identification/routes.html", {"rows": rows, "columns": columns})


@require_safe
@gate("case.read", "figures.read")
def matrix(request: Request) -> HttpResponse:
    """What each status opens by the country's rules today: pending and negative too."""
    pack = home_pack()
    day = pack.calendar.local_date(timezone.now())
    by_status = queries.status_matrix(pack, day)
    given = [(code, label(pack, f"entitlements.{code}")) for code, entry in pack.entitlements.items() if entry.in_force(day)]
    rows = [{"help": words, "cells": [code in row["open"] for row in by_status]} for code, words in given]
    return render(request, "identification/matrix.html", {"heads": [row["status"] for row in by_status], "rows": rows})
