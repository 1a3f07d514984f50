"""An entry of the timeline and a task name their body: those of a house are for its own people and for whoever may know the place.

And nobody watches over a house he or she is tied to, by whatever statement (A22).
"""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

MAY_KNOW = "case_id = ANY(ARRAY(SELECT guard.cases('G5')))"
WHERE = f"""
CREATE POLICY of_a_house ON casefile_timelineevent AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (kind NOT LIKE 'shelter.%' OR organisation = (SELECT guard.organisation_id()) OR {MAY_KNOW});
CREATE POLICY of_a_house ON casefile_task AS RESTRICTIVE FOR SELECT TO dayaq_app
  USING (kind NOT LIKE 'shelter.%' OR unit = (SELECT guard.unit_id()) OR (SELECT guard.may('jobs.run')) OR {MAY_KNOW});
"""
TIES = """
CREATE FUNCTION guard.watches_others() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c guard.identity;
BEGIN
  SELECT * INTO c FROM guard.context();
  IF NEW.provider = c.organisation_id OR EXISTS (
       SELECT FROM public.accounts_membership m JOIN public.accounts_unit n ON n.id = m.unit_id
       WHERE m.user_id = c.user_id AND n.organisation_id = NEW.provider AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))
     OR EXISTS (
       SELECT FROM public.accounts_affiliation a
       WHERE a.user_id = c.user_id AND a.organisation_id = NEW.provider AND a.valid_from <= current_date AND (a.valid_to IS NULL OR a.valid_to > current_date)) THEN
    RAISE EXCEPTION 'nobody watches over a body he is tied to (%)', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.watches_others() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.watches_others() TO dayaq_app, dayaq_owner;
"""
WATCHED = ("shelter_visit", "shelter_finding", "shelter_accreditation")


class Migration(migrations.Migration):
    """Where."""

    dependencies = [("shelter", "0003_since"), ("casefile", "0008_closing_wall")]
    operations = [
        Sql(WHERE, "DROP POLICY of_a_house ON casefile_timelineevent; DROP POLICY of_a_house ON casefile_task;"),
        AsGuard(TIES, "DROP FUNCTION guard.watches_others();"),
        *(
            Sql(
                f"CREATE TRIGGER watches_others BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.watches_others();",
                f"DROP TRIGGER watches_others ON {table};",
            )
            for table in WATCHED
        ),
    ]
