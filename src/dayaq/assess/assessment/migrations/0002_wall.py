"""Who works on which assessment; the wall round assessments and teams."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, fence

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = "DROP FUNCTION guard.lead_own_assessment(); DROP FUNCTION guard.assessments(text);"
# Opening: whoever works on assessments or commissions them. Teams: leads and the commissioner.
OPENING = """
DROP POLICY app_insert ON assessment_assessment;
CREATE POLICY app_insert ON assessment_assessment FOR INSERT TO dayaq_app
  WITH CHECK ((SELECT guard.may('assess.work')) OR (SELECT guard.may('assess.commission')) AND commissioner_id = (SELECT guard.organisation_id()));
DROP POLICY app_insert ON assessment_member;
CREATE POLICY app_insert ON assessment_member FOR INSERT TO dayaq_app WITH CHECK (assessment_id = ANY(ARRAY(SELECT guard.assessments('steer'))));
DROP POLICY app_update ON assessment_member;
CREATE POLICY app_update ON assessment_member FOR UPDATE TO dayaq_app USING (assessment_id = ANY(ARRAY(SELECT guard.assessments('steer'))));
CREATE TRIGGER lead_own_assessment AFTER INSERT ON assessment_assessment FOR EACH ROW EXECUTE FUNCTION guard.lead_own_assessment();
"""


class Migration(migrations.Migration):
    """Row security by team."""

    dependencies = [("assessment", "0001_initial"), ("access", "0003_authorship"), ("accounts", "0001_initial")]
    operations = [
        AsGuard(SQL, GONE),
        *fence("assessment_assessment", "A1", mine={"by": "user"}, column="id"),
        *fence("assessment_member", "A1"),
        Sql(OPENING, "DROP TRIGGER lead_own_assessment ON assessment_assessment;"),
    ]
