"""One test database: made and flushed as owner, served as app; the acting person comes from the fixed cast."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, not whether a property holds.
settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")

RUNNING: list[Any] = []


def start_database() -> None:
    """Join the embedded server of this checkout and point Django at it."""
    if os.environ.get("DATABASE_URL"):
        return
    from dayaq.site import database, env

    held = database.running(env.read().home)
    urls = held.__enter__()
    RUNNING.append(held)
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = urls.app, urls.owner


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayaq.site.settings")
os.environ.setdefault("DAYAQ_MODE", "demo")  # tests that need another mode set it; the test database says evaluation
start_database()

import django  # noqa: E402 - settings need the database's address

django.setup()


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before workers begin: pages are asked in every language."""
    if not hasattr(config, "workerinput"):
        from dayaq.site import catalogues

        catalogues.compile_all()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the server; the last one out stops it."""
    del config
    from django.db import connections

    connections.close_all()
    while RUNNING:
        RUNNING.pop().__exit__(None, None, None)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Make the database as owner (the serving alias mirrors it), then what every installation has: key, mode, pack."""
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    from tests.template import prepare

    keep = bool(request.config.getvalue("reuse_db")) and not request.config.getvalue("create_db")
    with django_db_blocker.unblock():
        prepare(connections["owner"])
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep, aliases={"default", "owner"})
        from dayaq.site import installation

        installation.register(mode="evaluation", pack="az")
        installation.load_pack("az")
    yield
    if not keep:
        with django_db_blocker.unblock():
            connections["default"].close()  # the serving connection would keep the database in use
            wait_until_left()
            connections.close_all()
            teardown_databases(made, verbosity=0)


def wait_until_left() -> None:
    """End the owner's sessions a browser's event loop has hidden from us; wait for the threads of the live site to hang up."""
    from django.db import connections

    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) {others} AND usename = current_user")
        for _ in range(100):
            cursor.execute(f"SELECT count(*) {others}")
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.1)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Real transactions: what the test commits is truncated afterwards as owner; the installation is loaded anew."""
    from tests.build import empty_database

    with django_db_blocker.unblock():
        yield
        empty_database()
