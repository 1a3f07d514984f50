"""The ledger is the team's; a row of it is never changed. Who leads an assessment, for the command line."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, fence

DESK = (Path(__file__).parents[1] / "desk.sql").read_text()
FINAL = "DROP POLICY app_update ON results_release; REVOKE UPDATE ON results_release FROM dayaq_app;"


class Migration(migrations.Migration):
    """Row security by team; no change."""

    dependencies = [("results", "0001_initial"), ("assessment", "0002_wall")]
    operations = [
        AsGuard(DESK, "DROP FUNCTION guard.leads(text);"),
        *fence("results_release", "A1", mine={"by": "user"}),
        Sql(FINAL),
    ]
