"""When and where a person will come is known to the body that expects her, not to everybody who reads the core of the case."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

EXPECTED = """
CREATE POLICY own_body ON support_appointment AS RESTRICTIVE FOR SELECT TO dayaq_app USING (organisation = (SELECT guard.organisation_id()));
DROP TRIGGER record_change ON support_appointment;
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON support_appointment FOR EACH ROW EXECUTE FUNCTION guard.record_change('none', 'case_id');
CREATE POLICY of_an_appointment ON casefile_task AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (kind <> 'support.appointment' OR unit = (SELECT guard.unit_id()) OR (SELECT guard.may('jobs.run')));
"""
UNDO = "DROP POLICY own_body ON support_appointment; DROP POLICY of_an_appointment ON casefile_task;"


class Migration(migrations.Migration):
    """Expected."""

    dependencies = [("support", "0002_wall"), ("casefile", "0008_closing_wall"), ("audit", "0001_initial")]
    operations = [Sql(EXPECTED, UNDO), AsGuard("DELETE FROM public.audit_historyg1 WHERE kind = 'support_appointment';")]
