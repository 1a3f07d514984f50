"""The wall round case work: what is one body's, one unit's or one person's is that also in the database."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, triggers, wall, walled

FUNCTIONS = (Path(__file__).parents[1] / "guard.sql").read_text(encoding="utf-8")
GONE = """
DROP FUNCTION guard.drop_drafts(); DROP FUNCTION guard.merge_tells_nobody(); DROP FUNCTION guard.same_readers(uuid, uuid);
DROP FUNCTION guard.leave_transfer(uuid); DROP FUNCTION guard.take_over(uuid); DROP FUNCTION guard.transfer_within();
"""
UNIT = "unit = (SELECT guard.unit_id())"
AUTHOR = "case_id = ANY(ARRAY(SELECT guard.cases('G1'))) AND \"by\" = (SELECT guard.user_id())"  # G9 is nobody's ceiling
BODY = "organisation = (SELECT guard.organisation_id())"
MINE = '"by" = (SELECT guard.user_id())'
BETWEEN = "(SELECT guard.organisation_id()) IN (organisation, to_organisation)"
WRITTEN = {"by": "user", "organisation": "organisation"}


def own(table: str, readable: str = MINE, *, update: bool = True) -> list[Sql]:
    """A table walled by the user who writes it; nothing of it stands in a history."""
    return [
        walled(table, readable, MINE, triggers(table, "none", ""), update=update, delete=True),
        authored(table, case="by", mine={"by": "user"}),
    ]


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [("casework", "0001_initial"), ("casefile", "0008_closing_wall"), ("access", "0005_house"), ("accounts", "0001_initial")]
    operations = [
        AsGuard(FUNCTIONS, GONE),
        wall("casework_flag", "G1", also=f"{UNIT} AND (NOT private OR {MINE})", history=False),
        authored(
            "casework_flag",
            mine={"by": "user", "unit": "unit"},
            signed=["resolved_by"],
            once=["resolved_at", "resolved_by"],
            changes=["resolved_at", "resolved_by"],
            empty=["resolved_at", "resolved_by"],
        ),
        wall("casework_assignment", "G1", also=UNIT, history=False),
        authored(
            "casework_assignment",
            mine={"by": "user", "unit": "unit"},
            changes=["ended_at"],
            once=["ended_at"],
            empty=["ended_at"],
            same={"task_id": "casefile_task"},
        ),
        wall("casework_conference", "G1"),
        authored("casework_conference", mine=WRITTEN, changes=["at", "agenda", "state", "version"], own=True),
        wall("casework_participant", "G1", update=False),
        authored("casework_participant", mine={"by": "user"}, same={"conference_id": "casework_conference"}),
        wall("casework_resolution", "G1", update=False),
        authored("casework_resolution", mine={"by": "user"}, same={"conference_id": "casework_conference", "task_id": "casefile_task"}),
        wall("casework_healthnote", "G4", update=False),
        authored("casework_healthnote", mine=WRITTEN),
        wall("casework_familynote", "G7", update=False),
        authored("casework_familynote", mine=WRITTEN),
        walled("casework_privatenote", AUTHOR, AUTHOR, triggers("casework_privatenote", "none", "case_id"), update=False),
        authored("casework_privatenote", mine=WRITTEN),
        wall("casework_minutes", "G3", update=False),
        authored("casework_minutes", mine=WRITTEN, same={"conference_id": "casework_conference"}),
        wall("casework_link", "G7", also="other_id = ANY(ARRAY(SELECT guard.cases('G7')))", history=False),
        authored("casework_link", mine={"by": "user"}, changes=["ended_at"], once=["ended_at"], empty=["ended_at"]),
        wall("casework_merge", "G1", also="double_id = ANY(ARRAY(SELECT guard.cases('G1')))", history=False),
        authored(
            "casework_merge",
            mine={"by": "user"},
            signed=["undone_by"],
            changes=["undone_at", "undone_by"],
            once=["undone_at", "undone_by"],
            empty=["undone_at", "undone_by"],
            insert=["case.merge"],
            update=["case.merge"],
        ),
        Sql(
            "CREATE TRIGGER merge_tells_nobody BEFORE INSERT ON casework_merge FOR EACH ROW EXECUTE FUNCTION guard.merge_tells_nobody();",
            "DROP TRIGGER merge_tells_nobody ON casework_merge;",
        ),
        wall("casework_transfer", "G1", also=BETWEEN, history=False),
        authored(
            "casework_transfer",
            mine={**WRITTEN, "unit": "unit"},
            signed=["answered_by"],
            insert=["case.transfer"],
            changes=["state", "answered_at", "answered_by", "refusal", "handed", "done_at"],
            once=["answered_at", "answered_by", "done_at"],
            empty=["answered_at", "answered_by", "refusal", "done_at"],
        ),
        Sql(
            "CREATE TRIGGER transfer_within BEFORE INSERT ON casework_transfer FOR EACH ROW EXECUTE FUNCTION guard.transfer_within();",
            "DROP TRIGGER transfer_within ON casework_transfer;",
        ),
        wall("casework_letter", "G1", also=BODY, history=False),
        authored(
            "casework_letter",
            mine={**WRITTEN, "unit": "unit"},
            signed=["sent_by"],
            once=["sent_at", "sent_by", "reported_at", "withdrawn_at"],
            changes=["paper", "sent_at", "sent_by", "reported_at", "withdrawn_at"],
            empty=["sent_at", "sent_by", "reported_at", "withdrawn_at"],
        ),
        wall("casework_clearance", "G1", also=BODY, history=False),
        authored(
            "casework_clearance",
            mine=WRITTEN,
            signed=["ended_by"],
            once=["ended_at", "ended_by", "outcome"],
            changes=["ended_at", "ended_by", "outcome"],
            empty=["ended_at", "ended_by", "outcome"],
            same={"letter_id": "casework_letter"},
        ),
        *own("casework_draft"),
        *own("casework_savedsearch", f"({MINE} OR (shared AND {UNIT}))", update=False),
        *own("casework_look"),
    ]
