"""The tab Rights: what was told and what is owed, complaints, requests about own data, what is held and who looked at it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import names
from dayaq.base.audit.actions import listed, log
from dayaq.base.audit.rules import thing_words
from dayaq.core.decision import Refused, Stale
from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import Case, codes, label, opened, pack_of, visible
from dayaq.respond.casefile.views.page import FORM, draw, writable
from dayaq.respond.rights import actions, queries, rules
from dayaq.respond.rights.forms import AnswerForm, ComplaintForm, RequestForm, TellForm
from dayaq.respond.rights.models import DataRequest
from dayaq.respond.rights.queries.holding import owner_of
from dayaq.respond.rights.views.page import asked
from dayaq.ui.templatetags.dayaq import codes as in_words
from dayaq.ui.templatetags.dayaq import say

MANY = 500  # cases the sums are made over


def home(code: str) -> str:
    """The address of the tab."""
    return reverse("rights:index", args=[code])


@require_safe
@gate("case.read")
def index(request: Request, code: str) -> HttpResponse:
    """What the person was told and what is owed; complaints and requests."""
    case = opened(request, code)
    pack, now = pack_of(case), timezone.now()
    rows = queries.told(case, now)
    who = names({one.organisation for row in rows for one in row.told if hasattr(one, "organisation")})
    keeps = request.actor.may("case.access_log") and owner_of(case.id) == request.actor.organisation_id
    context = {
        "rows": [right_row(row, pack, who) for row in rows],
        "complaints": [{"row": one, "subject": label(pack, f"codes.complaint_subject.{one.subject}")} for one in queries.complaints(case)],
        "requests": [request_row(one, pack) for one in queries.requests(case)],
        "restricted": queries.restricted(case),
        "disclosures": queries.disclosures(case) if keeps else [],
        "keeps": keeps,
    }
    return draw(request, "rights/index.html", case, **context)


def right_row(row: queries.RightRow, pack: Pack, who: Any) -> dict[str, Any]:
    """A right as a line of the ledger."""
    last = row.last
    kinds = {"told": "leaf", "unclear": "amber", "due": "neutral", "late": "brick"}
    states = {
        "told": _("told and understood"),
        "unclear": _("said, not understood in full"),
        "due": _("to be told"),
        "late": _("not told in time"),
    }
    return {
        "row": row,
        "state": states[row.state.value],
        "kind": kinds[row.state.value],
        "last": last,
        "by": in_words(who.get(getattr(last, "organisation", None), {})) if last else "",
        "language": label(pack, f"codes.language.{last.language}") if last else "",
        "method": label(pack, f"codes.told_method.{last.method}") if last else "",
    }


def request_row(one: DataRequest, pack: Pack) -> dict[str, Any]:
    """A request as a line."""
    ends = {
        "granted": _("granted"),
        "partly": _("granted in part"),
        "refused": _("refused"),
        "withdrawn": _("withdrawn by the person"),
        "": _("open"),
    }
    return {
        "row": one,
        "what": label(pack, f"codes.request_kind.{one.kind}"),
        "outcome": ends[one.outcome],
        "reason": label(pack, f"codes.request_reason.{one.reason}") if one.reason else "",
        "erasable": one.kind == "erasure" and one.outcome in ("granted", "partly"),
    }


@require_http_methods(FORM)
@gate("case.write")
def tell(request: Request, code: str) -> HttpResponse:
    """Record that rights were explained."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = TellForm(request.POST if request.method == "POST" else None, pack=pack_of(case), case=case, rows=queries.told(case))

    def act() -> None:
        given = form.cleaned_data
        how = {name: given[name] for name in ("language", "method", "understood", "own_words", "leaflet")}
        answer_ = actions.tell(case=case, new=actions.Telling(rights=tuple(given["rights"]), **how), by=request.actor, at=form.at)[1]
        if answer_.reasons:
            messages.warning(request, say(answer_))

    return asked(request, form, act, {"title": _("Rights were explained"), "button": _("Record it"), "back": home(code)}, case=case)


@require_http_methods(FORM)
@gate("case.write")
def complain_in_case(request: Request, code: str) -> HttpResponse:
    """Take a complaint of the person of this case. It is kept apart from the case."""
    case = opened(request, code)
    form = ComplaintForm(request.POST if request.method == "POST" else None, pack=pack_of(case), case=case)

    def act() -> None:
        kept = form.cleaned_data.get("with_case")
        number = actions.complain(new=new_complaint(form, case if kept else None), by=request.actor, at=form.at)
        messages.success(request, _("Taken. Number for the person: %(number)s") % {"number": number})

    note = _("The complaint does not stand in this file. The body complained about does not see who complains.")
    return asked(request, form, act, {"title": _("A complaint"), "button": _("Take it"), "note": note, "back": home(code)}, case=case)


