"""Codings of agreed texts are no longer hidden from the other coders of the team."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard

SQL = (Path(__file__).parents[1] / "agreed.sql").read_text()


class Migration(migrations.Migration):
    """The checking function, told anew."""

    dependencies = [("interviews", "0004_wall_of_wording")]
    operations = [AsGuard(SQL)]
