"""The states of a referral in words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Words only: no column changes."""

    dependencies = [
        ("referral", "0003_receipt"),
    ]

    operations = [
        migrations.AlterField(
            model_name="referral",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "to be sent"),
                    ("sent", "sent"),
                    ("arrived", "arrived"),
                    ("received", "received"),
                    ("accepted", "accepted"),
                    ("declined", "not accepted"),
                    ("fed_back", "answered"),
                    ("withdrawn", "taken back"),
                    ("kept_back", "kept back: the person's no"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
    ]
