"""The wall round the area's tables."""

from django.db import migrations

from dayaq.base.access.wall import wall


class Migration(migrations.Migration):
    """Row security, required context and recorded changes."""

    dependencies = [("screening", "0001_initial"), ("access", "0002_guard")]
    operations = [
        wall("screening_screening", "G3"),
        wall("screening_answer", "G3"),
    ]
