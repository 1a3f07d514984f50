"""Coding: texts, one text with its sentences, coders, comparison and what is agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.framework.rules import said
from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.forms import DOCUMENT_KINDS, DocumentSearchForm, MarkForm, TextForm, language, parts_of
from dayaq.assess.interviews.models import Document, Theme
from dayaq.assess.interviews.rules.coding import Span, units
from dayaq.assess.interviews.rules.kappa import Agreement
from dayaq.assess.interviews.views.page import FORM, page, paged, raw, tried
from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import read
from dayaq.core.decision import Decision

KINDS = {"interview": gettext_lazy("interview"), **dict(DOCUMENT_KINDS)}


def label(theme: Theme) -> str:
    """A code as it is shown: number and words."""
    return f"{theme.code} {said(theme.label, language()) or next(iter(theme.label.values()), '')}".strip()


def text(request: Request, assessment: str, number: UUID) -> Document:
    """One text, or 404; the trail says that it was read."""
    about = raw(request, assessment)
    row = queries.document(about, number)
    if row is None:
        raise Http404
    read(kind="interviews:coding", case=None, row=str(row.id), groups=("A2",))
    return row


@require_safe
@gate("assess.raw")
def documents(request: Request, assessment: str) -> HttpResponse:
    """Texts to code and how far they are."""
    about = raw(request, assessment)
    form = DocumentSearchForm(request.GET)
    form.is_valid()
    asked = {"text": form.cleaned_data.get("q", ""), "kind": form.cleaned_data.get("kind", ""), "state": form.cleaned_data.get("state", "")}
    shown = paged(request, queries.documents(about, **asked))
    rows = [line(row, assessment) for row in shown]
    columns = [_("Text"), _("Kind of text"), {"label": _("Coders"), "n": True}, {"label": _("Finished"), "n": True}, _("State")]
    found = queries.agreement(about)
    context: dict[str, Any] = {"agreement": found, "codes": table(found.codes, found.overall)}
    return page(request, "documents", about, form=form, page=shown, rows=rows, columns=columns, active=any(asked.values()), **context)


def line(row: Any, assessment: str) -> dict[str, Any]:
    """One text as a line of the list."""
    state = {"label": _("agreed"), "kind": "leaf"} if row.agreed_at else {"label": _("to be coded"), "kind": "neutral"}
    if not row.agreed_at and row.coders and row.coders == row.finished:
        state = {"label": _("to be agreed"), "kind": "amber"}
    url = reverse("interviews:coding", args=[assessment, row.id])
    return {"url": url, "cells": [row.title, str(KINDS.get(row.kind, row.kind)), row.coders, row.finished, state]}


@require_http_methods(FORM)
@gate("assess.raw")
def add_text(request: Request, assessment: str) -> HttpResponse:
    """Add a text that is no interview."""
    about = raw(request, assessment)
    form = TextForm(request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        refused = tried(lambda: actions.add_document(assessment=about, by=request.actor, at=now, **form.cleaned_data))
        if refused is None:
            return redirect("interviews:documents", assessment)
    return page(request, "add_text", about, form=form, refused=refused, status=422 if form.errors else 200)


@require_POST
@gate("assess.raw")
def survey_texts(request: Request, assessment: str) -> HttpResponse:
    """Take the free answers of the survey as texts to code."""
    about = raw(request, assessment)
    refused = tried(lambda: actions.add_survey_texts(assessment=about, by=request.actor, at=timezone.now()))
    return (
        redirect("interviews:documents", assessment)
        if refused is None
        else page(request, "add_text", about, form=TextForm(), refused=refused)
    )


@require_http_methods(FORM)
@gate("assess.raw")
def coding(request: Request, assessment: str, document: UUID) -> HttpResponse:
    """One text, sentence by sentence, with the codes the acting person gave."""
    row = text(request, assessment, document)
    book = actions.code_book(assessment=row.assessment, by=request.actor, at=timezone.now())
    all_units = units(row.text, parts_of(row))
    form = MarkForm(request.POST or None, book=book, units=all_units)
    refused = changed(request, row, form) if request.method == "POST" else None
    if request.method == "POST" and refused is None and not form.errors:
        return redirect(f"{request.path}#u{form.cleaned_data.get('unit') if 'theme' in request.POST else request.POST.get('unit', '')}")
    mine = queries.my_pass(row, request.actor.user_id)
    layer = "agreed" if row.agreed_at else "own"
    shown = list(queries.codings(row, layer=layer, coder=None if row.agreed_at else request.actor.user_id))
    lines = [sentence(number, span, row.text, shown) for number, span in enumerate(all_units)]
    context = {
        "row": row,
        "form": form,
        "mine": mine,
        "lines": headed(row, lines),
        "codes": [(one.id, label(one), one.codable, getattr(one, "depth", 0)) for one in book],
    }
    coding_now = mine is not None and mine.finished_at is None and row.agreed_at is None
    return page(request, "coding", row.assessment, refused=refused, open=coding_now, status=422 if form.errors else 200, **context)


def changed(request: Request, row: Document, form: MarkForm) -> Decision | None:
    """Give or take back a code, or begin."""
    now, by = timezone.now(), request.actor
    if "begin" in request.POST:
        form.errors.clear()
        return tried(lambda: actions.assign(document=row, coder=by.user_id, by=by, at=now))
    if "take" in request.POST:
        form.errors.clear()
        one = next((one for one in queries.codings(row, coder=by.user_id) if str(one.id) == request.POST["take"]), None)
        return tried(lambda: actions.uncode(coding=one, by=by, at=now)) if one else None
    if not form.is_valid():
        return None
    theme, span = form.book[form.cleaned_data["theme"]], form.cleaned_data["span"]
    return tried(lambda: actions.code(document=row, theme=theme, span=span, by=by, at=now))


def sentence(number: int, span: Span, whole: str, shown: list[Any]) -> dict[str, Any]:
    """A sentence with the codings that begin in it or cover it."""
    touching = [one for one in shown if span.touches(Span(one.start, one.end))]
    codes = [{"id": one.id, "label": label(one.theme), "part": part(Span(one.start, one.end), span, whole)} for one in touching]
    return {"number": number, "span": span, "words": span.of(whole), "codes": codes}


def part(selected: Span, unit: Span, whole: str) -> str:
    """The selected words, when they are not the whole sentence."""
    return "" if selected == unit else selected.of(whole)


def headed(row: Document, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sentences under the questions they answer."""
    if not row.parts:
        return [{"question": "", "words": "", "lines": lines}]
    found = []
    before = 0
    for question, start, end in row.parts:
        head = row.text[before:start].strip().removeprefix(question).strip()
        found.append({"question": question, "words": head, "lines": [one for one in lines if start <= one["span"].start < end]})
        before = end
    return found


