"""The desk over several cases: mine, marks, what changed; many at once; hand-over, doubles, activity, transfers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed as logged
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.respond.casefile import queries as casefile
from dayaq.respond.casefile.queries import Filters
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.actions import Failure
from dayaq.respond.casework.forms import DueForm, Plain, assign_fields, flag_fields, listed, radios
from dayaq.respond.casework.views.work import load_words
from dayaq.ui.inputs import DateField

EITHER = ["GET", "HEAD", "POST"]
PAGE = 50
MOST = 100  # cases changed at once


@require_safe
@gate("case.read")
def desk(request: Request) -> HttpResponse:
    """My cases and tasks, marks that are due, what others did meanwhile, searches kept."""
    actor, now = request.actor, timezone.now()
    mine = list(queries.mine(actor)[:PAGE])
    flags = queries.open_flags()
    codes = casefile.codes({row["row"].case_id for row in flags}, actor.organisation_id)
    logged(kind="casework:desk", cases=[case.id for case in mine])
    context = {
        "rows": casefile.list_rows(mine, actor),
        "columns": columns(),
        "tasks": casefile.today_tasks(actor, queries.tasks_of_mine(actor)[:PAGE]),
        "alerts": queries.alerts(actor, now),
        "flags": [{**row, "code": codes.get(row["row"].case_id, "–")} for row in flags],
        "searches": queries.saved_searches(actor),
        "waiting": queries.transfers_waiting(actor),
    }
    return render(request, "casework/desk.html", context)


def columns() -> list[str]:
    """Headings of a list of cases."""
    return [_("Code"), _("Status"), _("Stage"), _("Age"), _("Since"), _("Next due")]


@require_POST
@gate("case.read")
def seen(request: Request) -> HttpResponse:
    """What changed was read."""
    actions.mark_seen(cases=[row["id"] for row in queries.alerts(request.actor, timezone.now())], by=request.actor, at=timezone.now())
    return redirect("casework:desk")


@require_http_methods(EITHER)
@gate("case.write")
def bulk(request: Request) -> HttpResponse:
    """One thing done to many chosen cases; each that failed is named with its reason."""
    actor = request.actor
    rows = list(casefile.filtered(Filters(state="open"), actor)[:MOST])
    deed = request.POST.get("deed", request.GET.get("deed", "flag"))
    form, act = bulk_form(request, deed)
    context: dict[str, Any] = {"form": form, "deed": deed, "deeds": deeds(request)}
    chosen = [case for case in rows if str(case.id) in set(request.POST.getlist("case"))]
    if request.method == "POST" and form.is_valid():
        if chosen:
            done, failed = actions.each(chosen, act, case=lambda case: case)
            context |= {"done": done, "failed": failure_rows(request, failed), "answered": True}
        else:
            context["none"] = True
    logged(kind="casework:bulk", cases=[case.id for case in rows])
    written = casefile.codes([case.id for case in rows], actor.organisation_id)
    context["rows"] = [
        {
            "id": case.id,
            "code": written.get(case.id, "–"),
            "stage": casefile.label(casefile.pack_of(case), f"stages.{case.stage}"),
            "chosen": case in chosen,
        }
        for case in rows
    ]
    return render(request, "casework/bulk.html", context)


def deeds(request: Request) -> list[tuple[str, str]]:
    """What can be done to many cases."""
    offered = [("flag", _("Mark")), ("task", _("Set a task"))]
    return [*offered, ("assign", _("Assign"))] if request.actor.may("case.transfer") else offered


def bulk_form(request: Request, deed: str) -> tuple[forms.Form, Any]:
    """The form of a deed and what it does to one case."""
    pack, by, now = load(settings.HOME_PACK), request.actor, timezone.now()
    sent = request.POST if request.method == "POST" else None
    if deed == "task":
        due = DueForm(sent, pack=pack, fields={"task": radios(_("Task"), listed(pack, "hand_task"))})
        return due, lambda case: actions.set_hand_task(case=case, task=due.cleaned_data["task"], due_at=due.due_at, by=by, at=now)
    if deed == "assign" and by.may("case.transfer"):
        people = [(str(one.id), load_words(one)) for one in queries.colleagues_loaded(by)]
        form = Plain(sent, fields=assign_fields(pack, people))
        return form, lambda case: actions.assign(
            case=case, user=UUID(form.cleaned_data["user"]), reason=form.cleaned_data["reason"], by=by, at=now
        )
    marks = Plain(sent, fields=flag_fields(pack))
    return marks, lambda case: actions.flag(case=case, by=by, at=now, **marks.cleaned_data)


def failure_rows(request: Request, failed: list[Failure]) -> list[dict[str, Any]]:
    """Cases that were not changed, by their code, with the reason."""
    written = casefile.codes([one.case.id for one in failed], request.actor.organisation_id)
    return [{"code": written.get(one.case.id, "–"), "decision": one.decision} for one in failed]


@require_http_methods(EITHER)
@gate("case.transfer")
def hand_over(request: Request) -> HttpResponse:
    """A leaving colleague's cases and tasks to a successor, whose load is shown; what failed is named."""
    people = [(str(one.id), load_words(one)) for one in queries.leaving_people(request.actor)]
    heirs = [(str(one.id), load_words(one)) for one in queries.colleagues_loaded(request.actor)]
    fields = {"leaving": forms.ChoiceField(label=_("Who leaves?"), choices=people), "to": radios(_("Who goes on?"), heirs)}
    form, context = Plain(request.POST or None, fields=fields), {}
    if request.method == "POST" and form.is_valid():
        given = {name: UUID(form.cleaned_data[name]) for name in ("leaving", "to")}
        try:
            done, failed = actions.hand_over_all(**given, by=request.actor, at=timezone.now())
            context = {"done": done, "failed": failure_rows(request, failed), "answered": True}
        except Refused as refusal:
            context = {"refused": refusal.decision}
    return render(request, "casework/hand_over.html", {"form": form, "people": people, **context})


