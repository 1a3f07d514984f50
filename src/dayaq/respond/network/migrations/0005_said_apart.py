"""The words stand apart now; links, packages and notes no longer hold them, and the door of a link reads them there."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

READS = """
CREATE OR REPLACE FUNCTION guard.link_door(digest text) RETURNS TABLE (recipient text, expires_at timestamptz, status text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT guard.may('network.link') THEN RAISE EXCEPTION 'only the courier opens links' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY SELECT coalesce(s.text, '')::text, l.expires_at, l.status::text FROM guard.living_link(digest) l LEFT JOIN public.network_said s ON s.about = l.id;
END $$;
CREATE OR REPLACE FUNCTION guard.link_open(digest text, code text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  l public.network_link;
  k public.casefile_case;
  n public.casefile_identity;
  c guard.identity;
  told jsonb;
BEGIN
  IF NOT guard.may('network.link') THEN RAISE EXCEPTION 'only the courier opens links' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO c FROM guard.context();
  SELECT * INTO l FROM guard.living_link(digest);
  IF l.id IS NULL THEN RETURN '{"state": "gone"}'; END IF;
  IF NOT guard.link_code(l.id, code) THEN RETURN jsonb_build_object('state', CASE WHEN l.attempts_left <= 1 THEN 'gone' ELSE 'wrong' END, 'left', l.attempts_left - 1); END IF;
  IF l.views_left = 0 THEN RETURN '{"state": "used"}'; END IF;
  UPDATE public.network_link x SET views_left = x.views_left - 1, seen_at = coalesce(x.seen_at, clock_timestamp()), status = CASE WHEN x.status = 'open' THEN 'seen' ELSE x.status END
  WHERE x.id = l.id RETURNING * INTO l;
  SELECT * INTO k FROM public.casefile_case x WHERE x.id = l.case_id;
  SELECT * INTO n FROM public.casefile_identity x WHERE x.case_id = l.case_id;
  SELECT coalesce(jsonb_object_agg(f.name, f.value), '{}') INTO told FROM (VALUES
    ('sex', jsonb_build_array(k.sex, k.sex_state)), ('age_band', jsonb_build_array(k.age_band, k.age_band_state)),
    ('nationality', jsonb_build_array(k.nationality, k.nationality_state)), ('exploitation', jsonb_build_array(k.exploitation, k.exploitation_state)),
    ('languages', jsonb_build_array(to_jsonb(k.languages), k.languages_state)), ('interpreter', jsonb_build_array(to_jsonb(k.interpreter_needed), k.interpreter_state)),
    ('needs', jsonb_build_array(to_jsonb(l.services), 'known')),
    ('message', jsonb_build_array((SELECT string_agg(t.text, E'\n' ORDER BY t.at) FROM public.network_linktext t WHERE t.link_id = l.id AND t.way = 'out'), 'known')),
    ('given_name', jsonb_build_array(n.given_name, 'known')), ('family_name', jsonb_build_array(n.family_name, 'known')), ('birth', jsonb_build_array(n.birth_value, 'known'))
  ) f(name, value) WHERE f.name = ANY(l.fields) AND (f.name NOT IN ('given_name', 'family_name', 'birth') OR l.identity_consent);
  PERFORM guard.log('read', 'network:link', l.id::text, l.case_id, '{}', CASE WHEN l.identity_consent THEN 'G1 G2 G3' ELSE 'G1 G3' END, 'ok', 1, '{}');
  INSERT INTO public.casefile_timelineevent (id, case_id, at, recorded_at, kind, organisation, by, facts)
  VALUES (gen_random_uuid(), l.case_id, clock_timestamp(), clock_timestamp(), 'network.link_seen', c.organisation_id, c.user_id, jsonb_build_object('link', l.id));
  RETURN jsonb_build_object('state', 'open', 'status', l.status, 'recipient', coalesce((SELECT s.text FROM public.network_said s WHERE s.about = l.id), ''), 'expires', l.expires_at, 'views', l.views_left, 'fields', told);
END $$;
"""
HELD = (("link", "recipient"), ("package", "partner"), ("answernote", "text"))


class Migration(migrations.Migration):
    """Said apart."""

    dependencies = [("network", "0004_said")]
    operations = [
        AsGuard(READS),
        migrations.RemoveConstraint(model_name="answernote", name="answernote_says"),
        *(migrations.RemoveField(model_name=model, name=name) for model, name in HELD),
    ]
