"""What all acts of a house share: whose row it is, the timeline where it may be written, a version that still stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import tied
from dayaq.base.accounts.rules import one_side_only
from dayaq.core.decision import Decision, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import writes_of
from dayaq.respond.shelter.queries.words import home


def written(by: Actor) -> dict[str, UUID]:
    """Whose row it is."""
    return {"organisation": by.organisation_id, "unit": by.unit_id, "by": by.user_id}


def today(at: datetime) -> date:
    """The day of a moment in the country."""
    return home().calendar.local_date(at)


def listed(name: str, *codes: str) -> None:
    """Refuse a code that is not on the pack's list."""
    items = home().codes[name].items
    require(allowed(all(code in items for code in codes), "unknown_code", N_("Choose from the list.")))


def told(case: Any, verb: str, *, by: Actor, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """Write an entry of the timeline, codes only and never a place, where the house may write the case at all."""
    if writes_of(case.id) & Group.G1:
        casefile.record(case=case, kind=f"shelter.{verb}", by=by, at=at, facts=facts)


def one_side(by: Actor, other: UUID, at: datetime) -> Decision:
    """Nobody looks at the own body, nor at one he or she has a tie to. A22."""
    if other == by.organisation_id:
        return one_side_only(acting_for=None, other_side=other, tied={other})
    return one_side_only(acting_for=by.organisation_id, other_side=other, tied=tied(by.user_id, at))
