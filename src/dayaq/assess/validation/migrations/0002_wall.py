"""The wall round workshops; the two functions behind a group's link."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, fence

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = "DROP FUNCTION guard.cast_ballot(text, jsonb, text); DROP FUNCTION guard.ballot_door(text);"
SIGNED = {"workshop", "tally", "feedback", "settled"}
TABLES = ("workshop", "attendance", "group", "door", "ballot", "tally", "feedback", "settled")


class Migration(migrations.Migration):
    """Row security by team."""

    dependencies = [("validation", "0001_initial"), ("assessment", "0002_wall")]
    operations = [
        *[
            part
            for name in TABLES
            for part in fence(
                f"validation_{name}", "A1", mine={"by": "user"} if name in SIGNED else {}, delete=name not in ("workshop", "settled")
            )
        ],
        AsGuard(SQL, GONE),
    ]
