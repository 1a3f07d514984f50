"""Paying an approved request, once an instalment; receipts; taking a payment back; releasing what is not paid."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.words import N_
from dayaq.respond.fund.access import may_work
from dayaq.respond.fund.actions.ledger import alone, post, turn
from dayaq.respond.fund.models import Gift, HandOut, Journal, Payment, Pot, Receipt, Request
from dayaq.respond.fund.queries.ledger import left_of, money_in
from dayaq.respond.fund.queries.requests import approved, instalments
from dayaq.respond.fund.rules.approval import State
from dayaq.respond.fund.rules.ledger import BANK, CASH, PROMISED, RESERVED, STOCK

CHANNELS = {"bank": BANK, "cash": CASH, "in_kind": STOCK}
DEEDS = {STOCK: "hand_out"}


@transaction.atomic
def pay(
    *, request: Request, instalment: int, channel: str, taker: str, by: Actor, at: datetime, gift: Gift | None = None, quantity: int = 0
) -> Payment:
    """Pay one instalment of an approved request. A second time is refused here and by the database.

    Basis: in pack az Charter of the fund (Cabinet Decision 8), 5.1.
    """
    require(may_work(by))
    alone(by)
    row = Request.objects.select_for_update().get(id=request.id)
    _amount, source = ready(row)
    part = next((one for one in instalments(row) if one["number"] == instalment), None)
    require(allowed(part is not None, "no_part", N_("There is no such instalment.")))
    require(allowed(part is not None and part["payment"] is None, "paid", N_("This instalment is paid already.")))
    pot, amount = Pot.objects.get(id=source), part["amount"] if part else Decimal(0)
    place = CHANNELS[channel]
    journal = booked(row, pot, place, amount, gift, quantity, by, at)
    made = Payment.objects.create(
        request=row,
        case_id=row.case_id,
        organisation=by.organisation_id,
        by=by.user_id,
        at=at,
        instalment=instalment,
        amount=amount,
        currency=row.currency,
        item=row.item,
        channel=channel,
        taker=taker,
        journal=journal.id,
    )
    if all(one["payment"] is not None for one in instalments(row)):
        Request.objects.filter(id=row.id).update(state=State.PAID, version=F("version") + 1)
    return made


def ready(row: Request) -> tuple[Decimal, UUID]:
    """The sum and source of a request that is approved and not paid in full; Refused otherwise."""
    found = approved(row)
    if found is None or row.state != State.APPROVED:
        raise Refused(Decision.refuse(Reason("not_approved", N_("Only an approved request that is not paid yet is paid or released."))))
    return found


def booked(row: Request, pot: Pot, place: str, amount: Decimal, gift: Gift | None, quantity: int, by: Actor, at: datetime) -> Journal:
    """Book a payment: the use against the money or the store, and the promise is fulfilled."""
    if place == STOCK:
        check_gift(gift, quantity, pot, amount)
    text = N_("This source has no such sum in this account. Pay another way, or book the transfer first.")
    require(allowed(money_in(pot, place) >= amount, "not_there", text))
    sides = [(f"expense.{row.item}", amount), (place, -amount), (PROMISED, amount), (RESERVED, -amount)]
    journal = post(deed=DEEDS.get(place, "pay"), pot=pot, sides=sides, by=by, at=at)
    if gift is not None and place == STOCK:
        HandOut.objects.create(organisation=by.organisation_id, by=by.user_id, gift=gift, quantity=quantity, journal=journal)
    return journal


def check_gift(gift: Gift | None, quantity: int, pot: Pot, amount: Decimal) -> None:
    """Things given on are of this source, still there, and worth what was approved."""
    if gift is None or gift.pot_id != pot.id:
        raise Refused(Decision.refuse(Reason("no_gift", N_("Choose a gift of the source that was approved."))))
    require(allowed(0 < quantity <= left_of(gift), "too_many", N_("There are not so many pieces left.")))
    require(allowed(gift.unit_value * quantity == amount, "other_value", N_("These pieces are not worth what was approved.")))


def sign_receipt(*, payment: Payment, number: str, signed_by: str, by: Actor, at: datetime) -> Receipt:
    """Keep the signed receipt: its number, and whether the person or a representative signed."""
    require(may_work(by))
    require(allowed(payment.reversed_at is None, "taken_back", N_("This payment was taken back.")))
    require(allowed(bool(number.strip()), "no_number", N_("Write the number of the receipt.")))
    same = Receipt.objects.filter(organisation=by.organisation_id, number=number.strip())
    require(allowed(not same.exists(), "number_used", N_("Another receipt has this number.")))
    require(allowed(not Receipt.objects.filter(payment=payment).exists(), "signed", N_("The receipt is recorded already.")))
    return Receipt.objects.create(
        payment=payment,
        case_id=payment.case_id,
        organisation=by.organisation_id,
        by=by.user_id,
        at=at,
        number=number.strip(),
        signed_by=signed_by,
    )


@transaction.atomic
def return_payment(*, payment: Payment, by: Actor, at: datetime, text: str) -> Journal:
    """A payment did not reach the person: book the opposite; the instalment can be paid again."""
    require(may_work(by))
    alone(by)
    row = Payment.objects.select_for_update().get(id=payment.id)
    require(allowed(row.reversed_at is None, "taken_back", N_("This payment was taken back.")))
    require(allowed(row.channel != "in_kind", "given", N_("Things that were given are not booked back; book them as a new gift.")))
    require(allowed(not Receipt.objects.filter(payment=row).exists(), "signed", N_("There is a signed receipt: the money has arrived.")))
    require(allowed(bool(text.strip()), "why", N_("Say why it is reversed.")))
    journal = turn(Journal.objects.get(id=row.journal), by=by, at=at, text=text)
    Payment.objects.filter(id=row.id, reversed_at__isnull=True).update(reversed_at=at, reversed_by=by.user_id)
    Request.objects.filter(id=row.request_id).update(state=State.APPROVED, version=F("version") + 1)
    return journal


@transaction.atomic
def release(*, request: Request, by: Actor, at: datetime) -> Journal:
    """Nothing further is paid on an approved request (the person no longer wants it): the rest is free again."""
    require(may_work(by))
    alone(by)
    row = Request.objects.select_for_update().get(id=request.id)
    amount, source = ready(row)
    rest = amount - sum((one["payment"].amount for one in instalments(row) if one["payment"]), Decimal(0))
    journal = post(deed="release", pot=Pot.objects.get(id=source), sides=[(PROMISED, rest), (RESERVED, -rest)], by=by, at=at)
    Request.objects.filter(id=row.id).update(state=State.WITHDRAWN, withdrawn_at=at, version=F("version") + 1)
    return journal
