"""Proactive checks of a body: planned, done with a result, dropped."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.detection import access, queries
from dayaq.respond.detection.models import Check, Signal


def plan_check(
    *,
    way: str,
    by: Actor,
    at: datetime,
    region: str = "unknown",
    planned_for: date | None = None,
    agencies: tuple[str, ...] = (),
    signal: Signal | None = None,
) -> Check:
    """Plan a check; one that was not planned but done is planned and done at once."""
    del at  # the database says when it was recorded
    pack = queries.home()
    require(access.may_check(by))
    known = way in pack.codes["event_source"].items and region in pack.codes["region"].items and set(agencies) <= set(pack.bodies)
    require(allowed(known, "unknown_words", N_("Choose from the lists.")))
    return Check.objects.create(
        organisation=by.organisation_id,
        way=way,
        region=region,
        planned_for=planned_for,
        agencies=list(agencies),
        signal=signal.id if signal else None,
        by=by.user_id,
    )


def do_check(*, check: Check, result: str, by: Actor, at: datetime, persons_met: int | None = None) -> None:
    """Record that a check was done, with its result; "nothing" is a result."""
    require(access.may_check(by))
    require(allowed(at <= timezone.now(), "future", N_("This lies in the future.")))
    require(allowed(result in queries.home().codes["signal_result"].items, "unknown_words", N_("Choose from the lists.")))
    require(allowed(persons_met is None or persons_met >= 0, "persons", N_("The number of people met cannot be negative.")))
    write(check, done_at=at, result=result, persons_met=persons_met)


def drop_check(*, check: Check, by: Actor, at: datetime) -> None:
    """A planned check is not carried out; it stays on the list as dropped."""
    require(access.may_check(by))
    write(check, dropped_at=at)


def write(check: Check, **columns: object) -> None:
    """Write columns of a check that is neither done nor dropped."""
    rows = Check.objects.filter(id=check.id, version=check.version, done_at__isnull=True, dropped_at__isnull=True)
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale
    check.refresh_from_db()
