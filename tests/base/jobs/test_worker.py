"""The worker as people start it: it works, and a signal ends it in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app

from dayaq.base.jobs import actions
from dayaq.base.jobs.models import Mail


def address() -> str:
    """The test database as an address for another process."""
    at = connection.settings_dict
    return f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={at['HOST']}" + (f"&port={at['PORT']}" if at["PORT"] else "")


def started(*options: str) -> subprocess.Popen[str]:
    """The worker on the test database."""
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "DAYAQ_MODE": "evaluation",
        "DAYAQ_SMTP": "smtp://127.0.0.1:1",
        "PYTHONPATH": "src",
        "DAYAQ_HOME": str(settings.ENV.home),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "dayaq", "worker", *options],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        cwd=settings.PACKAGE.parents[1],
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_ends_in_order_on_a_signal(committed: None, number: signal.Signals) -> None:
    process = started()
    assert process.stderr
    assert process.stderr.readline().startswith("dayaq: working")
    time.sleep(1)
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def test_worker_does_what_is_waiting(committed: None) -> None:
    actions.post(to="a@example.invalid", subject="task", body="link", at=datetime(2017, 3, 1, tzinfo=UTC))
    app.configure_task("jobs.deliver").defer(timestamp=0)
    process = started("--once")
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "dayaq: working in the background\n")
    row: Any = Mail.objects.get()
    assert (row.attempts, row.error) == (1, "ConnectionRefusedError")


def test_periodic_tasks_are_known_to_the_worker() -> None:
    app.perform_import_paths()
    assert {task.task.name for task in app.periodic_registry.periodic_tasks.values()} >= {"jobs.deliver", "referral.sweep"}
