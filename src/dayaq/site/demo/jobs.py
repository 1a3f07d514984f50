"""The national case load as background work: asked for at the first start, gone on with at the next one if it was stopped."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from dayaq.base.jobs import actions
from dayaq.base.jobs.jobs import leaving_no_connection
from dayaq.core.words import N_
from dayaq.site.demo.national import build_national, finished
from dayaq.site.demo.plan import case_load
from dayaq.site.demo.years import PARTS

KIND = "demo.national"


@app.task(name=KIND, queueing_lock=KIND)
@leaving_no_connection
def build(work: str) -> None:
    """Build what is missing, telling how far it is; a stop ends it between two transactions."""
    number = UUID(work)
    with actions.carrying_out(number):
        build_national(lambda done, total: actions.advance(work=number, done=done, total=total))


def ask_national() -> bool:
    """Put the build into the queue if something is missing and it does not wait there already."""
    if finished():
        return False
    label, now = N_("Invented case load of earlier years"), timezone.now()
    try:
        with transaction.atomic():
            row = actions.ask_work(kind=KIND, label=label, by=None, at=now, total=len(case_load()) + len(PARTS))
            build.defer(work=str(row.id))
    except AlreadyEnqueued:
        return False
    return True
