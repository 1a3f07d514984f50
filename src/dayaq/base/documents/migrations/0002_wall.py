"""The wall round files: every row is asked for the group it names; a piece stands where its file stands."""

from django.db import migrations

from dayaq.base.access.wall import Sql, authored, wall_by_row

WRITTEN = {"by": "user", "organisation": "organisation"}
PLACE = """
ALTER TABLE documents_piece ADD CONSTRAINT documents_piece_place
  FOREIGN KEY (file_id, case_id, "group") REFERENCES documents_file (id, case_id, "group") ON DELETE CASCADE;
"""


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [("documents", "0001_initial"), ("access", "0005_house")]
    operations = [
        Sql(PLACE, "ALTER TABLE documents_piece DROP CONSTRAINT documents_piece_place;"),
        wall_by_row("documents_file", own="by"),
        wall_by_row("documents_piece", own="by"),
        authored(
            "documents_file",
            mine=WRITTEN,
            changes=["removed_at", "removed_reason"],
            once=["removed_at", "removed_reason"],
            empty=["removed_at", "removed_reason"],
            own=True,
            same={"replaces_id": "documents_file"},
        ),
        authored("documents_piece", mine={"by": "user"}, changes=[], same={"file_id": "documents_file"}),
    ]
