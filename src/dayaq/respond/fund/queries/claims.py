"""Claims of a case: claimed, awarded, in fact paid; what the fund would fill; which ways are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from dayaq.core.decision import Decision
from dayaq.core.money import Money
from dayaq.core.pack.schema.fund import FundFile
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.fund.models import Claim, Payment
from dayaq.respond.fund.queries.money import standing
from dayaq.respond.fund.rules import compensation
from dayaq.respond.residence.queries import OpenClaim

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """What one claim came to."""

    claimed: Decimal
    awarded: Decimal | None  # None: not decided yet
    paid: Decimal
    by_fund: Decimal


def sums(claim: Claim) -> Sums:
    """Claimed, last award, paid."""
    awards = sorted(claim.awards.all(), key=lambda one: (one.at, one.recorded_at))
    paid = list(claim.payments.all())
    return Sums(
        claim.amount,
        awards[-1].amount if awards else None,
        sum((one.amount for one in paid), ZERO),
        sum((one.amount for one in paid if one.payer == compensation.FROM_THE_FUND), ZERO),
    )


def ways(case: Case, now: datetime) -> list[dict[str, Any]]:
    """Every way to compensation with whether it is open and why."""
    pack = pack_of(case)
    found = compensation.routes(pack, standing(case), pack.calendar.local_date(now))
    return [{"code": code, "label": label(pack, f"codes.claim_route.{code}"), "decision": decision} for code, decision in found.items()]


def claims(case: Case) -> list[Claim]:
    """The claims of a case, the newest first."""
    return list(Claim.objects.filter(case=case).prefetch_related("awards", "payments").order_by("-at", "id"))


def compensation_rows(case: Case) -> list[dict[str, Any]]:
    """Claims in words with their sums and what the fund would fill."""
    pack = pack_of(case)
    return [claim_row(one, pack) for one in claims(case)]


def claim_row(one: Claim, pack: Any) -> dict[str, Any]:
    """One claim in words."""
    total = sums(one)
    return {
        "row": one,
        "route": label(pack, f"codes.claim_route.{one.route}"),
        "damage": label(pack, f"codes.claim_damage.{one.damage}"),
        "end": label(pack, f"codes.claim_end.{one.ended_why}") if one.ended_why else "",
        "claimed": Money(total.claimed, one.currency),
        "awarded": Money(total.awarded, one.currency) if total.awarded is not None else None,
        "paid": Money(total.paid, one.currency),
        "left": Money(max((total.awarded if total.awarded is not None else total.claimed) - total.paid, ZERO), one.currency),
        "departure": compensation.departed(pack, one.route, attorney=one.attorney_since is not None),
    }


def filling(case: Case, now: datetime) -> compensation.Fill | None:
    """What the fund would add to the damages of this case; None where nothing is claimed from others."""
    pack = pack_of(case)
    rule = pack.area(FundFile).filling
    mine = [one for one in claims(case) if one.route != compensation.FROM_THE_FUND and one.currency == pack.currency]
    if not mine:
        return None
    found = [sums(one) for one in mine]
    damage = sum((one.awarded if one.awarded is not None else one.claimed for one in found), ZERO)
    fund = given_by_fund(case, pack.currency) + sum((one.by_fund for one in found), ZERO)
    others = sum((one.paid - one.by_fund for one in found), ZERO)
    rule = rule if rule is not None and rule.in_force(pack.calendar.local_date(now)) else None
    return compensation.fill(rule, damage, others, fund)


def given_by_fund(case: Case, currency: str | None) -> Decimal:
    """What the fund paid for damage itself."""
    rows = Payment.objects.filter(case=case, item="compensation", currency=currency or "", reversed_at__isnull=True)
    return sum(rows.values_list("amount", flat=True), ZERO)


def open_claims(case: Case) -> list[Claim]:
    """Claims that run, and claims with an award not paid in full: a reason to alert whoever plans a removal."""
    return [one for one in claims(case) if one.ended_at is None]


def running_claims(case: Case) -> list[OpenClaim]:
    """The same, as an alert before a removal wants them: wages are told apart from other damages."""
    kinds = {"fund": "fund", "state": "compensation"}
    return [OpenClaim("wages" if one.damage == "wages" else kinds.get(one.route, "damages"), one.at, one.id) for one in open_claims(case)]


def route_open(case: Case, route: str, now: datetime) -> Decision | None:
    """Whether a way is open for this case; None where the country has no such way."""
    pack = pack_of(case)
    return compensation.routes(pack, standing(case), pack.calendar.local_date(now)).get(route)
