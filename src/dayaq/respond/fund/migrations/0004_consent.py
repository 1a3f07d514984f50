"""The fund is let in on a consent that is kept: taking it back ends at once what the fund sees."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

ASKED = """
DROP FUNCTION guard.fund_ask(uuid, uuid, text);
-- Lets the fund see what it decides on: the core and the money part of one case (G1, G8), by somebody who writes its money part, on a
-- consent of the person that is kept and can be taken back. Nothing else of the file, and never a file that is closed to the State
-- where the fund is a body of the State.
CREATE FUNCTION guard.fund_ask(file uuid, fund_unit uuid, code text, given timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c guard.identity;
  home uuid;
  of_state boolean;
  ground uuid;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.user_id IS NULL OR NOT c.permissions && ARRAY['fund.request', 'legal.work'] OR NOT file IN (SELECT guard.writable('G8')) THEN
    RAISE EXCEPTION 'the fund is asked by somebody who keeps the money part of this case' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT o.id, o.state INTO home, of_state FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id
  WHERE n.id = fund_unit AND n.active AND EXISTS (
    SELECT FROM public.accounts_membership m JOIN public.access_role r ON r.code = m.role
    WHERE m.unit_id = n.id AND (m.valid_to IS NULL OR m.valid_to > now()) AND 'fund.approve' = ANY(r.permissions));
  IF home IS NULL OR guard.restricted(file) THEN RETURN false; END IF;
  IF of_state AND EXISTS (SELECT FROM public.access_file f WHERE f.id = file AND f.closed_to_state) THEN RETURN false; END IF;
  ground := guard.keep_consent(file, 'fund', home, fund_unit, ARRAY['G1', 'G8'], given);
  IF NOT EXISTS (SELECT FROM public.access_grant g WHERE g.file_id = file AND g.subject_unit = fund_unit AND g.evidence = ground AND g.reads & 129 = 129
                 AND g.writes & 128 <> 0 AND g.revoked_at IS NULL AND (g.valid_to IS NULL OR g.valid_to > now())) THEN
    INSERT INTO public.access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, evidence, valid_from, granted_by, granted_at, reason)
    VALUES (gen_random_uuid(), file, fund_unit, 129, 128, 'assistance', 'consent', ground, now(), c.user_id, now(), 'fund');
  END IF;
  INSERT INTO public.casefile_casecode (id, case_id, organisation, code) VALUES (gen_random_uuid(), file, home, fund_ask.code)
  ON CONFLICT (case_id, organisation) DO NOTHING;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION guard.fund_ask(uuid, uuid, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.fund_ask(uuid, uuid, text, timestamptz) TO dayaq_app;
-- What was given before without a record gets one.
INSERT INTO public.support_consent (id, case_id, at, recorded_at, organisation, "by", service, provider, unit, outside, groups, language, method, given_by)
SELECT gen_random_uuid(), g.file_id, min(g.granted_at), now(), f.owner_organisation, (array_agg(g.granted_by))[1], 'fund', n.organisation_id, g.subject_unit, '', '{G1,G8}', '', '', 'person'
FROM public.access_grant g JOIN public.access_file f ON f.id = g.file_id JOIN public.accounts_unit n ON n.id = g.subject_unit
WHERE g.reason = 'fund' AND g.basis = 'consent' AND g.evidence IS NULL AND g.revoked_at IS NULL GROUP BY g.file_id, f.owner_organisation, n.organisation_id, g.subject_unit;
UPDATE public.access_grant g SET evidence = c.id FROM public.support_consent c
WHERE g.reason = 'fund' AND g.basis = 'consent' AND g.evidence IS NULL AND g.revoked_at IS NULL AND c.case_id = g.file_id AND c.unit = g.subject_unit AND c.service = 'fund';
"""


class Migration(migrations.Migration):
    """Consent."""

    dependencies = [("fund", "0003_booked"), ("support", "0004_consent_holds"), ("rights", "0003_erased")]
    operations = [AsGuard(ASKED)]
