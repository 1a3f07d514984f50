"""What the pages share: the workshop of the address, a form that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.validation import queries
from dayaq.assess.validation.forms import explain
from dayaq.assess.validation.models import Group, Workshop
from dayaq.core.decision import Refused, Stale


def opened(request: HttpRequest, code: str, workshop: UUID | None = None, *, work: bool = False) -> tuple[Assessment, Workshop | None]:
    """The assessment and workshop of an address: 404 for those who do not see it, 403 for those who only read."""
    row = desk.opened(request, code)
    if work and not desk.may(row, "work"):
        raise PermissionDenied
    found = queries.workshops(row).filter(id=workshop).first() if workshop else None
    if workshop and found is None:
        raise Http404
    return row, found


def one(request: HttpRequest, code: str, workshop: UUID, *, work: bool = False) -> Workshop:
    """The workshop of an address."""
    _row, found = opened(request, code, workshop, work=work)
    assert found  # noqa: S101 - opened() answers 404 otherwise
    return found


def group_of(workshop: Workshop, group: UUID) -> Group:
    """A group of the workshop, or 404."""
    found = queries.groups(workshop).filter(id=group).first()
    if found is None:
        raise Http404
    return found


def home(workshop: Workshop, part: str = "") -> str:
    """The address of a workshop's page."""
    return reverse("validation:workshop", args=[workshop.assessment.code, workshop.id]) + part


def done(form: forms.Form, do: Callable[[], Any]) -> bool:
    """Run an action; what it refuses stands in the form, and nothing is written."""
    try:
        with transaction.atomic():
            do()
    except Refused as refusal:
        explain(form, refusal)
    except Stale:
        form.add_error(None, _("Somebody else changed this since you opened it. Open it again and look at what changed."))
    except IntegrityError:
        form.add_error(None, _("This exists already."))
    return not form.errors


def formed(
    request: HttpRequest, row: Assessment, form: forms.Form, do: Callable[[], Any], *, title: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form: kept and back, or shown again with what is wrong."""
    if request.method == "POST" and form.is_valid() and done(form, do):
        messages.success(request, _("Saved."))
        return redirect(back)
    said = {"assessment": row, "form": form, "title": title, "back": back, "button": more.pop("button", _("Save")), **more}
    return render(request, "assessment/form.html", said, status=422 if form.is_bound and form.errors else 200)
