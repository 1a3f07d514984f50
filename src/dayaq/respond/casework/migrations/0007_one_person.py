"""A no to the State is the person's: files that are linked as hers close together, and one that is linked later closes, too."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

TOGETHER = """
-- Closes files to the State: every grant of the State ends. Files a body of the State keeps are its own and stay as they are.
CREATE FUNCTION guard.shut(files uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE open_ones uuid[];
BEGIN
  open_ones := ARRAY(SELECT f.id FROM public.access_file f JOIN public.accounts_organisation o ON o.id = f.owner_organisation AND NOT o.state
                     WHERE NOT f.closed_to_state AND f.id = ANY(files));
  UPDATE public.access_grant g SET revoked_at = now(), revoked_by = guard.user_id()
  WHERE g.file_id = ANY(open_ones) AND g.revoked_at IS NULL AND EXISTS (
    SELECT FROM public.accounts_unit n JOIN public.accounts_organisation o ON o.id = n.organisation_id
    WHERE o.state AND (n.id = g.subject_unit OR n.id IN (SELECT m.unit_id FROM public.accounts_membership m WHERE m.user_id = g.subject_user)));
  UPDATE public.casefile_case SET ngo_only = true WHERE id = ANY(open_ones);
  UPDATE public.access_file SET closed_to_state = true WHERE id = ANY(open_ones); -- and whatever belongs to those, in the same way
END $$;

-- The other files of one person, joined or linked as the same person's.
CREATE FUNCTION guard.same_person(file uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(
    SELECT CASE WHEN m.case_id = file THEN m.double_id ELSE m.case_id END FROM public.casework_merge m WHERE m.undone_at IS NULL AND file IN (m.case_id, m.double_id)
    UNION
    SELECT CASE WHEN l.case_id = file THEN l.other_id ELSE l.case_id END FROM public.casework_link l WHERE l.ended_at IS NULL AND l.kind = 'same_person' AND file IN (l.case_id, l.other_id))
$$;

CREATE OR REPLACE FUNCTION guard.close_joined() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.closed_to_state AND NOT OLD.closed_to_state THEN PERFORM guard.shut(guard.same_person(NEW.id)); END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION guard.linked_later() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind = 'same_person' AND NEW.ended_at IS NULL
     AND EXISTS (SELECT FROM public.access_file f WHERE f.id IN (NEW.case_id, NEW.other_id) AND f.closed_to_state) THEN
    PERFORM guard.shut(ARRAY[NEW.case_id, NEW.other_id]);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION guard.shut(uuid[]), guard.same_person(uuid), guard.linked_later() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.linked_later() TO dayaq_app, dayaq_owner;
"""


class Migration(migrations.Migration):
    """One person."""

    dependencies = [("casework", "0006_rests_on_consent")]
    operations = [
        AsGuard(TOGETHER, "DROP FUNCTION guard.linked_later();"),
        Sql(
            "CREATE TRIGGER linked_later AFTER INSERT ON casework_link FOR EACH ROW EXECUTE FUNCTION guard.linked_later();",
            "DROP TRIGGER linked_later ON casework_link;",
        ),
    ]
