"""The tab Money of a case: what is owed, what was asked for, claims; asking the fund."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request as HttpAsk
from dayaq.base.access.gate import gate
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import names
from dayaq.core.money import NO_CURRENCY, Money
from dayaq.respond.casefile.queries import label, pack_of, remaining_help, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.casefile.views.page import tried as pressed
from dayaq.respond.fund import access, actions, queries
from dayaq.respond.fund.forms import AskForm, EndForm
from dayaq.respond.fund.models import Request
from dayaq.respond.fund.queries.claims import filling
from dayaq.respond.fund.queries.money import row_of
from dayaq.respond.fund.queries.requests import opinions
from dayaq.respond.fund.rules.approval import State
from dayaq.respond.fund.views.page import FORM, asked, at, request_of, with_money


@require_safe
@gate(*access.SEES)
def money(request: HttpAsk, code: str) -> HttpResponse:
    """What the law owes, what was paid, the gap; requests; claims."""
    case, now = with_money(request, code), timezone.now()
    writes = writes_of(case.id)
    rights, fill = queries.entitlements(case, now), filling(case, now)
    context = {
        "rights": rights,
        "meanwhile": remaining_help(case)["open"] if any(not right.decision.ok for right in rights) else [],
        "requests": queries.request_rows(case),
        "claims": queries.compensation_rows(case),
        "ways": queries.ways(case, now),
        "fill": fill,
        "fill_sum": Money(fill.amount, pack_of(case).currency or NO_CURRENCY) if fill else None,
        "may_ask": access.may_ask(request.actor, writes).ok,
        "may_claim": access.may_claim(request.actor, writes).ok,
    }
    return draw(request, "fund/money.html", case, **context)


@require_http_methods(FORM)
@gate(access.ASKS)
def ask(request: HttpAsk, code: str) -> HttpResponse:
    """Ask the fund for this person."""
    case = with_money(request, code)
    writable(case, Group.G8)
    form = AskForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.ask(case=case, new=form.new, by=request.actor, at=form.at)

    note = _("Two people of the fund decide. Help goes on meanwhile, and nothing here depends on whether the person helps the police.")
    words = {
        "title": _("Ask the fund"),
        "button": _("Send the request"),
        "note": note,
        "back": at(code),
        "done": _("The fund has your request."),
    }
    return asked(request, case, form, act, words)


@require_safe
@gate(*access.SEES)
def one(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """One request: the words on it, its instalments, payments and receipts; what the reader may do next."""
    case = with_money(request, code)
    row, now = request_of(case, key), timezone.now()
    pack = pack_of(case)
    said = opinions(row)
    who = names({word.by for word in said} | {row.by, row.organisation})
    works = access.may_work(request.actor).ok and row.fund == request.actor.organisation_id
    context = {
        **row_of(row, pack),
        "who": who,
        "asker": who.get(row.organisation, {}),
        "words": [opinion_row(word, who, pack) for word in said],
        "parts": queries.instalments(row),
        "deciding": queries.deciding(row, request.actor, now) if access.may_decide(request.actor, row.fund).ok else None,
        "works": works,
        "may_pay": works and row.state == State.APPROVED,
        "may_withdraw": row.state == State.WAITING and row.organisation == request.actor.organisation_id and request.actor.may(access.ASKS),
    }
    return draw(request, "fund/request.html", case, **context)


def opinion_row(word: Any, who: dict[UUID, Any], pack: Any) -> dict[str, Any]:
    """One person's word in words."""
    return {
        "row": word,
        "by": who.get(word.by, {}),
        "reason": label(pack, f"codes.fund_refusal.{word.reason}") if word.reason else "",
        "route": label(pack, f"codes.fund_route.{word.route}") if word.route else "",
    }


@require_POST
@gate(access.ASKS)
def withdraw(request: HttpAsk, code: str, key: UUID) -> HttpResponse:
    """Take a request back."""
    case = with_money(request, code)
    row = request_of(case, key)
    if not Request.objects.filter(id=row.id, state=State.WAITING, organisation=request.actor.organisation_id).exists():
        raise Http404
    pressed(request, lambda: actions.withdraw(request=row, by=request.actor, at=timezone.now()))
    return redirect(at(code, "one", key))


@require_http_methods(FORM)
@gate(*access.CLAIMS)
def end(request: HttpAsk, code: str) -> HttpResponse:
    """Record the end of the reintegration."""
    case = with_money(request, code)
    writable(case, Group.G8)
    form = EndForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.end_reintegration(case=case, on=form.cleaned_data["on"], by=request.actor, at=form.at)

    note = _("The law owes no further month from this day on; what is owed until then stays owed.")
    return asked(
        request, case, form, act, {"title": _("End of the reintegration"), "button": _("Record it"), "note": note, "back": at(code)}
    )
