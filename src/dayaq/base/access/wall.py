"""The wall as migration operations: row security, checking functions, history.

``Wall`` turns one table into a walled table: row security enabled and forced, policies by field group,
a context required for writes, every change audited. ``AsGuard`` runs SQL as the guard role, which owns the
checking functions and cannot log in. Policies read ``= ANY(ARRAY(SELECT ...))``: evaluated once a statement.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

PREPARE = """
SET ROLE pg_database_owner; -- on server 15 the owner role, which inherits nothing, must step into it
GRANT ALL ON SCHEMA public TO dayaq_owner;
GRANT USAGE ON SCHEMA public TO dayaq_app, dayaq_guard;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
RESET ROLE;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO dayaq_app, dayaq_guard;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO dayaq_app, dayaq_guard;
CREATE SCHEMA IF NOT EXISTS guard AUTHORIZATION dayaq_guard;
DO $$ BEGIN -- whoever makes temporary types can slip his own "uuid" under a function that runs with other rights
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO dayaq_guard', current_database());
END $$;
"""


def prepare(using: str, **_: Any) -> None:
    """Before any migration: rights of the roles on tables yet to come, and the guard's schema."""
    from django.db import connections

    if using == "owner":
        with connections[using].cursor() as cursor:
            cursor.execute(PREPARE)


class Sql(Operation):
    """An operation that is plain SQL both ways."""

    reversible = True

    def __init__(self, forward: str, backward: str = "") -> None:
        self.forward, self.backward = forward, backward

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models' state does not change."""

    def run(self, editor: BaseDatabaseSchemaEditor, text: str) -> None:
        """Execute ``text`` as the migrating role."""
        if text:
            with editor.connection.cursor() as cursor:
                cursor.execute(text)

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        """Build."""
        self.run(schema_editor, self.forward)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        """Take down."""
        self.run(schema_editor, self.backward)

    def describe(self) -> str:
        """Say what the operation is."""
        return type(self).__name__


class AsGuard(Sql):
    """SQL run as the guard role: checking functions and the tables only it may touch."""

    def run(self, editor: BaseDatabaseSchemaEditor, text: str) -> None:
        """Execute ``text`` as guard; the role is given back in any case by the transaction's end."""
        super().run(editor, f"SET LOCAL ROLE dayaq_guard;\n{text}\n;RESET ROLE;" if text else "")


def wall(
    table: str,
    group: str,
    case: str = "case_id",
    *,
    insert: bool = True,
    update: bool = True,
    delete: bool = False,
    also: str = "",
    history: bool = True,
) -> Sql:
    """Return the operation that walls ``table``, whose rows belong to one file and one field group.

    ``case`` is the column with the file's id. ``insert``/``update``/``delete`` say what the serving role may do
    at all; within that the grant decides (``guard.writable``). ``also`` is a further condition on every row, for what
    belongs to one person or unit; such a table keeps no values in the group's history (``history=False``), which more people read.
    """
    further = f" AND {also}" if also else ""
    readable = f"{case} = ANY(ARRAY(SELECT guard.cases('{group}'))){further}"
    writable = f"{case} = ANY(ARRAY(SELECT guard.writable('{group}'))){further}"
    return walled(
        table, readable, writable, triggers(table, group if history else "none", case), insert=insert, update=update, delete=delete
    )


def wall_by_row(table: str, case: str = "case_id", *, own: str = "") -> Sql:
    """Return the operation that walls a table whose rows name their group themselves, in the column ``group``.

    For attachments only: the same paper can be health, money or proceedings, and nine tables of one shape would each need
    their own pages. A row still belongs to exactly one group, it never changes it, and who reads it is asked for that group.
    ``own`` names the column of the author: G9 is nobody's ceiling, its rows are their author's alone, who was let into the case.
    No values go to the history.
    """

    def asked(function: str) -> str:
        parts = []
        for n in range(1, 10):
            if own and n == 9:
                let_in = f"{case} = ANY(ARRAY(SELECT guard.cases('G1'))) AND \"{own}\" = (SELECT guard.user_id())"
            else:
                let_in = f"{case} = ANY(ARRAY(SELECT guard.{function}('G{n}')))"
            parts.append(f"(\"group\" = 'G{n}' AND {let_in})")
        return f"({' OR '.join(parts)})"

    return walled(table, asked("cases"), asked("writable"), triggers(table, "none", case))


