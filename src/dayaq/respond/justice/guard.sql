-- What proceedings need from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

-- A proceeding is an access file of its own (G1 for the trail of access, G6 for all it holds); no case, no code, no victim count.
CREATE FUNCTION guard.open_proceeding(file uuid, opened timestamptz) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.unit_id IS NULL OR c.writes & 32 = 0 OR NOT 'justice.work' = ANY(c.permissions) THEN
    RAISE EXCEPTION 'this role opens no proceeding' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.access_file (id, owner_unit, owner_organisation, closed_to_state, opened_at) VALUES (file, c.unit_id, c.organisation_id, false, opened);
  INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, valid_from, granted_by, granted_at, reason)
  VALUES (gen_random_uuid(), file, c.unit_id, 33, 32, 'investigation', 'owner', least(opened, now()), c.user_id, now(), '');
  RETURN file;
END $$;

-- Another unit reads (or also writes) a proceeding; with ``people`` the part of the persons in it, too: of those the receiving side
-- may know. A State body comes in by statute, anybody else (a lawyer) by the person's consent and only where let into the person's file.
CREATE FUNCTION guard.share_proceeding(file uuid, to_unit uuid, may_write boolean, people boolean, until timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  target_state boolean;
  given int := 0;
  one uuid;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF NOT 'justice.work' = ANY(coalesce(c.permissions, '{}')) OR share_proceeding.file NOT IN (SELECT guard.writable('G6'))
     OR NOT EXISTS (SELECT FROM public.justice_proceeding p JOIN public.access_file f ON f.id = p.id WHERE p.id = file AND f.owner_unit = c.unit_id) THEN
    RAISE EXCEPTION 'only who leads the proceeding shares it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT o.state INTO target_state FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id WHERE n.id = to_unit AND n.active AND n.id <> c.unit_id;
  IF target_state IS NULL THEN RAISE EXCEPTION 'there is nobody to share with' USING ERRCODE = 'invalid_parameter_value'; END IF;
  FOR one IN
    SELECT file UNION ALL
    SELECT p.case_id FROM public.justice_party p JOIN public.access_file f ON f.id = p.case_id
    WHERE people AND p.proceeding_id = file AND p.ended_at IS NULL AND p.case_id IN (SELECT guard.cases('G6')) AND NOT f.closed_to_state
      AND (target_state OR EXISTS (SELECT FROM public.access_grant g WHERE g.file_id = p.case_id AND g.subject_unit = to_unit AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())))
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM public.access_grant g WHERE g.file_id = one AND g.subject_unit = to_unit AND g.reads & 32 <> 0 AND g.revoked_at IS NULL
      AND (g.writes & 32 <> 0 OR NOT may_write OR one <> file)
      AND (g.valid_to IS NULL OR g.valid_to >= coalesce(until, 'infinity')) AND (target_state OR g.basis IN ('consent', 'owner')));
    INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, evidence, valid_from, valid_to, granted_by, granted_at, reason)
    VALUES (gen_random_uuid(), one, to_unit, 33, CASE WHEN may_write AND one = file AND target_state THEN 32 ELSE 0 END, 'investigation',
            CASE WHEN target_state THEN 'statutory_handover' ELSE 'consent' END, file, now(), until, c.user_id, now(), '');
    given := given + 1;
  END LOOP;
  RETURN given;
END $$;

-- Ends what was given with a proceeding to one unit: the proceeding and the persons' part that came with it.
CREATE FUNCTION guard.unshare_proceeding(file uuid, from_unit uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity; done int;
BEGIN
  SELECT * INTO c FROM guard.context();
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id
  WHERE g.subject_unit = from_unit AND g.revoked_at IS NULL AND g.basis <> 'owner' AND g.evidence = file
    AND 'justice.work' = ANY(c.permissions) AND EXISTS (SELECT FROM public.access_file f WHERE f.id = file AND f.owner_unit = c.unit_id);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;

-- A person's row points only at a proceeding the writer sees, and never from a file the State must not know.
CREATE FUNCTION guard.known_proceeding() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user <> 'dayaq_app' THEN RETURN NEW; END IF;
  IF TG_TABLE_NAME = 'justice_appearance' THEN
    IF NOT EXISTS (SELECT FROM public.justice_hearing h JOIN public.justice_party p ON p.proceeding_id = h.proceeding_id WHERE h.id = NEW.hearing_id AND p.case_id = NEW.case_id) THEN
      RAISE EXCEPTION 'this person has no part in that hearing' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.proceeding_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.justice_proceeding p WHERE p.id = NEW.proceeding_id) THEN
    RAISE EXCEPTION 'a row points only at a proceeding the writer sees' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM public.access_file f WHERE f.id = NEW.case_id AND f.closed_to_state) THEN
    RAISE EXCEPTION 'the person refused: this file is closed to the State' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- Sums of the proceedings of the whole country between two moments; no row, no name, no person who suffered. Months of prison are the
