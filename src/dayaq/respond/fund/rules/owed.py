"""What the law owes a person and since when: amount of the day, month after month, with the doubt about the dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dayaq.core.decision import Decision, Reason
from dayaq.core.duration import add_months
from dayaq.core.money import NO_CURRENCY, Money
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.base import Text
from dayaq.core.words import N_

MOST_MONTHS = 1200  # a hundred years; a wrong date does not count for ever


@dataclass(frozen=True, slots=True)
class Status:
    """A standing status with the day since which it stands."""

    code: str
    since: date


@dataclass(frozen=True, slots=True)
class Due:
    """One sum due on one day, by the rule of that day."""

    day: date
    money: Money
    basis: str
    uncertain: bool
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one entitlement comes to: due by law, due by the practice, paid, and what is missing."""

    law: Money
    practice: Money
    paid: Money

    @property
    def gap(self) -> Money:
        """What the law owes and nobody paid; never less than nothing."""
        left = self.law - self.paid
        return left if left.amount > 0 else Money(Decimal(0), left.currency)


def amount_on(pack: Pack, code: str, day: date) -> Due | None:
    """The sum in force on a day, with its basis and the doubt about its dates; None where there is none (FND-01, A11).

    Basis: in pack az Cabinet Decision 152 of 17 June 2006 as amended in 2010 and 2013.
    """
    found = pack.on(day).amount(code)
    if found is None:
        return None
    money = Money(found.value, pack.currency or NO_CURRENCY)
    return Due(day, money, "; ".join(found.basis), found.uncertain, found.note)


def since_when(statuses: Iterable[Status], opening: Sequence[str]) -> date | None:
    """The first day on which a status stands that opens the right; None: no such status stands."""
    return min((status.since for status in statuses if status.code in opening), default=None)


def due(pack: Pack, code: str, since: date, until: date, *, by: str = "law") -> tuple[Due, ...]:
    """Every sum due from the decision (``since``) to the end of the reintegration, that day not counted (FND-02).

    ``by`` is ``law`` or ``practice``: the same right may be monthly in the law and be paid once in practice.
    Basis: in pack az THB Law, Article 17.2 (allowance in the time of reintegration).
    """
    entry = pack.entitlements[code]
    often = entry.law_periodicity if by == "law" else entry.practice_periodicity
    if often not in {"once", "monthly"}:
        return ()
    days = [since]
    while often == "monthly" and len(days) < MOST_MONTHS and (day := add_months(since, len(days))) < until:
        days.append(day)
    return tuple(found for day in days if (found := amount_on(pack, code, day)) is not None)


def total(sums: Iterable[Due], currency: str) -> Money:
    """The sums together."""
    made = Money(Decimal(0), currency)
    for one in sums:
        made = made + one.money
    return made


def eligible(pack: Pack, code: str, statuses: Iterable[Status], day: date) -> Decision:
    """Whether a right is open on a day by status alone; co-operation is no fact of this rule (FND-03, FND-05, A12).

    A refusal says which status is missing and what is open meanwhile.
    Basis: CoE Convention, Article 12(6); in pack az Rules of the National Referral Mechanism, 3.6 and 3.7.
    """
    entry = pack.entitlements[code]
    held = {status.code for status in statuses if status.since <= day}
    basis = "; ".join(entry.basis)
    if not entry.in_force(day):
        return Decision.refuse(Reason("not_in_force", N_("This right was not in force on that day."), basis=basis))
    if not entry.statuses or held.intersection(entry.statuses):
        return Decision.allow(Reason("open", N_("The status of that day opens this right."), basis=basis))
    text = N_("This right opens with another status. What is open meanwhile stands beside it.")
    return Decision.refuse(Reason("status_missing", text, {"needed": ", ".join(entry.statuses)}, basis))


def open_meanwhile(pack: Pack, statuses: Iterable[Status], day: date) -> tuple[str, ...]:
    """Codes of everything open to the person on that day (A12)."""
    return tuple(pack.on(day).entitlements(*(status.code for status in statuses if status.since <= day)))
