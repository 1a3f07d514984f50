"""Background work of the case file: notices of searches to the owners of files, as the clock service."""

from __future__ import annotations

from procrastinate.contrib.django import app

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.jobs import EVERY_MINUTE, leaving_no_connection
from dayaq.respond.casefile import actions


def deliver_search_notices() -> int:
    """Deliver what waits; return how many notices were made."""
    with acting(service("clock"), "search notices"):
        return actions.deliver_search_notices()


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="casefile.search_notices", queueing_lock="casefile.search_notices", lock="casefile.search_notices")
@leaving_no_connection
def search_notices(timestamp: int) -> None:
    """Every minute; the asker cannot tell from anything when a notice is made."""
    del timestamp
    deliver_search_notices()
