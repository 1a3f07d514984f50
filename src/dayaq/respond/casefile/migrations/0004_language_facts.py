"""Languages and interpreter are facts too: known, unknown, not asked or refused."""

from django.db import migrations, models

from dayaq.base.access.wall import MovesRows

STATES = [("known", "known"), ("unknown", "unknown"), ("not_asked", "not asked"), ("refused", "refused")]
MOVE = """
UPDATE casefile_case SET languages_state = CASE WHEN languages = '{}' THEN 'not_asked' ELSE 'known' END,
  interpreter_state = CASE WHEN interpreter_needed IS NULL THEN 'not_asked' ELSE 'known' END
"""


class Migration(migrations.Migration):
    """Two state columns, filled from what is known."""

    dependencies = [("casefile", "0003_search")]
    operations = [
        migrations.AddField(
            "case", "languages_state", models.CharField(choices=STATES, db_default="not_asked", default="not_asked", max_length=10)
        ),
        migrations.AddField(
            "case", "interpreter_state", models.CharField(choices=STATES, db_default="not_asked", default="not_asked", max_length=10)
        ),
        MovesRows("casefile_case", MOVE),
    ]
