-- Who leads an assessment: a command acts as that person under the wall, since it has no rights of its own. Run as dayaq_guard.
CREATE FUNCTION guard.leads(slug text) RETURNS TABLE (user_id uuid, membership_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.user_id, s.id FROM public.assessment_member m
    JOIN public.assessment_assessment a ON a.id = m.assessment_id
    JOIN public.accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN public.accounts_membership s ON s.user_id = m.user_id AND s.valid_from <= now() AND (s.valid_to IS NULL OR s.valid_to > now())
    JOIN public.access_role r ON r.code = s.role AND 'assess.work' = ANY(r.permissions)
  WHERE a.code = slug AND m.role = 'lead' AND m.since <= current_date AND (m.until IS NULL OR m.until > current_date)
  ORDER BY m.since, m.user_id, s.valid_from
$$;
GRANT EXECUTE ON FUNCTION guard.leads(text) TO dayaq_app;
