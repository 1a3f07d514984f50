"""What a row points at belongs to the same file or the same assessment: the function once more, where it was made before."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard

AUTHORSHIP = (Path(__file__).parents[1] / "authorship.sql").read_text()


class Migration(migrations.Migration):
    """Pointing."""

    dependencies = [("access", "0003_authorship")]
    operations = [AsGuard(AUTHORSHIP)]
