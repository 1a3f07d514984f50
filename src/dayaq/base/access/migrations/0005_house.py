"""What a body keeps for itself: whose rows the acting person may read or write by permission."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

HOUSE = """
-- The acting person's organisation or unit, if the role carries one of the permissions; nothing otherwise.
CREATE FUNCTION guard.house(wanted text[], whose text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 1 AS $$
  SELECT CASE whose WHEN 'unit' THEN c.unit_id ELSE c.organisation_id END FROM guard.context() c
  WHERE c.permissions && wanted AND c.organisation_id IS NOT NULL
$$;
REVOKE ALL ON FUNCTION guard.house(text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.house(text[], text) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """Houses."""

    dependencies = [("access", "0004_pointing")]
    operations = [AsGuard(HOUSE, "DROP FUNCTION guard.house(text[], text);")]
