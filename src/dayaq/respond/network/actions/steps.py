"""What leading on shares beside the steps of a referral: letting a unit in on consent, words kept apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from dayaq.base.access.rules import Actor
from dayaq.respond.network.models import Said


def share(case_id: UUID, unit: UUID, mask: int, *, evidence: UUID) -> None:
    """Let a unit in on the person's consent to groups of the file (bit mask); it may write the envelope."""
    with connection.cursor() as cursor:
        words = [case_id, None, unit, mask, 1, "assistance", "consent", evidence, None, "service"]
        cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)


def tell_apart(row: Any, text: str, by: Actor, *, to: UUID | None = None) -> None:
    """Keep words that belong to a row of codes where only readers of the story, the own body and ``to`` read them."""
    words = Said(case_id=row.case_id, about=row.id, text=text.strip(), organisation=by.organisation_id, to_organisation=to, by=by.user_id)
    words.save(force_insert=True)
