"""The wall round the area's tables."""

from django.db import migrations

from dayaq.base.access.wall import wall


class Migration(migrations.Migration):
    """Row security, required context and recorded changes."""

    dependencies = [("referral", "0001_initial"), ("access", "0002_guard")]
    operations = [
        wall("referral_referral", "G1"),
        wall("referral_message", "G3", update=False),
        wall("referral_breach", "G1", update=False),
    ]
