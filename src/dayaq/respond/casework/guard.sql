-- What case work needs from the guard. Run as dayaq_guard; the serving role may only execute what is granted at the end.

-- The groups of a transfer: what the giver reads, the core always, privileged notes never; without consent only what a hand-over by law carries.
CREATE FUNCTION guard.transfer_within() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'dayaq_app' AND (NEW.groups & 1 = 0 OR NEW.groups & 256 <> 0 OR NEW.groups & ~guard.groups_of(NEW.case_id) <> 0
     OR NEW.basis <> 'consent' AND NEW.groups & ~71 <> 0 OR NEW.state <> 'sent') THEN
    RAISE EXCEPTION 'nobody hands over what he does not have' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- The receiving unit takes a case over: it owns the file from now on, sees the groups that were said, and has the open tasks.
-- The giver, of another body, said which groups; the receiver says yes: two persons, so that a location may travel with consent.
CREATE FUNCTION guard.take_over(transfer uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  t public.casework_transfer;
  f public.access_file;
  moved int := 0;
BEGIN
  SELECT * INTO c FROM guard.context();
  SELECT * INTO t FROM public.casework_transfer x WHERE x.id = transfer FOR UPDATE;
  SELECT * INTO f FROM public.access_file x WHERE x.id = t.case_id FOR UPDATE;
  IF c.user_id IS NULL OR t.id IS NULL OR t.state <> 'sent' OR t.to_unit IS DISTINCT FROM c.unit_id OR f.owner_unit IS DISTINCT FROM t.unit
     OR NOT c.permissions && ARRAY['case.transfer', 'referral.receive'] OR f.closed_to_state AND c.state THEN
    RAISE EXCEPTION 'this case is not given to you' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.access_file SET owner_unit = c.unit_id, owner_organisation = c.organisation_id WHERE id = f.id;
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id
  WHERE g.file_id = f.id AND g.revoked_at IS NULL AND (g.evidence = t.id AND g.subject_unit = c.unit_id OR g.subject_unit = t.unit AND g.basis = 'owner');
  INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, evidence, valid_from, granted_by, granted_at, reason)
  SELECT gen_random_uuid(), f.id, x.unit, x.mask, x.mask, 'assistance', x.basis, t.id, now(), c.user_id, now(), 'transfer' FROM (VALUES
    (c.unit_id, t.groups, 'owner', true),
    (c.unit_id, t.groups, 'consent', t.basis = 'consent'),
    (t.unit, 1023, CASE WHEN t.basis = 'consent' THEN 'consent' ELSE 'statutory_handover' END, t.stays)) x (unit, mask, basis, wanted)
  WHERE x.wanted;
  IF NOT t.stays THEN
    UPDATE public.casefile_task k SET unit = c.unit_id WHERE k.case_id = f.id AND k.unit = t.unit AND k.done_at IS NULL;
    GET DIAGNOSTICS moved = ROW_COUNT;
    UPDATE public.casework_assignment a SET ended_at = now() WHERE a.case_id = f.id AND a.unit = t.unit AND a.ended_at IS NULL;
  END IF;
  UPDATE public.casework_transfer SET state = 'accepted', answered_at = now(), answered_by = c.user_id WHERE id = t.id;
  RETURN moved;
END $$;

-- The receiving unit said no: it no longer sees that there is a case.
CREATE FUNCTION guard.leave_transfer(transfer uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id FROM guard.context() c, public.casework_transfer t
  WHERE t.id = transfer AND t.state = 'declined' AND t.to_unit = c.unit_id AND g.evidence = t.id AND g.subject_unit = t.to_unit AND g.revoked_at IS NULL
$$;

-- Whether two files are read by the same units and people, and are both open or both closed to the State: joining them tells nobody
-- anything new. No answer for somebody who does not see both.
CREATE FUNCTION guard.same_readers(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH readers AS (
    SELECT g.file_id, coalesce(g.subject_unit, g.subject_user) AS reader FROM public.access_grant g
    WHERE g.file_id IN (one, other) AND g.reads & 1 <> 0 AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
  )
  SELECT (SELECT a.closed_to_state FROM public.access_file a WHERE a.id = one) = (SELECT b.closed_to_state FROM public.access_file b WHERE b.id = other)
     AND NOT EXISTS (SELECT reader FROM readers WHERE file_id = one EXCEPT SELECT reader FROM readers WHERE file_id = other)
     AND NOT EXISTS (SELECT reader FROM readers WHERE file_id = other EXCEPT SELECT reader FROM readers WHERE file_id = one)
  WHERE one IN (SELECT guard.cases('G1')) AND other IN (SELECT guard.cases('G1'))
$$;

CREATE FUNCTION guard.merge_tells_nobody() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'dayaq_app' AND (NOT guard.may('case.merge') OR guard.same_readers(NEW.case_id, NEW.double_id) IS NOT TRUE) THEN
    RAISE EXCEPTION 'these files are not joined: somebody would learn of a file he must not know' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- Drafts whose days are over, by the clock service.
CREATE FUNCTION guard.drop_drafts() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE gone int;
BEGIN
  IF NOT guard.may('jobs.run') THEN RAISE EXCEPTION 'only the clock service drops drafts' USING ERRCODE = 'insufficient_privilege'; END IF;
  DELETE FROM public.casework_draft d WHERE d.expires_at <= now();
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

REVOKE ALL ON FUNCTION guard.transfer_within(), guard.take_over(uuid), guard.leave_transfer(uuid), guard.same_readers(uuid, uuid), guard.merge_tells_nobody(), guard.drop_drafts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.take_over(uuid), guard.leave_transfer(uuid), guard.same_readers(uuid, uuid), guard.drop_drafts() TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.transfer_within(), guard.merge_tells_nobody() TO dayaq_app, dayaq_owner;
