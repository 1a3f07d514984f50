"""The body that commissioned an assessment stays named: raw material is closed to it."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

SQL = (Path(__file__).parents[1] / "commissioner.sql").read_text()
TRIGGER = """
CREATE TRIGGER commissioner_stays BEFORE UPDATE ON assessment_assessment FOR EACH ROW
  WHEN (OLD.commissioner_id IS DISTINCT FROM NEW.commissioner_id) EXECUTE FUNCTION guard.commissioner_stays();
"""


class Migration(migrations.Migration):
    """One trigger."""

    dependencies = [("assessment", "0004_wall_of_the_plan")]
    operations = [
        AsGuard(SQL, "DROP FUNCTION guard.commissioner_stays();"),
        Sql(TRIGGER, "DROP TRIGGER commissioner_stays ON assessment_assessment;"),
    ]
