-- Which assessments the actor works on, once more: whoever works for the State body that commissioned an assessment stays outside
-- of its raw material on every day, also when acting for another body. Needs and words as in guard.sql. Run as dayaq_guard.
CREATE OR REPLACE FUNCTION guard.assessments(need text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 20 AS $$
  SELECT m.assessment_id FROM guard.context() c JOIN public.assessment_member m ON m.user_id = c.user_id
  WHERE m.since <= current_date AND (m.until IS NULL OR m.until > current_date)
    AND CASE need
      WHEN 'read' THEN 'assess.read' = ANY(c.permissions)
      WHEN 'work' THEN 'assess.work' = ANY(c.permissions) AND m.role IN ('lead', 'assessor', 'facilitator')
      WHEN 'raw' THEN 'assess.raw' = ANY(c.permissions) AND m.role IN ('lead', 'assessor', 'coder')
        AND NOT EXISTS (
          SELECT FROM public.assessment_assessment a
          JOIN public.accounts_organisation o ON o.id = a.commissioner_id AND o.state
          JOIN public.accounts_unit n ON n.organisation_id = o.id
          JOIN public.accounts_membership s ON s.unit_id = n.id AND s.user_id = c.user_id
            AND s.valid_from <= now() AND (s.valid_to IS NULL OR s.valid_to > now())
          WHERE a.id = m.assessment_id)
      WHEN 'steer' THEN 'assess.work' = ANY(c.permissions) AND m.role = 'lead'
      ELSE false END
  UNION
  SELECT a.id FROM guard.context() c JOIN public.assessment_assessment a ON a.commissioner_id = c.organisation_id
  WHERE need IN ('read', 'steer') AND 'assess.commission' = ANY(c.permissions)
  UNION
  SELECT a.id FROM guard.context() c, public.assessment_assessment a
  WHERE need = 'survey' AND 'survey.take' = ANY(c.permissions) OR need IN ('read', 'work', 'raw') AND 'assess.desk' = ANY(c.permissions)
$$;
