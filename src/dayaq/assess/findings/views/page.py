"""What the pages share: opening with the right to work, one form kept or shown again, words of codes for templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.forms.words import explain
from dayaq.base.access.gate import Request
from dayaq.core.decision import Refused, Stale

PAGE = 25
ASKED = ["GET", "HEAD", "POST"]
Row = TypeVar("Row")


def working(request: Request, code: str) -> Assessment:
    """The assessment of a page that writes: 404 for those who do not see it, 403 for those who only read it."""
    row = desk.opened(request, code)
    if not desk.may(row, "work"):
        raise PermissionDenied
    return row


def context(row: Assessment, **more: Any) -> dict[str, Any]:
    """What every page of the area needs."""
    return {"assessment": row, "work": desk.may(row, "work"), **more}


def kept(form: forms.Form, do: Callable[[], Any]) -> bool:
    """Run an action; a refusal is said beside its field, a faster colleague above the form, and nothing is written."""
    try:
        with transaction.atomic():
            do()
    except Refused as refusal:
        explain(form, refusal)
    except Stale:
        form.add_error(None, _("Somebody else changed this since you opened it. What you typed is still here: look, then save again."))
    return not form.errors


def formed(
    request: Request, row: Assessment, form: forms.Form, do: Callable[[], Any], *, title: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form: kept and back, or shown again with what is wrong. ``versions``: hidden fields and what they are now."""
    versions: dict[str, Callable[[], int]] = more.pop("versions", {})
    if request.method == "POST" and form.is_valid() and kept(form, do):
        messages.success(request, _("Saved."))
        return redirect(back)
    status = 422 if form.is_bound and form.errors else 200
    if status == 422 and versions and isinstance(form.data, QueryDict):
        form.data = typed(form.data, versions)
    said = {"form": form, "title": title, "back": back, "button": more.pop("button", "") or _("Save")}
    return render(request, more.pop("template", "findings/form.html"), context(row, **said, **more), status=status)


def typed(data: QueryDict, versions: dict[str, Callable[[], int]]) -> QueryDict:
    """What was typed, with the version as it is kept now: saving again keeps what was typed."""
    again = data.copy()
    for name, current in versions.items():
        again[name] = str(current())
    return again


def team(row: Assessment) -> dict[UUID, str]:
    """Names of the team by id, for histories."""
    return {member.user_id: member.user.name for member in desk.team(row)}


def there(row: Row | None) -> Row:
    """A row, or 404."""
    if row is None:
        raise Http404
    return row
