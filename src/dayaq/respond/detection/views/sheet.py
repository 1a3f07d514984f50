"""The sheet of an event: many persons on one page, typed or pasted; what is right is entered, the rest stays with its faults."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Decision, Refused
from dayaq.respond.detection import access, actions, queries, rules
from dayaq.respond.detection.forms import HEADS, PasteForm, grid, lines_of
from dayaq.respond.detection.models import Event
from dayaq.respond.detection.rules import Line
from dayaq.respond.detection.views.page import FORM, the_event


@require_http_methods(FORM)
@gate("event.record")
def sheet(request: Request, event: UUID) -> HttpResponse:
    """Enter many persons: read a paste into the lines, or enter the lines that are right."""
    row = the_event(event)
    if not access.may_enter(request.actor, row.organisation, closed=row.closed_at is not None).ok:
        raise Http404
    if request.method != "POST":
        return page(request, row, queries.draft_of(row), {}, None)
    typed = lines_of(request.POST)
    if "read" in request.POST:
        return page(request, row, [*typed, *pasted(request, row, typed)], {}, None)
    try:
        made, left, faults = actions.enter_sheet(event=row, lines=typed, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return page(request, row, typed, {}, refusal.decision)
    if made:
        text = ngettext("%(n)s person entered, with a case of her or his own.", "%(n)s people entered, each with an own case.", len(made))
        messages.success(request, text % {"n": len(made)})
    if left:
        return page(request, row, left, faults, None)
    return redirect("detection:event", row.id)


def pasted(request: Request, row: Event, typed: list[Line]) -> list[Line]:
    """Lines pasted, numbered after those there are."""
    form = PasteForm(request.POST)
    text = form.cleaned_data["paste"] if form.is_valid() else ""
    return rules.read_paste(text, first=next_number(row, typed))


def next_number(row: Event, typed: list[Line]) -> int:
    """The first number that is free."""
    return max([0, *queries.numbers_taken(row), *(line.number for line in typed)]) + 1


def page(request: Request, row: Event, lines: list[Line], faults: dict[int, Any], refused: Decision | None) -> HttpResponse:
    """The sheet with what was typed and what is wrong with it."""
    pack = queries.home()
    context = {
        "event": row,
        "rows": grid(lines, faults, pack, first=next_number(row, [])),
        "heads": list(HEADS.values()),
        "paste": PasteForm(),
        "faults": [fault for found in faults.values() for fault in found.values()],
        "refused": refused,
    }
    return render(request, "detection/sheet.html", context, status=400 if faults or refused else 200)
