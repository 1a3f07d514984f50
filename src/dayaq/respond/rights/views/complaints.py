"""Complaints for whoever answers them, whoever took them, and the body they are about; requests that wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts.queries import names
from dayaq.base.audit.actions import listed, log
from dayaq.core.decision import Refused, Stale
from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import codes, label
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.rights import actions, queries
from dayaq.respond.rights.forms import ComplaintForm, WordsForm
from dayaq.respond.rights.models import Complaint
from dayaq.respond.rights.views.case import new_complaint, request_row
from dayaq.respond.rights.views.page import asked
from dayaq.respond.support.queries import home
from dayaq.ui.templatetags.dayaq import codes as in_words
from dayaq.ui.templatetags.dayaq import say

PER_PAGE = 50
DEEDS: dict[str, tuple[Any, Any, Callable[..., object]]] = {
    "note": (gettext_lazy("What was done or found"), gettext_lazy("In words"), actions.note_step),
    "hear": (gettext_lazy("Lay it before the body"), gettext_lazy("The text the body reads, without who complains"), actions.lay_before),
    "decide": (gettext_lazy("Decide"), gettext_lazy("Reasons the person will hear"), actions.decide_complaint),
    "told": (gettext_lazy("The person heard the answer"), gettext_lazy("How, and what the person said"), actions.tell_outcome),
    "retaliation": (gettext_lazy("The person suffers for complaining"), gettext_lazy("What happened"), actions.mark_retaliation),
}


@require_safe
@gate("rights.answer", "case.write", "hotline.answer")
def complaints(request: Request) -> HttpResponse:
    """Complaints to answer; for others those their body took. A body complained about never stands in the list."""
    pack, mine = home(), request.actor.may("rights.answer")
    rows = queries.complaints_open(request.actor) if mine else queries.complaints_received(request.actor)
    wanted = request.GET.get("state", "")
    states = {"open": _("open"), "decided": _("decided"), "late": _("late")}
    if wanted == "open":
        rows = rows.filter(decided_at__isnull=True)
    elif wanted == "decided":
        rows = rows.filter(decided_at__isnull=False)
    elif wanted == "late":
        rows = rows.filter(decided_at__isnull=True, due_at__lt=timezone.now())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    bodies = names({row.about for row in page})
    listed(kind="rights:complaints", cases=[])
    shown = [
        {
            "url": reverse("rights:complaint", args=[row.number]),
            "cells": [
                row.number,
                in_words(bodies.get(row.about, {})),
                label(pack, f"codes.complaint_subject.{row.subject}"),
                {"at": row.at},
                {"at": row.due_at} if row.due_at else "–",
                state_cell(row),
            ],
        }
        for row in page
    ]
    columns = [_("Number of the complaint"), _("Body complained about"), _("Subject"), _("Taken"), _("Answer due"), _("State")]
    context = {"rows": shown, "columns": columns, "page": page, "states": list(states.items()), "wanted": wanted, "mine": mine}
    return render(request, "rights/complaints.html", context)


def state_cell(row: Complaint) -> dict[str, str]:
    """Where a complaint stands."""
    words = {
        "received": _("complaint taken"),
        "heard": _("laid before the body"),
        "decided": _("decided"),
        "told": _("the person heard the answer"),
    }
    late = row.decided_at is None and row.due_at is not None and row.due_at < timezone.now()
    return {"label": _("late") if late else words[row.state], "kind": "brick" if late else "leaf" if row.state == "told" else "neutral"}


@require_safe
@gate("rights.answer", "case.write", "hotline.answer")
def complaint(request: Request, number: str) -> HttpResponse:
    """One complaint with its words and steps, for whoever took it or answers it."""
    row = seen(number)
    log("read", kind="rights:complaint", row=row.number)
    bodies = names({row.about, *([row.answerer] if row.answerer else [])})
    who, pack = getattr(row, "complainant", None), home()
    answers = (
        request.actor.may("rights.answer") and row.about not in queries.sides() and row.answerer in (None, request.actor.organisation_id)
    )
    context = {
        "row": row,
        "about": in_words(bodies.get(row.about, {})),
        "answerer": in_words(bodies.get(row.answerer, {})) if row.answerer else "",
        "subject": label(pack, f"codes.complaint_subject.{row.subject}"),
        "outcome": label(pack, f"codes.complaint_outcome.{row.outcome}") if row.outcome else "",
        "state": state_cell(row),
        "words": getattr(row, "words", None),
        "who": who,
        "reach": who.reach if who else "",
        "code": codes([who.case_id], request.actor.organisation_id).get(who.case_id, "") if who and who.case_id else "",
        "steps": row.steps.order_by("at", "recorded_at"),
        "hearings": row.hearings.order_by("at").prefetch_related("replies"),
        "deeds": [(name, title) for name, (title, _words, _verb) in DEEDS.items() if answers and fits(name, row)],
        "may_take": answers and row.answerer is None,
    }
    return render(request, "rights/complaint.html", context)


def fits(name: str, row: Complaint) -> bool:
    """Whether a deed belongs to where the complaint stands."""
    decided = bool(row.outcome)
    return {
        "note": True,
        "hear": not decided,
        "decide": not decided,
        "told": decided and row.told_at is None,
        "retaliation": not row.retaliation,
    }[name]


def seen(number: str) -> Complaint:
    """The complaint, or 404 for whoever may not know it."""
    row = queries.complaint(number)
    if row is None:
        raise Http404
    return row


@require_http_methods(FORM)
@gate("rights.answer")
def act(request: Request, number: str, what: str) -> HttpResponse:
    """One deed of the answerer."""
    row = seen(number)
    back = reverse("rights:complaint", args=[row.number])
    if what == "take" and request.method == "POST":
        return taken(request, row)
    if what not in DEEDS or not fits(what, row) or row.about in queries.sides():
        raise Http404
    title, words, verb = DEEDS[what]
    form = WordsForm(request.POST if request.method == "POST" else None, pack=home(), words=words, outcome=what == "decide")

    def do() -> object:
        given = form.cleaned_data
        more: dict[str, Any] = {} if what == "note" else {"version": row.version}
        more |= {"outcome": given["outcome"]} if what == "decide" else {}
        return verb(complaint=row, text=given["text"], language=given["language"], by=request.actor, at=form.at, **more)

    return asked(request, form, do, {"title": title, "button": _("Record it"), "back": back})


def taken(request: Request, row: Complaint) -> HttpResponse:
    """The answerer's body takes the complaint on itself."""
    try:
        actions.take_on(complaint=row, version=row.version, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.error(request, _("Somebody else did this meanwhile. Go back and look at what is recorded."))
    return redirect("rights:complaint", row.number)


@require_http_methods(FORM)
@gate("rights.answer", "case.write", "hotline.answer")
def complain(request: Request) -> HttpResponse:
    """Take a complaint of somebody without a case, or who does not say who it is."""
    form = ComplaintForm(request.POST if request.method == "POST" else None, pack=home())

    def do() -> None:
        number = actions.complain(new=new_complaint(form, None), by=request.actor, at=form.at)
        messages.success(request, _("Taken. Number for the person: %(number)s") % {"number": number})

    note = _("A complaint needs no name. The body complained about does not see who complains.")
    return asked(request, form, do, {"title": _("A complaint"), "button": _("Take it"), "note": note, "back": reverse("rights:complaints")})


@require_safe
@gate("case.access_log", "shelter.manage")
def hearings(request: Request) -> HttpResponse:
    """What answerers lay before the own body, with its replies; who complained is not there."""
    page = Paginator(queries.hearings(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "rights/hearings.html", {"rows": page.object_list, "page": page})


@require_http_methods(FORM)
@gate("case.access_log", "shelter.manage")
def hearing(request: Request, row: UUID) -> HttpResponse:
    """Reply to what was laid before the own body."""
    found = queries.hearing(row)
    if found is None or found.about != request.actor.organisation_id:
        raise Http404
    form = WordsForm(request.POST if request.method == "POST" else None, pack=home(), words=_("The answer of your organisation"))

    def do() -> object:
        given = form.cleaned_data
        return actions.reply(hearing=found, text=given["text"], language=given["language"], by=request.actor, at=form.at)

    words = {"title": f"{_('Complaint')} {found.number}", "button": _("Answer"), "note": found.text, "back": reverse("rights:hearings")}
    return asked(request, form, do, words)


@require_safe
@gate("case.access_log")
def requests(request: Request) -> HttpResponse:
    """Requests about own data that wait for an answer."""
    page = Paginator(queries.requests_open(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    pack: Pack = home()
    ids = [row.case_id for row in page]
    listed(kind="rights:requests", cases=ids)
    written = codes(ids, request.actor.organisation_id)
    rows = [
        {
            "url": reverse("rights:index", args=[written[row.case_id]]),
            "cells": [written[row.case_id], request_row(row, pack)["what"], {"at": row.at}, {"at": row.due_at} if row.due_at else "–"],
        }
        for row in page
        if row.case_id in written
    ]
    return render(
        request,
        "rights/requests.html",
        {"rows": rows, "columns": [_("Case"), _("What is asked"), _("Taken"), _("Answer due")], "page": page},
    )
