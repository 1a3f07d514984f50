-- What the network needs from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

-- A link is made open, for fields its maker may hand over; later the maker only takes it back, and that is final.
CREATE FUNCTION guard.link_side() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user <> 'dayaq_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'open' OR NEW.attempts_left > 10 OR NEW.views_left > 10 OR NEW.expires_at > clock_timestamp() + interval '31 days' THEN
      RAISE EXCEPTION 'a link begins open, and not for ever' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.fields && ARRAY['given_name', 'family_name', 'birth']::varchar[] AND (guard.groups_of(NEW.case_id) | guard.writes_of(NEW.case_id)) & 2 = 0 THEN
      RAISE EXCEPTION 'nobody can give a name he does not have' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.status IS DISTINCT FROM OLD.status AND NEW.status <> 'withdrawn' OR OLD.status = 'withdrawn' AND NEW.status <> 'withdrawn' THEN
    RAISE EXCEPTION 'a link is only taken back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- Each side of a service referral writes its own side.
CREATE FUNCTION guard.onward_side() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user <> 'dayaq_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'sent' THEN RAISE EXCEPTION 'a service referral begins by being sent' USING ERRCODE = 'insufficient_privilege'; END IF;
  ELSIF NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn' THEN
    IF OLD.from_unit IS DISTINCT FROM guard.unit_id() THEN RAISE EXCEPTION 'only who sent it takes it back' USING ERRCODE = 'insufficient_privilege'; END IF;
  ELSIF OLD.to_unit IS DISTINCT FROM guard.unit_id() OR OLD.status = 'withdrawn' THEN
    RAISE EXCEPTION 'only who is asked answers' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- A unit that says no gives back what it was let in to with this referral.
