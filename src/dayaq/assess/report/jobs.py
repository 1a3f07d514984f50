"""Background work of the report: builds that people asked for, by the desk, a service that cannot sign in."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from dayaq.assess.report import actions
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.jobs import EVERY_MINUTE, leaving_no_connection

SILENT = 60.0  # seconds; a worker that lives says so every ten, also on a busy machine


@app.task(name=actions.KIND)
@leaving_no_connection
def build(order: str) -> None:
    """Build one; when this process is told to end in the middle, the next one begins again."""
    if not actions.carry_out(order=UUID(order), by=service("desk")):
        build.defer(order=order)


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="report.resume", queueing_lock="report.resume", pass_context=True)
async def resume(context: JobContext, timestamp: int) -> None:
    """Give builds of a worker that died without a word back to the queue; what was built meanwhile is not built again."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(task_name=actions.KIND, seconds_since_heartbeat=SILENT):
        await manager.retry_job(job)
