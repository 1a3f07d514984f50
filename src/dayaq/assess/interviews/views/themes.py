"""Themes with their counts, the code book, and paraphrases that may leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment.queries import opened
from dayaq.assess.framework.rules import loading, said
from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.forms import AGENCIES, ATTRIBUTION, ParaphraseForm, ThemeForm, language
from dayaq.assess.interviews.models import Paraphrase
from dayaq.assess.interviews.views.coding import label
from dayaq.assess.interviews.views.page import FORM, page, paged, raw, tried
from dayaq.base.access.gate import Request, gate


@require_safe
@gate("assess.raw")
def themes(request: Request, assessment: str) -> HttpResponse:
    """Every code with the number of interviews that mention it and its base."""
    about = raw(request, assessment)
    book = actions.code_book(assessment=about, by=request.actor, at=timezone.now())
    text = request.GET.get("q", "").strip().casefold()
    used = request.GET.get("used") == "1"
    counts = {count.guid: count for count in queries.themes(about)}
    usage = queries.usage(about)
    rows = [
        line(theme, counts.get(theme.guid), usage.get(theme.id, 0), assessment)
        for theme in book
        if text in label(theme).casefold() and (not used or usage.get(theme.id))
    ]
    done, held = queries.coded(about)
    columns = [
        _("Code"),
        {"label": _("Interviews that mention it"), "n": True},
        {"label": _("Interviews asked"), "n": True},
        {"label": _("Selections"), "n": True},
    ]
    return page(request, "themes", about, rows=rows, columns=columns, done=done, held=held, q=request.GET.get("q", ""), used=used)


def line(theme: Any, count: Any, selections: int, assessment: str) -> dict[str, Any]:
    """One code as a line; headings have no counts."""
    url = "" if theme.code else reverse("interviews:theme", args=[assessment, theme.id])
    indent = "– " * getattr(theme, "depth", 0)
    return {"url": url, "cells": [f"{indent}{label(theme)}", *((count.n, count.base, selections) if count else ("", "", ""))]}


@require_http_methods(FORM)
@gate("assess.raw")
def new_theme(request: Request, assessment: str) -> HttpResponse:
    """Add a free theme."""
    about = raw(request, assessment)
    book = actions.code_book(assessment=about, by=request.actor, at=timezone.now())
    form = ThemeForm(request.POST or None, book=book)
    refused = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        refused = tried(
            lambda: actions.add_theme(
                assessment=about,
                label={language(): data["label"]},
                parent=form.heading,
                description=data["description"],
                questions=data["questions"],
                by=request.actor,
                at=timezone.now(),
            )
        )
        if refused is None:
            return redirect("interviews:themes", assessment)
    return page(request, "theme", about, form=form, refused=refused, status=422 if form.errors else 200)


@require_http_methods(FORM)
@gate("assess.raw")
def theme(request: Request, assessment: str, theme: UUID) -> HttpResponse:
    """Change a free theme, or take it away."""
    about = raw(request, assessment)
    row = next((one for one in queries.book(about) if one.id == theme and not one.code), None)
    if row is None:
        raise Http404
    removing = "remove" in request.POST
    form = ThemeForm(None if removing else request.POST or None, book=[], row=row)
    refused = None
    if removing:
        refused = tried(lambda: actions.remove_theme(theme=row, by=request.actor, at=timezone.now()))
    elif request.method == "POST" and form.is_valid():
        refused = tried(lambda: changed(request, row, form.cleaned_data))
    if request.method == "POST" and refused is None and not form.errors:
        return redirect("interviews:themes", assessment)
    return page(request, "theme", about, form=form, row=row, refused=refused, status=422 if form.errors else 200)


def changed(request: Request, row: Any, data: dict[str, Any]) -> None:
    """The words of a theme as typed, in the reader's language."""
    words = {**row.label, language(): data["label"]}
    actions.change_theme(
        theme=row,
        label=words,
        description=data["description"],
        questions=data["questions"],
        version=data["version"],
        by=request.actor,
        at=timezone.now(),
    )


@require_http_methods(FORM)
@gate("assess.read")
def paraphrases(request: Request, assessment: str) -> HttpResponse:
    """Words about interviews that a person approved; approving more, for those who may."""
    about = opened(request, assessment)
    may = request.actor.may("assess.work") and queries.role(about, request.actor) in {"lead", "assessor"}
    criteria = [(one.code, f"{one.code} {said(one.title, language())}") for one in loading.criteria()]
    form = ParaphraseForm(request.POST or None, criteria=criteria) if may else None
    refused = None
    if form is not None and request.method == "POST" and form.is_valid():
        data, statement = form.cleaned_data, form.statement
        about_it = {"code": data["code"], "despite": data["despite"], "because": data["because"]}
        refused = tried(lambda: actions.approve(assessment=about, statement=statement, by=request.actor, at=timezone.now(), **about_it))
        if refused is None:
            return redirect("interviews:paraphrases", assessment)
    shown = paged(request, queries.paraphrases(about))
    rows, columns = listed(shown), [_("Paraphrase"), _("Tells about"), _("Printed beside it"), _("Naming"), _("Approved")]
    status = 422 if form is not None and form.errors else 200
    return page(request, "paraphrases", about, form=form, page=shown, rows=rows, columns=columns, refused=refused, status=status)


def listed(shown: Iterable[Paraphrase]) -> list[dict[str, Any]]:
    """The lines of the table of paraphrases."""
    agencies, naming = dict(AGENCIES), dict(ATTRIBUTION)
    return [
        {
            "cells": [
                one.text,
                one.code,
                str(agencies.get(one.agency, "")),
                str(naming[one.attribution]),
                one.approved_on.isoformat(),
            ]
        }
        for one in shown
    ]
