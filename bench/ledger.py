"""Ten thousand random bookings of the fund through its real actions: does the ledger add up to zero, and how fast is it?

Run it:  python -m bench.ledger [steps]
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dayaq.base.access.rules import Actor
    from dayaq.respond.fund.models import Pot

START = datetime(2016, 1, 4, 6, tzinfo=UTC)
CURRENCIES = ("AZN", "USD", "EUR")
SOURCES = ("state", "donation", "forfeited", "in_kind")


@dataclass
class Seen:
    """What a walk did: bookings made, steps the rules refused, sources and currencies that do not add up."""

    bookings: int = 0
    refused: int = 0
    off: int = 0


def step(by: Actor, pots: list[Pot], chance: random.Random, at: datetime, seen: Seen) -> None:
    """One random step: income, a promise, a payment of it, a gift, a reversal."""
    from dayaq.core.decision import Refused
    from dayaq.respond.fund import actions
    from dayaq.respond.fund.models import Journal
    from dayaq.respond.fund.queries.ledger import money_in, stand
    from dayaq.respond.fund.rules.ledger import BANK, PROMISED, RESERVED

    pot, amount = chance.choice(pots), Decimal(chance.randint(1, 500_000)) / 100
    deed = chance.choice(("receive", "receive", "promise", "pay", "gift", "reverse"))
    try:
        if deed == "receive":
            actions.receive(amount=amount, currency=pot.currency, source=pot.source, pot=pot, by=by, at=at)
        elif deed == "gift":
            count = chance.randint(1, 9)
            actions.receive_gift(
                what="kit",
                item="school_kit",
                quantity=count,
                unit_value=amount,
                value_source="invoice",
                by=by,
                at=at,
                pot=pot,
                currency=pot.currency,
            )
        elif deed == "promise" and stand(pot).free >= amount:
            actions.post(deed="promise", pot=pot, sides=[(RESERVED, amount), (PROMISED, -amount)], by=by, at=at)
        elif deed == "pay" and (paid := min(stand(pot).promised, money_in(pot, BANK))) > 0:
            sides = [("expense.medicine", paid), (BANK, -paid), (PROMISED, paid), (RESERVED, -paid)]
            actions.post(deed="pay", pot=pot, sides=sides, by=by, at=at)
        elif deed == "reverse" and (row := Journal.objects.filter(deed="receive", lines__pot=pot).order_by("?").first()):
            actions.reverse(journal=row, by=by, at=at, text="entered twice")
        else:
            return
        seen.bookings += 1
    except Refused:
        seen.refused += 1


def run(by: Actor, *, steps: int, chance: random.Random) -> Seen:
    """Walk, then look whether every source and currency adds up to zero and none gave more than it had."""
    from django.db.models import Sum

    from dayaq.base.access.context import enter
    from dayaq.respond.fund import actions
    from dayaq.respond.fund.models import Line
    from dayaq.respond.fund.queries.ledger import stand

    pots = [
        actions.open_pot(name=f"{source} {currency}", source=source, currency=currency, by=by, at=START)
        for source in SOURCES
        for currency in CURRENCIES
    ]
    seen = Seen()
    for number in range(steps):
        if number % 500 == 0:
            enter(by)  # the signed context lives five minutes
        step(by, pots, chance, START + timedelta(minutes=number), seen)
    sums = Line.objects.values("pot", "currency").annotate(sum=Sum("amount"))
    seen.off = sum(row["sum"] != 0 for row in sums) + sum(stand(pot).free < 0 for pot in pots)
    return seen


def main(steps: int) -> int:
    """Walk in a database of its own and print what was seen; 1 when something does not add up."""
    from bench.setting import benchmark_database

    with benchmark_database("bench_ledger"):
        from dayaq.base.access.context import acting
        from dayaq.site import installation
        from tests.cast import person

        installation.register(mode="evaluation", pack="az")
        installation.load_pack("az")
        by, began = person("clerk").actor, time.perf_counter()
        chance = random.Random(2016)  # noqa: S311 - a repeatable walk, no secret
        with acting(by):
            seen = run(by, steps=steps, chance=chance)
        took = time.perf_counter() - began
    print(f"{steps} steps: {seen.bookings} bookings, {seen.refused} refused by a rule, {seen.off} sums off zero, {took:.1f} s")
    return int(seen.off > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
