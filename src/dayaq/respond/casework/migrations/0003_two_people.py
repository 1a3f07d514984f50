"""Who gives a case and who takes it over are two people; a search is kept for the own unit."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored

TWO = """
CREATE FUNCTION guard.two_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.state = 'accepted' AND OLD.state <> 'accepted' AND NEW."by" IS NOT DISTINCT FROM guard.user_id() THEN
    RAISE EXCEPTION 'who gives a case and who takes it over are two people' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.two_people() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.two_people() TO dayaq_app, dayaq_owner;
"""
SEARCH = "casework_savedsearch"


class Migration(migrations.Migration):
    """Two people."""

    dependencies = [("casework", "0002_wall")]
    operations = [
        AsGuard(TWO, "DROP FUNCTION guard.two_people();"),
        Sql(
            "CREATE TRIGGER two_people BEFORE UPDATE ON casework_transfer FOR EACH ROW EXECUTE FUNCTION guard.two_people();",
            "DROP TRIGGER two_people ON casework_transfer;",
        ),
        Sql(f"DROP TRIGGER true_to_context ON {SEARCH};"),
        authored(SEARCH, case="by", mine={"by": "user", "unit": "unit"}),
    ]
