"""A child found in the street: the hours that run, quick questions, family, judge, end."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.actions import NewCase, open_case
from dayaq.respond.casefile.forms import EventForm
from dayaq.respond.casefile.queries import code_for, opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.detection import actions, queries
from dayaq.respond.detection.forms import FoundForm, QuestionsForm, StreetEndForm
from dayaq.respond.detection.models import StreetChild
from dayaq.respond.detection.views.page import FORM
from dayaq.respond.detection.views.page import asked as asked_plain
from dayaq.respond.identification.views.page import asked


def home(code: str) -> str:
    """The page of the street child of a case."""
    return reverse("detection:street", args=[code])


@require_http_methods(FORM)
@gate("event.record")
def found(request: Request) -> HttpResponse:
    """Two facts open a case for a child found in the street, and the time runs."""
    form = FoundForm(request.POST or None, pack=queries.home())

    def act() -> object:
        sex = form.cleaned_data["sex"]
        new = NewCase(status="at_risk", sex=(sex, "known") if sex else ("", "unknown"), under_18=form.cleaned_data["under_18"])
        case = open_case(new=new, by=request.actor, at=form.at)
        actions.find_street_child(case=case, found_at=form.at, by=request.actor, at=timezone.now())
        return home(code_for(case, request.actor.organisation_id))

    note = _("The day and time are when the child was found. Help first: food, rest, warmth, a person the child can trust.")
    words = {"title": _("A child found in the street"), "button": _("Begin"), "note": note, "back": reverse("detection:events")}
    return asked_plain(request, form, act, words)


@require_safe
@gate("case.read")
def street(request: Request, code: str) -> HttpResponse:
    """The open stop with the time left or over, the answers, and a referral one click away."""
    case = opened(request, code)
    shown = queries.street_page(case, pack_of(case), timezone.now())
    return draw(request, "detection/street.html", case, writes_story=Group.G3 in writes_of(case.id), **shown)


@require_http_methods(FORM)
@gate("case.write")
def street_found(request: Request, code: str) -> HttpResponse:
    """The child of this case was found in the street."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = EventForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.find_street_child(case=case, found_at=form.at, by=request.actor, at=timezone.now())

    return asked(request, case, form, act, {"title": _("Found in the street"), "button": _("Record"), "back": home(code)})


def open_stop(case: object, stop: UUID) -> StreetChild:
    """The stop that has not ended, or 404."""
    return get_object_or_404(StreetChild.objects.select_related("case"), id=stop, case=case, ended_at__isnull=True)


@require_http_methods(FORM)
@gate("case.write")
def questions(request: Request, code: str, stop: UUID) -> HttpResponse:
    """The quick questions; the person who asks decides what follows."""
    case = opened(request, code)
    writable(case, Group.G3)
    row = open_stop(case, stop)
    form = QuestionsForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.ask_quick_questions(street=row, answers=form.answers, by=request.actor, at=form.at)

    note = _("Ask in plain words, alone with the child, without threats. The answers decide nothing by themselves.")
    return asked(
        request, case, form, act, {"title": _("Quick questions"), "button": _("Keep the answers"), "note": note, "back": home(code)}
    )


@require_http_methods(FORM)
@gate("case.write")
def street_step(request: Request, code: str, stop: UUID, which: str) -> HttpResponse:
    """The family was found, or the child stood before a judge."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = open_stop(case, stop)
    title = {"family": _("The family was found"), "judge": _("The child was brought before a judge")}.get(which)
    if title is None:
        raise Http404
    form = EventForm(request.POST or None, pack=pack_of(case))

    def act() -> None:
        actions.note_street_step(street=row, which=which, by=request.actor, at=form.at)

    return asked(request, case, form, act, {"title": title, "button": _("Record"), "back": home(code)})


@require_http_methods(FORM)
@gate("case.write")
def street_end(request: Request, code: str, stop: UUID) -> HttpResponse:
    """How the stop ended; late is recorded with its reason."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = open_stop(case, stop)
    form = StreetEndForm(request.POST or None, pack=pack_of(case))

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("outcome", "late_reason")}
        actions.end_stop(street=row, by=request.actor, at=form.at, **given)

    return asked(request, case, form, act, {"title": _("How it ended"), "button": _("Record"), "back": home(code)})
