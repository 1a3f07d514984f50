"""Whether the child path held, what a screening corrects; and what is finished is final."""

import django.db.models.deletion
from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, Sql

FINAL = """
CREATE FUNCTION guard.finished_screening_is_final() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'screening_screening' THEN -- one IF in the other: an expression names columns of its own table only
    IF OLD.finished_at IS NOT NULL THEN RAISE EXCEPTION 'a finished screening does not change'; END IF;
  ELSIF EXISTS (SELECT FROM public.screening_screening s WHERE s.id = NEW.screening_id AND s.finished_at IS NOT NULL) THEN
    RAISE EXCEPTION 'answers of a finished screening do not change';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.finished_screening_is_final() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.finished_screening_is_final() TO dayaq_owner;
"""
TRIGGERS = """
CREATE TRIGGER finished_is_final BEFORE UPDATE ON screening_screening FOR EACH ROW EXECUTE FUNCTION guard.finished_screening_is_final();
CREATE TRIGGER finished_is_final BEFORE INSERT OR UPDATE ON screening_answer FOR EACH ROW EXECUTE FUNCTION guard.finished_screening_is_final();
"""
UNDO = "DROP TRIGGER finished_is_final ON screening_screening; DROP TRIGGER finished_is_final ON screening_answer;"


class Migration(migrations.Migration):
    """Two columns, an index, and the triggers that keep finished screenings."""

    dependencies = [
        ("screening", "0002_wall"),
    ]

    operations = [
        migrations.AddField(
            model_name="screening",
            name="child",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="screening",
            name="corrects",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="corrected_by", to="screening.screening"
            ),
        ),
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(fields=["case", "-at"], name="screening_case"),
        ),
        AsGuard(FINAL, "DROP FUNCTION guard.finished_screening_is_final();"),
        Sql(TRIGGERS, UNDO),
    ]
