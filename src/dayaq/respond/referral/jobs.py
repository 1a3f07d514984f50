"""The clock's rhythm: every minute the terms of all cases are looked at."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.jobs import EVERY_MINUTE, leaving_no_connection
from dayaq.respond.referral import actions


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="referral.sweep", queueing_lock="referral.sweep", lock="referral.sweep")
@leaving_no_connection
def sweep(timestamp: int) -> None:
    """Remind and escalate as the clock service; ``timestamp`` is the minute the task stands for."""
    del timestamp
    with acting(service("clock")):
        actions.sweep_clocks(at=timezone.now())
