-- The person's own window. Run as dayaq_guard; the serving role may only execute what is granted at the end.
-- Digests of words stand in a table nobody but the guard reads: neither the serving role nor a file of held data shows them.

CREATE TABLE guard.window_secret (key_id uuid PRIMARY KEY, digest text NOT NULL UNIQUE CHECK (length(digest) = 64));

-- The key behind a digest while it lives; wrong, expired and ended look the same. Only the window's own service asks.
CREATE FUNCTION guard.window_living(secret text) RETURNS SETOF public.window_key LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 1 AS $$
  SELECT k.* FROM guard.window_secret s JOIN public.window_key k ON k.id = s.key_id
  WHERE guard.may('window.open') AND s.digest = secret AND k.revoked_at IS NULL AND k.expires_at > clock_timestamp()
$$;

-- Words given by a worker: they show no more of the file than that worker sees, and end those the same body gave before.
CREATE FUNCTION guard.window_issue(file uuid, key uuid, digest text, language text, until timestamptz) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.unit_id IS NULL OR NOT 'case.write' = ANY(c.permissions) OR file NOT IN (SELECT guard.writable('G1')) OR file NOT IN (SELECT guard.cases('G1'))
     OR until > clock_timestamp() + interval '800 days' THEN
    RAISE EXCEPTION 'words are given by whoever works on the file' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.window_key k SET revoked_at = clock_timestamp(), revoked_by = c.user_id
  WHERE k.case_id = file AND k.organisation = c.organisation_id AND NOT k.own AND k.revoked_at IS NULL;
  INSERT INTO public.window_key (id, case_id, at, recorded_at, organisation, unit, by, language, expires_at, own, groups, source)
  VALUES (key, file, clock_timestamp(), clock_timestamp(), c.organisation_id, c.unit_id, c.user_id, left(language, 10), until, false, guard.groups_of(file) & 157, c.organisation_id);
  INSERT INTO guard.window_secret (key_id, digest) VALUES (key, window_issue.digest);
  RETURN key;
END $$;

