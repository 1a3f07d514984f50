-- A unit that does not take the person on gives its access back: what rests on this referral ends, the envelope (or nothing) stays
-- until the referrer is answered. Nobody gains by it: the new grant is a part of the old one, on the same basis, by the same giver.
CREATE FUNCTION guard.give_back(referral uuid, keep int) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  r public.referral_referral;
  g public.access_grant;
BEGIN
  SELECT * INTO c FROM guard.context();
  SELECT * INTO r FROM public.referral_referral x WHERE x.id = give_back.referral;
  IF c.unit_id IS NULL OR r.id IS NULL OR r.to_unit <> c.unit_id OR r.status NOT IN ('declined', 'fed_back')
     OR NOT ('referral.receive' = ANY(c.permissions) OR 'referral.feedback' = ANY(c.permissions)) THEN
    RAISE EXCEPTION 'this referral is not this unit''s to give back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO g FROM public.access_grant x
  WHERE x.file_id = r.case_id AND x.subject_unit = c.unit_id AND x.evidence = r.id AND x.basis <> 'owner' AND x.revoked_at IS NULL
  ORDER BY x.granted_at, x.id LIMIT 1;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE public.access_grant x SET revoked_at = now(), revoked_by = c.user_id
  WHERE x.file_id = r.case_id AND x.subject_unit = c.unit_id AND x.evidence = r.id AND x.basis <> 'owner' AND x.revoked_at IS NULL;
  IF g.reads & keep <> 0 THEN
    INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, evidence, valid_from, valid_to, granted_by, granted_at, reason)
    VALUES (gen_random_uuid(), g.file_id, g.subject_unit, g.reads & keep, g.writes & keep, g.purpose, g.basis, g.evidence, now(), g.valid_to, g.granted_by, now(), 'answer');
  END IF;
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION guard.give_back(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.give_back(uuid, int) TO dayaq_app;
