"""The wall round builds that were asked for: in the person's own name, by who may work on it and see the answers; the desk says how it ended."""

from django.db import migrations

from dayaq.base.access.wall import Sql, authored, fence

MINE = {"by": "user"}
TOLD = ["faults"]  # by the desk, once
WORKS = "assessment_id = ANY(ARRAY(SELECT guard.assessments('work')))"
BY_DESK = "order_id IS NULL OR (SELECT guard.may('assess.desk'))"

BEFORE = authored("report_build", case="assessment_id", mine=MINE, same={})


class Migration(migrations.Migration):
    """Row security by team; what is made for somebody is made by the desk alone."""

    dependencies = [("report", "0003_order"), ("report", "0002_wall")]
    operations = [
        *fence("report_order", "A2", mine=MINE, changes=TOLD, once=TOLD, empty=TOLD, update=["assess.desk"]),
        Sql(
            f"CREATE POLICY app_works ON report_order AS RESTRICTIVE FOR INSERT TO dayaq_app WITH CHECK ({WORKS});",
            "DROP POLICY app_works ON report_order;",
        ),
        Sql(
            f"CREATE POLICY app_by_desk ON report_build AS RESTRICTIVE FOR INSERT TO dayaq_app WITH CHECK ({BY_DESK});",
            "DROP POLICY app_by_desk ON report_build;",
        ),
        Sql(BEFORE.backward, BEFORE.forward),
        authored("report_build", case="assessment_id", mine=MINE, same={"order_id": "report_order"}),
    ]
