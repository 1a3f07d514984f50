"""The wall round lists on their way in: the unit that brought them; where a case came from goes with the case."""

from django.db import migrations

from dayaq.base.access.wall import authored, house, wall

BRINGS = ["case.import"]
OWN = {"reads": BRINGS, "writes": BRINGS, "column": "unit", "unit": True}


class Migration(migrations.Migration):
    """Row security and authorship."""

    dependencies = [("intake", "0001_initial"), ("access", "0005_house"), ("casefile", "0006_authorship")]
    operations = [
        *house(
            "intake_upload",
            **OWN,
            mine={"by": "user", "organisation": "organisation"},
            changes=["mapping", "meant", "anyway", "state", "work", "deleted_at"],
            once=["work", "deleted_at"],
        ),
        *house("intake_chunk", **OWN, delete=True, same={"upload_id": "intake_upload"}, changes=[]),
        *house("intake_mapping", reads=BRINGS, writes=BRINGS, mine={"by": "user"}, changes=["mapping", "meant"]),
        *house("intake_row", **OWN, same={"upload_id": "intake_upload"}, changes=["outcome"]),
        wall("intake_provenance", "G1"),
        authored(
            "intake_provenance",
            mine={"by": "user", "organisation": "organisation"},
            changes=["withdrawn_at"],
            once=["withdrawn_at"],
            empty=["withdrawn_at"],
            own=True,
        ),
    ]
