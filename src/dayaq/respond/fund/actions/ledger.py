"""Booking: one function writes every journal; income, gifts, reversals are made of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.money import Money, Printed
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import label
from dayaq.respond.fund.access import may_work
from dayaq.respond.fund.models import Account, Announced, Gift, Journal, Line, Pot
from dayaq.respond.fund.queries.ledger import stand
from dayaq.respond.fund.queries.requests import home, keeper
from dayaq.respond.fund.rules import ledger as rules

Side = tuple[str, Decimal]  # the code of an account, an amount


def account(code: str, by: Actor) -> Account:
    """The account of this code, made when it is used for the first time."""
    kinds = {"income": rules.Kind.INCOME, "expense": rules.Kind.EXPENSE}
    kind = rules.FIXED[code][0] if code in rules.FIXED else kinds[code.partition(".")[0]]
    row, _made = Account.objects.get_or_create(organisation=by.organisation_id, code=code, defaults={"by": by.user_id, "kind": kind})
    return row


def alone(by: Actor) -> None:
    """One booking at a time in a body's ledger, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"fund {by.organisation_id}"])


@transaction.atomic
def post(
    *,
    deed: str,
    pot: Pot,
    sides: Sequence[Side],
    by: Actor,
    at: datetime,
    text: str = "",
    printed: Sequence[Printed] = (),
    reverses: Journal | None = None,
) -> Journal:
    """Book: lines of one source that add up to zero. The database looks again when the transaction ends."""
    alone(by)
    entries = [rules.Entry(account(code, by).id, pot.id, amount, pot.currency) for code, amount in sides if amount]
    require(rules.check_lines(entries))
    last = Journal.objects.filter(organisation=by.organisation_id).aggregate(last=Max("number"))["last"] or 0
    row = Journal.objects.create(
        organisation=by.organisation_id,
        by=by.user_id,
        number=last + 1,
        at=at,
        deed=deed,
        text=text,
        printed=[{"amount": str(one.amount), "currency": one.currency, "source": one.source} for one in printed],
        reverses=reverses,
    )
    Line.objects.bulk_create(
        Line(organisation=by.organisation_id, journal=row, account_id=one.account, pot=pot, amount=one.amount, currency=one.currency)
        for one in entries
    )
    return row


def open_pot(*, name: str, source: str, currency: str, by: Actor, at: datetime, purposes: Collection[str] = ()) -> Pot:
    """Open a source; with purposes its money goes to those needs only."""
    del at  # the row says when it was recorded; the parameter keeps one shape for every action
    require(may_work(by))
    require(allowed(bool(name.strip()), "no_name", N_("Give the source a name.")))
    same = Pot.objects.filter(organisation=by.organisation_id, name=name.strip(), currency=currency)
    require(allowed(not same.exists(), "pot_there", N_("There is a source of this name.")))
    Money(Decimal(0), currency)  # a currency of three capital letters, or ValueError
    return Pot.objects.create(
        organisation=by.organisation_id, by=by.user_id, name=name.strip(), source=source, purposes=sorted(purposes), currency=currency
    )


def receive(
    *,
    amount: Decimal,
    currency: str,
    source: str,
    by: Actor,
    at: datetime,
    pot: Pot | None = None,
    text: str = "",
    into: str = rules.BANK,
    printed: Sequence[Printed] = (),
) -> Journal | UUID:
    """Book income. Whoever does not keep the ledger announces it: it waits for the fund to confirm that it arrived (FND-06).

    Basis: in pack az Charter of the fund (Cabinet Decision 8), chapter IV; CoE Convention, Article 15(4) (assets of offenders).
    """
    if not may_work(by).ok:
        return announce(amount=amount, currency=currency, source=source, by=by, at=at, reference=text)
    require(allowed(amount > 0, "no_amount", N_("Write an amount above zero.")))
    place = pot or general(source, currency, by, at)
    require(allowed(place.currency == currency, "other_currency", N_("This source is kept in another currency.")))
    sides = [(into, amount), (f"income.{place.source}", -amount)]
    return post(deed="receive", pot=place, sides=sides, by=by, at=at, text=text, printed=printed)


