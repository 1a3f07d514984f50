"""Passages typed by hand: the list with what the check says, writing, changing, removing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report import actions, queries
from dayaq.assess.report.forms import KINDS, FilterForm, PassageForm
from dayaq.assess.report.models import Passage
from dayaq.assess.report.rules.chapters import SECTIONS
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused, Stale
from dayaq.ui.templatetags.dayaq import say

PAGE = 25
ASKED = ["GET", "HEAD", "POST"]


@require_safe
@gate("assess.read")
def listing(request: Request, assessment: str) -> HttpResponse:
    """Passages with search, filters, pages; what the check for slips finds stands above."""
    row = desk.opened(request, assessment)
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    names = ("section", "language", "kind")
    found = queries.searched(row, text=wanted.get("q", ""), **{name: wanted.get(name, "") for name in names})
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    kinds = dict(KINDS)
    lines = [
        {"row": one, "section": say(SECTIONS.get(one.section, one.section)), "kind": kinds[one.kind], "words": words(one)} for one in page
    ]
    said = {"form": form, "page": page, "lines": lines, "searching": any(wanted.values()), "slips": open_slips(row)}
    return render(request, "report/passages.html", {"assessment": row, "work": desk.may(row, "work"), **said})


def open_slips(row: Assessment) -> list[Any]:
    """What the check finds, for those who see the answers it compares with."""
    return list(queries.slips(row)) if desk.may(row, "raw") else []


def words(one: Passage) -> str:
    """The first words of a passage."""
    text = str(one.body.get("title") or one.body.get("text") or "")
    return text if len(text) <= 90 else f"{text[:89]}…"


def working(request: Request, assessment: str) -> Assessment:
    """The assessment of a page that writes: 404 for those who do not see it, 403 for those who only read."""
    row = desk.opened(request, assessment)
    if not desk.may(row, "work"):
        raise PermissionDenied
    return row


def passage_of(row: Assessment, key: UUID) -> Passage:
    """A passage, or 404."""
    found = queries.passage(row, key)
    if found is None:
        raise Http404
    return found


@require_http_methods(ASKED)
@gate("assess.work")
def new(request: Request, assessment: str) -> HttpResponse:
    """Write a passage."""
    row = working(request, assessment)
    form = PassageForm(request.POST or None)
    return formed(request, row, form, None)


@require_http_methods(ASKED)
@gate("assess.work")
def edit(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """Change a passage."""
    row = working(request, assessment)
    one = passage_of(row, key)
    form = PassageForm(request.POST or None, row=one)
    return formed(request, row, form, one)


def formed(request: Request, row: Assessment, form: PassageForm, one: Passage | None) -> HttpResponse:
    """The form: kept and back to the list, or shown again with what is wrong and everything typed."""
    if request.method == "POST" and form.is_valid() and kept(request, row, form, one):
        messages.success(request, _("Saved."))
        return redirect("report:passages", row.code)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "report/passage.html", {"assessment": row, "form": form, "one": one}, status=status)


def kept(request: Request, row: Assessment, form: PassageForm, one: Passage | None) -> bool:
    """Write it; a refusal and a faster colleague are said above the form."""
    by, at = request.actor, timezone.now()
    try:
        with transaction.atomic():
            if one is None:
                actions.write(assessment=row, words=form.words(), by=by, at=at)
            else:
                actions.change(passage=one, words=form.words(), version=form.cleaned_data["version"] or 0, by=by, at=at)
    except Refused as refusal:
        form.add_error("section", " ".join(say(reason) for reason in refusal.decision.reasons))
    except Stale:
        form.add_error(None, _("Somebody else changed this since you opened it. What you typed is still here: look, then save again."))
        form.data = again(request, one)
    return not form.errors


def again(request: Request, one: Passage | None) -> QueryDict:
    """What was typed, with the version as it is kept now: saving once more keeps what was typed."""
    data = request.POST.copy()
    if one is not None:
        one.refresh_from_db()
        data["version"] = str(one.version)
    return data


@require_POST
@gate("assess.work")
def remove(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """Take a passage out."""
    row = working(request, assessment)
    one = passage_of(row, key)
    try:
        actions.remove(passage=one, version=int(request.POST.get("version") or 0), by=request.actor)
    except (Stale, ValueError):
        messages.error(request, _("Somebody else changed this since you opened it. Nothing was removed."))
    else:
        messages.success(request, _("Removed."))
    return redirect("report:passages", row.code)
