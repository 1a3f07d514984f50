"""Who does not accept a referral gives the access back."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard


class Migration(migrations.Migration):
    """One function."""

    dependencies = [
        ("referral", "0004_status_words"),
    ]

    operations = [
        AsGuard((Path(__file__).parents[1] / "narrowing.sql").read_text(), "DROP FUNCTION guard.give_back(uuid, int);"),
    ]