def new_complaint(form: ComplaintForm, case: Case | None) -> actions.NewComplaint:
    """The complaint as it was typed."""
    given = form.cleaned_data
    said = {name: given[name] for name in ("subject", "words", "language", "raised_by", "reach", "may_name")}
    return actions.NewComplaint(about=UUID(given["about"]), case=case, **said)


@require_http_methods(FORM)
@gate("case.write")
def ask(request: Request, code: str) -> HttpResponse:
    """Take a request about own data."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = RequestForm(request.POST if request.method == "POST" else None, pack=pack_of(case), case=case)

    def act() -> object:
        given = form.cleaned_data
        said = {name: given[name] for name in ("kind", "asked_by", "words", "language")}
        return actions.ask_data(case=case, new=actions.DataAsked(groups=tuple(given["groups"]), **said), by=request.actor, at=form.at)

    return asked(request, form, act, {"title": _("A request about own data"), "button": _("Take it"), "back": home(code)}, case=case)


@require_http_methods(FORM)
@gate("case.access_log")
def answer(request: Request, code: str, row: UUID) -> HttpResponse:
    """Answer a request: the body that keeps the file does."""
    case = opened(request, code)
    found = get_object_or_404(DataRequest, id=row, case=case, decided_at__isnull=True)
    if owner_of(case.id) != request.actor.organisation_id:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None, pack=pack_of(case))

    def act() -> None:
        given = form.cleaned_data
        said = {"outcome": given["outcome"], "reason": given["reason"]}
        advice = actions.answer_data(request=found, version=found.version, by=request.actor, at=form.at, **said)
        if advice.reasons:
            messages.warning(request, say(advice))

    words = {"title": label(pack_of(case), f"codes.request_kind.{found.kind}"), "button": _("Answer"), "back": home(code)}
    return asked(request, form, act, words, case=case)


@require_POST
@gate("case.write")
def step(request: Request, code: str, row: UUID, what: str) -> HttpResponse:
    """The person heard the answer; a restriction is lifted; a granted erasure is carried out."""
    case = opened(request, code)
    found = get_object_or_404(DataRequest, id=row, case=case)
    verbs: dict[str, Any] = {"told": actions.tell_answer, "lift": actions.lift_restriction, "erase": actions.erase}
    if what not in verbs:
        raise Http404
    try:
        verbs[what](request=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.error(request, _("Somebody else did this meanwhile. Go back and look at what is recorded."))
    return redirect("rights:index", code)


@require_safe
@gate("case.read")
def held(request: Request, code: str) -> HttpResponse:
    """What is held about the person, group by group, as far as the reader sees it."""
    case = opened(request, code)
    pack, found = pack_of(case), queries.held(case)
    groups = [
        {
            "label": label(pack, f"groups.{name}"),
            "parts": [{"title": _(thing_words(one.kind)), "rows": one.rows} for one in found if one.group == name],
        }
        for name in groups_of(case.id).names
        if any(one.group == name for one in found)
    ]
    return draw(request, "rights/held.html", case, groups=groups)


@require_safe
@gate("case.access_log")
def export(request: Request, code: str) -> HttpResponse:
    """The same as a file for the person; taking it is logged."""
    case = opened(request, code)
    if owner_of(case.id) != request.actor.organisation_id:
        raise Http404
    found = queries.held(case)
    log(
        "export",
        kind="rights:export",
        case=case.id,
        groups=" ".join(sorted({one.group for one in found})),
        count=sum(len(one.rows) for one in found),
    )
    body = json.dumps(
        [{"group": one.group, "kind": one.kind, "rows": one.rows} for one in found], default=str, ensure_ascii=False, indent=1
    )
    return HttpResponse(
        body, content_type="application/json; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{code}.json"'}
    )


@require_safe
@gate("case.write")
def untold(request: Request) -> HttpResponse:
    """People not told of all their rights yet, and rights against what became of them over the cases of the unit."""
    now = timezone.now()
    tasks = list(queries.untold_cases(request.actor)[:200])
    written = codes([task.case_id for task in tasks], request.actor.organisation_id)
    cases = list(visible().filter(closed_at__isnull=True).order_by("-opened_at")[:MANY])
    listed(kind="rights:untold", cases=[task.case_id for task in tasks])
    rows = [
        {
            "url": reverse("rights:index", args=[written[task.case_id]]),
            "cells": [
                written[task.case_id],
                {"at": task.due_at} if task.due_at else "–",
                {"label": _("late"), "kind": "brick"} if task.due_at and task.due_at < now else "",
            ],
        }
        for task in tasks
        if task.case_id in written
    ]
    sums = [{"cells": [line["label"], line["owed"], *(line[state.value] for state in rules.State)]} for line in queries.matrix(cases, now)]
    heads = [_("Right"), _("Owed"), _("Told and understood"), _("Not understood in full"), _("To be told"), _("Not told in time")]
    context = {"rows": rows, "columns": [_("Case"), _("Due"), _("State")], "sums": sums, "heads": heads}
    return render(request, "rights/untold.html", context)
