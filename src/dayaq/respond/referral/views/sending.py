"""The finder's side: report a person, send, keep back, take back; and what went wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Decision
from dayaq.respond.casefile.queries import code_for, opened
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.referral import actions, queries, rules
from dayaq.respond.referral.forms import BreachForm, ReportForm, SendForm, SuspicionForm
from dayaq.respond.referral.views.page import button, done, draw, referral_of


@require_http_methods(FORM)
@gate("referral.send")
def report(request: Request) -> HttpResponse:
    """Report somebody who may be a victim: one page, sent at once or kept for later with the clock running."""
    form, refused = ReportForm(request.POST or None, pack=queries.home()), None
    if request.method == "POST" and form.is_valid():
        made = []
        envelope = form.envelope() if "send" in request.POST else None
        new, by = form.new_case(form.cleaned_data["source_kind"]), request.actor
        refused = done(
            request,
            lambda: made.append(
                actions.report_person(new=new, to_unit=form.unit, suspected_at=form.at, by=by, at=form.sent_at, envelope=envelope)
            ),
            form,
        )
        if made:
            messages.success(request, _("Sent. Your duty to refer is done.") if envelope else _("Saved. The term to refer is running."))
            return redirect("casefile:help", code_for(made[0].case, by.organisation_id))
    beside = form.is_bound and bool(form.errors)
    context = {"form": form, "refused": None if beside else refused, "kept": respected(refused)}
    return render(request, "referral/report.html", context, status=400 if refused is not None else 200)


def respected(refused: Decision | None) -> bool:
    """Whether what stopped it is the person's own no, which is heard."""
    return refused is not None and any(reason.code == "refusal_respected" for reason in refused.reasons)


@require_safe
@gate("case.read")
def of_case(request: Request, code: str) -> HttpResponse:
    """The referrals of a case, what went wrong on it, and what can be done."""
    case = opened(request, code)
    return draw(request, "referral/of_case.html", case, **listed_for(request, case))


def listed_for(request: Request, case: Any) -> dict[str, Any]:
    """The referrals and breaches of a case, and whether its owner may keep a referral back."""
    now = timezone.now()
    rows = [
        {"referral": row, "finder": queries.finder_clock(row, now), "mine": row.from_unit == request.actor.unit_id}
        for row in queries.of_case(case)
    ]
    bound = rules.must_send(queries.person(case, "not_asked"), queries.sender(queries.home(), request.actor, now))
    return {"rows": rows, "breaches": queries.breach_rows(case), "may_keep_back": bound is not True and not queries.hidden(case.id)}


@require_http_methods(FORM)
@gate("referral.send")
def send(request: Request, code: str) -> HttpResponse:
    """Send a referral of this case."""
    case, refused = opened(request, code), None
    draft = queries.of_case(case).filter(status="draft", from_unit=request.actor.unit_id).first()
    started = queries.home().calendar.local(draft.suspected_at if draft else case.opened_at)
    start = {"day": started.date(), "clock": started.time()}
    form = SendForm(request.POST or None, pack=queries.home(), initial=start)
    if request.method == "POST" and form.is_valid():
        refused = done(
            request,
            lambda: actions.send(
                case=case, to_unit=form.unit, suspected_at=form.at, by=request.actor, at=form.sent_at, envelope=form.envelope()
            ),
            form,
        )
        if refused is None:
            messages.success(request, _("Sent. Your duty to refer is done."))
            return redirect("referral:of_case", code)
    return draw(request, "referral/send.html", case, form=form, refused=refused, kept=respected(refused))


@require_http_methods(FORM)
@gate("referral.send")
def suspicion(request: Request, code: str) -> HttpResponse:
    """Note since when somebody suspects: the finder's term begins then."""
    case, refused = opened(request, code), None
    form = SuspicionForm(request.POST or None, pack=queries.home())
    if request.method == "POST" and form.is_valid():
        refused = done(request, lambda: actions.note_suspicion(case=case, suspected_at=form.at, by=request.actor, at=timezone.now()))
        if refused is None:
            return redirect("referral:of_case", code)
    return draw(
        request, "referral/form.html", case, form=form, refused=refused, title=_("Since when is it suspected?"), button=_("Start the term")
    )


@require_POST
@gate("referral.send")
def keep_back(request: Request, code: str) -> HttpResponse:
    """The person's no: nothing is sent."""
    case = opened(request, code)
    refused = done(request, lambda: actions.keep_back(case=case, by=request.actor, at=timezone.now()))
    if refused is not None:
        return draw(request, "referral/of_case.html", case, refused=refused, **listed_for(request, case))
    messages.success(request, _("Kept back. Help goes on without a referral."))
    return redirect("referral:of_case", code)


@require_POST
@gate("referral.send")
def withdraw(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """Take back what nobody has received."""
    row = referral_of(opened(request, code), referral_id)
    return button(request, code, row, lambda: actions.withdraw(referral=row, by=request.actor, at=timezone.now()))


@require_http_methods(FORM)
@gate("referral.breach")
def breach(request: Request, code: str) -> HttpResponse:
    """Record an unlawful step that happened."""
    case, refused = opened(request, code), None
    form = BreachForm(request.POST or None, pack=queries.home())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        refused = done(
            request,
            lambda: actions.record_breach(
                case=case,
                kind=given["kind"],
                reason=given["reason"],
                body=given["by_body"],
                when=form.at,
                by=request.actor,
                at=timezone.now(),
            ),
        )
        if refused is None:
            messages.success(request, _("Recorded and counted. The duty to refer goes on."))
            return redirect("referral:of_case", code)
    note = _("What happened is recorded as it was. It alerts the owner of the file and is counted; no name leaves the file.")
    return draw(
        request,
        "referral/form.html",
        case,
        form=form,
        refused=refused,
        title=_("Something unlawful happened"),
        button=_("Record it"),
        note=note,
    )
