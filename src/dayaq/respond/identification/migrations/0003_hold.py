"""What a removal hold remembers of its clock, the person's consent to a hint, and the check by a case's code."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, wall

CHECK = (Path(__file__).resolve().parents[1] / "guard.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """One walled table, two columns, an index, one guard function."""

    dependencies = [
        ("casefile", "0003_search"),
        ("identification", "0002_wall"),
    ]

    operations = [
        migrations.CreateModel(
            name="HoldConsent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("organisation", models.UUIDField()),
                ("by", models.UUIDField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="removalhold",
            name="clock_started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="removalhold",
            name="lifted_reason",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddIndex(
            model_name="formaldecision",
            index=models.Index(fields=["case", "at"], name="decision_case"),
        ),
        migrations.AddField(
            model_name="holdconsent",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="hold_consents", to="casefile.case"),
        ),
        wall("identification_holdconsent", "G1"),
        AsGuard(CHECK, "DROP FUNCTION guard.removal_check(text);"),
    ]