-- Exactly what the person reads of the own file: no place, no name of staff, no other person, nothing privileged. ``mask``: field groups;
-- ``without``: bodies complaints about which are left out; ``seen``: who looked; ``stays``: requests to go out of a house.
CREATE FUNCTION guard.window_told(file uuid, mask int, without uuid[], seen boolean, stays boolean) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'pack', k.pack, 'opened', k.opened_at, 'nationality', CASE WHEN k.nationality_state = 'known' THEN k.nationality ELSE '' END,
    'statuses', (SELECT coalesce(jsonb_agg(jsonb_build_array(a.status, a.at)), '[]') FROM public.casefile_assertion a
      WHERE a.case_id = file AND a.superseded_by_id IS NULL AND a.removed_at IS NULL),
    'decision', (SELECT jsonb_build_object('outcome', d.outcome, 'at', d.at, 'body', d.body, 'reason', d.reason_code, 'basis', d.basis,
        'told', (SELECT min(n.at) FROM public.identification_personnotice n WHERE n.decision_id = d.id AND n.understood))
      FROM public.identification_formaldecision d WHERE d.case_id = file AND d.removed_at IS NULL ORDER BY d.at DESC, d.recorded_at DESC LIMIT 1),
    'reviews', (SELECT coalesce(jsonb_agg(jsonb_build_object('route', r.route, 'asked', r.asked_at, 'decided', r.decided_at, 'outcome', r.outcome) ORDER BY r.asked_at DESC), '[]')
      FROM public.identification_review r WHERE r.case_id = file),
    'told', (SELECT coalesce(jsonb_agg(jsonb_build_object('right', t."right", 'at', t.at, 'language', t.language, 'method', t.method, 'understood', t.understood) ORDER BY t.at DESC), '[]') FROM (
        SELECT t."right"::text, t.at, t.language::text, t.method::text, t.understood::text FROM public.rights_told t WHERE t.case_id = file
        UNION ALL SELECT n.about, n.at, n.language, n.method, CASE WHEN n.understood THEN 'yes' ELSE 'no' END FROM public.identification_personnotice n
        WHERE n.case_id = file AND n.about = 'reflection') t),
    'plan', (SELECT jsonb_build_object('number', p.number, 'agreed', p.agreed_at, 'review_on', p.review_on,
        'goals', (SELECT coalesce(jsonb_agg(jsonb_build_object('domain', g.domain, 'outcome', g.outcome,
            'words', CASE WHEN mask & 4 <> 0 THEN (SELECT coalesce(jsonb_agg(jsonb_build_array(w.text, w.language) ORDER BY w.at), '[]') FROM public.support_goalwords w WHERE w.goal_id = g.id) ELSE '[]' END,
            'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'who', s.responsible, 'due_on', s.due_on, 'outcome', s.outcome) ORDER BY s.due_on NULLS LAST, s.recorded_at), '[]')
              FROM public.support_step s WHERE s.goal_id = g.id)) ORDER BY g.recorded_at), '[]') FROM public.support_goal g WHERE g.plan_id = p.id)
          || CASE WHEN mask & 8 <> 0 THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('domain', h.domain, 'outcome', h.outcome, 'words', jsonb_build_array(jsonb_build_array(h.text, h.language)), 'steps', '[]'::jsonb) ORDER BY h.recorded_at), '[]')
            FROM public.support_healthgoal h WHERE h.plan_id = p.id) ELSE '[]' END)
      FROM public.support_plan p WHERE p.case_id = file AND p.state = 'agreed' ORDER BY p.agreed_at DESC, p.number DESC LIMIT 1),
    'consents', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.at DESC), '[]') FROM (
        SELECT c.id, c.service, c.provider, c.outside, c.groups, c.at, c.expires_at, c.withdrawn_at FROM public.support_consent c WHERE c.case_id = file
        UNION ALL SELECT h.id, h.service, h.provider, h.outside, h.groups, h.at, h.expires_at, h.withdrawn_at FROM public.support_healthconsent h WHERE h.case_id = file AND mask & 8 <> 0) x),
    'appointments', (SELECT coalesce(jsonb_agg(jsonb_build_object('starts', a.starts, 'ends', a.ends) ORDER BY a.starts), '[]') FROM public.support_appointment a
      WHERE a.case_id = file AND a.state = 'planned' AND a.ends > clock_timestamp()),
    'leaves', CASE WHEN stays THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'asked', l.at, 'from', l.wanted_from, 'until', l.wanted_until, 'answer', l.answer, 'reason', l.reason, 'answered', l.answered_at) ORDER BY l.at DESC), '[]')
      FROM public.shelter_leave l WHERE l.case_id = file) END,
    'requests', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'at', r.at, 'due', r.due_at, 'outcome', r.outcome, 'reason', r.reason, 'decided', r.decided_at) ORDER BY r.at DESC), '[]')
      FROM public.rights_datarequest r WHERE r.case_id = file),
    'complaints', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', q.number, 'subject', q.subject, 'about', q.about, 'at', q.at, 'due', q.due_at, 'state', q.state, 'outcome', q.outcome, 'decided', q.decided_at,
        'answer', (SELECT jsonb_build_object('text', s.text, 'language', s.language) FROM public.rights_complaintstep s WHERE s.complaint_id = q.id AND s.kind = 'decision' ORDER BY s.at DESC LIMIT 1)) ORDER BY q.at DESC), '[]')
      FROM public.rights_complaint q JOIN public.rights_complainant w ON w.complaint_id = q.id WHERE w.case_id = file AND q.about <> ALL(without)),
    'money', CASE WHEN mask & 128 <> 0 THEN jsonb_build_object(
      'requests', (SELECT coalesce(jsonb_agg(jsonb_build_object('item', r.item, 'amount', r.amount::text, 'currency', r.currency, 'at', r.at, 'state', r.state,
          'reason', (SELECT o.reason FROM public.fund_opinion o WHERE o.request_id = r.id AND o.word = 'refuse' AND o.reason <> '' ORDER BY o.at DESC LIMIT 1),
          'route', (SELECT o.route FROM public.fund_opinion o WHERE o.request_id = r.id AND o.word = 'refuse' AND o.route <> '' ORDER BY o.at DESC LIMIT 1)) ORDER BY r.at DESC), '[]')
        FROM public.fund_request r WHERE r.case_id = file),
      'paid', (SELECT coalesce(jsonb_agg(jsonb_build_object('item', p.item, 'amount', p.amount::text, 'currency', p.currency, 'at', p.at) ORDER BY p.at DESC), '[]')
        FROM public.fund_payment p WHERE p.case_id = file AND p.reversed_at IS NULL)) END,
    'seen', CASE WHEN seen THEN (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.last DESC), '[]') FROM (
        SELECT d.body, d.purpose, sum(d.n) AS n, min(d.first_at) AS first, max(d.last_at) AS last FROM guard.disclosures(file) d
        JOIN public.accounts_organisation o ON o.id = d.body AND o.body_type <> 'system' GROUP BY 1, 2) x) END)
  FROM public.casefile_case k WHERE k.id = file
$$;

