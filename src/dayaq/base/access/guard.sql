-- The guard: functions owned by a role that cannot log in and bypasses nothing. Run as dayaq_guard.
-- The serving role may only execute what is granted at the end of this file.

CREATE TABLE guard.key (
  id text PRIMARY KEY,
  inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
  outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64),
  created timestamptz NOT NULL DEFAULT now(),
  retired timestamptz
);
CREATE TABLE guard.installation (one boolean PRIMARY KEY DEFAULT true CHECK (one), mode text NOT NULL, pack text NOT NULL, made timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION guard.no_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this table cannot be changed'; END $$;
CREATE TRIGGER mode_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON guard.installation FOR EACH STATEMENT EXECUTE FUNCTION guard.no_change();

CREATE FUNCTION guard.installation_mode() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT mode FROM guard.installation $$;

CREATE FUNCTION guard.mac(key_id text, message text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))), 'hex')
      FROM guard.key k WHERE k.id = key_id AND (k.retired IS NULL OR k.retired > now()) $$;

CREATE TYPE guard.identity AS (
  user_id uuid, membership_id uuid, unit_id uuid, organisation_id uuid, role text, state boolean,
  purpose text, reads int, writes int, consent int, orders int, everything boolean, permissions text[]
);

-- Who acts in this transaction on this connection; no row when the context is absent, forged, expired or carried over.
CREATE FUNCTION guard.context() RETURNS SETOF guard.identity LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 1 AS $$
DECLARE
  raw text := current_setting('dayaq.context', true);
  part text[];
BEGIN
  IF raw IS NULL OR raw = '' THEN RETURN; END IF;
  part := string_to_array(raw, '|');
  IF array_length(part, 1) IS DISTINCT FROM 8 THEN RETURN; END IF;
  IF guard.mac(part[1], array_to_string(part[1:7], '|')) IS DISTINCT FROM part[8] THEN RETURN; END IF;
  IF part[5] <> pg_backend_pid()::text OR part[6] <> pg_current_xact_id()::text
     OR part[7]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN; END IF;
  RETURN QUERY
    SELECT u.id, m.id, n.id, n.organisation_id, coalesce(m.role, '')::text, coalesce(o.state, true), part[4],
           coalesce(r.reads, 0), coalesce(r.writes, 0), coalesce(r.consent, 0), coalesce(r.orders, 0), coalesce(r.everything, false), coalesce(r.permissions, '{}')::text[]
    FROM public.accounts_user u
    LEFT JOIN public.accounts_membership m ON m.user_id = u.id AND m.id = nullif(part[3], '')::uuid
         AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())
    LEFT JOIN public.accounts_unit n ON n.id = m.unit_id AND n.active
    LEFT JOIN public.accounts_organisation o ON o.id = n.organisation_id AND o.active
    LEFT JOIN public.access_role r ON r.code = m.role AND o.id IS NOT NULL
    WHERE u.id = nullif(part[2], '')::uuid AND u.is_active;
END $$;

CREATE FUNCTION guard.user_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT user_id FROM guard.context() $$;
CREATE FUNCTION guard.unit_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT unit_id FROM guard.context() $$;
CREATE FUNCTION guard.organisation_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT organisation_id FROM guard.context() $$;
CREATE FUNCTION guard.may(permission text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT permission = ANY(permissions) FROM guard.context()), false) $$;

