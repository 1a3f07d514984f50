"""An erasure is asked, granted and carried out by two people at least: evidence is not lost by one alone."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

TWO = """
ALTER FUNCTION guard.erase_words(uuid) RENAME TO erase_granted;
REVOKE ALL ON FUNCTION guard.erase_granted(uuid) FROM PUBLIC, dayaq_app;
CREATE FUNCTION guard.erase_words(request uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.rights_datarequest r WHERE r.id = request AND r."by" = guard.user_id() AND r.decided_by = guard.user_id()) THEN
    RAISE EXCEPTION 'nobody asks, grants and carries out an erasure alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN guard.erase_granted(request);
END $$;
REVOKE ALL ON FUNCTION guard.erase_words(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.erase_words(uuid) TO dayaq_app;
"""
ONE = """
DROP FUNCTION guard.erase_words(uuid);
ALTER FUNCTION guard.erase_granted(uuid) RENAME TO erase_words;
GRANT EXECUTE ON FUNCTION guard.erase_words(uuid) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """Two people."""

    dependencies = [("rights", "0003_erased")]
    operations = [AsGuard(TWO, ONE)]
