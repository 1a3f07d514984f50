"""Grants to bodies that help, in words, with how the body's accreditations stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import label
from dayaq.respond.fund.models import Grant
from dayaq.respond.shelter.queries import standings
from dayaq.ui.templatetags.dayaq import codes as in_words


def grants(outcome: str = "") -> QuerySet[Grant]:
    """Grants the reader's body keeps or watches over, the newest first; ``outcome`` open, granted or refused."""
    rows = Grant.objects.order_by("-at", "-recorded_at")
    return rows.filter(outcome="" if outcome == "open" else outcome) if outcome else rows


def grant(key: UUID, organisation: UUID) -> Grant | None:
    """One grant of the own books that waits for its outcome."""
    return Grant.objects.filter(id=key, organisation=organisation, outcome="").first()


def grant_rows(rows: Iterable[Grant], pack: Pack) -> list[dict[str, Any]]:
    """Grants in words."""
    shown = list(rows)
    bodies = names({row.provider for row in shown})
    return [
        {
            "row": row,
            "body": in_words(bodies.get(row.provider, {})),
            "purpose": label(pack, f"codes.fund_grant.{row.purpose}"),
            "asked_of": label(pack, f"codes.fund_grant_giver.{row.asked_of}"),
            "reason": label(pack, f"codes.fund_grant_refusal.{row.reason}") if row.reason else "",
        }
        for row in shown
    ]


def accreditations(provider: UUID, day: date, pack: Pack) -> list[tuple[str, str]]:
    """How each accreditation of a body stands on a day, as (kind in words, standing). SHE-08."""
    return [(label(pack, f"codes.shelter_accreditation.{kind}"), stands) for kind, stands in standings(provider, day).items()]
