"""What every write shares: the country, coded values, an optimistic step, an entry of the timeline where the writer may make one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import F, Model, QuerySet

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, Stale, require
from dayaq.core.pack import Pack, load
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record
from dayaq.respond.casefile.queries import Case, writes_of

Row = TypeVar("Row", bound=Model)


def home() -> Pack:
    """The country whose law holds."""
    return load(settings.HOME_PACK)


def day_of(at: datetime) -> Any:
    """The country's day of a moment."""
    return home().calendar.local_date(at)


def coded(**given: Any) -> None:
    """Refuse a code that is in no list: ``coded(justice_origin="proactive", technique=[...])``; empty is always allowed."""
    for name, value in given.items():
        codes: Iterable[str] = [value] if isinstance(value, str) else value or ()
        for code in codes:
            if code and code not in home().codes[name].items:
                raise_unknown(name)


def raise_unknown(name: str) -> None:
    """Refuse with the name of the list."""
    require(Decision.refuse(Reason("unknown_code", N_("Choose from the list: %(list)s."), {"list": home().codes[name].label})))


def written(by: Actor) -> dict[str, Any]:
    """Columns that say who wrote a row."""
    return {"by": by.user_id, "organisation": by.organisation_id}


def step(row: Row, version: int, **columns: Any) -> Row:
    """Write columns and the next version; Stale when somebody was faster."""
    if not QuerySet(type(row)).filter(pk=row.pk, version=version).update(version=F("version") + 1, **columns):
        raise Stale
    row.refresh_from_db()
    return row


def once(row: Row, empty: str, **columns: Any) -> Row:
    """Write columns of a row that has none of them yet; Stale when somebody was faster."""
    if not QuerySet(type(row)).filter(pk=row.pk, **{f"{empty}__isnull": True}).update(**columns):
        raise Stale
    row.refresh_from_db()
    return row


def noted(case: Case, kind: str, by: Actor, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """Write the entry of the timeline where the writer reaches the core of the case."""
    if Group.G1 in writes_of(case.id):
        record(case=case, kind=f"justice.{kind}", by=by, at=at, facts=facts)
