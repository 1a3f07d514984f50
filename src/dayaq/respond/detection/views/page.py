"""What the pages share: a form that ends in one action, drawn again with what was typed when it is refused; a page of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.core.decision import Decision, Reason, Refused, Stale
from dayaq.core.words import N_
from dayaq.respond.detection import queries
from dayaq.respond.detection.models import Event, Signal
from dayaq.ui.templatetags.dayaq import say

FASTER = Decision.refuse(Reason("stale", N_("Somebody else did this meanwhile. Go back and look at what is recorded.")))
PAGE = 50
FORM = ["GET", "HEAD", "POST"]


def asked(request: Request, form: forms.Form, act: Callable[[], object], words: dict[str, Any]) -> HttpResponse:
    """Draw a form, or do its action and go on; ``words``: title, button, back, done, note. An address from the action wins."""
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            went = act()
            messages.success(request, words.get("done") or _("Saved."))
            return redirect(went if isinstance(went, str) else words["back"])
        except Refused as refusal:
            refused = refusal.decision
        except Stale:
            refused = FASTER
    status = 200 if refused is None else 400
    return render(request, "detection/form.html", {"form": form, "refused": refused, **words}, status=status)


def tried(request: Request, act: Callable[[], object]) -> None:
    """Do an action from a button; a refusal becomes a message on the next page."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.error(request, say(FASTER))


def listed(request: Request, rows: QuerySet[Any], words: Callable[[Any], list[dict[str, Any]]], form: forms.Form) -> dict[str, Any]:
    """A page of a list with its filter."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": words(page.object_list), "form": form, "active": active(request, form)}


def active(request: Request, form: forms.Form) -> list[dict[str, str]]:
    """The filters that are set, each with the address without it."""
    found = []
    for name, value in form.cleaned_data.items() if form.is_valid() else ():
        if value:
            rest = request.GET.copy()
            rest.pop(name, None)
            field = form.fields[name]
            said = (
                next((words for code, words in field.widget.choices if code == value), value)
                if isinstance(field, forms.ChoiceField)
                else value
            )
            found.append({"label": f"{field.label}: {said}", "url": f"?{rest.urlencode()}"})
    return found


def the_event(event_id: UUID) -> Event:
    """The event, or 404."""
    found = queries.event(event_id)
    if found is None:
        raise Http404
    return found


def the_signal(signal_id: UUID) -> Signal:
    """The information, or 404."""
    found = queries.signal(signal_id)
    if found is None:
        raise Http404
    return found
