"""Law and practice on one page: what is owed, and what the register says is done."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import gate
from dayaq.base.access.rules import Actor
from dayaq.core.pack import load
from dayaq.core.period import Period
from dayaq.count.figures import queries
from dayaq.count.figures.access import READ, inside
from dayaq.count.figures.queries.laid_out import said, worded
from dayaq.count.figures.rules import catalogue
from dayaq.count.figures.rules.practice import Look, Topic, topics

FIRST = "victims_identified"


class YearForm(forms.Form):
    """The calendar year, or years, that are looked at."""

    period = forms.RegexField(
        r"^\d{4}(-\d{4})?$", label=_("Year or years"), error_messages={"invalid": _("A year or years expected: 2017, 2016-2017.")}
    )

    def clean_period(self) -> Period:
        """The period as days."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except ValueError as error:
            raise forms.ValidationError(_("A year or years expected: 2017, 2016-2017.")) from error


@require_safe
@gate(READ)
def practice(request: HttpRequest) -> HttpResponse:
    """Every row of law and practice; small numbers are protected as on the pages of the measures."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the wall
    form = YearForm({"period": request.GET.get("period") or spoken_of()})
    rows = [row(topic, form.cleaned_data["period"], actor) for topic in topics()] if form.is_valid() else []
    return render(request, "figures/practice.html", {"form": form, "rows": rows, "inside": inside(actor), "clear": request.path})


def spoken_of() -> str:
    """The year to begin with: the last one in which the register speaks of persons identified."""
    return queries.latest(catalogue().measures[FIRST], settings.HOME_PACK).label


def row(topic: Topic, period: Period, actor: Actor) -> dict[str, Any]:
    """One row in the reader's language; what two tables say alike stands once, and once that there is nothing."""
    looks: dict[str, dict[str, Any]] = {}
    for look in topic.looks:
        found = looked(look, period, actor)
        if found["said"] in looks:
            looks[found["said"]]["tables"] += found["tables"] if found["counted"] else []
        else:
            looks[found["said"]] = found
    return {
        "code": topic.code,
        "topic": worded(topic.topic),
        "law": worded(topic.law),
        "basis": topic.stands_on(load(settings.HOME_PACK)),
        "practice": list(looks.values()),
    }


def looked(look: Look, period: Period, actor: Actor) -> dict[str, Any]:
    """What a measure says, with the way to its table and what others printed beside it."""
    measure = catalogue().measures[look.code]
    sheet = queries.sheet(measure, queries.Query(period, "", look.by, protect=not inside(actor)))
    asked = {"period": period.label, **dict(zip(("rows", "columns"), look.by, strict=False))}
    dims = ", ".join(worded(catalogue().dimensions[name].label) for name in look.by)
    name = worded(measure.label) + (f" ({dims})" if dims else "")
    return {
        "said": said(sheet),
        "counted": sheet.status != "unknown",
        "tables": [{"url": f"{reverse('figures:measure', args=[look.code])}?{urlencode(asked)}", "label": name}],
        "others": [{"value": other.value, "about": sheet.about(other), "source": other.source} for other in sheet.others],
    }
