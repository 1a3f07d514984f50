"""The wall round the area's tables."""

from django.db import migrations

from dayaq.base.access.wall import wall


class Migration(migrations.Migration):
    """Row security, required context and recorded changes."""

    dependencies = [("casefile", "0001_initial"), ("access", "0002_guard")]
    operations = [
        wall("casefile_case", "G1", "id"),
        wall("casefile_casecode", "G1", update=False),
        wall("casefile_identity", "G2"),
        wall("casefile_safecontact", "G5"),
        wall("casefile_storynote", "G3", update=False),
        wall("casefile_guardian", "G7"),
        wall("casefile_assertion", "G1"),
        wall("casefile_assistance", "G1", update=False),
        wall("casefile_timelineevent", "G1", update=False),
        wall("casefile_task", "G1"),
        wall("casefile_searchnotice", "G1", insert=False),
    ]
