"""The ledger's pages: accounts, sources, bookings with their file, gifts, the statement of a year with its picture."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse as address
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request as HttpAsk
from dayaq.base.access.gate import gate
from dayaq.base.audit.actions import log
from dayaq.core.chart import BarChart, Series, svg
from dayaq.core.table import guarded
from dayaq.respond.casefile.queries import label
from dayaq.respond.casefile.views.page import tried as pressed
from dayaq.respond.fund import access, actions, queries
from dayaq.respond.fund.forms import DayForm, GiftForm, IncomeForm, JournalFilterForm, PotForm, WhyForm
from dayaq.respond.fund.models import Announced, Journal
from dayaq.respond.fund.queries.ledger import account_words, years
from dayaq.respond.fund.queries.requests import home as country
from dayaq.respond.fund.rules.ledger import DEEDS
from dayaq.respond.fund.views.page import FORM, booked
from dayaq.ui.templatetags.dayaq import say

PAGE = 25


@require_safe
@gate(access.WORKS)
def accounts(request: HttpAsk) -> HttpResponse:
    """Every account and source with its balance, now or at the end of a day."""
    home, pack, form = request.actor.organisation_id, country(), DayForm(request.GET or None)
    until = pack.calendar.day_start(form.day + timedelta(days=1)) if form.is_bound and form.day else None
    context = {
        "accounts": queries.balances(home, pack, until),
        "pots": queries.pot_rows(home, pack, until),
        "years": years(home, pack),
        "form": form,
        "filtered": until is not None,
        "clear": address("fund:accounts"),
    }
    return render(request, "fund/accounts.html", context)


@require_http_methods(FORM)
@gate(access.WORKS)
def pot(request: HttpAsk) -> HttpResponse:
    """Open a source."""
    form = PotForm(request.POST or None, pack=country())

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("name", "source", "currency", "purposes")}
        return actions.open_pot(by=request.actor, at=form.at, **given)

    return booked(request, form, act, {"title": _("New source"), "button": _("Open it"), "back": address("fund:accounts")})


@require_http_methods(FORM)
@gate(access.WORKS)
def income(request: HttpAsk) -> HttpResponse:
    """Book money that came in."""
    form = IncomeForm(request.POST or None, pack=country(), organisation=request.actor.organisation_id)

    def act() -> object:
        place, given = form.pot, form.cleaned_data
        words = {"amount": given["amount"], "text": given["text"], "printed": form.printed}
        return actions.receive(pot=place, currency=place.currency, source=place.source, by=request.actor, at=form.at, **words)

    return booked(request, form, act, {"title": _("Money came in"), "button": _("Book it"), "back": address("fund:home")})


@require_POST
@gate(access.WORKS)
def arrived(request: HttpAsk, key: UUID) -> HttpResponse:
    """Announced income has arrived."""
    row = get_object_or_404(Announced, id=key, journal__isnull=True)
    pressed(request, lambda: actions.arrive(announced=row, by=request.actor, at=timezone.now()))
    return redirect("fund:home")


@require_safe
@gate(access.WORKS)
def journal(request: HttpAsk) -> HttpResponse:
    """Bookings, the newest first."""
    form = JournalFilterForm(request.GET, organisation=request.actor.organisation_id)
    page = Paginator(queries.journals(request.actor.organisation_id, **form.filters()), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [booking(row) for row in page],
        "form": form,
        "filtered": any(request.GET.values()),
        "clear": address("fund:journal"),
    }
    return render(request, "fund/journal.html", context)


def booking(row: Journal) -> dict[str, Any]:
    """One booking in words."""
    pack = country()
    lines = [{"account": account_words(line.account.code, pack), "pot": line.pot.name, "line": line} for line in row.lines.all()]
    free = row.deed == "receive" and not hasattr(row, "reversed_by")
    return {"row": row, "deed": say(DEEDS[row.deed]), "lines": lines, "may_reverse": free}


@require_safe
@gate(access.WORKS)
def journal_file(request: HttpAsk) -> HttpResponse:
    """The bookings as CSV, one line a line; no case code is in it."""
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow(["number", "at", "kind", "account", "source", "amount", "currency", "note", "reverses"])
    rows = queries.journals(request.actor.organisation_id).order_by("number")
    for row in rows:
        for line in row.lines.all():
            back = row.reverses.number if row.reverses else ""
            words = [row.deed, line.account.code, guarded(line.pot.name)]
            lines.writerow([row.number, row.at.isoformat(), *words, line.amount, line.currency, guarded(row.text), back])
    log("export", kind="fund.csv", count=rows.count())
    headers = {"Content-Disposition": 'attachment; filename="ledger.csv"'}
    return HttpResponse(f"\ufeff{out.getvalue()}".encode(), content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(FORM)
@gate(access.WORKS)
def reverse(request: HttpAsk, key: UUID) -> HttpResponse:
    """Reverse a booking of income."""
    row = get_object_or_404(Journal, id=key, deed="receive", reversed_by__isnull=True)
    form = WhyForm(request.POST or None, pack=country())

    def act() -> object:
        return actions.reverse(journal=row, by=request.actor, at=form.at, text=form.cleaned_data["text"])

    note = _("The opposite is booked; the booking itself stays.")
    words = {"title": _("Reverse booking %(number)s") % {"number": row.number}, "button": _("Reverse it"), "note": note}
    return booked(request, form, act, {**words, "back": address("fund:journal")})


@require_safe
@gate(access.WORKS)
def gifts(request: HttpAsk) -> HttpResponse:
    """Gifts in kind with what is left of them."""
    pack = country()
    page = Paginator(queries.gifts(request.actor.organisation_id), PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "gift": gift,
            "item": label(pack, f"codes.fund_item.{gift.item}"),
            "value": label(pack, f"codes.fund_value.{gift.value_source}"),
            "whole": gift.unit_value * gift.quantity,
        }
        for gift in page
    ]
    return render(request, "fund/gifts.html", {"page": page, "rows": rows})


@require_http_methods(FORM)
@gate(access.WORKS)
def gift(request: HttpAsk) -> HttpResponse:
    """Take a gift into store."""
    form = GiftForm(request.POST or None, pack=country(), organisation=request.actor.organisation_id)

    def act() -> object:
        return actions.receive_gift(by=request.actor, at=form.at, **form.new)

    return booked(request, form, act, {"title": _("Gift in kind"), "button": _("Take it into store"), "back": address("fund:gifts")})


def year_of(request: HttpAsk, year: int) -> dict[str, Any]:
    """The statement of a year, or 404 for one that is no year of money."""
    pack = country()
    if not 1990 <= year <= timezone.now().year + 1:
        raise Http404
    return queries.statement(request.actor.organisation_id, pack, year, pack.currency or "")


@require_safe
@gate(access.WORKS)
def statement(request: HttpAsk, year: int) -> HttpResponse:
    """A year of the fund: what there was, what came, what it was used for, what is left."""
    found = year_of(request, year)
    image = address("fund:year_chart", args=[year]) if found["income"] or found["used"] else ""
    columns = [{"label": _("What")}, {"label": _("came in"), "n": True}, {"label": _("used"), "n": True}]
    rows = [{"cells": [name, amount, ""]} for name, amount in found["income"].items()]
    rows += [{"cells": [name, "", amount]} for name, amount in found["used"].items()]
    context = {**found, "image_url": image, "columns": columns, "rows": rows, "alt": drawn(found).spoken}
    return render(request, "fund/statement.html", context)


def drawn(found: dict[str, Any]) -> BarChart:
    """Income and use as bars."""
    names = [*found["income"], *found["used"]]
    income_ = [float(found["income"][name]) if name in found["income"] else None for name in names]
    used = [float(found["used"][name]) if name in found["used"] else None for name in names]
    return BarChart(groups=names, series=[Series(_("came in"), income_), Series(_("used"), used)])


@require_safe
@gate(access.WORKS)
def year_chart(request: HttpAsk, year: int) -> HttpResponse:
    """The picture beside the statement."""
    found = year_of(request, year)
    if not found["income"] and not found["used"]:
        raise Http404
    return HttpResponse(svg(drawn(found)), content_type="image/svg+xml")
