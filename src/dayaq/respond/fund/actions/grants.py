"""Grants to bodies that help: asked for, and what came of it. No person and no case stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Stale, allowed, require
from dayaq.core.money import Money
from dayaq.core.words import N_
from dayaq.respond.fund.access import may_work
from dayaq.respond.fund.models import Grant
from dayaq.respond.fund.queries.requests import home
from dayaq.respond.shelter.queries import standings
from dayaq.respond.shelter.rules import may_be_granted_money

HOUSING = "shelter"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGrant:
    """Which body is to get how much, what for, and who is asked for it."""

    provider: UUID
    purpose: str
    asked_of: str
    amount: Decimal
    currency: str


def ask_grant(*, new: NewGrant, by: Actor, at: datetime) -> Grant:
    """Record that a grant for a body was asked for (SHE-08, LEG-02). Basis: in pack az THB Law, Article 10."""
    require(may_work(by))
    listed(fund_grant=new.purpose, fund_grant_giver=new.asked_of)
    require(allowed(new.amount > 0, "no_amount", N_("Write an amount above zero.")))
    Money(new.amount, new.currency)  # a currency of three capital letters, or ValueError
    facts = {name: getattr(new, name) for name in NewGrant.__slots__}
    return Grant.objects.create(at=at, organisation=by.organisation_id, by=by.user_id, **facts)


def decide_grant(
    *,
    grant: Grant,
    outcome: str,
    version: int,
    by: Actor,
    at: datetime,
    given: Decimal | None = None,
    reason: str = "",
    happened: bool = False,
) -> Grant:
    """Record what came of it. A grant for housing asks how the body's accreditations stand that day (SHE-08).

    ``happened``: it was given already although the rules ask for an accreditation first; it is kept as a breach.
    Basis: in pack az practice (an accreditation before grants).
    """
    require(may_work(by))
    require(allowed(outcome in ("granted", "refused"), "unknown_outcome", N_("Choose from the list.")))
    require(allowed(at >= grant.at, "order", N_("The dates do not follow each other.")))
    columns: dict[str, Any] = {"outcome": outcome, "decided_at": at, "decided_by": by.user_id}
    if outcome == "refused":
        listed(fund_grant_refusal=reason)
        columns["reason"] = reason
    else:
        require(allowed(given is not None and given > 0, "no_amount", N_("Write an amount above zero.")))
        lawful = accredited(grant, at)
        if not happened:
            require(lawful)
        columns |= {"given": given, "breach": "" if lawful.ok else "accreditation_first"}
    rows = Grant.objects.filter(id=grant.id, version=version, outcome="")
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale
    grant.refresh_from_db()
    return grant


def accredited(grant: Grant, at: datetime) -> Decision:
    """Whether the rules let this body have money for housing on that day; for other purposes nothing is asked."""
    if grant.purpose != HOUSING:
        return Decision.allow()
    day = home().calendar.local_date(at)
    return may_be_granted_money(home(), day, list(standings(grant.provider, day).values()))


def listed(**codes: str) -> None:
    """Codes of the pack's lists."""
    known = all(code in home().codes[name].items for name, code in codes.items())
    require(allowed(known, "unknown_code", N_("Choose from the list.")))
