"""Who sees what of a survey: the plan is the team's, who is asked and what was answered only of those who work with answers.

The survey desk (the service that serves respondents) finds a link and its survey, and alone writes answers. Tables of
answers have no trigger: nothing records when a row came, or through whom.
"""

from django.db import migrations

from dayaq.base.access.wall import Sql, fence

SURVEY = "assessment_id = ANY(ARRAY(SELECT guard.assessments('survey')))"
RAW = "assessment_id = ANY(ARRAY(SELECT guard.assessments('raw')))"


def desk_reads(table: str) -> Sql:
    """The survey desk sees the rows, too."""
    return Sql(f"CREATE POLICY desk_read ON {table} FOR SELECT TO dayaq_app USING ({SURVEY});", f"DROP POLICY desk_read ON {table};")


def desk_adds(table: str) -> Sql:
    """The survey desk writes new rows, too: invitations that respondents pass on."""
    return Sql(
        f"CREATE POLICY desk_insert ON {table} FOR INSERT TO dayaq_app WITH CHECK ({SURVEY});", f"DROP POLICY desk_insert ON {table};"
    )


def answers(table: str, *, seen_by: str = SURVEY, verbs: str) -> Sql:
    """A table without any trail: the desk alone writes it; ``verbs`` among INSERT, UPDATE, DELETE."""
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);",
        f"CREATE POLICY app_read ON {table} FOR SELECT TO dayaq_app USING ({seen_by});",
        f"REVOKE ALL ON {table} FROM dayaq_app; GRANT SELECT, {verbs} ON {table} TO dayaq_app;",
    ]
    clauses = {"INSERT": f"WITH CHECK ({SURVEY})", "UPDATE": f"USING ({SURVEY}) WITH CHECK ({SURVEY})", "DELETE": f"USING ({SURVEY})"}
    lines += [
        f"CREATE POLICY app_{verb.lower()} ON {table} FOR {verb} TO dayaq_app {clause};"
        for verb, clause in clauses.items()
        if verb in verbs
    ]
    return Sql("\n".join(lines), f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;")


class Migration(migrations.Migration):
    """Row security by team and by task."""

    dependencies = [("survey", "0001_initial"), ("assessment", "0002_wall")]
    operations = [
        *fence("survey_survey", "A1", mine={"by": "user"}),
        *fence("survey_invitation", "A2"),
        *fence("survey_link", "A2", same={"invitation_id": "survey_invitation"}),
        *fence("survey_intake", "A2", mine={"by": "user"}),
        *fence("survey_paper", "A2"),
        *fence("survey_entry", "A2", mine={"by": "user"}, same={"paper_id": "survey_paper"}, delete=True),
        *[desk_reads(table) for table in ("survey_survey", "survey_invitation", "survey_link")],
        *[desk_adds(table) for table in ("survey_invitation", "survey_link")],
        answers("survey_used", seen_by=f"{RAW} OR {SURVEY}", verbs="INSERT"),
        answers("survey_draft", verbs="INSERT, UPDATE, DELETE"),
        answers("survey_urn", verbs="INSERT, DELETE"),
        answers("survey_response", seen_by=f"{RAW} OR {SURVEY}", verbs="INSERT, DELETE"),
    ]
