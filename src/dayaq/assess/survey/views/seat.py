"""Who sits here: the seat behind the cookie, the language of the page, the information note, calm words where nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, translation

from dayaq.assess.framework.rules.instrument import Instrument, said
from dayaq.assess.survey import queries
from dayaq.assess.survey.access import USED
from dayaq.assess.survey.models import Survey
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
