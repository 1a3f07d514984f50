"""The pages of the trail: marks of files that tell nothing, and the newest events first without sorting them all."""

from pathlib import Path

from django.db import migrations, models

from dayaq.base.access.wall import AsGuard

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = "DROP FUNCTION guard.trail_files(text), guard.trail_marks(uuid[]), guard.trail_mark(uuid, bytea); DROP TABLE guard.trail_salt;"


class Migration(migrations.Migration):
    """Marks and index."""

    dependencies = [("audit", "0001_initial"), ("access", "0003_authorship")]
    operations = [
        AsGuard(SQL, GONE),
        migrations.AddIndex("event", models.Index(fields=["at", "id"], name="event_at")),
    ]
