"""A finding may stand without a recommendation; then it says why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The reason."""

    dependencies = [("findings", "0002_wall")]
    operations = [migrations.AddField("finding", "alone", models.TextField(blank=True, default=""), preserve_default=False)]
