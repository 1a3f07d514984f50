"""Who gave a case away learns what became of it: offered, taken on, refused and why, with the days; nothing else of the file."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

GIVEN = """
CREATE FUNCTION guard.given_away(case_id uuid DEFAULT NULL) RETURNS TABLE (
  id uuid, code text, to_unit uuid, reason text, stays boolean, state text, at timestamptz, answered_at timestamptz, refusal text, done_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.id, (SELECT k.code::text FROM public.casefile_casecode k WHERE k.case_id = t.case_id AND k.organisation = c.organisation_id LIMIT 1),
    t.to_unit, t.reason::text, t.stays, t.state::text, t.at, t.answered_at, t.refusal::text, t.done_at
  FROM guard.context() c JOIN public.casework_transfer t ON t.unit = c.unit_id JOIN public.access_file f ON f.id = t.case_id
  WHERE 'case.transfer' = ANY(c.permissions) AND NOT (c.state AND f.closed_to_state) AND (given_away.case_id IS NULL OR t.case_id = given_away.case_id)
  ORDER BY t.at DESC
$$;
REVOKE ALL ON FUNCTION guard.given_away(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.given_away(uuid) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """A transfer as its giver may see it, also when the file is no longer his."""

    dependencies = [("casework", "0007_one_person")]
    operations = [AsGuard(GIVEN, "DROP FUNCTION guard.given_away(uuid);")]
