"""Asking the fund and deciding: what may be asked, who may say yes, when it is decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import FundFile, Item
from dayaq.core.words import N_
from dayaq.respond.fund.rules.owed import Status, eligible

FEWEST = 2  # the floor: one person alone never moves money


class Word(StrEnum):
    """What one person says to a request."""

    APPROVE = "approve"
    REFUSE = "refuse"


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    PAID = "paid"


STATES = {
    State.WAITING: N_("waiting for a decision"),
    State.APPROVED: N_("approved, to be paid"),
    State.REFUSED: N_("refused"),
    State.WITHDRAWN: N_("withdrawn"),
    State.PAID: N_("paid"),
}
STATE_KINDS = {State.WAITING: "amber", State.APPROVED: "amber", State.REFUSED: "brick", State.WITHDRAWN: "neutral", State.PAID: "leaf"}


@dataclass(frozen=True, slots=True)
class Sides:
    """Who asked and who decides: ``tied`` are the organisations the deciding person is tied to."""

    asker: UUID
    asking_body: UUID
    decider: UUID
    tied: Collection[UUID]
    earlier: Collection[UUID]


def item_on(pack: Pack, code: str, day: date) -> Item | None:
    """The need as the pack has it that day; None when the fund is not asked for it."""
    found = pack.area(FundFile).items.get(code)
    return found if found is not None and found.in_force(day) else None


def check_ask(pack: Pack, item: str, amount: Decimal, statuses: Iterable[Status], day: date) -> Decision:
    """Whether a need may be asked for: listed, within its highest sum, open by status; never by co-operation (FND-04, FND-05).

    Basis: in pack az Charter of the fund (Cabinet Decision 8), 5.1; Rules of the National Referral Mechanism, 3.6 and 3.7.
    """
    found = item_on(pack, item, day)
    if found is None:
        return Decision.refuse(Reason("no_item", N_("The fund is not asked for this in this country on that day.")))
    basis = "; ".join(found.basis)
    if amount <= 0:
        return Decision.refuse(Reason("no_amount", N_("Write an amount above zero."), basis=basis))
    if found.most is not None and amount > found.most:
        return Decision.refuse(Reason("too_much", N_("The rule gives at most %(most)s for this need."), {"most": str(found.most)}, basis))
    return eligible(pack, found.entitlement, statuses, day) if found.entitlement else Decision.allow()


def outside_purpose(pack: Pack, item: str, day: date) -> bool:
    """Whether people dispute that this is what the fund is for; it is shown and needs reasons, it is not forbidden (FND-08)."""
    found = item_on(pack, item, day)
    return found is None or not found.in_purpose


def people_needed(pack: Pack, day: date) -> int:
    """How many different people must approve: what the pack says, never fewer than two."""
    rule = pack.area(FundFile).approval
    return max(FEWEST, rule.people) if rule is not None and rule.in_force(day) else FEWEST


def may_say(sides: Sides) -> Decision:
    """Whether this person may decide on this request: not the asker, not tied to the asking body, not twice (A22).

    Basis: CoE Convention, Article 29(1) (independence); separation of duties in payments of public money.
    """
    if sides.decider == sides.asker:
        return allowed(False, "own_request", N_("You asked for this yourself; somebody else decides."))
    if sides.asking_body in sides.tied:
        return allowed(False, "tied", N_("You are tied to the body that asks; somebody without such a tie decides."))
    return allowed(
        sides.decider not in sides.earlier, "said_already", N_("You have said your word on this request. Another person is needed.")
    )


def outcome(words: Sequence[Word], people: int) -> State:
    """A refusal with reasons decides; an approval needs as many different people as the rule says."""
    if Word.REFUSE in words:
        return State.REFUSED
    return State.APPROVED if len(words) >= max(FEWEST, people) else State.WAITING


def check_word(word: Word, reasons: str, *, contested: bool, amount: Decimal | None, first: Decimal | None) -> Decision:
    """Reasons are given with a refusal and with any use people dispute; all who approve name the same sum (FND-08)."""
    if (word is Word.REFUSE or contested) and not reasons.strip():
        return allowed(False, "reasons", N_("Give your reasons: a refusal and a use outside the purpose stay on the trail with them."))
    if word is Word.REFUSE:
        return Decision.allow()
    if amount is None or amount <= 0:
        return allowed(False, "no_amount", N_("Write an amount above zero."))
    text = N_("The person before you approved %(first)s. Approve the same sum, or refuse with a reason.")
    return Decision.allow() if first in {None, amount} else Decision.refuse(Reason("other_sum", text, {"first": str(first)}))


def share(amount: Decimal, instalments: int, number: int) -> Decimal:
    """The sum of one instalment; the last one carries what the division leaves over, so that all together are the amount."""
    part = (amount / instalments).quantize(Decimal("0.01"))
    return part if number < instalments else amount - part * (instalments - 1)
