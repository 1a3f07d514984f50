"""Deciding on a request: each person one word, two people for a yes; the yes reserves the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import pack_of
from dayaq.respond.fund.actions.ledger import alone, post
from dayaq.respond.fund.models import Opinion, Pot, Request
from dayaq.respond.fund.queries.ledger import stand
from dayaq.respond.fund.queries.requests import deciding, opinions
from dayaq.respond.fund.rules import approval as rules
from dayaq.respond.fund.rules.ledger import PROMISED, RESERVED, check_spend


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One person's word: approve an amount from a source, or refuse with reason and what can be done against it."""

    word: rules.Word
    amount: Decimal | None = None
    pot: Pot | None = None
    reason: str = ""
    route: str = ""
    reasons: str = ""


@transaction.atomic
def decide(*, request: Request, said: Said, by: Actor, at: datetime) -> Opinion:
    """Say one's word. The last one that is needed approves and reserves the money of the source (A22, FND-08).

    Basis: CoE Convention, Article 29(1); in pack az Charter of the fund (Cabinet Decision 8).
    """
    alone(by)
    row = Request.objects.select_for_update().get(id=request.id)
    require(allowed(row.state == rules.State.WAITING, "decided", N_("This request is decided or withdrawn.")))
    require(deciding(row, by, at))
    before = opinions(row)
    first = before[0].amount if before else None
    require(rules.check_word(said.word, said.reasons, contested=row.outside_purpose, amount=said.amount, first=first))
    pot = checked_pot(row, said) if said.word is rules.Word.APPROVE else None
    made = Opinion.objects.create(
        request=row,
        case_id=row.case_id,
        organisation=by.organisation_id,
        by=by.user_id,
        at=at,
        word=said.word,
        amount=said.amount if pot else None,
        pot=pot.id if pot else None,
        reason="" if pot else said.reason,
        route="" if pot else said.route,
        reasons=said.reasons,
    )
    conclude(row, [rules.Word(one.word) for one in (*before, made)], pot, by, at)
    return made


def checked_pot(row: Request, said: Said) -> Pot:
    """The source the money comes from: named, of the right currency and purpose, with enough left."""
    pot = said.pot
    if pot is None:
        raise Refused(Decision.refuse(Reason("no_pot", N_("Choose the source the money comes from."))))
    require(allowed(pot.currency == row.currency, "other_currency", N_("This source is kept in another currency.")))
    require(check_spend(pot.purposes, row.item, stand(pot).free, said.amount or Decimal(0)))
    return pot


def conclude(row: Request, words: list[rules.Word], pot: Pot | None, by: Actor, at: datetime) -> None:
    """Write where the request stands now; an approval reserves the money."""
    pack = pack_of(row.case)
    state = rules.outcome(words, rules.people_needed(pack, pack.calendar.local_date(row.at)))
    if state is rules.State.WAITING:
        return
    if state is rules.State.APPROVED and pot is not None:
        amount = Opinion.objects.filter(request=row).latest("recorded_at").amount or Decimal(0)
        post(deed="promise", pot=pot, sides=[(RESERVED, amount), (PROMISED, -amount)], by=by, at=at)
    Request.objects.filter(id=row.id).update(state=state, version=F("version") + 1)
