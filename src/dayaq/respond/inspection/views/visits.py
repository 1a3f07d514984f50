"""Visits: the list, employers, a plan, one visit with its sheets, what came of it, sums."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.casefile.queries import label
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.inspection import actions, queries
from dayaq.respond.inspection.forms import EmployerForm, FilterForm, OutcomeForm, PlanForm, StepForm
from dayaq.respond.inspection.models import Employer, Visit
from dayaq.respond.inspection.views.page import asked, coded, found, paged


@require_safe
@gate("inspection.work", "overview.read")
def visits(request: Request) -> HttpResponse:
    """Visits of the own body; who only watches over the response sees sums."""
    if not request.actor.may("inspection.work"):
        return redirect("inspection:sums")
    form = FilterForm(request.GET, pack=queries.home())
    given = form.cleaned_data if form.is_valid() else {}
    page = paged(request, queries.visits(**{name: given.get(name, "") for name in ("kind", "outcome", "text", "state")}))
    columns = [_("Employer"), _("Kind"), _("When"), _("Outcome"), _("Workers met")]
    rows = [visit_row(row) for row in page.object_list]
    context = {"form": form, "page": page, "rows": rows, "columns": columns, "filtered": any(given.values()), "waiting": queries.waiting()}
    return render(request, "inspection/list.html", context)


def visit_row(row: Visit) -> dict[str, Any]:
    """A visit as a row of the list."""
    state: Any = {"label": coded("visit_outcome", row.outcome), "kind": "leaf"} if row.outcome else {"label": _("open"), "kind": "amber"}
    met = row.workers_met if row.workers_met is not None else "–"
    url = reverse("inspection:visit", args=[row.id])
    return {"url": url, "cells": [row.employer.name, coded("visit_kind", row.kind), {"at": row.planned_at}, state, met]}


@require_safe
@gate("inspection.work")
def employers(request: Request) -> HttpResponse:
    """Employers the own body entered, with the way to a visit or a mediation."""
    text = request.GET.get("text", "")[:60]
    rows = queries.employers().filter(name__icontains=text) if text else queries.employers()
    return render(request, "inspection/employers.html", {"page": paged(request, rows), "text": text})


@require_http_methods(FORM)
@gate("inspection.work")
def employer(request: Request) -> HttpResponse:
    """Enter an employer."""
    form = EmployerForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = dict(form.cleaned_data)
        registered = given.pop("registered") == "yes"
        actions.add_employer(registered=registered, by=request.actor, at=timezone.now(), **given)
        return reverse("inspection:employers")

    return asked(request, form, act, {"title": _("Employer"), "button": _("Save"), "back": reverse("inspection:employers")})


@require_http_methods(FORM)
@gate("inspection.work")
def plan(request: Request, employer: UUID) -> HttpResponse:
    """Plan a visit; what the law forbids is refused with its reason."""
    one = get_object_or_404(Employer, id=employer)
    form = PlanForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.cleaned_data
        row = actions.plan_visit(
            employer=one,
            kind=given["kind"],
            planned_at=given["at"],
            notice_at=given["notice_at"],
            permission=given["permission"],
            joint_with=given["joint_with"],
            happened_because=given["happened"],
            by=request.actor,
            at=timezone.now(),
        )
        return reverse("inspection:visit", args=[row.id])

    words = {"title": _("Plan a visit"), "about": one.name, "button": _("Plan it"), "back": reverse("inspection:employers")}
    return asked(request, form, act, {**words, "information": not one.registered})


@require_safe
@gate("inspection.work")
def visit(request: Request, visit: UUID) -> HttpResponse:
    """One visit: what stands, sheets with what they touch, what is open."""
    row = found(visit)
    context = {
        "row": row,
        "facts": facts(row),
        "earliest": queries.earliest(row),
        "sheets": [
            {"one": one, "rights": rights(one), "yes": words(one.yes), "hints": words(one.hints)} for one in queries.sheet_rows(row)
        ],
        "open": len(queries.open_sheets(row)),
    }
    return render(request, "inspection/visit.html", context)


def facts(row: Visit) -> list[dict[str, Any]]:
    """A visit in words."""
    joint = ", ".join(label(queries.home(), f"bodies.{code}") for code in row.joint_with)
    asked_of = ", ".join(coded("permission_body", code) for code in row.permission_of)
    pairs = [
        (_("Kind"), coded("visit_kind", row.kind)),
        (_("Registered firm?"), _("yes") if row.employer.registered else _("no")),
        (_("Sector"), coded("sector", row.employer.sector)),
        (_("Permission"), " · ".join(filter(None, [coded("permission_answer", row.permission), asked_of]))),
        (_("Joint with"), joint or "–"),
        (_("Outcome"), coded("visit_outcome", row.outcome)),
    ]
    if row.dispute_reason:
        pairs.append(
            (_("Why a labour dispute"), " · ".join(filter(None, [coded("dispute_reason", row.dispute_reason), row.dispute_words])))
        )
    return [{"label": name, "value": value} for name, value in pairs]


def rights(one: queries.SheetRow) -> list[dict[str, Any]]:
    """Rights denied, with the laws touched."""
    known = queries.file().rights
    return [{"label": known[code].label, "law": "; ".join(law)} for code, law in one.denied.items()]


def words(codes: Any) -> list[dict[str, Any]]:
    """Indicators in words, with the law each touches."""
    items, law = queries.items(), queries.file().indicator_law
    return [{"label": items[code].label, "law": "; ".join(law.get(code, ()))} for code in codes if code in items]


@require_http_methods(FORM)
@gate("inspection.work")
def step(request: Request, visit: UUID) -> HttpResponse:
    """What happened with a visit: notice, permission, held."""
    row = found(visit)
    form = StepForm(request.POST or None, pack=queries.home(), initial={"version": row.version})

    def act() -> object:
        given = form.cleaned_data
        what = given["what"]
        changes: dict[str, Any] = {"permission": what} if what in ("asked", "granted", "refused") else {}
        if what == "notice":
            changes = {"notice_at": form.at}
        if what == "held":
            changes = {"held_at": form.at, "workers_met": given["workers"], "breach_why": given["because"]}
        return actions.change_visit(visit=row, version=given["version"], by=request.actor, at=form.at, **changes) and None

    back = reverse("inspection:visit", args=[row.id])
    return asked(request, form, act, {"title": _("What happened"), "about": row.employer.name, "button": _("Record it"), "back": back})


@require_http_methods(FORM)
@gate("inspection.work")
def outcome(request: Request, visit: UUID) -> HttpResponse:
    """What came of a visit; a labour dispute needs reasons and no open indicator."""
    row = found(visit)
    form = OutcomeForm(request.POST or None, pack=queries.home(), initial={"version": row.version})

    def act() -> object:
        given = form.cleaned_data
        return (
            actions.close_visit(
                visit=row,
                outcome=given["outcome"],
                reason=given["reason"],
                words=given["words"],
                version=given["version"],
                by=request.actor,
                at=form.at,
            )
            and None
        )

    back = reverse("inspection:visit", args=[row.id])
    return asked(request, form, act, {"title": _("Outcome"), "about": row.employer.name, "button": _("Record it"), "back": back})
