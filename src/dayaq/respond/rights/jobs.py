"""Background work of rights: a new case owes its first rights to the person, as the clock service."""

from __future__ import annotations

from procrastinate.contrib.django import app

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.jobs import EVERY_MINUTE, leaving_no_connection
from dayaq.respond.rights import actions


def sweep() -> int:
    """Set the task for cases that have none yet; return for how many."""
    with acting(service("clock"), "rights"):
        return actions.sweep_rights()


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="rights.sweep", queueing_lock="rights.sweep", lock="rights.sweep")
@leaving_no_connection
def rights_sweep(timestamp: int) -> None:
    """Every minute: rights that nobody noted as owed become a task of whoever keeps the case."""
    del timestamp
    sweep()
