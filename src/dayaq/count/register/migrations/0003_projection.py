"""The queue becomes a list of markers that only grows, and the guard learns to project, measure and take cells in."""

from pathlib import Path

from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, Sql

SQL = (Path(__file__).parents[1] / "register.sql").read_text()
FUNCTIONS = (
    "measure(text, text, date, date, text[], jsonb)",
    "coverage(text)",
    "declare_dataset(text, text, jsonb, text, text)",
    "contribute(text, jsonb)",
    "may_count()",
    "may_contribute()",
    "configure(text, jsonb)",
    "freeze(uuid)",
    "rebuild()",
    "project(int)",
    "refresh(uuid[])",
    "facts(uuid[])",
    "source_kind(text)",
    "mark_dirty()",
)
WATCHED = {
    "access_file": "id",
    "casefile_case": "id",
    "casefile_assertion": "case_id",
    "casefile_assistance": "case_id",
    "referral_referral": "case_id",
    "referral_breach": "case_id",
    "identification_formaldecision": "case_id",
}
CLOSED = """
ALTER TABLE register_dirty ENABLE ROW LEVEL SECURITY; ALTER TABLE register_dirty FORCE ROW LEVEL SECURITY;
CREATE POLICY guard_all ON register_dirty TO dayaq_guard USING (true) WITH CHECK (true);
REVOKE ALL ON register_dirty FROM dayaq_app;
REVOKE INSERT, UPDATE, DELETE ON register_dataset FROM dayaq_app;
"""


class Migration(migrations.Migration):
    """Project the case files into the register."""

    dependencies = [
        ("register", "0002_wall"),
        ("access", "0002_guard"),
        ("accounts", "0001_initial"),
        ("casefile", "0002_wall"),
        ("referral", "0002_wall"),
        ("identification", "0002_wall"),
    ]
    operations = [
        migrations.DeleteModel(name="Dirty"),
        migrations.CreateModel(
            name="Marker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("mark", models.BigIntegerField(default=0)),
            ],
            options={"db_table": "register_dirty", "indexes": [models.Index(fields=["file_id"], name="dirty_file")]},
        ),
        Sql(CLOSED),
        AsGuard(SQL, "".join(f"DROP FUNCTION guard.{function};" for function in FUNCTIONS) + "DROP TABLE guard.setting;"),
        Sql(
            "".join(
                f"CREATE TRIGGER mark_dirty AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.mark_dirty('{column}');"
                for table, column in WATCHED.items()
            ),
            "".join(f"DROP TRIGGER mark_dirty ON {table};" for table in WATCHED),
        ),
    ]