-- The window on the digest of its words. Words a worker gave are kept to what that worker may see: who looked only if his body keeps the
-- file, and groups that were his. So are words made out of them: whoever gave the first ones could have made the second ones himself. Complaints about the body that gave the
-- first words are never listed, lest somebody there kept the words: each is asked for by its number.
CREATE FUNCTION guard.window_open(secret text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  f public.access_file;
  told jsonb;
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  IF k.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO f FROM public.access_file x WHERE x.id = k.case_id;
  told := guard.window_told(k.case_id, k.groups, ARRAY[k.source],
    f.owner_organisation = k.source, k.groups & 16 <> 0 OR EXISTS (SELECT FROM public.shelter_stay s WHERE s.case_id = k.case_id AND CASE WHEN k.own THEN s.organisation = k.source ELSE s.unit = k.unit END));
  UPDATE public.window_key x SET last_used = current_date WHERE x.id = k.id AND x.last_used IS DISTINCT FROM current_date;
  PERFORM guard.log('read', 'window', k.id::text, k.case_id, '{}', 'G1', 'ok', 1, '{}');
  RETURN told || jsonb_build_object('language', k.language, 'own', k.own, 'expires', k.expires_at);
END $$;

-- The same beside a worker, who sees no more of it than the own grant and role let him.
CREATE FUNCTION guard.window_beside(file uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mask int := guard.groups_of(file);
BEGIN
  IF NOT guard.may('case.read') OR file NOT IN (SELECT guard.cases('G1')) THEN RETURN NULL; END IF;
  RETURN guard.window_told(file, mask, ARRAY(SELECT guard.sides()), file IN (SELECT guard.owned()),
    mask & 16 <> 0 OR EXISTS (SELECT FROM public.shelter_stay s WHERE s.case_id = file AND s.unit = guard.unit_id() AND guard.may('shelter.manage')));
END $$;

-- One complaint of the person by the number only the person was told.
CREATE FUNCTION guard.window_complaint(secret text, number text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('number', q.number, 'subject', q.subject, 'about', q.about, 'at', q.at, 'due', q.due_at, 'state', q.state, 'outcome', q.outcome, 'decided', q.decided_at,
    'answer', (SELECT jsonb_build_object('text', s.text, 'language', s.language) FROM public.rights_complaintstep s WHERE s.complaint_id = q.id AND s.kind = 'decision' ORDER BY s.at DESC LIMIT 1))
  FROM guard.window_living(secret) k JOIN public.rights_complainant w ON w.case_id = k.case_id JOIN public.rights_complaint q ON q.id = w.complaint_id
  WHERE q.number = window_complaint.number
$$;

-- The person takes a consent back; whoever was let in on it is out at once (the trigger of consents).
CREATE FUNCTION guard.window_withdraw(secret text, consent uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  n int;
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  IF k.id IS NULL THEN RETURN false; END IF;
  UPDATE public.support_consent c SET withdrawn_at = clock_timestamp() WHERE c.id = consent AND c.case_id = k.case_id AND c.withdrawn_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n = 0 AND k.groups & 8 <> 0 THEN
    UPDATE public.support_healthconsent c SET withdrawn_at = clock_timestamp() WHERE c.id = consent AND c.case_id = k.case_id AND c.withdrawn_at IS NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
  END IF;
  IF n = 1 THEN PERFORM guard.window_note(k.case_id, 'support.consent_withdrawn', '{}'); END IF;
  RETURN n = 1;
END $$;

-- An entry of the timeline in the window's name.
CREATE FUNCTION guard.window_note(file uuid, what text, facts jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.casefile_timelineevent (id, case_id, at, recorded_at, kind, organisation, by, facts)
  SELECT gen_random_uuid(), file, clock_timestamp(), clock_timestamp(), what, c.organisation_id, c.user_id, window_note.facts FROM guard.context() c
$$;

-- The person asks to go out, be called or visited: null without words, false where the person sleeps in no house now.
CREATE FUNCTION guard.window_leave(secret text, wish text, wanted_from timestamptz, wanted_until timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE k public.window_key;
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  IF k.id IS NULL THEN RETURN NULL; END IF;
  RETURN guard.shelter_ask_leave(k.case_id, wish, wanted_from, wanted_until) IS NOT NULL;
END $$;

-- A request about the own data; a task of the body that keeps the file. At most ten a day.
CREATE FUNCTION guard.window_ask(secret text, what text, words text, spoken text, due timestamptz, clock text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  c guard.identity;
  made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  SELECT * INTO c FROM guard.context();
  IF k.id IS NULL OR (SELECT count(*) FROM public.rights_datarequest r WHERE r.case_id = k.case_id AND r.by = c.user_id AND r.at > clock_timestamp() - interval '1 day') >= 10 THEN RETURN false; END IF;
  INSERT INTO public.rights_datarequest (id, case_id, at, recorded_at, organisation, by, kind, groups, asked_by, due_at, outcome, reason, version)
  VALUES (made, k.case_id, clock_timestamp(), clock_timestamp(), c.organisation_id, c.user_id, what, '{}', 'person', due, '', '', 1);
  IF words <> '' THEN
    INSERT INTO public.rights_requestwords (id, request_id, case_id, at, recorded_at, by, language, text)
    VALUES (gen_random_uuid(), made, k.case_id, clock_timestamp(), clock_timestamp(), c.user_id, left(spoken, 10), left(words, 4000));
  END IF;
  INSERT INTO public.casefile_task (id, case_id, kind, rule, unit, started_at, due_at)
  SELECT gen_random_uuid(), k.case_id, 'rights.data', clock, f.owner_unit, clock_timestamp(), due FROM public.access_file f WHERE f.id = k.case_id;
  PERFORM guard.window_note(k.case_id, 'rights.asked', jsonb_build_object('request', what));
  RETURN true;
END $$;

-- A complaint: kept apart from the file; the body complained about reads none of it. At most ten a day.
CREATE FUNCTION guard.window_complain(secret text, about uuid, number text, subject text, words text, spoken text, may_name boolean, due timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  c guard.identity;
  made uuid := gen_random_uuid();
  now timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  SELECT * INTO c FROM guard.context();
  IF k.id IS NULL OR NOT EXISTS (SELECT FROM public.accounts_organisation o WHERE o.id = about AND o.active AND o.body_type <> 'system')
     OR (SELECT count(*) FROM public.rights_complainant x WHERE x.case_id = k.case_id AND x.by = c.user_id AND x.at > now - interval '1 day') >= 10 THEN RETURN false; END IF;
  INSERT INTO public.rights_complaint (id, at, recorded_at, organisation, by, about, number, subject, raised_by, may_name, due_at, state, outcome, retaliation, version)
  VALUES (made, now, now, c.organisation_id, c.user_id, window_complain.about, window_complain.number, left(window_complain.subject, 40), 'person', window_complain.may_name, due, 'received', '', false, 1);
  INSERT INTO public.rights_complainant (id, at, recorded_at, organisation, by, about, complaint_id, case_id, reach)
  VALUES (gen_random_uuid(), now, now, c.organisation_id, c.user_id, window_complain.about, made, k.case_id, '');
  INSERT INTO public.rights_complainttext (id, at, recorded_at, organisation, by, about, complaint_id, language, text)
  VALUES (gen_random_uuid(), now, now, c.organisation_id, c.user_id, window_complain.about, made, left(spoken, 10), left(words, 4000));
  RETURN true;
END $$;

-- The person makes words nobody else knows: every earlier one of the file ends. Without a new digest they only end.
CREATE FUNCTION guard.window_change(secret text, new_key uuid, new_digest text, until timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k public.window_key;
  c guard.identity;
BEGIN
  SELECT * INTO k FROM guard.window_living(secret);
  IF k.id IS NULL THEN RETURN false; END IF;
  SELECT * INTO c FROM guard.context();
  UPDATE public.window_key x SET revoked_at = clock_timestamp(), revoked_by = c.user_id WHERE x.case_id = k.case_id AND x.revoked_at IS NULL;
  IF new_digest <> '' THEN
    INSERT INTO public.window_key (id, case_id, at, recorded_at, organisation, unit, by, language, expires_at, own, groups, source)
    VALUES (new_key, k.case_id, clock_timestamp(), clock_timestamp(), c.organisation_id, NULL, c.user_id, k.language, least(until, clock_timestamp() + interval '800 days'), true, k.groups, k.source);
    INSERT INTO guard.window_secret (key_id, digest) VALUES (new_key, new_digest);
  END IF;
  PERFORM guard.window_note(k.case_id, CASE WHEN new_digest <> '' THEN 'window.changed' ELSE 'window.ended' END, '{}');
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION guard.window_living(text), guard.window_issue(uuid, uuid, text, text, timestamptz), guard.window_told(uuid, int, uuid[], boolean, boolean), guard.window_open(text),
  guard.window_beside(uuid), guard.window_withdraw(text, uuid), guard.window_note(uuid, text, jsonb), guard.window_leave(text, text, timestamptz, timestamptz),
  guard.window_ask(text, text, text, text, timestamptz, text), guard.window_complain(text, uuid, text, text, text, text, boolean, timestamptz), guard.window_change(text, uuid, text, timestamptz), guard.window_complaint(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.window_issue(uuid, uuid, text, text, timestamptz), guard.window_open(text), guard.window_beside(uuid), guard.window_withdraw(text, uuid),
  guard.window_leave(text, text, timestamptz, timestamptz), guard.window_ask(text, text, text, text, timestamptz, text),
  guard.window_complain(text, uuid, text, text, text, text, boolean, timestamptz), guard.window_change(text, uuid, text, timestamptz), guard.window_complaint(text, text) TO dayaq_app;
