"""The commissioner's people stay outside of raw material, whatever body they act for at the moment."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard

SQL = (Path(__file__).parents[1] / "raw.sql").read_text()


class Migration(migrations.Migration):
    """The function again."""

    dependencies = [("assessment", "0004_wall_of_the_plan"), ("accounts", "0001_initial")]
    operations = [AsGuard(SQL)]
