"""The ledger: balances by account, by source and by day; bookings; gifts; the statement of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from dayaq.core.pack import Pack
from dayaq.core.period import Period
from dayaq.respond.casefile.queries import label
from dayaq.respond.fund.models import Announced, Gift, Journal, Line, Pot
from dayaq.respond.fund.rules.ledger import FIXED, KINDS, RESERVED, ZERO, Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """What one source has, what of it is promised, what is free."""

    has: Decimal
    promised: Decimal

    @property
    def free(self) -> Decimal:
        """What may still be approved from it."""
        return self.has - self.promised


def lines(organisation: UUID, until: datetime | None = None) -> QuerySet[Line]:
    """The lines of a body's ledger, all or those booked before a moment."""
    rows = Line.objects.filter(organisation=organisation)
    return rows.filter(journal__at__lt=until) if until else rows


def stand(pot: Pot, until: datetime | None = None) -> Standing:
    """How a source stands, now or at a moment."""
    rows = lines(pot.organisation, until).filter(pot=pot)
    found = rows.aggregate(has=Sum("amount", filter=Q(account__kind=Kind.ASSET)), promised=Sum("amount", filter=Q(account__code=RESERVED)))
    return Standing(found["has"] or ZERO, found["promised"] or ZERO)


def money_in(pot: Pot, account: str) -> Decimal:
    """What of a source lies in one account."""
    return lines(pot.organisation).filter(pot=pot, account__code=account).aggregate(sum=Sum("amount"))["sum"] or ZERO


def balances(organisation: UUID, pack: Pack, until: datetime | None = None) -> list[dict[str, Any]]:
    """Every account and currency with its balance, by kind."""
    rows = lines(organisation, until).values("account__code", "account__kind", "currency").annotate(balance=Sum("amount"))
    order = list(Kind)
    found = sorted(rows, key=lambda row: (order.index(Kind(row["account__kind"])), row["account__code"], row["currency"]))
    return [
        {
            "code": row["account__code"],
            "name": account_words(row["account__code"], pack),
            "kind": gettext(KINDS[Kind(row["account__kind"])]),
            "currency": row["currency"],
            "balance": row["balance"],
        }
        for row in found
    ]


def account_words(code: str, pack: Pack) -> str:
    """An account in words: a fixed one, or income and use by the words of the pack."""
    if code in FIXED:
        return gettext(FIXED[code][1])
    kind, _, item = code.partition(".")
    codes = "fund_source" if kind == "income" else "fund_item"
    return label(pack, f"codes.{codes}.{item}")


def pots(organisation: UUID) -> QuerySet[Pot]:
    """Sources that are not closed."""
    return Pot.objects.filter(organisation=organisation, closed_at__isnull=True).order_by("source", "name")


def pot_rows(organisation: UUID, pack: Pack, until: datetime | None = None) -> list[dict[str, Any]]:
    """Sources with what they have, what is promised and what is free."""
    return [
        {
            "pot": pot,
            "source": label(pack, f"codes.fund_source.{pot.source}"),
            "purposes": [label(pack, f"codes.fund_item.{item}") for item in pot.purposes],
            "stand": stand(pot, until),
        }
        for pot in pots(organisation)
    ]


def journals(organisation: UUID, *, deed: str = "", pot: str = "", text: str = "") -> QuerySet[Journal]:
    """Bookings with their lines, the newest first."""
    rows = Journal.objects.filter(organisation=organisation).prefetch_related("lines__account", "lines__pot").select_related("reverses")
    if deed:
        rows = rows.filter(deed=deed)
    if pot:
        rows = rows.filter(lines__pot_id=UUID(pot)).distinct()
    if text:
        number = Q(number=int(text)) if text.isdecimal() and len(text) < 10 else Q()
        rows = rows.filter(Q(text__icontains=text) | number) if not number else rows.filter(number | Q(text__icontains=text))
    return rows.order_by("-number")


def gifts(organisation: UUID) -> QuerySet[Gift]:
    """Gifts in kind with how many pieces are left, the newest first."""
    given = Coalesce(Sum("hand_outs__quantity"), Value(0))
    return (
        Gift.objects.filter(organisation=organisation)
        .annotate(left=F("quantity") - given)
        .select_related("pot", "journal")
        .order_by("-at", "id")
    )


def left_of(gift: Gift) -> int:
    """How many pieces of a gift are left."""
    given: int = gift.hand_outs.aggregate(sum=Sum("quantity"))["sum"] or 0
    return gift.quantity - given


def announced(organisation: UUID) -> QuerySet[Announced]:
    """Income said to be on its way and not booked yet."""
    return Announced.objects.filter(organisation=organisation, journal__isnull=True).order_by("at", "id")


def statement(organisation: UUID, pack: Pack, year: int, currency: str) -> dict[str, Any]:
    """A year of the fund in one currency: opening, income by source, use by need, closing, and what is promised."""
    first, end = Period.year(year).moments(pack.calendar)
    within = lines(organisation).filter(journal__at__gte=first, journal__at__lt=end, currency=currency)
    opening, closing = (has(organisation, currency, moment) for moment in (first, end))
    return {
        "year": year,
        "currency": currency,
        "opening": opening,
        "closing": closing,
        "income": by_account(within, Kind.INCOME, pack, turn=-1),
        "used": by_account(within, Kind.EXPENSE, pack),
        "promised": lines(organisation, end).filter(currency=currency, account__code=RESERVED).aggregate(sum=Sum("amount"))["sum"] or ZERO,
    }


def has(organisation: UUID, currency: str, until: datetime) -> Decimal:
    """All the fund had at a moment."""
    rows = lines(organisation, until).filter(account__kind=Kind.ASSET, currency=currency)
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


def by_account(rows: QuerySet[Line], kind: Kind, pack: Pack, turn: int = 1) -> Mapping[str, Decimal]:
    """Sums of the accounts of a kind by their words; ``turn`` -1 shows income as a positive number."""
    found = rows.filter(account__kind=kind).values_list("account__code").annotate(sum=Sum("amount")).order_by("account__code")
    return {account_words(code, pack): amount * turn for code, amount in found if amount}


def years(organisation: UUID, pack: Pack) -> list[int]:
    """Years in which something was booked, the newest first."""
    moments = Journal.objects.filter(organisation=organisation).values_list("at", flat=True)
    return sorted({pack.calendar.local_date(at).year for at in moments}, reverse=True)
