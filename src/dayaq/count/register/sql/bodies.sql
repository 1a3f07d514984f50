-- What bodies keep for themselves and no case file holds: calls, beds, proceedings, inspections, visits, complaints. Run as dayaq_guard.
-- A row of the register knows the record it was made from by ``file_id``, as it knows a case file: ids are unique over all tables.

-- The country of this installation and its time zone: what belongs to no file belongs to it.
CREATE FUNCTION guard.home() RETURNS TABLE (country text, zone text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.pack, coalesce((SELECT s.value FROM guard.setting s WHERE s.pack = p.pack AND s.key = 'timezone'), 'UTC')
  FROM (SELECT coalesce((SELECT i.pack FROM guard.installation i LIMIT 1), (SELECT min(s.pack) FROM guard.setting s WHERE s.key = 'timezone'))::text AS pack) p
$$;

-- Every record that is projected and is no case file.
CREATE FUNCTION guard.records() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT id FROM public.hotline_call UNION ALL SELECT id FROM public.hotline_calltally UNION ALL SELECT id FROM public.justice_fact UNION ALL SELECT id FROM public.justice_proceeding
  UNION ALL SELECT id FROM public.shelter_bed UNION ALL SELECT id FROM public.shelter_refusal UNION ALL SELECT id FROM public.shelter_incident UNION ALL SELECT id FROM public.shelter_visit
  UNION ALL SELECT id FROM public.inspection_visit UNION ALL SELECT id FROM public.inspection_mediation UNION ALL SELECT id FROM public.rights_complaint
  UNION ALL SELECT id FROM public.detection_check UNION ALL SELECT id FROM public.detection_event UNION ALL SELECT id FROM public.detection_signal UNION ALL SELECT id FROM public.fund_journal
  UNION ALL SELECT s.id FROM public.protection_subject s WHERE NOT EXISTS (SELECT FROM public.casefile_case c WHERE c.id = s.id)
$$;

-- The band of a prison term, as the pack counts them: [[code, from, below], ...] in months.
CREATE FUNCTION guard.band(country text, months int) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT b ->> 0 FROM guard.setting s, jsonb_array_elements(s.value::jsonb) b WHERE s.pack = band.country AND s.key = 'bands'
    AND months >= (b ->> 1)::int AND (b ->> 2 IS NULL OR months < (b ->> 2)::int) LIMIT 1), 'unknown')
$$;

