"""The ledger is the team's; a row of it is never changed."""

from django.db import migrations

from dayaq.base.access.wall import Sql, fence

FINAL = "DROP POLICY app_update ON results_release; REVOKE UPDATE ON results_release FROM dayaq_app;"


class Migration(migrations.Migration):
    """Row security by team; no change."""

    dependencies = [("results", "0001_initial"), ("assessment", "0002_wall")]
    operations = [
        *fence("results_release", "A1", mine={"by": "user"}),
        Sql(FINAL),
    ]
