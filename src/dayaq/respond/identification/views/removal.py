"""Removals somebody plans: recorded and held, lifted; the check by a code; the hint a person agrees to."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.core.casecode import parse_code
from dayaq.core.pack import load
from dayaq.respond.casefile.queries import opened, pack_of
from dayaq.respond.casefile.views.page import FORM, writable
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.forms import CheckForm, LiftForm, RemovalForm, StayEndForm, StayForm
from dayaq.respond.identification.models import RemovalHold, StayClock
from dayaq.respond.identification.views.page import asked, home
from dayaq.ui.templatetags.dayaq import codes


@require_http_methods(FORM)
@gate("case.write")
def removal(request: Request, code: str) -> HttpResponse:
    """Record that a body plans a removal; while the person may be a victim it is held, with its reason."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = RemovalForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = form.cleaned_data
        return actions.ask_removal(case=case, body=given["body"], by=request.actor, at=form.at, clock_started_at=given.get("since"))

    note = _("The answer is given by the rules and recorded; the person is screened before anything else.")
    return asked(
        request, case, form, act, {"title": _("Somebody plans a removal"), "button": _("Record it"), "note": note, "back": home(code)}
    )


@require_http_methods(FORM)
@gate("case.write")
def lift(request: Request, code: str, hold: UUID) -> HttpResponse:
    """Lift a hold when nothing stands against the removal any more."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(RemovalHold, id=hold, case=case, blocked=True, lifted_at__isnull=True)
    form = LiftForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.lift_hold(hold=row, reason=form.cleaned_data["reason"], by=request.actor, at=form.at)

    return asked(request, case, form, act, {"title": _("Lift the hold"), "button": _("Lift it"), "back": home(code)})


@require_POST
@gate("case.write")
def hint(request: Request, code: str) -> HttpResponse:
    """The person agrees to the hint before a removal, or takes it back."""
    case = opened(request, code)
    writable(case, Group.G1)
    standing = queries.hold_consent(case)
    if standing is None:
        actions.agree_to_hint(case=case, by=request.actor, at=timezone.now())
    else:
        actions.withdraw_hint(consent=standing, by=request.actor, at=timezone.now())
    return redirect(home(code))


@require_http_methods(FORM)
@gate("case.read")
def check(request: Request) -> HttpResponse:
    """Before a removal: what stands against it, by the code on the person's card. No hit and no right to know look the same."""
    form = CheckForm(request.POST or None)
    answer, asked_for = None, False
    if request.method == "POST" and form.is_valid():
        asked_for = True
        answer = queries.removal_answer(parse_code(form.cleaned_data["code"]) or "", load(settings.HOME_PACK), timezone.now())
        log("search", kind="removal check", outcome="ok")
    return render(request, "identification/check.html", {"form": form, "answer": answer, "asked_for": asked_for})


@require_http_methods(FORM)
@gate("case.write")
def stay(request: Request, code: str) -> HttpResponse:
    """A term to leave began to run; it stands still while a removal is held."""
    case = opened(request, code)
    writable(case, Group.G1)
    pack = pack_of(case)
    terms = [(kind, codes(pack.clock_rules[kind].label)) for kind in queries.stay_terms(pack, timezone.now())]
    form = StayForm(request.POST or None, pack=pack, terms=terms)

    def act() -> object:
        return actions.start_stay(case=case, kind=form.cleaned_data["kind"], by=request.actor, at=form.at)

    note = _("It stands still while a removal is held, and goes on with the time that was left.")
    return asked(request, case, form, act, {"title": _("A term to leave runs"), "button": _("Record it"), "note": note, "back": home(code)})


@require_http_methods(FORM)
@gate("case.write")
def stay_end(request: Request, code: str, clock: UUID) -> HttpResponse:
    """How a term to leave ended."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(StayClock.objects.select_related("case"), id=clock, case=case, ended_at__isnull=True)
    form = StayEndForm(request.POST or None, pack=pack_of(case))

    def act() -> None:
        actions.end_stay(clock=row, outcome=form.cleaned_data["outcome"], by=request.actor, at=form.at)

    return asked(request, case, form, act, {"title": _("The term ended"), "button": _("Record it"), "back": home(code)})
