"""The wall round closings."""

from django.db import migrations

from dayaq.base.access.wall import authored, wall

LATER = ["reopened_at", "reopened_by", "reopened_reason"]


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [("casefile", "0007_closing"), ("access", "0005_house")]
    operations = [
        wall("casefile_closing", "G1"),
        authored(
            "casefile_closing",
            mine={"by": "user", "organisation": "organisation"},
            signed=["reopened_by"],
            changes=LATER,
            once=LATER,
            empty=LATER,
        ),
    ]
