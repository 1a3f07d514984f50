"""Searches waiting for the guard, its functions for the case file, and a code for whoever is let in."""

import uuid
from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, Sql

FUNCTIONS = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = """
DROP FUNCTION guard.code_for_grant(); DROP FUNCTION guard.new_code(text); DROP FUNCTION guard.writes_of(uuid);
DROP FUNCTION guard.deliver_search_notices(); DROP FUNCTION guard.ask_search(text[], int); DROP FUNCTION guard.blind(text[]); DROP TABLE guard.search_salt;
"""
CLOSED = """
REVOKE ALL ON casefile_searchrequest FROM dayaq_app;
ALTER TABLE casefile_searchrequest ENABLE ROW LEVEL SECURITY; ALTER TABLE casefile_searchrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY guard_all ON casefile_searchrequest TO dayaq_guard USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    """Search requests and guard functions."""

    dependencies = [("casefile", "0002_wall")]
    operations = [
        migrations.CreateModel(
            name="SearchRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("user", models.UUIDField()),
                ("unit", models.UUIDField(null=True)),
                ("organisation", models.UUIDField(null=True)),
                ("digests", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), default=list, size=None)),
                ("born", models.SmallIntegerField(null=True)),
            ],
        ),
        Sql(CLOSED),
        AsGuard(FUNCTIONS, GONE),
        Sql(
            "CREATE TRIGGER code_for_grant AFTER INSERT ON access_grant FOR EACH ROW EXECUTE FUNCTION guard.code_for_grant();",
            "DROP TRIGGER code_for_grant ON access_grant;",
        ),
    ]
