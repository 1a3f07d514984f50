"""Keeping the register: what a pack says of its country, refreshing, rebuilding, cells contributed from outside."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import connection, connections

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.hotline import HotlineFile
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.count.register.rules import Contributed, DatasetInfo


def configure(*, pack: Pack, using: str = "owner") -> None:
    """Tell the guard what it cannot find in the files: time zone, country, threshold, undecided steps, topics, bands of ``pack``.

    The time zone decides to which day, and so to which year, an event belongs.
    """
    facts = {
        "timezone": pack.calendar.timezone,
        "country": pack.manifest.country or "",
        "threshold": str(pack.reports.threshold),
        "interim_steps": ",".join(interim_steps(pack)),
        "thb_topics": ",".join(thb_topics(pack)),
        "bands": json.dumps([[code, band.least, band.below] for code, band in pack.area(JusticeFile).bands.items()]),
    }
    with connections[using].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute("SELECT guard.configure(%s, %s::jsonb)", [pack.code, json.dumps(facts)])
        cursor.execute("RESET ROLE")


def thb_topics(pack: Pack) -> list[str]:
    """Topics of calls that stand, at any depth, under the one of trafficking."""
    root, known = pack.area(HotlineFile).thb, pack.codes.get("call_topic")
    parents = known.parents if known else {}
    found, last = {root}, set[str]()
    while found != last:
        last, found = found, found | {topic for topic, above in parents.items() if above in found}
    return sorted(found)


def interim_steps(pack: Pack) -> list[str]:
    """Steps whose positive outcome is a status short of recognition: a decision on them identifies nobody yet."""
    if pack.country_process is None:
        return []
    routes = pack.country_process.identification.routes.values()
    return sorted(code for route in routes for code, step in route.steps.items() if step.sets not in (None, route.positive, route.negative))


def refresh() -> int:
    """Bring the register up to date; the number of files refreshed. Needs no context: it tells nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.project(NULL)")
        return int(cursor.fetchone()[0])


def rebuild(*, by: Actor) -> int:
    """Make all rows of files that were not erased anew; the number of rows."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT guard.rebuild()")
        return int(cursor.fetchone()[0])


def declare(*, dataset: DatasetInfo, by: Actor) -> None:
    """Say where cells come from, before they come."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.declare_dataset(%s, %s, %s::jsonb, %s, %s)",
            [dataset.code, dataset.country, json.dumps(dict(dataset.title)), dataset.source, dataset.licence],
        )


def contribute(*, dataset: str, cells: Iterable[Contributed], by: Actor) -> tuple[int, int]:
    """Load a batch of statistical cells in one transaction; how many were new, and how many got another number."""
    rows = [cell.as_json() for cell in cells]
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT added, changed FROM guard.contribute(%s, %s::jsonb)", [dataset, json.dumps(rows)])
        added, changed = cursor.fetchone()
        return int(added), int(changed)
