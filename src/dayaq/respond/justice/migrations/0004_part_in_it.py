"""A proceeding is opened to who has a part in it: by law to bodies that work on proceedings, else on the consent of one it is about."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

SHARED = """
-- Another unit reads (or also writes) a proceeding; with ``people`` the part of the persons in it, too: of those the receiving side
-- may know. A State unit that works on proceedings comes in by statute. Who stands beside a person (a lawyer) comes in on that person's
-- consent, where let into the person's file: the grant rests on the same record and ends with it. Nobody else comes in.
CREATE OR REPLACE FUNCTION guard.share_proceeding(file uuid, to_unit uuid, may_write boolean, people boolean, until timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  by_law boolean;
  beside boolean;
  given int := 0;
  one record;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF NOT 'justice.work' = ANY(coalesce(c.permissions, '{}')) OR share_proceeding.file NOT IN (SELECT guard.writable('G6'))
     OR NOT EXISTS (SELECT FROM public.justice_proceeding p JOIN public.access_file f ON f.id = p.id WHERE p.id = file AND f.owner_unit = c.unit_id) THEN
    RAISE EXCEPTION 'only who leads the proceeding shares it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT bool_or(o.state AND 'justice.work' = ANY(r.permissions)), bool_or(r.permissions && ARRAY['justice.court', 'legal.work']::varchar[]) INTO by_law, beside
  FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id AND o.active
  LEFT JOIN public.accounts_membership m ON m.unit_id = n.id AND (m.valid_to IS NULL OR m.valid_to > now()) LEFT JOIN public.access_role r ON r.code = m.role
  WHERE n.id = to_unit AND n.active AND n.id <> c.unit_id GROUP BY n.id;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is nobody to share with' USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF NOT coalesce(by_law OR beside, false) THEN
    RAISE EXCEPTION 'this unit has no part in proceedings' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR one IN
    WITH party AS (
      SELECT p.case_id FROM public.justice_party p JOIN public.access_file f ON f.id = p.case_id
      WHERE p.proceeding_id = file AND p.ended_at IS NULL AND p.case_id IN (SELECT guard.cases('G6')) AND NOT f.closed_to_state
    ), let_in AS (
      SELECT g.file_id, g.evidence, g.basis, g.valid_to FROM public.access_grant g JOIN party ON party.case_id = g.file_id
      WHERE g.subject_unit = to_unit AND g.reads & 1 <> 0 AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
        AND g.reason NOT LIKE 'proceeding:%'
    ), agreed AS (
      SELECT l.file_id AS case_id, l.evidence, l.valid_to AS ends FROM let_in l WHERE l.basis = 'consent' AND l.evidence IS NOT NULL
      UNION
      SELECT k.case_id, k.id, k.expires_at FROM public.support_consent k JOIN public.accounts_unit n ON n.id = to_unit
      WHERE k.case_id IN (SELECT file_id FROM let_in) AND k.service <> 'fund' AND (k.unit = to_unit OR k.unit IS NULL AND k.provider = n.organisation_id)
        AND k.withdrawn_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
    )
    SELECT file AS id, file AS evidence, until AS ends, 'statutory_handover' AS basis, '' AS reason WHERE by_law
    UNION ALL SELECT party.case_id, file, until, 'statutory_handover', '' FROM party WHERE by_law AND people
    UNION ALL SELECT file, a.evidence, least(a.ends, until), 'consent', 'proceeding:' || file FROM agreed a WHERE NOT by_law
    UNION ALL SELECT a.case_id, a.evidence, least(a.ends, until), 'consent', 'proceeding:' || file FROM agreed a WHERE NOT by_law AND people
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM public.access_grant g WHERE g.file_id = one.id AND g.subject_unit = to_unit AND g.reads & 32 <> 0 AND g.revoked_at IS NULL
      AND (g.writes & 32 <> 0 OR NOT may_write OR one.id <> file OR NOT by_law) AND (g.valid_to IS NULL OR g.valid_to >= coalesce(one.ends, 'infinity'))
      AND (by_law OR g.basis = 'consent' AND g.evidence = one.evidence));
    INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, evidence, valid_from, valid_to, granted_by, granted_at, reason)
    VALUES (gen_random_uuid(), one.id, to_unit, 33, CASE WHEN may_write AND one.id = file AND by_law THEN 32 ELSE 0 END, 'investigation',
            one.basis, one.evidence, now(), one.ends, c.user_id, now(), one.reason);
    given := given + 1;
  END LOOP;
  RETURN given;
END $$;

-- Ends what was given with a proceeding to one unit: the proceeding and the persons' part that came with it.
CREATE OR REPLACE FUNCTION guard.unshare_proceeding(file uuid, from_unit uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity; done int;
BEGIN
  SELECT * INTO c FROM guard.context();
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id
  WHERE g.subject_unit = from_unit AND g.revoked_at IS NULL AND g.basis <> 'owner' AND (g.evidence = file OR g.reason = 'proceeding:' || file)
    AND 'justice.work' = ANY(c.permissions) AND EXISTS (SELECT FROM public.access_file f WHERE f.id = file AND f.owner_unit = c.unit_id);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;

-- Units a proceeding may be opened to, for whoever works on proceedings: by law, or as those who stand beside a person.
CREATE FUNCTION guard.units_of_justice() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT n.id FROM guard.context() c, public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id AND o.active
  JOIN public.accounts_membership m ON m.unit_id = n.id AND (m.valid_to IS NULL OR m.valid_to > now()) JOIN public.access_role r ON r.code = m.role
  WHERE n.active AND n.id <> c.unit_id AND 'justice.work' = ANY(c.permissions)
    AND (o.state AND 'justice.work' = ANY(r.permissions) OR r.permissions && ARRAY['justice.court', 'legal.work']::varchar[])
$$;
REVOKE ALL ON FUNCTION guard.units_of_justice() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.units_of_justice() TO dayaq_app;
"""


class Migration(migrations.Migration):
    """Part in it."""

    dependencies = [("justice", "0003_testifies"), ("support", "0004_consent_holds")]
    operations = [AsGuard(SHARED, "DROP FUNCTION guard.units_of_justice();")]
