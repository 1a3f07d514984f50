"""The tab Safety of a case, the page of a protected person who is no victim, and the lists of the area."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import listed
from dayaq.core.decision import Refused
from dayaq.respond.casefile.queries import by_code, code_for, codes, opened
from dayaq.respond.casefile.views.page import FORM, draw
from dayaq.respond.protection import actions, forms, queries
from dayaq.respond.protection.models import LetterAddress, PlanText, Subject
from dayaq.respond.protection.views.page import protected

PAGE = 25


@require_safe
@gate("protection.work")
def index(request: Request, code: str) -> HttpResponse:
    """The tab: risk, plan, threats, measures, letters, what the person was held liable for."""
    case = opened(request, code)
    subject = queries.subject(case.id)
    if subject is None:
        raise Http404
    return draw(request, "protection/index.html", case, **parts(subject))


def parts(subject: Subject) -> dict[str, Any]:
    """Everything the page of a protected person shows; parts the reader may not see are empty."""
    pack, reads = queries.pack_for(subject), groups_of(subject.id)
    risks, measures = queries.risks(subject.id), queries.measures(subject.id)
    change = queries.change(risks)
    plan = queries.plan(subject.id)
    return {
        "subject": subject,
        "risks": [queries.risk_words(one, pack) for one in risks],
        "change": change,
        "added": ", ".join(queries.said(pack, "risk_factor", one) for one in change.added) if change else "",
        "gone": ", ".join(queries.said(pack, "risk_factor", one) for one in change.gone) if change else "",
        "due": bool(risks) and risks[0].next_review <= pack.calendar.local_date(timezone.now()),
        "plan": plan,
        "plan_text": PlanText.objects.filter(plan=plan).first() if plan else None,
        "lacks_plan": queries.lacks_plan(subject.id),
        "threats": [queries.threat_words(one, pack) for one in queries.threats(subject.id)],
        "safety": [queries.measure_words(one, pack) for one in measures if one.family == "safety"],
        "court": [queries.measure_words(one, pack) for one in measures if one.family == "court"],
        "liabilities": [queries.liability_words(one, pack) for one in queries.liability_events_of(subject.id)],
        "notes": queries.note_of(subject.id),
        "false_names": queries.false_names(subject.id),
        "letters": LetterAddress.objects.filter(subject_id=subject.id, ended_at__isnull=True).order_by("-at").first(),
        "sees_places": Group.G5 in reads,
        "sees_names": Group.G2 in reads,
    }


@require_safe
@gate("protection.work")
def other(request: Request, subject: UUID) -> HttpResponse:
    """The page of somebody who is no victim and is protected; a person of a case has the tab of the case."""
    row = protected(request, subject)
    if row.kind == queries.PERSON:
        case = queries.case_of(row.id)
        if case is None:
            raise Http404
        return redirect(reverse("protection:index", args=[code_for(case, request.actor.organisation_id)]))
    pack = queries.pack_for(row)
    words = {"who": queries.who([row.id]).get(row.id), "kind": queries.said(pack, "protected_kind", row.kind)}
    return render(request, "protection/other.html", {**parts(row), **words, "linked": queries.linked(row.id, request.actor)})


@require_safe
@gate("protection.work")
def others(request: Request) -> HttpResponse:
    """Protected people who are no victims, of files the reader sees."""
    page = Paginator(queries.others(), PAGE).get_page(request.GET.get("page"))
    rows, pack = list(page.object_list), queries.home()
    listed(kind="protection:others", cases=[row.id for row in rows])
    who = queries.who([row.id for row in rows])
    shown = [{"row": row, "who": who.get(row.id), "kind": queries.said(pack, "protected_kind", row.kind)} for row in rows]
    return render(request, "protection/others.html", {"rows": shown, "page": page})


@require_http_methods(FORM)
@gate("protection.work")
def protect(request: Request) -> HttpResponse:
    """Open a file for somebody who is no victim and needs protection."""
    form = forms.OtherForm(request.POST or None, pack=queries.home())
    refused = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        linked = by_code(given["linked"], request.actor) if given["linked"] else None
        if given["linked"] and linked is None:
            form.add_error("linked", _("No case of yours has this code."))
        else:
            try:
                names = {name: given[name] for name in ("kind", "name", "contact")}
                made = actions.protect_other(**names, linked=linked, by=request.actor, at=form.at)
                return redirect(reverse("protection:other", args=[made.id]))
            except Refused as refusal:
                refused = refusal.decision
    words = {"title": _("Protect somebody who is no victim"), "button": _("Open the file"), "back": reverse("protection:others")}
    return render(request, "protection/form.html", {"form": form, "refused": refused, **words}, status=400 if refused else 200)


@require_safe
@gate("protection.work")
def threats(request: Request) -> HttpResponse:
    """Threats nobody closed, urgent ones first; and people who are owed a safety plan."""
    page = Paginator(queries.open_threats(), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    lacking = queries.without_plan()[:PAGE]
    listed(kind="protection:threats", cases=[*(row.subject_id for row in rows), *(case.id for case in lacking)])
    known = codes([case.id for case in lacking], request.actor.organisation_id)
    context = {"rows": queries.threat_rows(rows, request.actor), "page": page, "lacking": sorted(known.values())}
    return render(request, "protection/threats.html", context)
