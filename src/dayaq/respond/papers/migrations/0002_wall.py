"""The wall round papers: who reads one is let into every group it holds; a file stands where its paper stands."""

from django.db import migrations

from dayaq.base.access.wall import Sql, authored, wall_by_groups

PLACE = """
ALTER TABLE papers_print ADD CONSTRAINT papers_print_place
  FOREIGN KEY (paper_id, case_id, groups) REFERENCES papers_paper (id, case_id, groups) ON DELETE CASCADE;
"""


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [("papers", "0001_initial"), ("access", "0005_house")]
    operations = [
        Sql(PLACE, "ALTER TABLE papers_print DROP CONSTRAINT papers_print_place;"),
        wall_by_groups("papers_paper"),
        wall_by_groups("papers_print"),
        authored(
            "papers_paper",
            mine={"by": "user", "organisation": "organisation"},
            changes=["signed_on", "signed_by", "scan"],
            once=["signed_on", "signed_by", "scan"],
            empty=["signed_on", "signed_by", "scan"],
            own=True,
            same={"replaces_id": "papers_paper"},
        ),
        authored("papers_print", mine={"by": "user"}, changes=[], same={"paper_id": "papers_paper"}),
    ]
