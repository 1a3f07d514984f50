"""Values of protection stand in no history: more people read a group's history than work on protection.

And who does not work on protection does not learn from the tasks of a case that somebody is threatened.
"""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

TABLES = {
    "protection_subject": "id",
    **{
        f"protection_{name}": "subject_id"
        for name in (
            *("protectedperson", "link", "falsename", "letteraddress", "risk", "note"),
            *("plan", "plantext", "threat", "measure", "liability"),
        )
    },
}
SILENT = "\n".join(
    f"DROP TRIGGER record_change ON {table};"
    f"CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.record_change('none', '{column}');"
    for table, column in TABLES.items()
)
FORGET = "\n".join(f"DELETE FROM public.audit_historyg{n} WHERE kind LIKE 'protection\\_%';" for n in (1, 2, 3, 5, 7))
TASKS = """
CREATE POLICY of_protection ON casefile_task AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (kind NOT LIKE 'protection.%' OR (SELECT guard.may('protection.work')) OR (SELECT guard.may('jobs.run')));
"""


class Migration(migrations.Migration):
    """History."""

    dependencies = [("protection", "0002_wall"), ("casefile", "0008_closing_wall"), ("audit", "0001_initial")]
    operations = [Sql(SILENT), AsGuard(FORGET), Sql(TASKS, "DROP POLICY of_protection ON casefile_task;")]
