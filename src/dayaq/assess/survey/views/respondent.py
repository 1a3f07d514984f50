"""The pages of somebody who answers: no account, no trace, one section a page.

The secret stands in the address once, at the door; from there it goes into a cookie of this browser window that is sent
to these pages only. Every page is kept when it is left, in whatever direction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.framework.rules.answering import OTHER, problems
from dayaq.assess.framework.rules.instrument import Instrument, Section, said
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.access import USED, takes
from dayaq.assess.survey.actions.answering import Kept, kept
from dayaq.assess.survey.actions.inviting import address_of
from dayaq.assess.survey.models import Survey
from dayaq.assess.survey.rules import page
from dayaq.assess.survey.rules.asking import Form, told
from dayaq.base.access.gate import gate
from dayaq.core.decision import Reason, Refused
from dayaq.core.words import N_

COOKIE = "answer"
UNKNOWN = N_("This link is not known. Perhaps a part of it was lost: please copy it whole from the invitation.")
NO_SEAT = N_("Please open your own link again: this browser does not know it any more. What you saved is still there.")
NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody answering: the seat, the instrument, the language of the page."""

    seat: queries.Seat
    instrument: Instrument
    language: str

    @property
    def survey(self) -> Survey:
        """The survey."""
        return self.seat.survey

    def url(self, name: str, *args: object) -> str:
        """The address of a page in the language spoken."""
        return reverse(f"answer:{name}", args=[self.language, *args])


def calm(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """A page that says in plain words why nothing can be answered here."""
    return render(request, "survey/calm.html", {"reason": reason, "languages": []}, status=status)


def offered(survey: Survey, language: str) -> list[dict[str, Any]]:
    """The languages of a survey by their own names."""
    return [{"code": code, "name": NAMES.get(code, code), "current": code == language} for code in survey.languages]


def spoken(request: HttpRequest, survey: Survey, wanted: str = "") -> str:
    """The language of a page: asked for, else the invitation's, else the browser's, else the first one."""
    choices = [request.GET.get("lang", ""), wanted, translation.get_language() or "", *survey.languages]
    language = next((code for code in choices if code in survey.languages), "en")
    translation.activate(language)
    return language


def sitting(request: HttpRequest, language: str) -> Sitting | HttpResponse:
    """Who sits here, by the cookie; a calm page when nobody, or when nothing is asked any more."""
    with queries.desk():
        found = queries.seat(request.COOKIES.get(COOKIE, ""))
        if found is None:
            return calm(request, NO_SEAT, 410)
        if language not in found.survey.languages:
            return calm(request, UNKNOWN, 410)
        translation.activate(language)
        if found.used:
            return calm(request, USED, 410)
        if not found.open:
            return calm(request, found.open.reasons[0].message, 410)
        return Sitting(found, queries.instrument_for(found.survey), language)


def notes(survey: Survey, instrument: Instrument, language: str) -> dict[str, str]:
    """The information note in the reader's words; what has nothing to say is left out."""
    country = Locale.parse(language).territories.get(instrument.country or survey.country or "AZ", "")
    values = {
        "organisation": survey.host,
        "country": country,
        "deadline": formats.date_format(survey.closes) if survey.closes else "",
        "contact": survey.contact,
        "complaints": survey.complaints,
    }
    needed = {"invitation": survey.host, "deadline": survey.closes, "contact": survey.contact, "complaints": survey.complaints}
    return {name: said(text, language) % values for name, text in instrument.notes.items() if needed.get(name, True)}


@csrf_exempt  # whoever has the secret may sit down; there is no cookie yet that another site could use
@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def door(request: HttpRequest, token: str) -> HttpResponse:
    """The information note and the consent; from here the secret moves into a cookie."""
    with queries.desk():
        found = queries.seat(token)
        instrument = queries.instrument_for(found.survey) if found else None
    if found is None or instrument is None:
        return calm(request, UNKNOWN, 404)
    language = spoken(request, found.survey, found.language)
    if found.used or not found.open:
        return calm(request, USED if found.used else found.open.reasons[0].message, 410)
    if request.method == "POST" and request.POST.get("agreed"):
        return seated(token, language)
    context: dict[str, Any] = {
        "notes": notes(found.survey, instrument, language),
        "asked": request.method == "POST",
        "begun": bool(kept(token).pages),
    }
    return note(request, found.survey, instrument, language, {**context, "own": address_of(token)})


def note(request: HttpRequest, survey: Survey, instrument: Instrument, language: str, context: Mapping[str, Any]) -> HttpResponse:
    """The information note; its address goes to no other page."""
    frame = {"title": said(instrument.title, language), "tongues": offered(survey, language), "languages": [], "code": language}
    response = render(request, "survey/door.html", {**frame, **context})
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def seated(token: str, language: str) -> HttpResponse:
    """Go to the first page, with the secret in a cookie that ends with the window."""
    response = redirect("answer:section", language, 1)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, token, path=reverse("answer:root"), httponly=True, samesite="Strict", secure=secure)
    return response


