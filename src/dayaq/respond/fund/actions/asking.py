"""Asking the fund for a person, and taking it back; the end of the reintegration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.money import NO_CURRENCY
from dayaq.core.words import N_
from dayaq.respond.casefile.actions.opening import fresh_code
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.fund.access import may_ask, may_claim
from dayaq.respond.fund.models import Reintegration, Request
from dayaq.respond.fund.queries.money import standing
from dayaq.respond.fund.queries.requests import keeper
from dayaq.respond.fund.rules import approval as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What is asked for: a need of the pack's list, an amount, in how many parts."""

    item: str
    amount: Decimal
    agreed: bool  # the person agrees that the fund sees code, status and money
    urgent: bool = False
    instalments: int = 1
    detail: str = ""
    language: str = "en"


@transaction.atomic
def ask(*, case: Case, new: NewRequest, by: Actor, at: datetime) -> Request:
    """Ask the fund. It sees the core and the money part of this case from now on, nothing else (FND-04, FND-05).

    Basis: in pack az THB Law, Articles 22 and 23; Rules of the National Referral Mechanism, 3.6 and 3.7.
    """
    require(may_ask(by, writes_of(case.id)))
    require(allowed(new.agreed, "agreed", N_("The fund is asked only when the person agrees that it sees code, status and money.")))
    pack = pack_of(case)
    day = pack.calendar.local_date(at)
    require(rules.check_ask(pack, new.item, new.amount, standing(case), day))
    return Request.objects.create(
        case=case,
        organisation=by.organisation_id,
        unit=by.unit_id,
        by=by.user_id,
        at=at,
        fund=shown_to_fund(case, at),
        item=new.item,
        amount=new.amount,
        currency=pack.currency or NO_CURRENCY,
        instalments=new.instalments,
        urgent=new.urgent,
        outside_purpose=rules.outside_purpose(pack, new.item, day),
        detail=new.detail,
        language=new.language,
    )


def shown_to_fund(case: Case, at: datetime) -> UUID:
    """Let the fund see what it decides on, on a consent that is kept and can be taken back; return the fund's organisation.

    Refused where no fund may know of this person.
    """
    pack = pack_of(case)
    fund, shown = keeper(pack), False
    if fund is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT guard.fund_ask(%s, %s, %s, %s)", [case.id, fund.unit, fresh_code(pack), at])
            shown = bool(cursor.fetchone()[0])
    if fund is None or not shown:
        text = N_(
            "The fund cannot be asked for this person: nobody works there, or the file is closed to the State. Other help stays open."
        )
        raise Refused(Decision.refuse(Reason("no_fund", text)))
    return fund.organisation


def withdraw(*, request: Request, by: Actor, at: datetime) -> None:
    """Take a request back before it is decided."""
    require(may_ask(by, writes_of(request.case_id)))
    require(allowed(request.organisation == by.organisation_id, "not_yours", N_("Only the body that asked takes it back.")))
    rows = Request.objects.filter(id=request.id, state=rules.State.WAITING)
    if not rows.update(state=rules.State.WITHDRAWN, withdrawn_at=at, version=F("version") + 1):
        raise Stale


def end_reintegration(*, case: Case, on: date, by: Actor, at: datetime) -> Reintegration:
    """The reintegration is over: from this day the law owes no further month."""
    del at
    require(may_claim(by, writes_of(case.id)))
    require(allowed(not Reintegration.objects.filter(case=case).exists(), "over", N_("The end of the reintegration is recorded already.")))
    return Reintegration.objects.create(case=case, organisation=by.organisation_id, by=by.user_id, ended_on=on)
