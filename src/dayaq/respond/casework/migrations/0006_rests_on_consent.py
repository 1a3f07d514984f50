"""What a transfer opens on consent rests on the consent that is kept: taken back, it ends at once. The file stays with its keeper."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

RESTS = """
CREATE OR REPLACE FUNCTION guard.transfer_within() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'dayaq_app' AND (NEW.groups & 1 = 0 OR NEW.groups & 256 <> 0 OR NEW.groups & ~guard.groups_of(NEW.case_id) <> 0
     OR NEW.basis <> 'consent' AND NEW.groups & ~71 <> 0 OR NEW.state <> 'sent') THEN
    RAISE EXCEPTION 'nobody hands over what he does not have' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF current_user = 'dayaq_app' AND (NEW.basis = 'consent') IS DISTINCT FROM EXISTS (
       SELECT FROM public.support_consent k WHERE k.id = NEW.consent AND k.case_id = NEW.case_id AND k.unit = NEW.to_unit AND k.withdrawn_at IS NULL
         AND (k.expires_at IS NULL OR k.expires_at > now())) THEN
    RAISE EXCEPTION 'a transfer on consent names the consent that is kept' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;


-- The receiving unit takes a case over, as before; what it and the giver have on consent rests on the consent that is kept, and ends with it.
CREATE OR REPLACE FUNCTION guard.take_over(transfer uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
  IF t.basis = 'consent' AND NOT EXISTS (SELECT FROM public.support_consent k WHERE k.id = t.consent AND k.withdrawn_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())) THEN
    RAISE EXCEPTION 'the person no longer agrees to this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.access_file SET owner_unit = c.unit_id, owner_organisation = c.organisation_id WHERE id = f.id;
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id
  WHERE g.file_id = f.id AND g.revoked_at IS NULL AND (g.evidence IN (t.id, t.consent) AND g.subject_unit = c.unit_id OR g.subject_unit = t.unit AND g.basis = 'owner');
  INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, evidence, valid_from, granted_by, granted_at, reason)
  SELECT gen_random_uuid(), f.id, x.unit, x.mask, x.mask, 'assistance', x.basis, CASE WHEN x.basis = 'consent' THEN t.consent ELSE t.id END, now(), c.user_id, now(), 'transfer' FROM (VALUES
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
CREATE OR REPLACE FUNCTION guard.leave_transfer(transfer uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = c.user_id FROM guard.context() c, public.casework_transfer t
  WHERE t.id = transfer AND t.state = 'declined' AND t.to_unit = c.unit_id AND g.evidence IN (t.id, t.consent) AND g.subject_unit = t.to_unit AND g.revoked_at IS NULL
$$;
"""


class Migration(migrations.Migration):
    """Rests on consent."""

    dependencies = [("casework", "0005_transfer_consent"), ("support", "0004_consent_holds")]
    operations = [AsGuard(RESTS)]
