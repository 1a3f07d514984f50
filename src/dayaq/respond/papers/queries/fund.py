"""Values of the fund: what the law owes, what is asked for, what was decided, claims (G8)."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.core.money import Money
from dayaq.respond.fund import queries as fund
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.papers.rules.sources import Blank

WORDS = {"approve": "approved", "refuse": "refused"}


def money(label: str) -> Blank:
    """A blank of money matters."""
    return Blank(Group.G8, label)


@source(
    "allowance.all",
    Blank(Group.G8, "Money the law gives", ("What", "Open", "Since", "Amount", "Owed by law so far", "Paid so far", "Basis")),
)
def _rights(asking: Asking) -> Rows:
    return [
        (
            one.label,
            asking.yes(one.decision.ok),
            asking.day(one.since),
            str(one.now.money) if one.now else "",
            str(one.account.law) if one.since else "",
            str(one.account.paid),
            asking.acts(one.now.basis) if one.now else "",
        )
        for one in fund.entitlements(asking.case, asking.at)
    ]


def request(asking: Asking) -> Any:
    """The request made last and not withdrawn."""
    return next((row for row in fund.request_rows(asking.case) if row["row"].withdrawn_at is None), None)


def of_request(name: str, label: str, value: Any) -> None:
    """A blank of the last request."""

    def found(asking: Asking) -> str:
        one = request(asking)
        return value(asking, one) if one else ""

    source(name, money(label))(found)


of_request("fund.need", "For what", lambda asking, one: one["item"])
of_request("fund.amount", "Amount", lambda asking, one: str(one["money"]))
of_request("fund.asked", "Asked on", lambda asking, one: asking.day(one["row"].at))
of_request("fund.parts", "In how many parts", lambda asking, one: str(one["row"].instalments))
of_request("fund.urgent", "Urgent", lambda asking, one: asking.yes(one["row"].urgent))
of_request("fund.detail", "Details", lambda asking, one: one["row"].detail)


@source("fund.words", Blank(Group.G8, "Words of those who decide", ("On", "Word", "Amount", "Reason")))
def _words(asking: Asking) -> Rows:
    one = request(asking)
    rows = one["row"].opinions.order_by("at", "recorded_at") if one else ()
    return [
        (
            asking.day(word.at),
            asking.word(WORDS[word.word]),
            str(Money(word.amount, one["row"].currency)) if one and word.amount is not None else "",
            asking.code("fund_refusal", word.reason),
        )
        for word in rows
    ]


@source("fund.paid", Blank(Group.G8, "Payments", ("On", "For what", "Amount", "How", "Taken by")))
def _paid(asking: Asking) -> Rows:
    rows = [pay for row in fund.request_rows(asking.case) for pay in row["row"].payments.filter(reversed_at__isnull=True)]
    return [
        (
            asking.day(pay.at),
            asking.code("fund_item", pay.item),
            str(Money(pay.amount, pay.currency)),
            asking.code("fund_channel", pay.channel),
            asking.code("fund_taker", pay.taker),
        )
        for pay in sorted(rows, key=lambda pay: (pay.at, pay.recorded_at))
    ]


@source("claim.all", Blank(Group.G8, "Claims", ("Way", "Damage", "Filed on", "Claimed", "Awarded or agreed", "Paid")))
def _claims(asking: Asking) -> Rows:
    return [
        (
            one["route"],
            one["damage"],
            asking.day(one["row"].at),
            str(one["claimed"]),
            str(one["awarded"]) if one["awarded"] is not None else "",
            str(one["paid"]),
        )
        for one in reversed(fund.compensation_rows(asking.case))
    ]
