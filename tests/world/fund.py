"""A request lets the fund see core and money of a case (G1, G8), nothing else; its books are its own."""

from __future__ import annotations

from decimal import Decimal

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.respond.fund import actions
from dayaq.respond.fund.actions.asking import NewRequest
from dayaq.respond.fund.actions.deciding import Said
from dayaq.respond.fund.actions.ledger import announce
from dayaq.respond.fund.models import Journal, Payment, Pot, Request
from dayaq.respond.fund.rules.approval import Word
from tests.cast import Person
from tests.world.base import World, hours, of_body

WORK = "fund.work"
LATER = 240


def tell(world: World) -> None:
    """Asked, approved by two, paid; a claim in court in three cases."""
    ngo, clerk = world.people["ngo"], world.people["clerk"]
    with acting(clerk.actor):
        pot = books(world, clerk)
    with acting(ngo.actor):
        new = NewRequest(item="medicine", amount=Decimal(60), agreed=True, detail=world.plant("walked", "G8", "fund_detail"), language="az")
        request = actions.ask(case=world.row("walked"), new=new, by=ngo.actor, at=hours(LATER))
    world.grants.append(("walked", clerk.actor.unit_id, Group.G1 | Group.G8, "statutory_handover"))
    world.note("walked", "fund.request", request.id)
    for key in ("clerk", "second_clerk"):
        agree(world, world.people[key], request, pot)
    with acting(clerk.actor):
        request = Request.objects.get(id=request.id)
        paid = actions.pay(request=request, instalment=1, channel="bank", taker="person", by=clerk.actor, at=hours(LATER + 5))
        actions.sign_receipt(payment=paid, number="Q-1", signed_by="person", by=clerk.actor, at=hours(LATER + 6))
        assert Payment.objects.filter(id=paid.id).exists()
    world.note("walked", "fund.payment", paid.id)
    for name, by in (("walked", ngo), ("kept", ngo), ("outside", world.people["outsider"])):
        with acting(by.actor):
            claim = actions.file_claim(
                case=world.row(name),
                route="wage_mediation",
                damage="wages",
                amount=Decimal(5000),
                by=by.actor,
                at=hours(LATER),
                happened=True,
            )
        world.note(name, "fund.claim", claim.id)


def books(world: World, clerk: Person) -> Pot:
    """Money with its source, a gift, a grant that was asked for."""
    ours = of_body(clerk, WORK)
    pot = actions.open_pot(name=world.plant("walked", "B1", "pot", ours), source="state", currency="AZN", by=clerk.actor, at=hours(1))
    text = world.plant("walked", "B1", "journal", ours)
    actions.receive(amount=Decimal(1000), currency="AZN", source="state", pot=pot, by=clerk.actor, at=hours(2), text=text)
    actions.receive_gift(
        what=world.plant("walked", "B1", "gift", ours), item="school_kit", quantity=2, unit_value=Decimal(30), value_source="price_list",
        currency="AZN", by=clerk.actor, at=hours(3),
    )  # fmt: skip
    world.note("walked", "fund.journal", Journal.objects.earliest("number").id, ours)
    reference = world.plant("walked", "B1", "announced", ours)
    row = announce(amount=Decimal(5), currency="AZN", source="state", by=clerk.actor, at=hours(4), reference=reference)
    world.note("walked", "fund.announced", row, ours)
    new = actions.NewGrant(
        provider=world.people["ngo"].actor.organisation_id, purpose="legal_help", asked_of="government", amount=Decimal(900), currency="AZN"
    )
    world.note("walked", "fund.grant", actions.ask_grant(new=new, by=clerk.actor, at=hours(5)).id, ours)
    return pot


def agree(world: World, by: Person, request: Request, pot: Pot) -> None:
    """One of the two words."""
    with acting(by.actor):
        said = Said(word=Word.APPROVE, amount=Decimal(60), pot=pot, reasons=world.plant("walked", "G8", "opinion"))
        actions.decide(request=request, said=said, by=by.actor, at=hours(LATER + 3))
