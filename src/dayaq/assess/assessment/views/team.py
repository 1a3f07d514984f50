"""Who works on an assessment."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment import actions, queries, rules
from dayaq.assess.assessment.forms.plan import DismissForm, EngageForm
from dayaq.assess.assessment.views.page import context, formed, working
from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts import queries as accounts

ROLES = ("consultant", "national_coordinator", "analyst", "rapporteur")  # whose pages show assessments at all


@require_safe
@gate("assess.read")
def team(request: Request, assessment: str) -> HttpResponse:
    """Everybody with role and time."""
    row = queries.opened(request, assessment)
    members = [{"row": member, "role": _(rules.TEAM[member.role])} for member in queries.team(row)]
    return render(request, "assessment/team.html", context(row, members=members))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work", "assess.commission")
def engage(request: Request, assessment: str) -> HttpResponse:
    """Let somebody work on it."""
    row = working(request, assessment, "steer")
    people = sorted(
        {(str(user.id), f"{user.name} · {user.email}") for role in ROLES for user in accounts.role_holders(role)}, key=lambda one: one[1]
    )
    form = EngageForm(request.POST or None, people=people, initial={"since": timezone.localdate()})

    def keep() -> None:
        given = form.cleaned_data
        actions.engage(
            assessment=row, user=UUID(given["user"]), role=given["role"], since=given["since"], by=request.actor, at=timezone.now()
        )

    about = _("What somebody sees also depends on his or her own role: answers, interviews and names stay with those who assess.")
    return formed(request, row, form, keep, title=_("Add to the team"), back=reverse("assessment:team", args=[row.code]), about=about)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work", "assess.commission")
def dismiss(request: Request, assessment: str, member: UUID) -> HttpResponse:
    """End somebody's work on it."""
    row = working(request, assessment, "steer")
    found = queries.team(row).filter(id=member, until=None).first()
    if found is None:
        raise Http404
    form = DismissForm(request.POST or None, member=found, initial={"until": timezone.localdate()})

    def keep() -> None:
        actions.dismiss(member=found, until=form.cleaned_data["until"], by=request.actor, at=timezone.now())

    back = reverse("assessment:team", args=[row.code])
    return formed(request, row, form, keep, title=_("End the work of %(name)s") % {"name": found.user.name}, back=back, button=_("End"))