@require_safe
@gate("case.merge")
def doubles(request: Request) -> HttpResponse:
    """Pairs of files that may be of one person, among those the reader sees."""
    rows = queries.doubles(request.actor)
    logged(kind="casework:doubles", cases={key for row in rows for key in row["ids"]})
    return render(request, "casework/doubles.html", {"rows": rows})


@require_safe
@gate("case.read")
def activity(request: Request) -> HttpResponse:
    """What one's own unit did, with filters in the address."""
    fields = {
        "area": forms.ChoiceField(
            label=_("About"),
            choices=[("", _("everything")), ("casefile", _("case file")), ("referral", _("referral")), ("casework", _("case work"))],
            required=False,
        ),
        "person": forms.ChoiceField(
            label=_("By"),
            choices=[("", _("everybody")), *((str(one.id), one.name) for one in queries.colleagues_loaded(request.actor))],
            required=False,
        ),
        "since": DateField(label=_("Since"), required=False),
    }
    form = Plain(request.GET, fields=fields)
    asked = queries.Activity(**form.cleaned_data) if form.is_valid() else queries.Activity()
    page = Paginator(queries.activity(request.actor, asked), PAGE).get_page(request.GET.get("page"))
    logged(kind="casework:activity", cases={event.case_id for event in page})
    names = [_("Case"), _("What"), _("Who"), _("When"), _("Written down")]
    return render(
        request,
        "casework/activity.html",
        {"form": form, "page": page, "rows": queries.activity_rows(page, request.actor), "columns": names},
    )


@require_safe
@gate("case.read")
def transfers(request: Request) -> HttpResponse:
    """Cases offered to one's unit, and those it gave away."""
    rows = queries.transfers_waiting(request.actor)
    logged(kind="casework:transfers", cases=[row["row"].case_id for row in rows])
    return render(request, "casework/transfers.html", {"rows": rows, "given": queries.given_away()})
