"""A build as it really happens: the worker does it, also when an earlier one died in the middle."""

from __future__ import annotations

from datetime import date

from django.db import connection
from procrastinate.contrib.django import app

from dayaq.assess.report import actions
from dayaq.assess.report.models import Order
from dayaq.base.access.context import acting
from tests.assess.findings.world import AT, assessment, lead
from tests.base.jobs.test_worker import started


def test_a_worker_takes_up_a_build_that_a_dead_one_left(committed: None) -> None:
    one, by = assessment(answers=True), lead()
    with acting(by):
        order = actions.ask(assessment=one, language="en", draft=True, as_of=date(2016, 4, 25), by=by, at=AT)
    with connection.cursor() as cursor:  # fetched by a worker that is not there any more
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [actions.KIND])
    app.configure_task("report.resume").defer(timestamp=0)
    for _begun in range(2):  # the first gives it back to the queue, and builds it when it still looks there
        process = started("--once")
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "dayaq: working in the background\n")
    with acting(by):
        done = Order.objects.select_related("work", "build").get(id=order.id)
        assert (done.work.state, done.work.done, sorted(done.build.manifest["files"])) == ("done", 4, ["docx", "html", "pdf"])
