"""What the pages of the area share: opening with the right to work, a form that keeps what was typed, errors beside fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dayaq.assess.assessment import queries
from dayaq.assess.assessment.forms.plan import explain
from dayaq.assess.assessment.models import Assessment
from dayaq.core.decision import Refused, Stale

PAGE = 25


def working(request: HttpRequest, code: str, need: str = "work") -> Assessment:
    """The assessment of a page that writes: 404 for those who do not see it, 403 for those who only read it."""
    row = queries.opened(request, code)
    if not queries.may(row, need):
        raise PermissionDenied
    return row


def context(row: Assessment, **more: Any) -> dict[str, Any]:
    """What every page of one assessment needs."""
    rights = {need: queries.may(row, need) for need in ("work", "raw", "steer")}
    return {"assessment": row, "rights": rights, **more}


def done(form: forms.Form, do: Callable[[], Any]) -> bool:
    """Run an action; a refusal or a faster colleague is said in the form, and nothing is written."""
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
    request: HttpRequest, row: Assessment, form: forms.Form, do: Callable[[], Any], *, title: str, back: str, button: str = "", **more: Any
) -> HttpResponse:
    """A page with one form: kept and back, or shown again with what is wrong."""
    if request.method == "POST" and form.is_valid() and done(form, do):
        messages.success(request, _("Saved."))
        return redirect(back)
    said = {"form": form, "title": title, "back": back, "button": button or _("Save")}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "assessment/form.html", context(row, **said, **more), status=status)
