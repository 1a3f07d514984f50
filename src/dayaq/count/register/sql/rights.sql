-- What case files say of rights told, reflection, permits, returns, legal help, statements, money, protection. Run as dayaq_guard after help.sql.

-- How long something took, in bands.
CREATE FUNCTION guard.took(since timestamptz, until timestamptz) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN until IS NULL OR since IS NULL THEN 'not_yet' WHEN until - since <= interval '24 hours' THEN 'day' WHEN until - since <= interval '72 hours' THEN 'three_days'
    WHEN until - since <= interval '7 days' THEN 'week' WHEN until - since <= interval '30 days' THEN 'month' ELSE 'longer' END
$$;

CREATE FUNCTION guard.facts_of_rights(files uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, n int, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH f AS MATERIALIZED (SELECT * FROM guard.subjects(files)),
asked AS (SELECT s.*, row_number() OVER (PARTITION BY s.case_id ORDER BY s.at, s.id) AS nth FROM public.justice_statement s WHERE s.case_id = ANY(files))
SELECT 'told', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('right', x.right, 'understood', x.understood, 'by', o.code, 'method', x.method, 'language', x.language)
FROM f JOIN public.rights_told x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'telling', f.id, t.id, f.country, (t.started_at AT TIME ZONE f.zone)::date, t.started_at, 1, f.who || jsonb_build_object('by', o.code,
  'answer', CASE WHEN t.done_at IS NULL THEN 'not_told' WHEN t.done_at > t.due_at THEN 'late' ELSE 'in_time' END)
FROM f JOIN public.casefile_task t ON t.case_id = f.id AND t.kind = 'rights.tell' JOIN public.accounts_unit u ON u.id = t.unit JOIN public.accounts_organisation o ON o.id = u.organisation_id
WHERE NOT f.unseen OR o.state
UNION ALL
SELECT k.kind, f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, k.n, f.who || jsonb_build_object('answer', x.outcome, 'by', coalesce(nullif(x.body, ''), o.code),
  'status', CASE WHEN x.status IN ('identified', 'identified_abroad') THEN 'recognised' ELSE 'potential' END)
FROM f JOIN public.residence_reflection x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation
CROSS JOIN LATERAL (VALUES ('reflection', 1), ('reflection_days', CASE WHEN x.outcome = 'given' THEN greatest(0, (coalesce(x.ended_at, x.ends_at) AT TIME ZONE f.zone)::date - (x.at AT TIME ZONE f.zone)::date) END)) k(kind, n)
WHERE k.n IS NOT NULL AND (NOT f.unseen OR o.state)
UNION ALL
SELECT 'permit', f.id, x.id, f.country, coalesce(x.starts_on, (x.decided_at AT TIME ZONE f.zone)::date, (x.at AT TIME ZONE f.zone)::date), x.recorded_at, 1, f.who || jsonb_build_object('answer', coalesce(nullif(x.outcome, ''), 'open'), 'type', x.kind,
  'renewal', CASE WHEN x.renews_id IS NULL THEN 'no' ELSE 'yes' END, 'by', coalesce(nullif(x.body, ''), o.code))
FROM f JOIN public.residence_permit x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'return', f.id, x.id, f.country, (coalesce(x.departed_at, x.at) AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('type', x.kind,
  'forced', CASE WHEN x.forced THEN 'yes' ELSE 'no' END, 'answer', CASE WHEN x.cancelled_at IS NOT NULL THEN 'cancelled' WHEN x.arrived_at IS NOT NULL THEN 'arrived' WHEN x.departed_at IS NOT NULL THEN 'departed' ELSE 'planned' END,
  'assessed', CASE WHEN EXISTS (SELECT FROM public.residence_returnrisk r WHERE r.journey_id = x.id AND r.at <= coalesce(x.departed_at, r.at)) THEN 'yes' ELSE 'no' END)
FROM f JOIN public.residence_return x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'legal_request', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('answer', coalesce(nullif(x.outcome, ''), 'open'), 'scheme', coalesce(nullif(x.scheme, ''), 'unknown'), 'by', o.code,
  'took', CASE WHEN x.outcome IN ('assigned', 'own_lawyer') THEN guard.took(x.at, x.outcome_at) ELSE 'not_yet' END)
FROM f JOIN public.justice_legalrequest x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'statement', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('asker', x.asked_by, 'method', x.method,
  'time', CASE WHEN x.nth < 4 THEN x.nth::text WHEN x.nth < 6 THEN '4_5' ELSE '6_over' END,
  'wish', CASE WHEN x.sex_wished = '' THEN 'not_asked' WHEN x.sex_wished IN ('any', x.asker_sex) THEN 'met' ELSE 'not_met' END)
FROM f JOIN asked x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'party', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('role', x.role)
FROM f JOIN public.justice_party x ON x.case_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'referral_time', f.id, r.id, f.country, (r.sent_at AT TIME ZONE f.zone)::date, r.recorded_at, 1, f.who || jsonb_build_object('from', coalesce(nullif(r.from_kind, ''), guard.source_kind(o.body_type)),
  'from_body', coalesce(o.code, nullif(r.from_body, ''), 'unknown'), 'to', r.to_body, 'took', guard.took(r.suspected_at, r.sent_at))
FROM f JOIN public.referral_referral r ON r.case_id = f.id LEFT JOIN public.accounts_organisation o ON o.id = r.from_organisation LEFT JOIN public.accounts_organisation t ON t.id = r.to_organisation
WHERE r.sent_at IS NOT NULL AND r.status <> 'draft' AND (NOT f.unseen OR coalesce(t.state, true))
$$;

-- Money of a person: requests, payments, claims. Amounts in hundredths of their currency.
CREATE FUNCTION guard.facts_of_money(files uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, n int, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH f AS MATERIALIZED (SELECT * FROM guard.subjects(files)),
paid AS (
  SELECT f.id AS file, f.country, f.who, p.id, (p.at AT TIME ZONE f.zone)::date AS day, p.recorded_at, p.item, p.amount, p.currency, guard.standing(f.recognised, (p.at AT TIME ZONE f.zone)::date) AS status
  FROM f JOIN public.fund_payment p ON p.case_id = f.id AND p.reversed_at IS NULL JOIN public.accounts_organisation o ON o.id = p.organisation WHERE NOT f.unseen OR o.state
), claim AS (
  SELECT f.id AS file, f.country, f.zone, f.who, f.unseen, c.*,
    (SELECT a.outcome FROM public.fund_award a WHERE a.claim_id = c.id ORDER BY a.at DESC, a.id LIMIT 1) AS word
  FROM f JOIN public.fund_claim c ON c.case_id = f.id JOIN public.accounts_organisation o ON o.id = c.organisation WHERE NOT f.unseen OR o.state
)
SELECT 'fund_request', f.id, r.id, f.country, (r.at AT TIME ZONE f.zone)::date, r.recorded_at, 1, f.who || jsonb_build_object('type', r.item, 'answer', r.state, 'urgent', CASE WHEN r.urgent THEN 'yes' ELSE 'no' END,
  'status', guard.standing(f.recognised, (r.at AT TIME ZONE f.zone)::date))
FROM f JOIN public.fund_request r ON r.case_id = f.id JOIN public.accounts_organisation o ON o.id = r.fund WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'payment', p.file, p.id, p.country, p.day, p.recorded_at, 1, p.who || jsonb_build_object('type', p.item, 'status', p.status, 'currency', p.currency) FROM paid p
UNION ALL
SELECT 'payment_amount', p.file, p.id, p.country, p.day, p.recorded_at, (p.amount * 100)::int, jsonb_build_object('type', p.item, 'currency', p.currency) FROM paid p
UNION ALL
(SELECT DISTINCT ON (p.file, extract(year FROM p.day)) 'paid', p.file, p.id, p.country, p.day, p.recorded_at, 1, p.who || jsonb_build_object('status', p.status)
  FROM paid p ORDER BY p.file, extract(year FROM p.day), p.day, p.id)
UNION ALL
(SELECT DISTINCT ON (p.file, extract(year FROM p.day)) 'allowance', p.file, p.id, p.country, p.day, p.recorded_at, 1, p.who || jsonb_build_object('status', p.status)
  FROM paid p WHERE p.item = 'allowance' ORDER BY p.file, extract(year FROM p.day), p.day, p.id)
UNION ALL
SELECT k.kind, c.file, c.id, c.country, (c.at AT TIME ZONE c.zone)::date, c.recorded_at, k.n, k.who || jsonb_build_object('way', c.route, 'damage', c.damage, 'currency', c.currency, 'answer', coalesce(c.word, CASE WHEN c.ended_at IS NULL THEN 'open' ELSE c.ended_why END))
FROM claim c CROSS JOIN LATERAL (VALUES ('claim', 1, c.who), ('claim_amount', (c.amount * 100)::int, '{}'::jsonb)) k(kind, n, who)
UNION ALL
SELECT 'award_amount', c.file, a.id, c.country, (a.at AT TIME ZONE c.zone)::date, a.recorded_at, (a.amount * 100)::int, jsonb_build_object('way', c.route, 'currency', a.currency)
FROM claim c JOIN public.fund_award a ON a.claim_id = c.id
UNION ALL
SELECT k.kind, c.file, p.id, c.country, (p.at AT TIME ZONE c.zone)::date, p.recorded_at, k.n, jsonb_build_object('way', c.route, 'payer', p.payer, 'currency', p.currency)
FROM claim c JOIN public.fund_claimpayment p ON p.claim_id = c.id CROSS JOIN LATERAL (VALUES ('claim_paid', 1), ('claim_paid_amount', (p.amount * 100)::int)) k(kind, n)
$$;

-- Protection. The file is a case, or that of a relative, lawyer or witness, who enters no count of victims: such rows say whom they protect and nothing else.
CREATE FUNCTION guard.facts_of_protection(files uuid[]) RETURNS TABLE (kind text, file_id uuid, source_id uuid, country text, day date, recorded_at timestamptz, n int, dims jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH f AS MATERIALIZED (
  SELECT s.id, coalesce(c.country, h.country) AS country, coalesce(c.zone, h.zone) AS zone, coalesce(c.unseen, a.closed_to_state, false) AS unseen,
    coalesce(c.who, '{}'::jsonb) || jsonb_build_object('subject', CASE WHEN c.id IS NULL THEN s.kind ELSE 'person' END) AS who
  FROM public.protection_subject s CROSS JOIN guard.home() h LEFT JOIN guard.subjects(files) c ON c.id = s.id LEFT JOIN public.access_file a ON a.id = s.id WHERE s.id = ANY(files)
)
SELECT 'protection_measure', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('type', x.kind, 'family', x.family, 'answer', coalesce(nullif(x.answer, ''), 'open'),
  'reason', coalesce(nullif(x.reason, ''), 'unknown'), 'used', CASE WHEN x.used_at IS NULL THEN 'no' ELSE 'yes' END)
FROM f JOIN public.protection_measure x ON x.subject_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'threat', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('type', x.channel, 'source', x.source)
FROM f JOIN public.protection_threat x ON x.subject_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'safety_plan', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('agreed', CASE WHEN x.agreed THEN 'yes' ELSE 'no' END)
FROM f JOIN public.protection_plan x ON x.subject_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'risk', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('level', x.level)
FROM f JOIN public.protection_risk x ON x.subject_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
UNION ALL
SELECT 'liability', f.id, x.id, f.country, (x.at AT TIME ZONE f.zone)::date, x.recorded_at, 1, f.who || jsonb_build_object('type', x.kind, 'act', x.act, 'by', coalesce(nullif(x.body, ''), 'unknown'),
  'invoked', CASE WHEN x.invoked_at IS NULL THEN 'no' ELSE 'yes' END, 'answer', coalesce(nullif(x.answer, ''), 'open'), 'unlawful', CASE WHEN x.breach THEN 'yes' ELSE 'no' END)
FROM f JOIN public.protection_liability x ON x.subject_id = f.id JOIN public.accounts_organisation o ON o.id = x.organisation WHERE NOT f.unseen OR o.state
$$;
