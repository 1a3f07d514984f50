-- Before a removal, by the code on the person's card: whether a reflection period runs, whether a claim is open, whom to call.
-- Never why. Of a person known to an organisation only nothing comes back, exactly as for a code that does not exist, unless the
-- person agreed that a hint is given (identification_holdconsent). Run as dayaq_guard.
CREATE FUNCTION guard.residence_check(asked text, moment timestamptz) RETURNS TABLE (reflecting boolean, claims boolean, office uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('case.read') THEN RAISE EXCEPTION 'this role checks no removal' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY
  SELECT EXISTS (SELECT FROM public.residence_reflection r WHERE r.case_id = k.case_id AND r.outcome = 'given' AND r.at <= moment
                   AND r.ends_at > moment AND (r.ended_at IS NULL OR r.ended_at > moment)),
         EXISTS (SELECT FROM public.residence_removalalert a WHERE a.case_id = k.case_id AND a.at <= moment AND (a.ended_at IS NULL OR a.ended_at > moment)),
         f.owner_unit
  FROM public.casefile_casecode k JOIN public.casefile_case c ON c.id = k.case_id JOIN public.access_file f ON f.id = k.case_id
  WHERE k.code = asked AND c.closed_at IS NULL
    AND (NOT (c.ngo_only OR f.closed_to_state)
         OR EXISTS (SELECT FROM public.identification_holdconsent h WHERE h.case_id = k.case_id AND h.withdrawn_at IS NULL));
END $$;
REVOKE ALL ON FUNCTION guard.residence_check(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.residence_check(text, timestamptz) TO dayaq_app;
