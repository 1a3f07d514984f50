-- What the case file needs from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

CREATE TABLE guard.search_salt (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  salt bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
);
INSERT INTO guard.search_salt DEFAULT VALUES;

CREATE FUNCTION guard.blind(keys text[]) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(encode(sha256(s.salt || convert_to(k, 'UTF8')), 'hex')), '{}') FROM guard.search_salt s, unnest(keys) k
$$;

-- One search: always one row and one event, whatever exists; false when the asker has used up the quota of a minute.
CREATE FUNCTION guard.ask_search(keys text[], born int) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  asked int;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.user_id IS NULL OR NOT 'case.search' = ANY(c.permissions) THEN
    RAISE EXCEPTION 'this role may not search' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) INTO asked FROM public.audit_event e
  WHERE e.actor = c.user_id AND e.at > clock_timestamp() - interval '1 minute' AND e.action = 'search' AND e.outcome = 'ok';
  IF asked >= 30 THEN
    PERFORM guard.log('search', 'casefile.search', '', NULL, '{}', '', 'refused', asked, NULL);
    RETURN false;
  END IF;
  INSERT INTO public.casefile_searchrequest (id, at, "user", unit, organisation, digests, born)
  VALUES (gen_random_uuid(), now(), c.user_id, c.unit_id, c.organisation_id, guard.blind(keys), ask_search.born);
  PERFORM guard.log('search', 'casefile.search', '', NULL, '{}', '', 'ok', NULL, NULL);
  RETURN true;
END $$;

-- Matches what was asked against all identities and tells the owners; the asker never learns of it.
CREATE FUNCTION guard.deliver_search_notices() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE made int;
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the clock service delivers notices' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF NOT EXISTS (SELECT FROM public.casefile_searchrequest) THEN RETURN 0; END IF;
  WITH asked AS (DELETE FROM public.casefile_searchrequest RETURNING *),
  known AS MATERIALIZED (
    SELECT i.case_id, extract(year FROM i.birth_earliest) AS first, extract(year FROM i.birth_latest) AS last, guard.blind(i.match_keys::text[]) AS digests
    FROM public.casefile_identity i
  )
  INSERT INTO public.casefile_searchnotice (id, case_id, at, organisation)
  SELECT gen_random_uuid(), hit.case_id, hit.at, hit.organisation FROM (
    SELECT DISTINCT k.case_id, a.at, a.organisation FROM asked a
    JOIN known k ON k.digests && a.digests::text[] AND (a.born IS NULL OR k.first IS NULL OR a.born BETWEEN k.first - 1 AND k.last + 1)
    WHERE a.organisation IS NOT NULL AND NOT EXISTS (
      SELECT FROM public.access_grant g WHERE g.file_id = k.case_id AND (g.subject_unit = a.unit OR g.subject_user = a."user")
        AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now()))
  ) hit;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;

-- The groups of one file the actor may write (bit mask): what a page offers, and what an action asks before it writes.
CREATE FUNCTION guard.writes_of(file uuid) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(bit_or(CASE WHEN c.everything THEN c.writes ELSE g.writes & guard.ceiling(c.writes, c.consent, c.orders, c.state, g.basis) END), 0)
  FROM guard.context() c LEFT JOIN public.access_grant g ON g.file_id = file
    AND (g.subject_unit = c.unit_id OR g.subject_user = c.user_id)
    AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
  WHERE c.everything OR g.id IS NOT NULL
$$;

-- A case code as core.casecode makes it: eight symbols and a check symbol.
CREATE FUNCTION guard.new_code(prefix text) RETURNS text LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  symbols CONSTANT text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  random bytea := uuid_send(gen_random_uuid());
  written text := '';
  total int := 0;
  value int;
  place int;
BEGIN
  FOREACH place IN ARRAY '{0,1,2,3,4,5,10,11}'::int[] LOOP
    value := get_byte(random, place) & 31;
    written := written || substr(symbols, value + 1, 1);
    total := total # value;
    total := (total << 1) # CASE WHEN total & 16 <> 0 THEN 37 ELSE 0 END;
  END LOOP;
  RETURN prefix || '-' || left(written, 4) || '-' || right(written, 4) || '-' || substr(symbols, total + 1, 1);
END $$;

-- Whoever is let into a case has a code of his own organisation for it from that moment.
CREATE FUNCTION guard.code_for_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  prefix text := (SELECT left(c.code, 2) FROM public.casefile_casecode c WHERE c.case_id = NEW.file_id LIMIT 1);
  body uuid;
BEGIN
  IF prefix IS NULL THEN RETURN NULL; END IF;
  FOR body IN
    SELECT DISTINCT n.organisation_id FROM public.accounts_unit n
    WHERE n.id = NEW.subject_unit OR n.id IN (SELECT m.unit_id FROM public.accounts_membership m WHERE m.user_id = NEW.subject_user AND (m.valid_to IS NULL OR m.valid_to > now()))
  LOOP
    LOOP
      EXIT WHEN EXISTS (SELECT FROM public.casefile_casecode c WHERE c.case_id = NEW.file_id AND c.organisation = body);
      INSERT INTO public.casefile_casecode (id, case_id, organisation, code) VALUES (gen_random_uuid(), NEW.file_id, body, guard.new_code(prefix)) ON CONFLICT DO NOTHING;
    END LOOP;
  END LOOP;
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION guard.blind(text[]), guard.ask_search(text[], int), guard.deliver_search_notices(), guard.writes_of(uuid), guard.new_code(text), guard.code_for_grant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.ask_search(text[], int), guard.deliver_search_notices(), guard.writes_of(uuid) TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.code_for_grant() TO dayaq_owner;
