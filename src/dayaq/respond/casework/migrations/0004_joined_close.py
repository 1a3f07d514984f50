"""A no to the State is the person's, not one file's: files joined to a closed one are closed with it."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

TOGETHER = """
CREATE FUNCTION guard.close_joined() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE joined uuid[];
BEGIN
  IF NOT NEW.closed_to_state OR OLD.closed_to_state THEN RETURN NULL; END IF;
  joined := ARRAY(
    SELECT f.id FROM public.access_file f JOIN public.accounts_organisation o ON o.id = f.owner_organisation AND NOT o.state
    WHERE NOT f.closed_to_state AND f.id IN (
      SELECT CASE WHEN m.case_id = NEW.id THEN m.double_id ELSE m.case_id END FROM public.casework_merge m
      WHERE m.undone_at IS NULL AND NEW.id IN (m.case_id, m.double_id)));
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = guard.user_id()
  WHERE g.file_id = ANY(joined) AND g.revoked_at IS NULL AND EXISTS (
    SELECT FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id
    WHERE o.state AND (n.id = g.subject_unit OR n.id IN (SELECT m.unit_id FROM public.accounts_membership m WHERE m.user_id = g.subject_user)));
  UPDATE public.casefile_case SET ngo_only = true WHERE id = ANY(joined);
  UPDATE public.access_file SET closed_to_state = true WHERE id = ANY(joined); -- and whatever is joined to those, in the same way
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION guard.close_joined() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.close_joined() TO dayaq_app, dayaq_owner;
"""


class Migration(migrations.Migration):
    """Joined files close together."""

    dependencies = [("casework", "0003_two_people"), ("access", "0005_house"), ("casefile", "0008_closing_wall")]
    operations = [
        AsGuard(TOGETHER, "DROP FUNCTION guard.close_joined();"),
        Sql(
            "CREATE TRIGGER close_joined AFTER UPDATE ON access_file FOR EACH ROW EXECUTE FUNCTION guard.close_joined();",
            "DROP TRIGGER close_joined ON access_file;",
        ),
    ]
