-- What the trail's pages need from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

CREATE TABLE guard.trail_salt (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  salt bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
);
INSERT INTO guard.trail_salt DEFAULT VALUES;

-- The mark of a file in the trail: ten hexadecimal digits of a salted digest. It leads to no page and to no code.
CREATE FUNCTION guard.trail_mark(file uuid, salt bytea) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT substr(hex, 1, 5) || '-' || substr(hex, 6, 5) FROM (SELECT encode(sha256(salt || uuid_send(file)), 'hex') AS hex) digest
$$;

-- Marks of the files an auditor has before him; nothing for anybody else.
CREATE FUNCTION guard.trail_marks(files uuid[]) RETURNS TABLE (file uuid, mark text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.id, guard.trail_mark(f.id, s.salt) FROM guard.trail_salt s, unnest(files) f (id) WHERE (SELECT guard.may('audit.read'))
$$;

-- The files behind a mark, so that an auditor follows one file through the trail; nothing for anybody else.
CREATE FUNCTION guard.trail_files(wanted text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.id FROM public.access_file f, guard.trail_salt s WHERE (SELECT guard.may('audit.read')) AND guard.trail_mark(f.id, s.salt) = wanted
$$;

REVOKE ALL ON FUNCTION guard.trail_mark(uuid, bytea), guard.trail_marks(uuid[]), guard.trail_files(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.trail_marks(uuid[]), guard.trail_files(text) TO dayaq_app;