def wall_by_groups(table: str, case: str = "case_id", column: str = "groups") -> Sql:
    """Return the operation that walls a table whose rows hold several groups at once, as a bit mask in ``column``.

    For papers only: a paper says a name beside what happened. Whoever reads it must be let into every group it holds; a row
    never changes its mask. No values go to the history.
    """

    def asked(function: str) -> str:
        parts = [f"({column} & guard.bit('G{n}') = 0 OR {case} = ANY(ARRAY(SELECT guard.{function}('G{n}'))))" for n in range(1, 10)]
        return f"({' AND '.join(parts)})"

    return walled(
        table, asked("cases"), f"{case} = ANY(ARRAY(SELECT guard.writable('G1'))) AND {asked('cases')}", triggers(table, "none", case)
    )


def walled(
    table: str, readable: str, writable: str, beneath: str, *, insert: bool = True, update: bool = True, delete: bool = False
) -> Sql:
    """Row security by two conditions, with the triggers ``beneath``."""
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);",
        f"CREATE POLICY app_read ON {table} FOR SELECT TO dayaq_app USING ({readable});",
        f"REVOKE ALL ON {table} FROM dayaq_app; GRANT SELECT ON {table} TO dayaq_app;",
    ]
    if insert:
        lines.append(
            f"CREATE POLICY app_insert ON {table} FOR INSERT TO dayaq_app WITH CHECK ({writable}); GRANT INSERT ON {table} TO dayaq_app;"
        )
    if update:
        lines.append(
            f"CREATE POLICY app_update ON {table} FOR UPDATE TO dayaq_app USING ({writable}) WITH CHECK ({writable}); GRANT UPDATE ON {table} TO dayaq_app;"
        )
    if delete:
        lines.append(
            f"CREATE POLICY app_delete ON {table} FOR DELETE TO dayaq_app USING ({writable}); GRANT DELETE ON {table} TO dayaq_app;"
        )
    lines.append(beneath)
    return Sql(
        "\n".join(lines),
        f"DROP TRIGGER context_required ON {table}; DROP TRIGGER record_change ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def triggers(table: str, group: str, case: str) -> str:
    """SQL of the two triggers every walled table carries: a context is required, a change is recorded."""
    return (
        f"CREATE TRIGGER context_required BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION guard.require_context();\n"
        f"CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.record_change('{group}', '{case}');"
    )


def fence(
    table: str, group: str, *, mine: dict[str, str] | None = None, column: str = "assessment_id", delete: bool = False, **said: Any
) -> list[Sql]:
    """Return the operations that wall a table of an assessment: its team reads and writes it, nobody else.

    ``group`` A1 is the work, A2 what respondents said. ``column`` holds the assessment's id, ``mine`` names columns
    with who wrote the row ({"by": "user"}), ``said`` is what else ``authored`` takes, first of all ``same``: tables of
    the same assessment that the row points at. Changes go to the trail without values; judgements keep their own history.
    """
    reads, writes = ("read", "work") if group == "A1" else ("raw", "raw")
    readable, writable = (f"{column} = ANY(ARRAY(SELECT guard.assessments('{need}')))" for need in (reads, writes))
    rights = "SELECT, INSERT, UPDATE, DELETE" if delete else "SELECT, INSERT, UPDATE"
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);",
        f"CREATE POLICY app_read ON {table} FOR SELECT TO dayaq_app USING ({readable});",
        f"CREATE POLICY app_insert ON {table} FOR INSERT TO dayaq_app WITH CHECK ({writable});",
        f"CREATE POLICY app_update ON {table} FOR UPDATE TO dayaq_app USING ({writable}) WITH CHECK ({writable});",
        f"CREATE POLICY app_delete ON {table} FOR DELETE TO dayaq_app USING ({writable});" if delete else "",
        f"REVOKE ALL ON {table} FROM dayaq_app; GRANT {rights} ON {table} TO dayaq_app;",
        triggers(table, "none", ""),
    ]
    undo = (
        f"DROP TRIGGER context_required ON {table}; DROP TRIGGER record_change ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )
    return [Sql("\n".join(lines), undo), authored(table, case=column, mine=mine or {}, **said)]


def house(
    table: str,
    *,
    reads: Sequence[str],
    writes: Sequence[str],
    everywhere: Sequence[str] = (),
    column: str = "organisation",
    unit: bool = False,
    delete: bool = False,
    mine: dict[str, str] | None = None,
    **said: Any,
) -> list[Sql]:
    """Return the operations that wall a table a body keeps for itself (group B1): its calls, beds, ledger.

    Rows belong to the organisation, or with ``unit`` to the unit, whose id stands in ``column``. Its people with a permission
    of ``reads`` read, with one of ``writes`` write; people with one of ``everywhere`` read the rows of every body. ``mine`` and
    ``said`` go to ``authored``; the column itself is always the acting one's own.
    """
    whose = "unit" if unit else "organisation"
    readable, writable = (f"{column} = ANY(ARRAY(SELECT guard.house('{{{','.join(need)}}}', '{whose}')))" for need in (reads, writes))
    wide = "".join(f" OR (SELECT guard.may('{one}'))" for one in everywhere)
    rights = "SELECT, INSERT, UPDATE, DELETE" if delete else "SELECT, INSERT, UPDATE"
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);",
        f"CREATE POLICY app_read ON {table} FOR SELECT TO dayaq_app USING ({readable}{wide});",
        f"CREATE POLICY app_insert ON {table} FOR INSERT TO dayaq_app WITH CHECK ({writable});",
        f"CREATE POLICY app_update ON {table} FOR UPDATE TO dayaq_app USING ({writable}) WITH CHECK ({writable});",
        f"CREATE POLICY app_delete ON {table} FOR DELETE TO dayaq_app USING ({writable});" if delete else "",
        f"REVOKE ALL ON {table} FROM dayaq_app; GRANT {rights} ON {table} TO dayaq_app;",
        triggers(table, "none", ""),
    ]
    undo = (
        f"DROP TRIGGER context_required ON {table}; DROP TRIGGER record_change ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )
    return [Sql("\n".join(lines), undo), authored(table, case=column, mine={column: whose, **(mine or {})}, **said)]


def authored(table: str, *, case: str = "case_id", **said: Any) -> Sql:
    """Return the operation that makes a table's rows true to the acting person: nobody writes in another's name.

    What may be said (mine, signed, changes, once, empty, own, same, beneath, insert, update) stands in ``authorship.sql``.
    """
    words = json.dumps({"case": case, **said})
    return Sql(
        f"CREATE TRIGGER true_to_context BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.true_to_context('{words}');",
        f"DROP TRIGGER true_to_context ON {table};",
    )


def recorded(table: str, group: str = "staff") -> Sql:
    """Return the operation that audits a table about no person concerned (staff, rules): no row security."""
    return Sql(
        f"CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.record_change('{group}', '');",
        f"DROP TRIGGER record_change ON {table};",
    )


class MovesRows(Operation):
    """A data migration on walled tables: ``move(cursor) -> rows touched`` runs as guard and must touch some.

    Under forced row security the owner updates no row and gets no error; here an empty move of a table
    that has rows fails instead.
    """

    reversible = False

    def __init__(self, table: str, statement: str) -> None:
        self.table, self.statement = table, statement

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models' state does not change."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        """Run the statement as guard and compare the count of rows before and after."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE dayaq_guard")
            cursor.execute(f"SELECT count(*) FROM {self.table}")
            row = cursor.fetchone()
            cursor.execute(self.statement)
            touched = cursor.rowcount
            cursor.execute("RESET ROLE")
        if row and row[0] and not touched:
            raise RuntimeError(f"the data migration of {self.table} touched none of {row[0]} rows")
