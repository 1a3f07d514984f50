"""What belongs to one user: searches kept, how far one has read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casework.models import Look, SavedSearch
from dayaq.respond.casework.queries import KEPT_FILTERS


def keep_search(*, filters: Mapping[str, str], shared: bool, by: Actor) -> SavedSearch:
    """Keep filters of the case list: codes only, neither what was typed into a search nor the code of a case."""
    chosen = {name: value for name, value in filters.items() if name in KEPT_FILTERS and value}
    require(allowed(bool(chosen), "no_filters", N_("Choose at least one filter, then keep the search.")))
    SavedSearch.objects.filter(by=by.user_id, filters=chosen).delete()
    return SavedSearch.objects.create(by=by.user_id, unit=by.unit_id, shared=shared, filters=chosen)


def forget_search(*, row: SavedSearch, by: Actor) -> None:
    """Drop one's own search."""
    require(allowed(row.by == by.user_id, "not_yours", N_("Only whoever kept it drops it.")))
    row.delete()


def mark_seen(*, cases: list[UUID], by: Actor, at: datetime) -> None:
    """What happened on these cases until now was read."""
    known = set(Look.objects.filter(case_id__in=cases).values_list("case_id", flat=True))
    Look.objects.filter(case_id__in=known).update(at=at)
    for case in set(cases) - known:
        Look.objects.create(by=by.user_id, case_id=case, at=at)
