"""The receiving side: somebody at the door, receipt, yes or no, the answer to the referrer."""

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
from dayaq.respond.casefile.queries import code_for, codes, opened
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.referral import actions, queries
from dayaq.respond.referral.access import may_follow
from dayaq.respond.referral.forms import AnswerForm, ArrivalForm, DeclineForm, SlipForm
from dayaq.respond.referral.views.page import button, done, draw, referral_of

EXPECTED = 10


@require_http_methods(FORM)
@gate("referral.receive")
def arrival(request: Request) -> HttpResponse:
    """Somebody has arrived now: choose the referral on its way, or receive first and fill the file later."""
    form, refused = ArrivalForm(request.POST or None, pack=queries.home()), None
    if request.method == "POST" and form.is_valid():
        given, made = form.cleaned_data, []
        slip = form.receipt(from_body=given["from_body"], from_kind=given["from_kind"])
        new, by = form.new_case(given["from_kind"]), request.actor
        refused = done(request, lambda: made.append(actions.receive_person(new=new, by=by, at=form.at, receipt=slip)))
        if made:
            messages.success(request, _("Received. First help comes before anything else: record what is given."))
            return redirect("casefile:help", code_for(made[0].case, by.organisation_id))
    expected = list(queries.inbox(request.actor, queries.Filters(status="waiting"), timezone.now())[:EXPECTED])
    known = codes([row.case_id for row in expected], request.actor.organisation_id)
    context = {
        "form": form,
        "refused": refused,
        "expected": [(row, known.get(row.case_id, ""), queries.sender_words(row)) for row in expected],
    }
    return render(request, "referral/arrival.html", context, status=400 if refused is not None else 200)


@require_safe
@gate("case.read")
def one(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """One referral: its four times, what goes with it, and what the reader can do."""
    case, actor, now = opened(request, code), request.actor, timezone.now()
    row = referral_of(case, referral_id)
    receives = actor.may("referral.receive") and actor.unit_id == row.to_unit
    context = {
        "referral": row,
        "facts": queries.facts(row, actor),
        "messages_": queries.messages(row),
        "finder": queries.clock_words(queries.finder_clock(row, now)),
        "receiver": queries.clock_words(queries.receiver_clock(row, now)),
        "receives": receives,
        "answers": actor.may("referral.feedback") and actor.unit_id == row.to_unit and row.status in queries.OWED,
        "follows": may_follow(actor, row.from_unit),
        "help": queries.first_help() if row.status == "received" and receives else [],
    }
    return draw(request, "referral/one.html", case, **context)


@require_safe
@gate("referral.receive", "referral.feedback")
def next_step(request: Request, code: str) -> HttpResponse:
    """From a task to the page that does it: the receipt, the yes or no, the answer."""
    page, row = queries.next_step(opened(request, code), request.actor.unit_id)
    return redirect(f"referral:{page}", code, row.id) if row else redirect("referral:of_case", code)


@require_POST
@gate("referral.receive")
def arrive(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """The person stands at the door."""
    row = referral_of(opened(request, code), referral_id)
    return button(request, code, row, lambda: actions.arrive(referral=row, by=request.actor, at=timezone.now()))


@require_POST
@gate("referral.receive")
def accept(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """Take the case on."""
    row = referral_of(opened(request, code), referral_id)
    return button(request, code, row, lambda: actions.accept(referral=row, by=request.actor, at=timezone.now()))


@require_http_methods(FORM)
@gate("referral.receive")
def receive(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """Confirm the receipt of person and papers."""

    def act(row: Any, form: SlipForm) -> None:
        actions.receive(referral=row, by=request.actor, at=form.at_after(row.sent_at, row.arrived_at), receipt=form.receipt())

    return asked(request, code, referral_id, SlipForm, act, title=_("Receipt of person and papers"), button=_("Confirm the receipt"))


@require_http_methods(FORM)
@gate("referral.receive")
def decline(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """Say no, with a reason."""

    def act(row: Any, form: DeclineForm) -> None:
        actions.decline(referral=row, reason=form.cleaned_data["reason"], by=request.actor, at=form.at)

    return asked(request, code, referral_id, DeclineForm, act, title=_("Not accepted"), button=_("Do not accept"))


@require_http_methods(FORM)
@gate("referral.feedback")
def answer(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """Tell the referrer how it ended."""

    def act(row: Any, form: AnswerForm) -> None:
        given = form.cleaned_data
        actions.feed_back(referral=row, outcome=given["outcome"], reason=given["reason"], by=request.actor, at=form.at)

    return asked(request, code, referral_id, AnswerForm, act, title=_("Answer to the referrer"), button=_("Send the answer"))


def asked(request: Request, code: str, referral_id: UUID, form_class: Any, act: Any, **words: str) -> HttpResponse:
    """A form page of one referral that ends in one action, under the version that was shown."""
    case, refused = opened(request, code), None
    row = referral_of(case, referral_id)
    form = form_class(request.POST or None, pack=queries.home(), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        row.version = form.cleaned_data["version"] or row.version
        refused = done(request, lambda: act(row, form))
        if refused is None:
            return after(request, code, referral_id)
    return draw(request, "referral/form.html", case, form=form, refused=refused, **words)


def after(request: Request, code: str, referral_id: UUID) -> HttpResponse:
    """Back to the referral, or to the list when the access ended with what was done."""
    if queries.one(referral_id) is not None:
        return redirect("referral:one", code, referral_id)
    messages.success(request, _("The referrer is answered. Your access to this case has ended."))
    return redirect("referral:inbox")
