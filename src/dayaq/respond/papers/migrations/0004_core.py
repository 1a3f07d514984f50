"""Every paper of a case holds the core (G1): no set of groups is read by somebody who was not let into the file."""

from django.db import migrations, models
from django.db.models.lookups import Exact

from dayaq.base.access.wall import Sql

LET_IN = "case_id = ANY(ARRAY(SELECT guard.cases('G1')))"


def needs_core(table: str) -> Sql:
    """Whatever else a row holds, its reader was let into the file."""
    return Sql(
        f"CREATE POLICY of_a_file ON {table} AS RESTRICTIVE FOR SELECT TO dayaq_app USING ({LET_IN});", f"DROP POLICY of_a_file ON {table};"
    )


class Migration(migrations.Migration):
    """Core."""

    dependencies = [("papers", "0003_grounds")]
    operations = [
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                name="paper_core", condition=models.Q(Exact(models.F("groups").bitand(1), 1), groups__lt=512)
            ),
        ),
        needs_core("papers_paper"),
        needs_core("papers_print"),
    ]
