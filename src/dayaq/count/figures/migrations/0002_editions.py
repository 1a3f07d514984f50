"""Published figures know their days and their editions; only those who may load figures add some."""

from pathlib import Path

from django.db import migrations, models
from django.utils import timezone

from dayaq.base.access.wall import AsGuard, Sql

SQL = (Path(__file__).parents[1] / "figures.sql").read_text()


class Migration(migrations.Migration):
    """Periods as days, editions, and the door for loading."""

    dependencies = [("figures", "0001_initial"), ("register", "0003_projection")]
    operations = [
        migrations.AlterField("published", "reference", models.CharField(max_length=20)),
        migrations.AddField("published", "starts", models.DateField(null=True)),
        migrations.AddField("published", "ends", models.DateField(null=True)),
        migrations.AddField(
            "published", "recorded_at", models.DateTimeField(auto_now_add=True, default=timezone.now), preserve_default=False
        ),
        migrations.AddField("published", "superseded_at", models.DateTimeField(null=True)),
        migrations.AddIndex("published", models.Index(fields=["country", "starts"], name="published_period")),
        migrations.AddConstraint(
            "published",
            models.UniqueConstraint(fields=["reference"], name="published_once", condition=models.Q(("superseded_at__isnull", True))),
        ),
        Sql(
            "REVOKE INSERT, UPDATE, DELETE ON figures_published FROM dayaq_app;",
            "GRANT INSERT, UPDATE, DELETE ON figures_published TO dayaq_app;",
        ),
        AsGuard(SQL, "DROP FUNCTION guard.publish(jsonb); DROP FUNCTION guard.write_published(jsonb);"),
    ]
