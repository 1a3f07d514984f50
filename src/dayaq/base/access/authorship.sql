-- A row says who wrote it: not because the client says so, but because it is so. Run as dayaq_guard.
-- These triggers look at what the serving role itself writes; guard functions and migrations are their own authors. They run with
-- the writer's rights, so that a row the writer cannot see cannot be pointed at either.

-- What the migration of a table says, as one JSON argument:
--   case     the column with the id of the file or assessment: a row never moves to another one
--   mine     {column: user | organisation | body | unit}: on insert the acting person's, later unchangeable
--   signed   columns that name who did a later step: empty or the acting person
--   changes  the columns an update may touch at all (without it: all but case, mine and recorded_at)
--   once     columns that do not change again after they have a value
--   empty    columns a new row leaves empty
--   own      true: only the organisation that wrote a row changes it
--   same     {column: table}: what is pointed at belongs to the same file; that table names it in the column ``case``, too
--   beneath  {column: table}: what is pointed at was written by the same organisation
--   insert, update  permissions, any of which is needed
CREATE OR REPLACE FUNCTION guard.true_to_context() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said jsonb := TG_ARGV[0]::jsonb;
  after jsonb := to_jsonb(NEW);
  before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
  changed text[] := ARRAY(SELECT k.key FROM jsonb_object_keys(after) k(key) WHERE after -> k.key IS DISTINCT FROM before -> k.key);
  one record;
  found boolean;
BEGIN
  IF current_user <> 'dayaq_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    FOR one IN SELECT * FROM jsonb_each_text(said -> 'mine') LOOP
      IF after ->> one.key IS DISTINCT FROM guard.mine(one.value) THEN
        RAISE EXCEPTION 'nobody writes in the name of somebody else (%.%)', TG_TABLE_NAME, one.key USING ERRCODE = 'insufficient_privilege';
      END IF;
    END LOOP;
    IF EXISTS (SELECT FROM jsonb_array_elements_text(said -> 'empty') e(name) WHERE coalesce(after ->> e.name, '') <> '') THEN
      RAISE EXCEPTION 'a new row of % leaves this to later', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSE
    IF said ->> 'case' = ANY(changed) OR said -> 'mine' ?| changed
       OR said ? 'changes' AND NOT changed <@ ARRAY(SELECT jsonb_array_elements_text(said -> 'changes'))
       OR EXISTS (SELECT FROM jsonb_array_elements_text(said -> 'once') o(name) WHERE o.name = ANY(changed) AND coalesce(before ->> o.name, '') <> '') THEN
      RAISE EXCEPTION 'this stays as it was written (%)', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (said ->> 'own')::boolean AND before ->> 'organisation' IS DISTINCT FROM guard.mine('organisation') THEN
      RAISE EXCEPTION 'only the body that wrote it changes it (%)', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  FOR one IN SELECT s.name FROM jsonb_array_elements_text(said -> 'signed') s(name) WHERE s.name = ANY(changed) AND after ->> s.name IS NOT NULL LOOP
    IF after ->> one.name IS DISTINCT FROM guard.mine('user') THEN
      RAISE EXCEPTION 'nobody signs for somebody else (%.%)', TG_TABLE_NAME, one.name USING ERRCODE = 'insufficient_privilege';
    END IF;
  END LOOP;
  FOR one IN SELECT e.key, e.value, true AS same FROM jsonb_each_text(said -> 'same') e UNION ALL SELECT e.key, e.value, false FROM jsonb_each_text(said -> 'beneath') e LOOP
    CONTINUE WHEN after ->> one.key IS NULL OR NOT (one.key = ANY(changed) OR NOT one.same);
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I x WHERE x.id = $1 AND x.%I = $2)', one.value, CASE WHEN one.same THEN said ->> 'case' ELSE 'organisation' END)
      INTO found USING (after ->> one.key)::uuid, CASE WHEN one.same THEN after ->> (said ->> 'case') ELSE guard.mine('organisation') END::uuid;
    IF NOT found THEN
      RAISE EXCEPTION 'a row points only at its own file and its own body''s work (%.%)', TG_TABLE_NAME, one.key USING ERRCODE = 'insufficient_privilege';
    END IF;
  END LOOP;
  IF said ? lower(TG_OP) AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(said -> lower(TG_OP)) p(name) WHERE guard.may(p.name)) THEN
    RAISE EXCEPTION 'this role does not write this (%)', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF after ? 'recorded_at' THEN -- when it was written down is the database's to say
    IF TG_OP = 'INSERT' THEN NEW.recorded_at := clock_timestamp(); ELSE NEW.recorded_at := OLD.recorded_at; END IF;
  END IF;
  RETURN NEW;
END $$;

-- The acting person's own id, organisation, its code, or unit, as text.
CREATE OR REPLACE FUNCTION guard.mine(what text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE what WHEN 'user' THEN c.user_id::text WHEN 'unit' THEN c.unit_id::text WHEN 'organisation' THEN c.organisation_id::text
    WHEN 'body' THEN (SELECT o.code::text FROM public.accounts_organisation o WHERE o.id = c.organisation_id) END
  FROM guard.context() c
$$;

REVOKE ALL ON FUNCTION guard.true_to_context(), guard.mine(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.mine(text) TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.true_to_context() TO dayaq_app, dayaq_owner;
