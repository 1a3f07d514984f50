"""The door and what stands behind it."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import gate
from dayaq.respond.window import actions, queries
from dayaq.respond.window.forms import NumberForm, WordsForm
from dayaq.respond.window.views import visit


@csrf_exempt  # nobody is known at the door and no token is made; forms of other sites are not taken (from_here)
@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def mine(request: HttpRequest) -> HttpResponse:
    """The door; behind it the person's own answers, each page asked of the guard anew."""
    here = visit.visit(request)
    language = visit.spoken(request, here.language if here else "")
    if request.method == "POST" and visit.from_here(request):
        return knocked(request, language)
    raw = queries.opened_by(here.secret) if here else None
    if here is None or raw is None:
        return visit.page(request, "window/door.html", {"form": WordsForm()})
    context = {"told": queries.telling(raw, timezone.now()), "number": NumberForm(), "beside": False}
    return visit.keep(visit.page(request, "window/mine.html", context), visit.Visit(here.secret, language, here.since))


def knocked(request: HttpRequest, language: str) -> HttpResponse:
    """Try the words. Whatever is wrong with them, the answer is one."""
    form, now = WordsForm(request.POST), timezone.now()
    if not form.is_valid():
        return visit.page(request, "window/door.html", {"form": form}, 400)
    tried = actions.try_words(typed=form.cleaned_data["words"], address=get_adapter().get_client_ip(request), at=now)
    if tried.found is not None:
        first = language if request.GET.get("lang") else str(tried.found["language"])
        return visit.keep(redirect("window:mine"), visit.begun(tried.secret, first, now))
    words = _("Too many tries. Wait a quarter of an hour.") if tried.locked else _("These words open nothing. Look at each word again.")
    form.add_error("words", words)
    return visit.page(request, "window/door.html", {"form": form}, 429 if tried.locked else 400)


@require_safe
@gate(public=True)
def leave(request: HttpRequest) -> HttpResponse:
    """Away from here at once; the visit is over."""
    del request
    return visit.left(visit.AWAY)