-- The two below are parsed here, so that no search path is needed and the planner can write them out where they are used.
CREATE FUNCTION guard.bit(field_group text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 1 << (pg_catalog.substr(field_group, 2)::int - 1);

-- What is left of a ceiling under one grant: groups that need consent or an order count only under such a grant.
-- A non-State owner (an NGO shelter) holds what the person herself told it: her consent to the owner's own record.
CREATE FUNCTION guard.ceiling(role_mask int, consent int, orders int, state boolean, basis text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN role_mask
  & ~(CASE WHEN basis = 'consent' OR (basis = 'owner' AND NOT state) THEN 0 ELSE consent END)
  & ~(CASE WHEN basis = 'order' THEN 0 ELSE orders END);

-- Files whose fields of one group the actor may read: grant and role ceiling and validity.
CREATE FUNCTION guard.cases(field_group text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 200 AS $$
  SELECT g.file_id FROM guard.context() c JOIN public.access_grant g ON g.subject_unit = c.unit_id
  WHERE g.reads & guard.ceiling(c.reads, c.consent, c.orders, c.state, g.basis) & guard.bit(field_group) <> 0
    AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
  UNION ALL
  SELECT g.file_id FROM guard.context() c JOIN public.access_grant g ON g.subject_user = c.user_id
    JOIN public.access_file f ON f.id = g.file_id AND NOT (c.state AND f.closed_to_state) -- a person changes sides, her file does not
  WHERE g.reads & guard.ceiling(c.reads, c.consent, c.orders, c.state, g.basis) & guard.bit(field_group) <> 0
    AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
  UNION ALL
  SELECT f.id FROM guard.context() c, public.access_file f WHERE c.everything AND c.reads & guard.bit(field_group) <> 0
$$;

CREATE FUNCTION guard.writable(field_group text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 200 AS $$
  SELECT g.file_id FROM guard.context() c JOIN public.access_grant g ON g.subject_unit = c.unit_id
  WHERE g.writes & guard.ceiling(c.writes, c.consent, c.orders, c.state, g.basis) & guard.bit(field_group) <> 0
    AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
  UNION ALL
  SELECT g.file_id FROM guard.context() c JOIN public.access_grant g ON g.subject_user = c.user_id
    JOIN public.access_file f ON f.id = g.file_id AND NOT (c.state AND f.closed_to_state) -- a person changes sides, her file does not
  WHERE g.writes & guard.ceiling(c.writes, c.consent, c.orders, c.state, g.basis) & guard.bit(field_group) <> 0
    AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
  UNION ALL
  SELECT f.id FROM guard.context() c, public.access_file f WHERE c.everything AND c.writes & guard.bit(field_group) <> 0
$$;

-- The groups of one file the actor may read (bit mask), for "you see: ..." and for the check before a grant.
CREATE FUNCTION guard.groups_of(file uuid) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(bit_or(CASE WHEN c.everything THEN c.reads ELSE g.reads & guard.ceiling(c.reads, c.consent, c.orders, c.state, g.basis) END), 0)
  FROM guard.context() c LEFT JOIN public.access_grant g ON g.file_id = file
    AND (g.subject_unit = c.unit_id OR g.subject_user = c.user_id)
    AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
  WHERE c.everything OR g.id IS NOT NULL
$$;

-- Files of the actor's own unit: who opened them is theirs to know.
CREATE FUNCTION guard.owned() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.id FROM guard.context() c JOIN public.access_file f ON f.owner_organisation = c.organisation_id
  WHERE 'case.access_log' = ANY(c.permissions) AND f.id IN (SELECT guard.cases('G1'))
$$;

CREATE FUNCTION guard.require_context() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> 'dayaq_app' THEN RETURN NULL; END IF;
  PERFORM 1 FROM guard.context();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no valid context: nobody is acting' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;

-- One event; the actor comes from the context, never from the caller. Changes of rows are recorded by the trigger below, not said here.
CREATE FUNCTION guard.log(action text, kind text, row_id text, case_id uuid, cases uuid[], groups text, outcome text, n int, detail jsonb)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_event (at, actor, membership, organisation, unit, role, purpose, action, kind, "row", case_id, cases, "group", columns, outcome, count, detail)
  SELECT clock_timestamp(), c.user_id, c.membership_id, c.organisation_id, c.unit_id, coalesce(c.role, ''), left(coalesce(c.purpose, ''), 40),
         CASE WHEN $1 IN ('insert', 'update', 'delete') THEN 'said.' ELSE '' END || left($1, 35), left($2, 60), left(coalesce($3, ''), 60), $4, coalesce($5, '{}'), coalesce($6, ''), '{}', coalesce($7, 'ok'), $8, coalesce($9, '{}')
  FROM (SELECT 1) one LEFT JOIN guard.context() c ON true
  RETURNING id
$$;

CREATE FUNCTION guard.record_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
  one jsonb := coalesce(after, before);
  changed text[];
  about uuid := CASE WHEN TG_ARGV[1] = '' THEN NULL ELSE (one ->> TG_ARGV[1])::uuid END;
  row_key text := left(coalesce(one ->> 'id', one ->> 'code', one ->> TG_ARGV[1], ''), 60);
  event bigint;
BEGIN
  SELECT coalesce(array_agg(key ORDER BY key), '{}') INTO changed FROM jsonb_object_keys(one) key
  WHERE TG_OP <> 'UPDATE' OR before -> key IS DISTINCT FROM after -> key;
  IF TG_OP = 'UPDATE' AND changed = '{}' THEN RETURN NULL; END IF;
  INSERT INTO public.audit_event (at, actor, membership, organisation, unit, role, purpose, action, kind, "row", case_id, cases, "group", columns, outcome, detail)
  SELECT clock_timestamp(), c.user_id, c.membership_id, c.organisation_id, c.unit_id, coalesce(c.role, ''), left(coalesce(c.purpose, ''), 40),
         lower(TG_OP), TG_TABLE_NAME, row_key, about, '{}', TG_ARGV[0], changed, 'ok', '{}'
  FROM (SELECT 1) one_row LEFT JOIN guard.context() c ON true RETURNING id INTO event;
  IF TG_ARGV[0] <> 'none' THEN
    before := before - '{password,token_hash,data}'::text[]; after := after - '{password,token_hash,data}'::text[];
    EXECUTE format('INSERT INTO public.audit_history%s (event, at, kind, "row", case_id, old, new) VALUES ($1, clock_timestamp(), $2, $3, $4, $5, $6)', lower(TG_ARGV[0]))
      USING event, TG_TABLE_NAME, row_key, about,
        CASE WHEN TG_OP = 'UPDATE' THEN (SELECT jsonb_object_agg(k, before -> k) FROM unnest(changed) k) ELSE before END,
        CASE WHEN TG_OP = 'UPDATE' THEN (SELECT jsonb_object_agg(k, after -> k) FROM unnest(changed) k) ELSE after END;
  END IF;
  RETURN NULL;
END $$;

-- Case and first grant in one step: a plain insert is refused, because no grant exists yet.
CREATE FUNCTION guard.open_case(file uuid, opened timestamptz, closed_to_state boolean) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.unit_id IS NULL OR c.writes & 1 = 0 OR NOT 'case.open' = ANY(c.permissions) AND NOT 'referral.receive' = ANY(c.permissions) AND NOT 'referral.send' = ANY(c.permissions) THEN
    RAISE EXCEPTION 'this role may not open a case' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF closed_to_state AND c.state THEN
    RAISE EXCEPTION 'a State body cannot keep a file closed to the State' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.access_file (id, owner_unit, owner_organisation, closed_to_state, opened_at) VALUES (file, c.unit_id, c.organisation_id, closed_to_state, opened);
  INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, valid_from, granted_by, granted_at, reason)
  VALUES (gen_random_uuid(), file, c.unit_id, 1023, 1023, 'assistance', 'owner', least(opened, now()), c.user_id, now(), '');
  RETURN file;
END $$;

-- A further grant. The giver cannot give what he lacks, nor longer than he has it, nor to himself or his own unit; whoever does not
-- own the file gives on the envelope and what was told with it (G1, G3), no more. Location (G5) needs two persons and is not given here;
-- a file closed to the State is never opened to a State body. Ownership and orders are no basis somebody may claim.
CREATE FUNCTION guard.share(file uuid, to_user uuid, to_unit uuid, reads int, writes int, purpose text, basis text, evidence uuid, until timestamptz, reason text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  f public.access_file;
  has int;
  may_write int;
  lasts timestamptz;
  target_state boolean;
  made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO c FROM guard.context();
  SELECT * INTO f FROM public.access_file x WHERE x.id = file;
  SELECT coalesce(bit_or(g.reads & guard.ceiling(c.reads, c.consent, c.orders, c.state, g.basis)), 0),
         coalesce(bit_or(g.writes & guard.ceiling(c.writes, c.consent, c.orders, c.state, g.basis)), 0),
         max(coalesce(g.valid_to, 'infinity')) INTO has, may_write, lasts
  FROM public.access_grant g
  WHERE g.file_id = file AND (g.subject_unit = c.unit_id OR g.subject_user = c.user_id)
    AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now());
  has := has | may_write; -- what somebody wrote down he may hand over, though he does not read it again
  IF c.user_id IS NULL OR may_write & 1 = 0 OR share.reads & ~has <> 0 OR share.writes & ~may_write <> 0 OR share.writes & ~share.reads <> 0
     OR share.reads & 1 = 0 OR coalesce(until, 'infinity') > lasts OR f.owner_unit IS DISTINCT FROM c.unit_id AND share.reads & ~5 <> 0 THEN
    RAISE EXCEPTION 'nobody can give access he does not have' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF share.basis NOT IN ('consent', 'statutory_handover') THEN RAISE EXCEPTION 'this is no basis to give access on' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF to_user = c.user_id OR to_unit = c.unit_id THEN RAISE EXCEPTION 'nobody can give access to himself' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF share.reads & 16 <> 0 THEN RAISE EXCEPTION 'the location needs two persons' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT bool_or(o.state) INTO target_state FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id
  WHERE n.id = to_unit AND n.active OR n.id IN (
    SELECT m.unit_id FROM public.accounts_membership m WHERE m.user_id = to_user AND (m.valid_to IS NULL OR m.valid_to > now()));
  IF target_state IS NULL THEN RAISE EXCEPTION 'there is nobody to give access to' USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF target_state AND f.closed_to_state THEN
    RAISE EXCEPTION 'the person refused: this file is closed to the State' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.access_grant (id, file_id, subject_user, subject_unit, reads, writes, purpose, basis, evidence, valid_from, valid_to, granted_by, granted_at, reason)
  VALUES (made, file, to_user, to_unit, share.reads, share.writes, share.purpose, share.basis, share.evidence, now(), until, c.user_id, now(), left(coalesce(share.reason, ''), 200));
  RETURN made;
END $$;

-- Ends a grant the actor's unit gave, or any grant of a file the actor's unit owns, by somebody who writes the file; the owner's own grant stays.
CREATE FUNCTION guard.revoke(grant_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity; done int;
BEGIN
  SELECT * INTO c FROM guard.context();
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id FROM public.access_file f
  WHERE g.id = grant_id AND f.id = g.file_id AND g.revoked_at IS NULL AND g.basis <> 'owner' AND f.id IN (SELECT guard.writable('G1'))
    AND (f.owner_unit = c.unit_id OR g.granted_by = c.user_id
         OR EXISTS (SELECT FROM public.accounts_membership m WHERE m.user_id = g.granted_by AND m.unit_id = c.unit_id) AND g.subject_unit IS DISTINCT FROM c.unit_id);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done = 1;
END $$;

-- Opens or closes a file to the State: the owner's decision on the person's word. Closing ends every State grant at once.
CREATE FUNCTION guard.close_to_state(file uuid, closed boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity;
BEGIN
  SELECT * INTO c FROM guard.context();
  UPDATE public.access_file f SET closed_to_state = closed WHERE f.id = file AND f.owner_unit = c.unit_id AND c.writes & 1 <> 0 AND NOT (closed AND c.state);
  IF NOT FOUND THEN RAISE EXCEPTION 'only the owner of the file decides this' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF closed THEN
    UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id
    WHERE g.file_id = file AND g.revoked_at IS NULL AND EXISTS (
      SELECT FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id
      WHERE o.state AND (n.id = g.subject_unit OR n.id IN (SELECT m.unit_id FROM public.accounts_membership m WHERE m.user_id = g.subject_user)));
  END IF;
END $$;

-- The mark of the newest key is nobody's business; the app may only execute these.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA guard FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA guard TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.ceiling(int, int, int, boolean, text), guard.user_id(), guard.unit_id(), guard.organisation_id(), guard.may(text), guard.bit(text), guard.cases(text), guard.writable(text),
  guard.groups_of(uuid), guard.owned(), guard.log(text, text, text, uuid, uuid[], text, text, int, jsonb), guard.open_case(uuid, timestamptz, boolean),
  guard.share(uuid, uuid, uuid, int, int, text, text, uuid, timestamptz, text), guard.revoke(uuid), guard.close_to_state(uuid, boolean), guard.installation_mode() TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.require_context(), guard.record_change(), guard.no_change() TO dayaq_app, dayaq_owner;
GRANT USAGE ON SCHEMA guard TO dayaq_owner;
