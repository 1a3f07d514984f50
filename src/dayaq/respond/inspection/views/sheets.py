"""A worker's sheet, the screening the worker decides on, information about a place, mediation of wages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.casefile.queries import code_for, label, language
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.detection.actions import take_information
from dayaq.respond.inspection import actions, queries
from dayaq.respond.inspection.forms import InformationForm, MediateForm, MediationForm, ScreenForm, SheetForm
from dayaq.respond.inspection.models import Employer, Mediation, Sheet
from dayaq.respond.inspection.views.page import asked, coded, found, paged


@require_http_methods(FORM)
@gate("inspection.work")
def sheet(request: Request, visit: UUID) -> HttpResponse:
    """What one worker answers, without a name: eleven rights and the country's indicators on one page."""
    row = found(visit)
    form = SheetForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.cleaned_data
        made = actions.fill_sheet(
            visit=row,
            rights=form.said("right"),
            indicators=form.said("item"),
            sex=given["sex"],
            language=given["language"],
            by=request.actor,
            at=form.at,
        )
        return reverse("inspection:visit", args=[row.id]) + f"#sheet-{made.number}"

    laws = queries.file()
    asked_rights = [(form[f"right_{code}"], "; ".join(right.law)) for code, right in form.rights.items()]
    asked_items = [(form[f"item_{code}"], "; ".join(laws.indicator_law.get(code, ()))) for code in form.items]
    words = {
        "title": _("Sheet of a worker"),
        "about": row.employer.name,
        "button": _("Keep it"),
        "back": reverse("inspection:visit", args=[row.id]),
    }
    return asked(request, form, act, {**words, "template": "inspection/sheet.html", "rights": asked_rights, "items": asked_items})


@require_http_methods(FORM)
@gate("inspection.work")
def screen(request: Request, visit: UUID, sheet: UUID) -> HttpResponse:
    """The worker agreed: case and screening are opened with the answers carried over, the time to refer runs."""
    row = found(visit)
    one = get_object_or_404(Sheet, id=sheet, visit=row, decision="not_asked")
    form = ScreenForm(request.POST or None, pack=queries.home(), initial={"version": one.version})

    def act() -> object:
        given = form.cleaned_data
        reason = given["under_18_reason"] if given["under_18"] == "no" else ""
        spoken = (one.language,) if one.language else ()
        sex = (one.sex, "known") if one.sex else ("", "not_asked")
        new = NewCase(
            source_kind=queries.source_kind(request.actor), sex=sex, under_18=given["under_18"], under_18_reason=reason, languages=spoken
        )
        case = actions.open_screening(sheet=one, new=new, version=given["version"], by=request.actor, at=timezone.now())
        return reverse("screening:index", args=[code_for(case, request.actor.organisation_id)])

    words = {"title": _("The worker agrees to a screening"), "about": row.employer.name, "button": _("Open it")}
    return asked(request, form, act, {**words, "back": reverse("inspection:visit", args=[row.id])})


@require_POST
@gate("inspection.work")
def decline(request: Request, visit: UUID, sheet: UUID) -> HttpResponse:
    """The worker does not want a screening."""
    row = found(visit)
    one = get_object_or_404(Sheet, id=sheet, visit=row, decision="not_asked")
    actions.worker_declines(sheet=one, version=one.version, by=request.actor, at=timezone.now())
    return redirect("inspection:visit", row.id)


@require_http_methods(FORM)
@gate("inspection.work")
def information(request: Request, employer: UUID) -> HttpResponse:
    """A place that may not be visited becomes information for the competent unit; no person is named."""
    one = get_object_or_404(Employer, id=employer)
    start = {"text": " · ".join(filter(None, [one.name, one.place]))}
    form = InformationForm(request.POST or None, pack=queries.home(), initial=start)

    def act() -> object:
        given = form.cleaned_data
        return (
            take_information(
                about=queries.ABOUT,
                source=queries.source_kind(request.actor),
                region=given["region"],
                text=given["text"],
                language=language(),
                by=request.actor,
                at=form.at,
            )
            and None
        )

    words = {
        "title": _("Pass on information about a place"),
        "about": one.name,
        "button": _("Pass it on"),
        "done": _("The information was passed on."),
    }
    return asked(request, form, act, {**words, "back": reverse("inspection:employers")})


@require_safe
@gate("inspection.work")
def mediations(request: Request) -> HttpResponse:
    """Mediations of the own body: claimed, agreed, paid."""
    page = paged(request, queries.mediations(text=request.GET.get("text", "")[:60], state=request.GET.get("state", "")))
    columns = [_("Employer"), _("Workers"), _("Claimed"), _("Agreed"), _("Paid"), _("Since"), _("State")]
    return render(
        request, "inspection/mediations.html", {"page": page, "rows": [mediation_row(row) for row in page.object_list], "columns": columns}
    )


def mediation_row(row: Mediation) -> dict[str, Any]:
    """A mediation as a row."""
    sums = queries.amounts(row)
    state: Any = {"label": _("closed"), "kind": "leaf"} if row.ended_at else {"label": _("open"), "kind": "amber"}
    money = [f"{amount} {row.currency}" for amount in (sums.claimed, sums.agreed, sums.paid)]
    url = reverse("inspection:mediation", args=[row.id])
    return {"url": url, "cells": [row.employer.name, row.workers, *money, {"at": row.at}, state]}


@require_http_methods(FORM)
@gate("inspection.work")
def mediate(request: Request, employer: UUID) -> HttpResponse:
    """Ask an employer for unpaid wages."""
    one = get_object_or_404(Employer, id=employer)
    form = MediationForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.cleaned_data
        row = actions.begin_mediation(
            employer=one, workers=given["workers"], claimed=given["amount"], with_body=given["with_body"], by=request.actor, at=form.at
        )
        return reverse("inspection:mediation", args=[row.id])

    words = {"title": _("Mediate unpaid wages"), "about": one.name, "button": _("Begin"), "back": reverse("inspection:employers")}
    return asked(request, form, act, words)


@require_http_methods(FORM)
@gate("inspection.work")
def mediation(request: Request, mediation: UUID) -> HttpResponse:
    """One mediation: its steps, sums and the next step."""
    row = get_object_or_404(Mediation.objects.select_related("employer"), id=mediation)
    form = MediateForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.cleaned_data
        kept = {name: given[name] for name in ("kind", "amount", "channel")}
        actions.mediate(mediation=row, by=request.actor, at=form.at, **kept)
        if given["ends"]:
            actions.end_mediation(mediation=row, by=request.actor, at=form.at)
        return None

    steps = [
        {"row": one, "kind": coded("mediation_step", one.kind), "channel": coded("mediation_channel", one.channel)}
        for one in row.steps.all()
    ]
    words = {
        "title": _("Mediation of wages"),
        "about": row.employer.name,
        "button": _("Record the step"),
        "back": reverse("inspection:mediation", args=[row.id]),
    }
    body = label(queries.home(), f"bodies.{row.with_body}") if row.with_body else ""
    more = {"template": "inspection/mediation.html", "row": row, "steps": steps, "sums": queries.amounts(row), "with_body": body}
    return asked(request, form, act, {**words, **more})
