"""The register is the guard's alone: the serving role gets cells from measure functions, never rows."""

from django.db import migrations

from dayaq.base.access.wall import Sql

CLOSED = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);
REVOKE ALL ON {table} FROM dayaq_app;
"""
    for table in ("register_row", "register_dirty")
)


class Migration(migrations.Migration):
    """Close the register."""

    dependencies = [("register", "0001_initial"), ("access", "0002_guard")]
    operations = [Sql(CLOSED)]
