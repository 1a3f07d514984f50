"""Calls in numbers: by topic, hour, weekday, language; the share on trafficking; sums of paper years."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.core.chart import BarChart, Series, svg
from dayaq.respond.casefile.queries import language
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.hotline import actions, queries, rules
from dayaq.respond.hotline.forms import TallyForm
from dayaq.respond.hotline.views.calls import own
from dayaq.respond.network.views.page import tried

FIRST = 2007
LISTS = {"language": "language", "outcome": "call_outcome", "caller": "caller_kind"}


def title_of(dim: str) -> str:
    """What a dimension is called."""
    words = {
        "topic": _("Calls by topic"),
        "hour": _("Calls by hour"),
        "weekday": _("Calls by day of the week"),
        "language": _("Calls by language"),
        "outcome": _("What came of the calls"),
        "caller": _("Who called"),
    }
    return words[dim]


def asked_year(request: Request) -> int:
    """The year in the address, else the running one."""
    told, now = request.GET.get("year", ""), queries.home().calendar.local_date(timezone.now()).year
    return int(told) if told.isdigit() and FIRST <= int(told) <= now else now


def table(rows: Any, dim: str) -> list[tuple[str, int]]:
    """One dimension in words, in the order of its list."""
    found = rules.by_item(rows, dim)
    if dim == "hour":
        return [(f"{hour:02}:00", found.get(f"{hour:02}", 0)) for hour in range(24)] if found else []
    if dim == "weekday":
        days = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
        return [(day, found.get(str(number), 0)) for number, day in enumerate(days, 1)] if found else []
    if dim == "topic":
        order = list(queries.home().codes["call_topic"].items)
        known = sorted(found, key=lambda code: order.index(code) if code in order else len(order))
        return [(queries.topic_word(code), found[code]) for code in known]
    unsaid = _("not said")
    return sorted(((queries.word(LISTS[dim], code) if code else unsaid, n) for code, n in found.items()), key=lambda row: -row[1])


@require_safe
@gate("hotline.answer", "overview.read")
def figures(request: Request) -> HttpResponse:
    """Sums of one year; whoever watches over the response sees all lines, and never a call (HOT-04)."""
    year = asked_year(request)
    rows = queries.sums(*queries.year(year))
    share = queries.share(rows)
    parts = [
        {"dim": dim, "title": title_of(dim), "rows": table(rows, dim)}
        for dim in ("topic", "hour", "weekday", "language", "outcome", "caller")
    ]
    lines = queries.lines(date(year, 12, 31))
    named = {code: queries.line_name(line, language()) for code, line in lines.items()}
    by_line = [(named.get(line, line), line) for line in sorted({row[1] for row in rows})]
    context = {
        "year": year,
        "years": range(queries.home().calendar.local_date(timezone.now()).year, FIRST - 1, -1),
        "share": share,
        "parts": [part for part in parts if part["rows"]],
        "by_line": [
            (name, rules.by_item(rows, "topic", line=line), queries.share([r for r in rows if r[1] == line])) for name, line in by_line
        ],
        "answers": request.actor.may("hotline.answer"),
    }
    return render(request, "hotline/figures.html", context)


@require_safe
@gate("hotline.answer", "overview.read")
def chart(request: Request, dim: str) -> HttpResponse:
    """One dimension as a picture."""
    if dim not in {"topic", "hour", "weekday", *LISTS}:
        raise Http404
    rows = table(queries.sums(*queries.year(asked_year(request))), dim)
    drawn = BarChart([word for word, _n in rows], [Series("", [n for _word, n in rows])])
    return HttpResponse(svg(drawn), content_type="image/svg+xml")


@require_http_methods(FORM)
@gate("hotline.answer")
def tally(request: Request) -> HttpResponse:
    """Sums of years of which only paper is left."""
    form, refused = TallyForm(request.POST or None, lines=own(request)), None
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"by": request.actor, "at": timezone.now(), **form.cleaned_data}
        refused = tried(request, lambda: actions.keep_tally(**told))
        if refused is None:
            return redirect(reverse("hotline:tally"))
    rows = [{"row": row, "topic": queries.topic_word(row.topic)} for row in queries.tallies(request.actor)]
    context = {"form": form, "refused": refused, "rows": rows}
    return render(request, "hotline/tally.html", context, status=400 if refused is not None else 200)
