-- What the hotline needs from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

-- The line that is asked says yes or no; the line that asked takes it back.
CREATE FUNCTION guard.hand_on_side() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := guard.organisation_id();
BEGIN
  IF current_user <> 'dayaq_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.organisation IS DISTINCT FROM mine OR NEW.status <> 'offered' THEN RAISE EXCEPTION 'a caller is handed on by the own line' USING ERRCODE = 'insufficient_privilege'; END IF;
  ELSIF OLD.status <> 'offered' OR NEW.status IN ('accepted', 'declined') AND OLD.to_organisation IS DISTINCT FROM mine OR NEW.status = 'withdrawn' AND OLD.organisation IS DISTINCT FROM mine THEN
    RAISE EXCEPTION 'the line that is asked answers, once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- Calls counted: by topic, hour, weekday, language, outcome, caller; years of paper by topic. Never a row and never what was said.
CREATE FUNCTION guard.call_sums(since timestamptz, until timestamptz, zone text) RETURNS TABLE (body text, line text, dim text, item text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  wide boolean := guard.may('overview.read');
BEGIN
  SELECT * INTO c FROM guard.context();
  IF NOT wide AND NOT guard.may('hotline.answer') THEN RAISE EXCEPTION 'this role sees no calls' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY
  WITH k AS (
    SELECT o.code::text AS body, x.line::text AS line, x.topic::text AS topic, x.language::text AS language, x.outcome::text AS outcome, x.caller::text AS caller,
      x.started_at AT TIME ZONE zone AS wall
    FROM public.hotline_call x JOIN public.accounts_organisation o ON o.id = x.organisation
    WHERE x.started_at >= since AND x.started_at < until AND (wide OR x.organisation = c.organisation_id)
  )
  SELECT k.body, k.line, 'topic', k.topic, count(*) FROM k GROUP BY 1, 2, 4
  UNION ALL SELECT k.body, k.line, 'hour', to_char(k.wall, 'HH24'), count(*) FROM k GROUP BY 1, 2, 4
  UNION ALL SELECT k.body, k.line, 'weekday', to_char(k.wall, 'ID'), count(*) FROM k GROUP BY 1, 2, 4
  UNION ALL SELECT k.body, k.line, 'language', k.language, count(*) FROM k GROUP BY 1, 2, 4
  UNION ALL SELECT k.body, k.line, 'outcome', k.outcome, count(*) FROM k GROUP BY 1, 2, 4
  UNION ALL SELECT k.body, k.line, 'caller', k.caller, count(*) FROM k GROUP BY 1, 2, 4
  UNION ALL SELECT o.code::text, t.line::text, 'topic', t.topic::text, sum(t.n)::bigint FROM public.hotline_calltally t JOIN public.accounts_organisation o ON o.id = t.organisation
    WHERE t.first >= (since AT TIME ZONE zone)::date AND t.end <= (until AT TIME ZONE zone)::date AND (wide OR t.organisation = c.organisation_id) GROUP BY 1, 2, 4;
END $$;

REVOKE ALL ON FUNCTION guard.hand_on_side(), guard.call_sums(timestamptz, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.hand_on_side() TO dayaq_app, dayaq_owner;
GRANT EXECUTE ON FUNCTION guard.call_sums(timestamptz, timestamptz, text) TO dayaq_app;
