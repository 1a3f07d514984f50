"""The rhythm: every minute waiting mail is sent. Other areas add their own periodic tasks in their ``jobs.py``.

A task gets ids only, runs as a named service actor and does nothing but call actions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from dayaq.base.jobs import actions

EVERY_MINUTE = "* * * * *"
P = ParamSpec("P")
R = TypeVar("R")


def leaving_no_connection(function: Callable[P, R]) -> Callable[P, R]:
    """Close the thread's connections after a task: tasks run in threads that Django does not look after."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        finally:
            connections.close_all()

    return run


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="jobs.deliver", queueing_lock="jobs.deliver", lock="jobs.deliver")
@leaving_no_connection
def deliver(timestamp: int) -> None:
    """Send waiting mail; ``timestamp`` is the minute the task stands for, mail leaves by the real time."""
    del timestamp
    actions.deliver(at=timezone.now())
