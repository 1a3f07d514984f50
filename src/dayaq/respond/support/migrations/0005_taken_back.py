"""A consent the person took back stays taken back: what rested on it does not come to life again by a later statement."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

STAYS = """
CREATE FUNCTION guard.taken_back() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a consent that was taken back stays so: ask the person anew' USING ERRCODE = 'insufficient_privilege';
END $$;
REVOKE ALL ON FUNCTION guard.taken_back() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.taken_back() TO dayaq_app, dayaq_owner;
"""


def final(table: str) -> Sql:
    """The day a consent was taken back is written once."""
    return Sql(
        f"CREATE TRIGGER taken_back BEFORE UPDATE ON {table} FOR EACH ROW "
        "WHEN (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) EXECUTE FUNCTION guard.taken_back();",
        f"DROP TRIGGER taken_back ON {table};",
    )


class Migration(migrations.Migration):
    """Taken back."""

    dependencies = [("support", "0004_consent_holds")]
    operations = [AsGuard(STAYS, "DROP FUNCTION guard.taken_back();"), final("support_consent"), final("support_healthconsent")]
