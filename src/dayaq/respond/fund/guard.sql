-- What the fund needs from the guard. Run as dayaq_guard.

-- Lets the fund see what it decides on: the core and the money part of one case (G1, G8), by somebody who writes its money part and asks
-- with the person's consent. Nothing else of the file, and never a file that is closed to the State where the fund is a body of the State.
CREATE FUNCTION guard.fund_ask(file uuid, fund_unit uuid, code text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  home uuid;
  of_state boolean;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.user_id IS NULL OR NOT c.permissions && ARRAY['fund.request', 'legal.work'] OR NOT file IN (SELECT guard.writable('G8')) THEN
    RAISE EXCEPTION 'the fund is asked by somebody who keeps the money part of this case' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT o.id, o.state INTO home, of_state FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id
  WHERE n.id = fund_unit AND n.active AND EXISTS (
    SELECT FROM public.accounts_membership m JOIN public.access_role r ON r.code = m.role
    WHERE m.unit_id = n.id AND (m.valid_to IS NULL OR m.valid_to > now()) AND 'fund.approve' = ANY(r.permissions));
  IF home IS NULL THEN RETURN false; END IF;
  IF of_state AND EXISTS (SELECT FROM public.access_file f WHERE f.id = file AND f.closed_to_state) THEN RETURN false; END IF;
  IF NOT EXISTS (SELECT FROM public.access_grant g WHERE g.file_id = file AND g.subject_unit = fund_unit AND g.reads & 129 = 129 AND g.writes & 128 <> 0
                 AND g.revoked_at IS NULL AND (g.valid_to IS NULL OR g.valid_to > now())) THEN
    INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, valid_from, granted_by, granted_at, reason)
    VALUES (gen_random_uuid(), file, fund_unit, 129, 128, 'assistance', 'consent', now(), c.user_id, now(), 'fund');
  END IF;
  INSERT INTO public.casefile_casecode (id, case_id, organisation, code) VALUES (gen_random_uuid(), file, home, fund_ask.code)
  ON CONFLICT (case_id, organisation) DO NOTHING;
  RETURN true;
END $$;

-- The case's timeline learns what the fund did though the fund writes no part of the core: the kind of thing alone, no sum, no reason.
CREATE FUNCTION guard.fund_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE kind text := TG_ARGV[0];
BEGIN
  IF TG_TABLE_NAME = 'fund_opinion' THEN kind := CASE WHEN NEW.word = 'refuse' THEN 'fund.refused' ELSE 'fund.approved' END; END IF;
  INSERT INTO public.casefile_timelineevent (id, case_id, at, recorded_at, kind, organisation, "by", facts)
  VALUES (gen_random_uuid(), NEW.case_id, NEW.at, clock_timestamp(), kind, NEW.organisation, NEW."by", '{}');
  RETURN NULL;
END $$;

-- Two different people say yes, and neither asked nor is tied to the body that asked (A22).
CREATE FUNCTION guard.fund_may_say() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r public.fund_request;
BEGIN
  SELECT * INTO r FROM public.fund_request x WHERE x.id = NEW.request_id AND x.case_id = NEW.case_id FOR UPDATE;
  IF r.id IS NULL OR r.fund <> NEW.organisation OR r.withdrawn_at IS NOT NULL OR r.state <> 'waiting' THEN
    RAISE EXCEPTION 'there is no open request to decide on' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."by" = r."by" OR EXISTS (
       SELECT FROM public.accounts_membership m JOIN public.accounts_unit n ON n.id = m.unit_id
       WHERE m.user_id = NEW."by" AND n.organisation_id = r.organisation AND (m.valid_to IS NULL OR m.valid_to > now()))
     OR EXISTS (
       SELECT FROM public.accounts_affiliation a
       WHERE a.user_id = NEW."by" AND a.organisation_id = r.organisation AND a.valid_from <= now()::date AND (a.valid_to IS NULL OR a.valid_to > now()::date)) THEN
    RAISE EXCEPTION 'who asked, or is tied to the body that asked, does not decide' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- Money leaves for an approved request only, once an instalment, and never more than was approved.
