"""A stay that goes on in another bed keeps its beginning; what the person's own window shows of requests to go out."""

from django.db import migrations, models

from dayaq.base.access.wall import AsGuard

WINDOW = """
-- What the person asked and was answered: codes and times, no place and nobody's name. For the service that shows a person the own file.
CREATE FUNCTION guard.shelter_leaves(asked_for uuid) RETURNS TABLE (id uuid, kind text, at timestamptz, wanted_from timestamptz, wanted_until timestamptz, answer text, reason text, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.id, l.kind::text, l.at, l.wanted_from, l.wanted_until, l.answer::text, l.reason::text, l.answered_at FROM public.shelter_leave l
  WHERE guard.may('window.open') AND l.case_id = shelter_leaves.asked_for ORDER BY l.at DESC
$$;
-- The person asks through the own window: the request goes to the house where he or she sleeps now. Nothing, where nobody does.
CREATE FUNCTION guard.shelter_ask_leave(asking uuid, wish text, wanted_from timestamptz, wanted_until timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity; s public.shelter_stay; made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.user_id IS NULL OR NOT 'window.open' = ANY(c.permissions) THEN
    RAISE EXCEPTION 'this is not the window' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO s FROM public.shelter_stay x
  WHERE x.case_id = asking AND x.occupant = 0 AND x.cancelled_at IS NULL AND x.period @> clock_timestamp() ORDER BY lower(x.period) DESC LIMIT 1;
  IF s.id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO public.shelter_leave (id, case_id, stay_id, organisation, unit, by, recorded_at, kind, at, wanted_from, wanted_until, answer, reason)
  VALUES (made, asking, s.id, s.organisation, s.unit, c.user_id, clock_timestamp(), left(wish, 40), clock_timestamp(),
          shelter_ask_leave.wanted_from, shelter_ask_leave.wanted_until, '', '');
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION guard.shelter_leaves(uuid), guard.shelter_ask_leave(uuid, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.shelter_leaves(uuid), guard.shelter_ask_leave(uuid, text, timestamptz, timestamptz) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """Since."""

    dependencies = [("shelter", "0002_wall")]
    operations = [
        migrations.AddField(model_name="stay", name="since", field=models.DateTimeField(null=True)),
        AsGuard(
            WINDOW,
            "DROP FUNCTION guard.shelter_leaves(uuid); DROP FUNCTION guard.shelter_ask_leave(uuid, text, timestamptz, timestamptz);",
        ),
    ]
