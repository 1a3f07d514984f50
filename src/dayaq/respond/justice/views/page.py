"""What the pages of proceedings share: opened or 404, a form that ends in one action, rows of a table in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dayaq.base.access.gate import Request
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import read
from dayaq.respond.casefile.queries import country, label, writes_of
from dayaq.respond.casefile.views.page import refused_by
from dayaq.respond.justice import queries
from dayaq.respond.justice.models import Proceeding

PER_PAGE = 50


def opened(request: Request, proceeding: UUID) -> Proceeding:
    """The proceeding, or 404; the trail notes that it was opened."""
    row = queries.proceeding(proceeding)
    if row is None:
        raise Http404
    match = request.resolver_match
    read(kind=match.view_name if match else "justice:proceeding", case=row.id, groups=groups_of(row.id).names)
    return row


def writes(row: Proceeding, request: Request) -> bool:
    """Whether the reader may change the proceeding."""
    return request.actor.may("justice.work") and Group.G6 in writes_of(row.id)


def writable(row: Proceeding, request: Request) -> None:
    """404 for a form the reader may not send: what one may not do is absent."""
    if not writes(row, request):
        raise Http404


def home(row: Proceeding) -> str:
    """The page of a proceeding."""
    return reverse("justice:proceeding", args=[row.id])


def asked(request: Request, form: forms.Form, act: Callable[[], object], words: dict[str, Any]) -> HttpResponse:
    """Draw a form, or do its action and go to ``back``; refused: everything typed stays, the reasons stand above."""
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refused_by(act)
        if refused is None:
            if words.get("done"):
                messages.success(request, words["done"])
            return redirect(words["back"])
    shown = {"form": form, "refused": refused, **words}
    return render(request, words.get("template", "justice/form.html"), shown, status=200 if refused is None else 400)


def paged(request: Request, rows: Any) -> Any:
    """One page of a list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def coded(name: str, code: str) -> str:
    """The word of a pack's code; a dash where there is none."""
    return label(queries.home(), f"codes.{name}.{code}") if code else "–"


def body(code: str) -> str:
    """A body in words."""
    return label(queries.home(), f"bodies.{code}") if code else "–"


def land(code: str) -> str:
    """A country in words."""
    return country(code) if code else "–"


def moment(at: datetime | None) -> Any:
    """A cell with a moment, or a dash."""
    return {"at": at} if at else "–"
