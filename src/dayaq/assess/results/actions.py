"""Letting tables out, and recording what others have printed about the same people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.results.access import may_release
from dayaq.assess.results.models import Release
from dayaq.assess.results.queries import left, split_leaving
from dayaq.assess.results.rules.ledger import content, counted, fingerprint
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, require
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.relations import Release as Printed

EMPTY = N_("There is nothing that could leave.")
CONTRADICTS = N_("These numbers cannot be: two different ones stand for the same people.")


def let_out(*, assessment: Assessment, title: str, kind: str = "report", by: Actor, at: datetime) -> Release:
    """All items as they leave today, entered in the ledger; Refused when nothing does."""
    require(may_release(by))
    found = left(assessment)
    stored = content(found.items.values(), found.tables)
    if not stored["items"] and not stored["tables"]:
        raise Refused(Decision.refuse(Reason("results.empty", EMPTY)))
    return _enter(assessment, title, kind, stored, by, at)


def let_split_out(*, assessment: Assessment, code: str, by_property: str, title: str, by: Actor, at: datetime) -> Release:
    """An item split by a property as it leaves, entered in the ledger; Refused with the reasons when it may not."""
    require(may_release(by))
    found = split_leaving(assessment, code, by_property)
    if found.refused:
        raise Refused(Decision.refuse(*found.refused))
    where = {"country": assessment.countries[0]} if len(assessment.countries) == 1 else {}
    return _enter(assessment, title, "table", content((), [Printed(table, where) for table in found.tables]), by, at)


def record_printed(
    *, assessment: Assessment, title: str, lines: Sequence[tuple[Mapping[str, str], int]], by: Actor, at: datetime
) -> Release:
    """Counts of the same people that somebody printed elsewhere: (groups, number), groups empty for all of them."""
    require(may_release(by))
    keys = [frozenset(groups.items()) for groups, _ in lines]
    if not lines or len(set(keys)) < len(keys):
        raise Refused(Decision.refuse(Reason("results.twice", CONTRADICTS) if lines else Reason("results.empty", EMPTY)))
    dims = sorted({dim for groups, _ in lines for dim in groups})
    return _enter(assessment, title, "elsewhere", content((), [counted(dims, lines, title)]), by, at)


def _enter(assessment: Assessment, title: str, kind: str, stored: Mapping[str, Any], by: Actor, at: datetime) -> Release:
    return Release.objects.create(
        id=uuid4(),
        assessment=assessment,
        title=title[:200],
        kind=kind,
        content=dict(stored),
        sha256=fingerprint(stored),
        at=at,
        by=by.user_id,
    )
