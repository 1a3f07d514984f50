"""The wall round the wording of guides, and how an interview is withdrawn."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, fence

SQL = (Path(__file__).parents[1] / "withdrawal.sql").read_text()


class Migration(migrations.Migration):
    """Row security by team; withdrawal as guard."""

    dependencies = [("interviews", "0003_wording")]
    operations = [
        *fence("interviews_wording", "A1", mine={"by": "user"}),
        AsGuard(SQL, "DROP FUNCTION guard.withdraw_interview(uuid);"),
    ]
