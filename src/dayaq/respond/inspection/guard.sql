-- Sums of labour inspection over every body; no employer, no sheet. Run as dayaq_guard.
CREATE FUNCTION guard.inspection_sums(since timestamptz, until timestamptz) RETURNS TABLE (measure text, key text, n numeric) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH v AS (SELECT v.* FROM public.inspection_visit v WHERE (SELECT guard.may('overview.read')) AND v.planned_at >= since AND v.planned_at < until),
  s AS (SELECT s.* FROM public.inspection_sheet s WHERE (SELECT guard.may('overview.read')) AND s.at >= since AND s.at < until),
  m AS (SELECT t.*, md.currency FROM public.inspection_mediationstep t JOIN public.inspection_mediation md ON md.id = t.mediation_id
        WHERE (SELECT guard.may('overview.read')) AND t.at >= since AND t.at < until)
  SELECT 'visits', kind, count(*)::numeric FROM v GROUP BY kind UNION ALL
  SELECT 'outcomes', outcome, count(*) FROM v WHERE outcome <> '' GROUP BY outcome UNION ALL
  SELECT 'breaches', breach, count(*) FROM v WHERE breach <> '' GROUP BY breach UNION ALL
  SELECT 'joint', '', count(*) FROM v WHERE joint_with <> '{}' UNION ALL
  SELECT 'sheets', '', count(*) FROM s UNION ALL
  SELECT 'decisions', s.decision, count(*) FROM s WHERE EXISTS (SELECT FROM public.inspection_sheetanswer a WHERE a.sheet_id = s.id AND a.kind = 'indicator' AND a.answer = 'yes') GROUP BY s.decision UNION ALL
  SELECT 'rights_denied', a.code, count(*) FROM public.inspection_sheetanswer a JOIN s ON s.id = a.sheet_id WHERE a.kind = 'right' AND a.answer = 'no' GROUP BY a.code UNION ALL
  SELECT 'wages', m.currency || '.' || m.kind, sum(m.amount) FROM m WHERE m.amount IS NOT NULL GROUP BY m.currency, m.kind
$$;
REVOKE ALL ON FUNCTION guard.inspection_sums(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.inspection_sums(timestamptz, timestamptz) TO dayaq_app;
