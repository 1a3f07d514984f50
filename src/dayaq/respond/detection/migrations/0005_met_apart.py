"""The number stands apart now; the event itself no longer holds it."""

from django.db import migrations


class Migration(migrations.Migration):
    """Met apart."""

    dependencies = [("detection", "0004_met")]
    operations = [
        migrations.RemoveConstraint(model_name="event", name="event_persons"),
        migrations.RemoveField(model_name="event", name="persons_met"),
    ]
