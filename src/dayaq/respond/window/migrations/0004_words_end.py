"""Words show no more than who gave them may still see, and after a no to the State those a body of the State gave open nothing."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

END = """
CREATE OR REPLACE FUNCTION guard.window_living(secret text) RETURNS SETOF public.window_key LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 1 AS $$
  SELECT k.* FROM guard.window_secret s JOIN public.window_key k ON k.id = s.key_id
  WHERE guard.may('window.open') AND s.digest = secret AND k.revoked_at IS NULL AND k.expires_at > clock_timestamp()
    AND NOT EXISTS (SELECT FROM public.access_file f JOIN public.accounts_organisation o ON o.id = k.source AND o.state WHERE f.id = k.case_id AND f.closed_to_state)
$$;

-- The window on the digest of its words. Words a worker gave are kept to what that worker's body may see today: who looked only if it keeps
-- the file, and groups that were its and still are; the core stays, so that the person does not lose the window with the body. So are
-- words made out of them: whoever gave the first ones could have made the second ones himself. Complaints about the body that gave the
-- first words are never listed, lest somebody there kept the words: each is asked for by its number.
CREATE OR REPLACE FUNCTION guard.window_open(secret text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  f public.access_file;
  mask int;
  told jsonb;
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  IF k.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO f FROM public.access_file x WHERE x.id = k.case_id;
  SELECT k.groups & (1 | coalesce(bit_or(g.reads), 0)) INTO mask FROM public.access_grant g
  WHERE g.file_id = k.case_id AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now()) AND EXISTS (
    SELECT FROM public.accounts_unit n LEFT JOIN public.accounts_membership m ON m.unit_id = n.id
    WHERE n.organisation_id = k.source AND (n.id = g.subject_unit OR m.user_id = g.subject_user));
  told := guard.window_told(k.case_id, mask, ARRAY[k.source],
    f.owner_organisation = k.source, mask & 16 <> 0 OR EXISTS (SELECT FROM public.shelter_stay s WHERE s.case_id = k.case_id AND CASE WHEN k.own THEN s.organisation = k.source ELSE s.unit = k.unit END));
  UPDATE public.window_key x SET last_used = current_date WHERE x.id = k.id AND x.last_used IS DISTINCT FROM current_date;
  PERFORM guard.log('read', 'window', k.id::text, k.case_id, '{}', 'G1', 'ok', 1, '{}');
  RETURN told || jsonb_build_object('language', k.language, 'own', k.own, 'expires', k.expires_at);
END $$;
"""


class Migration(migrations.Migration):
    """Words end."""

    dependencies = [("window", "0003_sent")]
    operations = [AsGuard(END)]
