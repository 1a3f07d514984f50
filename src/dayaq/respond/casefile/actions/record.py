"""The timeline of a case: one entry for whatever happened, codes and ids only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import require
from dayaq.respond.casefile.access import may_write
from dayaq.respond.casefile.models import Case, TimelineEvent
from dayaq.respond.casefile.queries import writes_of


def record(*, case: Case, kind: str, by: Actor, at: datetime, facts: Mapping[str, Any] | None = None) -> TimelineEvent:
    """Write one entry: ``kind`` is "area.verb", ``facts`` holds codes and ids, never a story or a name."""
    area, _, verb = kind.partition(".")
    if not (area and verb):
        raise ValueError(f"a kind is area.verb, not {kind!r}")
    return TimelineEvent.objects.create(
        case=case, kind=kind, at=at, organisation=by.organisation_id, by=by.user_id, facts=dict(facts or {})
    )


def writing(case: Case, group: Group, by: Actor) -> None:
    """Refuse unless ``by`` may write this group of this case."""
    require(may_write(by, group, writes_of(case.id)))
