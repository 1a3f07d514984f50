"""What every benchmark needs: a database of its own on the embedded server, migrated and loaded, and a way to time."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "src")]


@contextmanager
def benchmark_database(name: str) -> Iterator[str]:
    """Run a block with Django on a fresh database ``name``; yields the superuser's address; dropped afterwards."""
    import psycopg

    from dayaq.site import database, env

    home = env.read().home
    with database.running(home, name) as urls:
        os.environ.update(
            DATABASE_URL=urls.app, DATABASE_OWNER_URL=urls.owner, DJANGO_SETTINGS_MODULE="dayaq.site.settings", DAYAQ_MODE="evaluation"
        )
        superuser = database.Server(home).url(database.SUPERUSER, name)
        import django

        django.setup()
        from dayaq.site.commands import migrate

        try:
            import argparse

            migrate.run(argparse.Namespace(quiet=True))
            yield superuser
        finally:
            from django.db import connections

            connections.close_all()
            with psycopg.connect(database.Server(home).url(database.SUPERUSER, "postgres"), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def timed(run: Callable[[], Any], times: int = 30, warm: int = 3) -> tuple[float, float]:
    """Median and 95th percentile of ``run`` in milliseconds."""
    for _ in range(warm):
        run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def line(what: str, ours: tuple[float, float], peer: tuple[float, float] | None = None, peer_name: str = "") -> None:
    """Print one row: ours, the peer's, the ratio."""
    beside = f"   {peer_name} {peer[0]:9.2f} ({peer[1]:.2f})   ratio {ours[0] / peer[0]:.2f}" if peer else ""
    print(f"{what:58} {ours[0]:9.2f} ms (p95 {ours[1]:.2f}){beside}")
