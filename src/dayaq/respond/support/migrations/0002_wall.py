"""The wall round the area's tables: who reads, who writes, what may change, and that a consent taken back ends at once."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, house, triggers, wall

WRITTEN = {"by": "user", "organisation": "organisation"}
PLANS = ["support.plan"]
CLOSES = ["outcome", "closed_at"]
FUNCTIONS = "guard.sides(), guard.feedback_about_me(timestamptz), guard.seats_of(uuid), guard.calendar(text), guard.calendar_there(text)"
GUARD = Path(__file__).resolve().parent.parent / "guard.sql"

# table, group, and for tables whose rows change: which columns
TABLES = (
    ("assessment", "G1", [], {}),
    ("need", "G1", [], {"assessment_id": "assessment"}),
    ("needwords", "G3", [], {}),
    ("healthneed", "G4", [], {"assessment_id": "assessment"}),
    ("plan", "G1", ["state", "agreed_at", "signed_on", "copy_given", "review_on", "version"], {"replaces_id": "plan"}),
    ("goal", "G1", CLOSES, {"plan_id": "plan"}),
    ("goalwords", "G3", [], {"goal_id": "goal"}),
    ("healthgoal", "G4", CLOSES, {"plan_id": "plan"}),
    ("step", "G1", CLOSES, {"goal_id": "goal"}),
    ("service", "G1", [], {}),
    ("healthservice", "G4", [], {}),
    ("dependant", "G7", ["lives", "ended_at"], {}),
    ("dependantservice", "G7", [], {"dependant_id": "dependant"}),
    ("waiting", "G7", ["state", "reason", "closed_at"], {"dependant_id": "dependant"}),
    ("consent", "G1", ["withdrawn_at"], {}),
    ("healthconsent", "G4", ["withdrawn_at"], {}),
    ("appointment", "G1", ["starts", "ends", "place", "state", "worker", "version"], {}),
    ("interpreting", "G1", ["state", "provider", "outside", "hours", "changed_at", "wanted_for"], {}),
    ("charge", "G8", ["state", "asked_at", "closed_at", "refunded"], {}),
    ("seat", "G1", ["state", "certificate", "changed_at"], {}),
    ("job", "G1", ["outcome", "contract", "started_on", "ended_on", "end_reason"], {}),
    ("reintegration", "G1", ["ended_on"], {}),
    ("followup", "G1", [], {"reintegration_id": "reintegration"}),
)


def walled(name: str, group: str, changes: list[str], same: dict[str, str]) -> list[Sql]:
    """The wall of one table about a case; without changes its rows are only added."""
    table, points = f"support_{name}", {column: f"support_{to}" for column, to in same.items()}
    said = {"changes": changes} if changes else {}
    return [wall(table, group, update=bool(changes)), authored(table, mine=WRITTEN, same=points, **said)]


def ends(table: str) -> Sql:
    """The trigger that ends what was given on a consent."""
    return Sql(
        f"CREATE TRIGGER consent_ends AFTER UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.consent_ends();",
        f"DROP TRIGGER consent_ends ON {table};",
    )


FEEDBACK = f"""
ALTER TABLE support_feedback ENABLE ROW LEVEL SECURITY; ALTER TABLE support_feedback FORCE ROW LEVEL SECURITY;
CREATE POLICY guard_all ON support_feedback TO dayaq_guard USING (true) WITH CHECK (true);
CREATE POLICY app_read ON support_feedback FOR SELECT TO dayaq_app
  USING (((SELECT guard.may('rights.answer')) OR (SELECT guard.may('shelter.monitor'))) AND about <> ALL(ARRAY(SELECT guard.sides())));
CREATE POLICY app_insert ON support_feedback FOR INSERT TO dayaq_app
  WITH CHECK (organisation = ANY(ARRAY(SELECT guard.house('{{case.write,hotline.answer,rights.answer,shelter.monitor,window.open}}', 'organisation'))));
REVOKE ALL ON support_feedback FROM dayaq_app; GRANT SELECT, INSERT ON support_feedback TO dayaq_app;
{triggers("support_feedback", "none", "")}
"""
NO_FEEDBACK = """
DROP TRIGGER context_required ON support_feedback; DROP TRIGGER record_change ON support_feedback;
ALTER TABLE support_feedback DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [("support", "0001_initial"), ("casefile", "0006_authorship"), ("access", "0005_house")]
    operations = [
        *(operation for row in TABLES for operation in walled(*row)),
        *house("support_course", reads=PLANS, writes=PLANS, everywhere=PLANS, mine={"by": "user"}),
        *house("support_feed", reads=PLANS, writes=PLANS, mine={"by": "user"}, changes=["revoked_at"], once=["revoked_at"]),
        AsGuard(GUARD.read_text(encoding="utf-8"), f"DROP FUNCTION {FUNCTIONS}, guard.consent_ends(), guard.seat_left();"),
        ends("support_consent"),
        ends("support_healthconsent"),
        Sql(
            "CREATE TRIGGER seat_left BEFORE UPDATE ON support_seat FOR EACH ROW EXECUTE FUNCTION guard.seat_left();",
            "DROP TRIGGER seat_left ON support_seat;",
        ),
        Sql(FEEDBACK, NO_FEEDBACK),
        authored("support_feedback", case="about", mine=WRITTEN),
    ]
