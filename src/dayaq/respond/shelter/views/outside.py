"""Those who watch: visits with findings and replies, sums of all houses, reports due."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts.queries import names
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.respond.casefile.queries import language
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.shelter import actions, queries
from dayaq.respond.shelter.forms import DayForm, FindingForm, ReplyForm, VisitForm
from dayaq.respond.shelter.models import Finding, Visit
from dayaq.respond.shelter.queries.words import home as pack
from dayaq.respond.shelter.views.house import paged, year_of
from dayaq.respond.shelter.views.page import asked, at_home, cooperation, listing, pressed, sections, word
from dayaq.ui.templatetags.dayaq import codes as in_words

WATCH = ("shelter.monitor", "shelter.manage")


def today() -> date:
    """Today in the country."""
    return pack().calendar.local_date(timezone.now())


@require_safe
@gate(*WATCH)
def visits(request: Request) -> HttpResponse:
    """Visits the monitor made, or the house had; then what is to be put right."""
    page = paged(request, queries.visits())
    late = list(queries.open_findings()[:50])
    bodies = names({row.provider for row in (*page, *late)})
    rows = [
        {
            "url": at_home("visit", row.id),
            "cells": [
                in_words(bodies.get(row.provider)),
                {"at": row.at},
                {"label": _("announced") if row.announced else _("unannounced")},
                row.residents_heard,
                row.n,
            ],
        }
        for row in page
    ]
    columns = [_("Visited"), _("When"), _("How"), {"label": _("Residents spoken to"), "n": True}, {"label": _("Findings"), "n": True}]
    due = [
        {
            "url": at_home("visit", row.visit_id),
            "cells": [standard_words(row.standard), {"label": in_words(bodies.get(row.provider))}, {"at": row.due_on}],
        }
        for row in late
    ]
    add = {"new": at_home("new_visit"), "new_label": _("Record a visit")} if request.actor.may("shelter.monitor") else {}
    extra = {"extra": due, "extra_title": _("To be put right"), "extra_columns": [_("Standard"), _("Body"), _("By")]}
    return listing(request, title=_("Visits"), columns=columns, rows=rows, page=page, **extra, **add)


def standard_words(code: str) -> str:
    """A minimum standard in words."""
    rule = pack().area(ShelterFile).standards.get(code)
    return (rule.label.get(language()) or next(iter(rule.label.values()))) if rule else code


def bodies_to_visit() -> list[tuple[str, str]]:
    """Bodies, and places of theirs that are not hidden."""
    found = [(f"{one.id}", in_words(one.name)) for one in queries.providers()]
    named = dict(found)
    places = [(f"{row.organisation}|{row.id}", f"{named.get(str(row.organisation), '')} · {row.code}") for row in queries.open_places()]
    return sorted([*found, *places], key=lambda pair: pair[1])


@require_http_methods(FORM)
@gate("shelter.monitor")
def new_visit(request: Request) -> HttpResponse:
    """Record a visit; nobody visits the own body or one he or she has a tie to."""
    form = VisitForm(request.POST or None, pack=pack(), providers=bodies_to_visit())

    def act() -> object:
        provider, _bar, place = form.cleaned_data["provider"].partition("|")
        rest = {name: form.cleaned_data[name] for name in ("announced", "residents", "staff")}
        return actions.visit(provider=UUID(provider), place=UUID(place) if place else None, by=request.actor, at=form.at, **rest)

    note = _("People spoken to are numbers here, never names.")
    return asked(request, form, act, title=_("Record a visit"), button=_("Save"), back=at_home("visits"), note=note)


@require_safe
@gate(*WATCH)
def visit(request: Request, visit: UUID) -> HttpResponse:
    """A visit with its findings, replies and follow-up."""
    row = get_object_or_404(Visit, id=visit)
    findings = [
        {
            "row": one,
            "standard": standard_words(one.standard),
            "result": word("finding_result", one.result),
            "late": one.settled_on is None and soon_or_late(one),
        }
        for one in queries.findings(row)
    ]
    context = {
        "visit": row,
        "body": names([row.provider]).get(row.provider, {}),
        "findings": findings,
        "feedback": queries.feedback(row.provider, request.actor),
        "mine": row.organisation == request.actor.organisation_id and request.actor.may("shelter.monitor"),
        "visited": row.provider == request.actor.organisation_id and request.actor.may("shelter.manage"),
        "sections": sections(request),
    }
    return render(request, "shelter/visit.html", context)


def soon_or_late(finding: Finding) -> bool:
    """Whether the day to put it right has passed."""
    return finding.due_on is not None and finding.due_on < today()


@require_http_methods(FORM)
@gate("shelter.monitor")
def new_finding(request: Request, visit: UUID) -> HttpResponse:
    """What was found on one standard."""
    row = get_object_or_404(Visit, id=visit, organisation=request.actor.organisation_id)
    form = FindingForm(request.POST or None, pack=pack())

    def act() -> object:
        return actions.find(visit=row, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return asked(request, form, act, title=_("A finding"), button=_("Save"), back=at_home("visit", row.id))


@require_http_methods(FORM)
@gate("shelter.monitor")
def settle(request: Request, finding: UUID) -> HttpResponse:
    """It was seen to be put right."""
    row = get_object_or_404(Finding, id=finding, organisation=request.actor.organisation_id, settled_on__isnull=True)
    form = DayForm(request.POST or None, initial={"on": today()})

    def act() -> None:
        actions.settle(finding=row, on=form.cleaned_data["on"], by=request.actor, at=timezone.now())

    return asked(request, form, act, title=_("Seen to be put right"), button=_("Save"), back=at_home("visit", row.visit_id))


@require_http_methods(FORM)
@gate("shelter.manage")
def reply(request: Request, finding: UUID) -> HttpResponse:
    """The visited body answers."""
    row = get_object_or_404(Finding, id=finding, provider=request.actor.organisation_id)
    form = ReplyForm(request.POST or None)

    def act() -> object:
        return actions.reply(finding=row, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return asked(request, form, act, title=_("Answer a finding"), button=_("Send"), back=at_home("visit", row.visit_id))


@require_safe
@gate("overview.read")
def national(request: Request) -> HttpResponse:
    """All houses in sums, and refusals by co-operation; small numbers stay hidden, no house is named."""
    year = year_of(request)
    start, words = date(year, 1, 1), cooperation()
    calendar = pack().calendar
    sectors = queries.national(start, date(year + 1, 1, 1))
    refused = queries.national_refusals(calendar.day_start(start), calendar.day_start(date(year + 1, 1, 1)))
    context = {
        "year": year,
        "before": year - 1,
        "after": year + 1 if year < timezone.now().year else None,
        "rows": [
            {"cells": [_("State houses") if one.state else _("Houses of organisations"), *map(hidden, (one.people, one.nights, one.peak))]}
            for one in sectors
        ],
        "columns": [_("Houses"), *({"label": text, "n": True} for text in (_("Persons"), _("Nights"), _("Fullest day")))],
        "refused": [
            {
                "cells": [
                    word("refusal_reason", one.reason),
                    {"label": words.get(one.cooperates, one.cooperates)},
                    {"label": _("yes"), "kind": "brick"} if one.breach else {"label": "–"},
                    hidden(one.n),
                ]
            }
            for one in refused
        ],
        "refused_columns": [_("Why a bed was refused"), _("Co-operates"), _("Against the rules"), {"label": _("Refusals"), "n": True}],
        "sections": sections(request),
    }
    return render(request, "shelter/national.html", context)


def hidden(n: int | None) -> Any:
    """A number, or the mark of a hidden one."""
    return {"hidden": True} if n is None else n


@require_safe
@gate("shelter.manage", "shelter.accredit")
def reports(request: Request) -> HttpResponse:
    """The calendar of reports. SHE-09."""
    day, lang = today(), language()
    rows = []
    for line in queries.reports(request.actor, day):
        late = line.handed_in is None and line.due_on < day
        state = (
            {"label": _("handed in"), "kind": "leaf"}
            if line.handed_in
            else {"label": _("late") if late else _("due"), "kind": "brick" if late else "neutral"}
        )
        rows.append({"line": line, "name": line.rule.label.get(lang) or next(iter(line.rule.label.values())), "state": state})
    return render(request, "shelter/reports.html", {"rows": rows, "sections": sections(request)})


@require_POST
@gate("shelter.manage", "shelter.accredit")
def hand_in(request: Request, kind: str, due: str) -> HttpResponse:
    """A report was handed in."""
    try:
        day = date.fromisoformat(due)
    except ValueError:
        raise Http404 from None
    if kind not in pack().area(ShelterFile).reports:
        raise Http404
    return pressed(request, lambda: actions.hand_in(kind=kind, due_on=day, by=request.actor, at=timezone.now()), at_home("reports"))
