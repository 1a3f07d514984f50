"""Serve the site with its background worker; Ctrl-C stops what was started."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

STEPS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many workers."""
    parser.add_argument("--port", type=int, default=None, help="port on this machine (default 8000, or DAYAQ_PORT)")
    parser.add_argument("--workers", type=int, default=2, help="web server processes")
    parser.add_argument("--prepare-only", action="store_true", help="make everything ready, serve nothing")


def step(number: int, text: str) -> None:
    """Say how far the start is."""
    print(f"[{number}/{STEPS}] {text}", file=sys.stderr, flush=True)


def port_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def run(args: argparse.Namespace) -> int:
    """Migrate, load, start worker and web server, wait; the embedded database is already running."""
    from django.conf import settings

    host, port = settings.ENV.host, args.port or settings.ENV.port
    if not port_free(host, port):
        print(f"dayaq: something already listens on port {port}; stop it or choose another: --port 8001", file=sys.stderr)
        return 2
    if not prepare(settings.ENV.mode):
        return 2
    if args.prepare_only:
        return 0
    step(5, f"serving on http://{settings.ENV.site_domain}:{port}  (Ctrl-C stops everything)")
    announce(settings.ENV.mode)
    from django.db import connections

    connections.close_all()
    os.environ["DAYAQ_PORT"] = str(port)  # links in letters lead where this is served
    return supervise([web(host, port, args.workers), [sys.executable, "-m", "dayaq", "worker"]])


def prepare(mode: str) -> bool:
    """Bring the database to this version; in demo mode load the small demo when it is not there yet."""
    from dayaq.site.commands import migrate

    step(2, "database")
    step(3, "migrations, country pack, published figures")
    if migrate.run(argparse.Namespace(quiet=True)):
        return False
    if mode == "demo":
        from dayaq.site import demo

        step(4, "small demo of invented people")
        demo.load_small(progress=bar())
    return True


def bar() -> Callable[[int, int], None]:
    """A progress display on standard error: one line on a terminal, now and then a line in a file."""
    last = [0.0]

    def show(done: int, total: int) -> None:
        if done < total and time.monotonic() - last[0] < 0.3:
            return
        last[0] = time.monotonic()
        end = "\n" if done >= total or not sys.stderr.isatty() else ""
        print(f"\r      {done} of {total}", end=end, file=sys.stderr, flush=True)

    return show


def announce(mode: str) -> None:
    """Print the demo sign-ins."""
    if mode != "demo":
        return
    from dayaq.site import demo

    print("\nDEMO: every person in it is invented. Sign in as", file=sys.stderr)
    for person in demo.people():
        print(f"  {person.email:34} {person.summary}", file=sys.stderr)
    print(f"  password for all of them: {demo.PASSWORD}\n", file=sys.stderr, flush=True)


def web(host: str, port: int, workers: int) -> list[str]:
    """The web server's command."""
    return [
        sys.executable, "-m", "gunicorn", "dayaq.site.wsgi:application", "--bind", f"{host}:{port}", "--workers", str(workers),
        "--worker-class", "gthread", "--threads", "4", "--timeout", "120", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip


def supervise(commands: list[list[str]]) -> int:
    """Run the processes until one ends or a signal comes; then end all of them and say which failed."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    children = [subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True) for command in commands]  # noqa: S603 - our own commands
    stopped = [False]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped[0] = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    while not stopped[0] and all(child.poll() is None for child in children):
        time.sleep(0.2)
    failed = [child.args for child in children if child.poll() not in {None, 0}]
    end(children)
    if failed and not stopped[0]:
        print(f"dayaq: a process ended unexpectedly: {failed[0]!r}", file=sys.stderr)
        return 2
    print("\nstopped", file=sys.stderr)
    return 0


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask all children to end, then make them."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + 10
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
