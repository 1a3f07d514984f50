"""Claims of a case: filing, what was decided, what was paid, who acts for the person, the end."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request as HttpAsk
from dayaq.base.access.gate import gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import label, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.fund import access, actions
from dayaq.respond.fund.forms import OUTCOMES, AttorneyForm, AwardForm, ClaimForm, ClaimPaidForm, EndClaimForm
from dayaq.respond.fund.queries.claims import claim_row
from dayaq.respond.fund.queries.mediation import mediation
from dayaq.respond.fund.views.page import FORM, asked, at, claim_of, with_money


@require_safe
@gate(*access.SEES)
def claim(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """One claim with its decisions and payments, each with its day, and conversions as printed."""
    case = with_money(request, code)
    row, pack, outcomes = claim_of(case, key), pack_of(case), dict(OUTCOMES)
    context = {
        **claim_row(row, pack),
        "awards": [{"row": one, "outcome": outcomes[one.outcome]} for one in row.awards.order_by("at", "recorded_at")],
        "payments": [
            {"row": one, "payer": label(pack, f"codes.claim_payer.{one.payer}")} for one in row.payments.order_by("at", "recorded_at")
        ],
        "mediation": mediation(row.mediation),
        "may_claim": access.may_claim(request.actor, writes_of(case.id)).ok,
    }
    return draw(request, "fund/claim.html", case, **context)


@require_http_methods(FORM)
@gate(*access.CLAIMS)
def file_claim(request: HttpAsk, code: str) -> HttpResponse:
    """File a claim by one of the ways."""
    case = with_money(request, code)
    writable(case, Group.G8)
    form = ClaimForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.file_claim(case=case, by=request.actor, at=form.at, **form.new)

    note = _("The fund does not bar a claim, and a claim does not bar the fund.")
    return asked(request, case, form, act, {"title": _("File a claim"), "button": _("Record it"), "note": note, "back": at(code)})


@require_http_methods(FORM)
@gate(*access.CLAIMS)
def award(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """What was decided or agreed on a claim."""
    case = with_money(request, code)
    writable(case, Group.G8)
    row = claim_of(case, key)
    form = AwardForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("outcome", "amount")}
        return actions.award(claim=row, by=request.actor, at=form.at, printed=form.printed, **given)

    words = {"title": _("A claim is decided or settled"), "button": _("Record it"), "back": at(code, "claim", key)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate(*access.CLAIMS)
def claim_paid(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """What was in fact paid on a claim."""
    case = with_money(request, code)
    writable(case, Group.G8)
    row = claim_of(case, key)
    form = ClaimPaidForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("payer", "amount")}
        return actions.pay_claim(claim=row, by=request.actor, at=form.at, printed=form.printed, **given)

    note = _("Write what was in fact paid, not what was awarded.")
    words = {"title": _("Something was paid on the claim"), "button": _("Record it"), "note": note, "back": at(code, "claim", key)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate(*access.CLAIMS)
def attorney(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """Somebody holds a power of attorney."""
    case = with_money(request, code)
    writable(case, Group.G8)
    row = claim_of(case, key)
    form = AttorneyForm(request.POST or None, pack=pack_of(case))

    def act() -> None:
        actions.give_attorney(claim=row, since=form.cleaned_data["since"], by=request.actor, at=form.at)

    words = {"title": _("Power of attorney"), "button": _("Record it"), "back": at(code, "claim", key)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate(*access.CLAIMS)
def claim_end(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """The claim is over."""
    case = with_money(request, code)
    writable(case, Group.G8)
    row = claim_of(case, key)
    form = EndClaimForm(request.POST or None, pack=pack_of(case))

    def act() -> None:
        actions.end_claim(claim=row, why=form.cleaned_data["why"], by=request.actor, at=form.at)

    words = {"title": _("The claim is over"), "button": _("Record it"), "back": at(code, "claim", key)}
    return asked(request, case, form, act, words)
