"""The window also tells to which services the person was led, and what went by a link; the person takes both back there."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

TOLD = "uuid, int, uuid[], boolean, boolean"
SENT = """
ALTER FUNCTION guard.window_told(uuid, int, uuid[], boolean, boolean) RENAME TO window_told_file;

-- Services the person was led to and links that were made: codes, days, the body; which service a link goes to for readers of the story.
CREATE FUNCTION guard.window_sent(file uuid, mask int) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.at DESC), '[]') FROM (
    SELECT o.id, 'led' AS kind, o.services, o.to_body AS body, '' AS outside, o.at, NULL::timestamptz AS expires_at, o.withdrawn_at, o.status NOT IN ('withdrawn', 'declined') AS stands
    FROM public.network_onward o WHERE o.case_id = file
    UNION ALL
    SELECT l.id, 'link', l.services, '', CASE WHEN mask & 4 <> 0 THEN coalesce((SELECT s.text FROM public.network_said s WHERE s.about = l.id), '') ELSE '' END,
      l.at, l.expires_at, l.withdrawn_at, l.status NOT IN ('withdrawn', 'declined', 'locked')
    FROM public.network_link l WHERE l.case_id = file) x
$$;

CREATE FUNCTION guard.window_told(file uuid, mask int, without uuid[], seen boolean, stays boolean) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT guard.window_told_file(file, mask, without, seen, stays) || jsonb_build_object('sent', guard.window_sent(file, mask))
$$;
REVOKE ALL ON FUNCTION guard.window_sent(uuid, int), guard.window_told(uuid, int, uuid[], boolean, boolean) FROM PUBLIC;

-- The person takes a link or a leading on back: from this moment nothing opens, and the body sees no more of the file on it.
CREATE FUNCTION guard.window_unsend(file uuid, sent uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE o public.network_onward;
BEGIN
  UPDATE public.network_link l SET status = 'withdrawn', withdrawn_at = clock_timestamp(), withdrawn_why = 'consent', version = l.version + 1
  WHERE l.id = sent AND l.case_id = file AND l.status NOT IN ('withdrawn', 'declined', 'locked');
  IF FOUND THEN
    PERFORM guard.window_note(file, 'network.link_withdrawn', jsonb_build_object('link', sent, 'why', 'consent'));
    RETURN true;
  END IF;
  UPDATE public.network_onward x SET status = 'withdrawn', withdrawn_at = clock_timestamp(), version = x.version + 1
  WHERE x.id = sent AND x.case_id = file AND x.status NOT IN ('withdrawn', 'declined') RETURNING * INTO o;
  IF o.id IS NULL THEN RETURN false; END IF;
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = guard.user_id()
  WHERE g.file_id = file AND g.evidence = sent AND g.basis <> 'owner' AND g.revoked_at IS NULL;
  UPDATE public.casefile_task t SET done_at = clock_timestamp(), done_by = guard.user_id()
  WHERE t.case_id = file AND t.kind = 'network.answer' AND t.unit = o.to_unit AND t.done_at IS NULL;
  PERFORM guard.window_note(file, 'network.withdrawn', jsonb_build_object('to', o.to_body));
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION guard.window_unsend(uuid, uuid) FROM PUBLIC;

CREATE OR REPLACE FUNCTION guard.window_withdraw(secret text, consent uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  n int;
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  IF k.id IS NULL THEN RETURN false; END IF;
  UPDATE public.support_consent c SET withdrawn_at = clock_timestamp() WHERE c.id = consent AND c.case_id = k.case_id AND c.withdrawn_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n = 0 AND k.groups & 8 <> 0 THEN
    UPDATE public.support_healthconsent c SET withdrawn_at = clock_timestamp() WHERE c.id = consent AND c.case_id = k.case_id AND c.withdrawn_at IS NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
  END IF;
  IF n = 0 THEN RETURN guard.window_unsend(k.case_id, consent); END IF;
  PERFORM guard.window_note(k.case_id, 'support.consent_withdrawn', '{}');
  RETURN true;
END $$;
"""
UNDO = f"""
CREATE OR REPLACE FUNCTION guard.window_withdraw(secret text, consent uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  n int;
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  IF k.id IS NULL THEN RETURN false; END IF;
  UPDATE public.support_consent c SET withdrawn_at = clock_timestamp() WHERE c.id = consent AND c.case_id = k.case_id AND c.withdrawn_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n = 1 THEN PERFORM guard.window_note(k.case_id, 'support.consent_withdrawn', '{{}}'); END IF;
  RETURN n = 1;
END $$;
DROP FUNCTION guard.window_told({TOLD}); DROP FUNCTION guard.window_sent(uuid, int); DROP FUNCTION guard.window_unsend(uuid, uuid);
ALTER FUNCTION guard.window_told_file({TOLD}) RENAME TO window_told;
"""


class Migration(migrations.Migration):
    """What was sent, in the person's own window."""

    dependencies = [("window", "0002_wall"), ("network", "0005_said_apart")]
    operations = [AsGuard(SENT, UNDO)]
