"""The team's pages: the plan, who is asked, counts while it runs, files, free texts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment.queries import Assessment, opened
from dayaq.assess.framework.rules.answering import OTHER
from dayaq.assess.framework.rules.instrument import said
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.actions.inviting import address_of
from dayaq.assess.survey.forms import FileForm, GuestForm, GuestsForm, PeopleForm, PlanForm, SearchForm
from dayaq.assess.survey.models import Survey
from dayaq.assess.survey.rules.returns import COUNTRY, FAMILIES
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.ui.templatetags.dayaq import say

PER_PAGE = 50


def begun(assessment: Assessment) -> Survey:
    """The survey, or 404 before it is prepared."""
    found = queries.survey_of(assessment)
    if found is None:
        raise Http404
    return found


def team_of_answers(request: Request, code: str) -> Assessment:
    """The assessment, for those of its team who work with answers; 404 for the others."""
    found = opened(request, code)
    if not queries.may_raw(found.id):
        raise Http404
    return found


@require_safe
@gate("assess.read")
def overview(request: Request, assessment: str) -> HttpResponse:
    """The survey at a glance: its plan, who answered, what waits."""
    return shown(request, opened(request, assessment))


def shown(request: Request, found: Assessment, **more: Any) -> HttpResponse:
    """The overview, with what was refused on top when something was."""
    survey = queries.survey_of(found)
    context: dict[str, Any] = {
        "assessment": found,
        "survey": survey,
        "raw": queries.may_raw(found.id),
        "works": queries.may_raw(found.id, "work"),
    }
    if survey:
        counts = queries.returns(found)
        tongues = dict(queries.LANGUAGES)
        instrument = queries.instrument_for(survey)
        names = {choice.code: said(choice.label, get_language() or "en") for choice in instrument.item(COUNTRY).choices}
        context |= {
            "counts": counts,
            "roles": [(say(FAMILIES.get(one.group, one.group)), one.n) for one in counts.roles],
            "places": [(names.get(one.group, _("not said")), one.n) for one in counts.countries],
            "tongues": [(tongues.get(one.group, _("not said")), one.n) for one in counts.languages],
            "open_link": request.build_absolute_uri(reverse("answer:open", args=[survey.open_token])) if survey.open_token else "",
            "remindable": queries.to_remind(found).count() if context["raw"] else 0,
            "instrument": instrument,
        }
    return render(request, "survey/overview.html", {**context, **more}, status=409 if more else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def plan(request: Request, assessment: str) -> HttpResponse:
    """Prepare the survey, or change its plan."""
    found = opened(request, assessment)
    form = PlanForm.of(queries.survey_of(found), request.POST or None)
    context: dict[str, Any] = {"assessment": found, "form": form, "title": _("Plan of the survey")}
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.prepare(assessment=found, plan=form.plan(), by=request.actor, at=timezone.now(), version=version)
        except Refused as refused:
            context["refused"] = refused.decision
        else:
            return redirect("survey:overview", assessment)
    return render(request, "survey/form.html", context)


@require_POST
@gate("assess.work")
def state(request: Request, assessment: str, verb: str) -> HttpResponse:
    """Open or close the survey."""
    found = opened(request, assessment)
    survey = begun(found)
    try:
        if verb == "open":
            actions.open_survey(survey=survey, by=request.actor, at=timezone.now())
            messages.success(request, _("The survey is open."))
        else:
            number = actions.close(survey=survey, by=request.actor, at=timezone.now())
            text = ngettext("The survey has ended; %(n)d answer was opened.", "The survey has ended; %(n)d answers were opened.", number)
            messages.success(request, text % {"n": number})
    except Refused as refused:
        return shown(request, found, refused=refused.decision)
    return redirect("survey:overview", assessment)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def people(request: Request, assessment: str) -> HttpResponse:
    """Who is asked and who has not answered. Searching is posted: a name never stands in an address."""
    found = team_of_answers(request, assessment)
    survey, filters, search = begun(found), PeopleForm(request.GET or None), SearchForm(request.POST or None)
    wanted = filters.data.get("state", "") if filters.is_bound else ""
    text = search.cleaned_data["text"] if search.is_valid() else ""
    page = Paginator(queries.invitations(found, text=text, state=wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {"assessment": found, "survey": survey, "page": page, "filters": filters, "search": search, "filtered": bool(wanted or text)}
    return render(request, "survey/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def invite(request: Request, assessment: str) -> HttpResponse:
    """Invite one; without an address the link is shown here, once."""
    found = team_of_answers(request, assessment)
    survey, form = begun(found), GuestForm(request.POST or None)
    context: dict[str, Any] = {"assessment": found, "form": form, "title": _("Invite somebody"), "back": "survey:people"}
    if form.is_valid():
        try:
            token = actions.invite(survey=survey, guest=form.guest(), by=request.actor, at=timezone.now())
        except Refused as refused:
            form.add_error("address", say(refused.decision.reasons[0]))
        else:
            if not form.cleaned_data["address"]:
                return render(request, "survey/link.html", {**context, "own": address_of(token)})
            messages.success(request, _("The invitation is in the outbox."))
            return redirect("survey:people", assessment)
    return render(request, "survey/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def invite_file(request: Request, assessment: str) -> HttpResponse:
    """Invite everybody of a table."""
    found = team_of_answers(request, assessment)
    survey, form = begun(found), GuestsForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        number = actions.invite_all(survey=survey, guests=form.cleaned_data["file"], by=request.actor, at=timezone.now())
        messages.success(
            request, ngettext("%(n)d invitation is in the outbox.", "%(n)d invitations are in the outbox.", number) % {"n": number}
        )
        return redirect("survey:people", assessment)
    context = {"assessment": found, "form": form, "title": _("Invite many"), "back": "survey:people", "upload": True}
    return render(request, "survey/form.html", context)


@require_POST
@gate("assess.raw")
def remind(request: Request, assessment: str) -> HttpResponse:
    """Remind everybody who was invited by mail and has not answered."""
    found = team_of_answers(request, assessment)
    try:
        number = actions.remind(survey=begun(found), by=request.actor, at=timezone.now())
    except Refused as refused:
        return shown(request, found, refused=refused.decision)
    messages.success(request, ngettext("%(n)d reminder is in the outbox.", "%(n)d reminders are in the outbox.", number) % {"n": number})
    return redirect("survey:people", assessment)


@require_POST
@gate("assess.raw")
def withdraw(request: Request, assessment: str, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    found = team_of_answers(request, assessment)
    row = get_object_or_404(queries.invitations(found), id=invitation)
    actions.withdraw(invitation=row, by=request.actor, at=timezone.now())
    messages.success(request, _("The invitation was taken back."))
    return redirect("survey:people", assessment)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def files(request: Request, assessment: str) -> HttpResponse:
    """Take in a file of answers."""
    found = team_of_answers(request, assessment)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            number = actions.take_file(assessment=found, name=upload.name, content=upload.read(), by=request.actor, at=timezone.now())
        except Refused as refused:
            form.add_error("file", [say(reason) for reason in refused.decision.reasons])
        else:
            messages.success(request, ngettext("%(n)d answer was taken in.", "%(n)d answers were taken in.", number) % {"n": number})
            return redirect("survey:overview", assessment)
    context = {"assessment": found, "form": form, "title": _("Take in a file"), "back": "survey:overview", "upload": True}
    return render(request, "survey/form.html", context)


@require_safe
@gate("assess.raw")
def texts(request: Request, assessment: str) -> HttpResponse:
    """What was written, question by question, each text alone: for reading and coding inside the team."""
    found = team_of_answers(request, assessment)
    instrument = queries.instrument_of(found)
    asked = [(item.code, said(item.text, get_language() or "en")) for item in instrument.items if item.kind == "text"]
    asked += [
        (item.code + OTHER, said(item.text, get_language() or "en")) for item in instrument.items if any(c.opens for c in item.choices)
    ]
    wanted = request.GET.get("item", "")
    code, words = next((one for one in asked if one[0] == wanted), asked[0])
    page = Paginator(queries.texts(found, code), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "survey/texts.html", {"assessment": found, "asked": asked, "code": code, "words": words, "page": page})
