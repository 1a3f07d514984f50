"""Who wrote a row of the case file, and what of it may change."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored

# Whether a person is known to an organisation only is what the file says: its owner decides, on the person's word.
WORD = """
CREATE FUNCTION guard.ngo_only_as_the_file_says() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'dayaq_app' AND (TG_OP = 'INSERT' AND NEW.ngo_only OR TG_OP = 'UPDATE' AND NEW.ngo_only <> OLD.ngo_only)
     AND NOT EXISTS (SELECT FROM public.access_file f WHERE f.id = NEW.id AND f.closed_to_state = NEW.ngo_only AND f.owner_unit = guard.unit_id()) THEN
    RAISE EXCEPTION 'whether the State knows of this person is the word of the file''s owner' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.ngo_only_as_the_file_says() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.ngo_only_as_the_file_says() TO dayaq_owner, dayaq_app;
"""
WRITTEN = {"by": "user", "organisation": "organisation"}
STATES = ["case.assert_status", "identification.decide"]


class Migration(migrations.Migration):
    """Authorship."""

    dependencies = [("casefile", "0005_language_facts_hold"), ("access", "0003_authorship")]
    operations = [
        AsGuard(WORD, "DROP FUNCTION guard.ngo_only_as_the_file_says();"),
        Sql(
            "CREATE TRIGGER ngo_only_as_the_file_says BEFORE INSERT OR UPDATE ON casefile_case FOR EACH ROW EXECUTE FUNCTION guard.ngo_only_as_the_file_says();",
            "DROP TRIGGER ngo_only_as_the_file_says ON casefile_case;",
        ),
        authored("casefile_case", case="id", mine={"opened_unit": "unit"}, once=["pack", "opened_at"]),
        authored("casefile_casecode", mine={"organisation": "organisation"}),
        authored("casefile_identity"),
        authored("casefile_safecontact", changes=["ended_at", "version"], once=["ended_at"]),
        authored("casefile_storynote", mine={"by": "user"}),
        authored("casefile_guardian", changes=["ended_at"], once=["ended_at"]),
        authored(
            "casefile_assertion",
            mine={**WRITTEN, "body": "body"},
            changes=["superseded_by_id", "removed_at", "removed_reason"],
            once=["removed_at", "removed_reason"],
            own=True,
            same={"superseded_by_id": "casefile_assertion"},
            insert=STATES,
        ),
        authored("casefile_assistance", mine=WRITTEN),
        authored("casefile_timelineevent", mine=WRITTEN),
        authored(
            "casefile_task",
            signed=["done_by"],
            changes=["due_at", "done_at", "done_by"],
            once=["done_at", "done_by"],
            empty=["reminded_at", "escalated_at"],
        ),
        authored("casefile_searchnotice", changes=["seen_at"], once=["seen_at"]),
    ]
