"""The steps of protection: each a form that ends in one action, for the person of a case and for other protected people alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.base.access.gate import Request, gate
from dayaq.respond.casefile.views.page import FORM, pressed
from dayaq.respond.protection import actions, forms, queries
from dayaq.respond.protection.models import FalseName, LetterAddress, Liability, Measure, Subject, Threat
from dayaq.respond.protection.views.page import home, protected, step

New = Callable[[Subject, Any], object]


def begun(request: Request, subject: UUID, shape: type[forms.StepForm], act: New, title: Any, **more: Any) -> HttpResponse:
    """A step that makes something new."""
    row = protected(request, subject)
    form = shape(request.POST or None, pack=queries.pack_for(row))
    return step(request, row, form, lambda: act(row, form), title=title, **more)


def going_on(request: Request, found: Any, shape: Callable[..., forms.StepForm], act: Callable[[Any], object], title: Any) -> HttpResponse:
    """A step of a row that is there."""
    subject = protected(request, found.subject_id)
    form = shape(request.POST or None, pack=queries.pack_for(subject), version=found.version)
    return step(request, subject, form, lambda: act(form), title=title, button=_("Save"))


def row_of(model: type[Model], subject: UUID, row: UUID, **having: Any) -> Any:
    """A row of this protected person in this state, or 404."""
    return get_object_or_404(model, id=row, subject_id=subject, **having)


@require_http_methods(FORM)
@gate("protection.work")
def risk(request: Request, subject: UUID) -> HttpResponse:
    """Assess the risk."""

    def act(row: Subject, form: Any) -> object:
        return actions.assess_risk(subject=row, seen=form.seen, by=request.actor, at=form.at)

    return begun(request, subject, forms.RiskForm, act, _("Assess the risk"), button=_("Save"))


@require_http_methods(FORM)
@gate("protection.work")
def plan(request: Request, subject: UUID) -> HttpResponse:
    """Agree a safety plan."""

    def act(row: Subject, form: Any) -> object:
        return actions.agree_plan(subject=row, plan=form.plan, by=request.actor, at=form.at)

    note = _("It is the person's own plan. What it says is kept with the places: who may not see them does not see it.")
    return begun(request, subject, forms.PlanForm, act, _("Agree a safety plan"), button=_("Save"), note=note)


@require_http_methods(FORM)
@gate("protection.work")
def threat(request: Request, subject: UUID) -> HttpResponse:
    """Record a threat."""

    def act(row: Subject, form: Any) -> object:
        return actions.report_threat(subject=row, new=form.new, by=request.actor, at=form.at)

    return begun(request, subject, forms.ThreatForm, act, _("Record a threat"), button=_("Save"))


@require_http_methods(FORM)
@gate("protection.work")
def answer_threat(request: Request, subject: UUID, threat: UUID) -> HttpResponse:
    """Record what was done about a threat."""
    row = row_of(Threat, subject, threat, closed_at__isnull=True)

    def act(form: Any) -> object:
        given = {"reported_to": form.cleaned_data["reported_to"], "responses": tuple(form.cleaned_data["responses"])}
        return actions.update_threat(threat=row, **given, version=form.known_version, by=request.actor, at=form.at)

    return going_on(request, row, forms.AnswerThreatForm, act, _("What was done about the threat"))


@require_http_methods(FORM)
@gate("protection.work")
def close_threat(request: Request, subject: UUID, threat: UUID) -> HttpResponse:
    """A threat is over."""
    row = row_of(Threat, subject, threat, closed_at__isnull=True)

    def act(form: Any) -> object:
        reason = form.cleaned_data["reason"]
        return actions.close_threat(threat=row, reason=reason, version=form.known_version, by=request.actor, at=form.at)

    return going_on(request, row, forms.CloseThreatForm, act, _("The threat is over"))


@require_http_methods(FORM)
@gate("protection.work")
def measure(request: Request, subject: UUID) -> HttpResponse:
    """Offer a measure, or ask for one."""

    def act(row: Subject, form: Any) -> object:
        given = {name: form.cleaned_data[name] for name in ("kind", "how", "urgent")}
        return actions.propose_measure(subject=row, **given, by=request.actor, at=form.at)

    return begun(request, subject, forms.MeasureForm, act, _("Offer a measure or ask for one"), button=_("Save"))


@require_http_methods(FORM)
@gate("protection.work")
def answer(request: Request, subject: UUID, measure: UUID) -> HttpResponse:
    """Record the answer to a measure."""
    row = row_of(Measure, subject, measure, answer="")

    def shape(data: Any, **options: Any) -> forms.StepForm:
        return forms.AnswerForm(data, measure=row, **options)

    def act(form: Any) -> object:
        return actions.answer_measure(measure=row, **form.values(), version=form.known_version, by=request.actor, at=form.at)

    return going_on(request, row, shape, act, _("The answer to the measure"))


@require_http_methods(FORM)
@gate("protection.work")
def use(request: Request, subject: UUID, measure: UUID) -> HttpResponse:
    """Record that a measure was used, or lacked its equipment."""
    row = row_of(Measure, subject, measure, ended_at__isnull=True)

    def act(form: Any) -> object:
        lacking = form.cleaned_data["no_equipment"]
        return actions.use_measure(measure=row, no_equipment=lacking, version=form.known_version, by=request.actor, at=form.at)

    return going_on(request, row, forms.UseForm, act, _("The measure was used"))


@require_http_methods(FORM)
@gate("protection.work")
def end_measure(request: Request, subject: UUID, measure: UUID) -> HttpResponse:
    """A measure is over."""
    row = row_of(Measure, subject, measure, ended_at__isnull=True)

    def act(form: Any) -> object:
        return actions.end_measure(measure=row, version=form.known_version, by=request.actor, at=form.at)

    return going_on(request, row, forms.StepForm, act, _("The measure is over"))


@require_http_methods(FORM)
@gate("protection.work")
def other_name(request: Request, subject: UUID) -> HttpResponse:
    """Keep another name."""

    def act(row: Subject, form: Any) -> object:
        given = {name: form.cleaned_data[name] for name in ("name", "document")}
        return actions.give_false_name(subject=row, **given, by=request.actor, at=form.at)

    return begun(request, subject, forms.NameForm, act, _("Keep another name"), button=_("Save"))


@require_POST
@gate("protection.work")
def end_name(request: Request, subject: UUID, name: UUID) -> HttpResponse:
    """Another name is not used any more."""
    found = protected(request, subject)
    row = row_of(FalseName, subject, name, ended_at__isnull=True)
    return pressed(request, lambda: actions.end_false_name(row=row, by=request.actor, at=timezone.now()), home(request, found))


@require_http_methods(FORM)
@gate("protection.work")
def letters(request: Request, subject: UUID) -> HttpResponse:
    """The address for verdicts and letters."""

    def act(row: Subject, form: Any) -> object:
        given = {name: form.cleaned_data[name] for name in ("receiver", "address", "caution")}
        return actions.name_letter_address(subject=row, **given, by=request.actor, at=form.at)

    note = _("The person chooses it. Verdicts and letters go there and nowhere else.")
    return begun(request, subject, forms.AddressForm, act, _("Where letters go"), button=_("Save"), note=note)


@require_POST
@gate("protection.work")
def end_letters(request: Request, subject: UUID, address: UUID) -> HttpResponse:
    """The address is not safe any more."""
    found = protected(request, subject)
    row = row_of(LetterAddress, subject, address, ended_at__isnull=True)
    return pressed(request, lambda: actions.end_letter_address(row=row, by=request.actor, at=timezone.now()), home(request, found))


@require_http_methods(FORM)
@gate("protection.work")
def liability(request: Request, subject: UUID) -> HttpResponse:
    """Record that the person was held liable for an act under coercion."""

    def act(row: Subject, form: Any) -> object:
        return actions.record_liability(subject=row, new=form.new, by=request.actor, at=form.at)

    return begun(request, subject, forms.LiabilityForm, act, _("Held liable for an act under coercion"), button=_("Save"))


@require_http_methods(FORM)
@gate("protection.work")
def invoke(request: Request, subject: UUID, event: UUID) -> HttpResponse:
    """Non-punishment is invoked."""
    row = row_of(Liability, subject, event, invoked_at__isnull=True)

    def act(form: Any) -> object:
        invoked_by = form.cleaned_data["invoked_by"]
        return actions.invoke(event=row, invoked_by=invoked_by, version=form.known_version, by=request.actor, at=form.at)

    return going_on(request, row, forms.InvokeForm, act, _("Invoke non-punishment"))


@require_http_methods(FORM)
@gate("protection.work")
def answered(request: Request, subject: UUID, event: UUID) -> HttpResponse:
    """The answer on non-punishment."""
    row = row_of(Liability, subject, event, invoked_at__isnull=False, answer="")

    def act(form: Any) -> object:
        return actions.answer_invocation(
            event=row, answer=form.cleaned_data["answer"], version=form.known_version, by=request.actor, at=form.at
        )

    return going_on(request, row, forms.InvokedForm, act, _("The answer on non-punishment"))
