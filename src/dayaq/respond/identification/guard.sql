-- The check before a removal, by the code on the person's card. Run as dayaq_guard.
-- Of a person known to an organisation only (a file closed to the State) nothing comes back, exactly as for a code that does
-- not exist; unless the person agreed that a hint is given. What comes back are statuses and an office, never a name.
CREATE FUNCTION guard.removal_check(asked text) RETURNS TABLE (standing text[], review_open boolean, reflection_at timestamptz, hidden boolean, office uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('case.read') THEN RAISE EXCEPTION 'this role checks no removal' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY
  SELECT coalesce((SELECT array_agg(DISTINCT a.status::text) FROM public.casefile_assertion a
                   WHERE a.case_id = k.case_id AND a.removed_at IS NULL
                     AND (a.superseded_by_id IS NULL OR EXISTS (SELECT FROM public.identification_review v WHERE v.case_id = k.case_id AND v.decided_at IS NULL))), '{}'),
         EXISTS (SELECT FROM public.identification_review v WHERE v.case_id = k.case_id AND v.decided_at IS NULL),
         (SELECT max(n.at) FROM public.identification_personnotice n WHERE n.case_id = k.case_id AND n.about = 'reflection' AND n.understood),
         c.ngo_only OR f.closed_to_state,
         f.owner_unit
  FROM public.casefile_casecode k JOIN public.casefile_case c ON c.id = k.case_id JOIN public.access_file f ON f.id = k.case_id
  WHERE k.code = asked AND c.closed_at IS NULL
    AND (NOT (c.ngo_only OR f.closed_to_state)
         OR EXISTS (SELECT FROM public.identification_holdconsent h WHERE h.case_id = k.case_id AND h.withdrawn_at IS NULL));
END $$;
REVOKE ALL ON FUNCTION guard.removal_check(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.removal_check(text) TO dayaq_app;
