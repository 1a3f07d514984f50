"""The wall round the area's tables."""

from django.db import migrations

from dayaq.base.access.wall import wall


class Migration(migrations.Migration):
    """Row security, required context and recorded changes."""

    dependencies = [("identification", "0001_initial"), ("access", "0002_guard")]
    operations = [
        wall("identification_stage", "G1"),
        wall("identification_formaldecision", "G1"),
        wall("identification_reasoning", "G3", update=False),
        wall("identification_personnotice", "G1", update=False),
        wall("identification_review", "G1"),
        wall("identification_coassessment", "G3", update=False),
        wall("identification_removalhold", "G1"),
    ]
