"""A worker's side: words given and ended, and the window opened beside the person."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.casefile.queries import header, opened, writes_of
from dayaq.respond.window import actions, queries
from dayaq.respond.window.access import may_give
from dayaq.respond.window.forms import GiveForm


def offered(languages: list[str]) -> dict[str, str]:
    """The language the person speaks, if the pages have it; else the reader's."""
    known = dict(settings.LANGUAGES)
    return {"language": next((code for code in languages if code in known), translation.get_language() or settings.LANGUAGE_CODE)}


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.read")
def of_case(request: Request, code: str) -> HttpResponse:
    """Which words were given; new ones are shown once, on a card that says nothing of what they open."""
    case, now = opened(request, code), timezone.now()
    may = may_give(request.actor, writes_of(case.id))
    form = GiveForm(request.POST if request.method == "POST" else None, languages=settings.LANGUAGES, initial=offered(case.languages))
    if request.method == "POST" and form.is_valid():
        given = actions.give_words(case=case, language=form.cleaned_data["language"], by=request.actor, at=now)
        return card(request, code, given)
    context = {"header": header(case, request.actor), "rows": queries.key_rows(case, now), "form": form, "may": may.ok}
    return render(request, "window/of_case.html", context)


def card(request: Request, code: str, given: actions.Given) -> HttpResponse:
    """The words, this once."""
    address = settings.SITE_URL + reverse("window:mine")
    context = {"given": given, "address": address.removeprefix("https://"), "back": reverse("window:of_case", args=[code])}
    return render(request, "window/card.html", context)


@require_POST
@gate("case.write")
def end(request: Request, code: str, key: UUID) -> HttpResponse:
    """End words."""
    case = opened(request, code)
    row = queries.key(case, key)
    if row is None:
        raise Http404
    actions.end_words(key=row, by=request.actor, at=timezone.now())
    messages.success(request, _("These words open nothing any more."))
    return redirect("window:of_case", code)


@require_safe
@gate("case.read")
def beside(request: Request, code: str) -> HttpResponse:
    """What the person may read, on a page without the worker's things: two people look at one screen."""
    case = opened(request, code)
    raw = queries.beside(case)
    if raw is None:
        raise Http404
    asked = request.GET.get("lang", "")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else translation.get_language()):
        context = {"told": queries.telling(raw, timezone.now()), "beside": True, "back": reverse("window:of_case", args=[code])}
        return render(request, "window/mine.html", context)
