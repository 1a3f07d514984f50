"""What the verbs share: a trace of a refusal, letting a unit in, writing under a version, ending what was given."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from dayaq.base.access.queries import grants
from dayaq.base.access.rules import Actor
from dayaq.base.audit.actions import log
from dayaq.core.decision import Decision, Refused, Stale
from dayaq.respond.network.models import Said


def demand(decision: Decision, kind: str, case_id: UUID | None) -> Decision:
    """Go on when allowed; a refusal is logged with its codes and raised."""
    if not decision.ok:
        codes = [reason.code for reason in decision.reasons]
        log("refuse", kind=kind, case=case_id, outcome="refused", detail={"reasons": codes})
        raise Refused(decision)
    return decision


def write(row: Any, **columns: Any) -> None:
    """Write columns under the version that was read."""
    if not type(row).objects.filter(id=row.id, version=row.version).update(**columns, version=F("version") + 1):
        raise Stale
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1


def share(case_id: UUID, unit: UUID, mask: int, *, evidence: UUID) -> None:
    """Let a unit in on the person's consent to groups of the file (bit mask); it may write the envelope."""
    with connection.cursor() as cursor:
        words = [case_id, None, unit, mask, 1, "assistance", "consent", evidence, None, "service"]
        cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)


def end_access(case_id: UUID, evidence: UUID) -> None:
    """End the grants that rest on this referral."""
    for grant in grants(case_id).filter(evidence=evidence):
        with connection.cursor() as cursor:
            cursor.execute("SELECT guard.revoke(%s)", [grant.id])


def tell_apart(row: Any, text: str, by: Actor, *, to: UUID | None = None) -> None:
    """Keep words that belong to a row of codes where only readers of the story, the own body and ``to`` read them."""
    words = Said(case_id=row.case_id, about=row.id, text=text.strip(), organisation=by.organisation_id, to_organisation=to, by=by.user_id)
    words.save(force_insert=True)
