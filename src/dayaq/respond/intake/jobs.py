"""Background work: taking a list over, in the name of who asked."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from dayaq.base.jobs.jobs import leaving_no_connection
from dayaq.respond.intake import actions


@app.task(name=actions.KIND)
@leaving_no_connection
def run(work: str, upload: str) -> None:
    """Carry out one take-over."""
    actions.carry_out(work=UUID(work), upload=UUID(upload))
