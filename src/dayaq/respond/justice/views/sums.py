"""Sums of a year over the proceedings of the country, as small tables in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.justice import queries
from dayaq.respond.justice.views.page import body, coded


@require_safe
@gate("overview.read")
def sums(request: Request) -> HttpResponse:
    """Numbers of a year over the proceedings of the whole country; no row and no name."""
    now = queries.home().calendar.local_date(timezone.now()).year
    asked_for = request.GET.get("year", "")
    number = int(asked_for) if asked_for.isdecimal() and 1990 <= int(asked_for) <= now else now
    table = queries.sums(*queries.year(number))
    return render(request, "justice/sums.html", {"year": number, "years": range(now, now - 12, -1), "tables": tables(table)})


def tables(found: dict[str, dict[str, dict[str, int]]]) -> list[dict[str, Any]]:
    """Sums as small tables: a measure, split one way each."""
    names, splits = measure_words(), split_words()
    shown = []
    for measure, title in names.items():
        for dim, cells in found.get(measure, {}).items():
            rows = [{"cells": [key_words(dim, key), n]} for key, n in sorted(cells.items(), key=lambda pair: -pair[1])]
            columns = [splits.get(dim, ""), {"label": _("Number"), "n": True}]
            shown.append({"title": title, "total": sum(cells.values()), "rows": rows, "columns": columns})
    return shown


def measure_words() -> dict[str, str]:
    """The measures in the order reports print them."""
    return {
        "facts": _("Registered facts"),
        "cases": _("Proceedings opened"),
        "court": _("Proceedings before the court"),
        "suspects": _("Suspects"),
        "wanted": _("Wanted"),
        "found": _("Found"),
        "arrested": _("Arrested"),
        "responsible": _("Held responsible"),
        "prosecuted": _("Prosecuted"),
        "convicted": _("Convicted"),
        "acquitted": _("Acquitted"),
        "groups": _("Criminal groups broken up"),
        "legal_persons": _("Legal persons held responsible"),
        "victim_before": _("Held responsible who were victims before"),
        "joint": _("Joint investigations"),
        "charges": _("Charges"),
        "hearings": _("Hearings adjourned"),
        "seized": _("Seized"),
        "confiscated": _("Confiscated"),
        "to_fund": _("To the relief fund"),
        "requests": _("Requests between countries"),
    }


def split_words() -> dict[str, str]:
    """By what a measure is split."""
    return {
        "body": _("Body"),
        "article": _("Article"),
        "exploitation": _("Exploitation"),
        "origin": _("Began by"),
        "sex": _("Sex"),
        "offence": _("Offence"),
        "kind": _("Kind"),
        "sentence": _("Sentence"),
        "suspended": _("Suspended"),
        "band": _("Length"),
        "outcome": _("Outcome"),
        "adjourned": _("Why adjourned"),
        "currency": _("Currency"),
    }


LISTS = {
    "exploitation": "exploitation",
    "origin": "justice_origin",
    "sex": "sex",
    "sentence": "sentence_kind",
    "outcome": "charge_outcome",
    "adjourned": "adjourn_reason",
}


def key_words(dim: str, key: str) -> str:  # noqa: PLR0911 - one return a kind of key
    """A key of a split in words."""
    if not key:
        return _("not said") if dim else _("all")
    if dim in LISTS:
        return coded(LISTS[dim], key)
    if dim == "body":
        return body(key)
    if dim == "article":
        return queries.article_words(key)
    if dim == "band":
        return queries.band_label(key)
    plain = {
        "thb": _("trafficking or forced labour"),
        "other": _("another offence"),
        "true": _("yes"),
        "false": _("no"),
        "group": _("criminal group"),
        "organised": _("organised crime group"),
    }
    way, _dot, kind = key.partition(".")
    if kind:
        return f"{coded('mutual_kind', kind)}, {_('from another country') if way == 'in' else _('to another country')}"
    return plain.get(key, key)
