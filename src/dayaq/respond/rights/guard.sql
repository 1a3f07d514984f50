-- What rights need from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

-- Which body looked at a file, for which purpose, how often: for whoever keeps the file, and for the person's own window. No name of staff.
CREATE FUNCTION guard.disclosures(file uuid) RETURNS TABLE (body uuid, purpose text, action text, n bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.organisation, e.purpose::text, e.action::text, count(*), min(e.at), max(e.at) FROM public.audit_event e
  WHERE e.case_id = disclosures.file AND e.action IN ('read', 'reveal', 'print', 'export') AND e.outcome = 'ok' AND e.organisation IS NOT NULL
    AND (guard.may('window.open') OR disclosures.file IN (SELECT guard.owned()))
  GROUP BY 1, 2, 3 ORDER BY max(e.at) DESC
$$;

-- Restricted at the person's word: nothing further is given on consent while it lasts. A duty of the law is not stopped by it.
CREATE FUNCTION guard.restricted(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.rights_datarequest r WHERE r.case_id = restricted.file AND r.restricted_from IS NOT NULL AND r.lifted_at IS NULL)
$$;
CREATE FUNCTION guard.respect_restriction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.basis = 'consent' AND guard.restricted(NEW.file_id) THEN
    RAISE EXCEPTION 'the person restricted the use of this file' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION guard.disclosures(uuid), guard.restricted(uuid), guard.respect_restriction() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.disclosures(uuid), guard.restricted(uuid) TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.respect_restriction() TO dayaq_owner, dayaq_app;

CREATE FUNCTION guard.restriction_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.restricted_from IS NOT NULL AND OLD.restricted_from IS NULL THEN
    UPDATE public.access_grant g SET revoked_at = now(), revoked_by = guard.user_id()
    WHERE g.file_id = NEW.case_id AND g.basis = 'consent' AND g.revoked_at IS NULL;
  END IF;
  RETURN NULL;
END $$;

-- Rows beneath a complaint are about the same body; only whoever received it adds to it, or an answerer.
CREATE FUNCTION guard.beneath_complaint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE over public.rights_complaint;
BEGIN
  SELECT * INTO over FROM public.rights_complaint x WHERE x.id = NEW.complaint_id;
  IF over.about IS DISTINCT FROM NEW.about OR over."by" IS DISTINCT FROM guard.user_id() AND NOT guard.may('rights.answer') THEN
    RAISE EXCEPTION 'this is added by whoever received the complaint or answers it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.restriction_begins(), guard.beneath_complaint() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.restriction_begins(), guard.beneath_complaint() TO dayaq_app, dayaq_owner;

-- A granted erasure: rows of the person's identity, story, health, place, family and notes go, in every area, with their history.
-- The coded core (G1), proceedings (G6) and money (G8) stay: other laws keep them, and figures stand on them.
CREATE FUNCTION guard.erase_words(request uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked public.rights_datarequest;
  f public.access_file;
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
  SET CONSTRAINTS ALL DEFERRED;
  FOR one IN
    SELECT x.name, x.grp FROM (
      SELECT p.tablename AS name, substring(p.qual FROM 'guard\.cases\(''(G[0-9]+)''') AS grp FROM pg_policies p
      JOIN pg_attribute a ON a.attrelid = format('public.%I', p.tablename)::regclass AND a.attname = 'case_id' AND NOT a.attisdropped
      WHERE p.schemaname = 'public' AND p.policyname = 'app_read' AND p.tablename NOT LIKE 'audit_history%') x
    WHERE x.grp IN ('G2', 'G3', 'G4', 'G5', 'G7', 'G9') AND (asked.groups = '{}' OR x.grp = ANY(asked.groups))
  LOOP
    EXECUTE format('DELETE FROM public.%I WHERE case_id = $1', one.name) USING asked.case_id;
    GET DIAGNOSTICS n = ROW_COUNT;
    gone := gone + n;
    EXECUTE format('DELETE FROM public.audit_history%s WHERE case_id = $1', lower(one.grp)) USING asked.case_id;
  END LOOP;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION guard.erase_words(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.erase_words(uuid) TO dayaq_app;

-- Open cases for which nobody noted yet that the rights are to be told: for the clock service, ids and dates only.
CREATE FUNCTION guard.rights_unowed() RETURNS TABLE (file uuid, opened timestamptz) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the clock service sweeps rights' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY SELECT c.id, c.opened_at FROM public.casefile_case c WHERE c.closed_at IS NULL
    AND NOT EXISTS (SELECT FROM public.casefile_task t WHERE t.case_id = c.id AND t.kind = 'rights.tell')
    AND NOT EXISTS (SELECT FROM public.rights_told t WHERE t.case_id = c.id)
  ORDER BY c.opened_at LIMIT 1000;
END $$;
CREATE FUNCTION guard.owe_rights(file uuid, due timestamptz, clock text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE n int;
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the clock service sweeps rights' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO public.casefile_task (id, case_id, kind, rule, unit, started_at, due_at)
  SELECT gen_random_uuid(), c.id, 'rights.tell', owe_rights.clock, f.owner_unit, c.opened_at, owe_rights.due
  FROM public.casefile_case c JOIN public.access_file f ON f.id = c.id
  WHERE c.id = owe_rights.file AND NOT EXISTS (SELECT FROM public.casefile_task t WHERE t.case_id = c.id AND t.kind = 'rights.tell');
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n = 1;
END $$;
REVOKE ALL ON FUNCTION guard.rights_unowed(), guard.owe_rights(uuid, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.rights_unowed(), guard.owe_rights(uuid, timestamptz, text) TO dayaq_app;
