"""The tab Residence: reflection, permits, alerts before a removal, what goes on after departure."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import label, opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.identification.queries import notices
from dayaq.respond.residence import actions, forms, queries
from dayaq.respond.residence.models import Continuing, Permit, Reflection, RemovalAlert
from dayaq.respond.residence.views.page import FORM, home, pressed, step
from dayaq.ui.templatetags.dayaq import codes


@require_safe
@gate("residence.work")
def index(request: Request, code: str) -> HttpResponse:
    """Where residence stands: what was told, what runs, what is open and would be cut off."""
    case = opened(request, code)
    pack, now = pack_of(case), timezone.now()
    part = queries.file_of(pack)
    context = {
        "told": [one for one in notices(case) if one.about == "reflection"],
        "reflections": [reflection_row(one, pack) for one in queries.reflections(case)],
        "running": queries.running(case, now),
        "scope": pack.process.reflection.scope_disputed,
        "in_force": pack.on(pack.calendar.local_date(now)).reflection is not None,
        "owed": [label(pack, f"entitlements.{one}") for one in part.during_reflection.services] if part.during_reflection else [],
        "extension": part.extension is not None,
        "permits": [queries.permit_words(one, pack) for one in queries.permits(case)],
        "alerts": [(one, label(pack, f"codes.claim_kind.{one.kind}")) for one in queries.removal_alerts(case)],
        "continuing": [continuing_row(one, pack) for one in queries.continuing(case)],
        "sees_money": Group.G8 in groups_of(case.id),
        "writes_money": Group.G8 in writes_of(case.id),
        "card": queries.card_text(pack, ""),
    }
    return draw(request, "residence/index.html", case, **context)


def reflection_row(one: Reflection, pack: Any) -> dict[str, Any]:
    """A reflection period in words."""
    ending = queries.file_of(pack).endings.get(one.ended_reason)
    return {"row": one, "body": label(pack, f"bodies.{one.body}") if one.body else "", "ending": codes(ending.label) if ending else ""}


def continuing_row(one: Continuing, pack: Any) -> dict[str, Any]:
    """A power of attorney or a way of payment in words."""
    route = label(pack, f"codes.payment_route.{one.route}") if one.route else ""
    return {"row": one, "kind": label(pack, f"codes.continuing_kind.{one.kind}"), "route": route}


@require_http_methods(FORM)
@gate("residence.work")
def give(request: Request, code: str) -> HttpResponse:
    """Give a reflection period, or record that one was given."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = forms.GiveForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.give_reflection(case=case, body=form.cleaned_data["body"], by=request.actor, at=form.at)

    note = _("It waits for no statement and no co-operation. While it runs nobody is removed.")
    return step(request, case, form, act, title=_("Give a reflection period"), back=home(code), note=note)


@require_http_methods(FORM)
@gate("residence.work")
def decline(request: Request, code: str) -> HttpResponse:
    """The person does not want a reflection period."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = forms.StepForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.decline_reflection(case=case, by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("The person does not want a reflection period"), button=_("Record it"), back=home(code))


@require_http_methods(FORM)
@gate("residence.work")
def longer(request: Request, code: str, period: UUID) -> HttpResponse:
    """Make a reflection period longer."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(Reflection, id=period, case=case, outcome="given", ended_at__isnull=True)
    form = forms.ExtendForm(request.POST or None, pack=pack_of(case), version=row.version)

    def act() -> object:
        given = {"reason": form.cleaned_data["reason"], "version": form.known_version}
        return actions.extend_reflection(period=row, **given, by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("Make the reflection period longer"), back=home(code))


@require_http_methods(FORM)
@gate("residence.work")
def end_reflection(request: Request, code: str, period: UUID) -> HttpResponse:
    """End a reflection period early, for a lawful reason."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(Reflection, id=period, case=case, outcome="given", ended_at__isnull=True)
    form = forms.EndReflectionForm(request.POST or None, pack=pack_of(case), version=row.version)

    def act() -> object:
        given = {"reason": form.cleaned_data["reason"], "version": form.known_version}
        return actions.end_reflection(period=row, **given, by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("End the reflection period early"), back=home(code))


@require_http_methods(FORM)
@gate("residence.work")
def alert(request: Request, code: str) -> HttpResponse:
    """Say that a claim is open: before a removal somebody calls."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = forms.AlertForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.raise_alert(case=case, kind=form.cleaned_data["kind"], by=request.actor, at=form.at)

    note = _("Whoever plans a removal learns that there is something open and whom to call, never what.")
    return step(request, case, form, act, title=_("Raise an alert before a removal"), back=home(code), note=note)


@require_POST
@gate("residence.work")
def end_alert(request: Request, code: str, alert: UUID) -> HttpResponse:
    """The claim is settled."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(RemovalAlert, id=alert, case=case, ended_at__isnull=True)
    return pressed(request, lambda: actions.end_alert(alert=row, by=request.actor, at=timezone.now()), home(code))


@require_http_methods(FORM)
@gate("residence.work")
def goes_on(request: Request, code: str) -> HttpResponse:
    """Arrange who acts for the person and how money reaches her after departure."""
    case = opened(request, code)
    writable(case, Group.G8)
    form = forms.ContinuingForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.keep_going(case=case, **form.values(), by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("Arrange what goes on after departure"), button=_("Save"), back=home(code))


@require_POST
@gate("residence.work")
def stop_going(request: Request, code: str, continuing: UUID) -> HttpResponse:
    """A power of attorney or a way of payment is over."""
    case = opened(request, code)
    writable(case, Group.G8)
    row = get_object_or_404(Continuing, id=continuing, case=case, ended_at__isnull=True)
    return pressed(request, lambda: actions.stop_going(row=row, by=request.actor, at=timezone.now()), home(code))


def permit_of(case: Any, permit: UUID, **having: Any) -> Permit:
    """The permit of this case in this state, or 404."""
    return get_object_or_404(Permit, id=permit, case=case, **having)
