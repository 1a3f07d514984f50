"""Money in the window: rights by the law of today, what was asked of the fund, what was paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from dayaq.core.money import Money
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import FundFile
from dayaq.respond.casefile.queries import label
from dayaq.respond.fund.rules import owed as money_rules
from dayaq.respond.fund.rules.approval import STATE_KINDS, STATES, State
from dayaq.respond.window.queries.asking import time


def money(raw: Mapping[str, Any], pack: Pack, now: datetime) -> dict[str, Any] | None:
    """Rights to money by the law of today, what was asked of the fund, what was paid."""
    if raw["money"] is None:
        return None
    paid = [
        {**row, "item": label(pack, f"codes.fund_item.{row['item']}"), "money": sum_of(row), "at": time(row["at"])}
        for row in raw["money"]["paid"]
    ]
    return {
        "rights": rights_to_money(raw, pack, now),
        "requests": [fund_request(row, pack) for row in raw["money"]["requests"]],
        "paid": paid,
    }


def open_now(raw: Mapping[str, Any], pack: Pack, now: datetime) -> list[str]:
    """Everything open to the person today, whatever is decided (A12)."""
    day = pack.calendar.local_date(now)
    codes = money_rules.open_meanwhile(pack, standing(raw, pack, now), day)
    return [label(pack, f"entitlements.{code}") for code in codes]


def standing(raw: Mapping[str, Any], pack: Pack, now: datetime) -> list[money_rules.Status]:
    """What stands, as rights to money ask for it."""
    return [money_rules.Status(status, pack.calendar.local_date(time(at) or now)) for status, at in raw["statuses"]]


def sum_of(row: Mapping[str, Any]) -> Money:
    """An amount in its currency."""
    return Money(Decimal(row["amount"]), row["currency"])


def fund_request(row: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """One request to the fund; a refusal with its reason and the way against it."""
    state = State(row["state"])
    return {
        "item": label(pack, f"codes.fund_item.{row['item']}"),
        "money": sum_of(row),
        "at": time(row["at"]),
        "state": STATES[state],
        "kind": STATE_KINDS[state],
        "reason": label(pack, f"codes.fund_refusal.{row['reason']}") if row["reason"] and state is State.REFUSED else "",
        "route": label(pack, f"codes.fund_route.{row['route']}") if row["route"] and state is State.REFUSED else "",
    }


def rights_to_money(raw: Mapping[str, Any], pack: Pack, now: datetime) -> list[dict[str, Any]]:
    """Every right to money: open or not and why, the amount, what came of it. Rules: FND-01, FND-05."""
    day = pack.calendar.local_date(now)
    have = standing(raw, pack, now)
    items = pack.area(FundFile).items
    found = []
    for code, entry in pack.entitlements.items():
        if entry.kind == "money" and entry.in_force(day):
            due = money_rules.amount_on(pack, code, day)
            mine = [sum_of(row) for row in raw["money"]["paid"] if row["item"] in items and items[row["item"]].entitlement == code]
            same = [one for one in mine if due and one.currency == due.money.currency]
            total = sum((one.amount for one in same), Decimal(0))
            got = Money(total, due.money.currency) if due and total else None
            name = label(pack, f"entitlements.{code}")
            found.append({"label": name, "answer": money_rules.eligible(pack, code, have, day), "due": due, "paid": got})
    return found
