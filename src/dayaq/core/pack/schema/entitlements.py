"""entitlements.yaml: what a person has a right to, by status, with amounts in force by date."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dayaq.core.pack.schema.base import Binding, Code, Codes, Entry, Text


def _decimal(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Decimal(str(value)) if whole or isinstance(value, float) else value


AmountOfMoney = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, decimal_places=2)]
Periodicity = Literal["once", "monthly", "by_need"]


class Amount(Binding):
    """A sum of money in force in a time, in the pack's currency."""

    value: AmountOfMoney


class Entitlement(Binding):
    """A right or a service. ``statuses`` opens it: any one of them; empty means everybody, from the first minute."""

    label: Text
    kind: Literal["service", "money", "legal", "residence", "protection"]
    statuses: Codes
    conditional_on_cooperation: bool = False
    consent_needed: bool = True
    law_periodicity: Periodicity | None = None
    practice_periodicity: Periodicity | None = None
    amounts: tuple[Amount, ...] = ()
    clock: Code | None = None
    providers: tuple[str, ...] = ()
    items: Mapping[Code, Text] = {}
    practice: Text | None = None


class EntitlementsFile(Entry):
    """The whole of entitlements.yaml."""

    entitlements: Mapping[Code, Entitlement]
