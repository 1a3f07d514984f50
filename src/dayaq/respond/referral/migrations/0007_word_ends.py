"""A referral on consent rests on the person's word: taken back, what was opened with it ends at once."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

ENDS = """
CREATE FUNCTION guard.word_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.refers IN ('withdrawn', 'refused') AND OLD.refers IS DISTINCT FROM NEW.refers THEN
    UPDATE public.access_grant g SET revoked_at = now(), revoked_by = guard.user_id()
    WHERE g.file_id = NEW.id AND g.basis = 'consent' AND g.revoked_at IS NULL AND g.evidence IN (SELECT r.id FROM public.referral_referral r WHERE r.case_id = NEW.id);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION guard.word_ends() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.word_ends() TO dayaq_app, dayaq_owner;
"""


class Migration(migrations.Migration):
    """Word ends."""

    dependencies = [("referral", "0006_authorship"), ("casefile", "0008_closing_wall")]
    operations = [
        AsGuard(ENDS, "DROP FUNCTION guard.word_ends();"),
        Sql(
            "CREATE TRIGGER word_ends AFTER UPDATE ON casefile_case FOR EACH ROW EXECUTE FUNCTION guard.word_ends();",
            "DROP TRIGGER word_ends ON casefile_case;",
        ),
    ]
