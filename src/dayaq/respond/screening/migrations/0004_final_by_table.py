"""Finished screenings: the trigger looks at a row only after it knows which table the row is of."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

FINAL = """
CREATE OR REPLACE FUNCTION guard.finished_screening_is_final() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'screening_screening' THEN
    IF OLD.finished_at IS NOT NULL THEN RAISE EXCEPTION 'a finished screening does not change'; END IF;
  ELSE
    PERFORM 1 FROM public.screening_screening s WHERE s.id = NEW.screening_id AND s.finished_at IS NOT NULL;
    IF FOUND THEN RAISE EXCEPTION 'answers of a finished screening do not change'; END IF;
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """The same function, asked in two steps."""

    dependencies = [("screening", "0003_final")]
    operations = [AsGuard(FINAL)]
