"""Lists of the house: who waits, refusals, requests to go out, incidents, how full it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed
from dayaq.core.chart.bars import BarChart, Series, svg
from dayaq.respond.casefile.queries import by_code, codes, label
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.shelter import actions, queries
from dayaq.respond.shelter.forms import AnswerForm, IncidentForm, OutcomeForm, RefusalForm
from dayaq.respond.shelter.models import Leave, Waiting
from dayaq.respond.shelter.queries.words import home as pack
from dayaq.respond.shelter.rules import answer_state, answered_late
from dayaq.respond.shelter.views.page import asked, at_home, cooperation, listing, sections, word, words_of
from dayaq.ui.templatetags.dayaq import date_words

PER_PAGE = 50
FIRST_YEAR = 2000


def paged(request: Request, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """One page of a list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def of_list(request: Request, name: str) -> str:
    """A code of a list of the pack from the address, or nothing."""
    asked_for = request.GET.get(name, "")
    return asked_for if asked_for in pack().codes[f"shelter_{name}"].items else ""


@require_safe
@gate("shelter.manage")
def waiting(request: Request) -> HttpResponse:
    """Who waits, the gravest reasons first."""
    found = queries.waiting(request.actor)
    known = codes([row.case_id for row in found], request.actor.organisation_id)
    listed(kind="shelter:waiting", cases=known)
    rows = [
        {
            "url": at_home("index", known[row.case_id]),
            "cells": [
                known[row.case_id],
                {"label": word("area", row.serves)},
                {"label": words_of("priority", row.priorities), "kind": "amber"} if row.priorities else {"label": "–"},
                {"at": row.at},
                {"label": _("What came of it"), "url": at_home("stop_waiting", row.id)},
            ],
        }
        for row in found
        if row.case_id in known
    ]
    columns = [_("Case"), _("Area for"), _("Reasons to come first"), _("Since"), _("Ends")]
    note = _("Somebody is put on the list from the tab Shelter of the case.")
    return listing(request, title=_("Waiting list"), columns=columns, rows=rows, note=note)


@require_http_methods(FORM)
@gate("shelter.manage")
def stop_waiting(request: Request, waiting: UUID) -> HttpResponse:
    """What came of waiting."""
    row = get_object_or_404(Waiting, id=waiting, unit=request.actor.unit_id, ended_at__isnull=True)
    form = OutcomeForm(request.POST or None, pack=pack())

    def act() -> None:
        actions.stop_waiting(waiting=row, outcome=form.cleaned_data["outcome"], by=request.actor, at=form.at)

    return asked(request, form, act, title=_("What came of waiting"), button=_("Save"), back=at_home("waiting"))


@require_safe
@gate("shelter.manage")
def refusals(request: Request) -> HttpResponse:
    """Refusals of the house with their reasons; unlawful ones are marked. SHE-02."""
    reason, words = of_list(request, "refusal_reason"), cooperation()
    chosen = queries.refusals(request.actor)
    page = paged(request, chosen.filter(reason=reason) if reason else chosen)
    rows = [
        {
            "cells": [
                word("refusal_reason", row.reason),
                {"at": row.at},
                {"label": label(pack(), f"codes.sex.{row.sex}") if row.sex else "–"},
                {"label": words[row.cooperates]},
                {"label": _("breach"), "kind": "brick"} if row.breach else {"label": "–"},
            ]
        }
        for row in page
    ]
    columns = [_("Why"), _("When"), _("Sex"), _("Co-operates"), _("Against the rules")]
    choices = pack().codes["shelter_refusal_reason"].choices(request.LANGUAGE_CODE)
    narrow = {"name": "refusal_reason", "label": _("Why"), "choices": choices, "chosen": reason}
    add = {"new": at_home("new_refusal"), "new_label": _("Refuse without a file")}
    return listing(request, title=_("Refusals"), columns=columns, rows=rows, page=page, narrow=narrow, **add)


@require_http_methods(FORM)
@gate("shelter.manage")
def new_refusal(request: Request) -> HttpResponse:
    """A bed refused to somebody without a file."""
    form = RefusalForm(request.POST or None, pack=pack(), known=False)

    def act() -> object:
        new = actions.RefusedPerson(**{name: form.cleaned_data[name] for name in ("reason", "sex", "age_band", "cooperates")})
        return actions.refuse_bed(new=new, happened=form.cleaned_data["happened"], by=request.actor, at=form.at)

    return asked(request, form, act, title=_("No bed"), button=_("Record it"), back=at_home("refusals"))


@require_safe
@gate("shelter.manage")
def leaves(request: Request) -> HttpResponse:
    """Requests to answer, and people who are out. SHE-06."""
    page, now = paged(request, queries.open_leaves(request.actor)), timezone.now()
    known = codes([row.case_id for row in page], request.actor.organisation_id)
    listed(kind="shelter:leaves", cases=known)
    found = [(row, known.get(row.case_id, "")) for row in page]
    rows = [{"url": at_home("index", code) if code else "", "cells": leave_cells(row, code, now)} for row, code in found]
    columns = [_("Case"), _("What is wished"), _("Asked on"), _("Wished from"), _("Answer due"), _("Answer"), _("Out since")]
    return listing(request, title=_("Going out"), columns=columns, rows=rows, page=page)


