"""The ledger: what has left, letting the tables of today out, and what others printed about the same people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.results import actions, queries
from dayaq.assess.results.forms import PrintedForm, ReleaseForm
from dayaq.assess.results.models import Release
from dayaq.assess.results.queries.laid_out import groups, laid
from dayaq.assess.results.queries.splits import asked_of
from dayaq.assess.results.rules.ledger import shown
from dayaq.assess.results.views.tables import context
from dayaq.assess.survey.queries import instrument_of
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.ui.templatetags.dayaq import say

PAGE = 25


def kind_word(kind: str) -> str:
    """What kind of print an entry is."""
    words = {"report": _("all items"), "table": _("one table"), "file": _("file"), "elsewhere": _("printed elsewhere")}
    return words.get(kind, kind)


@require_safe
@gate("assess.read")
def ledger(request: Request, assessment: str) -> HttpResponse:
    """Everything that has left, the latest first, with search and pages."""
    row = desk.opened(request, assessment)
    text = request.GET.get("q", "").strip()
    found = queries.releases(row).order_by("-at", "id")
    page = Paginator(found.filter(title__icontains=text) if text else found, PAGE).get_page(request.GET.get("page"))
    lines = [{"url": reverse("results:release", args=[row.code, one.id]), "cells": line(one)} for one in page]
    columns = [_("Where it is printed"), _("Kind"), _("When"), _("Content")]
    return render(request, "results/ledger.html", context(row, page=page, rows=lines, columns=columns, text=text))


def line(one: Release) -> list[Any]:
    """An entry of the list; the content is named by the beginning of its fingerprint."""
    return [one.title, kind_word(one.kind), {"at": one.at}, one.sha256[:12]]


@require_safe
@gate("assess.read")
def release(request: Request, assessment: str, entry: UUID) -> HttpResponse:
    """One entry with the numbers that left."""
    row = desk.opened(request, assessment)
    found = queries.release(row, entry)
    if found is None:
        raise Http404
    instrument = instrument_of(row)
    items = shown(instrument, found.content.get("items", {}))
    tables = [
        laid(group, items, instrument, {}, inside=False)
        for group in groups(instrument)
        if any(items[one.code].shown for one in group.items)
    ]
    people = [people_table(one) for one in found.content.get("tables", ())]
    said = {"release": found, "kind": kind_word(found.kind), "tables": tables, "people": people}
    return render(request, "results/release.html", context(row, **said))


def people_table(stored: dict[str, Any]) -> dict[str, Any]:
    """A stored table of people: a line a cell."""
    rows = [
        {"cells": [groups_word(cell["dims"]), {"hidden": True} if cell["value"] is None else cell["value"]]} for cell in stored["cells"]
    ]
    return {
        "title": stored.get("name") or ", ".join(stored["dims"]),
        "columns": [_("Group"), {"label": _("Persons"), "n": True}],
        "rows": rows,
    }


def groups_word(dims: dict[str, str]) -> str:
    """The groups of a cell."""
    return ", ".join(f"{dim} = {group.removeprefix('*')}" for dim, group in dims.items()) or _("All")


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def let_out(request: Request, assessment: str) -> HttpResponse:
    """Enter the tables of today, or one split, as printed: from then on whatever leaves is compared with them."""
    row = working(request, assessment)
    form, code, by = ReleaseForm(request.POST or None), request.GET.get("question", ""), request.GET.get("by", "")
    if code and by not in dict(splits_of(row, code)):
        raise Http404
    title = f"{_('Enter what is printed')}: {_('Question %(code)s') % {'code': code}}" if code else _("Enter what is printed")

    def keep() -> None:
        said = {"assessment": row, "title": form.cleaned_data["title"], "by": request.actor, "at": timezone.now()}
        if code:
            actions.let_split_out(**said, code=code, by_property=by)
        else:
            actions.let_out(**said)

    return formed(request, row, form, keep, title)


def splits_of(row: Assessment, code: str) -> list[tuple[str, str]]:
    """What the tables of an item can be split by; nothing for an item that is not asked."""
    answers = queries.answered(row)
    return asked_of(answers, code) if code in answers.tables else []


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def printed(request: Request, assessment: str) -> HttpResponse:
    """Record counts of the same people that somebody else printed."""
    row = working(request, assessment)
    form = PrintedForm(request.POST or None)

    def keep() -> None:
        lines = form.cleaned_data["counts"]
        actions.record_printed(assessment=row, title=form.cleaned_data["title"], lines=lines, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, _("Printed elsewhere"))


def working(request: Request, code: str) -> Assessment:
    """The assessment for somebody who sees its answers and works on it; 404 for others, 403 for those who only read."""
    row = desk.opened(request, code)
    if not (desk.may(row, "work") and queries.may_see_answers(row)):
        raise PermissionDenied
    return row


def formed(request: Request, row: Assessment, form: Form, do: Callable[[], None], title: str) -> HttpResponse:
    """A page with one form: kept and back to the ledger, or shown again with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                do()
        except Refused as refusal:
            form.add_error(None, say(refusal.decision))
        else:
            messages.success(request, _("Saved."))
            return redirect("results:ledger", row.code)
    back = reverse("results:ledger", args=[row.code])
    return render(request, "results/form.html", context(row, form=form, title=title, back=back), status=422 if form.errors else 200)
