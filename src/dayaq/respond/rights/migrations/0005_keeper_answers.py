"""A request about own data is answered, restricted and lifted by the body that keeps the file, and signed; an erasure never by one alone."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

KEEPER = """
CREATE FUNCTION guard.keeper_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.outcome <> '' AND NEW.decided_by IS NULL THEN
    RAISE EXCEPTION 'an answer is signed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (SELECT FROM public.access_file f WHERE f.id = NEW.case_id AND f.owner_organisation = guard.organisation_id()) THEN
    RAISE EXCEPTION 'only the body that keeps the file answers' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.keeper_answers() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.keeper_answers() TO dayaq_app, dayaq_owner;

-- In the person's window asks whoever knows the words. Who gave words to the person is not the second one of two.
CREATE OR REPLACE FUNCTION guard.erase_words(request uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r public.rights_datarequest;
  me uuid := guard.user_id();
BEGIN
  SELECT * INTO r FROM public.rights_datarequest x WHERE x.id = request;
  IF r.decided_by IS NULL OR r.decided_by = me AND (r."by" = me
       OR EXISTS (SELECT FROM public.accounts_organisation o WHERE o.id = r.organisation AND o.body_type = 'system')
          AND EXISTS (SELECT FROM public.window_key k WHERE k.case_id = r.case_id AND k."by" = me)) THEN
    RAISE EXCEPTION 'nobody asks, grants and carries out an erasure alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN guard.erase_granted(request);
END $$;
"""
ANSWERS = ("outcome", "reason", "decided_at", "decided_by", "restricted_from", "lifted_at")
FIRES = f"""
CREATE TRIGGER keeper_answers BEFORE UPDATE ON rights_datarequest FOR EACH ROW
  WHEN (({", ".join(f"NEW.{name}" for name in ANSWERS)}) IS DISTINCT FROM ({", ".join(f"OLD.{name}" for name in ANSWERS)}))
  EXECUTE FUNCTION guard.keeper_answers();
"""


class Migration(migrations.Migration):
    """Keeper answers."""

    dependencies = [("rights", "0004_two_people"), ("window", "0003_sent")]
    operations = [
        AsGuard(KEEPER, "DROP FUNCTION guard.keeper_answers();"),
        Sql(FIRES, "DROP TRIGGER keeper_answers ON rights_datarequest;"),
    ]
