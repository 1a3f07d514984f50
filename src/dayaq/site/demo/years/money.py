"""The fund in 2014: 53 allowances of 400, each asked for, decided on by two people, paid once and signed for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.respond.casefile.models import Case
from dayaq.respond.fund import actions as fund
from dayaq.respond.fund.actions.asking import NewRequest
from dayaq.respond.fund.actions.deciding import Said
from dayaq.respond.fund.models import Payment, Pot, Request
from dayaq.respond.fund.rules.approval import Word
from dayaq.site.demo.plan import part
from dayaq.site.demo.years.reading import moment, recognised

YEAR, NAME, PEOPLE, AMOUNT = 2014, "Dövlət büdcəsi 2014", 53, Decimal(400)


def done(company: Mapping[str, Actor]) -> bool:
    """Whether the source of that year is there; everything is written in one transaction."""
    with acting(company["vefa"]):
        return Pot.objects.filter(name=NAME).exists()


def write(company: Mapping[str, Actor], share: int) -> None:
    """Every allowance goes the whole way."""
    people = recognised(company, share, YEAR)
    n = part(PEOPLE, share)
    with acting(company["vefa"]) as officer:
        pot = fund.open_pot(name=NAME, source="state", currency="AZN", by=officer, at=moment(YEAR, 5))
        fund.receive(amount=AMOUNT * n, currency="AZN", source="state", pot=pot, by=officer, at=moment(YEAR, 6))
    asked: list[tuple[Request, int]] = []
    for number, (one, case) in enumerate(people[:n]):
        with acting(company["tomris"]) as worker:
            new = NewRequest(item="allowance", amount=AMOUNT, agreed=True, language="az")
            row = fund.ask(case=Case.objects.get(id=case), new=new, by=worker, at=min(one.told + timedelta(days=1), moment(YEAR, 361)))
        asked.append((row, number))
    for key in ("vefa", "ceyhun"):
        with acting(company[key]) as officer:
            for row, _number in asked:
                fund.decide(request=row, said=Said(word=Word.APPROVE, amount=AMOUNT, pot=pot), by=officer, at=moment(YEAR, 362))
    paid(company["vefa"], asked)


def paid(officer: Actor, asked: list[tuple[Request, int]]) -> None:
    """One payment and one signed receipt each."""
    with acting(officer):
        for row, number in asked:
            made: Payment = fund.pay(request=row, instalment=1, channel="bank", taker="person", by=officer, at=moment(YEAR, 363))
            fund.sign_receipt(payment=made, number=f"{YEAR}-{number + 1:03}", signed_by="person", by=officer, at=moment(YEAR, 364))
