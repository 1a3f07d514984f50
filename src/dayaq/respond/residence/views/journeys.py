"""The tab Return: a choice, its risk, the partner abroad, the journey, the follow-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import label, opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.residence import actions, forms, queries
from dayaq.respond.residence.actions.returning import answer
from dayaq.respond.residence.models import Partner, Return, TravelPlan
from dayaq.respond.residence.views.page import FORM, home, step
from dayaq.respond.screening.queries import is_child

LIST = "returns_of"
Built = Callable[[Return, forms.StepForm], object]


@require_safe
@gate("residence.work")
def index(request: Request, code: str) -> HttpResponse:
    """Returns of this case with what is ready and what is missing."""
    case = opened(request, code)
    pack, now = pack_of(case), timezone.now()
    notes, costs = queries.return_notes(case), queries.return_costs(case)
    rows = [
        {**queries.return_words(one, pack), "answer": checked(one, now), "notes": notes.get(one.id, []), "costs": costs.get(one.id, [])}
        for one in queries.returns(case)
    ]
    part = queries.file_of(pack)
    context = {
        "rows": rows,
        "preparing": any(waits(row["row"]) for row in rows),
        "child": is_child(case),
        "opinion_age": pack.process.returning.child_opinion_age,
        "partners": {one.journey_id: one for one in Partner.objects.filter(case=case).order_by("at")},
        "plans": list(TravelPlan.objects.filter(case=case).order_by("-at")),
        "scheme": part.scheme,
        "repatriation": part.repatriation,
        "views": forms.VIEW_WORDS,
        "may_cost": bool(writes_of(case.id) & Group.G8),
        "excluded": forms.EXCLUDED_WORDS,
        "best": dict(forms.BEST_WORDS),
        "alerts": [label(pack, f"codes.claim_kind.{one.kind}") for one in queries.removal_alerts(case)],
    }
    return draw(request, "residence/returns.html", case, **context)


def waits(one: Return) -> bool:
    """Whether a return is being prepared or under way."""
    return not (one.arrived_at or one.cancelled_at or one.forced)


def checked(one: Return, now: Any) -> Any:
    """What still speaks against the journey, while it is being prepared."""
    return answer(one, one.planned_at or now) if waits(one) and not one.departed_at else None


def stepping(
    request: Request, code: str, journey: UUID, shape: Callable[..., forms.StepForm], act: Built, title: Any, **more: Any
) -> HttpResponse:
    """One step of a return that is open: its form, its action, back to the tab."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(Return, id=journey, case=case, cancelled_at__isnull=True, forced=False)
    options = {name: value(case) for name, value in more.pop("options", {}).items()}
    form = shape(request.POST or None, pack=pack_of(case), version=row.version, **options)
    return step(request, case, form, lambda: act(row, form), title=title, back=home(code, LIST), **more)


@require_http_methods(FORM)
@gate("residence.work")
def begin(request: Request, code: str) -> HttpResponse:
    """Begin to prepare a return, or the way home of a national from abroad."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = forms.BeginForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.begin_return(case=case, **form.values(), by=request.actor, at=form.at)

    note = _("Nobody has to return. The risk is assessed before a day is set.")
    return step(request, case, form, act, title=_("Prepare a return"), button=_("Begin"), back=home(code, LIST), note=note)


@require_http_methods(FORM)
@gate("residence.work")
def choice(request: Request, code: str, journey: UUID) -> HttpResponse:
    """The person's own free and informed choice."""

    def act(row: Return, form: Any) -> object:
        return actions.hear_choice(journey=row, choice=form.choice, version=form.known_version, by=request.actor, at=form.at)

    options = {"case": lambda case: case}
    title = _("The person's own choice")
    return stepping(request, code, journey, forms.ChoiceForm, act, title, button=_("Record it"), options=options)


@require_http_methods(FORM)
@gate("residence.work")
def risk(request: Request, code: str, journey: UUID) -> HttpResponse:
    """Assess the risk of the return."""

    def act(row: Return, form: Any) -> object:
        return actions.assess_return(journey=row, risk=form.risk, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.RiskForm, act, _("Assess the risk"), button=_("Save"), options={"child": is_child})


