"""What the person does in the window: each form by a number, so that the address says nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import gate
from dayaq.base.accounts.queries import service
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.respond.casefile.queries import language
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.support.actions import give_feedback
from dayaq.respond.window import actions, queries
from dayaq.respond.window.actions import NewOwn
from dayaq.respond.window.forms import ComplaintForm, DataForm, FeedbackForm, NumberForm, OutForm, OwnForm
from dayaq.respond.window.views import visit
from dayaq.ui.templatetags.dayaq import say

NUMBERS_AN_HOUR = 10
Do = Callable[[visit.Visit, Any], str]


def go_out(here: visit.Visit, form: OutForm) -> str:
    """Ask to go out, be called or visited."""
    begins = form.wanted("from") or timezone.now()
    actions.ask_to_go(secret=here.secret, kind=form.cleaned_data["kind"], wanted_from=begins, wanted_until=form.wanted("until"))
    return _("Asked. The answer will stand on this page.")


def about_data(here: visit.Visit, form: DataForm) -> str:
    """Ask about the own data."""
    given = form.cleaned_data
    actions.ask_about_data(secret=here.secret, kind=given["kind"], words=given["words"], language=language(), at=timezone.now())
    return _("Asked. The answer will stand on this page.")


def complain(here: visit.Visit, form: ComplaintForm) -> str:
    """Complain."""
    given = form.cleaned_data
    new = NewOwn(about=form.about, subject=given["subject"], words=given["words"], language=language(), may_name=given["may_name"])
    number = actions.complain(secret=here.secret, new=new, at=timezone.now())
    return _("Taken. Keep this number in mind, it is shown once: %(number)s") % {"number": number}


def speak(here: visit.Visit, form: FeedbackForm) -> str:
    """Say what one thinks of the help; kept without the file."""
    del here
    with queries.service_context():
        said = {"channel": "window", "language": language(), "text": form.cleaned_data["text"]}
        about = UUID(form.cleaned_data["about"])
        give_feedback(about=about, answers=form.answers, by=service("window"), at=timezone.now(), **said)
    return _("Thank you. Those who watch over this organisation read it; it stands in no file of yours.")


FORMS: dict[int, tuple[type[OwnForm], Do, Any]] = {
    1: (OutForm, go_out, gettext_lazy("Ask to go out, for a call or a visit")),
    2: (DataForm, about_data, gettext_lazy("Ask about your data")),
    3: (ComplaintForm, complain, gettext_lazy("Complain")),
    4: (FeedbackForm, speak, gettext_lazy("Say what you think of the help")),
}


def inside(request: HttpRequest) -> visit.Visit | None:
    """The visit of somebody whose words still open, with the language set."""
    here = visit.visit(request)
    if here is None or queries.opened_by(here.secret) is None or (request.method == "POST" and not visit.from_here(request)):
        return None
    return visit.Visit(here.secret, visit.spoken(request, here.language), here.since)


def shown(request: HttpRequest, here: visit.Visit, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the visit."""
    return visit.keep(visit.page(request, template, context, status), here)


@csrf_exempt  # the cookie is sent to no form of another site (SameSite=Strict), and from_here asks again
@require_http_methods(FORM)
@gate(public=True)
def form(request: HttpRequest, number: int) -> HttpResponse:
    """One of the forms."""
    if number not in FORMS:
        raise Http404
    here = inside(request)
    if here is None:
        return redirect("window:mine")
    kind, do, title = FORMS[number]
    asked = kind(request.POST if request.method == "POST" else None, pack=load(settings.HOME_PACK))
    if request.method == "POST" and asked.is_valid():
        try:
            return shown(request, here, "window/done.html", {"said": do(here, asked)})
        except Refused as refused:
            asked.add_error(None, say(refused.decision))
    status = 400 if request.method == "POST" else 200
    return shown(request, here, "window/form.html", {"form": asked, "title": title}, status)


@csrf_exempt  # as above
@require_http_methods(FORM)
@gate(public=True)
def take_back(request: HttpRequest, consent: UUID) -> HttpResponse:
    """Ask once more, then take a consent back."""
    here = inside(request)
    if here is None:
        return redirect("window:mine")
    rows = queries.telling(queries.opened_by(here.secret) or {}, timezone.now()).consents
    row = next((one for one in rows if one["id"] == str(consent) and one["holds"]), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.withdraw(secret=here.secret, consent=consent)
        said = _("Taken back. Whoever was let in on it sees nothing more from now on.")
        return shown(request, here, "window/done.html", {"said": said})
    return shown(request, here, "window/back.html", {"row": row})


@csrf_exempt  # as above
@require_http_methods(FORM)
@gate(public=True)
def words(request: HttpRequest) -> HttpResponse:
    """New words only the person knows, or none at all."""
    here = inside(request)
    if here is None:
        return redirect("window:mine")
    if request.method == "POST" and "stop" in request.POST:
        actions.stop_words(secret=here.secret, at=timezone.now())
        return visit.left("window:mine")
    if request.method == "POST":
        given, following = actions.change_words(secret=here.secret, at=timezone.now())
        return shown(request, visit.Visit(following, here.language, here.since), "window/own_words.html", {"given": given})
    return shown(request, here, "window/words.html", {})


@csrf_exempt  # as above
@require_http_methods(["POST"])
@gate(public=True)
def number(request: HttpRequest) -> HttpResponse:
    """One complaint by its number; a few tries an hour."""
    here, asked = inside(request), NumberForm(request.POST)
    if here is None:
        return redirect("window:mine")
    mark = f"window-number-{here.secret[:32]}"
    tries = int(cache.get(mark, 0))
    found = None
    if asked.is_valid() and tries < NUMBERS_AN_HOUR:
        found = queries.complaint_said(here.secret, asked.cleaned_data["number"].strip().upper())
        cache.set(mark, tries + 1, 3600)
    if found is None:
        asked.add_error("number", _("No complaint of yours has this number."))
    return shown(request, here, "window/complaint.html", {"row": found, "form": asked}, 200 if found else 404)
