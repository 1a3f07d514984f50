-- The projection with the areas of the response: files and records alike. Run as dayaq_guard after the facts.

CREATE OR REPLACE FUNCTION guard.refresh(files uuid[]) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    SELECT gen_random_uuid(), x.kind, x.file_id, x.source_id, '', x.country, x.day, '', x.recorded_at, false, 1, x.dims FROM guard.facts(slice) x
    WHERE x.kind NOT IN ('person', 'identified', 'assertion', 'ngo_only') OR NOT EXISTS (SELECT FROM public.casefile_case c WHERE c.id = x.file_id AND c.same_as_id IS NOT NULL);
    GET DIAGNOSTICS now_made = ROW_COUNT;
    made := made + now_made + guard.refresh_areas(slice);
  END LOOP;
  RETURN made;
END $$;

-- The rows beside those of guard.facts, which are there already: whether a person was recognised is read from them.
-- Of a double only what happened stays, not the person once more.
CREATE FUNCTION guard.refresh_areas(slice uuid[]) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  of_cases uuid[] := ARRAY(SELECT c.id FROM public.casefile_case c WHERE c.id = ANY(slice));
  others uuid[] := ARRAY(SELECT unnest(slice) EXCEPT SELECT unnest(of_cases));
  made int := 0;
  now_made int;
BEGIN
  IF of_cases <> '{}' THEN
    INSERT INTO public.register_row (id, kind, file_id, source_id, natural_key, country, day, period, recorded_at, frozen, n, dims)
    SELECT gen_random_uuid(), x.kind, x.file_id, x.source_id, '', x.country, x.day, '', x.recorded_at, false, x.n, x.dims FROM (
      SELECT * FROM guard.facts_of_shelter(of_cases) UNION ALL SELECT * FROM guard.facts_of_help(of_cases) UNION ALL SELECT * FROM guard.facts_of_rights(of_cases)
      UNION ALL SELECT * FROM guard.facts_of_money(of_cases) UNION ALL SELECT * FROM guard.facts_of_protection(of_cases)) x
    WHERE x.kind NOT IN ('sheltered', 'sheltered_ngo', 'helped', 'centre', 'job', 'course', 'paid', 'allowance')
      OR NOT EXISTS (SELECT FROM public.casefile_case c WHERE c.id = x.file_id AND c.same_as_id IS NOT NULL);
    GET DIAGNOSTICS made = ROW_COUNT;
  END IF;
  IF others <> '{}' THEN
    INSERT INTO public.register_row (id, kind, file_id, source_id, natural_key, country, day, period, recorded_at, frozen, n, dims)
    SELECT gen_random_uuid(), x.kind, x.file_id, x.source_id, '', x.country, x.day, '', x.recorded_at, false, x.n, x.dims FROM (
      SELECT * FROM guard.facts_of_bodies(others) UNION ALL SELECT * FROM guard.facts_of_proceedings(others) UNION ALL SELECT * FROM guard.facts_of_protection(others)) x;
    GET DIAGNOSTICS now_made = ROW_COUNT;
    made := made + now_made;
  END IF;
  RETURN made;
END $$;

-- A night that passed is a fact nobody wrote down: once a day the files of people who are still in a house are taken again.
CREATE OR REPLACE FUNCTION guard.project(most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  files uuid[];
  today text := (now() AT TIME ZONE coalesce((SELECT h.zone FROM guard.home() h), 'UTC'))::date::text;
BEGIN
  IF NOT EXISTS (SELECT FROM guard.setting s WHERE s.pack = '' AND s.key = 'day' AND s.value = today) THEN
    PERFORM pg_advisory_xact_lock(hashtext('dayaq.register'));
    INSERT INTO public.register_dirty (file_id, at, mark)
    SELECT DISTINCT s.case_id, now(), 0 FROM public.shelter_stay s WHERE s.cancelled_at IS NULL
      AND (upper_inf(s.period) OR upper(s.period) > now() - interval '2 days' OR EXISTS (
        SELECT FROM guard.setting d WHERE d.pack = '' AND d.key = 'day' AND upper(s.period) > d.value::date - interval '1 day'));
    INSERT INTO guard.setting (pack, key, value) VALUES ('', 'day', today) ON CONFLICT (pack, key) DO UPDATE SET value = excluded.value;
  END IF;
  IF NOT EXISTS (SELECT FROM public.register_dirty) THEN RETURN 0; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('dayaq.register'));
  files := ARRAY(SELECT DISTINCT q.file_id FROM (SELECT d.file_id FROM public.register_dirty d ORDER BY d.id LIMIT most) q);
  DELETE FROM public.register_dirty d WHERE d.file_id = ANY(files);
  PERFORM guard.refresh(files);
  RETURN cardinality(files);