@require_http_methods(FORM)
@gate("residence.work")
def child(request: Request, code: str, journey: UUID) -> HttpResponse:
    """Hear the child on the return."""

    def act(row: Return, form: Any) -> object:
        given = {name: form.cleaned_data[name] for name in ("view", "heard_by", "text", "language")}
        return actions.hear_child(journey=row, **given, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.ChildForm, act, _("Hear the child"), button=_("Save"))


@require_http_methods(FORM)
@gate("residence.work")
def partner(request: Request, code: str, journey: UUID) -> HttpResponse:
    """Name who receives the person abroad, or why nobody does."""

    def act(row: Return, form: Any) -> object:
        given = {name: form.cleaned_data[name] for name in ("outcome", "name", "contact", "consent")}
        return actions.prepare_partner(journey=row, **given, version=form.known_version, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.PartnerForm, act, _("Partner abroad"), button=_("Save"))


@require_http_methods(FORM)
@gate("residence.work")
def way(request: Request, code: str, journey: UUID) -> HttpResponse:
    """Write the way of the journey."""

    def act(row: Return, form: Any) -> object:
        return actions.plan_travel(journey=row, text=form.cleaned_data["text"], by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.WayForm, act, _("The way of the journey"), button=_("Save"))


@require_http_methods(FORM)
@gate("residence.work")
def plan(request: Request, code: str, journey: UUID) -> HttpResponse:
    """Set the day of the journey; refused with every reason while something is missing."""

    def act(row: Return, form: Any) -> object:
        given = {"travels_at": form.travels_at, "travel": form.travel, "version": form.known_version}
        return actions.plan_return(journey=row, **given, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.PlanForm, act, _("Set the day of the journey"))


@require_http_methods(FORM)
@gate("residence.work")
def depart(request: Request, code: str, journey: UUID) -> HttpResponse:
    """The person left as planned."""

    def act(row: Return, form: Any) -> object:
        return actions.depart(journey=row, version=form.known_version, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.StepForm, act, _("The person left"), button=_("Record it"))


@require_http_methods(FORM)
@gate("residence.work")
def arrive(request: Request, code: str, journey: UUID) -> HttpResponse:
    """The person arrived."""

    def act(row: Return, form: Any) -> object:
        met_by = form.cleaned_data["met_by"]
        return actions.arrive(journey=row, met_by=met_by, version=form.known_version, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.ArriveForm, act, _("The person arrived"), button=_("Record it"))


@require_http_methods(FORM)
@gate("residence.work")
def follow(request: Request, code: str, journey: UUID) -> HttpResponse:
    """How the person is after the return."""

    def act(row: Return, form: Any) -> object:
        given = {name: form.cleaned_data[name] for name in ("outcome", "through")}
        return actions.follow_up(journey=row, **given, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.FollowForm, act, _("How the person is after the return"), button=_("Save"))


@require_http_methods(FORM)
@gate("residence.work")
def cost(request: Request, code: str, journey: UUID) -> HttpResponse:
    """One cost of a return and who paid it."""
    case = opened(request, code)
    writable(case, Group.G8)
    row = get_object_or_404(Return, id=journey, case=case)
    form = forms.CostForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("kind", "payer", "amount", "currency")}
        return actions.record_cost(journey=row, **given, by=request.actor, at=form.at)

    return step(request, case, form, act, title=_("A cost of the return"), button=_("Record it"), back=home(code, LIST))


@require_http_methods(FORM)
@gate("residence.work")
def cancel(request: Request, code: str, journey: UUID) -> HttpResponse:
    """The return does not take place."""

    def act(row: Return, form: Any) -> object:
        given = {"reason": form.cleaned_data["reason"], "version": form.known_version}
        return actions.cancel_return(journey=row, **given, by=request.actor, at=form.at)

    return stepping(request, code, journey, forms.CancelForm, act, _("The return does not take place"), button=_("Record it"))


@require_http_methods(FORM)
@gate("residence.work")
def removed(request: Request, code: str) -> HttpResponse:
    """A removal, or a journey without the steps, that happened: a breach with its reason."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = forms.RemovedForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("country", "body", "reason")}
        return actions.record_removal(case=case, **given, by=request.actor, at=form.at)

    note = _("What happened is recorded, also where it was not lawful; it counts as a breach.")
    title = _("The person was removed")
    return step(request, case, form, act, title=title, button=_("Record the breach"), back=home(code, LIST), note=note)
