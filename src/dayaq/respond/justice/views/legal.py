"""The lawyer's desk, the register of lawyers, and the one page of a case for lawyer and court."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed
from dayaq.respond.casefile.queries import opened
from dayaq.respond.casefile.views.page import FORM, draw
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice import forms as f
from dayaq.respond.justice.models import Lawyer
from dayaq.respond.justice.views.case import appearance_line, mandate_line, part_line
from dayaq.respond.justice.views.page import asked, coded, paged


@require_safe
@gate("legal.work")
def desk(request: Request) -> HttpResponse:
    """Running mandates with the next hearing, and people who wish a lawyer and have none."""
    rows, waiting = queries.desk(request.actor), queries.open_wishes(request.actor)
    listed(kind="justice:desk", cases=[*(row.mandate.case_id for row in rows), *(wish.case_id for wish, _code in waiting)])
    context = {
        "mandates": [{"url": reverse("justice:case", args=[row.code]), "cells": desk_cells(row)} for row in rows],
        "columns": [_("Case"), _("Lawyer"), _("For what?"), _("Since"), _("Next hearing")],
        "waiting": [
            {"wish": wish, "code": code, "scopes": ", ".join(coded("legal_scope", one) for one in wish.scopes)} for wish, code in waiting
        ],
    }
    return render(request, "justice/desk.html", context)


def desk_cells(row: queries.DeskRow) -> list[Any]:
    """A running mandate as cells."""
    scopes = ", ".join(coded("legal_scope", code) for code in row.mandate.scopes)
    ahead: Any = {"at": row.next_hearing.at} if row.next_hearing else "–"
    return [row.code, row.mandate.lawyer.name, scopes, {"at": row.mandate.at}, ahead]


@require_safe
@gate("legal.work", "justice.work", "justice.court", "case.write")
def lawyers(request: Request) -> HttpResponse:
    """The register of lawyers; the bar flag decides who may represent in criminal cases."""
    text, bar = request.GET.get("text", "")[:60], request.GET.get("bar") == "1"
    page = paged(request, queries.lawyers(bar_only=bar, text=text))
    rows = [
        {"url": reverse("justice:lawyer", args=[one.id]) if own(one, request) else "", "cells": lawyer_cells(one)}
        for one in page.object_list
    ]
    columns = [_("Name"), _("Bar"), _("Trained on trafficking"), _("Sex"), _("Languages"), _("Works under")]
    keeps = request.actor.may("legal.work") or request.actor.may("justice.work")
    return render(
        request, "justice/lawyers.html", {"page": page, "rows": rows, "columns": columns, "text": text, "bar": bar, "keeps": keeps}
    )


def own(one: Lawyer, request: Request) -> bool:
    """Whether the entry is the own body's to change."""
    may = request.actor.may("legal.work") or request.actor.may("justice.work")
    return may and one.organisation == request.actor.organisation_id


def lawyer_cells(one: Lawyer) -> list[Any]:
    """An entry of the register as cells."""
    bar: Any = {"label": _("member of the bar"), "kind": "leaf"} if one.bar_member else {"label": _("not of the bar"), "kind": "neutral"}
    languages = ", ".join(coded("language", code) for code in one.languages) or "–"
    schemes = ", ".join(coded("legal_scheme", code) for code in one.schemes) or "–"
    return [one.name, bar, _("yes") if one.specialised else "–", coded("sex", one.sex), languages, schemes]


@require_http_methods(FORM)
@gate("legal.work", "justice.work")
def lawyer(request: Request, lawyer: UUID | None = None) -> HttpResponse:
    """Enter a lawyer, or change the own entry."""
    one = get_object_or_404(Lawyer, id=lawyer) if lawyer else None
    if one is not None and not own(one, request):
        raise Http404
    names = ("name", "bar_member", "bar_number", "specialised", "sex", "languages", "schemes")
    form = f.LawyerForm(request.POST or None, pack=queries.home(), initial={name: getattr(one, name) for name in names} if one else None)
    if one:
        form.fields["active"] = forms.BooleanField(label=_("Still works"), required=False, initial=one.active)
        form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=one.version)

    def act() -> object:
        given = dict(form.cleaned_data)
        if one is None:
            return actions.register_lawyer(by=request.actor, at=timezone.now(), **given)
        version = given.pop("version")
        return actions.change_lawyer(lawyer=one, version=version, changes=given, by=request.actor, at=timezone.now())

    return asked(request, form, act, {"title": _("Lawyer"), "button": _("Save"), "back": reverse("justice:lawyers")})


@require_safe
@gate("justice.court")
def court(request: Request, code: str) -> HttpResponse:
    """One page for lawyer and court: mandate, hearings, threats in the record, measures, address, claim, assets for the fund."""
    case = opened(request, code)
    context = {
        "mandates": [mandate_line(one) for one in queries.mandates(case) if one.ended_at is None],
        "parts": [part_line(one, request) for one in queries.parts_of(case)],
        "appearances": [appearance_line(one) for one in queries.appearances(case)],
        "claim": queries.claim_words(case),
        "assets": queries.to_fund(case),
        **queries.beside(case),
    }
    return draw(request, "justice/court.html", case, **context)
