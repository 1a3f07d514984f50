"""A visit: a short signed cookie of these pages only, no account and no session; every page leaves no trace.

The cookie ends with the browser, after a quarter of an hour of quiet and after an hour in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from dayaq.respond.window import rules

COOKIE, SALT = "mine", "dayaq.window.visit"
AWAY = "https://www.wikipedia.org/"


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody behind the door: the digest, the language chosen, when the visit began."""

    secret: str
    language: str
    since: float


def visit(request: HttpRequest) -> Visit | None:
    """Whose visit it is, while it lasts."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=rules.QUIET)
        here = Visit(**found)
    except (signing.BadSignature, TypeError):
        return None
    return here if timezone.now().timestamp() - here.since < rules.LONGEST.total_seconds() else None


def begun(secret: str, language: str, at: datetime) -> Visit:
    """A new visit."""
    return Visit(secret, language, at.timestamp())


def keep(response: HttpResponse, here: Visit) -> HttpResponse:
    """Set the cookie anew: quiet is counted from this page."""
    value = signing.dumps(asdict(here), salt=SALT)
    response.set_cookie(
        COOKIE, value, path=reverse("window:mine"), httponly=True, samesite="Strict", secure=bool(settings.SESSION_COOKIE_SECURE)
    )
    return response


def left(url: str) -> HttpResponse:
    """Go away: the visit is over."""
    response = redirect(url)
    response.delete_cookie(COOKIE, path=reverse("window:mine"), samesite="Strict")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form; browsers that say nothing at all are believed: the cookie goes to no other site's form."""
    origin = request.headers.get("Origin", "")
    same = not origin or urlsplit(origin).netloc == request.get_host()
    return same and request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def spoken(request: HttpRequest, wanted: str = "") -> str:
    """The language of the page: asked for by a link, else that of the visit, else the browser's."""
    offered = dict(settings.LANGUAGES)
    choices = [request.GET.get("lang", ""), wanted, translation.get_language() or ""]
    language = next((code for code in choices if code in offered), settings.LANGUAGE_CODE)
    translation.activate(language)
    return language


def page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page nothing keeps and whose address goes nowhere; leaving it quickly ends the visit."""
    response = render(request, template, {"exit_url": reverse("window:exit"), **context}, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
