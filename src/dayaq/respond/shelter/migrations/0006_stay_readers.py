"""That somebody is sheltered at all is for whoever reads the stay: not for every colleague of the house's unit or body."""

from django.db import migrations

from dayaq.base.access.wall import Sql

READS = "(SELECT guard.may('shelter.manage'))"
MAY_KNOW = "case_id = ANY(ARRAY(SELECT guard.cases('G5')))"
BEFORE = ("organisation = (SELECT guard.organisation_id())", "unit = (SELECT guard.unit_id())")
AFTER = tuple(f"{mine} AND {READS}" for mine in BEFORE)


def policies(entry: str, task: str) -> str:
    """Who reads the entries and tasks of a house."""
    return f"""
DROP POLICY IF EXISTS of_a_house ON casefile_timelineevent; DROP POLICY IF EXISTS of_a_house ON casefile_task;
CREATE POLICY of_a_house ON casefile_timelineevent AS RESTRICTIVE FOR SELECT TO dayaq_app USING (kind NOT LIKE 'shelter.%' OR {entry} OR {MAY_KNOW});
CREATE POLICY of_a_house ON casefile_task AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (kind NOT LIKE 'shelter.%' OR {task} OR (SELECT guard.may('jobs.run')) OR {MAY_KNOW});
"""


class Migration(migrations.Migration):
    """Stay readers."""

    dependencies = [("shelter", "0005_one_window")]
    operations = [Sql(policies(*AFTER), policies(*BEFORE))]
