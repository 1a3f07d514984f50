"""What the pages share: a visit or 404, a form that ends in one action, codes in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.queries import label
from dayaq.respond.casefile.views.page import FASTER
from dayaq.respond.inspection import queries
from dayaq.respond.inspection.models import Visit


def found(visit: UUID) -> Visit:
    """The visit of the own body, or 404."""
    row = queries.visit(visit)
    if row is None:
        raise Http404
    return row


def asked(request: Request, form: forms.Form, act: Callable[[], object], words: dict[str, Any]) -> HttpResponse:
    """Draw a form, or do its action and go to ``back`` (or where the action says); refused: everything typed stays."""
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            to = act()
            messages.success(request, words.get("done") or _("Saved."))
            return redirect(to if isinstance(to, str) else words["back"])
        except Refused as refusal:
            refused = refusal.decision
        except Stale:
            refused = FASTER
    shown = {"form": form, "refused": refused, **words}
    return render(request, words.get("template", "inspection/form.html"), shown, status=200 if refused is None else 400)


def paged(request: Request, rows: Any) -> Any:
    """One page of a list."""
    return Paginator(rows, 50).get_page(request.GET.get("page"))


def coded(name: str, code: str) -> str:
    """The word of a pack's code; a dash where there is none."""
    return label(queries.home(), f"codes.{name}.{code}") if code else "–"
