"""Money in the currency it was paid in, with printed conversions kept beside it, never worked out again.

Reports print conversions that contradict each other (the same 400 manat at two rates, one of them
upside down), so a conversion is a quotation with its source: it is stored as printed and only compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
NO_CURRENCY = "XXX"  # ISO 4217 names three X where no currency is meant: a country pack without one
NARROW_SPACE = "\u202f"


def _exact(amount: Decimal, currency: str) -> None:
    if not isinstance(amount, Decimal) or not amount.is_finite():
        raise TypeError(f"an amount is a finite Decimal, not {amount!r}")
    if not _CURRENCY.fullmatch(currency):
        raise ValueError(f"{currency!r} is no currency code of three capital letters")


@dataclass(frozen=True, slots=True)
class Printed:
    """The same sum in another currency, as a source printed it."""

    amount: Decimal
    currency: str
    source: str

    def __post_init__(self) -> None:
        _exact(self.amount, self.currency)
        if not self.source:
            raise ValueError("a printed conversion names its source")


def plain(amount: Decimal, decimal_mark: str = ".", group_mark: str = NARROW_SPACE) -> str:
    """A sum without its currency: "1 200", "12.50"; whole amounts without decimals, others with at least two."""
    number = f"{amount:,f}"
    if amount == amount.to_integral_value():
        number = f"{amount.to_integral_value():,f}"
    elif amount == amount.quantize(Decimal("0.01")):
        number = f"{amount:,.2f}"
    marks = str.maketrans({",": group_mark, ".": decimal_mark})
    return number.translate(marks)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency. Sums exist within a currency only and carry no printed conversion."""

    amount: Decimal
    currency: str
    printed: tuple[Printed, ...] = ()

    def __post_init__(self) -> None:
        _exact(self.amount, self.currency)
        if any(other.currency == self.currency for other in self.printed):
            raise ValueError(f"a conversion of {self.currency} is in another currency")

    def as_printed(self, amount: Decimal, currency: str, source: str) -> Money:
        """This sum with one more conversion quoted beside it."""
        return replace(self, printed=(*self.printed, Printed(amount, currency, source)))

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.amount * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount < other.amount

    def _same_currency(self, other: Money) -> None:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} are not added or compared")

    def rounded(self, places: int = 2) -> Money:
        """To ``places`` decimals, halves to even; printed conversions stay as printed."""
        return replace(self, amount=self.amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))

    def text(self, decimal_mark: str = ".", group_mark: str = NARROW_SPACE) -> str:
        """ "1 200 AZN", "12.50 AZN": whole amounts without decimals, others with at least two."""
        return f"{plain(self.amount, decimal_mark, group_mark)} {self.currency}"

    def __str__(self) -> str:
        return self.text()
