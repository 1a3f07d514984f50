"""The ledger in double entry: what goes in somewhere comes from somewhere, in the same currency and of the same source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

ZERO = Decimal(0)


class Kind(StrEnum):
    """Kinds of accounts. A commitment pair stands beside the money: what was promised and is not yet paid."""

    ASSET = "asset"
    INCOME = "income"
    EXPENSE = "expense"
    COMMITMENT = "commitment"


KINDS = {
    Kind.ASSET: N_("what the fund has"),
    Kind.INCOME: N_("where it came from"),
    Kind.EXPENSE: N_("what it was used for"),
    Kind.COMMITMENT: N_("promised and not yet paid"),
}
BANK, CASH, STOCK, RESERVED, PROMISED = "bank", "cash", "stock", "reserved", "promised"
FIXED: Mapping[str, tuple[Kind, str]] = {
    BANK: (Kind.ASSET, N_("Bank")),
    CASH: (Kind.ASSET, N_("Cash")),
    STOCK: (Kind.ASSET, N_("Gifts in store")),
    RESERVED: (Kind.COMMITMENT, N_("Reserved for approved requests")),
    PROMISED: (Kind.COMMITMENT, N_("Promised to people")),
}
DEEDS = {
    "receive": N_("income"),
    "gift": N_("gift in kind"),
    "promise": N_("approved"),
    "pay": N_("payment"),
    "hand_out": N_("given in kind"),
    "release": N_("promise released"),
    "reverse": N_("reversal"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an account, the source whose money it is, an amount (positive: into the account)."""

    account: UUID
    pot: UUID
    amount: Decimal
    currency: str


def unbalanced(lines: Iterable[Entry]) -> Mapping[tuple[UUID, str], Decimal]:
    """Sources and currencies in which the lines do not add up to zero."""
    sums: dict[tuple[UUID, str], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        sums[line.pot, line.currency] += line.amount
    return {key: amount for key, amount in sums.items() if amount != ZERO}


def check_lines(lines: Collection[Entry]) -> Decision:
    """A journal has two lines or more, none of nothing, and adds up to zero in each currency and source."""
    if len(lines) < 2 or any(line.amount == ZERO for line in lines):
        return Decision.refuse(Reason("no_lines", N_("A booking has at least two lines, and no line of zero.")))
    if unbalanced(lines):
        return Decision.refuse(Reason("unbalanced", N_("The lines of a booking add up to zero in each currency and source.")))
    return Decision.allow()


def check_spend(purposes: Collection[str], item: str, free: Decimal, amount: Decimal) -> Decision:
    """Money given for a purpose goes to that purpose only, and no source gives more than it has left (FND-06).

    Basis: in pack az Charter of the fund (Cabinet Decision 8), chapter IV.
    """
    if purposes and item not in purposes:
        return Decision.refuse(Reason("restricted", N_("This money was given for another purpose. Choose another source.")))
    if amount > free:
        text = N_("This source has %(free)s left. Choose another one, or approve less.")
        return Decision.refuse(Reason("not_enough", text, {"free": f"{free:.2f}"}))
    return Decision.allow()