END $$;

CREATE OR REPLACE FUNCTION guard.rebuild() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
  files := ARRAY(SELECT r FROM guard.records() r);
  RETURN made + CASE WHEN files = '{}' THEN 0 ELSE guard.refresh(files) END;
END $$;

-- What a pack says about its country; a change makes all files of the country and all records dirty.
CREATE OR REPLACE FUNCTION guard.configure(country text, facts jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed int;
BEGIN
  INSERT INTO guard.setting (pack, key, value) SELECT country, e.key, e.value FROM jsonb_each_text(facts) e
  ON CONFLICT (pack, key) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value;
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    INSERT INTO public.register_dirty (file_id, at, mark) SELECT c.id, now(), 0 FROM public.casefile_case c WHERE c.pack = country UNION ALL SELECT r, now(), 0 FROM guard.records() r;
  END IF;
  RETURN changed > 0;
END $$;

-- Beds in use on the last day of a period, by ``by``; a bed counts from its first day until its last.
CREATE FUNCTION guard.beds_on(country text, until date, by text[]) RETURNS TABLE (groups text[], value bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE after date := least(coalesce(until, 'infinity'::date), current_date + 1);
BEGIN
  RETURN QUERY SELECT ARRAY(SELECT coalesce(r.dims ->> w, 'unknown') FROM unnest(by) WITH ORDINALITY u(w, i) ORDER BY i), sum(r.n)::bigint FROM public.register_row r
  WHERE r.kind = 'bed' AND r.country = beds_on.country AND r.day < after AND (r.dims ->> 'until')::date >= after GROUP BY 1;
END $$;

-- The most nights of any one day, by ``by``: the peak of occupancy.
CREATE FUNCTION guard.most_on_a_day(kind text, country text, first date, until date, by text[]) RETURNS TABLE (groups text[], value bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.g, max(d.n)::bigint FROM (
    SELECT ARRAY(SELECT CASE w WHEN 'year' THEN to_char(r.day, 'YYYY') WHEN 'quarter' THEN to_char(r.day, 'YYYY-"Q"Q') WHEN 'month' THEN to_char(r.day, 'YYYY-MM') ELSE coalesce(r.dims ->> w, 'unknown') END
      FROM unnest(by) WITH ORDINALITY u(w, i) ORDER BY i) AS g, sum(r.n) AS n
    FROM public.register_row r WHERE r.kind = most_on_a_day.kind AND r.country = most_on_a_day.country AND r.superseded_at IS NULL AND r.day >= coalesce(first, '-infinity') AND r.day < coalesce(until, 'infinity')
    GROUP BY 1, r.day) d GROUP BY 1;
END $$;

-- Persons who must never be told from others by taking one sum from another: known only to an organisation, or sheltered by one.
CREATE FUNCTION guard.by_whole_years(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT kind IN ('ngo_only', 'sheltered_ngo') $$;

CREATE OR REPLACE FUNCTION guard.measure(kind text, country text, first date, until date, by text[], filters jsonb) RETURNS TABLE (groups text[], value bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  words text[] := '{}';
  terms text := '';
  word text;
  small bigint := coalesce((SELECT s.value::bigint FROM guard.setting s WHERE s.pack = country AND s.key = 'threshold'), 5);
BEGIN
  PERFORM guard.may_count();
  PERFORM guard.project(NULL);
  IF guard.by_whole_years(kind) AND (by <> '{}' OR filters <> '{}' OR first IS NULL OR extract(doy FROM first) <> 1 OR until IS DISTINCT FROM (first + interval '1 year')::date) THEN
    RAISE EXCEPTION 'persons known only to a non-State body are counted by whole calendar years only' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF kind = 'bed' THEN RETURN QUERY SELECT * FROM guard.beds_on(country, until, by); RETURN; END IF;
  IF kind = 'bed_night:peak' THEN RETURN QUERY SELECT * FROM guard.most_on_a_day('bed_night', country, first, until, by); RETURN; END IF;
  FOREACH word IN ARRAY by LOOP
    words := words || CASE word WHEN 'year' THEN $w$to_char(r.day, 'YYYY')$w$ WHEN 'quarter' THEN $w$to_char(r.day, 'YYYY-"Q"Q')$w$ WHEN 'month' THEN $w$to_char(r.day, 'YYYY-MM')$w$
      ELSE format('coalesce(r.dims ->> %L, ''unknown'')', word) END;
  END LOOP;
  FOR word IN SELECT jsonb_object_keys(filters) LOOP
    terms := terms || format(' AND coalesce(r.dims ->> %L, ''unknown'') = ANY(ARRAY(SELECT jsonb_array_elements_text($5 -> %L)))', word, word);
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT ARRAY[%s]::text[], CASE WHEN guard.by_whole_years($1) AND sum(r.n) BETWEEN 1 AND $6 - 1 THEN NULL ELSE sum(r.n) END::bigint
    FROM public.register_row r WHERE r.kind = $1 AND r.country = $2 AND r.superseded_at IS NULL AND r.day >= coalesce($3, ''-infinity'') AND r.day < coalesce($4, ''infinity'')%s%s',
    array_to_string(words, ', '), terms, CASE WHEN words = '{}' THEN ' HAVING count(*) > 0' ELSE ' GROUP BY ' || array_to_string(words, ', ') END)
    USING kind, country, first, until, filters, small;
END $$;

CREATE OR REPLACE FUNCTION guard.coverage(country text) RETURNS TABLE (kind text, first date, last date, datasets text[], periods text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM guard.may_count();
  PERFORM guard.project(NULL);
  RETURN QUERY SELECT r.kind::text,
      CASE WHEN guard.by_whole_years(r.kind) THEN date_trunc('year', min(r.day))::date ELSE min(r.day) END,
      CASE WHEN guard.by_whole_years(r.kind) THEN (date_trunc('year', max(r.day)) + interval '1 year - 1 day')::date ELSE max(r.day) END,
      array_agg(DISTINCT r.dataset_id::text) FILTER (WHERE r.dataset_id IS NOT NULL),
      CASE WHEN max(r.period) <> '' THEN ARRAY[min(nullif(r.period, '')), max(r.period)]::text[] END
    FROM public.register_row r WHERE r.country = coverage.country AND r.superseded_at IS NULL GROUP BY r.kind;
END $$;

-- As before; a record that points nowhere marks nothing.
CREATE OR REPLACE FUNCTION guard.mark_dirty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  file uuid := (one ->> TG_ARGV[0])::uuid;
  this bigint := pg_current_xact_id()::text::bigint;
BEGIN
  INSERT INTO public.register_dirty (file_id, at, mark) SELECT file, now(), this
  WHERE file IS NOT NULL AND NOT EXISTS (SELECT FROM public.register_dirty d WHERE d.file_id = file AND d.mark = this);
  RETURN NULL;
END $$;

-- A course that begins is a fact of everybody who has a seat; a file closed to the State closes what it complained of.
CREATE FUNCTION guard.mark_others() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'support_course' THEN
    INSERT INTO public.register_dirty (file_id, at, mark) SELECT DISTINCT s.case_id, now(), 0 FROM public.support_seat s WHERE s.course_id = NEW.id;
  ELSE
    INSERT INTO public.register_dirty (file_id, at, mark) SELECT DISTINCT c.complaint_id, now(), 0 FROM public.rights_complainant c WHERE c.case_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION guard.mark_others() TO dayaq_owner, dayaq_app;
