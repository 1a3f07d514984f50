"""The lines stand apart now; persons and suspects no longer hold them."""

from django.db import migrations, models

from dayaq.base.access.wall import AsGuard

NOTED = """
CREATE OR REPLACE FUNCTION guard.note_suspect(event uuid, line int, given text, family text, sex text, age_band text, nationality text, role text, statement text, at timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity; made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO c FROM guard.context();
  IF c.user_id IS NULL OR NOT 'event.record' = ANY(c.permissions) OR event NOT IN (SELECT guard.writable('G1'))
     OR NOT EXISTS (SELECT FROM public.detection_event e WHERE e.id = event) THEN
    RAISE EXCEPTION 'this role writes down no suspect here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.detection_suspect (id, event_id, given_name, family_name, sex, age_band, nationality, role, statement, at, recorded_at, by, turned_reason)
  VALUES (made, event, left(given, 120), left(family, 120), left(note_suspect.sex, 20), left(note_suspect.age_band, 20), left(note_suspect.nationality, 2),
          left(note_suspect.role, 40), statement, note_suspect.at, clock_timestamp(), c.user_id, '');
  INSERT INTO public.detection_eventline (id, event_id, about, kind, number, organisation) VALUES (gen_random_uuid(), event, made, 'suspect', line, c.organisation_id);
  RETURN made;
END $$;
"""


class Migration(migrations.Migration):
    """Lines apart."""

    dependencies = [("detection", "0006_lines")]
    operations = [
        AsGuard(NOTED),
        migrations.RemoveConstraint(model_name="eventperson", name="event_line_once"),
        migrations.RemoveField(model_name="eventperson", name="number"),
        migrations.RemoveField(model_name="suspect", name="number"),
        migrations.AddConstraint(
            model_name="eventline",
            constraint=models.UniqueConstraint(fields=["event", "number"], condition=models.Q(kind="person"), name="event_line_once"),
        ),
        migrations.AddConstraint(
            model_name="eventline",
            constraint=models.CheckConstraint(name="event_line_kind", condition=models.Q(kind__in=["person", "suspect"])),
        ),
    ]
