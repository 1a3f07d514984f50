"""What the pages share: the head of a case, a form that ends in an action, a refusal in words beside what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.core.decision import Decision, Refused, Stale
from dayaq.respond.casefile.queries import header
from dayaq.respond.referral import queries
from dayaq.respond.referral.models import Referral
from dayaq.ui.templatetags.dayaq import basis, say

RECIPIENT = ("referral.forbidden", "referral.not_recipient")


def draw(request: Request, template: str, case: Any, **context: Any) -> HttpResponse:
    """A page of a case under its head; a refused action answers 400 with its reasons."""
    status, form = 400 if context.get("refused") is not None else 200, context.get("form")
    if form is not None and form.is_bound and form.errors:
        context["refused"] = None  # said beside the field already
    return render(request, template, {"case": case, "header": header(case, request.actor), **context}, status=status)


def referral_of(case: Any, referral_id: UUID) -> Referral:
    """The referral of this case, or 404; drafts of another unit are not shown."""
    row = queries.one(referral_id)
    if row is None or row.case_id != case.id:
        raise Http404
    return row


def done(request: Request, act: Callable[[], object], form: forms.Form | None = None) -> Decision | None:
    """Do it; the decision when it was refused, with a refused recipient also beside its field."""
    try:
        act()
    except Refused as refusal:
        if form is not None and "to_unit" in form.fields and refusal.decision.reasons[0].code in RECIPIENT:
            form.add_error("to_unit", [f"{say(reason)} ({basis(reason.basis)})" for reason in refusal.decision.reasons])
        return refusal.decision
    except Stale:
        messages.error(request, _("Somebody else changed this meanwhile. Nothing was saved; this is how it stands now."))
    return None


def button(request: Request, code: str, referral: Referral, act: Callable[[], object]) -> HttpResponse:
    """An action from a button, under the version that was shown; a refusal becomes a message on the referral's page."""
    posted = request.POST.get("version", "")
    if posted.isdigit():
        referral.version = int(posted)
    refused = done(request, act)
    if refused is not None:
        messages.error(request, say(refused))
    return redirect("referral:one", code, referral.id)
