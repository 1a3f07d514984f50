"""Proceedings the reader was let into, with all that hangs on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum
from django.utils import timezone

from dayaq.base.access.queries import grants
from dayaq.base.accounts.queries import names
from dayaq.respond.justice.models import Asset, Charge, Fact, Gang, Hearing, MutualRequest, Offender, Party, Proceeding, Verdict
from dayaq.respond.justice.queries.words import PHASE_WORDS


def proceedings(*, text: str = "", phase: str = "", exploitation: str = "") -> QuerySet[Proceeding]:
    """Proceedings of the own unit and those shared with it, the newest first; row security decides."""
    rows = Proceeding.objects.order_by("-opened_at", "number")
    if text:
        rows = rows.filter(number__icontains=text)
    if exploitation:
        rows = rows.filter(exploitation=exploitation)
    if phase:
        order = ["prosecuted_at", "court_at", "final_at"]
        place = list(PHASE_WORDS).index(phase)
        reached = {f"{order[place - 1]}__isnull": False} if place else {}
        rows = rows.filter(**reached, **{f"{column}__isnull": True for column in order[place:]})
    return rows


def proceeding(proceeding_id: UUID) -> Proceeding | None:
    """One proceeding the reader was let into."""
    return Proceeding.objects.filter(id=proceeding_id).first()


def offenders(row: Proceeding) -> list[Offender]:
    """Everybody suspected, accused or convicted in it, by number."""
    return list(Offender.objects.filter(proceeding=row).select_related("group").order_by("number"))


def charges(offender: Offender) -> list[Charge]:
    """Charges against one person, the oldest first."""
    return list(Charge.objects.filter(offender=offender).select_related("verdict").order_by("at"))


def verdicts(offender: Offender) -> list[Verdict]:
    """Verdicts on one person, the newest first; replaced ones stay on the list."""
    return list(Verdict.objects.filter(offender=offender).select_related("replaced_by").order_by("-at", "-recorded_at"))


def gangs(row: Proceeding) -> list[Gang]:
    """Criminal groups met in it."""
    return list(Gang.objects.filter(proceeding=row).order_by("broken_at"))


def facts(row: Proceeding) -> int:
    """Registered facts that belong to it, as far as the own body registered them."""
    return Fact.objects.filter(proceeding=row.id).aggregate(n=Sum("n"))["n"] or 0


def assets(row: Proceeding) -> list[Asset]:
    """Assets seized and confiscated in it."""
    return list(Asset.objects.filter(proceeding=row).order_by("recorded_at"))


def requests(row: Proceeding) -> list[MutualRequest]:
    """Requests to and from other countries."""
    return list(MutualRequest.objects.filter(proceeding=row).order_by("-asked_at"))


def hearings(row: Proceeding | None = None, *, ahead: bool = False) -> QuerySet[Hearing]:
    """Hearings of one proceeding, or of all the reader was let into; ``ahead``: those to come."""
    rows = Hearing.objects.select_related("proceeding").order_by("at")
    if row is not None:
        rows = rows.filter(proceeding=row)
    return rows.filter(at__gte=timezone.now()) if ahead else rows


def parties(row: Proceeding) -> list[Party]:
    """The persons of a proceeding whose file the reader was let into; of others nothing is said, not even how many."""
    return list(Party.objects.filter(proceeding=row).select_related("case").order_by("at"))


def units_of_justice() -> set[UUID]:
    """Units a proceeding may be opened to: they work on proceedings, or stand beside a person in one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.units_of_justice()")
        return {row[0] for row in cursor.fetchall()}


def shared_with(row: Proceeding) -> list[dict[str, Any]]:
    """Units that were let into the proceeding."""
    rows = [grant for grant in grants(row.id) if grant.basis != "owner"]
    words = names([grant.subject_unit for grant in rows if grant.subject_unit])
    return [
        {"unit": unit, "name": words.get(unit, {}), "writes": bool(g.writes), "until": g.valid_to}
        for unit, g in {g.subject_unit: g for g in rows if g.subject_unit}.items()
    ]
