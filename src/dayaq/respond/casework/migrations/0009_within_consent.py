"""A transfer carries no more than the consent it names; a no reaches every file of the person, however they are linked."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

WITHIN = """
CREATE OR REPLACE FUNCTION guard.transfer_within() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'dayaq_app' AND (NEW.groups & 1 = 0 OR NEW.groups & 256 <> 0 OR NEW.groups & ~guard.groups_of(NEW.case_id) <> 0
     OR NEW.basis <> 'consent' AND NEW.groups & ~71 <> 0 OR NEW.state <> 'sent') THEN
    RAISE EXCEPTION 'nobody hands over what he does not have' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF current_user = 'dayaq_app' AND (NEW.basis = 'consent') IS DISTINCT FROM EXISTS (
       SELECT FROM public.support_consent k WHERE k.id = NEW.consent AND k.case_id = NEW.case_id AND k.unit = NEW.to_unit AND k.withdrawn_at IS NULL
         AND (k.expires_at IS NULL OR k.expires_at > now())
         AND NEW.groups & ~(1 | coalesce((SELECT bit_or(guard.bit(g)) FROM unnest(k.groups) g), 0)) = 0) THEN
    RAISE EXCEPTION 'a transfer on consent names the consent that is kept' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- The other files of one person, joined or linked as the same person's, step by step: also by way of a file a body of the State keeps.
CREATE OR REPLACE FUNCTION guard.same_person(file uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE pair AS (
    SELECT m.case_id AS one, m.double_id AS other FROM public.casework_merge m WHERE m.undone_at IS NULL
    UNION ALL SELECT l.case_id, l.other_id FROM public.casework_link l WHERE l.ended_at IS NULL AND l.kind = 'same_person'
  ), found AS (
    SELECT file AS id
    UNION
    SELECT CASE WHEN pair.one = found.id THEN pair.other ELSE pair.one END FROM found JOIN pair ON found.id IN (pair.one, pair.other)
  )
  SELECT ARRAY(SELECT found.id FROM found WHERE found.id <> file)
$$;

CREATE OR REPLACE FUNCTION guard.linked_later() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE every_one uuid[];
BEGIN
  IF NEW.kind = 'same_person' AND NEW.ended_at IS NULL THEN
    every_one := NEW.case_id || guard.same_person(NEW.case_id);
    IF EXISTS (SELECT FROM public.access_file f WHERE f.id = ANY(every_one) AND f.closed_to_state) THEN PERFORM guard.shut(every_one); END IF;
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Within consent."""

    dependencies = [("casework", "0008_given_away")]
    operations = [AsGuard(WITHIN)]
