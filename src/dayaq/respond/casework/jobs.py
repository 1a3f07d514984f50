"""Background work: drafts whose days are over are dropped, as the clock service."""

from __future__ import annotations

from procrastinate.contrib.django import app

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.jobs import leaving_no_connection
from dayaq.respond.casework import actions


def drop_old() -> int:
    """Drop them; return how many."""
    with acting(service("clock"), "drafts"):
        return actions.drop_old_drafts()


@app.periodic(cron="17 3 * * *")
@app.task(name="casework.drafts", queueing_lock="casework.drafts", lock="casework.drafts")
@leaving_no_connection
def drop_drafts(timestamp: int) -> None:
    """Every night."""
    del timestamp
    drop_old()
