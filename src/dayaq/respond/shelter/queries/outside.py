"""Lists of those who watch: providers, the register of accreditation, visits, findings, the calendar of reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import organisations
from dayaq.core.pack.schema.shelter import ReportDue, ShelterFile
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.shelter import rules
from dayaq.respond.shelter.models import (
    Accreditation,
    Finding,
    Place,
    Report,
    Visit,
)
from dayaq.respond.shelter.queries.words import home


def providers(bodies: Iterable[str] = ("state_shelter", "ngo_shelter", "ngo", "assistance_centre")) -> list[Any]:
    """Bodies that lodge or help people."""
    wanted = set(bodies)
    return [one for one in organisations() if one.body_type in wanted]


def open_places() -> QuerySet[Place]:
    """Places a monitor may be told of; hidden ones are not among them."""
    return Place.objects.filter(hidden=False, closed_on__isnull=True).order_by("code")


def register() -> QuerySet[Accreditation]:
    """The register of accreditation, the newest first."""
    return Accreditation.objects.order_by("-at")


def standings(provider: UUID, on: date) -> dict[str, str]:
    """How each accreditation of a body stands on a day: the last word on each kind. SHE-08; asked before a grant."""
    found = {}
    for row in Accreditation.objects.filter(provider=provider).order_by("at"):
        found[row.kind] = rules.standing(row.outcome, row.expires_on, row.withdrawn_on, on)
    return found


def ending(actor: Actor, on: date) -> list[Accreditation]:
    """Accreditations in force whose end is near by the pack, with nothing newer of their kind: of all providers for who accredits,
    else of the own body. SHE-08."""
    last: dict[tuple[UUID, str], Accreditation] = {}
    for row in Accreditation.objects.order_by("at"):
        last[row.provider, row.kind] = row
    mine = [row for row in last.values() if actor.may("shelter.accredit") or row.provider == actor.organisation_id]
    return [row for row in mine if ends_soon(row, on)]


def ends_soon(row: Accreditation, on: date) -> bool:
    """Whether an accreditation is in force and its end is near enough to be a task."""
    given = rules.standing(row.outcome, row.expires_on, row.withdrawn_on, on) == "given"
    return given and row.expires_on is not None and rules.remind_from(home(), row.expires_on) <= on


def accreditation_tiles(actor: Actor, now: datetime) -> list[Tile]:
    """A number for Today: accreditations that end soon."""
    if not (actor.may("shelter.accredit") or actor.may("shelter.manage")):
        return []
    n = len(ending(actor, home().calendar.local_date(now)))
    return [Tile(N_("accreditations that end soon"), n, f"{reverse('shelter:register')}?show=ending", "amber" if n else "neutral")]


def visits() -> QuerySet[Visit]:
    """Visits the actor made or had, with the number of findings still open."""
    return Visit.objects.annotate(n=Count("findings")).order_by("-at")


def findings(visit: Visit) -> QuerySet[Finding]:
    """Findings of a visit with the replies."""
    return visit.findings.prefetch_related("replies").order_by("standard")


def open_findings() -> QuerySet[Finding]:
    """What is to be put right and was not seen to be, the most urgent first."""
    return Finding.objects.exclude(result=rules.MET).filter(settled_on__isnull=True).order_by("due_on")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of the calendar."""

    kind: str
    rule: ReportDue
    due_on: date
    handed_in: datetime | None


def reports(actor: Actor, today: date) -> list[ReportLine]:
    """The calendar of reports: each kind's last and next days, and when it was handed in. SHE-09."""
    done = {(row.kind, row.due_on): row.at for row in Report.objects.filter(organisation=actor.organisation_id)}
    lines: list[ReportLine] = []
    for kind, rule in home().area(ShelterFile).reports.items():
        lines += [ReportLine(kind, rule, due, done.get((kind, due))) for due in rules.report_days(rule, today)[-3:]]
    return sorted(lines, key=lambda line: line.due_on)
