"""The wall: the ledger and requests are walled by the case, complaints against the body they are about."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, triggers, wall

WRITTEN = {"by": "user", "organisation": "organisation"}
GUARD = Path(__file__).resolve().parent.parent / "guard.sql"
TAKES = "organisation = ANY(ARRAY(SELECT guard.house('{case.write,hotline.answer,rights.answer,window.open}', 'organisation')))"
APART = "about <> ALL(ARRAY(SELECT guard.sides()))"
ANSWERS = f"(SELECT guard.may('rights.answer')) AND {APART}"
KEPT = "organisation = ANY(ARRAY(SELECT guard.house('{case.write,hotline.answer}', 'organisation')))"
READS = f"({ANSWERS}) OR ({KEPT} AND {APART}) OR (SELECT guard.may('window.open'))"
HEARD = "about = ANY(ARRAY(SELECT guard.house('{case.access_log,shelter.manage}', 'organisation')))"
DECIDES = ["state", "answerer", "outcome", "decided_at", "decided_by", "told_at", "retaliation", "due_at", "version"]


def apart(table: str, *, reads: str, inserts: str, updates: str = "") -> Sql:
    """Wall a table of complaints with its own policies."""
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);",
        f"CREATE POLICY app_read ON {table} FOR SELECT TO dayaq_app USING ({reads});",
        f"CREATE POLICY app_insert ON {table} FOR INSERT TO dayaq_app WITH CHECK ({inserts});",
        f"CREATE POLICY app_update ON {table} FOR UPDATE TO dayaq_app USING ({updates}) WITH CHECK ({updates});" if updates else "",
        f"REVOKE ALL ON {table} FROM dayaq_app; GRANT SELECT, INSERT{', UPDATE' if updates else ''} ON {table} TO dayaq_app;",
        triggers(table, "none", ""),
    ]
    undo = (
        f"DROP TRIGGER context_required ON {table}; DROP TRIGGER record_change ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )
    return Sql("\n".join(lines), undo)


def fires(name: str, table: str, when: str, function: str) -> Sql:
    """A trigger of the guard on a table."""
    return Sql(f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function};", f"DROP TRIGGER {name} ON {table};")


BENEATH = ("rights_complainant", "rights_complainttext", "rights_complaintstep", "rights_hearing")
UNDO = "guard.disclosures(uuid), guard.restricted(uuid), guard.respect_restriction(), guard.restriction_begins(), guard.beneath_complaint(), guard.erase_words(uuid), guard.rights_unowed(), guard.owe_rights(uuid, timestamptz, text)"


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [("rights", "0001_initial"), ("support", "0002_wall"), ("audit", "0001_initial"), ("access", "0005_house")]
    operations = [
        wall("rights_told", "G1", update=False),
        authored("rights_told", mine=WRITTEN),
        wall("rights_datarequest", "G1"),
        authored(
            "rights_datarequest",
            mine=WRITTEN,
            signed=["decided_by"],
            changes=["outcome", "reason", "decided_at", "decided_by", "told_at", "restricted_from", "lifted_at", "version"],
            once=["outcome", "decided_at", "decided_by", "told_at", "restricted_from", "lifted_at"],
            empty=["outcome", "decided_at", "decided_by", "restricted_from", "lifted_at"],
        ),
        wall("rights_requestwords", "G3", update=False),
        authored("rights_requestwords", mine={"by": "user"}, same={"request_id": "rights_datarequest"}),
        AsGuard(GUARD.read_text(encoding="utf-8"), f"DROP FUNCTION {UNDO};"),
        apart(
            "rights_complaint",
            reads=READS,
            inserts=TAKES,
            updates=f"{ANSWERS} AND (answerer IS NULL OR answerer = (SELECT guard.organisation_id()))",
        ),
        authored(
            "rights_complaint",
            case="about",
            mine=WRITTEN,
            signed=["decided_by"],
            changes=DECIDES,
            once=["answerer", "outcome", "decided_at", "told_at"],
        ),
        apart("rights_complainant", reads=READS, inserts=TAKES),
        authored("rights_complainant", case="about", mine=WRITTEN),
        apart("rights_complainttext", reads=READS, inserts=TAKES),
        authored("rights_complainttext", case="about", mine=WRITTEN),
        apart("rights_complaintstep", reads=READS, inserts=ANSWERS),
        authored("rights_complaintstep", case="about", mine=WRITTEN),
        apart("rights_hearing", reads=f"({ANSWERS}) OR ({HEARD})", inserts=ANSWERS),
        authored("rights_hearing", case="about", mine=WRITTEN),
        apart("rights_hearingreply", reads=f"({ANSWERS}) OR ({HEARD})", inserts=f"{HEARD} AND organisation = about"),
        authored("rights_hearingreply", case="about", mine=WRITTEN, same={"hearing_id": "rights_hearing"}),
        *(fires("beneath_complaint", table, "BEFORE INSERT", "guard.beneath_complaint()") for table in BENEATH),
        fires("restriction_begins", "rights_datarequest", "AFTER UPDATE", "guard.restriction_begins()"),
        fires("respect_restriction", "access_grant", "BEFORE INSERT", "guard.respect_restriction()"),
    ]
