"""One person with two joined files counts once: of the double only what happened stays, not the person again."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

REFRESH = """
CREATE OR REPLACE FUNCTION guard.refresh(files uuid[]) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  slice uuid[];
  made int := 0;
  now_made int;
BEGIN
  files := ARRAY(SELECT DISTINCT id FROM unnest(files) id EXCEPT SELECT r.file_id FROM public.register_row r WHERE r.file_id = ANY(files) AND r.frozen);
  DELETE FROM public.register_row r WHERE r.file_id = ANY(files);
  FOR part IN 0 .. (cardinality(files) - 1) / 500 LOOP
    slice := files[part * 500 + 1 : part * 500 + 500];
    INSERT INTO public.register_row (id, kind, file_id, source_id, natural_key, country, day, period, recorded_at, frozen, n, dims)
    SELECT gen_random_uuid(), x.kind, x.file_id, x.source_id, '', x.country, x.day, '', x.recorded_at, false, 1, x.dims FROM guard.facts(slice) x
    WHERE x.kind NOT IN ('person', 'identified', 'assertion', 'ngo_only')
      OR NOT EXISTS (SELECT FROM public.casefile_case c WHERE c.id = x.file_id AND c.same_as_id IS NOT NULL);
    GET DIAGNOSTICS now_made = ROW_COUNT;
    made := made + now_made;
  END LOOP;
  RETURN made;
END $$;
"""


class Migration(migrations.Migration):
    """Doubles; the way back is the function of the projection, which counts every file."""

    dependencies = [("register", "0003_projection"), ("casefile", "0008_closing_wall")]
    operations = [
        AsGuard(
            REFRESH,
            REFRESH.replace(
                """
    WHERE x.kind NOT IN ('person', 'identified', 'assertion', 'ngo_only')
      OR NOT EXISTS (SELECT FROM public.casefile_case c WHERE c.id = x.file_id AND c.same_as_id IS NOT NULL);""",
                ";",
            ),
        )
    ]
