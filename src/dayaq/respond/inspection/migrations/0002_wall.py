"""The wall round what an inspecting body keeps for itself; sums for who watches over the response."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, house

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
WORK = ["inspection.work"]
POINTS = {
    "employer": {},
    "visit": {"employer_id": "inspection_employer"},
    "sheet": {"visit_id": "inspection_visit"},
    "sheetanswer": {"sheet_id": "inspection_sheet"},
    "mediation": {"employer_id": "inspection_employer"},
    "mediationstep": {"mediation_id": "inspection_mediation"},
}


class Migration(migrations.Migration):
    """Houses."""

    dependencies = [("inspection", "0001_initial"), ("access", "0005_house")]
    operations = [
        *(
            operation
            for name, points in POINTS.items()
            for operation in house(f"inspection_{name}", reads=WORK, writes=WORK, mine={"by": "user"}, beneath=points)
        ),
        AsGuard(SQL, "DROP FUNCTION guard.inspection_sums(timestamptz, timestamptz);"),
    ]
