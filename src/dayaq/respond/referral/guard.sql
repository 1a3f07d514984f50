-- What referrals and clocks need from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

-- Receipt by the competent unit: the actor's own unit is let in to what its work needs, on the hand-over's own basis.
-- Nobody gives himself access: it rests on the grant the sender gave with this referral (somebody outside the unit), on a file
-- not closed to the State; where an organisation keeps the file, on the person's consent.
CREATE FUNCTION guard.take_over(referral uuid, given timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  r public.referral_referral;
  f public.access_file;
  kept_by_state boolean;
  ground text;
BEGIN
  SELECT * INTO c FROM guard.context();
  SELECT * INTO r FROM public.referral_referral x WHERE x.id = take_over.referral;
  IF c.unit_id IS NULL OR r.id IS NULL OR r.to_unit <> c.unit_id OR NOT 'referral.receive' = ANY(c.permissions) OR r.status NOT IN ('received', 'accepted') THEN
    RAISE EXCEPTION 'this referral is not this unit''s to take over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO f FROM public.access_file x WHERE x.id = r.case_id;
  IF f.owner_unit = c.unit_id OR c.state AND f.closed_to_state THEN RETURN false; END IF;
  SELECT o.state INTO kept_by_state FROM public.accounts_organisation o WHERE o.id = f.owner_organisation;
  SELECT g.basis INTO ground FROM public.access_grant g
  WHERE g.file_id = f.id AND g.subject_unit = c.unit_id AND g.evidence = r.id AND g.revoked_at IS NULL
    AND (g.basis = 'consent' OR kept_by_state AND g.basis = 'statutory_handover')
    AND NOT EXISTS (SELECT FROM public.accounts_membership m WHERE m.user_id = g.granted_by AND m.unit_id = c.unit_id)
  LIMIT 1;
  IF ground IS NULL OR EXISTS (SELECT FROM public.access_grant g WHERE g.file_id = f.id AND g.subject_unit = c.unit_id AND g.evidence = r.id
                               AND g.reason = 'receipt' AND g.revoked_at IS NULL) THEN RETURN false; END IF;
  INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, evidence, valid_from, granted_by, granted_at, reason)
  VALUES (gen_random_uuid(), f.id, c.unit_id, 103, 103, 'identification', ground, r.id, least(given, now()), c.user_id, now(), 'receipt');
  RETURN true;
END $$;

-- Terms that run, for the clock service: the code is the one of the responsible unit's own body; ``hidden`` means an organisation's
-- person, of whom the State learns nothing.
CREATE FUNCTION guard.running_terms(at timestamptz) RETURNS TABLE (
  task uuid, kind text, rule text, unit uuid, body text, code text, started timestamptz, due timestamptz, reminded boolean, escalated boolean, hidden boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the clock service sweeps terms' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY
  SELECT t.id, t.kind::text, t.rule::text, t.unit, o.code::text, coalesce(k.code, '')::text, t.started_at, t.due_at,
         t.reminded_at IS NOT NULL, t.escalated_at IS NOT NULL, c.ngo_only OR f.closed_to_state
  FROM public.casefile_task t
  JOIN public.casefile_case c ON c.id = t.case_id JOIN public.access_file f ON f.id = t.case_id
  JOIN public.accounts_unit n ON n.id = t.unit JOIN public.accounts_organisation o ON o.id = n.organisation_id
  LEFT JOIN public.casefile_casecode k ON k.case_id = t.case_id AND k.organisation = o.id
  WHERE t.done_at IS NULL AND t.due_at IS NOT NULL AND t.started_at <= running_terms.at AND t.escalated_at IS NULL
    AND (t.reminded_at IS NULL OR t.due_at < running_terms.at)
  ORDER BY t.due_at, t.id;
END $$;

-- Marks that a term was spoken of; true only for the first who does, so that two sweeps never say it twice.
CREATE FUNCTION guard.mark_term(task uuid, said text, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE done int;
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the clock service sweeps terms' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF said = 'remind' THEN
    UPDATE public.casefile_task t SET reminded_at = mark_term.at WHERE t.id = task AND t.reminded_at IS NULL AND t.done_at IS NULL;
  ELSE
    UPDATE public.casefile_task t SET escalated_at = mark_term.at WHERE t.id = task AND t.escalated_at IS NULL AND t.done_at IS NULL;
  END IF;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done = 1;
END $$;

-- Sums for whoever watches over the response: no rows, no codes, nothing of a person known to an organisation only.
CREATE FUNCTION guard.referral_overview(at timestamptz, since timestamptz) RETURNS TABLE (measure text, body text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('overview.read') THEN RAISE EXCEPTION 'this role sees no overview' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY
  WITH open_file AS (SELECT c.id FROM public.casefile_case c JOIN public.access_file f ON f.id = c.id WHERE NOT c.ngo_only AND NOT f.closed_to_state)
  SELECT 'overdue.' || t.kind, o.code::text, count(*) FROM public.casefile_task t JOIN open_file p ON p.id = t.case_id
    JOIN public.accounts_unit u ON u.id = t.unit JOIN public.accounts_organisation o ON o.id = u.organisation_id
    WHERE t.done_at IS NULL AND t.due_at < referral_overview.at AND t.rule <> '' GROUP BY 1, 2
  UNION ALL
  SELECT 'waiting', r.to_body::text, count(*) FROM public.referral_referral r JOIN open_file p ON p.id = r.case_id
    WHERE r.status IN ('sent', 'arrived') GROUP BY 2
  UNION ALL
  SELECT 'feedback', r.to_body::text, count(*) FROM public.referral_referral r JOIN open_file p ON p.id = r.case_id
    WHERE r.status IN ('accepted', 'declined') GROUP BY 2
  UNION ALL
  SELECT 'breach.' || b.kind, b.by_body::text, count(*) FROM public.referral_breach b JOIN open_file p ON p.id = b.case_id
    WHERE b.at >= since AND b.at <= referral_overview.at GROUP BY 1, 2;
END $$;

-- Whether the national co-ordinator may hear of this case at all, as a count; asked by whoever records on it.
CREATE FUNCTION guard.hidden_from_state(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.ngo_only OR f.closed_to_state FROM public.casefile_case c JOIN public.access_file f ON f.id = c.id
  WHERE c.id = file AND c.id IN (SELECT guard.cases('G1'))
$$;

REVOKE ALL ON FUNCTION guard.take_over(uuid, timestamptz), guard.running_terms(timestamptz), guard.mark_term(uuid, text, timestamptz),
  guard.referral_overview(timestamptz, timestamptz), guard.hidden_from_state(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.take_over(uuid, timestamptz), guard.running_terms(timestamptz), guard.mark_term(uuid, text, timestamptz),
  guard.referral_overview(timestamptz, timestamptz), guard.hidden_from_state(uuid) TO dayaq_app;
