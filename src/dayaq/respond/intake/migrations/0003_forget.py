"""Files of lists that nobody finished are deleted by the clock; what became of their lines stays."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

FORGET = """
CREATE FUNCTION guard.intake_forget(brought_before timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE done int;
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the clock service deletes files of lists' USING ERRCODE = 'insufficient_privilege'; END IF;
  DELETE FROM public.intake_chunk c USING public.intake_upload u WHERE u.id = c.upload_id AND u.at < brought_before AND u.state <> 'running';
  UPDATE public.intake_upload SET deleted_at = now(), meant = '{}' WHERE at < brought_before AND state <> 'running' AND deleted_at IS NULL;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;
REVOKE ALL ON FUNCTION guard.intake_forget(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.intake_forget(timestamptz) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """Forgetting."""

    dependencies = [("intake", "0002_wall")]
    operations = [AsGuard(FORGET, "DROP FUNCTION guard.intake_forget(timestamptz);")]
