"""Claims for compensation: filed, decided, in fact paid, ended. Lawyers and case workers use these verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.money import NO_CURRENCY, Printed
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.fund.access import may_claim
from dayaq.respond.fund.models import Award, Claim, ClaimPayment
from dayaq.respond.fund.queries.claims import route_open
from dayaq.respond.fund.queries.mediation import mediation as mediated
from dayaq.respond.residence.actions import end_alert, raise_alert
from dayaq.respond.residence.queries import alerts_about, file_of

MEDIATED = "wage_mediation"
AWARDED = ("awarded", "part", "settled", "rejected")


def file_claim(
    *,
    case: Case,
    route: str,
    damage: str,
    amount: Decimal,
    currency: str = "",
    by: Actor,
    at: datetime,
    attorney_since: date | None = None,
    happened: bool = False,
    mediation: UUID | None = None,
) -> Claim:
    """File a claim by one way. A way that needs recognition is refused while it is planned, and recorded when it ``happened``.

    Basis: in pack az Criminal Procedure Code, Articles 190 and 191; THB Law, Article 23 (FND-07, LEG-06, LEG-07).
    """
    require(may_claim(by, writes_of(case.id)))
    pack = pack_of(case)
    known = route in pack.codes["claim_route"].items and damage in pack.codes["claim_damage"].items
    require(allowed(known and amount > 0, "no_claim", N_("Choose the way and what it is for, and write an amount above zero.")))
    fits = mediation is None or (route == MEDIATED and mediated(mediation) is not None)
    require(allowed(fits, "no_mediation", N_("Only a claim by mediation of wages belongs to a mediation of your body.")))
    found = route_open(case, route, at)
    require(allowed(found is not None or happened, "no_way", N_("This country has no such way to compensation on that day.")))
    if found is not None and not happened:
        require(found)
    claim = Claim.objects.create(
        case=case,
        organisation=by.organisation_id,
        by=by.user_id,
        at=at,
        route=route,
        damage=damage,
        amount=amount,
        currency=currency or pack.currency or NO_CURRENCY,
        recognised=bool(found),
        attorney_since=attorney_since,
        mediation=mediation,
    )
    kind, alerts = alert_kind(route, damage), file_of(pack).claims
    if alerts is not None and kind in alerts.kinds:
        raise_alert(case=case, kind=kind, about=claim.id, by=by, at=at)  # a removal would cut the claim off
    return claim


def alert_kind(route: str, damage: str) -> str:
    """What the check before a removal calls this claim (LEG-07)."""
    return {"fund": "fund", "state": "compensation"}.get(route) or ("wages" if damage == "wages" else "damages")


def award(*, claim: Claim, outcome: str, amount: Decimal, by: Actor, at: datetime, printed: Sequence[Printed] = ()) -> Award:
    """Record what was decided or agreed; a rejection is an award of nothing. A later decision stands beside the earlier one."""
    require(may_claim(by, writes_of(claim.case_id)))
    require(allowed(outcome in AWARDED, "no_outcome", N_("Choose how it was decided.")))
    fits = amount == 0 if outcome == "rejected" else amount > 0
    require(allowed(fits, "no_amount", N_("A rejection is zero; anything else is above zero.")))
    return Award.objects.create(
        claim=claim,
        case_id=claim.case_id,
        organisation=by.organisation_id,
        by=by.user_id,
        at=at,
        outcome=outcome,
        amount=amount,
        currency=claim.currency,
        printed=as_printed(printed),
    )


def pay_claim(*, claim: Claim, amount: Decimal, payer: str, by: Actor, at: datetime, printed: Sequence[Printed] = ()) -> ClaimPayment:
    """Record what was in fact paid, by whom and when; also after the person left, also after the claim ended."""
    require(may_claim(by, writes_of(claim.case_id)))
    require(allowed(payer in pack_of(claim.case).codes["claim_payer"].items, "no_payer", N_("Choose who paid.")))
    require(allowed(amount > 0, "no_amount", N_("Write an amount above zero.")))
    return ClaimPayment.objects.create(
        claim=claim,
        case_id=claim.case_id,
        organisation=by.organisation_id,
        by=by.user_id,
        at=at,
        payer=payer,
        amount=amount,
        currency=claim.currency,
        printed=as_printed(printed),
    )


def give_attorney(*, claim: Claim, since: date, by: Actor, at: datetime) -> None:
    """Somebody holds a power of attorney: the claim goes on without the person, also from abroad (LEG-07)."""
    del at
    require(may_claim(by, writes_of(claim.case_id)))
    if not Claim.objects.filter(id=claim.id, version=claim.version).update(attorney_since=since, version=F("version") + 1):
        raise Stale
    claim.refresh_from_db()


def end_claim(*, claim: Claim, why: str, by: Actor, at: datetime) -> None:
    """The claim is over, with the reason from the list; payments may still come."""
    require(may_claim(by, writes_of(claim.case_id)))
    require(allowed(why in pack_of(claim.case).codes["claim_end"].items, "no_end", N_("Choose how the claim ended.")))
    if not Claim.objects.filter(id=claim.id, ended_at__isnull=True).update(ended_at=at, ended_why=why, version=F("version") + 1):
        raise Stale
    claim.refresh_from_db()
    for alert in alerts_about(claim.case, claim.id):
        end_alert(alert=alert, by=by, at=at)


def as_printed(printed: Sequence[Printed]) -> list[dict[str, Any]]:
    """Conversions as a source printed them: kept, never worked out again (two sources print two rates for one sum)."""
    return [{"amount": str(one.amount), "currency": one.currency, "source": one.source} for one in printed]
