"""What the pages share: whose protection it is, a form that ends in one action, drawn again with what was typed when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.base.access.queries import groups_of
from dayaq.base.audit.actions import read
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.casefile.views.page import refused_by
from dayaq.respond.protection import queries
from dayaq.respond.protection.models import Subject


def protected(request: Request, subject_id: UUID) -> Subject:
    """The protected person, or 404; writes the read event with the groups that are shown."""
    found = queries.subject(subject_id)
    if found is None:
        raise Http404
    match = request.resolver_match
    read(kind=match.view_name if match else "protection:index", case=found.id, groups=groups_of(found.id).names)
    return found


def home(request: Request, subject: Subject) -> str:
    """The page of a protected person: the tab of the case, or the own page."""
    case = queries.case_of(subject.id) if subject.kind == queries.PERSON else None
    if case is not None:
        return reverse("protection:index", args=[code_for(case, request.actor.organisation_id)])
    return reverse("protection:other", args=[subject.id])


def step(
    request: Request, subject: Subject, form: forms.Form, act: Callable[[], object], *, title: Any, button: Any = "", note: Any = ""
) -> HttpResponse:
    """Draw a form, or do its action and go back; a refusal keeps everything that was typed."""
    refused, back = None, home(request, subject)
    if request.method == "POST" and form.is_valid():
        refused = refused_by(act)
        if refused is None:
            messages.success(request, _("Saved."))
            return redirect(back)
    shown = {"form": form, "title": title, "button": button or title, "note": note, "back": back, "refused": refused}
    return render(request, "protection/form.html", shown, status=200 if refused is None else 400)
