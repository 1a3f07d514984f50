"""The wall round the costs of a return: money of the file; a row stays as it was written."""

from django.db import migrations

from dayaq.base.access.wall import authored, wall


class Migration(migrations.Migration):
    """Row security and authorship of costs."""

    dependencies = [("residence", "0003_cost")]
    operations = [
        wall("residence_returncost", "G8", update=False),
        authored(
            "residence_returncost",
            mine={"by": "user", "organisation": "organisation"},
            same={"journey_id": "residence_return"},
            insert=["residence.work"],
        ),
    ]
