"""What ``dayaq doctor`` asks the database: does the wall really stand?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dayaq.core.pack import load

OPEN_GROUPS = {"staff", "none"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, whether all is well, what was seen."""

    check: str
    ok: bool
    text: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def level() -> str:
    """The guarantee level in words (A: one machine, one system user; B: a server of its own)."""
    if settings.ENV.embedded or "/dayaq-" in str(settings.DATABASES["default"]["HOST"]):
        return "A: embedded database on this machine; the database's roles are advice against whoever is root here"
    return "B: a database server of its own; the serving role cannot reach the owner's or the guard's rights"


def findings() -> list[Finding]:
    """All checks in their order."""
    return [mode(), *roles(), *walls(), *functions(), *logs(), migrations(), pack()]


def rows(sql: str, *params: str) -> list[tuple[Any, ...]]:
    """The rows of one question to the catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def mode() -> Finding:
    """The environment says the mode the database was made for."""
    made = rows("SELECT guard.installation_mode()")[0][0] if rows("SELECT to_regprocedure('guard.installation_mode()')")[0][0] else None
    return Finding("mode", made == settings.ENV.mode, f"made for {made or 'nothing yet'}, DAYAQ_MODE says {settings.ENV.mode}")


def roles() -> Iterator[Finding]:
    """The serving role owns nothing and bypasses nothing; the guard cannot log in."""
    name, superuser, bypass, create = rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )[0]
    yield Finding(
        "serving role",
        not (superuser or bypass or create),
        f"{name}: superuser {superuser}, bypasses row security {bypass}, creates roles or databases {create}",
    )
    owned = rows("SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)")[0][0]
    yield Finding("serving role owns nothing", owned == 0, f"{owned} tables")
    member = rows("SELECT count(*) FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = current_user)")[0][0]
    yield Finding("serving role is a member of nothing", member == 0, f"{member} memberships")
    makes = rows("SELECT has_database_privilege(current_database(), 'TEMPORARY') OR has_schema_privilege('public', 'CREATE')")[0][0]
    yield Finding("serving role makes no objects", not makes, "temporary or public objects" if makes else "neither temporary nor public")
    login = rows("SELECT rolcanlogin OR rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = 'dayaq_guard'")
    yield Finding("guard cannot log in", bool(login) and not login[0][0], "dayaq_guard")


def walls() -> Iterator[Finding]:
    """Every table about persons concerned has row security enabled and forced."""
    wanted = {model._meta.db_table for model in apps.get_models() if getattr(model, "GROUP", "staff") not in OPEN_GROUPS}  # noqa: SLF001 - Django's documented interface
    found = {
        name
        for name, on, forced in rows("SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind = 'r'")
        if on and forced
    }
    yield Finding("row security enabled and forced", wanted <= found, ", ".join(sorted(wanted - found)) or f"{len(wanted)} tables")


def functions() -> Iterator[Finding]:
    """Functions that run with other rights belong to the guard and pin their search path; no view leaks."""
    loose = rows(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE p.prosecdef AND n.nspname IN ('guard', 'public') AND (r.rolname <> 'dayaq_guard' OR p.proconfig IS NULL OR NOT 'search_path=pg_catalog, pg_temp' = ANY(p.proconfig))"
    )
    yield Finding("functions with the guard's rights", not loose, ", ".join(name for (name,) in loose) or "all pinned")
    views = rows(
        "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind = 'v' AND nspname = 'public' AND NOT coalesce(reloptions::text LIKE '%%security_invoker=true%%', false)"
    )
    yield Finding("views ask as the reader", not views, ", ".join(name for (name,) in views) or "no other views")


def logs() -> Iterator[Finding]:
    """The server's own log and activity view carry no values of rows."""
    for name, good in (
        ("log_error_verbosity", {"terse"}),
        ("log_min_error_statement", {"panic", "fatal"}),
        ("log_statement", {"none", "ddl"}),
    ):
        value = rows("SELECT setting FROM pg_settings WHERE name = %s", name)
        seen = value[0][0] if value else "not visible to the serving role"
        yield Finding(f"server log: {name}", not value or seen in good, seen)
    tracked = rows("SELECT current_setting('track_activities')")[0][0]
    yield Finding("statements of the serving role are not shown to others", tracked == "off", f"track_activities {tracked}")


def migrations() -> Finding:
    """No migration waits."""
    executor = MigrationExecutor(connection)
    waiting = [str(migration) for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    return Finding("migrations", not waiting, f"{len(waiting)} wait, the first is {waiting[0]}" if waiting else "all applied")


def pack() -> Finding:
    """The home pack is valid; its open warnings are named, not hidden."""
    home = load(settings.HOME_PACK)
    return Finding("country pack", True, f"{home.code} {home.version}, {len(home.warnings)} warnings")
