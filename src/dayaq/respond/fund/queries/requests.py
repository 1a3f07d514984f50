"""Requests as the fund sees them: the list, what waits for whom, what is to be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, IntegerField, QuerySet, When
from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import organisation, tied
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.fund import FundFile
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.fund import access
from dayaq.respond.fund.models import Opinion, Payment, Request
from dayaq.respond.fund.rules.approval import Sides, State, Word, may_say, share


@dataclass(frozen=True, slots=True)
class Keeper:
    """The unit that keeps the fund, and its organisation."""

    unit: UUID
    organisation: UUID


def keeper(pack: Pack) -> Keeper | None:
    """The unit of the body that keeps the fund in this country; the first of them where several do."""
    for code in pack.bodies_meant(pack.area(FundFile).kept_by):
        body = organisation(code)
        unit = body.units.filter(active=True).order_by("code").first() if body is not None and body.active else None
        if body is not None and unit is not None:
            return Keeper(unit.id, body.id)
    return None


def requests(actor: Actor, *, state: str = "", item: str = "", urgent: str = "", disputed: str = "") -> QuerySet[Request]:
    """Requests to the actor's fund, those that wait first: the urgent and the oldest of them; then the newest. Filters as in the address."""
    rows = Request.objects.filter(fund=actor.organisation_id)
    if state:
        rows = rows.filter(state=state)
    if item:
        rows = rows.filter(item=item)
    if urgent:
        rows = rows.filter(urgent=True)
    if disputed:
        rows = rows.filter(outside_purpose=True)
    waits = Case(When(state=State.WAITING, then=0), When(state=State.APPROVED, then=1), default=2, output_field=IntegerField())
    since = Case(When(state__in=(State.WAITING, State.APPROVED), then="at"))
    return rows.annotate(waits=waits, since=since).order_by("waits", "-urgent", "since", "-at", "id")


def opinions(request: Request) -> list[Opinion]:
    """The words on a request in their order."""
    return list(Opinion.objects.filter(request=request).order_by("at", "recorded_at"))


def deciding(request: Request, actor: Actor, at: datetime) -> Decision:
    """Whether the actor may say a word on this request now."""
    role = access.may_decide(actor, request.fund)
    if not role.ok:
        return role
    earlier = {word.by for word in opinions(request)}
    sides = Sides(request.by, request.organisation, actor.user_id, tied(actor.user_id, at), earlier)
    return may_say(sides)


def approved(request: Request) -> tuple[Decimal, UUID] | None:
    """The sum that was approved and the source it comes from; None before that."""
    words = [word for word in opinions(request) if word.word == Word.APPROVE]
    if request.state not in {State.APPROVED, State.PAID} or not words:
        return None
    amount, pot = words[-1].amount, words[-1].pot
    return (amount, pot) if amount is not None and pot is not None else None


def instalments(request: Request) -> list[dict[str, Any]]:
    """Each instalment of an approved request: its sum, and its payment if it was made."""
    found = approved(request)
    if found is None:
        return []
    made = {row.instalment: row for row in Payment.objects.filter(request=request, reversed_at__isnull=True).select_related("receipt")}
    return [
        {"number": number, "amount": share(found[0], request.instalments, number), "payment": made.get(number)}
        for number in range(1, request.instalments + 1)
    ]


def waiting_for(actor: Actor) -> dict[str, int]:
    """What waits in the actor's fund, in numbers."""
    rows = requests(actor)
    return {
        "decide": rows.filter(state=State.WAITING).count(),
        "urgent": rows.filter(state=State.WAITING, urgent=True).count(),
        "pay": rows.filter(state=State.APPROVED).count(),
        "disputed": rows.filter(outside_purpose=True).count(),
    }


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today: what waits for a word of the fund, what it approved and has not paid yet."""
    if not actor.may(access.WORKS):
        return []
    n, url = waiting_for(actor), reverse("fund:requests")
    return [
        Tile(N_("requests to the fund to decide"), n["decide"], f"{url}?state={State.WAITING}", "amber" if n["decide"] else "neutral"),
        Tile(N_("requests to the fund to pay"), n["pay"], f"{url}?state={State.APPROVED}", "amber" if n["pay"] else "neutral"),
    ]


def home() -> Pack:
    """The country of this installation."""
    return load(settings.HOME_PACK)