CREATE FUNCTION guard.facts_of_bodies(ids uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, n int, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH h AS MATERIALIZED (SELECT x.country, x.zone, coalesce((SELECT string_to_array(s.value, ',') FROM guard.setting s WHERE s.pack = x.country AND s.key = 'thb_topics'), '{}') AS thb FROM guard.home() x)
SELECT 'call', c.id, c.id, h.country, (c.started_at AT TIME ZONE h.zone)::date, c.recorded_at, 1, jsonb_build_object('hotline', c.line, 'topic', c.topic, 'about', CASE WHEN c.topic = ANY(h.thb) THEN 'thb' ELSE 'other' END,
  'caller', c.caller, 'language', coalesce(nullif(c.language, ''), 'unknown'), 'answer', c.outcome, 'hour', to_char(c.started_at AT TIME ZONE h.zone, 'HH24'))
FROM h, public.hotline_call c WHERE c.id = ANY(ids)
UNION ALL
SELECT 'call', c.id, c.id, h.country, c.first, c.recorded_at, c.n, jsonb_build_object('hotline', c.line, 'topic', c.topic, 'about', CASE WHEN c.topic = ANY(h.thb) THEN 'thb' ELSE 'other' END)
FROM h, public.hotline_calltally c WHERE c.id = ANY(ids)
UNION ALL
SELECT 'criminal_fact', x.id, x.id, h.country, (x.at AT TIME ZONE h.zone)::date, x.recorded_at, x.n, jsonb_build_object('by', x.body, 'article', coalesce(nullif(x.article, ''), 'unknown'))
FROM h, public.justice_fact x WHERE x.id = ANY(ids)
UNION ALL
-- Beds of the State's houses, from their first day; the day after their last one stands among the dimensions.
SELECT 'bed', b.id, b.id, h.country, b.valid_from, b.recorded_at, 1, jsonb_build_object('shelter', o.code, 'area', a.serves, 'until', coalesce(b.valid_to::text, 'infinity'))
FROM h, public.shelter_bed b JOIN public.shelter_area a ON a.id = b.area_id JOIN public.accounts_organisation o ON o.id = b.organisation WHERE b.id = ANY(ids) AND o.state
UNION ALL
SELECT 'shelter_refused', r.id, r.id, h.country, (r.at AT TIME ZONE h.zone)::date, r.recorded_at, 1, jsonb_build_object('by', o.code, 'reason', r.reason, 'cooperates', r.cooperates, 'sex', coalesce(nullif(r.sex, ''), 'unknown'),
  'age', CASE WHEN r.age_band IN ('child', 'under_7', '7-13', '14-17') THEN 'child' WHEN r.age_band = '' THEN 'unknown' ELSE 'adult' END, 'unlawful', CASE WHEN r.breach <> '' THEN 'yes' ELSE 'no' END,
  'status', CASE WHEN r.status_then IN ('identified', 'identified_abroad') THEN 'recognised' ELSE 'potential' END)
FROM h, public.shelter_refusal r JOIN public.accounts_organisation o ON o.id = r.organisation
WHERE r.id = ANY(ids) AND o.state AND NOT EXISTS (SELECT FROM public.shelter_refusedcase c WHERE c.refusal_id = r.id)
UNION ALL
SELECT 'house_incident', x.id, x.id, h.country, (x.at AT TIME ZONE h.zone)::date, x.recorded_at, 1, jsonb_build_object('type', x.kind, 'shelter', o.code)
FROM h, public.shelter_incident x JOIN public.accounts_organisation o ON o.id = x.organisation WHERE x.id = ANY(ids) AND o.state
UNION ALL
SELECT 'monitoring_visit', x.id, x.id, h.country, (x.at AT TIME ZONE h.zone)::date, x.recorded_at, 1, jsonb_build_object('by', o.code, 'announced', CASE WHEN x.announced THEN 'yes' ELSE 'no' END, 'sector', CASE WHEN p.state THEN 'state' ELSE 'organisation' END)
FROM h, public.shelter_visit x JOIN public.accounts_organisation o ON o.id = x.organisation LEFT JOIN public.accounts_organisation p ON p.id = x.provider WHERE x.id = ANY(ids)
UNION ALL
SELECT 'inspection', x.id, x.id, h.country, (coalesce(x.held_at, x.outcome_at, x.planned_at) AT TIME ZONE h.zone)::date, x.recorded_at, 1, jsonb_build_object('by', o.code, 'type', x.kind, 'answer', coalesce(nullif(x.outcome, ''), 'open'),
  'permission', x.permission, 'joint', CASE WHEN x.joint_with = '{}' THEN 'no' ELSE 'yes' END)
FROM h, public.inspection_visit x JOIN public.accounts_organisation o ON o.id = x.organisation WHERE x.id = ANY(ids)
UNION ALL
SELECT 'wage_mediation', x.id, x.id, h.country, (x.at AT TIME ZONE h.zone)::date, x.recorded_at, x.workers, jsonb_build_object('by', o.code, 'answer', coalesce((SELECT s.kind FROM public.inspection_mediationstep s WHERE s.mediation_id = x.id ORDER BY s.at DESC, s.recorded_at DESC, s.id LIMIT 1), 'open'))
FROM h, public.inspection_mediation x JOIN public.accounts_organisation o ON o.id = x.organisation WHERE x.id = ANY(ids)
UNION ALL
SELECT 'wage_amount', x.id, s.id, h.country, (s.at AT TIME ZONE h.zone)::date, s.recorded_at, (s.amount * 100)::int, jsonb_build_object('by', o.code, 'type', s.kind, 'currency', x.currency)
FROM h, public.inspection_mediation x JOIN public.inspection_mediationstep s ON s.mediation_id = x.id AND s.amount IS NOT NULL JOIN public.accounts_organisation o ON o.id = x.organisation WHERE x.id = ANY(ids)
UNION ALL
SELECT 'complaint', x.id, x.id, h.country, (x.at AT TIME ZONE h.zone)::date, x.recorded_at, 1, jsonb_build_object('type', x.subject, 'answer', coalesce(nullif(x.outcome, ''), 'open'), 'about_kind', coalesce(o.body_type, 'unknown'),
  'in_time', CASE WHEN x.decided_at IS NULL THEN 'open' WHEN x.due_at IS NULL OR x.decided_at <= x.due_at THEN 'yes' ELSE 'no' END)
FROM h, public.rights_complaint x LEFT JOIN public.accounts_organisation o ON o.id = x.about LEFT JOIN public.accounts_organisation w ON w.id = x.organisation
WHERE x.id = ANY(ids) AND NOT EXISTS (SELECT FROM public.rights_complainant c JOIN public.access_file a ON a.id = c.case_id WHERE c.complaint_id = x.id AND a.closed_to_state)
UNION ALL
SELECT 'check', x.id, x.id, h.country, (x.done_at AT TIME ZONE h.zone)::date, x.recorded_at, 1, jsonb_build_object('by', o.code, 'type', x.way, 'answer', x.result)
FROM h, public.detection_check x JOIN public.accounts_organisation o ON o.id = x.organisation WHERE x.id = ANY(ids) AND x.done_at IS NOT NULL
UNION ALL
SELECT 'event', x.id, x.id, h.country, (x.at AT TIME ZONE h.zone)::date, x.recorded_at, 1, jsonb_build_object('by', o.code, 'type', x.way, 'origin', x.kind)
FROM h, public.detection_event x JOIN public.accounts_organisation o ON o.id = x.organisation WHERE x.id = ANY(ids)
UNION ALL
SELECT 'information', x.id, x.id, h.country, (x.at AT TIME ZONE h.zone)::date, x.recorded_at, 1, jsonb_build_object('from', x.source, 'type', x.about, 'answer', coalesce(nullif(x.result, ''), 'open'))
FROM h, public.detection_signal x WHERE x.id = ANY(ids)
UNION ALL
-- Income of the fund in hundredths; what was reversed and what reverses it are both out.
SELECT 'fund_income', j.id, l.id, h.country, (j.at AT TIME ZONE h.zone)::date, j.recorded_at, (-l.amount * 100)::int, jsonb_build_object('source', p.source, 'currency', l.currency)
FROM h, public.fund_journal j JOIN public.fund_line l ON l.journal_id = j.id AND l.amount < 0 JOIN public.fund_account a ON a.id = l.account_id AND a.kind = 'income' JOIN public.fund_pot p ON p.id = l.pot_id
WHERE j.id = ANY(ids) AND j.reverses_id IS NULL AND NOT EXISTS (SELECT FROM public.fund_journal r WHERE r.reverses_id = j.id)
$$;

-- A proceeding: the case, its suspects, accused, wanted and convicted, groups, assets, requests. Nobody who suffered is in it.
CREATE FUNCTION guard.facts_of_proceedings(ids uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, n int, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH p AS MATERIALIZED (
  SELECT h.country, h.zone, x.*, jsonb_build_object('by', x.body, 'exploitation', coalesce(nullif(x.exploitation, ''), 'unknown'), 'origin', coalesce(nullif(x.origin, ''), 'unknown'), 'source', coalesce(nullif(x.source, ''), 'unknown'),
    'joint', CASE WHEN x.joint_with = '{}' THEN 'no' ELSE 'yes' END, 'article', coalesce((SELECT c.article FROM public.justice_charge c WHERE c.proceeding_id = x.id ORDER BY c.at, c.recorded_at, c.id LIMIT 1),
      (SELECT nullif(max(f.article), '') FROM public.justice_fact f WHERE f.proceeding = x.id), 'unknown')) AS dims
  FROM guard.home() h, public.justice_proceeding x WHERE x.id = ANY(ids)
), o AS MATERIALIZED (
  SELECT p.country, p.zone, x.*, jsonb_build_object('exploitation', p.dims -> 'exploitation', 'sex', CASE WHEN x.legal_person THEN 'legal_person' ELSE coalesce(nullif(x.sex, ''), 'unknown') END,
    'age', CASE WHEN x.age_band IN ('child', 'under_7', '7-13', '14-17') THEN 'child' WHEN x.age_band = '' THEN 'unknown' ELSE 'adult' END, 'citizenship', coalesce(nullif(x.nationality, ''), 'unknown'),
    'offence', x.offence, 'role', coalesce(nullif(x.role, ''), 'unknown'), 'victim_before', x.was_victim) AS dims
  FROM p JOIN public.justice_offender x ON x.proceeding_id = p.id
), v AS (
  SELECT DISTINCT ON (x.offender_id) o.country, o.zone, x.*, o.dims || jsonb_build_object('type', CASE WHEN x.suspended THEN 'suspended' ELSE coalesce(nullif(x.sentence, ''), 'unknown') END, 'band', guard.band(o.country, x.months)) AS said
  FROM o JOIN public.justice_verdict x ON x.offender_id = o.id WHERE NOT EXISTS (SELECT FROM public.justice_verdict later WHERE later.replaces_id = x.id)
  ORDER BY x.offender_id, x.at DESC, x.recorded_at DESC, x.id
)
SELECT 'proceeding', p.id, p.id, p.country, (p.opened_at AT TIME ZONE p.zone)::date, p.recorded_at, 1, p.dims FROM p
UNION ALL
SELECT 'to_court', p.id, p.id, p.country, (p.court_at AT TIME ZONE p.zone)::date, p.recorded_at, 1, p.dims FROM p WHERE p.court_at IS NOT NULL
UNION ALL
SELECT k.kind, o.proceeding_id, o.id, o.country, (k.at AT TIME ZONE o.zone)::date, o.recorded_at, 1, o.dims
FROM o CROSS JOIN LATERAL (VALUES ('suspect', CASE WHEN o.offence = 'thb' THEN o.suspected_at END), ('held', CASE WHEN o.offence = 'thb' THEN o.accused_at END), ('tried', o.tried_at), ('wanted', o.wanted_at),
  ('wanted_arrested', CASE WHEN o.wanted_at IS NOT NULL THEN o.arrested_at END), ('arrested', o.arrested_at)) k(kind, at) WHERE k.at IS NOT NULL
UNION ALL
SELECT CASE WHEN v.convicted THEN 'convicted' ELSE 'acquitted' END, v.proceeding_id, v.id, v.country, (v.at AT TIME ZONE v.zone)::date, v.recorded_at, 1, v.said FROM v
UNION ALL
SELECT 'gang', p.id, g.id, p.country, (g.broken_at AT TIME ZONE p.zone)::date, g.recorded_at, 1, jsonb_build_object('type', g.kind) FROM p JOIN public.justice_gang g ON g.proceeding_id = p.id WHERE g.broken_at IS NOT NULL
UNION ALL
SELECT k.kind, p.id, a.id, p.country, (k.at AT TIME ZONE p.zone)::date, a.recorded_at, (k.amount * 100)::int, jsonb_build_object('type', a.kind, 'currency', a.currency)
FROM p JOIN public.justice_asset a ON a.proceeding_id = p.id CROSS JOIN LATERAL (VALUES ('asset_seized', a.seized_at, a.value), ('asset_confiscated', a.confiscated_at, a.value), ('asset_to_fund', a.to_fund_at, a.to_fund)) k(kind, at, amount)
WHERE k.at IS NOT NULL
UNION ALL
SELECT 'mutual_request', p.id, m.id, p.country, (m.asked_at AT TIME ZONE p.zone)::date, m.recorded_at, 1, jsonb_build_object('type', m.kind, 'direction', m.direction, 'answer', coalesce(nullif(m.answer, ''), 'open'))
FROM p JOIN public.justice_mutualrequest m ON m.proceeding_id = p.id
$$;
