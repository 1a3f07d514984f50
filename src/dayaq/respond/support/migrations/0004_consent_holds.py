"""A consent holds what rests on it: whatever was given on it ends with it, in the person's file and beside it."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

HOLDS = """
-- A consent taken back ends at once what was given on it, also the access to a file beside the person's own (a proceeding).
CREATE OR REPLACE FUNCTION guard.consent_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN
    UPDATE public.access_grant g SET revoked_at = now(), revoked_by = guard.user_id()
    WHERE g.evidence = NEW.id AND g.basis = 'consent' AND g.revoked_at IS NULL;
  END IF;
  RETURN NULL;
END $$;

-- The record of a consent that holds for a unit and a subject, made by the acting person where there is none yet. For functions of the
-- guard only: they say who may ask.
CREATE FUNCTION guard.keep_consent(file uuid, about text, body uuid, unit uuid, groups text[], given timestamptz) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found uuid;
BEGIN
  SELECT c.id INTO found FROM public.support_consent c
  WHERE c.case_id = file AND c.service = about AND c.unit = keep_consent.unit AND c.withdrawn_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now())
    AND keep_consent.groups <@ c.groups::text[] LIMIT 1;
  IF found IS NULL THEN
    found := gen_random_uuid();
    INSERT INTO public.support_consent (id, case_id, at, recorded_at, organisation, "by", service, provider, unit, outside, groups, language, method, given_by)
    SELECT found, file, given, clock_timestamp(), c.organisation_id, c.user_id, about, body, keep_consent.unit, '', keep_consent.groups, '', '', 'person' FROM guard.context() c;
  END IF;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION guard.keep_consent(uuid, text, uuid, uuid, text[], timestamptz) FROM PUBLIC;

-- What was given on with a proceeding rests on the same consent as the access to the person's file, and ends with it.
CREATE FUNCTION guard.resting_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL AND NEW.basis = 'consent' AND NEW.evidence IS NOT NULL AND NEW.reason NOT LIKE 'proceeding:%' THEN
    UPDATE public.access_grant g SET revoked_at = NEW.revoked_at, revoked_by = NEW.revoked_by
    WHERE g.evidence = NEW.evidence AND g.subject_unit = NEW.subject_unit AND g.basis = 'consent' AND g.reason LIKE 'proceeding:%' AND g.revoked_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION guard.resting_ends() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.resting_ends() TO dayaq_app, dayaq_owner;
"""


class Migration(migrations.Migration):
    """Consent holds."""

    dependencies = [("support", "0003_expected"), ("access", "0005_house")]
    operations = [
        AsGuard(
            HOLDS, "DROP FUNCTION guard.resting_ends(); DROP FUNCTION guard.keep_consent(uuid, text, uuid, uuid, text[], timestamptz);"
        ),
        Sql(
            "CREATE TRIGGER resting_ends AFTER UPDATE ON access_grant FOR EACH ROW EXECUTE FUNCTION guard.resting_ends();",
            "DROP TRIGGER resting_ends ON access_grant;",
        ),
    ]
