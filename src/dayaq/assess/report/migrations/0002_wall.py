"""The wall round reports: the team writes passages and builds, the commissioner reads; what was built or released never changes."""

from django.db import migrations

from dayaq.base.access.wall import Sql, fence

MINE = {"by": "user"}
BUILD = {"build_id": "report_build"}
KEPT: dict[str, dict[str, str]] = {"build": {}, "published": BUILD}


class Migration(migrations.Migration):
    """Row security by team."""

    dependencies = [("report", "0001_initial"), ("assessment", "0002_wall")]
    operations = [
        *fence("report_passage", "A1", mine=MINE, delete=True),
        *(step for name, same in KEPT.items() for step in fence(f"report_{name}", "A1", mine=MINE, same=same)),
        *fence("report_file", "A1", same=BUILD),
        *(
            Sql(f"REVOKE UPDATE ON report_{name} FROM dayaq_app;", f"GRANT UPDATE ON report_{name} TO dayaq_app;")
            for name in (*KEPT, "file")
        ),
    ]
