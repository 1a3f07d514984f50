"""The list of measures, one measure with its table and chart, and what a measure means."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import gate
from dayaq.base.access.rules import Actor
from dayaq.core.pack import load
from dayaq.count.figures import queries
from dayaq.count.figures.access import EXPORT, READ, inside, may_take_along
from dayaq.count.figures.forms import AskForm, ListForm
from dayaq.count.figures.queries import Sheet, dimension_label, said
from dayaq.count.figures.queries.cells import leaves_hidden
from dayaq.count.figures.queries.laid_out import chart, unit_word, worded
from dayaq.count.figures.rules import Measure
from dayaq.count.figures.views.asking import ask_form, named
from dayaq.count.figures.views.tables import page_table

PAGE = 25


@require_safe
@gate(READ)
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure, with search, filter and pages."""
    form = ListForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = [measure for measure in queries.measures() if fits(measure, wanted)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "figures/list.html",
        {
            "form": form,
            "page": page,
            "rows": [row(measure) for measure in page],
            "columns": [_("Measure"), pgettext("unit of measurement", "Unit"), _("Where from"), _("Code")],
        },
    )


def fits(measure: Measure, wanted: dict[str, Any]) -> bool:
    """Whether a measure is searched for."""
    word = (wanted.get("q") or "").casefold()
    words = " ".join((measure.code, *measure.label.values())).casefold()
    return word in words and {"ours": measure.ours, "published": not measure.ours}.get(wanted.get("kind") or "", True)


def row(measure: Measure) -> dict[str, Any]:
    """A line of the list."""
    origin = {"label": _("counted here"), "kind": "leaf"} if measure.ours else {"label": _("published elsewhere"), "kind": "neutral"}
    return {
        "url": reverse("figures:measure", args=[measure.code]),
        "cells": [worded(measure.label), unit_word(measure.unit), origin, measure.code],
    }


@require_safe
@gate(READ)
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """One measure: sentence, table, chart, downloads."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the wall
    found = named(code)
    form = ask_form(request, found)
    context: dict[str, Any] = {
        "measure": found,
        "label": worded(found.label),
        "form": form,
        "inside": inside(actor),
        "open": bool(form.errors),
    }
    if form.is_valid():
        context |= shown(request, queries.sheet(found, form.query(protect=not inside(actor))), form, actor)
    return render(request, "figures/measure.html", context)


def shown(request: HttpRequest, sheet: Sheet, form: AskForm, actor: Actor) -> dict[str, Any]:
    """What the page says about a table."""
    address = f"?{form_address(form)}"
    take = may_take_along(actor)
    picture = chart(sheet)
    columns, rows = page_table(sheet)
    return {
        "sheet": sheet,
        "part_of_year": leaves_hidden(sheet.measure, sheet.query),
        "sentence": said(sheet),
        "columns": columns,
        "rows": rows,
        "source": "; ".join(sheet.sources),
        "status": STATUS_WORDS()[sheet.status],
        "competing": [
            {"value": other.value, "source": "; ".join(filter(None, (sheet.about(other), other.source)))} for other in sheet.others
        ],
        "image_url": reverse("figures:chart", args=[sheet.measure.code]) + address if picture.groups else "",
        "alt": picture.spoken,
        "csv_url": reverse("figures:csv", args=[sheet.measure.code]) + address if take else "",
        "xlsx_url": reverse("figures:xlsx", args=[sheet.measure.code]) + address if take else "",
        "link_url": request.build_absolute_uri(request.path + address),
    }


def form_address(form: AskForm) -> str:
    """The question as it stands in an address."""
    from urllib.parse import urlencode

    return urlencode({name: form[name].value() for name in form.fields if form[name].value()})


def STATUS_WORDS() -> dict[str, str]:  # noqa: N802 - a table of words, made when the language is known
    """Words for the status of a figure."""
    return {
        "final": _("final"),
        "provisional": _("provisional"),
        "published": _("published elsewhere"),
        "hidden": _("hidden"),
        "unknown": _("not known"),
    }


@require_safe
@gate(READ, EXPORT)
def definition(request: HttpRequest, code: str) -> HttpResponse:
    """What a measure counts, from what, and by what it can be broken down."""
    found = named(code)
    periods = {pack.code: queries.printed_periods(found, pack.code) for pack in queries.countries()}
    facts = [
        (_("Code"), found.code),
        (pgettext("unit of measurement", "Unit"), unit_word(found.unit)),
        (_("Counts"), worded(found.counts) or _("As printed by the source; not counted here.")),
        (_("Taken from"), f"guard.measure('{found.kind}', …)" if found.ours else _("published figures")),
        (_("Broken down by"), ", ".join(dimension_label(dim) for dim in found.dims) or _("nothing")),
        (
            _("Hidden outside the office"),
            _("counts from 1 to %(most)s, and what would give them away") % {"most": found.smallest(load(settings.HOME_PACK).reports) - 1},
        ),
        (
            _("Published for"),
            "; ".join(f"{country}: {', '.join(p.label for p in some[:12])}" for country, some in periods.items() if some) or "–",
        ),
    ]
    return render(
        request,
        "figures/definition.html",
        {"measure": found, "label": worded(found.label), "facts": [{"label": label, "value": value} for label, value in facts]},
    )
