-- What case files say of shelter, help, courses, work and what follows. Run as dayaq_guard after register.sql.
-- One person of a file counts once a year where persons are counted; of a file closed to the State only the State's own records show.

-- The files of a slice with what every fact about their persons is broken down by, read once. After guard.facts wrote its rows.
CREATE FUNCTION guard.subjects(files uuid[]) RETURNS TABLE (id uuid, country text, zone text, unseen boolean, who jsonb, recognised date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, c.pack::text, coalesce(z.value, 'UTC'), c.ngo_only OR coalesce(a.closed_to_state, false),
    jsonb_build_object(
      'sex', CASE WHEN c.sex_state = 'known' THEN c.sex ELSE 'unknown' END,
      'age', CASE
        WHEN c.age_band_state = 'known' AND c.age_band IN ('child', 'under_7', '7-13', '14-17') THEN 'child'
        WHEN c.under_18 IN ('yes', 'cannot_be_excluded') THEN 'unknown'
        WHEN c.under_18 = 'no' OR c.age_band_state = 'known' AND c.age_band IN ('adult', '18-24', '25-34', '35-44', '45_over') THEN 'adult'
        ELSE 'unknown' END,
      'nationality_group', CASE WHEN c.nationality_state <> 'known' THEN 'unknown' WHEN c.nationality = 'XX' THEN 'stateless'
        WHEN c.nationality = h.value THEN 'national' ELSE 'foreign' END,
      'citizenship', CASE WHEN c.nationality_state = 'known' THEN c.nationality ELSE 'unknown' END,
      'exploitation', CASE WHEN c.exploitation_state = 'known' THEN c.exploitation ELSE 'unknown' END,
      'cooperates', c.cooperates),
    (SELECT min(r.day) FROM public.register_row r WHERE r.file_id = c.id AND r.kind = 'identified' AND r.superseded_at IS NULL)
  FROM public.casefile_case c
  LEFT JOIN public.access_file a ON a.id = c.id
  LEFT JOIN guard.setting z ON z.pack = c.pack AND z.key = 'timezone'
  LEFT JOIN guard.setting h ON h.pack = c.pack AND h.key = 'country'
  WHERE c.id = ANY(files)
$$;

-- Recognised, or one who may be a victim, on a day.
CREATE FUNCTION guard.standing(recognised date, day date) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN recognised <= day THEN 'recognised' ELSE 'potential' END
$$;

-- The kind of a service under which persons are counted once a year.
CREATE FUNCTION guard.family(kind text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN kind IN ('medical', 'emergency_medical', 'medicine', 'first_aid') THEN 'medical' WHEN kind IN ('psychological', 'psychology') THEN 'psychological' ELSE kind END
$$;

CREATE FUNCTION guard.facts_of_shelter(files uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, n int, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH f AS MATERIALIZED (SELECT * FROM guard.subjects(files)),
s AS MATERIALIZED (
  -- Status and co-operation as they were when the person was taken in.
  SELECT f.id AS file, f.country, f.unseen, f.zone, x.id, x.occupant, x.since, x.recorded_at, o.state, lower(x.period) AS came,
    (coalesce(x.since, lower(x.period)) AT TIME ZONE f.zone)::date AS arrived,
    (lower(x.period) AT TIME ZONE f.zone)::date AS first, (least(coalesce(upper(x.period), now()), now()) AT TIME ZONE f.zone)::date AS last, o.code,
    f.who || jsonb_build_object('shelter', o.code, 'cooperates', x.cooperates_then, 'preventive', CASE WHEN x.preventive THEN 'yes' ELSE 'no' END,
      'status', CASE WHEN x.status_then IN ('identified', 'identified_abroad') THEN 'recognised' WHEN x.status_then <> '' THEN 'potential'
        ELSE guard.standing(f.recognised, (lower(x.period) AT TIME ZONE f.zone)::date) END) AS dims
  FROM f JOIN public.shelter_stay x ON x.case_id = f.id AND x.cancelled_at IS NULL AND lower(x.period) <= now()
  JOIN public.accounts_organisation o ON o.id = x.organisation
)
(SELECT DISTINCT ON (s.file, s.code, y.year) 'sheltered', s.file, s.id, s.country, greatest(s.first, make_date(y.year, 1, 1)), s.recorded_at, 1, s.dims
  FROM s, generate_series(extract(year FROM s.first)::int, extract(year FROM s.last)::int) y(year) WHERE s.state AND s.occupant = 0
  ORDER BY s.file, s.code, y.year, s.came, s.id)
UNION ALL
SELECT 'admission', s.file, s.id, s.country, s.arrived, s.recorded_at, 1, s.dims FROM s WHERE s.state AND s.occupant = 0 AND s.since IS NULL
UNION ALL
SELECT 'bed_night', s.file, s.id, s.country, d::date, s.recorded_at, 1, jsonb_build_object('shelter', s.code, 'status', s.dims -> 'status', 'sex', s.dims -> 'sex', 'age', s.dims -> 'age')
FROM s, generate_series(s.first, s.last - 1, interval '1 day') d WHERE s.state
UNION ALL
-- Houses of organisations: one sum a year for all persons, known to the State or not, so that nothing can be subtracted.
(SELECT DISTINCT ON (s.file, y.year) 'sheltered_ngo', s.file, s.id, s.country, greatest(s.first, make_date(y.year, 1, 1)), s.recorded_at, 1, '{}'::jsonb
  FROM s, generate_series(extract(year FROM s.first)::int, extract(year FROM s.last)::int) y(year) WHERE NOT s.state AND s.occupant = 0
  ORDER BY s.file, y.year, s.came, s.id)
UNION ALL
SELECT 'shelter_refused', f.id, r.id, f.country, (r.at AT TIME ZONE f.zone)::date, r.recorded_at, 1, f.who || jsonb_build_object('by', o.code, 'reason', r.reason,
  'cooperates', r.cooperates, 'unlawful', CASE WHEN r.breach <> '' THEN 'yes' ELSE 'no' END,
  'status', CASE WHEN r.status_then IN ('identified', 'identified_abroad') THEN 'recognised' ELSE 'potential' END)
FROM f JOIN public.shelter_refusedcase c ON c.case_id = f.id JOIN public.shelter_refusal r ON r.id = c.refusal_id
JOIN public.accounts_organisation o ON o.id = r.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'leave_asked', f.id, l.id, f.country, (l.at AT TIME ZONE f.zone)::date, l.recorded_at, 1, f.who || jsonb_build_object('type', l.kind, 'answer', coalesce(nullif(l.answer, ''), 'open'))
FROM f JOIN public.shelter_leave l ON l.case_id = f.id JOIN public.accounts_organisation o ON o.id = l.organisation WHERE o.state
$$;

CREATE FUNCTION guard.facts_of_help(files uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, n int, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH f AS MATERIALIZED (SELECT * FROM guard.subjects(files)),
every AS (
  SELECT case_id, id, at, recorded_at, organisation, provider, outside, kind, outcome, funding, reason FROM public.support_service WHERE case_id = ANY(files)
  UNION ALL SELECT case_id, id, at, recorded_at, organisation, provider, outside, kind, outcome, funding, reason FROM public.support_healthservice WHERE case_id = ANY(files)
  UNION ALL SELECT case_id, id, at, recorded_at, organisation, provider, outside, kind, outcome, funding, reason FROM public.support_dependantservice WHERE case_id = ANY(files)
  UNION ALL SELECT case_id, id, day + time '12:00', recorded_at, organisation, NULL, '', kind, 'given', 'state', '' FROM public.shelter_given WHERE case_id = ANY(files)
  UNION ALL SELECT case_id, id, day + time '12:00', recorded_at, organisation, NULL, '', kind, 'given', 'state', '' FROM public.shelter_healthgiven WHERE case_id = ANY(files)
), service AS MATERIALIZED (
  SELECT f.id AS file, f.country, f.who, x.id, (x.at AT TIME ZONE f.zone)::date AS day, x.recorded_at, x.kind, x.outcome, x.funding, x.reason, b.body_type,
    guard.standing(f.recognised, (x.at AT TIME ZONE f.zone)::date) AS status, CASE WHEN x.outside <> '' THEN 'outside' ELSE b.body_type END AS provider
  FROM f JOIN every x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation
  JOIN public.accounts_organisation b ON b.id = CASE WHEN x.outside = '' THEN coalesce(x.provider, x.organisation) ELSE x.organisation END
  WHERE NOT f.unseen OR o.state
), job AS (
  SELECT DISTINCT ON (f.id, y.year) f.id AS file, f.country, f.who, f.recognised, j.id, y.day, j.recorded_at, j.occupation, j.found_by, j.organisation
  FROM f JOIN public.support_job j ON j.case_id = f.id AND j.outcome = 'started' JOIN public.accounts_organisation o ON o.id = j.organisation
  CROSS JOIN LATERAL (SELECT coalesce(j.started_on, (j.at AT TIME ZONE f.zone)::date) AS day, extract(year FROM coalesce(j.started_on, (j.at AT TIME ZONE f.zone)::date))) y(day, year)
  WHERE NOT f.unseen OR o.state ORDER BY f.id, y.year, y.day, j.id
), seat AS (
  SELECT DISTINCT ON (f.id, y.year) f.id AS file, f.country, f.who, f.recognised, s.id, y.day, s.recorded_at, c.kind, s.state, s.organisation
  FROM f JOIN public.support_seat s ON s.case_id = f.id AND s.state IN ('taken', 'finished', 'dropped') JOIN public.support_course c ON c.id = s.course_id
  JOIN public.accounts_organisation o ON o.id = s.organisation
  CROSS JOIN LATERAL (SELECT (coalesce(c.started_at, s.changed_at, s.at) AT TIME ZONE f.zone)::date) d(day)
  CROSS JOIN LATERAL (SELECT d.day, extract(year FROM d.day)) y(day, year)
  WHERE NOT f.unseen OR o.state ORDER BY f.id, y.year, y.day, s.id
), centre AS (
  SELECT file, country, who, day, recorded_at, id FROM service WHERE outcome = 'given' AND body_type = 'assistance_centre'
  UNION ALL SELECT j.file, j.country, j.who, j.day, j.recorded_at, j.id FROM job j JOIN public.accounts_organisation o ON o.id = j.organisation AND o.body_type = 'assistance_centre'
  UNION ALL SELECT s.file, s.country, s.who, s.day, s.recorded_at, s.id FROM seat s JOIN public.accounts_organisation o ON o.id = s.organisation AND o.body_type = 'assistance_centre'
), led AS (
  SELECT f.id AS file, f.country, f.who, f.recognised, x.id, (x.at AT TIME ZONE f.zone)::date AS day, x.recorded_at, x.organisation, x.status FROM f JOIN public.network_onward x ON x.case_id = f.id
    JOIN public.accounts_organisation t ON t.id = x.to_organisation AND t.body_type = 'assistance_centre' WHERE (NOT f.unseen OR t.state) AND x.status <> 'withdrawn'
  UNION ALL
  SELECT f.id, f.country, f.who, f.recognised, r.id, (r.sent_at AT TIME ZONE f.zone)::date, r.recorded_at, r.from_organisation, r.status FROM f JOIN public.referral_referral r ON r.case_id = f.id
    JOIN public.accounts_organisation t ON t.id = r.to_organisation AND t.body_type = 'assistance_centre' WHERE r.sent_at IS NOT NULL AND r.status <> 'draft' AND (NOT f.unseen OR t.state)
)
SELECT 'service', s.file, s.id, s.country, s.day, s.recorded_at, 1, s.who || jsonb_build_object('type', s.kind, 'provider', s.provider, 'answer', s.outcome, 'funding', coalesce(nullif(s.funding, ''), 'unknown'),
  'status', s.status, 'reason', coalesce(nullif(s.reason, ''), 'unknown')) FROM service s
UNION ALL
(SELECT DISTINCT ON (s.file, guard.family(s.kind), s.provider, extract(year FROM s.day)) 'helped', s.file, s.id, s.country, s.day, s.recorded_at, 1,
  s.who || jsonb_build_object('type', guard.family(s.kind), 'provider', s.provider, 'status', s.status)
  FROM service s WHERE s.outcome = 'given' ORDER BY s.file, guard.family(s.kind), s.provider, extract(year FROM s.day), s.day, s.id)
UNION ALL
(SELECT DISTINCT ON (c.file, extract(year FROM c.day)) 'centre', c.file, c.id, c.country, c.day, c.recorded_at, 1, c.who || jsonb_build_object('status', guard.standing(f.recognised, c.day))
  FROM centre c JOIN f ON f.id = c.file ORDER BY c.file, extract(year FROM c.day), c.day, c.id)
UNION ALL
SELECT 'centre_referral', l.file, l.id, l.country, l.day, l.recorded_at, 1, l.who || jsonb_build_object('from', guard.source_kind(o.body_type), 'from_body', o.code,
  'status', guard.standing(l.recognised, l.day)) FROM led l JOIN public.accounts_organisation o ON o.id = l.organisation
UNION ALL
SELECT 'job', j.file, j.id, j.country, j.day, j.recorded_at, 1, j.who || jsonb_build_object('type', j.occupation, 'status', guard.standing(j.recognised, j.day)) FROM job j
UNION ALL
SELECT 'course', s.file, s.id, s.country, s.day, s.recorded_at, 1, s.who || jsonb_build_object('type', s.kind, 'answer', s.state, 'status', guard.standing(s.recognised, s.day)) FROM seat s
UNION ALL
SELECT 'follow_up', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('answer', x.contact, 'job', x.job, 'housing', x.housing, 'network', x.network, 'again', x.retrafficked)
FROM f JOIN public.support_followup x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'medical_charge', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('type', x.institution, 'answer', x.state)
FROM f JOIN public.support_charge x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
$$;
