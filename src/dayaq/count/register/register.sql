-- The register: what the case files say, without names. Run as dayaq_guard after guard.sql.
-- The serving role gets cells from guard.measure(); it can read no row of the register.

-- What the projection must know of a country and cannot find in the case files: written when its pack is loaded.
CREATE TABLE guard.setting (pack text, key text, value text NOT NULL, PRIMARY KEY (pack, key));

-- One marker a file and transaction, only ever added: writers never wait for each other nor for readers.
CREATE FUNCTION guard.mark_dirty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  file uuid := (one ->> TG_ARGV[0])::uuid;
  this bigint := pg_current_xact_id()::text::bigint;
BEGIN
  INSERT INTO public.register_dirty (file_id, at, mark) SELECT file, now(), this
  WHERE NOT EXISTS (SELECT FROM public.register_dirty d WHERE d.file_id = file AND d.mark = this);
  RETURN NULL;
END $$;

-- Where a referral came from, when only the sending body is known: its kind in the words of the referral sources.
CREATE FUNCTION guard.source_kind(body_type text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN body_type LIKE 'ngo%' THEN 'ngo'
    WHEN body_type IN ('police', 'border', 'migration', 'labour_inspection', 'health', 'education', 'assistance_centre', 'hotline', 'consulate') THEN body_type
    WHEN body_type IN ('child_family', 'local_authority', 'state_shelter') THEN 'social'
    WHEN body_type IN ('court', 'prosecutor') THEN 'prosecutor_court'
    WHEN body_type = 'international' THEN 'international_organisation'
    ELSE 'other' END
$$;

-- The current facts of some files, as rows of the register. Superseded and removed records are out.
-- A person known only to a non-State body counts once, as ngo_only; of such a file only the State's own records show otherwise.
CREATE FUNCTION guard.facts(files uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH f AS MATERIALIZED (
  SELECT c.id, c.pack, c.opened_at, c.recorded_at, c.opened_unit, coalesce(z.value, 'UTC') AS zone,
    c.ngo_only OR coalesce(a.closed_to_state, false) AS unseen,
    string_to_array(coalesce(i.value, ''), ',') AS interim,
    CASE WHEN c.exploitation_state = 'known' THEN c.exploitation ELSE 'unknown' END AS exploitation,
    CASE WHEN c.route_state = 'known' THEN c.route ELSE 'unknown' END AS route,
    jsonb_build_object(
      'sex', CASE WHEN c.sex_state = 'known' THEN c.sex ELSE 'unknown' END,
      'age', CASE
        -- as the rule age_group of the case file: a doubt protects, but only a known age makes a child in the figures
        WHEN c.age_band_state = 'known' AND c.age_band IN ('child', 'under_7', '7-13', '14-17') THEN 'child'
        WHEN c.under_18 IN ('yes', 'cannot_be_excluded') THEN 'unknown'
        WHEN c.under_18 = 'no' OR c.age_band_state = 'known' AND c.age_band IN ('adult', '18-24', '25-34', '35-44', '45_over') THEN 'adult'
        ELSE 'unknown' END,
      'nationality', CASE WHEN c.nationality_state <> 'known' THEN 'unknown' WHEN c.nationality = 'XX' THEN 'stateless'
        WHEN c.nationality = h.value THEN h.value ELSE 'foreign' END,
      'nationality_group', CASE WHEN c.nationality_state <> 'known' THEN 'unknown' WHEN c.nationality = 'XX' THEN 'stateless'
        WHEN c.nationality = h.value THEN 'national' ELSE 'foreign' END,
      'citizenship', CASE WHEN c.nationality_state = 'known' THEN c.nationality ELSE 'unknown' END) AS who
  FROM unnest(files) wanted(id) JOIN public.casefile_case c ON c.id = wanted.id
  LEFT JOIN public.access_file a ON a.id = c.id
  LEFT JOIN guard.setting z ON z.pack = c.pack AND z.key = 'timezone'
  LEFT JOIN guard.setting h ON h.pack = c.pack AND h.key = 'country'
  LEFT JOIN guard.setting i ON i.pack = c.pack AND i.key = 'interim_steps'
), d AS MATERIALIZED (
  -- Decisions in force: by a body that decides, on a step that decides, neither removed nor replaced.
  SELECT f.id AS file, f.who, f.pack, f.zone, x.*,
    coalesce(nullif(x.exploitation, ''), f.exploitation) AS form, coalesce(nullif(x.route, ''), f.route) AS way
  FROM f JOIN public.identification_formaldecision x ON x.case_id = f.id
  JOIN public.accounts_organisation o ON o.id = x.organisation AND o.decides
  WHERE x.removed_at IS NULL AND NOT x.step = ANY(f.interim)
    AND NOT EXISTS (SELECT FROM public.identification_formaldecision y WHERE y.replaces_id = x.id AND y.removed_at IS NULL)
), told AS (
  SELECT d.*, row_number() OVER (PARTITION BY d.file ORDER BY d.at, d.recorded_at, d.id) AS nth FROM d
), weighed AS (
  SELECT t.*, max(t.nth) FILTER (WHERE t.outcome = 'negative') OVER (PARTITION BY t.file) AS last_no FROM told t
), identified AS MATERIALIZED (
  -- One a person: the first positive decision that no later decision overturned.
  SELECT DISTINCT ON (w.file) w.* FROM weighed w WHERE w.outcome = 'positive' AND w.nth > coalesce(w.last_no, 0) ORDER BY w.file, w.nth
), sent AS MATERIALIZED (
  SELECT f.id AS file, r.id, f.pack, f.zone, r.sent_at, r.recorded_at, f.who || jsonb_build_object(
      'exploitation', f.exploitation, 'route', f.route,
      'from', coalesce(nullif(r.from_kind, ''), guard.source_kind(o.body_type)),
      'from_body', coalesce(o.code, nullif(r.from_body, ''), 'unknown'), 'to', r.to_body,
      'status', r.status, 'outcome', coalesce(nullif(r.outcome, ''), 'unknown')) AS dims
  FROM f JOIN public.referral_referral r ON r.case_id = f.id
  LEFT JOIN public.accounts_organisation o ON o.id = r.from_organisation
  LEFT JOIN public.accounts_organisation t ON t.id = r.to_organisation
  WHERE r.sent_at IS NOT NULL AND r.status <> 'draft' AND (NOT f.unseen OR coalesce(t.state, true))
)
SELECT 'person', f.id, f.id, f.pack, (f.opened_at AT TIME ZONE f.zone)::date, f.recorded_at,
  f.who || jsonb_build_object('exploitation', f.exploitation, 'route', f.route, 'by', coalesce(o.code, 'unknown'))
FROM f LEFT JOIN public.accounts_unit u ON u.id = f.opened_unit LEFT JOIN public.accounts_organisation o ON o.id = u.organisation_id
WHERE NOT f.unseen
UNION ALL
SELECT 'identified', e.file, e.id, e.pack, (e.at AT TIME ZONE e.zone)::date, e.recorded_at,
  e.who || jsonb_build_object('exploitation', e.form, 'route', e.way, 'by', e.body)
FROM identified e
UNION ALL
SELECT 'decision_negative', n.file, n.id, n.pack, (n.at AT TIME ZONE n.zone)::date, n.recorded_at,
  n.who || jsonb_build_object('exploitation', n.form, 'route', n.way, 'by', n.body, 'reason', n.reason_code)
FROM d n WHERE n.outcome = 'negative'
UNION ALL
SELECT 'assertion', f.id, s.id, f.pack, (s.at AT TIME ZONE f.zone)::date, s.recorded_at,
  f.who || jsonb_build_object('exploitation', f.exploitation, 'route', f.route, 'status', s.status, 'by', s.body)
FROM f JOIN public.casefile_assertion s ON s.case_id = f.id LEFT JOIN public.accounts_organisation o ON o.id = s.organisation
WHERE s.superseded_by_id IS NULL AND s.removed_at IS NULL AND (NOT f.unseen OR coalesce(o.state, false))
UNION ALL
SELECT 'referral', s.file, s.id, s.pack, (s.sent_at AT TIME ZONE s.zone)::date, s.recorded_at, s.dims FROM sent s
UNION ALL
SELECT 'referral_recognised', s.file, s.id, s.pack, (s.sent_at AT TIME ZONE s.zone)::date, greatest(s.recorded_at, e.recorded_at), s.dims
FROM sent s JOIN identified e ON e.file = s.file AND e.at >= s.sent_at
UNION ALL
SELECT 'breach', f.id, b.id, f.pack, (b.at AT TIME ZONE f.zone)::date, b.recorded_at,
  f.who || jsonb_build_object('type', b.kind, 'by', coalesce(nullif(b.by_body, ''), 'unknown'), 'reason', b.reason)
FROM f JOIN public.referral_breach b ON b.case_id = f.id LEFT JOIN public.accounts_organisation o ON o.id = b.organisation
WHERE NOT f.unseen OR coalesce(o.state, false)
UNION ALL
SELECT 'assistance', f.id, a.id, f.pack, (a.at AT TIME ZONE f.zone)::date, a.recorded_at,
  f.who || jsonb_build_object('type', a.kind, 'answer', a.outcome, 'by', coalesce(o.code, 'unknown'))
FROM f JOIN public.casefile_assistance a ON a.case_id = f.id LEFT JOIN public.accounts_organisation o ON o.id = a.organisation
WHERE NOT f.unseen OR coalesce(o.state, false)
UNION ALL
SELECT 'ngo_only', f.id, f.id, f.pack, (coalesce(
    (SELECT min(s.at) FROM public.casefile_assertion s WHERE s.case_id = f.id AND s.superseded_by_id IS NULL AND s.removed_at IS NULL), f.opened_at) AT TIME ZONE f.zone)::date,
  f.recorded_at, '{}'
FROM f WHERE f.unseen AND NOT EXISTS (SELECT FROM identified e WHERE e.file = f.id)
$$;

-- Writes the rows of some files anew, five hundred at a time: the planner expects few. Files with frozen rows were erased: their facts stay.
CREATE FUNCTION guard.refresh(files uuid[]) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  slice uuid[];
  made int := 0;
  now_made int;
BEGIN
  files := ARRAY(SELECT DISTINCT id FROM unnest(files) id EXCEPT SELECT r.file_id FROM public.register_row r WHERE r.file_id = ANY(files) AND r.frozen);
  DELETE FROM public.register_row r WHERE r.file_id = ANY(files);
  FOR part IN 0 .. (cardinality(files) - 1) / 500 LOOP
    slice := files[part * 500 + 1 : part * 500 + 500];
    INSERT INTO public.register_row (id, kind, file_id, source_id, natural_key, country, day, period, recorded_at, frozen, n, dims)
    SELECT gen_random_uuid(), x.kind, x.file_id, x.source_id, '', x.country, x.day, '', x.recorded_at, false, 1, x.dims FROM guard.facts(slice) x;
    GET DIAGNOSTICS now_made = ROW_COUNT;
    made := made + now_made;
  END LOOP;
  RETURN made;
END $$;

-- Brings the register up to date with what was committed; the number of files refreshed. ``most`` NULL: all.
-- The markers go first and the files are read after them, so that a change in between leaves its marker.
CREATE FUNCTION guard.project(most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE files uuid[];
BEGIN
  IF NOT EXISTS (SELECT FROM public.register_dirty) THEN RETURN 0; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('dayaq.register'));
  files := ARRAY(SELECT DISTINCT q.file_id FROM (SELECT d.file_id FROM public.register_dirty d ORDER BY d.id LIMIT most) q);
  DELETE FROM public.register_dirty d WHERE d.file_id = ANY(files);
  PERFORM guard.refresh(files);
  RETURN cardinality(files);
END $$;

-- Everything anew from the files, ten thousand at a time; the number of rows written. Equals what the queue would have made.
CREATE FUNCTION guard.rebuild() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last uuid := '00000000-0000-0000-0000-000000000000';
  files uuid[];
  made bigint := 0;
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the register service rebuilds' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('dayaq.register'));
  DELETE FROM public.register_dirty;
  DELETE FROM public.register_row r WHERE r.file_id IS NOT NULL AND NOT r.frozen;
  LOOP
    files := ARRAY(SELECT c.id FROM public.casefile_case c WHERE c.id > last ORDER BY c.id LIMIT 10000);
    EXIT WHEN cardinality(files) = 0;
    last := files[cardinality(files)];
    made := made + guard.refresh(files);
  END LOOP;
  RETURN made;
END $$;

-- Before a file is erased: its facts are taken once more and stay. Called by the erasing function, not by the serving role.
CREATE FUNCTION guard.freeze(file uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM guard.refresh(ARRAY[file]);
  UPDATE public.register_row r SET frozen = true, source_id = NULL WHERE r.file_id = file;
END $$;

-- What a pack says about its country; a change makes all files of the country dirty.
CREATE FUNCTION guard.configure(country text, facts jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed int;
BEGIN
  INSERT INTO guard.setting (pack, key, value) SELECT country, e.key, e.value FROM jsonb_each_text(facts) e
  ON CONFLICT (pack, key) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value;
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    INSERT INTO public.register_dirty (file_id, at, mark) SELECT c.id, now(), 0 FROM public.casefile_case c WHERE c.pack = country;
  END IF;
  RETURN changed > 0;
END $$;

CREATE FUNCTION guard.may_count() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT (guard.may('figures.read') OR guard.may('jobs.run')) THEN RAISE EXCEPTION 'this role may not read figures' USING ERRCODE = 'insufficient_privilege'; END IF;
END $$;

-- One measure: the sum of n by some dimensions, for days from ``first`` until before ``until`` (NULL: open). Groups in the order of ``by``.
-- Filters: dimension -> list of values. NGO-only persons: whole calendar years, no dimension, 1 to threshold - 1 come as NULL, whoever asks.
CREATE FUNCTION guard.measure(kind text, country text, first date, until date, by text[], filters jsonb) RETURNS TABLE (groups text[], value bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  words text[] := '{}';
  terms text := '';
  word text;
  small bigint := coalesce((SELECT s.value::bigint FROM guard.setting s WHERE s.pack = country AND s.key = 'threshold'), 5);
BEGIN
  PERFORM guard.may_count();
  PERFORM guard.project(NULL);
  IF kind = 'ngo_only' AND (by <> '{}' OR filters <> '{}' OR first IS NULL OR extract(doy FROM first) <> 1 OR until IS DISTINCT FROM (first + interval '1 year')::date) THEN
    RAISE EXCEPTION 'persons known only to a non-State body are counted by whole calendar years only' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  FOREACH word IN ARRAY by LOOP
    words := words || CASE word WHEN 'year' THEN $w$to_char(r.day, 'YYYY')$w$ WHEN 'quarter' THEN $w$to_char(r.day, 'YYYY-"Q"Q')$w$ WHEN 'month' THEN $w$to_char(r.day, 'YYYY-MM')$w$
      ELSE format('coalesce(r.dims ->> %L, ''unknown'')', word) END;
  END LOOP;
  FOR word IN SELECT jsonb_object_keys(filters) LOOP
    terms := terms || format(' AND coalesce(r.dims ->> %L, ''unknown'') = ANY(ARRAY(SELECT jsonb_array_elements_text($5 -> %L)))', word, word);
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT ARRAY[%s]::text[], CASE WHEN $1 = ''ngo_only'' AND sum(r.n) BETWEEN 1 AND $6 - 1 THEN NULL ELSE sum(r.n) END::bigint
    FROM public.register_row r WHERE r.kind = $1 AND r.country = $2 AND r.superseded_at IS NULL AND r.day >= coalesce($3, ''-infinity'') AND r.day < coalesce($4, ''infinity'')%s%s',
    array_to_string(words, ', '), terms, CASE WHEN words = '{}' THEN ' HAVING count(*) > 0' ELSE ' GROUP BY ' || array_to_string(words, ', ') END)
    USING kind, country, first, until, filters, small;
END $$;

-- From which day to which day the register of a country holds anything, by kind; for cells of a dataset also their first and last period.
-- Of persons known only to a non-State body no more than the year is told.
CREATE FUNCTION guard.coverage(country text) RETURNS TABLE (kind text, first date, last date, datasets text[], periods text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM guard.may_count();
  PERFORM guard.project(NULL);
  RETURN QUERY SELECT r.kind::text,
      CASE WHEN r.kind = 'ngo_only' THEN date_trunc('year', min(r.day))::date ELSE min(r.day) END,
      CASE WHEN r.kind = 'ngo_only' THEN (date_trunc('year', max(r.day)) + interval '1 year - 1 day')::date ELSE max(r.day) END,
      array_agg(DISTINCT r.dataset_id::text) FILTER (WHERE r.dataset_id IS NOT NULL),
      CASE WHEN max(r.period) <> '' THEN ARRAY[min(nullif(r.period, '')), max(r.period)]::text[] END
    FROM public.register_row r WHERE r.country = coverage.country AND r.superseded_at IS NULL GROUP BY r.kind;
END $$;

CREATE FUNCTION guard.may_contribute() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('register.import') THEN RAISE EXCEPTION 'this role may not load figures' USING ERRCODE = 'insufficient_privilege'; END IF;
END $$;

-- Where contributed cells come from; said before the cells come.
CREATE FUNCTION guard.declare_dataset(code text, country text, title jsonb, source text, licence text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM guard.may_contribute();
  INSERT INTO public.register_dataset AS d (code, country, title, source, licence, loaded_at) VALUES ($1, $2, $3, $4, $5, now())
  ON CONFLICT ON CONSTRAINT register_dataset_pkey DO UPDATE SET title = excluded.title, source = excluded.source, licence = excluded.licence, loaded_at = excluded.loaded_at;
END $$;

-- Statistical cells without case files: [{"key", "kind", "day", "period", "n", "dims"}]. The same cell again changes nothing;
-- another n supersedes the old row, which stays with its recorded times.
CREATE FUNCTION guard.contribute(dataset text, cells jsonb) RETURNS TABLE (added int, changed int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE home text;
BEGIN
  PERFORM guard.may_contribute();
  SELECT d.country INTO STRICT home FROM public.register_dataset d WHERE d.code = dataset FOR UPDATE;
  UPDATE public.register_row r SET superseded_at = clock_timestamp()
  FROM jsonb_to_recordset(cells) AS c(key text, n int)
  WHERE r.dataset_id = dataset AND r.natural_key = c.key AND r.superseded_at IS NULL AND r.n <> c.n;
  GET DIAGNOSTICS changed = ROW_COUNT;
  INSERT INTO public.register_row (id, kind, natural_key, dataset_id, country, day, period, recorded_at, frozen, n, dims)
  SELECT gen_random_uuid(), c.kind, c.key, dataset, home, c.day, c.period, clock_timestamp(), false, c.n, c.dims
  FROM jsonb_to_recordset(cells) AS c(key text, kind text, day date, period text, n int, dims jsonb)
  WHERE NOT EXISTS (SELECT FROM public.register_row r WHERE r.dataset_id = dataset AND r.natural_key = c.key AND r.superseded_at IS NULL);
  GET DIAGNOSTICS added = ROW_COUNT;
  added := added - changed;
  RETURN NEXT;
END $$;

GRANT EXECUTE ON FUNCTION guard.project(int), guard.rebuild(), guard.measure(text, text, date, date, text[], jsonb), guard.coverage(text),
  guard.declare_dataset(text, text, jsonb, text, text), guard.contribute(text, jsonb) TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.mark_dirty() TO dayaq_owner, dayaq_app;
