"""Who invites, in the respondent's eyes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("survey", "0002_wall")]
    operations = [migrations.AddField("survey", "host", models.CharField(max_length=200, blank=True, default=""), preserve_default=False)]
