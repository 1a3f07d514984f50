"""What the pages share: a form that ends in one action, drawn again with what was typed when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dayaq.base.access.gate import Request
from dayaq.respond.casefile.queries import Case
from dayaq.respond.casefile.views.page import draw, refused_by


def asked(
    request: Request, form: forms.Form, act: Callable[[], object], words: dict[str, Any], *, case: Case | None = None
) -> HttpResponse:
    """Draw a form, or do its action and go back; under the head of a case, or on a page of its own."""
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refused_by(act)
        if refused is None:
            if words.get("done"):
                messages.success(request, words["done"])
            return redirect(words["back"])
    if case is not None:
        return draw(request, "casefile/form.html", case, form=form, refused=refused, **words)
    return render(request, "rights/form.html", {"form": form, "refused": refused, **words}, status=200 if refused is None else 400)
