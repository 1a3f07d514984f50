"""Builders: plain functions that make things through the real actions."""

from __future__ import annotations

from django.db import connections

KEEP = ("django_migrations", "django_content_type", "auth_permission")


def empty_database() -> None:
    """Truncate as owner everything a test committed, then load the installation again."""
    from dayaq.site import installation

    connections["default"].close()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
        cursor.execute(
            "SELECT string_agg(format('%%I', tablename), ', ') FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY(%s)",
            [list(KEEP)],
        )
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]} CASCADE")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER append_only")
    installation.load_pack("az")
