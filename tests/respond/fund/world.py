"""What tests of the fund start from: a recognised person whose organisation asks, a fund with money, two people who approve."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.fund import actions
from dayaq.respond.fund.actions.asking import NewRequest
from dayaq.respond.fund.actions.deciding import Said
from dayaq.respond.fund.models import Opinion, Payment, Pot, Request
from dayaq.respond.fund.rules.approval import Word
from tests.cast import person
from tests.respond.identification.test_actions import decided
from tests.respond.screening.world import AT, opened, referred

D = Decimal
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def recognised() -> Case:
    """A person an organisation referred and the competent body recognised, on 3 May 2016."""
    case = referred()
    decided(case, at=AT + DAY)
    return case


def ngo_case() -> Case:
    return opened(who="ngo")


def asked(case: Case, item: str = "medicine", amount: str = "60", who: str = "ngo", at: datetime = AT + WEEK, **more: Any) -> Request:
    by = person(who).actor
    person("clerk"), person("second_clerk")  # somebody works in the fund
    with acting(by):
        return actions.ask(case=case, new=NewRequest(item=item, amount=D(amount), agreed=True, **more), by=by, at=at)


def funded(amount: str = "1000", source: str = "state", name: str = "budget", purposes: Any = (), who: str = "clerk") -> Pot:
    by = person(who).actor
    with acting(by):
        pot = actions.open_pot(name=name, source=source, currency="AZN", by=by, at=AT, purposes=purposes)
        actions.receive(amount=D(amount), currency="AZN", source=source, pot=pot, by=by, at=AT)
        return pot


def said(request: Request, pot: Pot | None, who: str = "clerk", amount: str | None = None, **more: Any) -> Opinion:
    by = person(who).actor
    with acting(by):
        word = Said(word=Word.APPROVE, amount=D(amount) if amount else request.amount, pot=pot, **more)
        return actions.decide(request=request, said=word, by=by, at=AT + WEEK + DAY)


def refused(request: Request, who: str = "clerk", reasons: str = "no prescription") -> Opinion:
    by = person(who).actor
    with acting(by):
        word = Said(word=Word.REFUSE, reason="papers", route="ask_again", reasons=reasons)
        return actions.decide(request=request, said=word, by=by, at=AT + WEEK + DAY)


def approved(case: Case | None = None, pot: Pot | None = None, **more: Any) -> tuple[Request, Pot]:
    request, place = asked(case or recognised(), **more), pot or funded()
    said(request, place, reasons="as the charter says")
    said(request, place, who="second_clerk", reasons="as the charter says")
    with acting(person("clerk").actor):
        request.refresh_from_db()
    return request, place


def paid(request: Request, instalment: int = 1, channel: str = "bank", **more: Any) -> Payment:
    by = person("clerk").actor
    with acting(by):
        return actions.pay(
            request=request, instalment=instalment, channel=channel, taker="person", by=by, at=min(AT + 2 * WEEK, timezone.now()), **more
        )
