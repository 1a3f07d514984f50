"""Permits of a case: applied for, decided, renewed, ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import label, opened, pack_of
from dayaq.respond.casefile.views.page import writable
from dayaq.respond.residence import actions, forms, queries
from dayaq.respond.residence.models import Permit
from dayaq.respond.residence.views.page import FORM, home, step
from dayaq.respond.residence.views.stay import permit_of


def deciding(pack: Pack, permit: Permit) -> list[tuple[str, Any]]:
    """The bodies that decide on this kind of permit."""
    rule = queries.file_of(pack).permits.get(permit.kind)
    return [(code, label(pack, f"bodies.{code}")) for code in pack.bodies_meant(rule.decided_by if rule else ())]


@require_http_methods(FORM)
@gate("residence.work")
def apply(request: Request, code: str) -> HttpResponse:
    """Apply for a permit."""
    return application(request, code, None)


@require_http_methods(FORM)
@gate("residence.work")
def renew(request: Request, code: str, permit: UUID) -> HttpResponse:
    """Apply for the renewal of a permit."""
    return application(request, code, permit)


def application(request: Request, code: str, renews: UUID | None) -> HttpResponse:
    """The form of an application, the first or a renewal."""
    case = opened(request, code)
    writable(case, Group.G1)
    earlier = permit_of(case, renews, outcome="granted") if renews else None
    initial = {"kind": earlier.kind, "grounds": earlier.grounds} if earlier else None
    form = forms.ApplyForm(request.POST or None, pack=pack_of(case), initial=initial)

    def act() -> object:
        given = form.cleaned_data
        chosen = {"kind": given["kind"], "grounds": tuple(given["grounds"]), "proceedings": given["proceedings"]}
        return actions.apply_permit(case=case, **chosen, renews=earlier, by=request.actor, at=form.at)

    title = _("Apply for a renewal") if earlier else _("Apply for a permit")
    return step(request, case, form, act, title=title, button=_("Record the application"), back=home(code))


@require_http_methods(FORM)
@gate("residence.work", "residence.decide")
def grant(request: Request, code: str, permit: UUID) -> HttpResponse:
    """Record that a permit was granted; its end follows the country's rule."""
    case = opened(request, code)
    writable(case, Group.G1)
    row, pack = permit_of(case, permit, outcome=""), pack_of(case)
    form = forms.GrantForm(request.POST or None, pack=pack, version=row.version, deciding=deciding(pack, row))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("body", "starts_on", "until_judgment")}
        return actions.grant_permit(permit=row, **given, version=form.known_version, by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("The permit is granted"), button=_("Record it"), back=home(code))


@require_http_methods(FORM)
@gate("residence.work", "residence.decide")
def refuse(request: Request, code: str, permit: UUID) -> HttpResponse:
    """Record that a permit was refused, with its reason."""
    case = opened(request, code)
    writable(case, Group.G1)
    row, pack = permit_of(case, permit, outcome=""), pack_of(case)
    form = forms.RefuseForm(request.POST or None, pack=pack, version=row.version, deciding=deciding(pack, row))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("body", "reason")}
        return actions.refuse_permit(permit=row, **given, version=form.known_version, by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("The permit is refused"), button=_("Record it"), back=home(code))


@require_http_methods(FORM)
@gate("residence.work")
def withdraw(request: Request, code: str, permit: UUID) -> HttpResponse:
    """The person takes the application back."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = permit_of(case, permit, outcome="")
    form = forms.StepForm(request.POST or None, pack=pack_of(case), version=row.version)

    def act() -> object:
        return actions.withdraw_application(permit=row, version=form.known_version, by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("The person takes the application back"), button=_("Record it"), back=home(code))


@require_http_methods(FORM)
@gate("residence.work")
def end(request: Request, code: str, permit: UUID) -> HttpResponse:
    """Record that a permit ended."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = permit_of(case, permit, outcome="granted", ended_at__isnull=True)
    form = forms.EndPermitForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.end_permit(permit=row, reason=form.cleaned_data["reason"], by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("The permit ended"), button=_("Record it"), back=home(code))
