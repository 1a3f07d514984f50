"""The wall round what a line keeps for itself: calls in the body, call-backs in the unit, drafts with their writer."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, house

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
ANSWER = ["hotline.answer"]
KEEPS = {"reads": ANSWER, "writes": ANSWER}
WHO = {"by": "user"}
# A caller handed on is known to both lines; a draft to its writer alone.
NARROWED = """
DROP POLICY app_read ON hotline_handon; DROP POLICY app_update ON hotline_handon;
CREATE POLICY app_read ON hotline_handon FOR SELECT TO dayaq_app
  USING (organisation = ANY(ARRAY(SELECT guard.house('{hotline.answer}', 'organisation'))) OR to_organisation = ANY(ARRAY(SELECT guard.house('{hotline.answer}', 'organisation'))));
CREATE POLICY app_update ON hotline_handon FOR UPDATE TO dayaq_app
  USING (organisation = ANY(ARRAY(SELECT guard.house('{hotline.answer}', 'organisation'))) OR to_organisation = ANY(ARRAY(SELECT guard.house('{hotline.answer}', 'organisation'))));
CREATE POLICY own_only ON hotline_draft AS RESTRICTIVE TO dayaq_app USING (by = (SELECT guard.user_id())) WITH CHECK (by = (SELECT guard.user_id()));
CREATE TRIGGER hand_on_side BEFORE INSERT OR UPDATE ON hotline_handon FOR EACH ROW EXECUTE FUNCTION guard.hand_on_side();
"""


class Migration(migrations.Migration):
    """Houses."""

    dependencies = [("hotline", "0001_initial"), ("access", "0005_house")]
    operations = [
        *house(
            "hotline_line",
            reads=[*ANSWER, "network.manage"],
            writes=[*ANSWER, "network.manage"],
            everywhere=[*ANSWER, "overview.read"],
            mine={**WHO, "body": "body"},
        ),
        *house("hotline_handon", **KEEPS, mine=WHO, signed=["answered_by"], changes=["status", "answered_at", "answered_by", "version"]),
        *house("hotline_call", **KEEPS, mine={**WHO, "unit": "unit"}),
        *house(
            "hotline_callback",
            **KEEPS,
            column="unit",
            unit=True,
            mine={**WHO, "organisation": "organisation"},
            signed=["done_by"],
            same={"call_id": "hotline_call"},
        ),
        *house("hotline_draft", **KEEPS, delete=True, mine=WHO),
        *house("hotline_shift", **KEEPS, delete=True, mine=WHO),
        *house("hotline_calltally", **KEEPS, mine=WHO),
        AsGuard(SQL),
        Sql(NARROWED),
    ]
