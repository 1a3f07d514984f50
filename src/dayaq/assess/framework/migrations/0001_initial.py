"""Published instruments and drafts."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """The two tables."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60)),
                ("country", models.CharField(blank=True, default="", max_length=2)),
                ("base", models.CharField(blank=True, default="", max_length=80)),
                ("content", models.JSONField()),
                ("by", models.UUIDField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("code", "country"), name="draft_once")]},
        ),
        migrations.CreateModel(
            name="InstrumentVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("country", models.CharField(blank=True, default="", max_length=2)),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("remark", models.CharField(blank=True, default="", max_length=500)),
                ("published_at", models.DateTimeField()),
                ("by", models.UUIDField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("code", "country", "version"), name="instrument_version_once")]},
        ),
    ]
