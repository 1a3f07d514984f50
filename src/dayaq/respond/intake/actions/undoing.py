"""Undoing a take-over: cases nobody has worked on since are withdrawn; the others are listed and stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import close_case, record_identity, remove_assertion
from dayaq.respond.casefile.queries import Case, statuses
from dayaq.respond.intake.access import may_import
from dayaq.respond.intake.models import Provenance, Row, Upload

MISTAKE = "other"


@transaction.atomic
def undo(*, upload: Upload, by: Actor, at: datetime) -> int:
    """Withdraw what this list opened and nobody touched since; return how many. Nothing that people did later is lost."""
    require(may_import(by))
    row = Upload.objects.select_for_update().get(id=upload.id)
    require(allowed(row.state == "done", "not_done", N_("Only a list that was taken over is undone.")))
    withdrawn = 0
    for origin in Provenance.objects.filter(upload=upload.id, withdrawn_at__isnull=True).select_related("case"):
        free = not worked_on(origin)
        if free:
            withdraw(origin.case, by, at)
            Provenance.objects.filter(id=origin.id).update(withdrawn_at=at)
            withdrawn += 1
        Row.objects.filter(upload=upload, line=origin.line).update(outcome="undone" if free else "kept")
    Upload.objects.filter(id=upload.id).update(state="undone")
    return withdrawn


def worked_on(origin: Provenance) -> bool:
    """Whether anything happened in the case after the list had opened it, or another body was let in."""
    later = origin.case.timeline.filter(recorded_at__gt=origin.recorded_at).exists()
    others = origin.case.codes.exclude(organisation=origin.organisation).exists()
    return bool(later or others or origin.case.version > 1)


def withdraw(case: Case, by: Actor, at: datetime) -> None:
    """The case counts no more: its status is marked as recorded in error, its name is emptied, it is closed."""
    for word in statuses(case):
        remove_assertion(assertion=word, reason=MISTAKE, by=by, at=at)
    known = getattr(case, "identity", None)
    if known is not None:
        record_identity(case=case, by=by, at=at, version=known.version)
    close_case(case=case, by=by, at=at)
