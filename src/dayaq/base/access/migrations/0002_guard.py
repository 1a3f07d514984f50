"""The guard: keys, signed context, checking functions, audit trigger; then the wall round files, grants and the trail."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access import wall

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
GROUPS = ("g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9")


def read_only(table: str, policy: str) -> str:
    """Row security for a table that only the guard writes; the serving role reads what ``policy`` allows."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);
CREATE POLICY app_read ON {table} FOR SELECT TO dayaq_app USING ({policy});
REVOKE ALL ON {table} FROM dayaq_app; GRANT SELECT ON {table} TO dayaq_app;
"""


EVENTS = """(SELECT guard.may('audit.read')) OR actor = (SELECT guard.user_id())
 OR (action = 'read' AND case_id = ANY(ARRAY(SELECT guard.owned())))"""

WALLS = "".join(
    [
        read_only("access_file", "id = ANY(ARRAY(SELECT guard.cases('G1')))"),
        read_only("access_grant", "file_id = ANY(ARRAY(SELECT guard.cases('G1')))"),
        read_only("audit_event", EVENTS),
        *(read_only(f"audit_history{g}", f"case_id = ANY(ARRAY(SELECT guard.cases('{g.upper()}')))") for g in GROUPS),
        read_only("audit_historystaff", "(SELECT guard.may('audit.read'))"),
        "REVOKE INSERT, UPDATE, DELETE ON access_role FROM dayaq_app;",
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION guard.no_change();",
        "CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON access_file FOR EACH ROW EXECUTE FUNCTION guard.record_change('G1', 'id');",
        "CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON access_grant FOR EACH ROW EXECUTE FUNCTION guard.record_change('G1', 'file_id');",
        "CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON access_role FOR EACH ROW EXECUTE FUNCTION guard.record_change('none', '');",
        *(
            f"CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON accounts_{table} FOR EACH ROW EXECUTE FUNCTION guard.record_change('staff', '');"
            for table in ("organisation", "unit", "user", "membership", "affiliation")
        ),
    ]
)


class Migration(migrations.Migration):
    """Build the guard."""

    dependencies = [("access", "0001_initial"), ("accounts", "0001_initial"), ("audit", "0001_initial")]
    operations = [
        wall.AsGuard(SQL, "DROP SCHEMA guard CASCADE; CREATE SCHEMA guard;"),
        wall.Sql(WALLS),
    ]
