"""The wall round stakeholders, sources, treaties, inquiries and steps; names and refusals behind the inner one."""

from django.db import migrations

from dayaq.base.access.wall import Sql, fence

MINE = {"by": "user"}
OF_STAKEHOLDER = {"stakeholder_id": "assessment_stakeholder"}
WORK = ("stakeholder", "source", "treaty", "inquiry")
# A journey is written down when a file is made or read in, which happens as guard; nobody says it from a page.
NO_WRITES = "REVOKE INSERT, UPDATE ON assessment_journey FROM dayaq_app;"


class Migration(migrations.Migration):
    """Row security by team."""

    dependencies = [("assessment", "0003_plan")]
    operations = [
        *fence("assessment_step", "A1"),
        *[part for name in WORK for part in fence(f"assessment_{name}", "A1", mine=MINE, delete=name in ("treaty", "inquiry"))],
        *fence("assessment_approach", "A2", mine=MINE, same=OF_STAKEHOLDER),
        *fence("assessment_contact", "A2", mine=MINE, same=OF_STAKEHOLDER, delete=True),
        *fence("assessment_journey", "A1", mine=MINE),
        Sql(NO_WRITES),
    ]
