"""The wall round the keys, and what the guard shows and does on the words of a person; complaints are read by nobody wholesale."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, wall

GUARD = Path(__file__).resolve().parent.parent / "guard.sql"
UNDO = """
DROP FUNCTION guard.window_complaint(text, text), guard.window_change(text, uuid, text, timestamptz), guard.window_complain(text, uuid, text, text, text, text, boolean, timestamptz),
  guard.window_ask(text, text, text, text, timestamptz, text), guard.window_leave(text, text, timestamptz, timestamptz),
  guard.window_note(uuid, text, jsonb), guard.window_withdraw(text, uuid), guard.window_beside(uuid), guard.window_open(text),
  guard.window_told(uuid, int, uuid[], boolean, boolean), guard.window_issue(uuid, uuid, text, text, timestamptz), guard.window_living(text);
DROP TABLE guard.window_secret;
"""
ENDS = ["revoked_at", "revoked_by"]
APART = "about <> ALL(ARRAY(SELECT guard.sides()))"
KEPT = "organisation = ANY(ARRAY(SELECT guard.house('{case.write,hotline.answer}', 'organisation')))"
READS = f"((SELECT guard.may('rights.answer')) AND {APART}) OR ({KEPT} AND {APART})"
TABLES = ("rights_complaint", "rights_complainant", "rights_complainttext", "rights_complaintstep")


def narrow(table: str) -> Sql:
    """The window reads complaints of the one file by the guard: its service needs no sight of everybody's."""
    alter = f"ALTER POLICY app_read ON {table} USING"
    return Sql(f"{alter} ({READS});", f"{alter} (({READS}) OR (SELECT guard.may('window.open')));")


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [
        ("window", "0001_initial"),
        ("access", "0005_house"),
        ("casefile", "0006_authorship"),
        ("identification", "0006_voices_wall"),
        ("shelter", "0003_since"),
        ("support", "0002_wall"),
        ("rights", "0002_wall"),
        ("fund", "0002_wall"),
    ]
    operations = [
        wall("window_key", "G1", insert=False),
        authored("window_key", mine={"by": "user", "organisation": "organisation"}, changes=ENDS, once=ENDS, signed=["revoked_by"]),
        AsGuard(GUARD.read_text(encoding="utf-8"), UNDO),
        *(narrow(table) for table in TABLES),
    ]
