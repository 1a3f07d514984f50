"""A text looked at before it leaves: nothing of it is kept, a person decides."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.assess.assessment import queries as desk
from dayaq.assess.results import queries
from dayaq.assess.results.forms import TextForm
from dayaq.assess.results.queries.texts import looked_at
from dayaq.assess.results.rules.texts import Mark
from dayaq.assess.results.views.tables import context
from dayaq.base.access.gate import Request, gate
from dayaq.ui.templatetags.dayaq import say


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def text(request: Request, assessment: str) -> HttpResponse:
    """The text with every place to look at; it is neither stored nor logged."""
    row = desk.opened(request, assessment)
    if not queries.may_see_answers(row):
        raise Http404
    form = TextForm(request.POST or None)
    found = looked_at(row, form.cleaned_data["text"]) if form.is_valid() else ()
    lines = [line(form.cleaned_data["text"], mark) for mark in found]
    columns = [_("In the text"), _("Why to look at it")]
    said = {"form": form, "rows": lines, "columns": columns, "asked": form.is_bound and form.is_valid()}
    return render(request, "results/text.html", context(row, **said), status=422 if form.errors else 200)


def line(given: str, mark: Mark) -> dict[str, Any]:
    """A place of the text as the person typed it, with the reason."""
    return {"cells": [given[mark.start : mark.end], {"text": say(mark.reason)}]}
