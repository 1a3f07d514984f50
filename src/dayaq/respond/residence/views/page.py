"""What the pages share: a form that ends in one action, drawn again with what was typed when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.core.decision import Decision, Reason, Refused, Stale
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case
from dayaq.respond.casefile.views.page import draw
from dayaq.ui.templatetags.dayaq import say

FORM = ["GET", "HEAD", "POST"]
FASTER = Decision.refuse(Reason("stale", N_("Somebody else did this meanwhile. Go back and look at what is recorded.")))


def home(code: str, name: str = "index") -> str:
    """The address of a page of this area for one case."""
    return reverse(f"residence:{name}", args=[code])


def step(request: Request, case: Case, form: forms.Form, act: Callable[[], object], *, title: Any, back: str, **more: Any) -> HttpResponse:
    """Draw a form, or do its action and go back; a refusal keeps everything that was typed."""
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            refused = refusal.decision
        except Stale:
            refused = FASTER
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    shown = {"title": title, "button": more.pop("button", title), "back": back, "form": form, "refused": refused, **more}
    return draw(request, "casefile/form.html", case, **shown)


def pressed(request: Request, act: Callable[[], object], back: str) -> HttpResponse:
    """Do what a button says and go back; a refusal is said on the next page."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.error(request, say(FASTER))
    return redirect(back)
