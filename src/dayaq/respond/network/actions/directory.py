"""Keeping the directory: an entry is its body's own, free places carry their day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, require
from dayaq.respond.network import queries, rules
from dayaq.respond.network.access import may_keep
from dayaq.respond.network.models import Service


def keep_service(*, fields: Mapping[str, Any], by: Actor, at: datetime, service: Service | None = None, version: int = 0) -> Service:
    """Write an entry of the directory, or change the own body's; Stale when somebody was faster."""
    require(may_keep(by, service.organisation if service else None))
    places = {name: fields.get(name) for name in ("free", "capacity", "free_on")}
    require(rules.check_service(**places, today=queries.today(at)))
    if service is None:
        own = {"organisation": by.organisation_id, "unit": by.unit_id, "body": by.organisation, "state": by.state, "by": by.user_id}
        return Service.objects.create(**own, **fields)
    _write(service, version, **fields)
    return service


def say_free(*, service: Service, free: int, on: date, version: int, by: Actor, at: datetime) -> None:
    """Say how many places are free, and on which day."""
    require(may_keep(by, service.organisation))
    require(rules.check_service(free=free, capacity=service.capacity, free_on=on, today=queries.today(at)))
    _write(service, version, free=free, free_on=on)


def close_service(*, service: Service, version: int, by: Actor, at: datetime) -> None:
    """The service is no longer given; old records keep its entry."""
    require(may_keep(by, service.organisation))
    _write(service, version, closed_on=queries.today(at))


def _write(service: Service, version: int, **columns: Any) -> None:
    if not Service.objects.filter(id=service.id, version=version).update(**columns, version=F("version") + 1):
        raise Stale
    service.refresh_from_db()
