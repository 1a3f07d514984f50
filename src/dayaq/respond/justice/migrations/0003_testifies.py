"""Who testifies stands with the proceedings: entries of the timeline about them are for whoever reads that part, and the writer's body."""

from django.db import migrations

from dayaq.base.access.wall import Sql

TESTIFIES = """
CREATE POLICY of_proceedings ON casefile_timelineevent AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (kind NOT IN ('justice.linked', 'justice.word', 'justice.asked', 'justice.hearing')
         OR organisation = (SELECT guard.organisation_id()) OR case_id = ANY(ARRAY(SELECT guard.cases('G6'))));
"""


class Migration(migrations.Migration):
    """Testifies."""

    dependencies = [("justice", "0002_wall"), ("casefile", "0008_closing_wall")]
    operations = [Sql(TESTIFIES, "DROP POLICY of_proceedings ON casefile_timelineevent;")]
