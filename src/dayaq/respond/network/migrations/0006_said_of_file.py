"""Words stand with a link, a package or an answer of the same file: nobody writes on the door of another's link."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

OF_FILE = """
CREATE FUNCTION guard.said_of_file() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'dayaq_app' AND NOT EXISTS (SELECT FROM public.network_link x WHERE x.id = NEW.about AND x.case_id = NEW.case_id)
     AND NOT EXISTS (SELECT FROM public.network_package x WHERE x.id = NEW.about AND x.case_id = NEW.case_id)
     AND NOT EXISTS (SELECT FROM public.network_answernote x WHERE x.id = NEW.about AND x.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'words stand only with a row of its own file' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.said_of_file() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.said_of_file() TO dayaq_app, dayaq_owner;
"""


class Migration(migrations.Migration):
    """Said of a file."""

    dependencies = [("network", "0005_said_apart")]
    operations = [
        AsGuard(OF_FILE, "DROP FUNCTION guard.said_of_file();"),
        Sql(
            "CREATE TRIGGER said_of_file BEFORE INSERT ON network_said FOR EACH ROW EXECUTE FUNCTION guard.said_of_file();",
            "DROP TRIGGER said_of_file ON network_said;",
        ),
    ]
