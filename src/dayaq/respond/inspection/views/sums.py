"""Sums of a year over every inspecting body, in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.inspection import queries
from dayaq.respond.inspection.views.page import coded
from dayaq.ui.templatetags.dayaq import codes


@require_safe
@gate("overview.read")
def sums(request: Request) -> HttpResponse:
    """Numbers of a year over every inspecting body."""
    calendar = queries.home().calendar
    now = calendar.local_date(timezone.now()).year
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and 1990 <= int(wanted) <= now else now
    first = calendar.local_date(timezone.now()).replace(year=year, month=1, day=1)
    found_sums = queries.sums(calendar.day_start(first), calendar.day_start(first.replace(year=year + 1)))
    return render(request, "inspection/sums.html", {"year": year, "years": range(now, now - 12, -1), "tables": tables(found_sums)})


def tables(sums: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Sums as small tables."""
    titles = {
        "visits": (_("Inspection visits"), "visit_kind"),
        "outcomes": (_("Outcomes"), "visit_outcome"),
        "breaches": (_("Held although the law forbids it"), ""),
        "joint": (_("Joint visits"), ""),
        "sheets": (_("Workers asked"), ""),
        "decisions": (_("Workers with an indicator"), ""),
        "rights_denied": (_("Rights denied"), "right"),
        "wages": (_("Wages mediated"), ""),
    }
    columns = ["", {"label": _("Number"), "n": True}]
    return [
        {"title": title, "columns": columns, "rows": [{"cells": [key_words(name, key), n]} for key, n in sums[measure].items() if n]}
        for measure, (title, name) in titles.items()
        if any(sums.get(measure, {}).values())
    ]


def key_words(name: str, key: str) -> str:
    """A key in words."""
    if name == "right":
        return str(codes(queries.file().rights[key].label)) if key in queries.file().rights else key
    plain = {
        "": _("all"),
        "screened": _("screening opened"),
        "declined": _("declined by the worker"),
        "not_asked": _("not asked yet"),
        "moratorium": _("during a moratorium"),
        "notice": _("without the notice"),
        "permission": _("without the permission"),
        "not_registered": _("not a registered firm"),
    }
    if name:
        return coded(name, key)
    currency, _dot, kind = key.partition(".")
    return f"{coded('mediation_step', kind)}, {currency}" if kind else plain.get(key, key)