@require_http_methods(FORM)
@gate("assess.raw")
def finish(request: Request, assessment: str, document: UUID) -> HttpResponse:
    """Finish one's coding, after a question."""
    row = text(request, assessment, document)
    refused = None
    if request.method == "POST":
        refused = tried(lambda: actions.finish(document=row, by=request.actor, at=timezone.now()))
        if refused is None:
            return redirect("interviews:compare", assessment, document)
    return page(
        request, "finish", row.assessment, row=row, refused=refused, back_url=reverse("interviews:coding", args=[assessment, document])
    )


@require_POST
@gate("assess.raw")
def coders(request: Request, assessment: str, document: UUID) -> HttpResponse:
    """Give the text to a second coder."""
    row = text(request, assessment, document)
    chosen = next((one for one in queries.team(row.assessment) if str(one) == request.POST.get("coder")), None)
    refused = tried(lambda: actions.assign(document=row, coder=chosen, by=request.actor, at=timezone.now())) if chosen else None
    if refused is None:
        return redirect("interviews:compare", assessment, document)
    return page(request, "compare", row.assessment, refused=refused, **compared(row))


@require_http_methods(FORM)
@gate("assess.raw")
def compare(request: Request, assessment: str, document: UUID) -> HttpResponse:
    """Two coders beside one another, how far they agree, and what both stand by."""
    row = text(request, assessment, document)
    refused = None
    if request.method == "POST":
        found = queries.comparison(row)
        keep = set(request.POST.getlist("keep"))
        chosen = [(line.theme.id, line.span) for line in found.lines if mark(line) in keep] if found else []
        refused = tried(lambda: actions.agree(document=row, keep=chosen, by=request.actor, at=timezone.now()))
        if refused is None:
            return redirect("interviews:documents", assessment)
    return page(request, "compare", row.assessment, refused=refused, **compared(row))


def mark(line: Any) -> str:
    """A line of the comparison as a check box says it."""
    return f"{line.theme.id}:{line.span.start}:{line.span.end}"


def agreed(words: str, one: Agreement) -> dict[str, Any]:
    """A line of the table of agreement."""
    figures = {
        "percent": float(round(one.observed * 100, 1)) if one.observed is not None else None,
        "kappa": float(round(one.kappa, 2)) if one.kappa is not None else None,
    }
    return {"label": words, "both": one.both, "first": one.first, "second": one.second, "neither": one.neither, "why": one.why, **figures}


def compared(row: Document) -> dict[str, Any]:
    """The comparison as the page shows it."""
    passes = list(row.passes.order_by("recorded_at"))
    team = queries.team(row.assessment)
    people = queries.people({*team, *(one.coder for one in passes)})
    busy = {one.coder for one in passes}
    free = [(key, people.get(key, "?")) for key, role in team.items() if role in {"lead", "assessor", "coder"} and key not in busy]
    found = queries.comparison(row)
    shown = [{"name": people.get(one.coder, "?"), "finished": one.finished_at} for one in passes]
    context = {"row": row, "coders": shown, "free": free if len(passes) < 2 and not row.agreed_at else [], "found": found}
    return context if found is None else context | tables(found, people)


def tables(found: queries.Comparison, people: dict[UUID, str]) -> dict[str, Any]:
    """Agreement by code with the sum beneath, and every selection with who made it."""
    lines = [
        {
            "mark": mark(line),
            "label": label(line.theme),
            "words": line.words,
            "all": len(line.coders) == len(found.coders),
            "who": [people.get(one, "?") for one in found.coders if one in line.coders],
        }
        for line in found.lines
    ]
    return {"codes": table(found.codes, found.overall), "lines": lines}


def table(codes: Iterable[tuple[Theme, Agreement]], overall: Agreement) -> list[dict[str, Any]]:
    """Agreement by code, all codes together in the last line; nothing without codes."""
    shown = [agreed(label(theme), one) for theme, one in codes]
    return [*shown, agreed("", overall)] if shown else []
