"""What every page of a case shares: the sticky head, a form that ends in an action, a refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dayaq.base.access.rules import Group
from dayaq.core.decision import Decision, Reason, Refused, Stale
from dayaq.core.words import N_
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import asker, case_url, header, writes_of
from dayaq.ui.templatetags.dayaq import say

FORM = ["GET", "HEAD", "POST"]
FASTER = Decision.refuse(Reason("stale", N_("Somebody else did this meanwhile. Go back and look at what is recorded.")))


def refused_by(act: Callable[[], object]) -> Decision | None:
    """Do it; what refuses it, or that somebody else was faster; nothing when it is done."""
    try:
        act()
    except Refused as refusal:
        return refusal.decision
    except Stale:
        return FASTER
    return None


def pressed(request: HttpRequest, act: Callable[[], object], back: str) -> HttpResponse:
    """Do what a button says and go back; a refusal is said on the next page."""
    refused = refused_by(act)
    if refused is not None:
        messages.error(request, say(refused))
    return redirect(back)


def draw(request: HttpRequest, template: str, case: Case, **context: Any) -> HttpResponse:
    """Render a page of a case under its head; a refused action answers 400 with its reasons in words."""
    head = header(case, asker(request))
    refused = context.get("refused")
    shown = {"case": case, "header": head, "can_write": bool(head.writes & Group.G1), **context}
    return render(request, template, shown, status=200 if refused is None else 400)


def back(case: Case, request: HttpRequest, name: str = "case") -> HttpResponseRedirect:
    """Back to a page of the case after something was done."""
    return HttpResponseRedirect(case_url(name, header_code(case, request)))


def header_code(case: Case, request: HttpRequest) -> str:
    """The code under which the request knows the case."""
    match = request.resolver_match
    return str(match.kwargs["code"]) if match and "code" in match.kwargs else str(case.id)


def writable(case: Case, group: Group) -> None:
    """404 for the form of a part the actor may not write: what one may not do is absent."""
    if not writes_of(case.id) & group:
        raise Http404


def asked(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: Any,
    button: Any,
    to: str = "case",
    done: Any = "",
    template: str = "casefile/form.html",
    **context: Any,
) -> HttpResponse:
    """A form page that ends in one action: drawn, checked, done and redirected, or refused in words with everything typed kept."""
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            refused = refusal.decision
        else:
            messages.success(request, done or _("Saved."))
            return redirect(case_url(to, header_code(case, request)))
    shown = {
        "form": form,
        "title": title,
        "button": button,
        "refused": refused,
        "back": case_url(to, header_code(case, request)),
        **context,
    }
    return draw(request, template, case, **shown)


def tried(request: HttpRequest, act: Callable[[], object]) -> None:
    """Do an action from a button; a refusal becomes a message on the next page."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
