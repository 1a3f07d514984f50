"""The fund's own desk: what waits, deciding, paying, receipts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request as HttpAsk
from dayaq.base.access.gate import gate
from dayaq.base.accounts.queries import names
from dayaq.base.audit.actions import listed
from dayaq.respond.casefile.queries import codes, label, pack_of
from dayaq.respond.casefile.views.page import tried as pressed
from dayaq.respond.fund import access, actions, queries
from dayaq.respond.fund.forms import DecideForm, FilterForm, PayForm, ReceiptForm, WhyForm
from dayaq.respond.fund.models import Payment
from dayaq.respond.fund.queries.money import row_of
from dayaq.respond.fund.queries.requests import approved
from dayaq.respond.fund.queries.requests import home as country
from dayaq.respond.fund.rules.approval import State
from dayaq.respond.fund.views.page import FORM, asked, at, request_of, with_money

PAGE = 25


@require_safe
@gate(access.WORKS)
def home(request: HttpAsk) -> HttpResponse:
    """What waits in the fund, what its sources have, what is on its way."""
    actor, pack = request.actor, country()
    waiting = queries.waiting_for(actor)
    listing_url = reverse("fund:requests")
    tiles = [
        (waiting["decide"], _("to decide"), f"{listing_url}?state=waiting", "amber"),
        (waiting["urgent"], _("of them urgent"), f"{listing_url}?state=waiting&urgent=yes", "brick"),
        (waiting["pay"], _("to pay"), f"{listing_url}?state=approved", "amber"),
        (waiting["disputed"], _("outside the purpose"), f"{listing_url}?disputed=yes", "plum"),
    ]
    context = {
        "tiles": [{"number": n, "word": word, "url": url, "kind": kind if n else "neutral"} for n, word, url, kind in tiles],
        "pots": queries.pot_rows(actor.organisation_id, pack),
        "announced": [{"row": row, "body": label(pack, f"bodies.{row.body}")} for row in queries.announced(actor.organisation_id)],
    }
    return render(request, "fund/home.html", context)


@require_safe
@gate(access.WORKS)
def listing(request: HttpAsk) -> HttpResponse:
    """Requests to the fund, by case code."""
    form, pack = FilterForm(request.GET, pack=country()), country()
    page = Paginator(queries.requests(request.actor, **form.filters()), PAGE).get_page(request.GET.get("page"))
    listed(kind="fund:requests", cases=[row.case_id for row in page])
    known = codes([row.case_id for row in page], request.actor.organisation_id)
    bodies = names({row.organisation for row in page})
    rows = [{**row_of(row, pack), "code": known.get(row.case_id, ""), "body": bodies.get(row.organisation, {})} for row in page]
    context = {"page": page, "rows": rows, "form": form, "filtered": any(request.GET.values()), "clear": reverse("fund:requests")}
    return render(request, "fund/requests.html", context)


@require_http_methods(FORM)
@gate(access.APPROVES)
def decide(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """Say one's word on a request."""
    case = with_money(request, code)
    row = request_of(case, key)
    if not access.may_decide(request.actor, row.fund).ok or row.state != State.WAITING:
        raise Http404
    form = DecideForm(request.POST or None, pack=pack_of(case), row=row)

    def act() -> object:
        return actions.decide(request=row, said=form.said, by=request.actor, at=form.at)

    note = _("Two different people approve; neither asked for it nor is tied to the body that asked.")
    words = {"title": _("Your word on the request"), "button": _("Say it"), "note": note, "back": at(code, "one", key)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate(access.WORKS)
def pay(request: HttpAsk, code: str, key: UUID, number: int) -> HttpResponse:
    """Pay one instalment."""
    case = with_money(request, code)
    row = request_of(case, key)
    found, parts = approved(row), {part["number"]: part for part in queries.instalments(row)}
    if found is None or row.fund != request.actor.organisation_id or number not in parts:
        raise Http404
    form = PayForm(request.POST or None, pack=pack_of(case), row=row, pot=found[1])

    def act() -> object:
        return actions.pay(request=row, instalment=number, by=request.actor, at=form.at, **form.how)

    note = _("%(amount)s %(currency)s are paid; once, a second try is refused.") % {
        "amount": parts[number]["amount"],
        "currency": row.currency,
    }
    return asked(request, case, form, act, {"title": _("Pay"), "button": _("It is paid"), "note": note, "back": at(code, "one", key)})


def payment_of(case: Any, key: UUID) -> Payment:
    """A payment that stands, or 404."""
    return get_object_or_404(Payment, id=key, case=case, reversed_at__isnull=True)


@require_http_methods(FORM)
@gate(access.WORKS)
def receipt(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """Keep the signed receipt of a payment."""
    case = with_money(request, code)
    payment = payment_of(case, key)
    form = ReceiptForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("number", "signed_by")}
        return actions.sign_receipt(payment=payment, by=request.actor, at=form.at, **given)

    words = {"title": _("Signed receipt"), "button": _("Record it"), "back": at(code, "one", payment.request_id)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate(access.WORKS)
def returned(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """A payment did not arrive."""
    case = with_money(request, code)
    payment = payment_of(case, key)
    form = WhyForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.return_payment(payment=payment, by=request.actor, at=form.at, text=form.cleaned_data["text"])

    note = _("The opposite is booked, nothing is deleted; the instalment can be paid again.")
    words = {
        "title": _("The payment did not arrive"),
        "button": _("Take it back"),
        "note": note,
        "back": at(code, "one", payment.request_id),
    }
    return asked(request, case, form, act, words)


@require_POST
@gate(access.WORKS)
def release(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """Nothing further is paid on an approved request."""
    case = with_money(request, code)
    row = request_of(case, key)
    if row.state != State.APPROVED or row.fund != request.actor.organisation_id:
        raise Http404
    pressed(request, lambda: actions.release(request=row, by=request.actor, at=timezone.now()))
    return redirect(at(code, "one", key))
