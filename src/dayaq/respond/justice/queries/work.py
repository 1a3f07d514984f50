"""Lists of work: the lawyer's desk, wishes for a lawyer, numbers of Today."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import codes
from dayaq.respond.justice.models import Appearance, Hearing, LegalRequest, Mandate


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One running mandate on the lawyer's desk."""

    mandate: Mandate
    code: str
    next_hearing: Hearing | None


def desk(actor: Actor) -> list[DeskRow]:
    """Running mandates of the files the reader sees, with the next hearing."""
    rows = list(Mandate.objects.filter(ended_at__isnull=True).select_related("lawyer", "case").order_by("at")[:200])
    known = codes([row.case_id for row in rows], actor.organisation_id)
    ahead = Appearance.objects.filter(case_id__in=[row.case_id for row in rows], hearing__at__gte=timezone.now())
    soonest: dict[UUID, Hearing] = {}
    for one in ahead.select_related("hearing").order_by("hearing__at"):
        soonest.setdefault(one.case_id, one.hearing)
    return [DeskRow(row, known[row.case_id], soonest.get(row.case_id)) for row in rows if row.case_id in known]


def open_wishes(actor: Actor) -> list[tuple[LegalRequest, str]]:
    """People who wish a lawyer and have none, the longest wait first, with their codes."""
    rows = list(LegalRequest.objects.filter(outcome_at__isnull=True).select_related("case").order_by("at")[:200])
    known = codes([row.case_id for row in rows], actor.organisation_id)
    return [(row, known[row.case_id]) for row in rows if row.case_id in known]


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today."""
    if not actor.may("legal.work"):
        return []
    n = len(open_wishes(actor))
    return [Tile(N_("people who wish a lawyer and have none"), n, reverse("justice:desk"), "amber" if n else "neutral")]
