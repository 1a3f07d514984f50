"""The money of one case: what the law owes, what was paid, the gap; requests with the words on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from dayaq.core.decision import Decision
from dayaq.core.money import NO_CURRENCY, Money
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import FundFile
from dayaq.respond.casefile.queries import Case, label, pack_of, statuses
from dayaq.respond.fund.models import Payment, Reintegration, Request
from dayaq.respond.fund.rules import owed
from dayaq.respond.fund.rules.approval import STATE_KINDS, STATES, State


@dataclass(frozen=True, slots=True)
class Right:
    """One right to money: whether it is open, since when, what is due by law, paid, missing."""

    code: str
    label: str
    decision: Decision
    since: date | None
    ended_on: date | None
    now: owed.Due | None
    dues: tuple[owed.Due, ...]
    account: owed.Account
    law: str | None
    practice: str | None


def standing(case: Case) -> list[owed.Status]:
    """The standing statuses with the country's day since which each stands."""
    calendar = pack_of(case).calendar
    return [owed.Status(word.status, calendar.local_date(word.at)) for word in statuses(case)]


def paid_for(case: Case, items: Mapping[str, Any], code: str, currency: str) -> Money:
    """What was paid for the needs of one right and not reversed."""
    mine = [item for item, rule in items.items() if rule.entitlement == code]
    rows = Payment.objects.filter(case=case, item__in=mine, currency=currency, reversed_at__isnull=True)
    return Money(rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0), currency)


def end_of(case: Case) -> date | None:
    """The last day of the reintegration, where it is over: as recorded, or when the case was closed."""
    row = Reintegration.objects.filter(case=case).first()
    if row is not None:
        return row.ended_on
    return pack_of(case).calendar.local_date(case.closed_at) if case.closed_at else None


def entitlements(case: Case, now: datetime) -> list[Right]:
    """Every right to money with the account of law and practice (FND-01, FND-02)."""
    pack, found = pack_of(case), []
    today, have, ended = pack.calendar.local_date(now), standing(case), end_of(case)
    for code, entry in pack.entitlements.items():
        if entry.kind == "money" and entry.in_force(today):
            found.append(right(case, pack, code, have, today, ended))
    return found


def right(case: Case, pack: Pack, code: str, have: list[owed.Status], today: date, ended: date | None) -> Right:
    """One of them."""
    entry, currency = pack.entitlements[code], pack.currency or NO_CURRENCY
    since = owed.since_when(have, entry.statuses)
    until = min(ended, today) if ended else today
    law = owed.due(pack, code, since, max(until, since), by="law") if since else ()
    practice = owed.due(pack, code, since, max(until, since), by="practice") if since else ()
    paid = paid_for(case, pack.area(FundFile).items, code, currency)
    sums = owed.Account(owed.total(law, currency), owed.total(practice, currency), paid)
    decision = owed.eligible(pack, code, have, today)
    at_decision = owed.amount_on(pack, code, since or today)
    name = label(pack, f"entitlements.{code}")
    return Right(code, name, decision, since, ended, at_decision, law, sums, entry.law_periodicity, entry.practice_periodicity)


def request_rows(case: Case) -> list[dict[str, Any]]:
    """Requests of a case in words, the newest first."""
    pack = pack_of(case)
    return [row_of(row, pack) for row in Request.objects.filter(case=case).order_by("-at", "id")]


def row_of(row: Request, pack: Pack) -> dict[str, Any]:
    """One request in words."""
    state = State(row.state)
    return {
        "row": row,
        "item": label(pack, f"codes.fund_item.{row.item}"),
        "money": Money(row.amount, row.currency),
        "state": STATES[state],
        "kind": STATE_KINDS[state],
    }
