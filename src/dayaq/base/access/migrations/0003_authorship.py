"""Rows true to the acting person; functions that nobody can slip a type under; tables that only the owner role writes."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

AUTHORSHIP = (Path(__file__).parents[1] / "authorship.sql").read_text()
GONE = "DROP FUNCTION guard.true_to_context(); DROP FUNCTION guard.mine(text);"
# Temporary objects come last: unsaid they come first, and a type of that name would run with the guard's rights.
PINNED = """
DO $$ DECLARE one regprocedure; BEGIN
  FOR one IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'guard'::regnamespace AND p.prosqlbody IS NULL LOOP -- those were parsed when they were made
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, pg_temp', one);
  END LOOP;
END $$;
"""
# Bodies and units come from the country pack, applied migrations from migrating: the serving role writes neither.
OWNERS_OWN = "REVOKE INSERT, UPDATE, DELETE ON accounts_organisation, accounts_unit, django_migrations FROM dayaq_app;"


class Migration(migrations.Migration):
    """Authorship."""

    dependencies = [("access", "0002_guard")]
    operations = [
        AsGuard(AUTHORSHIP, GONE),
        AsGuard(PINNED),
        Sql(OWNERS_OWN, "GRANT INSERT, UPDATE, DELETE ON accounts_organisation, accounts_unit, django_migrations TO dayaq_app;"),
    ]