CREATE FUNCTION guard.fund_may_pay() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r public.fund_request;
  yes int;
  no int;
  most numeric;
  before numeric;
BEGIN
  SELECT * INTO r FROM public.fund_request x WHERE x.id = NEW.request_id AND x.case_id = NEW.case_id FOR UPDATE;
  SELECT count(DISTINCT o."by") FILTER (WHERE o.word = 'approve'), count(*) FILTER (WHERE o.word = 'refuse'), min(o.amount) FILTER (WHERE o.word = 'approve')
  INTO yes, no, most FROM public.fund_opinion o WHERE o.request_id = NEW.request_id;
  SELECT coalesce(sum(p.amount), 0) INTO before FROM public.fund_payment p WHERE p.request_id = NEW.request_id AND p.reversed_at IS NULL;
  IF r.id IS NULL OR r.fund <> NEW.organisation OR r.withdrawn_at IS NOT NULL OR r.currency <> NEW.currency OR yes < 2 OR no > 0
     OR NEW.instalment NOT BETWEEN 1 AND r.instalments OR before + NEW.amount > most THEN
    RAISE EXCEPTION 'only what two people approved is paid, and no more' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Looked at when the transaction ends: every booking adds up to zero in each currency and source.
CREATE FUNCTION guard.fund_balanced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE booking uuid := CASE WHEN TG_TABLE_NAME = 'fund_journal' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'journal_id' END;
BEGIN
  IF (SELECT count(*) FROM public.fund_line l WHERE l.journal_id = booking) < 2
     OR EXISTS (SELECT FROM public.fund_line l WHERE l.journal_id = booking GROUP BY l.currency, l.pot_id HAVING sum(l.amount) <> 0)
     OR EXISTS (SELECT FROM public.fund_line l JOIN public.fund_pot p ON p.id = l.pot_id WHERE l.journal_id = booking AND p.currency <> l.currency) THEN
    RAISE EXCEPTION 'a booking adds up to zero in each currency and source' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION guard.fund_given() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE had int;
BEGIN
  SELECT g.quantity INTO had FROM public.fund_gift g WHERE g.id = NEW.gift_id FOR UPDATE;
  IF (SELECT coalesce(sum(h.quantity), 0) FROM public.fund_handout h WHERE h.gift_id = NEW.gift_id) + NEW.quantity > had THEN
    RAISE EXCEPTION 'more is given on than there was' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- What is booked and what was said stay as they are.
CREATE FUNCTION guard.fund_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is not changed: reverse it (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Income on its way to the fund, said by a body that does not keep its ledger (a court's order on forfeited assets).
CREATE FUNCTION guard.fund_announce(fund uuid, source text, amount numeric, currency text, said_at timestamptz, reference text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.user_id IS NULL OR NOT c.permissions && ARRAY['justice.work', 'justice.court', 'fund.work'] THEN
    RAISE EXCEPTION 'this role announces no income of the fund' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.fund_announced (id, organisation, "by", at, recorded_at, body, source, amount, currency, reference)
  VALUES (made, fund, c.user_id, said_at, clock_timestamp(), guard.mine('body'), fund_announce.source, fund_announce.amount, fund_announce.currency, left(fund_announce.reference, 60));
  RETURN made;
END $$;

REVOKE ALL ON FUNCTION guard.fund_ask(uuid, uuid, text), guard.fund_told(), guard.fund_may_say(), guard.fund_may_pay(), guard.fund_balanced(), guard.fund_given(), guard.fund_stays(), guard.fund_announce(uuid, text, numeric, text, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.fund_ask(uuid, uuid, text), guard.fund_announce(uuid, text, numeric, text, timestamptz, text) TO dayaq_app;
GRANT EXECUTE ON FUNCTION guard.fund_told(), guard.fund_may_say(), guard.fund_may_pay(), guard.fund_balanced(), guard.fund_given(), guard.fund_stays() TO dayaq_app, dayaq_owner;
