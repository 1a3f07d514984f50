"""Mail to respondents is nobody's to read along."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A mark on mail."""

    dependencies = [("jobs", "0002_recorded")]
    operations = [migrations.AddField("mail", "private", models.BooleanField(default=False))]
