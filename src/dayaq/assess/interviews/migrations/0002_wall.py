"""The wall round interviews: headers are the team's and the commissioner's, what was said is for those who read raw material."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, fence

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = "DROP FUNCTION guard.compared_documents(); DROP FUNCTION guard.coded_interviews(uuid);"
MINE = {"by": "user"}
RAW = ("consent", "note", "observation", "suggestion", "document")
OF_INTERVIEW = {"interview_id": "interviews_interview"}
OF_DOCUMENT = {"document_id": "interviews_document"}
THEME = "interviews_theme"
# Whoever coordinates the analysis may read the names of themes; coders are blind to one another, in the database too.
INNER = """
CREATE POLICY work_read ON interviews_theme FOR SELECT TO dayaq_app USING (assessment_id = ANY(ARRAY(SELECT guard.assessments('work'))));
CREATE POLICY blind ON interviews_coding AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (layer = 'agreed' OR by = (SELECT guard.user_id()) OR document_id = ANY(ARRAY(SELECT guard.compared_documents())));
CREATE POLICY own_only ON interviews_coding AS RESTRICTIVE FOR DELETE TO dayaq_app USING (by = (SELECT guard.user_id()));
REVOKE UPDATE ON interviews_coding FROM dayaq_app;
"""
OUT = """
DROP POLICY work_read ON interviews_theme; DROP POLICY blind ON interviews_coding; DROP POLICY own_only ON interviews_coding;
"""


class Migration(migrations.Migration):
    """Row security by team, and between coders."""

    dependencies = [("interviews", "0001_initial"), ("assessment", "0002_wall"), ("access", "0003_authorship")]
    operations = [
        *fence("interviews_interview", "A1", mine=MINE, same={"stakeholder_id": "assessment_stakeholder"}),
        *fence("interviews_paraphrase", "A1", mine=MINE),
        *[part for name in RAW for part in fence(f"interviews_{name}", "A2", mine=MINE, same=OF_INTERVIEW)],
        *fence("interviews_respondent", "A2", mine=MINE, same=OF_INTERVIEW, delete=True),
        *fence(THEME, "A2", mine=MINE, same={"parent_id": THEME}, delete=True),
        *fence("interviews_pass", "A2", mine=MINE, same=OF_DOCUMENT),
        *fence("interviews_coding", "A2", mine=MINE, same={**OF_DOCUMENT, "theme_id": THEME}, delete=True),
        AsGuard(SQL, GONE),
        Sql(INNER, OUT),
    ]
