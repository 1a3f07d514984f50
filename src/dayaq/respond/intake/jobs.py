"""Background work: taking a list over, in the name of who asked."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.jobs import leaving_no_connection
from dayaq.respond.intake import actions


@app.task(name=actions.KIND)
@leaving_no_connection
def run(work: str, upload: str) -> None:
    """Carry out one take-over."""
    actions.carry_out(work=UUID(work), upload=UUID(upload))


@app.periodic(cron="17 3 * * *")
@app.task(name="intake.forget", queueing_lock="intake.forget", lock="intake.forget")
@leaving_no_connection
def forget(timestamp: int) -> None:
    """Delete files nobody finished, as the clock service; ``timestamp`` is the minute the task stands for."""
    del timestamp
    with acting(service("clock")):
        actions.forget_files(at=timezone.now())
