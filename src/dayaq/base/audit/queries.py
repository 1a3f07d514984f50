"""Reads of the trail: who opened a case, what changed in one field group, and the whole trail for auditors.

Row security decides what is shown. A file appears in the auditor's trail under a mark: no code, because codes
belong to the bodies that work on the case and a person who refused the State must not be found by hers; no id,
because ids stand in addresses. The mark is ten digits of a salted digest, the same in every event, so that one
file can be followed through the trail and nothing else be learned. Never shown: ``row`` and ``detail``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.base.audit import rules
from dayaq.base.audit.models import Event, History
from dayaq.base.audit.rules import OPENED
from dayaq.core.pack import load
from dayaq.core.tile import Tile
from dayaq.core.words import N_

RECENT = 7  # days the auditor's Today looks back, today among them


def openings(case_id: UUID) -> QuerySet[Event]:
    """Events of somebody reading, revealing or printing the case, the newest first."""
    return Event.objects.filter(case_id=case_id, action__in=OPENED).order_by("-at", "-id")


def changes(case_id: UUID, group: str, tables: Iterable[str] = ()) -> list[History]:
    """Old and new values of the case's rows of one group ("G1"), the newest first; empty without a grant."""
    kept = apps.get_model("audit", f"History{group}")
    rows: QuerySet[History] = kept.objects.filter(case_id=case_id)
    wanted = list(tables)
    return list((rows.filter(kind__in=wanted) if wanted else rows).order_by("-at", "-id"))


def authors(events: Iterable[int]) -> dict[int, UUID | None]:
    """Who caused these events, as far as the actor may read the trail."""
    return dict(Event.objects.filter(id__in=list(events)).values_list("id", "actor"))


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the trail as they stand in the address; empty means any. Codes, days, ids of staff, the mark of a file."""

    action: str = ""
    about: str = ""  # a table or page; with a colon at the end all pages of an area
    outcome: str = ""
    body: str = ""
    role: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    file: str = ""

    def query(self) -> str:
        """The parameters of an address with these filters, behind a question mark; nothing for no filter."""
        chosen: dict[str, object] = {}
        for name, value in asdict(self).items():
            if isinstance(value, date):
                chosen |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
            elif value:
                chosen[name] = value
        return f"?{urlencode(chosen)}" if chosen else ""

    def url(self) -> str:
        """The address of the trail with these filters."""
        return reverse("audit:trail") + self.query()


@dataclass(frozen=True, slots=True)
class Company:
    """Who can appear in the trail: people by id, bodies by id and code. Accounts write the trail, so they are asked by string."""

    people: Mapping[UUID, str]
    bodies: Mapping[UUID, tuple[str, Mapping[str, str]]]


def company() -> Company:
    """Everybody, also those who left."""
    people = apps.get_model("accounts", "User").objects.order_by("name", "id").values_list("id", "name")
    bodies = apps.get_model("accounts", "Organisation").objects.order_by("code").values_list("id", "code", "name")
    return Company(dict(people), {key: (code, name) for key, code, name in bodies})


def trail(filters: Filters) -> QuerySet[Event]:
    """Events behind a set of filters, the newest first; the same rows for the list, its tiles and the file."""
    rows = Event.objects.filter(period(filters), whose(filters))
    if filters.action:
        rows = rows.filter(action__in=rules.TOGETHER.get(filters.action, (filters.action,)))
    if filters.about:
        rows = rows.filter(about(filters.about))
    if filters.outcome:
        rows = rows.filter(outcome=filters.outcome)
    if filters.file:
        found = files(filters.file)
        rows = rows.filter(Q(case_id__in=found) | Q(cases__overlap=found)) if found else rows.none()
    return rows.order_by("-at", "-id")


def about(code: str) -> Q:
    """Events about one table or page, or about the pages of an area."""
    area = code.removesuffix(":")
    if area == code:
        return Q(kind=code)
    between = "_" if area in rules.FOREIGN else "."
    return Q(kind__startswith=code) | Q(kind__startswith=f"{area}{between}")


def period(filters: Filters) -> Q:
    """Whole days of the country, the last one included."""
    day_start, asked = load(settings.HOME_PACK).calendar.day_start, Q()
    if filters.since:
        asked &= Q(at__gte=day_start(filters.since))
    if filters.until and filters.until < date.max:
        asked &= Q(at__lt=day_start(filters.until + timedelta(days=1)))
    return asked


def whose(filters: Filters) -> Q:
    """Body, role and person; a sign-in names its person as the row it is about, since nobody acted before it."""
    asked = Q()
    if filters.body:
        asked &= Q(organisation__in=apps.get_model("accounts", "Organisation").objects.filter(code=filters.body).values("id"))
    if filters.role:
        asked &= Q(role=filters.role)
    if filters.person:
        asked &= Q(actor=filters.person) | Q(action="sign_in", row=filters.person)
    return asked


def person_of(event: Event) -> UUID | None:
    """Who caused an event; for a sign-in whoever came in."""
    if event.actor is None and event.action == "sign_in" and event.row:
        return UUID(event.row)
    return event.actor


def files(mark: str) -> list[UUID]:
    """The files behind a mark."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.trail_files(%s)", [mark])
        return [file for (file,) in cursor.fetchall()]


def marks(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The marks of files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT file, mark FROM guard.trail_marks(%s::uuid[])", [list(set(ids))])
        return dict(cursor.fetchall())


SUMS = (
    (N_("files opened, revealed or printed"), "opened", "neutral"),
    (N_("searches"), "search", "neutral"),
    (N_("denied"), "denied", "amber"),
    (N_("faults of the system"), "failed", "brick"),
)
WATCHED = (
    (N_("denied in the last 7 days"), "denied", "amber"),
    (N_("faults of the system in the last 7 days"), "failed", "brick"),
    (N_("searches in the last 7 days"), "search", "neutral"),
)


def summed(filters: Filters, sums: Iterable[tuple[str, str, str]] = SUMS) -> list[Tile]:
    """Numbers over the chosen period and people, whatever action is chosen; each opens the events it counts."""
    whole = replace(filters, action="", outcome="")
    wanted = [(label, replace(whole, action=action), action, kind) for label, action, kind in sums]
    counts: dict[str, Any] = {action: Count("id", filter=Q(action__in=rules.TOGETHER.get(action, (action,)))) for _, _, action, _ in wanted}
    found = trail(whole).order_by().aggregate(**counts)
    return [Tile(label, found[action], chosen.url(), kind if found[action] else "neutral") for label, chosen, action, kind in wanted]


def readers(filters: Filters, most: int = 5) -> list[tuple[UUID, int]]:
    """People who opened, revealed or printed most in the chosen period, with how often."""
    opened = trail(replace(filters, action="opened", outcome="")).exclude(actor=None)
    return list(opened.order_by().values_list("actor").annotate(n=Count("id")).order_by("-n", "actor")[:most])


def tiles(actor: Actor, now: datetime | None = None) -> list[Tile]:
    """Numbers for the auditor's Today; nothing for others."""
    if not actor.may("audit.read"):
        return []
    today = load(settings.HOME_PACK).calendar.local_date(now or timezone.now())
    return summed(Filters(since=today - timedelta(days=RECENT - 1)), WATCHED)
