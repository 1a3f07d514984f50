"""The door: the information note and the consent, by an own link or by the open one.

The secret stands in the address here and nowhere else; it goes into a cookie of this browser window that is sent to the
respondent's pages only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.framework.rules.instrument import Instrument, said
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.access import USED, takes
from dayaq.assess.survey.actions.answering import kept
from dayaq.assess.survey.actions.inviting import address_of
from dayaq.assess.survey.models import Survey
from dayaq.assess.survey.views.seat import COOKIE, UNKNOWN, calm, notes, offered, spoken
from dayaq.base.access.gate import gate
from dayaq.core.decision import Refused


@csrf_exempt  # there is no cookie yet that could carry a token; forms of other sites are not taken (from_here)
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
    if request.method == "POST" and request.POST.get("agreed") and from_here(request):
        return seated(token, language)
    context: dict[str, Any] = {
        "notes": notes(found.survey, instrument, language),
        "asked": request.method == "POST",
        "begun": bool(kept(token).pages),
    }
    return note(request, found.survey, instrument, language, {**context, "own": address_of(token)})


def from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form; browsers that do not say are believed.

    Another site could otherwise seat somebody in the middle of the form on a seat of its own, and read what comes next.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


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
    if request.method == "POST" and request.POST.get("agreed") and from_here(request):
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


@require_safe
@gate(public=True)
def root(request: HttpRequest) -> HttpResponse:
    """Nobody comes here but by a mistyped address."""
    return calm(request, UNKNOWN, 404)
