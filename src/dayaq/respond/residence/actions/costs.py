"""What a return cost, and who paid."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import allowed, require
from dayaq.core.money import Money
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import pack_of
from dayaq.respond.residence import access
from dayaq.respond.residence.actions.returning import writing
from dayaq.respond.residence.models import Return, ReturnCost


def record_cost(*, journey: Return, kind: str, payer: str, amount: Decimal, currency: str, by: Actor, at: datetime) -> ReturnCost:
    """Record one cost of a return and who paid it (RET-01). Basis: in pack az THB Law, Article 20.4; CoE Convention, Article 16."""
    writing(journey.case, by, Group.G8)
    lists = pack_of(journey.case).codes
    require(access.known(kind in lists["return_cost"].items and payer in lists["return_payer"].items))
    require(allowed(amount > 0, "no_amount", N_("Write an amount above zero.")))
    Money(amount, currency)  # a currency of three capital letters, or ValueError
    row = ReturnCost(case_id=journey.case_id, journey=journey, kind=kind, payer=payer, amount=amount, currency=currency, at=at)
    row.organisation, row.by = by.organisation_id, by.user_id
    row.save(force_insert=True)
    return row
