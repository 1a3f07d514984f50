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
from dayaq.respond.casefile.queries import Case
from dayaq.respond.casefile.views.page import draw, refused_by


def home(code: str, name: str = "index", *rest: object) -> str:
    """The address of a page of this area for one case."""
    return reverse(f"identification:{name}", args=[code, *rest])


def asked(
    request: Request,
    case: Case,
    form: forms.Form,
    act: Callable[[], object],
    words: dict[str, Any],
    *,
    template: str = "casefile/form.html",
) -> HttpResponse:
    """Draw a form, or do its action and go back; ``words``: title, button, back, done and what the template needs."""
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refused_by(act)
        if refused is None:
            messages.success(request, words.get("done") or _("Saved."))
            return redirect(words["back"])
    return draw(request, template, case, form=form, refused=refused, **words)
