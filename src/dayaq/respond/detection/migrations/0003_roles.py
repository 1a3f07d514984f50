"""In which role the law sees a person stands with the proceedings (G6); the timeline tells it to nobody else but the writer's body."""

from django.db import migrations

from dayaq.base.access.wall import Sql

ROLES = """
CREATE POLICY of_roles ON casefile_timelineevent AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (kind NOT IN ('detection.turned_suspect', 'detection.turned_victim', 'detection.role', 'detection.coercion_checked')
         OR organisation = (SELECT guard.organisation_id()) OR case_id = ANY(ARRAY(SELECT guard.cases('G6'))));
"""


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [("detection", "0002_wall"), ("casefile", "0008_closing_wall")]
    operations = [Sql(ROLES, "DROP POLICY of_roles ON casefile_timelineevent;")]
