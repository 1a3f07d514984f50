"""A granted erasure reaches everything: files and papers that hold erased groups, what protection wrote down, privileged notes."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

ERASED = """
CREATE OR REPLACE FUNCTION guard.erase_words(request uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked public.rights_datarequest;
  f public.access_file;
  wanted text[];
  mask int;
  one record;
  n bigint;
  gone bigint := 0;
BEGIN
  SELECT * INTO asked FROM public.rights_datarequest r WHERE r.id = request;
  SELECT * INTO f FROM public.access_file x WHERE x.id = asked.case_id;
  IF asked.kind IS DISTINCT FROM 'erasure' OR asked.outcome NOT IN ('granted', 'partly') OR f.owner_organisation IS DISTINCT FROM guard.organisation_id()
     OR NOT guard.may('case.access_log') OR f.id NOT IN (SELECT guard.writable('G1')) THEN
    RAISE EXCEPTION 'this erasure is not granted to be carried out here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  wanted := ARRAY(SELECT g FROM unnest('{G2,G3,G4,G5,G7,G9}'::text[]) g WHERE asked.groups = '{}' OR g = ANY(asked.groups));
  mask := coalesce((SELECT bit_or(guard.bit(g)) FROM unnest(wanted) g), 0);
  SET CONSTRAINTS ALL DEFERRED;
  FOR one IN -- a table of one group says it in its policy; notes of one author are asked for the core, and are G9
    SELECT x.name, x.key, CASE WHEN x.name IN ('casework_privatenote', 'justice_privilegednote') THEN 'G9' ELSE x.grp END AS grp FROM (
      SELECT p.tablename AS name, a.attname AS key, substring(p.qual FROM 'guard\\.cases\\(''(G[0-9]+)''') AS grp FROM pg_policies p
      JOIN pg_attribute a ON a.attrelid = format('public.%I', p.tablename)::regclass AND NOT a.attisdropped
        AND a.attname = CASE WHEN p.tablename LIKE 'protection\\_%' THEN 'subject_id' ELSE 'case_id' END
      WHERE p.schemaname = 'public' AND p.policyname = 'app_read' AND p.tablename NOT LIKE 'audit_history%'
        AND p.tablename NOT IN ('documents_file', 'documents_piece', 'papers_paper', 'papers_print')) x
  LOOP
    CONTINUE WHEN NOT coalesce(one.grp = ANY(wanted), false);
    EXECUTE format('DELETE FROM public.%I WHERE %I = $1', one.name, one.key) USING asked.case_id;
    GET DIAGNOSTICS n = ROW_COUNT;
    gone := gone + n;
    EXECUTE format('DELETE FROM public.audit_history%s WHERE case_id = $1', lower(one.grp)) USING asked.case_id;
  END LOOP;
  UPDATE public.documents_file d SET replaces_id = NULL WHERE d.case_id = asked.case_id AND d.replaces_id IS NOT NULL;
  DELETE FROM public.documents_piece d WHERE d.case_id = asked.case_id AND d."group" = ANY(wanted);
  DELETE FROM public.documents_file d WHERE d.case_id = asked.case_id AND d."group" = ANY(wanted);
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  UPDATE public.papers_paper d SET replaces_id = NULL WHERE d.case_id = asked.case_id AND d.replaces_id IS NOT NULL;
  DELETE FROM public.papers_print d WHERE d.case_id = asked.case_id AND d.groups & mask <> 0;
  DELETE FROM public.papers_paper d WHERE d.case_id = asked.case_id AND d.groups & mask <> 0;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN gone + n;
END $$;
REVOKE ALL ON FUNCTION guard.erase_words(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.erase_words(uuid) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """Erased."""

    dependencies = [("rights", "0002_wall"), ("documents", "0002_wall"), ("papers", "0002_wall")]
    operations = [AsGuard(ERASED)]
