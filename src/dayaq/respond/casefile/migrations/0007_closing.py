"""Closings with their reasons, and which file of a person counts."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Closings."""

    dependencies = [("casefile", "0006_authorship")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="same_as",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="doubles", to="casefile.case"),
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("organisation", models.UUIDField()),
                ("by", models.UUIDField()),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("reopened_at", models.DateTimeField(null=True)),
                ("reopened_by", models.UUIDField(null=True)),
                ("reopened_reason", models.CharField(blank=True, max_length=40)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="closings", to="casefile.case"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("reopened_at__isnull", True)), fields=("case",), name="closing_once")
                ]
            },
        ),
    ]
