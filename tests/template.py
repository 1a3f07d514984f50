"""Migrated once: every test database is a copy of one template, made anew when a migration or what migrations call has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import django

SOURCE = Path(__file__).resolve().parents[1] / "src/dayaq"
LOCK = 7_221_001
KEPT = 3  # templates of other checkouts and earlier migrations that stay beside the newest


def name() -> str:
    """The template's name: a digest of all migrations, of the walls they build and of Django's version."""
    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted([*SOURCE.rglob("migrations/*.py"), *SOURCE.glob("base/access/*.py"), *SOURCE.glob("base/audit/*.py")]):
        digest.update(str(path.relative_to(SOURCE)).encode() + path.read_bytes())
    return f"dayaq_template_{digest.hexdigest()[:16]}"


def prepare(connection: Any) -> None:
    """See that the template is there, whoever comes first makes it; test databases of this connection become its copies."""
    wanted = name()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'dayaq\\_template\\_%%' ORDER BY oid")
        there = [row[0] for row in cursor.fetchall()]
        if wanted not in there:
            build(connection, f"{wanted}_new")
            cursor.execute(f"ALTER DATABASE {wanted}_new RENAME TO {wanted}")
            for old in there[:-KEPT]:
                cursor.execute(f"DROP DATABASE IF EXISTS {old}")
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    connection.settings_dict["TEST"]["TEMPLATE"] = wanted


def build(connection: Any, called: str) -> None:
    """Create and migrate a database of this name as a test database is, and let go of it."""
    settings = connection.settings_dict
    real, test = settings["NAME"], settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = called
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        settings["NAME"], settings["TEST"]["NAME"] = real, test
