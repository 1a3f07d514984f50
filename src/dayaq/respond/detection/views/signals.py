"""Information without identity: the list, a new one, one with its assessment and result."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.accounts.queries import names
from dayaq.base.audit.actions import read
from dayaq.core.decision import Decision, Refused, Stale
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.detection import access, actions, queries
from dayaq.respond.detection.forms import AssessForm, NewSignalForm, SignalFilter
from dayaq.respond.detection.models import Check, Signal, SignalText
from dayaq.respond.detection.views.page import FASTER, FORM, asked, listed, the_signal, tried
from dayaq.ui.templatetags.dayaq import codes


@require_safe
@gate("event.record")
def signals(request: Request) -> HttpResponse:
    """Information of the own unit, and what was passed to it."""
    pack = queries.home()
    form = SignalFilter(request.GET or None, pack=pack)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = queries.signals(request.actor, state=chosen.get("state", ""), about=chosen.get("about", ""))
    shown = listed(request, rows, lambda found: queries.signal_rows(found, pack), form)
    columns = [_("About"), _("When"), _("Region"), _("Body"), _("Assessment"), _("Result")]
    return render(
        request,
        "detection/signals.html",
        {**shown, "columns": columns, "may_new": access.may_record(request.actor).ok, "numbers": queries.numbers(timezone.now())},
    )


@require_http_methods(FORM)
@gate("event.record")
def new_signal(request: Request) -> HttpResponse:
    """Take information down; it is passed on where the rules let this body."""
    pack = queries.home()
    form = NewSignalForm(request.POST or None, pack=pack)

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("about", "source", "region", "text")}
        made = actions.take_information(by=request.actor, at=form.at, language=language(), **given)
        return reverse("detection:signal", args=[made.id])

    passes = queries.may_pass(pack, request.actor, timezone.now())
    note = _("It goes to the competent unit at once.") if passes.ok else passes.reasons[0]
    words: dict[str, Any] = {"title": _("Information without a name"), "button": _("Record"), "note": note}
    words |= {"back": reverse("detection:signals"), "numbers": queries.numbers(timezone.now())}
    return asked(request, form, act, words)


@require_http_methods(FORM)
@gate("event.record")
def signal(request: Request, signal: UUID) -> HttpResponse:
    """One piece of information; the unit that has it assesses it and says what came of it."""
    row, pack, actor = the_signal(signal), queries.home(), request.actor
    mine = access.may_assess(actor, row.unit, row.passed_to).ok and not row.result
    form = AssessForm(request.POST if request.method == "POST" and mine else None, pack=pack, settle=bool(row.assessment)) if mine else None
    refused: Decision | None = None
    if form is not None and form.is_bound and form.is_valid():
        try:
            say_word(row, form, request)
            return redirect("detection:signal", row.id)
        except Refused as refusal:
            refused = refusal.decision
        except Stale:
            refused = FASTER
    read(kind="detection:signal", case=row.id, groups=groups_of(row.id).names)
    context = {**in_words(row, request), "form": form, "refused": refused}
    return render(request, "detection/signal.html", context, status=200 if refused is None else 400)


def say_word(row: Signal, form: AssessForm, request: Request) -> None:
    """Assess, or settle what was assessed."""
    word = form.cleaned_data["word"]
    if row.assessment:
        actions.settle_signal(signal=row, result=word, by=request.actor, at=form.at)
    else:
        actions.assess_signal(signal=row, assessment=word, by=request.actor, at=form.at)


def in_words(row: Signal, request: Request) -> dict[str, object]:
    """A piece of information in words, with the checks it led to."""
    pack = queries.home()
    pairs = {"about": ("signal_about", row.about), "source": ("referral_source", row.source), "region": ("region", row.region)}
    pairs |= {"assessment": ("signal_assessment", row.assessment), "result": ("signal_result", row.result)}
    said = {name: label(pack, f"codes.{listed}.{code}") if code else "" for name, (listed, code) in pairs.items()}
    return {
        "signal": row,
        **said,
        "body": codes(names([row.organisation]).get(row.organisation, {})),
        "texts": SignalText.objects.filter(signal=row).order_by("at"),
        "checks": queries.check_rows(Check.objects.filter(signal=row.id).order_by("recorded_at"), pack),
        "may_pass": row.passed_at is None
        and row.unit == request.actor.unit_id
        and queries.may_pass(pack, request.actor, timezone.now()).ok,
    }


@require_POST
@gate("event.record")
def pass_on(request: Request, signal: UUID) -> HttpResponse:
    """Pass information on to the competent unit."""
    row = the_signal(signal)
    tried(request, lambda: actions.pass_signal(signal=row, by=request.actor, at=timezone.now()))
    return redirect("detection:signal", row.id)
