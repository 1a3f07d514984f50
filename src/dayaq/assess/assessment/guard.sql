-- Which assessments the actor works on. Run as dayaq_guard.
-- need  read   the team, and the commissioner's co-ordinators; never raw material
--       work   leads, assessors, facilitators: plan, sources, findings, report
--       raw    leads, assessors, coders: interviews, answers, names of respondents; nobody of the State body that commissioned it,
--              whatever else he or she is and whoever put him or her into the team
--       steer  leads and the commissioner's co-ordinators: who is in the team
--       The assessment desk, a service that commands on the server act as, reads and works on all of them.
--       survey the survey desk: takes answers of whoever was invited, sees no assessment
CREATE FUNCTION guard.assessments(need text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 20 AS $$
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

-- Who opens an assessment leads it, when the role works on assessments; a commissioner appoints somebody.
CREATE FUNCTION guard.lead_own_assessment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.assessment_member (id, assessment_id, user_id, role, since)
  SELECT gen_random_uuid(), NEW.id, c.user_id, 'lead', current_date FROM guard.context() c WHERE 'assess.work' = ANY(c.permissions);
  RETURN NULL;
END $$;

GRANT EXECUTE ON FUNCTION guard.assessments(text) TO dayaq_app, dayaq_owner;
GRANT EXECUTE ON FUNCTION guard.lead_own_assessment() TO dayaq_owner;