def general(source: str, currency: str, by: Actor, at: datetime) -> Pot:
    """The source of this kind without a purpose, opened when it is used for the first time."""
    found = Pot.objects.filter(
        organisation=by.organisation_id, source=source, currency=currency, purposes=[], closed_at__isnull=True
    ).first()
    return found or open_pot(name=label(home(), f"codes.fund_source.{source}"), source=source, currency=currency, by=by, at=at)


def announce(*, amount: Decimal, currency: str, source: str, by: Actor, at: datetime, reference: str = "") -> UUID:
    """Tell the fund that income is on its way; it is booked when it arrives."""
    unit = keeper(home())
    if unit is None:
        raise Refused(Decision.refuse(Reason("no_fund", N_("No body keeps a fund in this installation."))))
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.fund_announce(%s, %s, %s, %s, %s, %s)", [unit.organisation, source, amount, currency, at, reference])
        made: UUID = cursor.fetchone()[0]
    return made


@transaction.atomic
def arrive(*, announced: Announced, by: Actor, at: datetime) -> Journal:
    """Announced income has arrived: book it, once."""
    require(may_work(by))
    row = Announced.objects.select_for_update().get(id=announced.id)
    require(allowed(row.journal_id is None, "booked", N_("This income is booked already.")))
    made = receive(amount=row.amount, currency=row.currency, source=row.source, by=by, at=at, text=row.reference)
    if not isinstance(made, Journal):
        raise TypeError("the fund's own people book, they do not announce")
    Announced.objects.filter(id=row.id, journal__isnull=True).update(journal=made)
    return made


@transaction.atomic
def receive_gift(
    *,
    what: str,
    item: str,
    quantity: int,
    unit_value: Decimal,
    value_source: str,
    by: Actor,
    at: datetime,
    pot: Pot | None = None,
    currency: str,
) -> Gift:
    """Take things into store at their value; how the value is known is kept beside it."""
    require(may_work(by))
    require(allowed(quantity > 0 and unit_value > 0, "no_value", N_("Write how many there are and what one is worth.")))
    place = pot or general("in_kind", currency, by, at)
    whole = unit_value * quantity
    sides = [(rules.STOCK, whole), (f"income.{place.source}", -whole)]
    journal = post(deed="gift", pot=place, sides=sides, by=by, at=at, text=what)
    return Gift.objects.create(
        organisation=by.organisation_id,
        by=by.user_id,
        at=at,
        what=what,
        item=item,
        quantity=quantity,
        unit_value=unit_value,
        currency=place.currency,
        value_source=value_source,
        pot=place,
        journal=journal,
    )


@transaction.atomic
def reverse(*, journal: Journal, by: Actor, at: datetime, text: str) -> Journal:
    """Reverse a booking by its opposite; a payment or promise to a person is taken back on her request, not here."""
    require(may_work(by))
    alone(by)
    row = Journal.objects.get(id=journal.id)
    require(
        allowed(
            row.deed == "receive", "not_here", N_("Only income is reversed here; payments are taken back on the request they belong to.")
        )
    )
    require(allowed(not Journal.objects.filter(reverses=row).exists(), "reversed", N_("This booking is reversed already.")))
    require(allowed(bool(text.strip()), "why", N_("Say why it is reversed.")))
    return turn(row, by=by, at=at, text=text)


def turn(row: Journal, *, by: Actor, at: datetime, text: str) -> Journal:
    """Book the opposite of a journal."""
    lines: Sequence[Any] = list(row.lines.select_related("account", "pot"))
    pot: Pot = lines[0].pot
    taken = sum((-line.amount for line in lines if line.account.kind == rules.Kind.ASSET), rules.ZERO)
    if taken < 0 and stand(pot).free < -taken:
        text_ = N_("What came in is used or promised already; it cannot be taken out of this source.")
        raise Refused(Decision.refuse(Reason("used", text_)))
    sides = [(line.account.code, -line.amount) for line in lines]
    return post(deed="reverse", pot=pot, sides=sides, by=by, at=at, text=text, reverses=row)
