"""Do background work: send mail, sweep clocks, carry out long work; Ctrl-C ends it in order."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys

GRACE = 8.0  # seconds a job may still take after the signal; the supervisor waits ten


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many things at once, and whether to stay."""
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time")
    parser.add_argument("--once", action="store_true", help="do what is waiting, then end")


def run(args: argparse.Namespace) -> int:
    """Work until a signal comes; 0 when it ended in order."""
    from dayaq.site.installation import insist_on_mode

    insist_on_mode()
    asyncio.run(work(args.concurrency, wait=not args.once))
    return 0


async def work(concurrency: int, *, wait: bool) -> None:
    """Run the worker on connections of its own; a signal asks long work to stop and lets the rest finish."""
    from procrastinate.contrib.django import app

    from dayaq.base.jobs import actions

    def leave() -> None:
        actions.LEAVING.set()
        task.cancel()

    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]  # the Django connector has it
        async with working.open_async():
            task = asyncio.create_task(
                working.run_worker_async(concurrency=concurrency, wait=wait, install_signal_handlers=False, shutdown_graceful_timeout=GRACE)
            )
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, leave)
            print("dayaq: working in the background", file=sys.stderr, flush=True)
            with contextlib.suppress(asyncio.CancelledError):
                await task
