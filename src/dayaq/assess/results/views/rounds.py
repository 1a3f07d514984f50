"""This round beside the one before, item by item."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.results import queries
from dayaq.assess.results.queries.laid_out import ABSENT, number, word
from dayaq.assess.results.rules.rounds import Round
from dayaq.assess.results.views.tables import context
from dayaq.base.access.gate import Request, gate

PAGE = 15


@require_safe
@gate("assess.read")
def comparison(request: Request, assessment: str) -> HttpResponse:
    """Every item in both rounds, with search and pages; what cannot be compared says why."""
    row = desk.opened(request, assessment)
    exact = queries.may_see_answers(row) and request.GET.get("view") != "leaving"
    beside = queries.comparison(row, protect=not exact)
    text, kind = request.GET.get("q", "").strip().casefold(), request.GET.get("kind", "")
    found = [one for one in (beside.found if beside else ()) if fits(one, text, kind)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    said = {"beside": beside, "page": page, "entries": [entry(one) for one in page], "exact": exact, "text": text, "kind": kind}
    return render(request, "results/rounds.html", context(row, **said))


def fits(one: Round, text: str, kind: str) -> bool:
    """Whether an item is searched for."""
    wanted = {"yes": one.comparable, "no": not one.comparable}.get(kind, True)
    return wanted and (text in one.code or text in word(one.text).casefold())


def entry(one: Round) -> dict[str, Any]:
    """An item on the page: both rounds down the answers."""
    heads = (_("Earlier"), _("Now"), _("Change in points"))
    columns = [_("Answer"), *({"label": head, "n": True} for head in heads)]
    rows = [
        {"cells": [word(line.label), number(line.earlier), number(line.later), ABSENT if line.change is None else line.change]}
        for line in one.lines
    ]
    rows.append({"cells": [_("Base n"), number(one.earlier_base), number(one.later_base), ABSENT]})
    return {"round": one, "text": word(one.text), "columns": columns, "rows": rows}