@csrf_exempt  # as at the door: nobody is known yet
@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def open_door(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody comes by the published link: the note first, then an own link."""
    with queries.desk():
        survey = queries.by_open_token(token)
        instrument = queries.instrument_for(survey) if survey else None
    if survey is None or instrument is None:
        return calm(request, UNKNOWN, 404)
    language = spoken(request, survey)
    if request.method == "POST" and request.POST.get("agreed"):
        try:
            own = actions.start(survey=survey)
        except Refused as refused:
            return calm(request, refused.decision.reasons[0].message, 410)
        return HttpResponseRedirect(f"{reverse('answer:door', args=[own])}?lang={language}")
    state = takes(status=survey.status, opens=survey.opens, closes=survey.closes, today=queries.today())
    if not state:
        return calm(request, state.reasons[0].message, 410)
    context = {"notes": notes(survey, instrument, language), "asked": request.method == "POST"}
    return note(request, survey, instrument, language, context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def section(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One section of the form."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    if not 1 <= number <= len(here.instrument.sections):
        return HttpResponseRedirect(here.url("section", 1))
    asked = here.instrument.sections[number - 1]
    held = kept(here.seat.token)
    if request.method != "POST":
        wrong = wrong_in(here, held, asked) if "look" in request.GET else {}
        return shown(request, here, number, held, wrong)
    fields = page.typed(here.instrument, asked, dict(request.POST.lists()))
    held = actions.keep(token=here.seat.token, section=asked.code, fields=fields, language=language)
    return left(request, here, number, held)


def left(request: HttpRequest, here: Sitting, number: int, held: Kept) -> HttpResponse:
    """Where a kept page leads: another language, back, away, or on when nothing is wrong."""
    tongue, way = request.POST.get("language", ""), request.POST.get("go", "")
    if tongue in here.survey.languages:
        return redirect("answer:section", tongue, number)
    if way == "back":
        return HttpResponseRedirect(here.url("section", number - 1))
    if way == "stop":
        return HttpResponseRedirect(here.url("kept"))
    wrong = wrong_in(here, held, here.instrument.sections[number - 1])
    if wrong:
        return shown(request, here, number, held, wrong)
    last = number == len(here.instrument.sections)
    return HttpResponseRedirect(here.url("check") if last else here.url("section", number + 1))


def wrong_in(here: Sitting, held: Kept, asked: Section) -> dict[str, Reason]:
    """What is wrong on one page."""
    codes = {item.code for item in asked.items}
    found = problems(here.instrument, held.answers(here.instrument), complete=True)
    return {code: reason for code, reason in found.items() if code.removesuffix(OTHER) in codes}


def shown(request: HttpRequest, here: Sitting, number: int, held: Kept, wrong: dict[str, Reason]) -> HttpResponse:
    """The page with what was typed and what is wrong with it."""
    sections = here.instrument.sections
    asked = sections[number - 1]
    form = Form(here.instrument, here.language, held.fields, wrong)
    title = said(asked.title, here.language)
    words = _("%(number)s of %(all)s: %(title)s") % {"number": number, "all": len(sections) + 1, "title": title}
    faults = [(code.removesuffix(OTHER), code, reason) for code, reason in wrong.items()]
    context: dict[str, Any] = {
        "title": title,
        "intro": said(asked.intro, here.language),
        "questions": form.questions(asked),
        "faults": faults,
    }
    context |= {"words": words, "number": number, "all": len(sections) + 1, "tongues": offered(here.survey, here.language), "languages": []}
    return render(request, "survey/section.html", context)


@require_safe
@gate(public=True)
def kept_page(request: HttpRequest, language: str) -> HttpResponse:
    """What was filled in is kept; how to come back."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    context: dict[str, Any] = {
        "own": address_of(here.seat.token),
        "back": here.url("section", 1),
        "deadline": here.survey.closes,
        "languages": [],
    }
    return render(request, "survey/kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def check(request: HttpRequest, language: str) -> HttpResponse:
    """All answers to read over; sending them."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    held = kept(here.seat.token)
    given = held.answers(here.instrument)
    faults = problems(here.instrument, given, complete=True)
    if request.method == "POST" and not faults:
        actions.send(token=here.seat.token, language=language)
        return HttpResponseRedirect(here.url("sent"))
    return render(request, "survey/check.html", {**read_over(here, held), "faults": places(here, faults), "languages": []})


def read_over(here: Sitting, held: Kept) -> dict[str, Any]:
    """Every section with its answers in words."""
    given, language = held.answers(here.instrument), here.language
    parts: list[dict[str, Any]] = [
        {
            "title": said(one.title, language),
            "url": here.url("section", number),
            "told": told(here.instrument, one, given, language),
        }
        for number, one in enumerate(here.instrument.sections, 1)
    ]
    number = len(parts) + 1
    answered = sum(bool(one.lines) for part in parts for one in part["told"])
    back, file = here.url("section", len(parts)), here.url("file")
    return {"parts": parts, "answered": answered, "all": len(list(here.instrument.items)), "number": number, "back": back, "file": file}


def places(here: Sitting, faults: Mapping[str, Reason]) -> list[tuple[str, str, Reason]]:
    """What is wrong, each with the address of its question."""
    found = []
    for code, reason in faults.items():
        item = code.removesuffix(OTHER)
        number = next((n for n, one in enumerate(here.instrument.sections, 1) if any(i.code == item for i in one.items)), 1)
        found.append((f"{here.url('section', number)}?look=1#q-{item}", item, reason))
    return found


@require_safe
@gate(public=True)
def own_file(request: HttpRequest, language: str) -> HttpResponse:
    """The own answers as a text file, to keep."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    over = read_over(here, kept(here.seat.token))
    lines = [said(here.instrument.title, language)]
    for part in over["parts"]:
        lines += ["", part["title"]]
        lines += [f"{one.code} {one.text}\n    {'; '.join(one.lines) or '-'}" for one in part["told"]]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="answers.txt"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def sent(request: HttpRequest, language: str) -> HttpResponse:
    """Thanks; a link for a colleague."""
    with queries.desk():
        found = queries.seat(request.COOKIES.get(COOKIE, ""))
        instrument = queries.instrument_for(found.survey) if found else None
    if found is None or instrument is None or language not in found.survey.languages:
        return calm(request, NO_SEAT, 410)
    translation.activate(language)
    if not found.used:
        return redirect("answer:check", language)
    context: dict[str, Any] = {"notes": notes(found.survey, instrument, language), "open": bool(found.open), "languages": []}
    if request.method == "POST":
        try:
            context["passed_on"] = address_of(actions.forward(survey=found.survey))
        except Refused as refused:
            context["refused"] = refused.decision.reasons[0]
    return render(request, "survey/sent.html", context)


@require_safe
@gate(public=True)
def root(request: HttpRequest) -> HttpResponse:
    """Nobody comes here but by a mistyped address."""
    return calm(request, UNKNOWN, 404)
