"""The directory: search, and what fits one person, with reasons."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from dayaq.respond.network import rules
from dayaq.respond.network.models import Service
from dayaq.respond.network.queries.words import file, home, today


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for, as it stands in the address; empty means any."""

    kind: str = ""
    region: str = ""
    sex: str = ""
    age_band: str = ""
    exploitation: str = ""
    language: str = ""
    body: str = ""
    free: str = ""

    @property
    def chosen(self) -> bool:
        """Whether anything was chosen."""
        return any(asdict(self).values())


def services(filters: Filters, on: date) -> QuerySet[Service]:
    """Services at work that day which fit; an empty list of a service means everybody."""
    rows = Service.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    plain = {name: getattr(filters, name) for name in ("kind", "region", "body") if getattr(filters, name)}
    rows = rows.filter(**plain)
    for name, column in (("sex", "sexes"), ("age_band", "age_bands"), ("exploitation", "exploitation")):
        wanted = getattr(filters, name)
        if wanted:
            rows = rows.filter(Q(**{f"{column}__contains": [wanted]}) | Q(**{column: []}))
    if filters.language:
        rows = rows.filter(languages__contains=[filters.language])
    if filters.free:
        rows = rows.filter(Q(free__gt=0))
    return rows.order_by("kind", "body", "id")


def service(service_id: UUID) -> Service | None:
    """One entry."""
    return Service.objects.filter(id=service_id).first()


def offer(row: Service) -> rules.Offer:
    """An entry as the rule takes it."""
    return rules.Offer(
        key=row.id,
        body=row.body,
        service=row.kind,
        region=row.region,
        sexes=tuple(row.sexes),
        age_bands=tuple(row.age_bands),
        exploitation=tuple(row.exploitation),
        languages=tuple(row.languages),
        free=row.free,
        accredited_until=row.accredited_until,
    )


def routing(on: date) -> list[rules.Leading]:
    """The country's routing in force that day: lines with a place or a service first, then those of the process (REF-09)."""
    own = [
        rules.Leading(line.body, "; ".join(line.basis), line.service, line.sex, line.age_band, line.exploitation, line.place)
        for line in file().leading
        if line.in_force(on)
    ]
    process = [
        rules.Leading(line.body, "; ".join(line.basis), (), line.sex, line.age_band, line.exploitation)
        for line in home().process.referral.routing
        if line.in_force(on)
    ]
    return [*own, *process]


def need_of(case: Any, *, service: str = "", region: str = "") -> rules.Need:
    """What is known of a person that decides which service fits; a possible child is looked for as a child."""
    age = case.age_band or {"yes": "child", "cannot_be_excluded": "child", "no": "adult"}.get(case.under_18, "")
    known = {"unknown": ""}
    return rules.Need(
        service=service,
        sex=known.get(case.sex, case.sex),
        age_band=known.get(age, age),
        exploitation=known.get(case.exploitation, case.exploitation),
        region=region,
        languages=tuple(case.languages),
    )


def suggestions(need: rules.Need, at: datetime) -> list[tuple[Service, rules.Suggestion]]:
    """Services that fit, with their reasons, the nearest first."""
    on = today(at)
    rows = {row.id: row for row in services(Filters(kind=need.service), on)}
    found = rules.suggest(need, map(offer, rows.values()), routing(on), today=on, accredited_only=file().accredited_only)
    return [(rows[one.offer.key], one) for one in found]  # type: ignore[index]  # the key is the row's own id


def led_bodies(need: rules.Need, at: datetime) -> list[rules.Leading]:
    """Lines of the routing that are about this person, also where the body keeps no entry in the directory."""
    on = today(at)
    return [line for line in routing(on) if rules.leads(need, need.service or (line.service[0] if line.service else ""), line)]
