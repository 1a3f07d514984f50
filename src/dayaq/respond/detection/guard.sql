-- What an event's finder may do beyond the own ceiling, and sums for those who see no event. Run as dayaq_guard.

-- Somebody suspected of exploiting the others is written down by whoever records the event; reading it back needs G6.
CREATE FUNCTION guard.note_suspect(event uuid, line int, given text, family text, sex text, age_band text, nationality text, role text, statement text, at timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity; made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.user_id IS NULL OR NOT 'event.record' = ANY(c.permissions) OR event NOT IN (SELECT guard.writable('G1'))
     OR NOT EXISTS (SELECT FROM public.detection_event e WHERE e.id = event) THEN
    RAISE EXCEPTION 'this role writes down no suspect here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.detection_suspect (id, event_id, number, given_name, family_name, sex, age_band, nationality, role, statement, at, recorded_at, by, turned_reason)
  VALUES (made, event, line, left(given, 120), left(family, 120), left(note_suspect.sex, 20), left(note_suspect.age_band, 20), left(note_suspect.nationality, 2),
          left(note_suspect.role, 40), statement, note_suspect.at, clock_timestamp(), c.user_id, '');
  RETURN made;
END $$;

-- Hand an event to a unit that receives referrals: where, what was found and who is suspected; persons go by their own referrals.
CREATE FUNCTION guard.hand_event(event uuid, to_unit uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity; f public.access_file;
BEGIN
  SELECT * INTO c FROM guard.context();
  SELECT x.* INTO f FROM public.access_file x JOIN public.detection_event e ON e.id = x.id WHERE x.id = event;
  IF f.id IS NULL OR f.owner_unit IS DISTINCT FROM c.unit_id OR NOT 'event.record' = ANY(c.permissions) OR event NOT IN (SELECT guard.writable('G1'))
     OR to_unit = c.unit_id OR NOT EXISTS (
       SELECT FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id
       WHERE n.id = to_unit AND n.active AND o.active AND n.receives_referrals AND NOT (o.state AND f.closed_to_state)) THEN
    RAISE EXCEPTION 'this event is not handed over so' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.access_grant g WHERE g.file_id = event AND g.subject_unit = to_unit AND g.revoked_at IS NULL) THEN RETURN false; END IF;
  INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, valid_from, granted_by, granted_at, reason)
  VALUES (gen_random_uuid(), event, to_unit, 37, 37, 'detection', 'statutory_handover', now(), c.user_id, now(), '');
  RETURN true;
END $$;

-- How many events there were, by way and kind: events are no persons, and no line of one is shown.
CREATE FUNCTION guard.detection_sums(since timestamptz, until timestamptz) RETURNS TABLE (way text, kind text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT (guard.may('overview.read') OR guard.may('figures.read')) THEN
    RAISE EXCEPTION 'this role reads no sums' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT e.way::text, e.kind::text, count(*) FROM public.detection_event e WHERE e.at >= since AND e.at < detection_sums.until GROUP BY 1, 2 ORDER BY 1, 2;
END $$;

REVOKE ALL ON FUNCTION guard.note_suspect(uuid, int, text, text, text, text, text, text, text, timestamptz), guard.hand_event(uuid, uuid), guard.detection_sums(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.note_suspect(uuid, int, text, text, text, text, text, text, text, timestamptz), guard.hand_event(uuid, uuid), guard.detection_sums(timestamptz, timestamptz) TO dayaq_app;
