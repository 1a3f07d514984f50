"""The wall round workshops; the two functions behind a group's link."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, fence

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = "DROP FUNCTION guard.cast_ballot(text, jsonb, text); DROP FUNCTION guard.ballot_door(text);"
MINE = {"by": "user"}
WORKSHOP = {"workshop_id": "validation_workshop"}
GROUP = {"group_id": "validation_group"}
RECOMMENDATION = {"recommendation_id": "findings_recommendation"}


class Migration(migrations.Migration):
    """Row security by team."""

    dependencies = [("validation", "0001_initial"), ("assessment", "0002_wall")]
    operations = [
        *fence("validation_workshop", "A1", mine=MINE),
        *fence("validation_attendance", "A1", same=WORKSHOP, delete=True),
        *fence("validation_group", "A1", same=WORKSHOP, delete=True),
        *fence("validation_door", "A1", same=GROUP, delete=True),
        *fence("validation_ballot", "A1", same=GROUP, delete=True),
        *fence("validation_tally", "A1", mine=MINE, same=WORKSHOP, delete=True),
        *fence("validation_feedback", "A1", mine=MINE, same=WORKSHOP | RECOMMENDATION, delete=True),
        *fence("validation_settled", "A1", mine=MINE, same=WORKSHOP | RECOMMENDATION),
        AsGuard(SQL, GONE),
    ]
