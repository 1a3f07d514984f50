"""What is held about a person, group by group; requests about it; who looked at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import QuerySet

from dayaq.base.access.queries import file
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import names
from dayaq.core.duration import Duration
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.rights.models import DataRequest
from dayaq.respond.rights.rules import Kept
from dayaq.ui.templatetags.dayaq import codes as in_words

TOLD_ON_REQUEST = frozenset(group for group in Group.__members__ if group not in ("G9", "G10"))  # privileged notes are the author's
NAMES_OF_BODIES = frozenset({"casefile_casecode"})  # what other bodies call the file is not told: one code must not lead to the other
LEFT_OUT = frozenset({"id", "case", "by", "recorded_by", "match_keys", "sort_key", "version", "token_hash"})


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one kind held about a person: group, what they are, column to value."""

    group: str
    kind: str
    rows: tuple[Mapping[str, Any], ...]


Source = Callable[[Case], Iterator[Held]]
SOURCES: dict[str, Source] = {}


def register_source(code: str, rows: Source) -> None:
    """Let an area say what it holds about a person in words of its own; it then stands beside the rows of its tables."""
    SOURCES[code] = rows


def held(case: Case) -> list[Held]:
    """Everything held about the person that the reader sees, by group: from every area that registered itself, and from all tables."""
    found = [one for source in SOURCES.values() for one in source(case)]
    return sorted((one for one in found if one.rows and one.group in TOLD_ON_REQUEST), key=lambda one: (int(one.group[1:]), one.kind))


def tables(case: Case) -> Iterator[Held]:
    """Rows of every table that points at a case, whichever area it is of; row security shows what the reader may see."""
    for model in apps.get_models():
        group = getattr(model, "GROUP", "")
        pointing = next((field for field in columns(model) if to_case(field)), None)
        told = group in TOLD_ON_REQUEST and table(model) not in NAMES_OF_BODIES
        if pointing is not None and told and not model.__module__.startswith("dayaq.base.audit"):
            rows = model.objects.filter(**{pointing.name: case})  # type: ignore[attr-defined]  # every model of ours has the usual manager
            yield Held(group, table(model), tuple(shown(row) for row in rows[:1000]))
    yield Held("G1", "casefile_case", (shown(case),))


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns of a table."""
    return list(model._meta.concrete_fields)  # noqa: SLF001 - Django's own way to ask a model what it is


def table(model: type[models.Model]) -> str:
    """The name of a table."""
    return str(model._meta.db_table)  # noqa: SLF001 - as above


def to_case(field: models.Field[Any, Any]) -> bool:
    """Whether a column points at the case file."""
    return field.name == "case" and field.related_model is not None and field.related_model == apps.get_model("casefile", "Case")


def shown(row: models.Model) -> dict[str, Any]:
    """The columns of a row, without ids of staff and of the machine."""
    fields = [field for field in columns(type(row)) if field.name not in LEFT_OUT and not field.is_relation]
    return {field.name: value for field in fields if (value := getattr(row, field.attname)) not in (None, "", [], {})}


def requests(case: Case) -> list[DataRequest]:
    """Every request about own data, the newest first."""
    return list(DataRequest.objects.filter(case=case).order_by("-at", "-recorded_at"))


def requests_open(actor: Actor) -> QuerySet[DataRequest]:
    """Requests that wait for an answer, of cases the reader sees."""
    del actor  # row security chooses the cases
    return DataRequest.objects.filter(decided_at__isnull=True).select_related("case").order_by("due_at", "at")


def restricted(case: Case) -> bool:
    """Whether the person restricted the use of the file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.restricted(%s)", [case.id])
        return bool(cursor.fetchone()[0])


def keeping(case: Case, at: datetime) -> Kept:
    """Whether the file is closed and until when a text asks to keep it. Rule: DAT-04."""
    pack = pack_of(case)
    rule = next((one for one in pack.area(RightsFile).retention if one.in_force(pack.calendar.local_date(at))), None)
    keep = rule.keep if rule else None
    until = Duration.parse(keep).add(case.closed_at, pack.calendar) if keep and case.closed_at else None
    return Kept(case.closed_at is not None, until, keep is not None)


def disclosures(case: Case) -> list[dict[str, Any]]:
    """Which body looked at the file, for what and how often: for whoever keeps it, and for the person's own window."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, purpose, action, n, first_at, last_at FROM guard.disclosures(%s)", [case.id])
        rows = cursor.fetchall()
    bodies, pack = names({row[0] for row in rows}), pack_of(case)
    return [
        {
            "body": in_words(bodies.get(body, {})),
            "purpose": label(pack, f"purposes.{purpose}") if purpose in pack.access.purposes else "",
            "action": action,
            "n": n,
            "first": first,
            "last": last,
        }
        for body, purpose, action, n, first, last in rows
    ]


def owner_of(case_id: UUID) -> UUID | None:
    """The body that keeps the file."""
    row = file(case_id)
    return row.owner_organisation if row else None
