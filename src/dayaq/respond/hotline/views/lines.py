"""Lines, who answers when, callers handed on, and whom somebody reaches from another country."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts.queries import colleagues, names
from dayaq.respond.casefile.forms import countries
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.hotline import actions, queries
from dayaq.respond.hotline.forms import HandOnForm, LineForm, ShiftForm
from dayaq.respond.hotline.views.calls import own, shown_hand_on, shown_line
from dayaq.respond.network.views.page import pressed, tried
from dayaq.ui.templatetags.dayaq import codes

WEEK = timedelta(days=7)


@require_safe
@gate("hotline.answer", "overview.read", "network.manage")
def lines(request: Request) -> HttpResponse:
    """Every line, open ones marked; from a chosen country the number that is reached, or the consulate (HOT-01, HOT-02)."""
    now, country = timezone.now(), request.GET.get("country", "")
    known = dict(countries()[1:])  # stateless is no place
    described = {row.code: row for row in queries.described()}
    context: dict[str, Any] = {
        "countries": known.items(),
        "country": country if country in known else "",
        "rows": [
            {**shown_line(line), "languages": [queries.word("language", one) for one in line.languages], "described": described.get(code)}
            for code, line in queries.lines(queries.home().calendar.local_date(now)).items()
        ],
        "own": request.actor.organisation_id,
    }
    if context["country"]:
        context["reached"] = [{**shown_line(one.line), "open": one.open_now} for one in queries.reached(country, now)]
        context["consulate"] = queries.consulate(country)
        context["country_name"] = known[country]
    return render(request, "hotline/lines.html", context)


@require_http_methods(FORM)
@gate("hotline.answer")
def keep_line(request: Request, line_id: UUID | None = None) -> HttpResponse:
    """Describe the own body's line."""
    row = queries.line_row(line_id) if line_id else None
    if line_id and (row is None or row.organisation != request.actor.organisation_id):
        raise Http404
    start = {name: getattr(row, name) for name in (*LineForm.base_fields, "languages")} if row else {"hours": "00:00-24:00"}
    form, refused = LineForm(request.POST or None, pack=queries.home(), initial=start), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told: dict[str, Any] = {
            "code": row.code if row else given["code"],
            "fields": form.values(),
            "by": request.actor,
            "at": timezone.now(),
        }
        refused = tried(request, lambda: actions.keep_line(**told, line=row, version=given["version"] or 0))
        if refused is None:
            return redirect("hotline:lines")
    context = {"form": form, "refused": refused, "title": _("Your line"), "button": _("Save"), "back": reverse("hotline:lines")}
    return render(request, "hotline/form.html", context, status=400 if refused is not None else 200)


@require_http_methods(FORM)
@gate("hotline.answer")
def shifts(request: Request) -> HttpResponse:
    """Who answers when this week, and when nobody is on the list although the line is open."""
    mine, calendar = own(request), queries.home().calendar
    day = parse_date(request.GET.get("week", "")) or calendar.local_date(timezone.now())
    monday = day - timedelta(days=day.weekday())
    start, end = calendar.day_start(monday), calendar.day_start(monday + WEEK)
    people = [(str(user.id), user.name) for user in colleagues(request.actor.unit_id)]
    form, refused = ShiftForm(request.POST or None, pack=queries.home(), lines=mine, people=people), None
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"by": request.actor, "at": timezone.now(), **form.values()}
        refused = tried(request, lambda: actions.keep_shift(**told))
        if refused is None:
            messages.success(request, _("On the list."))
            return redirect(f"{reverse('hotline:shifts')}?week={monday.isoformat()}")
    rows = queries.shifts(mine, start, end)
    known = names([row.person for row in rows])
    context = {
        "form": form,
        "refused": refused,
        "monday": monday,
        "before": monday - WEEK,
        "after": monday + WEEK,
        "lines": [
            {
                **shown_line(line),
                "shifts": [{"row": row, "who": codes(dict(known.get(row.person, {})))} for row in rows if row.line == code],
                "gaps": queries.gaps_of(line, rows, start, end),
            }
            for code, line in mine.items()
        ],
    }
    return render(request, "hotline/shifts.html", context, status=400 if refused is not None else 200)


@require_POST
@gate("hotline.answer")
def end_shift(request: Request, shift_id: UUID) -> HttpResponse:
    """Take a shift off the list."""
    row = queries.shift(shift_id)
    if row is None:
        raise Http404
    return pressed(request, lambda: actions.end_shift(shift=row, by=request.actor), _("Off the list."), "hotline:shifts")


@require_http_methods(FORM)
@gate("hotline.answer")
def hand_ons(request: Request) -> HttpResponse:
    """Hand a caller on warm, and take over callers of other lines."""
    on = queries.home().calendar.local_date(timezone.now())
    others = queries.other_lines(request.actor, on)
    form, refused = HandOnForm(request.POST or None, pack=queries.home(), mine=own(request), others=others), None
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"by": request.actor, "at": timezone.now(), **form.cleaned_data}
        refused = tried(request, lambda: actions.hand_on(**told))
        if refused is None:
            messages.success(request, _("Offered. Stay on the line until it is taken over."))
            return redirect("hotline:hand_ons")
    context = {
        "form": form,
        "refused": refused,
        "offered": [shown_hand_on(row) for row in queries.offered(request.actor)],
        "asked": [shown_hand_on(row) for row in queries.asked_by_us(request.actor)],
    }
    return render(request, "hotline/hand_ons.html", context, status=400 if refused is not None else 200)


@require_POST
@gate("hotline.answer")
def answer_hand_on(request: Request, row_id: UUID, verb: str) -> HttpResponse:
    """Take over, say no, take back."""
    row = queries.hand_on(row_id)
    if row is None:
        raise Http404
    refused = tried(request, lambda: actions.answer_hand_on(hand_on=row, verb=verb, by=request.actor, at=timezone.now()))
    if refused is not None:
        messages.error(request, _("This was answered already."))
    elif verb == "accepted":
        return redirect(f"{reverse('hotline:new_call')}?handed={row.id}")
    return redirect("hotline:hand_ons")
