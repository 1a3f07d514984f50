"""The relief fund: sources, gifts, requests at every stage (one waits for its second word), payments, a claim by another way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.fund import actions as fund
from dayaq.respond.fund.actions.asking import NewRequest
from dayaq.respond.fund.actions.deciding import Said
from dayaq.respond.fund.models import Pot, Request
from dayaq.respond.fund.rules.approval import Word
from dayaq.site.demo.scene import Scene

AZN = "AZN"


def asked_and_paid(scene: Scene, case: Any) -> None:
    """Everything the fund does with one person, and its books."""
    pots = filled(scene)
    allowance = asked(scene, case, "allowance", "400", days=180)
    medicine = asked(scene, case, "medicine", "85.50", days=3, urgent=True)
    clothing = asked(scene, case, "clothing", "60", days=30)
    journey = asked(scene, case, "court_travel", "24", days=1)
    approve(scene, "vefa", allowance, pots["state"], days=175)
    approve(scene, "ceyhun", allowance, pots["state"], days=174)
    approve(scene, "vefa", medicine, pots["donation"], days=2)  # the second word is missing
    del journey  # nobody has looked at it yet
    for key in ("vefa", "ceyhun"):
        with acting(scene[key]) as officer:
            said = Said(word=Word.REFUSE, reason="paid_before", route="ask_again", reasons="Oktyabrda verilib (uydurma).")
            if Request.objects.get(id=clothing.id).state == "waiting":
                fund.decide(request=clothing, said=said, by=officer, at=scene.ago(days=28))
    with acting(scene["vefa"]) as officer:
        paid = fund.pay(request=allowance, instalment=1, channel="bank", taker="person", by=officer, at=scene.ago(days=170))
        fund.sign_receipt(payment=paid, number="Q-0001", signed_by="person", by=officer, at=scene.ago(days=168))
    claimed(scene, case)


def filled(scene: Scene) -> dict[str, Pot]:
    """Money of the State, a donation for medicine alone, a gift of things."""
    with acting(scene["vefa"]) as officer:
        at = scene.ago(days=300)
        pots = {
            "state": fund.open_pot(name="Dövlət büdcəsi", source="state", currency=AZN, by=officer, at=at),
            "donation": fund.open_pot(name="Dərman üçün ianə", source="donation", currency=AZN, purposes=("medicine",), by=officer, at=at),
        }
        fund.receive(amount=Decimal(20000), currency=AZN, source="state", pot=pots["state"], by=officer, at=at)
        fund.receive(amount=Decimal(750), currency=AZN, source="donation", pot=pots["donation"], by=officer, at=scene.ago(days=100))
        fund.receive_gift(
            what="Məktəb çantası (uydurma)", item="school_kit", quantity=10, unit_value=Decimal(35), value_source="price_list",
            currency=AZN, by=officer, at=scene.ago(days=90),
        )  # fmt: skip
    return pots


def asked(scene: Scene, case: Any, item: str, amount: str, *, days: float, urgent: bool = False) -> Request:
    """The organisation asks for her; she agreed that the fund sees code, status and money."""
    new = NewRequest(item=item, amount=Decimal(amount), agreed=True, urgent=urgent, language="az")
    with acting(scene["leyla"]) as worker:
        return fund.ask(case=case, new=new, by=worker, at=scene.ago(days=days))


def approve(scene: Scene, key: str, request: Request, pot: Pot, *, days: float) -> None:
    """One of the two words of a yes."""
    with acting(scene[key]) as officer:
        fund.decide(request=request, said=Said(word=Word.APPROVE, amount=request.amount, pot=pot), by=officer, at=scene.ago(days=days))


def claimed(scene: Scene, case: Any) -> None:
    """A claim in the criminal court: part awarded, nothing paid yet."""
    with acting(scene["leyla"]) as worker:
        claim = fund.file_claim(
            case=case, route="civil_criminal", damage="moral", amount=Decimal(5000), by=worker, at=scene.ago(days=150),
            attorney_since=scene.ago(days=151).date(),
        )  # fmt: skip
        fund.award(claim=claim, outcome="part", amount=Decimal(1500), by=worker, at=scene.ago(days=20))
