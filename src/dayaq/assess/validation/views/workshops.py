"""Workshops of an assessment: the list, one workshop, attendance, closing the votes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.rules import CATEGORIES, KINDS
from dayaq.assess.validation import actions, queries
from dayaq.assess.validation.forms import AttendanceForm, GroupForm, WorkshopForm
from dayaq.assess.validation.models import Group
from dayaq.assess.validation.views.page import formed, home, one, opened
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.ui.templatetags.dayaq import say


@require_safe
@gate("assess.read")
def index(request: Request, assessment: str) -> HttpResponse:
    """Workshops with attendance and votes."""
    row, _none = opened(request, assessment)
    lines = [{"row": held, "votes": votes, "came": came} for held, votes, came in queries.listed(row)]
    return render(request, "validation/index.html", {"assessment": row, "lines": lines, "works": desk.may(row, "work")})


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def add(request: Request, assessment: str) -> HttpResponse:
    """Record a workshop."""
    row, _none = opened(request, assessment, work=True)
    form = WorkshopForm(request.POST or None)

    def keep() -> None:
        actions.convene(assessment=row, **form.cleaned_data, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_("Add a workshop"), back=reverse("validation:index", args=[row.code]))


@require_safe
@gate("assess.read")
def workshop(request: Request, assessment: str, workshop: UUID) -> HttpResponse:
    """One workshop: who came, groups and votes, what bodies said to each recommendation."""
    held = one(request, assessment, workshop)
    labels = {choice.code: choice.label for choice in queries.offered()}
    count = queries.votes_of(held)
    said = {
        "assessment": held.assessment,
        "workshop": held,
        "works": desk.may(held.assessment, "work"),
        "came": [{"row": row, "kind": _(KINDS[row.kind])} for row in held.attendance.order_by("institution")],
        "groups": [lined(group) for group in queries.groups(held)],
        "votes": count,
        "rows": [{"count": row, "label": labels.get(row.code, {})} for row in sorted(count.rows, key=lambda row: (-row.votes, row.code))],
        "expected": count.groups * held.choices,
        "tally": hasattr(held, "tally"),
        "discussed": queries.discussed(held),
        "attendance_form": AttendanceForm(),
        "group_form": GroupForm(),
    }
    return render(request, "validation/workshop.html", said)


def lined(group: Group) -> dict[str, object]:
    """A group with what it chose."""
    voted = getattr(group, "ballot", None)
    return {"row": group, "category": _(CATEGORIES[group.category]) if group.category else _("mixed"), "ballot": voted}


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def change(request: Request, assessment: str, workshop: UUID) -> HttpResponse:
    """Correct day, place, choices."""
    held = one(request, assessment, workshop, work=True)
    form = WorkshopForm(request.POST or None, row=held)

    def keep() -> None:
        version = int(request.POST.get("row_version", held.version))
        actions.change_workshop(workshop=held, **form.cleaned_data, version=version, by=request.actor, at=timezone.now())

    return formed(request, held.assessment, form, keep, title=_("Workshop"), back=home(held), version=held.version)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def attend(request: Request, assessment: str, workshop: UUID) -> HttpResponse:
    """Record how many of an institution came."""
    held = one(request, assessment, workshop, work=True)
    form = AttendanceForm(request.POST or None)

    def keep() -> None:
        actions.attend(workshop=held, **form.cleaned_data, by=request.actor, at=timezone.now())

    return formed(request, held.assessment, form, keep, title=_("Who came"), back=home(held))


@require_POST
@gate("assess.work")
def leave_out(request: Request, assessment: str, workshop: UUID, row: UUID) -> HttpResponse:
    """Delete an entry of the attendance list."""
    held = one(request, assessment, workshop, work=True)
    found = held.attendance.filter(id=row).first()
    if found is None:
        raise Http404
    actions.leave_out(attendance=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Deleted."))
    return redirect(home(held))


@require_POST
@gate("assess.work")
def close(request: Request, assessment: str, workshop: UUID) -> HttpResponse:
    """Close the votes, or open them again; what is in the way is said."""
    held = one(request, assessment, workshop, work=True)
    act = actions.reopen if held.closed else actions.close
    try:
        act(workshop=held, version=held.version, by=request.actor, at=timezone.now())
    except Refused as refusal:
        for reason in refusal.decision.reasons:
            messages.error(request, say(reason))
    else:
        messages.success(request, _("The votes are closed.") if held.closed else _("The votes are open."))
    return redirect(home(held))