def leave_cells(row: Leave, code: str, now: datetime) -> list[Any]:
    """One request as cells: what is wished, when the answer is due or that it is late, the answer, since when out."""
    state = answer_state(pack(), row.at, row.answered_at, now)
    due: dict[str, Any] = {"label": "–"}
    if answered_late(pack(), row.at, row.answered_at, now):
        due = {"label": _("answered late") if row.answer else _("answer overdue"), "kind": "brick"}
    elif state and state.remaining and not row.answer:
        due = {"left": state.remaining, "state": "", "label": ""}
    link = {"label": word("leave_answer", row.answer)} if row.answer else {"label": _("Answer"), "url": at_home("answer", row.id)}
    out = {"at": row.out_at} if row.out_at else {"label": "–"}
    return [code or "–", {"label": word("leave_kind", row.kind)}, {"at": row.at}, {"at": row.wanted_from}, due, link, out]


@require_http_methods(FORM)
@gate("shelter.manage")
def answer(request: Request, leave: UUID) -> HttpResponse:
    """Answer a request with the reason the person is told."""
    row = get_object_or_404(Leave.objects.select_related("case"), id=leave, unit=request.actor.unit_id, answer="")
    form = AnswerForm(request.POST or None, pack=pack())

    def act() -> None:
        given = form.cleaned_data
        actions.answer_leave(leave=row, answer=given["answer"], reason=given["reason"], by=request.actor, at=form.at)

    note = _("The person reads the answer and its reason. A telephone that is free is not refused.")
    return asked(request, form, act, title=word("leave_kind", row.kind), button=_("Answer"), back=at_home("leaves"), note=note)


@require_safe
@gate("shelter.manage")
def incidents(request: Request) -> HttpResponse:
    """What happened in the own places."""
    kind = of_list(request, "incident_kind")
    chosen = queries.incidents(request.actor)
    page = paged(request, chosen.filter(kind=kind) if kind else chosen)
    rows = [
        {
            "cells": [
                word("incident_kind", row.kind),
                {"label": row.place.code},
                {"at": row.at},
                row.persons,
                {"label": words_of("told", row.told)},
                {"label": word("done", row.done)},
            ]
        }
        for row in page
    ]
    columns = [_("What happened"), _("Place"), _("When"), {"label": _("Residents"), "n": True}, _("Who was told"), _("What was done")]
    choices = pack().codes["shelter_incident_kind"].choices(request.LANGUAGE_CODE)
    narrow = {"name": "incident_kind", "label": _("What happened"), "choices": choices, "chosen": kind}
    add = {"new": at_home("new_incident"), "new_label": _("Record an incident")}
    return listing(request, title=_("Incidents"), columns=columns, rows=rows, page=page, narrow=narrow, **add)


@require_http_methods(FORM)
@gate("shelter.manage")
def new_incident(request: Request) -> HttpResponse:
    """Record an incident; cases are named by their codes."""
    own = {str(row.id): row for row in queries.places(request.actor)}
    form = IncidentForm(request.POST or None, pack=pack(), places=[(key, row.code) for key, row in own.items()])

    def act() -> object:
        given = form.cleaned_data
        named = [by_code(code, request.actor) for code in given["codes"].split()]
        rest = {name: given[name] for name in ("kind", "persons", "told_to", "done")}
        cases = [case for case in named if case is not None]
        return actions.report_incident(place=own[given["place"]], cases=cases, by=request.actor, at=form.at, **rest)

    return asked(request, form, act, title=_("Record an incident"), button=_("Record it"), back=at_home("incidents"))


def year_of(request: Request) -> int:
    """The year asked for, else the running one; 404 for none."""
    today = pack().calendar.local_date(timezone.now())
    text = request.GET.get("year", str(today.year))
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= today.year:
        raise Http404
    return int(text)


def month_words(day: date) -> str:
    """The month of a day as the reader's language writes it: "Jan 2026"."""
    return date_words(day).partition(" ")[2]


def chart_of(request: Request, year: int) -> tuple[BarChart, list[Any]]:
    """The months of a year: the fullest day beside the beds there were."""
    months = queries.months(request.actor, year, pack().calendar.local_date(timezone.now()))
    series = [Series(_("fullest day"), [one.peak for one in months]), Series(_("beds"), [one.capacity for one in months])]
    return BarChart([month_words(one.month) for one in months], series), months


@require_safe
@gate("shelter.manage")
def occupancy(request: Request) -> HttpResponse:
    """How full the own house was by month, what was given, and who was taken in by status and co-operation. SHE-03, SHE-04."""
    year = year_of(request)
    chart, months = chart_of(request, year)
    words, helped = cooperation(), queries.people_helped(request.actor, year)
    stays = sorted(queries.by_cooperation(request.actor, year).items())
    top = max(months, key=lambda one: one.peak, default=None)
    context = {
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < timezone.now().year else None,
        "image": f"{at_home('chart')}?year={year}",
        "alt": chart.spoken,
        "top": top,
        "nights": sum(one.nights for one in months),
        "columns": [_("Month"), *({"label": text, "n": True} for text in (_("Nights"), _("Fullest day"), _("Beds")))],
        "rows": [{"cells": [month_words(one.month), one.nights, one.peak, one.capacity]} for one in months],
        "helped": [{"cells": [word("service", kind) if kind else _("anything"), n]} for kind, n in sorted(helped.items())],
        "helped_columns": [_("Given by the house"), {"label": _("Persons"), "n": True}],
        "stays": [{"cells": [label(pack(), f"status.{s}") if s else "–", {"label": words.get(c, c)}, n]} for (s, c), n in stays],
        "stays_columns": [_("Status then"), _("Co-operated then"), {"label": _("Taken into the shelter"), "n": True}],
        "sections": sections(request),
    }
    return render(request, "shelter/occupancy.html", context)


@require_safe
@gate("shelter.manage")
def chart(request: Request) -> HttpResponse:
    """The picture beside the table."""
    return HttpResponse(svg(chart_of(request, year_of(request))[0]), content_type="image/svg+xml", headers={"Cache-Control": "no-store"})