-- key of a sentence: bands are the pack's. A verdict replaced by a later one no longer counts.
CREATE FUNCTION guard.justice_sums(since timestamptz, until timestamptz) RETURNS TABLE (measure text, dim text, key text, n bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH may AS (SELECT guard.may('overview.read') AS ok),
  p AS (SELECT * FROM public.justice_proceeding, may WHERE ok),
  o AS (SELECT o.*, p.exploitation FROM public.justice_offender o JOIN p ON p.id = o.proceeding_id),
  v AS (SELECT v.*, o.exploitation, o.sex, o.legal_person, o.was_victim FROM public.justice_verdict v JOIN o ON o.id = v.offender_id
        WHERE v.at >= since AND v.at < until AND NOT EXISTS (SELECT FROM public.justice_verdict later WHERE later.replaces_id = v.id)),
  a AS (SELECT a.* FROM public.justice_asset a JOIN p ON p.id = a.proceeding_id)
  SELECT 'facts', 'body', f.body, sum(f.n)::bigint FROM public.justice_fact f, may WHERE ok AND f.at >= since AND f.at < until GROUP BY f.body UNION ALL
  SELECT 'facts', 'article', f.article, sum(f.n)::bigint FROM public.justice_fact f, may WHERE ok AND f.at >= since AND f.at < until GROUP BY f.article UNION ALL
  SELECT 'cases', 'exploitation', exploitation, count(*) FROM p WHERE opened_at >= since AND opened_at < until GROUP BY exploitation UNION ALL
  SELECT 'cases', 'origin', origin, count(*) FROM p WHERE opened_at >= since AND opened_at < until GROUP BY origin UNION ALL
  SELECT 'court', 'exploitation', exploitation, count(*) FROM p WHERE court_at >= since AND court_at < until GROUP BY exploitation UNION ALL
  SELECT 'joint', '', '', count(*) FROM p WHERE opened_at >= since AND opened_at < until AND joint_with <> '{}' UNION ALL
  SELECT 'suspects', 'sex', sex, count(*) FROM o WHERE suspected_at >= since AND suspected_at < until AND offence = 'thb' GROUP BY sex UNION ALL
  SELECT 'responsible', 'sex', sex, count(*) FROM o WHERE accused_at >= since AND accused_at < until AND offence = 'thb' GROUP BY sex UNION ALL
  SELECT 'prosecuted', 'exploitation', exploitation, count(*) FROM o WHERE tried_at >= since AND tried_at < until GROUP BY exploitation UNION ALL
  SELECT 'wanted', 'offence', offence, count(*) FROM o WHERE wanted_at >= since AND wanted_at < until GROUP BY offence UNION ALL
  SELECT 'found', 'offence', offence, count(*) FROM o WHERE found_at >= since AND found_at < until GROUP BY offence UNION ALL
  SELECT 'arrested', 'offence', offence, count(*) FROM o WHERE arrested_at >= since AND arrested_at < until GROUP BY offence UNION ALL
  SELECT 'legal_persons', '', '', count(*) FROM o WHERE accused_at >= since AND accused_at < until AND legal_person UNION ALL
  SELECT 'victim_before', '', '', count(*) FROM o WHERE accused_at >= since AND accused_at < until AND was_victim = 'yes' UNION ALL
  SELECT 'groups', 'kind', g.kind, count(*) FROM public.justice_gang g JOIN p ON p.id = g.proceeding_id WHERE g.broken_at >= since AND g.broken_at < until GROUP BY g.kind UNION ALL
  SELECT 'convicted', 'exploitation', exploitation, count(DISTINCT offender_id) FROM v WHERE convicted GROUP BY exploitation UNION ALL
  SELECT 'convicted', 'sex', sex, count(DISTINCT offender_id) FROM v WHERE convicted GROUP BY sex UNION ALL
  SELECT 'convicted', 'sentence', sentence, count(DISTINCT offender_id) FROM v WHERE convicted GROUP BY sentence UNION ALL
  SELECT 'convicted', 'suspended', suspended::text, count(DISTINCT offender_id) FROM v WHERE convicted GROUP BY suspended UNION ALL
  SELECT 'convicted', 'months', months::text, count(DISTINCT offender_id) FROM v WHERE convicted AND months IS NOT NULL GROUP BY months UNION ALL
  SELECT 'acquitted', '', '', count(DISTINCT offender_id) FROM v WHERE NOT convicted UNION ALL
  SELECT 'charges', 'article', ch.article, count(*) FROM public.justice_charge ch JOIN p ON p.id = ch.proceeding_id WHERE ch.at >= since AND ch.at < until GROUP BY ch.article UNION ALL
  SELECT 'charges', 'outcome', ch.outcome, count(*) FROM public.justice_charge ch JOIN p ON p.id = ch.proceeding_id WHERE ch.outcome_at >= since AND ch.outcome_at < until GROUP BY ch.outcome UNION ALL
  SELECT 'hearings', 'adjourned', h.adjourned_why, count(*) FROM public.justice_hearing h JOIN p ON p.id = h.proceeding_id WHERE h.at >= since AND h.at < until AND h.held = false GROUP BY h.adjourned_why UNION ALL
  SELECT 'seized', 'currency', currency, sum(value)::bigint FROM a WHERE seized_at >= since AND seized_at < until GROUP BY currency UNION ALL
  SELECT 'confiscated', 'currency', currency, sum(value)::bigint FROM a WHERE confiscated_at >= since AND confiscated_at < until GROUP BY currency UNION ALL
  SELECT 'to_fund', 'currency', currency, sum(to_fund)::bigint FROM a WHERE to_fund_at >= since AND to_fund_at < until GROUP BY currency UNION ALL
  SELECT 'requests', 'kind', m.direction || '.' || m.kind, count(*) FROM public.justice_mutualrequest m JOIN p ON p.id = m.proceeding_id WHERE m.asked_at >= since AND m.asked_at < until GROUP BY m.direction, m.kind
$$;

REVOKE ALL ON FUNCTION guard.open_proceeding(uuid, timestamptz), guard.share_proceeding(uuid, uuid, boolean, boolean, timestamptz), guard.unshare_proceeding(uuid, uuid), guard.known_proceeding(), guard.justice_sums(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.open_proceeding(uuid, timestamptz), guard.share_proceeding(uuid, uuid, boolean, boolean, timestamptz), guard.unshare_proceeding(uuid, uuid), guard.justice_sums(timestamptz, timestamptz) TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.known_proceeding() TO dayaq_owner, dayaq_app;
