-- What support needs from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

-- Every body the acting person stands with: roles in force and declared ties. Nobody judges or reads against the own side.
CREATE FUNCTION guard.sides() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.organisation_id FROM guard.context() c WHERE c.organisation_id IS NOT NULL
  UNION SELECT n.organisation_id FROM guard.context() c JOIN public.accounts_membership m ON m.user_id = c.user_id
    AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()) JOIN public.accounts_unit n ON n.id = m.unit_id
  UNION SELECT a.organisation_id FROM guard.context() c JOIN public.accounts_affiliation a ON a.user_id = c.user_id
    AND a.valid_from <= current_date AND (a.valid_to IS NULL OR a.valid_to > current_date)
$$;

-- How many people gave feedback about the acting person's own body: none, or a number of five and more; in between nothing is said.
CREATE FUNCTION guard.feedback_about_me(since timestamptz) RETURNS TABLE (n bigint, few boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN count(*) BETWEEN 1 AND 4 THEN NULL ELSE count(*) END, count(*) BETWEEN 1 AND 4
  FROM public.support_feedback f WHERE f.about = guard.organisation_id() AND f.at >= since
$$;

-- Who waits for a course or takes part, as sums for the body that holds it. To a State body people known to an organisation only
-- are not there; a sum of people whose files the asker does not see is told from five upward.
CREATE FUNCTION guard.seats_of(course uuid) RETURNS TABLE (state text, n bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.state, sum(x.n)::bigint FROM (
    SELECT s.state::text AS state, CASE WHEN s.case_id IN (SELECT guard.cases('G1')) THEN 1 ELSE 2 END AS seen, count(*) AS n
    FROM public.support_seat s JOIN public.access_file f ON f.id = s.case_id, guard.context() c
    WHERE s.course_id = seats_of.course AND 'support.plan' = ANY(c.permissions) AND NOT (c.state AND f.closed_to_state)
    GROUP BY 1, 2) x
  WHERE x.seen = 1 OR x.n >= 5 GROUP BY 1
$$;

-- A worker's calendar behind the hash of its secret address: times only. Nobody acts here; who lost the role has no calendar.
CREATE FUNCTION guard.calendar(secret text) RETURNS TABLE (id uuid, starts timestamptz, ends timestamptz, place text, state text, version int, changed timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.starts, a.ends, a.place::text, a.state::text, a.version, a.recorded_at FROM public.support_feed f
  JOIN public.accounts_user u ON u.id = f.by AND u.is_active
  JOIN public.support_appointment a ON a.worker = f.by AND a.organisation = f.organisation
  WHERE f.token_hash = secret AND f.revoked_at IS NULL AND a.starts > now() - interval '90 days' AND EXISTS (
    SELECT FROM public.accounts_membership m JOIN public.accounts_unit n ON n.id = m.unit_id
    WHERE m.user_id = u.id AND n.organisation_id = f.organisation AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))
  ORDER BY a.starts, a.id
$$;

CREATE FUNCTION guard.calendar_there(secret text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.support_feed f JOIN public.accounts_user u ON u.id = f.by AND u.is_active
    WHERE f.token_hash = secret AND f.revoked_at IS NULL AND EXISTS (
      SELECT FROM public.accounts_membership m JOIN public.accounts_unit n ON n.id = m.unit_id
      WHERE m.user_id = u.id AND n.organisation_id = f.organisation AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())))
$$;

REVOKE ALL ON FUNCTION guard.sides(), guard.feedback_about_me(timestamptz), guard.seats_of(uuid), guard.calendar(text), guard.calendar_there(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.sides(), guard.feedback_about_me(timestamptz), guard.seats_of(uuid), guard.calendar(text), guard.calendar_there(text) TO dayaq_app;

-- A consent taken back, or over, ends at once what was given on it: in the database, whoever records it.
CREATE FUNCTION guard.consent_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN
    UPDATE public.access_grant g SET revoked_at = now(), revoked_by = guard.user_id()
    WHERE g.file_id = NEW.case_id AND g.evidence = NEW.id AND g.basis = 'consent' AND g.revoked_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION guard.consent_ends() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.consent_ends() TO dayaq_app, dayaq_owner;

-- A place is taken only while one is left; counted here, because nobody sees every seat. The course's row makes takers queue.
CREATE FUNCTION guard.seat_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE all_places int;
BEGIN
  IF NEW.state <> 'taken' OR OLD.state = 'taken' THEN RETURN NEW; END IF;
  SELECT c.places INTO all_places FROM public.support_course c WHERE c.id = NEW.course_id FOR UPDATE;
  IF (SELECT count(*) FROM public.support_seat s WHERE s.course_id = NEW.course_id AND s.state IN ('taken', 'finished')) >= all_places THEN
    RAISE EXCEPTION 'every place is taken' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.seat_left() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.seat_left() TO dayaq_app, dayaq_owner;
