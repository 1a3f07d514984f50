"""What the pages share: the head of a case, a form that ends in an action, a refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.core.decision import Decision, Refused, Stale
from dayaq.respond.casefile.queries import header
from dayaq.ui.templatetags.dayaq import say


def draw(request: Request, template: str, case: Any, **context: Any) -> HttpResponse:
    """A page of a case under its head; a refused action answers 400 with its reasons."""
    status = 400 if context.get("refused") is not None else 200
    return render(request, template, {"case": case, "header": header(case, request.actor), **context}, status=status)


def tried(request: Request, act: Callable[[], object]) -> Decision | None:
    """Do it; the decision when it was refused."""
    try:
        act()
    except Refused as refusal:
        return refusal.decision
    except Stale:
        messages.error(request, _("Somebody else changed this meanwhile. Nothing was saved; this is how it stands now."))
    return None


def pressed(request: Request, act: Callable[[], object], done: str, *to: Any) -> HttpResponse:
    """An action from a button; a refusal becomes a message on the next page."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.error(request, _("Somebody else changed this meanwhile. Nothing was saved; this is how it stands now."))
    else:
        messages.success(request, done)
    return redirect(*to)


def under(request: Request, row: Any) -> Any:
    """The row under the version that was shown with the button."""
    posted = request.POST.get("version", "")
    if posted.isdigit():
        row.version = int(posted)
    return row


def of_case(row: Any, case: Any) -> Any:
    """The row if it belongs to this case, or 404."""
    if row is None or row.case_id != case.id:
        raise Http404
    return row


def asked(request: Request, case: Any, form: forms.Form, act: Callable[[], object], **context: Any) -> HttpResponse:
    """A form page of a case that ends in one action and goes back to the network page of the case."""
    refused = None
    code = str(request.resolver_match.kwargs["code"]) if request.resolver_match else ""
    if request.method == "POST" and form.is_valid():
        refused = tried(request, act)
        if refused is None:
            return redirect("network:of_case", code)
    return draw(request, "network/form.html", case, form=form, refused=refused, **context)