CREATE FUNCTION guard.hand_back(onward uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  o public.network_onward;
  done int;
BEGIN
  SELECT * INTO c FROM guard.context();
  SELECT * INTO o FROM public.network_onward x WHERE x.id = hand_back.onward;
  IF c.unit_id IS NULL OR o.id IS NULL OR o.to_unit <> c.unit_id OR o.status <> 'declined' THEN
    RAISE EXCEPTION 'this referral is not this unit''s to give back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id
  WHERE g.file_id = o.case_id AND g.subject_unit = c.unit_id AND g.evidence = o.id AND g.basis <> 'owner' AND g.revoked_at IS NULL;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done > 0;
END $$;

-- The link behind a digest while it lives: consent not withdrawn, not expired, not locked, and never to the State from a closed file.
CREATE FUNCTION guard.living_link(digest text) RETURNS SETOF public.network_link LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 1 AS $$
  SELECT l.* FROM public.network_link l JOIN public.casefile_case k ON k.id = l.case_id JOIN public.access_file f ON f.id = l.case_id
  WHERE l.token_hash = digest AND l.status NOT IN ('withdrawn', 'locked', 'declined') AND l.expires_at > clock_timestamp() AND l.attempts_left > 0
    AND k.refers <> 'withdrawn' AND NOT (l.recipient_state AND (f.closed_to_state OR k.ngo_only))
  FOR UPDATE OF l
$$;

-- What stands on the door: for whom it is and until when; nothing of the person.
CREATE FUNCTION guard.link_door(digest text) RETURNS TABLE (recipient text, expires_at timestamptz, status text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('network.link') THEN RAISE EXCEPTION 'only the courier opens links' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY SELECT l.recipient::text, l.expires_at, l.status::text FROM guard.living_link(digest) l;
END $$;

-- Counts a wrong code; true when the code is right.
CREATE FUNCTION guard.link_code(link uuid, code text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE right_code boolean;
BEGIN
  SELECT l.code_hash = code INTO right_code FROM public.network_link l WHERE l.id = link;
  IF NOT coalesce(right_code, false) THEN
    UPDATE public.network_link l SET attempts_left = l.attempts_left - 1, status = CASE WHEN l.attempts_left <= 1 THEN 'locked' ELSE l.status END WHERE l.id = link;
  END IF;
  RETURN coalesce(right_code, false);
END $$;

-- The chosen fields and nothing else: state gone | wrong | used | open, and then the fields.
CREATE FUNCTION guard.link_open(digest text, code text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  l public.network_link;
  k public.casefile_case;
  n public.casefile_identity;
  c guard.identity;
  told jsonb;
BEGIN
  IF NOT guard.may('network.link') THEN RAISE EXCEPTION 'only the courier opens links' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO c FROM guard.context();
  SELECT * INTO l FROM guard.living_link(digest);
  IF l.id IS NULL THEN RETURN '{"state": "gone"}'; END IF;
  IF NOT guard.link_code(l.id, code) THEN RETURN jsonb_build_object('state', CASE WHEN l.attempts_left <= 1 THEN 'gone' ELSE 'wrong' END, 'left', l.attempts_left - 1); END IF;
  IF l.views_left = 0 THEN RETURN '{"state": "used"}'; END IF;
  UPDATE public.network_link x SET views_left = x.views_left - 1, seen_at = coalesce(x.seen_at, clock_timestamp()), status = CASE WHEN x.status = 'open' THEN 'seen' ELSE x.status END
  WHERE x.id = l.id RETURNING * INTO l;
  SELECT * INTO k FROM public.casefile_case x WHERE x.id = l.case_id;
  SELECT * INTO n FROM public.casefile_identity x WHERE x.case_id = l.case_id;
  SELECT coalesce(jsonb_object_agg(f.name, f.value), '{}') INTO told FROM (VALUES
    ('sex', jsonb_build_array(k.sex, k.sex_state)), ('age_band', jsonb_build_array(k.age_band, k.age_band_state)),
    ('nationality', jsonb_build_array(k.nationality, k.nationality_state)), ('exploitation', jsonb_build_array(k.exploitation, k.exploitation_state)),
    ('languages', jsonb_build_array(to_jsonb(k.languages), k.languages_state)), ('interpreter', jsonb_build_array(to_jsonb(k.interpreter_needed), k.interpreter_state)),
    ('needs', jsonb_build_array(to_jsonb(l.services), 'known')),
    ('message', jsonb_build_array((SELECT string_agg(t.text, E'\n' ORDER BY t.at) FROM public.network_linktext t WHERE t.link_id = l.id AND t.way = 'out'), 'known')),
    ('given_name', jsonb_build_array(n.given_name, 'known')), ('family_name', jsonb_build_array(n.family_name, 'known')), ('birth', jsonb_build_array(n.birth_value, 'known'))
  ) f(name, value) WHERE f.name = ANY(l.fields) AND (f.name NOT IN ('given_name', 'family_name', 'birth') OR l.identity_consent);
  PERFORM guard.log('read', 'network:link', l.id::text, l.case_id, '{}', CASE WHEN l.identity_consent THEN 'G1 G2 G3' ELSE 'G1 G3' END, 'ok', 1, '{}');
  INSERT INTO public.casefile_timelineevent (id, case_id, at, recorded_at, kind, organisation, by, facts)
  VALUES (gen_random_uuid(), l.case_id, clock_timestamp(), clock_timestamp(), 'network.link_seen', c.organisation_id, c.user_id, jsonb_build_object('link', l.id));
  RETURN jsonb_build_object('state', 'open', 'status', l.status, 'recipient', l.recipient, 'expires', l.expires_at, 'views', l.views_left, 'fields', told);
END $$;

-- The recipient's yes or no, how it went on, and words for the sender; by the same link and code while it lives.
CREATE FUNCTION guard.link_answer(digest text, code text, answer text, reason text, came text, words text, spoken text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  l public.network_link;
  c guard.identity;
  following text;
BEGIN
  IF NOT guard.may('network.link') THEN RAISE EXCEPTION 'only the courier opens links' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO c FROM guard.context();
  SELECT * INTO l FROM guard.living_link(digest);
  IF l.id IS NULL OR l.status NOT IN ('seen', 'accepted') THEN RETURN 'gone'; END IF;
  IF NOT guard.link_code(l.id, code) THEN RETURN 'wrong'; END IF;
  IF answer NOT IN ('accepted', 'declined') OR answer = 'declined' AND (reason = '' OR l.status = 'accepted') THEN RETURN 'incomplete'; END IF;
  UPDATE public.network_link x SET status = answer, answered_at = coalesce(x.answered_at, clock_timestamp()), decline_reason = CASE WHEN answer = 'declined' THEN left(reason, 40) ELSE '' END,
    outcome = CASE WHEN answer = 'accepted' THEN left(came, 40) ELSE '' END, version = x.version + 1 WHERE x.id = l.id;
  IF words <> '' THEN
    INSERT INTO public.network_linktext (id, case_id, link_id, way, language, text, at, organisation, by)
    VALUES (gen_random_uuid(), l.case_id, l.id, 'back', left(spoken, 10), left(words, 2000), clock_timestamp(), NULL, NULL);
  END IF;
  following := CASE WHEN answer = 'accepted' THEN 'network.link_accepted' ELSE 'network.link_declined' END;
  INSERT INTO public.casefile_timelineevent (id, case_id, at, recorded_at, kind, organisation, by, facts)
  VALUES (gen_random_uuid(), l.case_id, clock_timestamp(), clock_timestamp(), following, c.organisation_id, c.user_id, jsonb_build_object('link', l.id, 'reason', reason, 'outcome', came));
  RETURN answer;
END $$;

-- How long it took from suspicion to sending and from sending to receipt, by body: sums only. Whoever watches over the response
-- learns of all but people an organisation keeps from the State; everybody else of the own body.
CREATE FUNCTION guard.response_times(since timestamptz, until timestamptz, term interval) RETURNS TABLE (
  what text, body text, n bigint, median double precision, quick bigint, within bigint, late bigint, very_late bigint, unfinished bigint
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  wide boolean := guard.may('overview.read');
BEGIN
  SELECT * INTO c FROM guard.context();
  IF NOT wide AND NOT guard.may('referral.send') AND NOT guard.may('referral.receive') THEN
    RAISE EXCEPTION 'this role sees no response times' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  WITH r AS (
    SELECT x.* FROM public.referral_referral x JOIN public.casefile_case k ON k.id = x.case_id JOIN public.access_file f ON f.id = x.case_id
    WHERE x.status NOT IN ('withdrawn', 'kept_back') AND (NOT (k.ngo_only OR f.closed_to_state) OR f.owner_organisation = c.organisation_id)
  ), leg AS (
    SELECT 'sent'::text AS what, r.from_body::text AS body, r.suspected_at AS begun, r.sent_at AS ended FROM r WHERE r.from_unit IS NOT NULL AND (wide OR r.from_organisation = c.organisation_id)
    UNION ALL
    SELECT 'received', r.to_body::text, r.sent_at, r.received_at FROM r WHERE r.sent_at IS NOT NULL AND (wide OR r.to_organisation = c.organisation_id OR r.from_organisation = c.organisation_id)
  ), took AS (SELECT leg.*, leg.ended - leg.begun AS lasted FROM leg WHERE leg.begun >= since AND leg.begun < until)
  SELECT t.what, t.body, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.lasted)::double precision) FILTER (WHERE t.lasted IS NOT NULL),
    count(*) FILTER (WHERE t.lasted <= term / 4), count(*) FILTER (WHERE t.lasted > term / 4 AND t.lasted <= term),
    count(*) FILTER (WHERE t.lasted > term AND t.lasted <= term * 2), count(*) FILTER (WHERE t.lasted > term * 2), count(*) FILTER (WHERE t.lasted IS NULL)
  FROM took t GROUP BY t.what, t.body ORDER BY 1, 2;
END $$;

REVOKE ALL ON FUNCTION guard.link_side(), guard.onward_side(), guard.hand_back(uuid), guard.living_link(text), guard.link_door(text), guard.link_code(uuid, text),
  guard.link_open(text, text), guard.link_answer(text, text, text, text, text, text, text), guard.response_times(timestamptz, timestamptz, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.link_side(), guard.onward_side() TO dayaq_app, dayaq_owner;
GRANT EXECUTE ON FUNCTION guard.hand_back(uuid), guard.link_door(text), guard.link_open(text, text),
  guard.link_answer(text, text, text, text, text, text, text), guard.response_times(timestamptz, timestamptz, interval) TO dayaq_app;
