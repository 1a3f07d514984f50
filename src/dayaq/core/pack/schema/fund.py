"""fund.yaml: who keeps the fund, what it pays for, how many approve, where its money comes from, routes of compensation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes
from dayaq.core.pack.schema.bodies import Selector
from dayaq.core.pack.schema.entitlements import AmountOfMoney


class Item(Binding):
    """One need the fund may be asked for; its label stands in the list ``fund_item``.

    ``in_purpose`` false: documents or people dispute that this is what the fund is for; it is not forbidden, it is shown.
    ``most`` is the highest sum of one request; ``entitlement`` the right whose statuses open it (none: everybody).
    """

    in_purpose: bool = True
    most: AmountOfMoney | None = None
    entitlement: Code | None = None
    urgent: bool = False


class Approval(Binding):
    """How many different people must say yes before money leaves; never fewer than two."""

    people: Annotated[int, Field(ge=2, le=5)]


class Source(Binding):
    """Where money may come from by law; ``in_practice`` false: written in the law and not applied so far."""

    in_practice: bool = True


class Route(Binding):
    """One way to compensation; its label stands in the list ``claim_route``. ``statuses``: any of them is needed, empty: none."""

    statuses: Codes = ()
    payer: Code
    ends_on_departure: bool = False


class Filling(Binding):
    """How the fund stands to damages: it fills what the offender's assets do not cover, up to ``share`` percent of the damage."""

    order: Literal["damages_first", "fund_first"]
    share: Annotated[int, Field(ge=0, le=100)] = 100
    most: AmountOfMoney | None = None


class FundFile(AreaFile):
    """The whole of fund.yaml; ``allowance`` names the entitlement that is owed by law again and again."""

    kept_by: tuple[Selector, ...] = ()
    allowance: Code | None = None
    items: Mapping[Code, Item] = {}
    approval: Approval | None = None
    sources: Mapping[Code, Source] = {}
    routes: Mapping[Code, Route] = {}
    filling: Filling | None = None
